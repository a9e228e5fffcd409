import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { cellName, cellPosition } from '../../functions/plan/a1.ts';
import { millrace } from '../fixtures/millrace.ts';
import { browserMissing, launchBrowser } from '../support/browser.ts';
import { type RunningMachine, startMachine, temporaryFolder } from '../support/machine.ts';
import { describeWhere } from '../support/required.ts';
import { type Desk, walk } from '../support/walker.ts';

describeWhere(browserMissing(), 'a coordinator who knows nothing of the planner, in a browser', () => {
  const folder = temporaryFolder();
  let machine: RunningMachine;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [machine, browser] = await Promise.all([startMachine(folder.path, ['--empty']), launchBrowser()]);
    // Large enough for the widest tab and for all questions of the Checklist.
    page = await browser.newPage({ viewport: { width: 2600, height: 1700 }, deviceScaleFactor: 0.5 });
    await page.goto(machine.url);
    await page.getByRole('tab', { name: 'Checklist' }).waitFor();
    await page.getByRole('button', { name: /^Findings/ }).click();
  });
  afterAll(async () => {
    await browser?.close();
    await machine?.stop();
    folder.remove();
  });

  const patience = { timeout: 60_000 };
  const cell = (a1: string): Locator => page.locator(`[data-a1="${a1}"]`);
  const openTab = async (title: string): Promise<void> => {
    const tab = page.getByRole('tab', { name: new RegExp(`^${title}`) });
    await tab.click();
    await expect.poll(() => tab.getAttribute('aria-selected'), patience).toBe('true');
  };
  const seen = async (): Promise<Map<string, string>> =>
    new Map(
      await page
        .locator('[data-a1]')
        .evaluateAll((cells) =>
          cells.map((each): [string, string] => [each.getAttribute('data-a1')!, each.textContent!.trim()]),
        ),
    );
  const panel = (): Locator => page.getByRole('complementary', { name: 'Findings' });
  const open = (): Locator => panel().locator('.finding.error, .finding.warning');
  const words = (entries: Locator): Promise<string[]> =>
    entries.evaluateAll((all) =>
      all.map((entry) =>
        [...entry.querySelectorAll('.finding-words > span:not(.finding-place)')]
          .map((each) => each.textContent)
          .join(' '),
      ),
    );
  const questions = async () => {
    const cells = await seen();
    const rows: { question: string; state: string; why: string; link: string }[] = [];
    for (let row = 3; cells.get(`B${row}`); row++)
      rows.push({
        question: cells.get(`B${row}`)!,
        state: cells.get(`C${row}`)!,
        why: cells.get(`D${row}`)!,
        link: `E${row}`,
      });
    return rows;
  };

  /** Where Tab has left the cursor: who types along a row does not click. */
  let besideLast = '';
  const desk: Desk = {
    settled: async () => {
      besideLast = '';
      await expect.poll(() => page.locator('.unsaved').count(), patience).toBe(0);
      await page.getByText('Saved', { exact: true }).waitFor();
      const { findings } = await machine.settled();
      // The window hears of the check a moment later.
      const said = findings.map(({ message, fix }) => `${message} ${fix}`).sort();
      await expect.poll(async () => (await words(panel().locator('.finding'))).sort(), patience).toEqual(said);
    },
    checklist: async () => {
      await openTab('Checklist');
      const sheet = (await machine.grid()).sheets.find(({ title }) => title === 'Checklist')!;
      const states = sheet.rows.slice(2).flatMap(({ cells }) => cells[2]?.text || []);
      await expect.poll(async () => (await questions()).map(({ state }) => state), patience).toEqual(states);
      return questions();
    },
    follow: async (question) => {
      const { link } = (await questions()).find((each) => each.question === question)!;
      await cell(link).click({ modifiers: ['Control'] });
    },
    findings: () => words(open()),
    goTo: async (finding) => {
      const index = (await words(open())).indexOf(finding);
      await open().nth(index).click();
    },
    openTab,
    place: async () => ({
      tab: (await page.locator('[role=tab][aria-selected=true]').textContent())!.replace(/\d+$/, '').trim(),
      cell: await page.getByLabel('Address of the selected cell').inputValue(),
    }),
    seen,
    type: async (a1, text) => {
      // The card of the cell that they were led to may cover the one beside it, and shows a moment after they came.
      if (a1 !== besideLast)
        await vi.waitFor(async () => {
          if (await page.getByRole('tooltip').isVisible()) await page.keyboard.press('Escape');
          await cell(a1).click({ timeout: 1_000 });
        }, patience);
      await page.keyboard.type(text[0]!);
      await page.keyboard.insertText(text.slice(1));
      await page.keyboard.press('Tab');
      const { column, row } = cellPosition(a1);
      besideLast = cellName(column + 1, row);
    },
  };

  it('fills in a blank template by following nothing but the findings and the Checklist, until all is done', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const story = millrace(today);
    const { told } = await walk(desk, story);
    for (const slip of story.slips) expect(told.get(slip), slip.typed).toMatch(slip.told);
    await openTab('Start');
    await expect.poll(async () => [...(await seen()).values()]).toContain('36 of 40 done, 4 set aside');
    expect((await machine.state()).findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  }, 300_000);
});
