import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invite } from '../../scripts/invite.ts';
import type { GridPassState } from '../../scripts/local/grid-protocol.ts';
import { createPlanningSheet } from '../../scripts/local/planning-sheet.ts';
import { browserMissing, launchBrowser } from '../support/browser.ts';
import { type RunningMachine, startMachine, temporaryFolder, waitFor } from '../support/machine.ts';
import { smallPlan } from '../support/planning-bench.ts';
import { describeWhere } from '../support/required.ts';

describeWhere(browserMissing(), 'the bound script on one machine, in a browser', () => {
  const folder = temporaryFolder();
  let machine: RunningMachine;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    [machine, browser] = await Promise.all([startMachine(folder.path), launchBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) problems.push(message.text());
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await machine?.stop();
    folder.remove();
    expect(problems).toEqual([]);
  });

  const open = async (spreadsheetId: string): Promise<void> => {
    await page.goto(`${machine.url}/?spreadsheet=${spreadsheetId}`);
    await page.locator('[data-a1="A1"]').waitFor();
    await waitFor(async () => ((await menuLabels()).length > 0 ? true : null), 20_000);
  };
  const menuLabels = async (): Promise<string[]> => {
    const answer = await fetch(`${machine.url}/local/spreadsheets/${machine.spreadsheetId}/menu`);
    return ((await answer.json()) as { items: { label: string }[] }[]).flatMap(({ items }) =>
      items.map(({ label }) => label),
    );
  };
  const choose = async (label: string): Promise<void> => {
    await page.getByRole('menuitem', { name: 'TechHire', exact: true }).click();
    await page.getByRole('menuitem', { name: label, exact: true }).click();
  };
  const address = (): Promise<string> => page.getByLabel('Address of the selected cell').inputValue();
  const selectedTab = async (): Promise<string> =>
    (await page.locator('[role="tab"][aria-selected="true"]').textContent()) ?? '';

  test('its list of findings takes a person to a cell, and so does its next finding', async () => {
    await open(machine.spreadsheetId);
    await choose('List the findings');
    const list = page.frameLocator('iframe[title="Findings"]');
    await list.getByRole('heading', { name: 'Findings', level: 1 }).waitFor();
    const { findings } = await machine.state();
    const inCells = findings.filter(({ cell }) => cell !== '');
    await list.getByText(`Findings in this sheet: ${inCells.length}`).waitFor();

    const wanted = inCells.at(-1)!;
    await list
      .getByRole('listitem')
      .filter({ hasText: wanted.message })
      .filter({ hasText: wanted.cell })
      .getByRole('button')
      .first()
      .click();
    await expect.poll(address).toBe(wanted.cell);
    expect(await selectedTab()).toContain(wanted.tab);

    await choose('Go to the next finding');
    await expect.poll(address).not.toBe(wanted.cell);
    const place = [await selectedTab(), await address()] as const;
    expect(inCells.some(({ tab, cell }) => place[0].includes(tab) && place[1] === cell)).toBe(true);
  }, 60_000);

  test('its list can be used by everybody', async () => {
    const frame = page.frames().find((each) => each.url().endsWith('/sidebar'))!;
    await frame.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
    const found = await frame.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
      return (await axe.run()).violations.map(({ id }) => id);
    });
    expect(found).toEqual([]);
  }, 30_000);

  test('connects a copy by an invitation, in less than a minute, and no other copy by the same one', async () => {
    const startedMs = Date.now();
    const [copy, another] = [
      await createPlanningSheet(machine.url, 'Lakeside', smallPlan),
      await createPlanningSheet(machine.url, 'A copy of Lakeside', smallPlan),
    ];
    let said = '';
    const out = (text: string): void => {
      said += text;
    };
    await invite(['--community', 'lakeside'], { out, err: out, env: { TECHHIRE_SHEETS_ROOT_URL: machine.url } });
    const invitation = /http\S+#\S+/.exec(said)![0];
    const paste = async (): Promise<void> => {
      await choose('Connect');
      await page.getByRole('dialog').getByRole('textbox').fill(invitation);
      await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click();
    };

    await open(copy);
    await paste();
    await page.getByText('This sheet becomes a plan of the community "lakeside".').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click();
    const passed = await waitFor(async () => {
      const answer = await fetch(`${machine.url}/local/spreadsheets/${copy}/state`);
      const state = (await answer.json()) as GridPassState;
      return state.lastPass && !state.pending ? state : null;
    }, 30_000);
    expect(passed.findings.map(({ tab, cell }) => `${tab}!${cell}`)).toContain('Partners!B4');
    expect(Date.now() - startedMs).toBeLessThan(60_000);

    await open(another);
    await page.getByText('This copy is not connected: TechHire > Connect').first().waitFor();
    await paste();
    await page.getByText('This invitation was used for another sheet.').waitFor();
  }, 90_000);
});
