import fc from 'fast-check';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sections } from '../../functions/plan/plan.ts';
import { startTab } from '../../functions/plan/results.ts';
import { sheetsClient } from '../../functions/sheet/client.ts';
import type { SnapshotTab } from '../../functions/sheet/snapshot.ts';
import { templateLayout } from '../../sheets-template/layout.ts';
import { type ConnectedSheet, openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';

let bench: PlanningBench;

beforeAll(async () => {
  bench = await openPlanningBench();
});

afterAll(() => bench.close());

/** Partners, in the template's columns: what people type is A to H, the hidden Row ID is I and the status J. */
const [FIRST, ID, WIDTH] = [3, 8, 10];

const partner = (name: string) => [name, 'Employer', '', '', 'Committed', '', '', ''];

const sheetWith = async (names: readonly string[]): Promise<ConnectedSheet> => {
  const sheet = await bench.connectedSheet({}, [
    { tab: 'Community', range: 'B8:B9', values: [['2026-07-01'], ['2027-06-30']] },
    { tab: 'Goals', range: 'B3', values: [['60']] },
    { tab: 'Partners', range: `A${FIRST}:H${FIRST + names.length - 1}`, values: names.map(partner) },
  ]);
  await sheet.pass();
  return sheet;
};

const partnersTab = async (sheet: ConnectedSheet): Promise<SnapshotTab> =>
  (await sheet.snapshot()).tabs.find(({ title }) => title === 'Partners')!;

/** A row as somebody would copy it, the hidden cell along with the others. */
const copied = (tab: SnapshotTab, row: number, width = WIDTH): string[] =>
  Array.from({ length: width }, (_, column) => String(tab.rows[row - 1]?.[column]?.value ?? ''));

/** Name and id of every row that has something in it, from top to bottom. */
const shown = (tab: SnapshotTab): [string, string][] =>
  tab.rows
    .slice(FIRST - 1)
    .map((cells): [string, string] => [
      Array.from({ length: ID }, (_, column) => cells[column]?.text ?? '')
        .join('|')
        .replace(/\|+$/, ''),
      String(cells[ID]?.value ?? ''),
    ])
    .filter(([text]) => text !== '');

const namesAndIds = async (sheet: ConnectedSheet): Promise<Record<string, string>> =>
  Object.fromEntries(shown(await partnersTab(sheet)).map(([text, id]) => [text.split('|')[0]!, id]));

describe('the id of a row', () => {
  it('stays with the row that the mirror remembers when a copy above it was changed before anybody looked', async () => {
    const sheet = await sheetWith(['Acme', 'Beta', 'Gamma']);
    const before = await namesAndIds(sheet);
    const sheetId = await sheet.sheetId('Partners');
    await sheet.act({ kind: 'insertRows', sheetId, at: FIRST - 1, count: 1 });
    sheet.types('Partners', `A${FIRST}:J${FIRST}`, [copied(await partnersTab(sheet), FIRST + 2)]);
    sheet.types('Partners', `A${FIRST}`, [['Beta of the north']]);
    await sheet.pass({ always: true });
    const { 'Beta of the north': copy, ...originals } = await namesAndIds(sheet);
    expect(originals).toEqual(before);
    expect(Object.values(before)).not.toContain(copy);
    expect(await sheet.partners()).toEqual(['Acme', 'Beta', 'Beta of the north', 'Gamma']);
  });

  it('follows a row that was cut without its hidden cell', async () => {
    const sheet = await sheetWith(['Acme', 'Beta', 'Gamma']);
    const before = await namesAndIds(sheet);
    sheet.types('Partners', 'A9:H9', [copied(await partnersTab(sheet), 4, ID)], ['A4:H4']);
    expect(await sheet.pass({ always: true })).toMatchObject({ documentsDeleted: 0 });
    expect(await namesAndIds(sheet)).toEqual(before);
    expect(await sheet.pass({ always: true })).toMatchObject({ writes: 0, documentsWritten: 0 });
  });

  it('comes back with a row that was emptied, looked at, and brought back by undo', async () => {
    const sheet = await sheetWith(['Acme', 'Beta', 'Gamma']);
    const before = await namesAndIds(sheet);
    sheet.types('Partners', 'A4:H4', [Array.from({ length: ID }, () => '')]);
    await sheet.pass({ always: true });
    expect(await sheet.partners()).toEqual(['Acme', 'Gamma']);
    await sheet.act({ kind: 'undo', client: 'a window' });
    await sheet.pass({ always: true });
    expect(await namesAndIds(sheet)).toEqual(before);
    expect(await sheet.partners()).toEqual(['Acme', 'Beta', 'Gamma']);
  });
});

describe('a filter', () => {
  it('hides rows from people and from no pass: sorted, copied and brought back they are the rows that they were', async () => {
    const sheet = await sheetWith(['Acme', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta']);
    const sheetId = await sheet.sheetId('Partners');
    const before = await namesAndIds(sheet);
    const range = { sheetId, startRowIndex: FIRST - 2, endRowIndex: 40, startColumnIndex: 0, endColumnIndex: WIDTH };
    const hiddenValues = ['Beta', 'Delta', 'Zeta', 'Acme'];
    const filterSpecs = [{ columnIndex: 0, filterCriteria: { hiddenValues } }];
    await asProgram(sheet, { setBasicFilter: { filter: { range, filterSpecs } } });
    expect(await sheet.pass({ always: true })).toMatchObject({ writes: 0, documentsWritten: 0, documentsDeleted: 0 });
    const area = { startRow: FIRST - 1, endRow: 40, startColumn: 0, endColumn: WIDTH };
    await sheet.act({ kind: 'sort', sheetId, area, column: 0, ascending: false });
    sheet.types('Partners', 'A12:J12', [copied(await partnersTab(sheet), FIRST + 2)]);
    await sheet.pass({ always: true });
    await asProgram(sheet, { clearBasicFilter: { sheetId } });
    expect(await sheet.pass({ always: true })).toMatchObject({ writes: 0, documentsWritten: 0, documentsDeleted: 0 });
    const rows = shown(await partnersTab(sheet));
    expect(Object.fromEntries(rows.slice(0, 6).map(([text, id]) => [text.split('|')[0]!, id]))).toEqual(before);
    expect(Object.values(before)).not.toContain(rows[6]![1]);
    expect(await sheet.partners()).toHaveLength(7);
  });
});

describe('ids that are lost', () => {
  const names = ['Acme', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta'];

  it('with their whole column come back to their rows once the column is repaired, and nothing is asked', async () => {
    const sheet = await sheetWith(names);
    const sheetId = await sheet.sheetId('Partners');
    const before = await namesAndIds(sheet);
    await sheet.act({ kind: 'deleteColumns', sheetId, start: ID, count: 1 });
    await sheet.pass({ always: true });
    // Meanwhile people go on: two rows change places, and one is no longer what it was.
    await sheet.act({ kind: 'moveRows', sheetId, start: FIRST - 1, count: 1, to: FIRST + 2 });
    sheet.types('Partners', `B${FIRST + 5}`, [['Funder']]);
    await bench.carryOutRepair(sheet.spreadsheetId);
    const report = await sheet.pass({ always: true });
    expect(report).toMatchObject({ documentsDeleted: 0 });
    expect(report.outcome === 'done' && report.findings.map(({ code }) => code)).not.toContain('rows-gone');
    expect(await namesAndIds(sheet)).toEqual(before);
    expect(await sheet.pass({ always: true })).toMatchObject({ writes: 0, documentsWritten: 0 });
    const { rows, history } = await sheet.toldTwice();
    expect(history).toEqual(rows);
  });

  it('of some rows come back with the next pass', async () => {
    const sheet = await sheetWith(names);
    const sheetId = await sheet.sheetId('Partners');
    const before = await namesAndIds(sheet);
    for (const row of [FIRST, FIRST + 3]) await sheet.insists(sheetId, row, ID, '');
    expect(await sheet.pass({ always: true })).toMatchObject({ documentsDeleted: 0, documentsWritten: 0 });
    expect(await namesAndIds(sheet)).toEqual(before);
  });

  it('are new where the rows say something else than before', async () => {
    const sheet = await sheetWith(names);
    const { Acme, ...others } = await namesAndIds(sheet);
    await sheet.insists(await sheet.sheetId('Partners'), FIRST, ID, '');
    sheet.types('Partners', `A${FIRST}`, [['Nobody we knew']]);
    await sheet.pass({ always: true });
    const { 'Nobody we knew': fresh, ...rest } = await namesAndIds(sheet);
    expect(rest).toEqual(others);
    expect(fresh).not.toBe(Acme);
    expect(await sheet.partners()).toEqual([...names.slice(1), 'Nobody we knew'].sort());
  });
});

/** What people do, on rows that are named by a number each; the rows of a table are as many as there are. */
type Act =
  | { do: 'type' | 'copy' | 'copyWithoutId' | 'cut' | 'cutWithoutId' | 'swapIds' | 'move'; from: number; to: number }
  | { do: 'blank' | 'delete' | 'insert' | 'typeId' | 'wipeId' | 'filter'; from: number }
  | { do: 'sort' | 'sortPart'; column: number; ascending: boolean }
  | { do: 'undo' | 'redo' | 'unfilter' };

const row = fc.integer({ min: 0, max: 9 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    do: fc.constantFrom('type', 'copy', 'copyWithoutId', 'cut', 'cutWithoutId', 'swapIds', 'move'),
    from: row,
    to: row,
  }),
  fc.record({ do: fc.constantFrom('blank', 'delete', 'insert', 'typeId', 'wipeId', 'filter'), from: row }),
  fc.record({ do: fc.constantFrom('sort', 'sortPart'), column: fc.constantFrom(0, 1, 8), ascending: fc.boolean() }),
  fc.record({ do: fc.constantFrom('undo', 'redo', 'unfilter') }),
);

const carryOut = async (sheet: ConnectedSheet, sheetId: number, done: Act, label: string): Promise<void> => {
  const tab = await partnersTab(sheet);
  const at = (index: number): number => FIRST + index;
  const type = (index: number, values: string[], clear: string[] = []): void =>
    void sheet.types('Partners', `A${at(index)}`, [values], clear);
  switch (done.do) {
    case 'type':
      return void sheet.types('Partners', `A${at(done.from)}:B${at(done.from)}`, [[label, 'Employer']]);
    case 'copy':
      return type(done.to, copied(tab, at(done.from)));
    case 'copyWithoutId':
      return type(done.to, copied(tab, at(done.from), ID));
    case 'cut':
      return done.from === done.to
        ? undefined
        : type(done.to, copied(tab, at(done.from)), [`A${at(done.from)}:J${at(done.from)}`]);
    case 'cutWithoutId':
      return done.from === done.to
        ? undefined
        : type(done.to, copied(tab, at(done.from), ID), [`A${at(done.from)}:H${at(done.from)}`]);
    case 'swapIds': {
      const [one, other] = [done.from, done.to].map((index) => String(tab.rows[at(index) - 1]?.[ID]?.value ?? ''));
      await sheet.insists(sheetId, at(done.from), ID, other!);
      return sheet.insists(sheetId, at(done.to), ID, one!);
    }
    case 'typeId':
      return sheet.insists(sheetId, at(done.from), ID, done.from % 2 === 0 ? ` ${label}/x ` : 7);
    case 'wipeId':
      return sheet.insists(sheetId, at(done.from), ID, '');
    case 'filter': {
      // By name, or by a kind that half of the rows have; rows that are hidden go on being sorted, moved and pasted over.
      const criteria =
        done.from < 6
          ? { columnIndex: 0, filterCriteria: { hiddenValues: [tab.rows[at(done.from) - 1]?.[0]?.text ?? ''] } }
          : { columnIndex: 1, filterCriteria: { condition: { type: 'NOT_BLANK' } } };
      const range = { sheetId, startRowIndex: FIRST - 2, endRowIndex: 40, startColumnIndex: 0, endColumnIndex: WIDTH };
      return asProgram(sheet, { setBasicFilter: { filter: { range, filterSpecs: [criteria] } } });
    }
    case 'unfilter':
      return asProgram(sheet, { clearBasicFilter: { sheetId } });
    case 'blank':
      return type(
        done.from,
        Array.from({ length: ID }, () => ''),
      );
    case 'delete':
      return void (await sheet.act({ kind: 'deleteRows', sheetId, start: at(done.from) - 1, count: 1 }));
    case 'insert':
      return void (await sheet.act({ kind: 'insertRows', sheetId, at: at(done.from) - 1, count: 1 }));
    case 'move':
      return void (await sheet.act({
        kind: 'moveRows',
        sheetId,
        start: at(done.from) - 1,
        count: 1,
        to: at(done.to) - 1,
      }));
    case 'sort':
    case 'sortPart': {
      const end = done.do === 'sort' ? 40 : FIRST + 4;
      const area = { startRow: FIRST - 1, endRow: end, startColumn: 0, endColumn: WIDTH };
      return void (await sheet.act({ kind: 'sort', sheetId, area, column: done.column, ascending: done.ascending }));
    }
    default:
      return void (await sheet.act({ kind: done.do, client: 'a window' }));
  }
};

/** The grid's people have no filters, so a program sets them. */
const asProgram = async (sheet: ConnectedSheet, request: sheets_v4.Schema$Request): Promise<void> =>
  void (await sheetsClient(bench.rootUrl).write(sheet.spreadsheetId, [request], []));

const touchesIds = (acts: readonly Act[]): boolean =>
  acts.some(({ do: what }) => ['swapIds', 'typeId', 'wipeId', 'undo', 'redo'].includes(what));

/** Rows whose text nobody typed, pasted over or copied in these acts, and which no other row equals. */
const untouched = (
  acts: readonly Act[],
  before: [string, string][],
  after: [string, string][],
): [string, string, string][] => {
  if (touchesIds(acts)) return [];
  const once = (rows: [string, string][], text: string): string | null => {
    const same = rows.filter(([each]) => each === text);
    return same.length === 1 ? same[0]![1] : null;
  };
  return before.flatMap(([text]) => {
    const [was, is] = [once(before, text), once(after, text)];
    return was !== null && is !== null ? [[text, was, is] as [string, string, string]] : [];
  });
};

/** Pasting over a row that has an id leaves the id to what was pasted: only the hidden cell of the target can tell. */
const pastesOver = (acts: readonly Act[]): boolean =>
  acts.some(({ do: what }) => ['cutWithoutId', 'copyWithoutId', 'cut', 'copy'].includes(what));

describe('whatever people do to rows', () => {
  it('two passes later the mirror holds what the sheet shows, each row once and with its history', async () => {
    const sheet = await sheetWith(['Acme', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta']);
    const sheetId = await sheet.sheetId('Partners');
    // One sheet all along, as people have it: what an act leaves behind is where the next one begins.
    const rounds = fc.sample(fc.array(act, { minLength: 1, maxLength: 3 }), {
      numRuns: 10,
      seed: 20261123,
    });
    for (const [round, acts] of rounds.entries()) {
      const before = shown(await partnersTab(sheet));
      for (const [index, done] of acts.entries()) await carryOut(sheet, sheetId, done, `New ${round}.${index}`);
      await sheet.pass({ always: true });
      const last = await sheet.pass({ always: true });
      const told = `after ${JSON.stringify(rounds.slice(0, round + 1))}`;
      expect(last, told).toMatchObject({ writes: 0, documentsWritten: 0, documentsDeleted: 0 });
      const after = shown(await partnersTab(sheet));
      expect(new Set(after.map(([, id]) => id)).size, told).toBe(after.length);
      const { rows, history } = await sheet.toldTwice();
      expect(history, told).toEqual(rows);
      const mirrored = [...(await sheet.mirrored())].filter(([key]) => key.startsWith('partners/'));
      expect(mirrored.map(([, { id, raw }]) => [rowText(raw), id]).sort(), told).toEqual([...after].sort());
      if (!pastesOver(acts))
        for (const [text, was, is] of untouched(acts, before, after)) expect([text, is], told).toEqual([text, was]);
    }
  }, 60_000);
});

const fields = Object.keys(sections.partners.columns);

const rowText = (raw: Readonly<Record<string, string>>): string =>
  fields
    .map((field) => raw[field] ?? '')
    .join('|')
    .replace(/\|+$/, '');

describe('rows that are gone', () => {
  const names = ['Acme', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta', 'Eta', 'Theta'];
  const start = templateLayout().tabs.find(({ title }) => title === startTab.title)!;
  const answerRow = start.cells.find(({ value }) => value === startTab.state.confirm)!.row + 1;
  const started = async () => {
    const sheet = await sheetWith(names);
    const sheetId = await sheet.sheetId('Partners');
    const summary = await sheet.summary();
    await sheet.act({ kind: 'deleteRows', sheetId, start: FIRST - 1, count: 6 });
    const report = await sheet.pass({ always: true });
    return { sheet, sheetId, summary, report };
  };
  const asked = async (sheet: ConnectedSheet) =>
    Promise.all([answerRow - 1, answerRow].map(async (line) => (await sheet.cell('Start', line, 1))?.value ?? null));

  it('more than half of a table are kept, with the numbers for funders, and the sheet asks', async () => {
    const { sheet, summary, report } = await started();
    expect(report.outcome === 'done' && report.findings.find(({ code }) => code === 'rows-gone')).toMatchObject({
      tab: 'Partners',
      cell: 'A2',
      message: expect.stringContaining('6 of 8 rows of this table are gone.'),
    });
    expect(await asked(sheet)).toEqual(['Partners: 6 of 8 rows', null]);
    expect(await sheet.partners()).toEqual([...names].sort());
    expect(await sheet.summary()).toEqual(summary);
    expect(await sheet.pass({ always: true })).toMatchObject({ reads: 1, writes: 0, documentsWritten: 0 });
  });

  it('are deleted once somebody says that it was on purpose, and the answer does not linger', async () => {
    const { sheet, sheetId } = await started();
    sheet.types('Start', `B${answerRow}`, [['Yes: they were deleted on purpose']]);
    await sheet.pass({ always: true });
    expect(await sheet.partners()).toEqual(['Eta', 'Theta']);
    expect(await asked(sheet)).toEqual([null, null]);
    expect(await sheet.pass({ always: true })).toMatchObject({ writes: 0, documentsWritten: 0 });
    const { rows, history } = await sheet.toldTwice();
    expect(history).toEqual(rows);
    expect(sheetId).toBeGreaterThan(0);
  });

  it('are asked about anew when others go too, even if an answer was given meanwhile', async () => {
    const { sheet, sheetId } = await started();
    sheet.types('Start', `B${answerRow}`, [['Yes: they were deleted on purpose']]);
    await sheet.act({ kind: 'deleteRows', sheetId, start: FIRST - 1, count: 1 });
    await sheet.pass({ always: true });
    expect(await asked(sheet)).toEqual(['Partners: 7 of 8 rows', null]);
    expect(await sheet.partners()).toEqual([...names].sort());
  });

  it('are forgotten about when they come back', async () => {
    const { sheet } = await started();
    await sheet.act({ kind: 'undo', client: 'a window' });
    await sheet.pass({ always: true });
    expect(await asked(sheet)).toEqual([null, null]);
    expect(await sheet.partners()).toEqual([...names].sort());
    expect((await sheet.registry.find(sheet.spreadsheetId))!.lastPass).not.toHaveProperty('rowsGone');
  });

  it('stay kept while new rows are typed', async () => {
    const { sheet } = await started();
    sheet.types('Partners', 'A10:H15', ['P', 'Q', 'R', 'S', 'T', 'U'].map(partner));
    await sheet.pass({ always: true });
    await sheet.pass({ always: true });
    expect(await sheet.partners()).toEqual([...names, 'P', 'Q', 'R', 'S', 'T', 'U'].sort());
  });
});
