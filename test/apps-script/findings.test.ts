import { Script } from 'node:vm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wordsIn } from '../../functions/plan/messages/words.ts';
import { noteFor } from '../../functions/sheet/feedback.ts';
import { type BoundScript, buildBoundScript } from '../../scripts/bound-script.ts';
import type { Seat, SidebarPage } from '../../scripts/local/apps-script/execution.ts';
import { createScriptHost } from '../../scripts/local/apps-script/host.ts';
import { memoryProperties } from '../../scripts/local/apps-script/properties-store.ts';
import { startReceiver } from './receiver.ts';
import { type SheetDouble, sheetDouble, type TabDouble } from './sheet-double.ts';

const spreadsheetId = 'sheet';
let script: BoundScript;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  script = await buildBoundScript();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const note = (messages: string[], own = '', language: 'en' | 'es' = 'en'): string =>
  noteFor(
    messages.map((message) => ({ severity: 'error' as const, message, fix: `Mend ${message}`, code: 'a-code/first' })),
    own,
    wordsIn(language),
  );

const plan: TabDouble[] = [
  { title: 'Start', cells: { A9: { text: 'Open findings' }, B9: { text: '2 errors' } } },
  {
    title: 'Community',
    cells: { A3: { text: 'Name' }, A4: { text: 'Language' }, B3: { note: 'A note of somebody’s.\n→ not ours [x]' } },
  },
  { title: 'Secret', hidden: true, cells: { A1: { note: note(['what nobody sees']) } } },
  {
    title: "Partner's list",
    cells: { C4: { note: note(['one', 'two'], 'Mine.\n→ mine too [x]') }, B5: { note: note(['three']) } },
  },
  { title: 'Goals', cells: { B2: { note: note(['four']) } } },
];

const open = (sheet: SheetDouble, url: string | null = 'http://127.0.0.1:9/functions/onEdit') => {
  const properties = memoryProperties();
  const techhireKey = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  if (url !== null) properties.set(spreadsheetId, 'document', { techhireUrl: url, techhireKey });
  const [went, toasts, pages]: [string[], string[], SidebarPage[]] = [[], [], []];
  const host = createScriptHost({
    ...script,
    properties,
    sheets: sheet,
    onGoTo: (_, seat, { tab, a1 }) => went.push(`${seat?.window}: ${tab}!${a1}`),
    onToast: (_, { message }) => toasts.push(message),
    onSidebar: (_, _seat, page) => pages.push(page),
  });
  closing.push(host.close);
  return { host, went, toasts, pages };
};

const at = (tab: string, row: number, column: number): { seat: Seat } => ({ seat: { window: 'w', tab, row, column } });

describe('the findings of a sheet', () => {
  it('are read from the notes that the planner has written, tab by tab, and nothing that people wrote is taken for one', async () => {
    const { host } = open(sheetDouble(plan));
    const { value } = await host.runMenuItem(spreadsheetId, 'listFindings');
    const found = (tab: string, cell: string, message: string) => ({
      tab,
      cell,
      message: `Error: ${message}`,
      fix: `Mend ${message}`,
    });
    expect(value).toEqual([
      found("Partner's list", 'C4', 'one'),
      found("Partner's list", 'C4', 'two'),
      found("Partner's list", 'B5', 'three'),
      found('Goals', 'B2', 'four'),
    ]);
  });

  it.each([
    ['from another tab', at('Community', 3, 2), "w: Partner's list!C4"],
    ['in the same row, to the left of it', at("Partner's list", 4, 2), "w: Partner's list!C4"],
    ['from one to the next', at("Partner's list", 4, 3), "w: Partner's list!B5"],
    ['to the next tab', at("Partner's list", 5, 2), 'w: Goals!B2'],
    ['from the last to the first', at('Goals', 2, 2), "w: Partner's list!C4"],
  ])('are gone to one after another: %s', async (_, seat, expected) => {
    const { host, went, toasts } = open(sheetDouble(plan));
    await host.runMenuItem(spreadsheetId, 'nextFinding', seat);
    expect(went).toEqual([expected]);
    expect(toasts).toEqual([expect.stringMatching(/^Error: .* Mend /)]);
  });

  it('where there are none it is said', async () => {
    const { host, went, toasts } = open(sheetDouble([]));
    await host.runMenuItem(spreadsheetId, 'nextFinding');
    expect([went, toasts]).toEqual([[], ['No cell has a finding.']]);
  });

  it('are listed beside the sheet, on a page in the sheet’s language whose script is one', async () => {
    const { host, pages } = open(sheetDouble([{ title: 'Inicio', cells: {} }]));
    await host.runMenuItem(spreadsheetId, 'showFindings');
    const [{ title, html }] = pages as [SidebarPage];
    expect(title).toBe('Hallazgos');
    expect(html).toContain('<html lang="es">');
    expect(html).toContain('<h1>Hallazgos</h1>');
    // One is put in by the page itself.
    expect(html.match(/\{\w+\}/g)).toEqual(['{count}']);
    const [, code] = /<script>(.*)<\/script>/s.exec(html)!;
    expect(() => new Script(code!)).not.toThrow();
  });

  it('that are gone since the list was read are not gone to', async () => {
    const { host, went } = open(sheetDouble(plan));
    expect(await host.runMenuItem(spreadsheetId, 'goTo', { ...at('Goals', 1, 1), args: ['Gone', 'A1'] })).toMatchObject(
      {
        outcome: 'completed',
        value: false,
      },
    );
    await host.runMenuItem(spreadsheetId, 'goTo', { ...at('Goals', 1, 1), args: ['Goals', 'B2'] });
    expect(went).toEqual(['w: Goals!B2']);
  });
});

describe('TechHire > Language', () => {
  it('leads to the question, and answers nothing by itself', async () => {
    const sheet = sheetDouble(plan);
    const { host, went, toasts } = open(sheet);
    await host.runMenuItem(spreadsheetId, 'language', at('Goals', 1, 1));
    expect([went, sheet.done]).toEqual([['w: Community!B4'], []]);
    expect(toasts).toEqual(['Choose the language in this cell. The sheet follows within seconds.']);
  });

  it('says what to do where the question is gone', async () => {
    const { host, toasts } = open(sheetDouble(plan.filter(({ title }) => title !== 'Community')));
    await host.runMenuItem(spreadsheetId, 'language', at('Goals', 1, 1));
    expect(toasts).toEqual([expect.stringContaining('TechHire > Repair brings it back')]);
  });
});

describe('the Start tab', () => {
  it('says that a copy is not connected when it is opened, in the cell that would count old findings', async () => {
    const sheet = sheetDouble(plan);
    await open(sheet, null).host.menu(spreadsheetId);
    expect(sheet.done).toEqual(['Start!B9 = This copy is not connected: TechHire > Connect']);
  });

  it('is written to once, however often the copy is opened', async () => {
    const text = 'This copy is not connected: TechHire > Connect';
    const sheet = sheetDouble([{ title: 'Start', cells: { A9: { text: 'Open findings' }, B9: { text } } }]);
    await open(sheet, null).host.menu(spreadsheetId);
    expect(sheet.done).toEqual([]);
  });

  it('says so while the functions cannot be reached, and when that is over', async () => {
    let status = 500;
    const functions = await startReceiver(() => status);
    closing.push(functions.close);
    const sheet = sheetDouble(plan);
    const { host } = open(sheet, functions.url);
    await host.runMenuItem(spreadsheetId, 'checkNow');
    status = 202;
    await host.runMenuItem(spreadsheetId, 'checkNow');
    await host.runMenuItem(spreadsheetId, 'checkNow');
    expect(sheet.done).toEqual([
      expect.stringMatching(/^Start!B9 = The planner cannot be reached \(HTTP 500\)\. Your edits are safe;/),
      'Start!B9 = The plan is being checked. What needs attention shows in the cells.',
    ]);
  });

  it('that may not be written to is no failure', async () => {
    const sheet = {
      ...sheetDouble(plan),
      write: async () => {
        throw new Error('You are trying to edit a protected cell or object.');
      },
    };
    const { host, toasts } = open(sheet, null);
    expect(await host.menu(spreadsheetId)).toHaveLength(1);
    expect(toasts).toEqual(['This copy is not connected: TechHire > Connect']);
  });
});
