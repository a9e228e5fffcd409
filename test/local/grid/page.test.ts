import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { GridFinding, GridPassState } from '../../../scripts/local/grid-protocol.ts';
import { browserMissing, launchBrowser } from '../../support/browser.ts';
import { describeWhere } from '../../support/required.ts';
import { type GridServer, startGridServer } from './grid-server.ts';

describeWhere(browserMissing(), 'the grid in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let server: GridServer;
  let page: Page;
  let spreadsheetId: string;
  const problems: string[] = [];

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchBrowser(), startGridServer()]);
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    spreadsheetId = await server.create();
    page = await openWindow();
  });
  afterEach(async () => {
    for (const opened of context.pages()) await opened.close();
    expect(problems.splice(0)).toEqual([]);
  });

  const openWindow = async (hash = '', id = spreadsheetId): Promise<Page> => {
    const opened = await context.newPage();
    opened.on('pageerror', (error) => problems.push(String(error)));
    opened.on('request', (request) => {
      if (!request.url().startsWith(server.url)) problems.push(`asked for ${request.url()}`);
    });
    opened.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) problems.push(message.text());
    });
    await opened.goto(`${server.url}/?spreadsheet=${id}${hash}`);
    await cell('B2', opened).waitFor();
    return opened;
  };
  const cell = (a1: string, at = page): Locator => at.locator(`[data-a1="${a1}"]`);
  const texts = (addresses: string[], at = page): Promise<string[]> =>
    Promise.all(addresses.map(async (a1) => ((await cell(a1, at).textContent()) ?? '').trim()));
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const address = (): Promise<string> => page.getByLabel('Address of the selected cell').inputValue();
  const goTo = async (a1: string): Promise<void> => {
    await page.getByLabel('Address of the selected cell').fill(a1);
    await press('Enter');
  };
  const tab = (name: string, at = page): Locator => at.getByRole('tab', { name });
  const saved = async (at = page): Promise<void> => {
    await at.getByText('Saved', { exact: true }).waitFor();
    await expect.poll(() => at.locator('.unsaved').count()).toBe(0);
  };
  const paste = async (content: Record<string, string>): Promise<void> => {
    await page.evaluate((types) => {
      const data = new DataTransfer();
      for (const [type, value] of Object.entries(types)) data.setData(type, value);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, content);
  };
  /** What other programs would get from the clipboard. */
  const clipboardText = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

  test('shows the tabs that are not hidden, the first one open, with its frozen header and without its hidden column', async () => {
    expect(await page.getByRole('tab').allTextContents()).toEqual(['Partners', 'Notes']);
    expect(await tab('Partners').getAttribute('aria-selected')).toBe('true');
    expect(await texts(['B1', 'C1', 'B2', 'C2', 'E2'])).toEqual([
      'Partner',
      'Kind',
      'Riverside Manufacturing',
      'Employer',
      '20',
    ]);
    expect(await cell('A2').count()).toBe(0);
    expect(await page.title()).toBe('Cimarron Valley plan - TechHire Planner');
    await page.mouse.move(600, 400);
    await page.mouse.wheel(600, 600);
    await expect.poll(async () => (await cell('B1').boundingBox())!.y).toBe((await cell('C1').boundingBox())!.y);
    const before = (await cell('B1').boundingBox())!;
    await page.mouse.wheel(-600, -600);
    await expect.poll(async () => (await cell('B2').boundingBox())!.y).toBeGreaterThan(before.y);
    expect(await cell('B1').boundingBox()).toEqual(before);
  });

  test('what is typed is saved and shown as the server reads it', async () => {
    await cell('E3').click();
    await page.keyboard.type('1200');
    await press('Enter');
    await saved();
    expect(await texts(['E3'])).toEqual(['1200']);
    expect(await address()).toBe('E4');
    await page.reload();
    await cell('E3').waitFor();
    expect(await texts(['E3'])).toEqual(['1200']);
  });

  test('Escape drops what was typed; F2 and a double click open what is there', async () => {
    await cell('B3').click();
    await page.keyboard.type('nonsense');
    await press('Escape');
    expect(await texts(['B3'])).toEqual(['Gulf Coast Health']);
    await press('F2');
    await page.keyboard.type(' System');
    await press('Enter');
    await saved();
    expect(await texts(['B3'])).toEqual(['Gulf Coast Health System']);
    await cell('B4').dblclick();
    await press('Home');
    await page.keyboard.type('The ');
    await press('Tab');
    await saved();
    expect(await texts(['B4'])).toEqual(['The Cimarron College']);
    expect(await address()).toBe('C4');
  });

  test('Tab goes along and Enter comes back to the column where it began', async () => {
    await goTo('G10');
    for (const [word, key] of [
      ['a', 'Tab'],
      ['b', 'Tab'],
      ['c', 'Enter'],
    ] as const) {
      await page.keyboard.type(word);
      await press(key);
    }
    expect(await address()).toBe('G11');
    await page.keyboard.type('d');
    await press('Enter');
    await saved();
    expect(await texts(['G10', 'H10', 'I10', 'G11'])).toEqual(['a', 'b', 'c', 'd']);
  });

  test('the keyboard moves and selects as in Google Sheets', async () => {
    await cell('B2').click();
    await press('ArrowRight', 'ArrowDown');
    expect(await address()).toBe('C3');
    await press('Control+ArrowDown');
    expect(await address()).toBe('C6');
    await press('Shift+ArrowUp', 'Shift+ArrowRight');
    expect(await address()).toBe('C5:D6');
    expect(await cell('D5').getAttribute('aria-selected')).toBe('true');
    expect(await cell('E5').getAttribute('aria-selected')).toBe('false');
    await press('Home');
    expect(await address()).toBe('B6');
    await press('Control+End');
    expect(await address()).toBe('F21');
    await press('Control+Home');
    expect(await address()).toBe('C2');
    await press('PageDown');
    const down = Number((await address()).slice(1));
    expect(down).toBeGreaterThan(20);
    await press('PageUp');
    expect(await address()).toBe('C2');
    await press('Control+PageDown');
    expect(await tab('Notes').getAttribute('aria-selected')).toBe('true');
    await press('Control+PageUp', 'Control+a');
    expect(await address()).toBe('A1:J60');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-a1'))).toBe('C2');
  });

  test('areas are selected by dragging, with Shift, and by the headers of rows and columns', async () => {
    const from = (await cell('B3').boundingBox())!;
    const to = (await cell('D5').boundingBox())!;
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y + 10, { steps: 4 });
    await page.mouse.up();
    expect(await address()).toBe('B3:D5');
    await cell('C7').click({ modifiers: ['Shift'] });
    expect(await address()).toBe('B3:C7');
    await page.locator('.letter', { hasText: /^D$/ }).click({ position: { x: 10, y: 10 } });
    expect(await address()).toBe('D1:D60');
    await page.locator('.row-head', { hasText: /^4$/ }).click();
    expect(await address()).toBe('A4:J4');
    expect(await cell('H4').getAttribute('aria-selected')).toBe('true');
  });

  test('a dropdown opens from its arrow, is filtered while typing and chosen by keyboard', async () => {
    await cell('C3').locator('[data-arrow]').click();
    const list = page.getByRole('listbox');
    expect(await list.getByRole('option').allTextContents()).toEqual([
      'Employer',
      'Industry group',
      'Educator',
      'Training provider',
      'Civic organization',
      'Funder',
    ]);
    expect(await list.getByRole('option', { selected: true }).textContent()).toBe('Employer');
    await list.getByRole('option', { name: 'Funder' }).click();
    await saved();
    expect(await texts(['C3'])).toEqual(['Funder']);
    await page.keyboard.type('in');
    expect(await list.getByRole('option').allTextContents()).toEqual(['Industry group', 'Training provider']);
    await press('ArrowDown', 'Enter');
    await saved();
    expect(await texts(['C3'])).toEqual(['Training provider']);
    expect(await address()).toBe('C4');
    await press('Enter');
    await press('ArrowUp', 'Enter');
    await saved();
    expect(await texts(['C4'])).toEqual(['Industry group']);
  });

  test('a tick is set by click and by the space bar', async () => {
    await cell('D3').getByRole('checkbox').click();
    await saved();
    expect(await cell('D3').getByRole('checkbox').getAttribute('aria-checked')).toBe('true');
    await press('Space');
    await saved();
    expect(await cell('D3').getByRole('checkbox').getAttribute('aria-checked')).toBe('false');
  });

  test('a protected cell refuses, says why, and gives back what was typed', async () => {
    await cell('F2').click();
    await page.keyboard.type('all good');
    await press('Enter');
    const toast = page.getByRole('alert').filter({ hasText: 'Not saved: Partners!F2' });
    await toast.waitFor();
    expect(await toast.textContent()).toContain(
      'The planner writes the Status column. Type into the columns beside it.',
    );
    expect(await toast.textContent()).toContain('You typed: all good');
    expect(await texts(['F2'])).toEqual(['ok']);
    await toast.getByRole('button', { name: 'Copy what I typed' }).click();
    await toast.getByText('Copied').waitFor();
    expect(await clipboardText()).toBe('all good');
    await toast.getByRole('button', { name: 'Dismiss' }).click();
    expect(await toast.count()).toBe(0);
  });

  test('a note shows on hover and on the cell that has the keyboard, with its lines', async () => {
    const card = page.getByRole('tooltip');
    await cell('E2').hover();
    await card.waitFor();
    expect(await card.textContent()).toBe('Placements are counted once a person has worked a day.\nSecond line.');
    await page.mouse.move(900, 700);
    await card.waitFor({ state: 'hidden' });
    await cell('D2').click({ position: { x: 4, y: 4 } });
    await page.mouse.move(900, 700);
    await press('ArrowRight');
    await card.waitFor();
    expect(await cell('E2').getAttribute('aria-describedby')).toBe('note-card');
    expect((await card.boundingBox())!.width).toBeGreaterThan(150);
    await press('Escape');
    await card.waitFor({ state: 'hidden' });
  });

  test('a block is copied as text that other programs read, and pasted from what they write', async () => {
    await goTo('G10');
    await paste({ 'text/plain': 'one\t"two\nlines"\t"a ""word"""\r\n"tab\there"\t5" pipe\t\r\n' });
    await saved();
    expect(await texts(['G10', 'I10', 'H11'])).toEqual(['one', 'a "word"', '5" pipe']);
    expect(await address()).toBe('G10:I11');
    await press('Control+c');
    expect(await clipboardText()).toBe('one\t"two\nlines"\ta "word"\n"tab\there"\t5" pipe\t');
    await goTo('G15');
    await press('Control+v');
    await saved();
    expect(await texts(['G15', 'I15', 'H16'])).toEqual(['one', 'a "word"', '5" pipe']);
    await goTo('H15');
    await press('Control+c');
    expect(await clipboardText()).toBe('"two\nlines"');
  });

  test('a table without plain text is pasted too, and a single value fills the selection', async () => {
    await goTo('G10');
    await paste({ 'text/html': '<table><tr><td>a</td><td>b<br>c</td></tr><tr><td>d</td><td></td></tr></table>' });
    await saved();
    expect(await texts(['G10', 'G11'])).toEqual(['a', 'd']);
    await goTo('G14:H16');
    await paste({ 'text/plain': '7' });
    await saved();
    expect(await texts(['G14', 'H14', 'G16', 'H16'])).toEqual(['7', '7', '7', '7']);
  });

  test('200 rows are pasted at once, beyond the end of the tab too, and undone in one step', async () => {
    await goTo('G2');
    const rows = Array.from({ length: 200 }, (_row, row) => `Name ${row + 1}\t${row * 10}`);
    await paste({ 'text/plain': rows.join('\r\n') });
    await saved();
    await goTo('G201');
    expect(await texts(['G201', 'H201'])).toEqual(['Name 200', '1990']);
    await press('Control+z');
    await saved();
    await goTo('G2');
    await expect.poll(() => texts(['G2', 'H2'])).toEqual(['', '']);
  });

  test('a cut block leaves its place when it is pasted', async () => {
    await goTo('G10');
    await paste({ 'text/plain': 'x\ty' });
    await saved();
    await press('Control+x');
    await goTo('G12');
    await press('Control+v');
    await saved();
    expect(await texts(['G10', 'H10', 'G12', 'H12'])).toEqual(['', '', 'x', 'y']);
  });

  test('Delete empties, Ctrl+D fills down, undo and redo take back and bring back', async () => {
    await cell('E3').click();
    await press('Delete');
    await saved();
    expect(await texts(['E3'])).toEqual(['']);
    await press('Control+z');
    await expect.poll(() => texts(['E3'])).toEqual(['35']);
    await press('Control+y');
    await expect.poll(() => texts(['E3'])).toEqual(['']);
    await press('Control+Shift+z', 'Control+z');
    await expect.poll(() => texts(['E3'])).toEqual(['35']);
    await goTo('E3:E5');
    await press('Control+d');
    await saved();
    expect(await texts(['E4', 'E5', 'E6'])).toEqual(['35', '35', '0']);
  });

  test('rows are inserted, deleted and sorted', async () => {
    await page.locator('.row-head', { hasText: /^3$/ }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Insert 1 row above' }).click();
    await expect.poll(() => texts(['B2', 'B3', 'B4'])).toEqual(['Riverside Manufacturing', '', 'Gulf Coast Health']);
    await page.locator('.row-head', { hasText: /^3$/ }).click();
    await page.locator('.row-head', { hasText: /^4$/ }).click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: 'Delete row' }).click();
    await expect.poll(() => texts(['B2', 'B3'])).toEqual(['Riverside Manufacturing', 'Cimarron College']);
    await cell('B2').click();
    await page.getByRole('button', { name: 'Sort A to Z' }).click();
    await expect
      .poll(() => texts(['B1', 'B2', 'B3', 'B4', 'B5']))
      .toEqual(['Partner', 'Cimarron College', 'Code Prairie', 'Northside Services', 'Riverside Manufacturing']);
    await page.getByRole('button', { name: 'Sort Z to A' }).click();
    await expect.poll(() => texts(['B2'])).toEqual(['Riverside Manufacturing']);
  });

  test('columns are resized by dragging and fitted by a double click', async () => {
    const width = async (): Promise<number> => Math.round((await cell('C2').boundingBox())!.width);
    expect(await width()).toBe(150);
    const grip = page.locator('.letter', { hasText: /^C$/ }).locator('.grip');
    const box = (await grip.boundingBox())!;
    await page.mouse.move(box.x + 4, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 64, box.y + 10, { steps: 3 });
    await page.mouse.up();
    await saved();
    expect(await width()).toBe(210);
    await grip.dblclick();
    await saved();
    expect(await width()).toBeLessThan(210);
  });

  test('tabs are added, renamed and deleted', async () => {
    await page.getByRole('button', { name: 'Add a tab' }).click();
    await tab('Sheet4').waitFor();
    await expect.poll(() => tab('Sheet4').getAttribute('aria-selected')).toBe('true');
    await tab('Sheet4').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name of the tab' }).fill('Ideas');
    await page.getByRole('button', { name: 'Rename' }).click();
    await tab('Ideas').waitFor();
    await tab('Ideas').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await tab('Ideas').waitFor({ state: 'detached' });
    await expect.poll(() => tab('Partners').getAttribute('aria-selected')).toBe('true');
  });

  test('a link within the spreadsheet leads to its cell', async () => {
    await tab('Notes').click();
    await cell('A3').click({ modifiers: ['Control'] });
    await expect.poll(address).toBe('C4');
    expect(await tab('Partners').getAttribute('aria-selected')).toBe('true');
    const other = await openWindow('#gid=1&range=E5');
    await expect.poll(() => other.getByLabel('Address of the selected cell').inputValue()).toBe('E5');
  });

  test('Ctrl+F finds in rows that are out of sight', async () => {
    await goTo('H60');
    await paste({ 'text/plain': 'Here it is' });
    await goTo('B2');
    await expect.poll(() => cell('H60').count()).toBe(0);
    await press('Control+f');
    await page.keyboard.type('here it');
    await expect.poll(address).toBe('H60');
    await press('Escape');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-a1'))).toBe('H60');
  });

  const findings: GridFinding[] = [
    {
      code: 'sum',
      severity: 'warning',
      tab: 'Notes',
      cell: '',
      message: 'No organization is responsible for metrics.',
      fix: 'Name one.',
    },
    {
      code: 'not-a-number',
      severity: 'error',
      tab: 'Partners',
      cell: 'E4',
      message: 'Placements is "none".',
      fix: 'Write 0.',
    },
    { code: 'no-kind', severity: 'error', tab: 'Partners', cell: 'C3', message: 'Kind is empty.', fix: 'Choose one.' },
  ];
  const checkedAt = (at: string): Omit<GridPassState, 'panel'> => ({
    revision: 2,
    pending: false,
    findings,
    lastPass: { reads: 1, writes: 1, documentsWritten: 3, ms: 80, at },
  });

  test('speaks the language of the sheet', async () => {
    server.say(spreadsheetId, { revision: 2, pending: true, findings: [], lastPass: null }, 'es');
    await page.getByText('Revisando…').first().waitFor();
    server.say(spreadsheetId, checkedAt(new Date(2027, 4, 3, 14, 5).toISOString()), 'es');
    await page.getByText('2 errores, 1 advertencia · revisado a las 14:05').waitFor();
    await page.getByRole('button', { name: 'Hallazgos (3)' }).click();
    const panel = page.getByRole('complementary', { name: 'Hallazgos' });
    expect(await panel.getAttribute('lang')).toBe('es');
    expect(await panel.locator('.finding-place').allTextContents()).toEqual([
      'Error en C3',
      'Error en E4',
      'Advertencia',
    ]);
    await panel.getByRole('button', { name: 'Cerrar los hallazgos' }).click();
  });

  test('says that it checks, then what was found, and leads from one finding to the next', async () => {
    server.say(spreadsheetId, { revision: 2, pending: true, findings: [], lastPass: null });
    await page.getByText('Checking…').first().waitFor();
    const at = new Date(2027, 4, 3, 14, 5);
    server.say(spreadsheetId, checkedAt(at.toISOString()));
    await page.getByText('2 errors, 1 warning · checked 14:05').waitFor();
    expect(await tab('Partners').textContent()).toBe('Partners2');
    await page.getByRole('button', { name: 'Findings (3)' }).click();
    const panel = page.getByRole('complementary', { name: 'Findings' });
    expect(await panel.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Partners2', 'Notes1']);
    expect(await panel.getByRole('listitem').allTextContents()).toEqual([
      'Error in C3Kind is empty.Choose one.',
      'Error in E4Placements is "none".Write 0.',
      'WarningNo organization is responsible for metrics.Name one.',
    ]);
    await press('ArrowDown', 'Enter');
    expect(await address()).toBe('E4');
    await press('F8');
    expect(await tab('Notes').getAttribute('aria-selected')).toBe('true');
    await press('F8');
    await expect.poll(address).toBe('C3');
    await press('Shift+F8', 'Shift+F8');
    await expect.poll(address).toBe('E4');
  });

  test('an answer about the last check that comes late does not take the place of what was heard since', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/state', async (route) => {
      const answer = await route.fetch();
      await held;
      await route.fulfill({ response: answer });
    });
    const asked = page.waitForRequest('**/state');
    await page.reload();
    await asked;
    // The answer below was given before this check began.
    await page.waitForTimeout(300);
    server.say(spreadsheetId, { revision: 2, pending: true, findings: [], lastPass: null });
    await page.getByText('Checking…').first().waitFor();
    const arrived = page.waitForResponse('**/state');
    release();
    await (await arrived).finished();
    await page.waitForTimeout(100);
    expect(await page.getByText('Checking…').count()).toBeGreaterThan(0);
  });

  test('a message of the bound script is shown and read out', async () => {
    server.notice(spreadsheetId, 'TechHire', 'The plan was checked.');
    await page.getByRole('status').filter({ hasText: 'The plan was checked.' }).waitFor();
  });

  test('two windows see what the other one types, and neither loses what it is typing', async () => {
    const other = await openWindow();
    await cell('E2', other).click();
    await other.keyboard.type('half an ent');
    await cell('E3').click();
    await page.keyboard.type('77');
    await press('Enter');
    await expect.poll(() => texts(['E3'], other)).toEqual(['77']);
    await page.locator('.row-head', { hasText: /^2$/ }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Insert 1 row above' }).click();
    await expect.poll(() => texts(['E4'], other)).toEqual(['77']);
    await other.keyboard.type('ry');
    await other.keyboard.press('Enter');
    // The row moved down while it was being typed into; the entry went with it.
    await expect.poll(() => texts(['E2', 'E3'])).toEqual(['', 'half an entry']);
  });

  test('while the server is gone entries are kept, said to be unsaved, and saved when it is back', async () => {
    await server.leave();
    const banner = page.getByRole('alert').filter({ hasText: 'Not connected' });
    await banner.waitFor();
    await cell('E3').click();
    await page.keyboard.type('88');
    await press('Enter');
    await page.keyboard.type('99');
    await press('Enter');
    await page.getByText('Not connected: your last 2 entries are not saved yet').waitFor();
    expect(await texts(['E3', 'E4'])).toEqual(['88', '99']);
    await server.comeBack();
    await saved();
    expect(await banner.count()).toBe(0);
    await page.reload();
    await cell('E4').waitFor();
    expect(await texts(['E3', 'E4'])).toEqual(['88', '99']);
  });

  test('entries that were not saved when the page is loaded again are saved then', async () => {
    page.on('dialog', (dialog) => void dialog.accept());
    await page.route('**/edits', (route) => route.abort());
    await cell('E3').click();
    await page.keyboard.type('66');
    await press('Enter');
    await page.getByText('Not connected: your last entry is not saved yet').waitFor();
    await page.unroute('**/edits');
    await page.reload();
    await saved();
    expect(await texts(['E3'])).toEqual(['66']);
    await page.reload();
    await cell('E3').waitFor();
    expect(await texts(['E3'])).toEqual(['66']);
  });

  test('of 5,000 rows only those in sight are drawn, wherever one scrolls', async () => {
    const big = await server.create({ big: true });
    const other = await openWindow('#gid=3', big);
    await cell('A2', other).click();
    await other.keyboard.press('Control+End');
    await cell('O5000', other).waitFor();
    expect(await texts(['A5000'], other)).toEqual(['Row 5000']);
    expect(await other.getByRole('grid').getAttribute('aria-rowcount')).toBe('5000');
    const mostCells = await other.evaluate(async () => {
      const scroller = document.querySelector('.scroller')!;
      let most = 0;
      for (let frame = 0; frame < 60; frame++) {
        scroller.scrollTop -= 400;
        await new Promise(requestAnimationFrame);
        most = Math.max(most, document.querySelectorAll('[data-a1]').length);
      }
      return most;
    });
    expect(mostCells).toBeLessThan(1500);
  });

  test('axe finds no serious or critical problem, with the side panel, a dropdown and a menu open too', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const check = async (): Promise<string[]> => {
      // Through the debugger, because the page's own policy forbids foreign scripts.
      await page.evaluate(`${axe}; undefined`);
      return page.evaluate(async () => {
        const runner = (
          globalThis as unknown as {
            axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
          }
        ).axe;
        const { violations } = await runner.run();
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .map((node) => node.html)
                .slice(0, 3)
                .join(' ')}`,
          );
      });
    };
    expect(await check()).toEqual([]);
    server.say(spreadsheetId, checkedAt('2027-05-03T14:05:00Z'));
    await page.getByRole('button', { name: 'Findings (3)' }).click();
    await cell('C3').locator('[data-arrow]').click();
    expect(await check()).toEqual([]);
    await press('Escape');
    await cell('B3').click({ button: 'right' });
    expect(await check()).toEqual([]);
  });

  test('the page stays usable in a narrow window', async () => {
    await page.setViewportSize({ width: 800, height: 600 });
    await page.getByRole('button', { name: /Findings/ }).click();
    await page.getByRole('complementary', { name: 'Findings' }).waitFor();
    await page.getByRole('button', { name: 'Close findings' }).click();
    await cell('C3').click();
    expect(await address()).toBe('C3');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(800);
  });
});
