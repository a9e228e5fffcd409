import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserMissing, launchBrowser } from '../support/browser.ts';
import { type RunningMachine, startMachine, temporaryFolder } from '../support/machine.ts';
import { describeWhere } from '../support/required.ts';

describeWhere(browserMissing(), 'a coordinator in a browser, from an empty template to the funder’s page', () => {
  const folder = temporaryFolder();
  let machine: RunningMachine;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [machine, browser] = await Promise.all([startMachine(folder.path, ['--empty']), launchBrowser()]);
    page = await browser.newPage({ viewport: { width: 1400, height: 860 } });
    await page.goto(machine.url);
    await page.getByRole('tab', { name: 'Goals' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await machine?.stop();
    folder.remove();
  });

  const cell = (a1: string, at = page): Locator => at.locator(`[data-a1="${a1}"]`);
  const open = (tab: string, at = page): Promise<void> => at.getByRole('tab', { name: tab }).click();
  const type = async (a1: string, text: string): Promise<void> => {
    await cell(a1).click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  const shows = (locator: Locator, text: string | RegExp): Promise<void> =>
    expect.poll(() => locator.textContent(), { timeout: 10_000 }).toMatch(text);

  it('shows a blank template without a single finding', async () => {
    expect((await machine.settled()).findings).toEqual([]);
    expect(await page.getByText('No findings').count()).toBeGreaterThan(0);
  });

  it('works the funnel out while the goal is typed, without a reload', async () => {
    await open('Goals');
    await type('B3', '80');
    await type('B4', '25%');
    // 20 direct ÷ 25% = 80 to match; 60 trained ÷ (77% × 70%) = 111.3, and no program has a seat for them yet.
    await shows(cell('C5'), '80');
    await shows(cell('C7'), '112');
    await open('Funnel');
    // 20 ÷ (10% × 60% × 15% × 25%) = 8,888.9
    await shows(cell('C3'), '8,889');
  });

  it('tells on the cell what is wrong with a value, and stops when it is mended', async () => {
    await open('Partners');
    await page.keyboard.press('Escape');
    await type('A3', 'Acme Software');
    await type('B3', 'Emploier');
    await shows(cell('J3'), /1 error: Commitment and Kind|2 errors: Kind and Commitment/);
    await cell('B3').hover();
    await expect
      .poll(() => page.getByRole('tooltip').textContent(), { timeout: 5_000 })
      .toContain('Did you mean "Employer"?');
    await type('B3', 'employer');
    await type('E3', 'committed');
    await shows(cell('J3'), /^OK$/);
  });

  it('says why a cell that the planner writes cannot be typed in', async () => {
    await open('Funnel');
    await cell('C3').click();
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.getByRole('alert').allTextContents(), { timeout: 5_000 })
      .toContainEqual(expect.stringContaining('written by TechHire Planner'));
  });

  it('shows a second window what the first one types, and both the same findings', async () => {
    const other = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await other.goto(machine.url);
    await open('Partners', other);
    await open('Partners');
    await type('A4', 'Beta Bank');
    await shows(cell('A4', other), 'Beta Bank');
    await shows(cell('J4', other), /2 errors/);
    await other.close();
  });

  it('shows the funder whom the coordinator sends a link the new targets', async () => {
    await open('Community');
    await type('B3', 'Millrace TechHire');
    await type('B4', 'OH');
    await type('B5', 'Millrace Workforce Board');
    await type('B8', '2026-07-01');
    await type('B9', '2027-06-30');
    await machine.settled();
    await page.getByRole('menuitem', { name: 'TechHire', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Share with a funder' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click();
    const link = page.getByRole('dialog').getByText(/[?&]link=/);
    await link.waitFor();
    await page.goto(/https?:\S+[?&]link=\S+/.exec((await link.textContent())!)![0]);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Millrace TechHire');
    expect(await page.locator('main').textContent()).toContain('8,889');
  });
});
