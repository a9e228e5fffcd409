import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SheetIsBusy } from '../../functions/edits/sheet-is-busy.ts';
import { sheetsClient } from '../../functions/sheet/client.ts';
import { parsePlan } from '../../functions/sheet/parse.ts';
import { type ConnectedSheet, now, openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';

let bench: PlanningBench;

beforeAll(async () => {
  bench = await openPlanningBench();
});

afterAll(() => bench.close());

/** A sheet as the template makes it, checked once; its rows are those of the small plan. */
const checkedSheet = async (): Promise<ConnectedSheet> => {
  const sheet = await bench.connectedSheet();
  await sheet.pass();
  return sheet;
};

/** Everything that the parser finds wrong with the form of the sheet. */
const structureFindings = async (sheet: ConnectedSheet): Promise<string[]> =>
  parsePlan(await sheet.snapshot(), () => 'id')
    .findings.filter(({ at }) => at === undefined || at.rowId === null)
    .filter(({ code }) => /missing|doubled|changed/.test(code))
    .map(({ code, tab, cell }) => `${code} ${tab}!${cell}`);

const names = async (sheet: ConnectedSheet): Promise<unknown[]> => {
  const tab = (await sheet.snapshot()).tabs.find(({ title }) => title === 'Partners')!;
  return tab.rows.slice(2).flatMap((cells) => cells[0]?.value ?? []);
};

const nothingToDo = { repairs: [], left: [], mark: null, language: 'en' };

/** What was found, what the repair says, and that a second one has nothing left to do. */
const repaired = async (sheet: ConnectedSheet) => {
  const found = await structureFindings(sheet);
  const preview = await bench.repair.preview(sheet.spreadsheetId);
  const done = await bench.carryOutRepair(sheet.spreadsheetId);
  expect(done.repairs.slice(0, preview.repairs.length)).toEqual(preview.repairs);
  expect(await bench.repair.preview(sheet.spreadsheetId)).toEqual(nothingToDo);
  expect(await structureFindings(sheet)).toEqual([]);
  return { found, repairs: done.repairs };
};

describe('a repair', () => {
  it('finds nothing to do in a sheet as the template makes it, checked or not', async () => {
    const sheet = await bench.connectedSheet();
    expect(await bench.repair.preview(sheet.spreadsheetId)).toEqual(nothingToDo);
    await sheet.pass();
    expect(await bench.repair.preview(sheet.spreadsheetId)).toEqual(nothingToDo);
  });

  it('gives a column its header back, and leaves what stands below', async () => {
    const sheet = await checkedSheet();
    const partners = await sheet.sheetId('Partners');
    await sheet.insists(partners, 2, 1, 'Type of org');
    expect(await repaired(sheet)).toEqual({
      found: ['header-missing Partners!B2'],
      repairs: ['Partners: Writes the header "Kind" into B2, where "Type of org" stands.'],
    });
    expect((await sheet.cell('Partners', 4, 1))?.value).toBe('Emploier');
  });

  it('inserts a column that was deleted, in its place and hidden where it was hidden', async () => {
    const sheet = await checkedSheet();
    const partners = await sheet.sheetId('Partners');
    await sheet.act({ kind: 'deleteColumns', sheetId: partners, start: 8, count: 1 });
    await sheet.act({ kind: 'deleteColumns', sheetId: partners, start: 4, count: 1 });
    const { found, repairs } = await repaired(sheet);
    expect(found).toEqual(['header-missing Partners!A2', 'id-column-missing Partners!A2']);
    expect(repairs.slice(0, 2)).toEqual([
      'Partners: Inserts column E for "Commitment".',
      'Partners: Inserts column I for "Row ID".',
    ]);
    const before = await names(sheet);
    await sheet.pass({ always: true });
    expect(await names(sheet)).toEqual(before);
  });

  it('brings a column of one of the planner’s own tabs back, which passes have filled meanwhile', async () => {
    const sheet = await checkedSheet();
    const funnel = await sheet.sheetId('Funnel');
    const columns = async () => (await sheet.snapshot()).tabs.find(({ title }) => title === 'Funnel')!;
    const before = await columns();
    // By the owner of the sheet: others may not.
    const range = { sheetId: funnel, dimension: 'COLUMNS', startIndex: before.columnCount - 1 };
    await sheetsClient(bench.rootUrl).write(sheet.spreadsheetId, [{ deleteDimension: { range } }], []);
    expect((await columns()).columnCount).toBe(before.columnCount - 1);
    await sheet.pass({ always: true });
    expect((await columns()).columnCount).toBe(before.columnCount);
    const { repairs } = await repaired(sheet);
    expect(repairs).toHaveLength(1);
    expect(repairs[0]).toMatch(/^Funnel: Writes ".*" into [A-Z]2 again\.$/);
    expect((await columns()).rows).toEqual(before.rows);
  });

  it('gives a form the Waiver column that older templates lack, and moves nothing of the table below it', async () => {
    const sheet = await checkedSheet();
    const goals = await sheet.sheetId('Goals');
    await sheetsClient(bench.rootUrl).write(
      sheet.spreadsheetId,
      [
        {
          updateCells: {
            range: { sheetId: goals, startRowIndex: 1, endRowIndex: 2, startColumnIndex: 4, endColumnIndex: 5 },
            fields: 'userEnteredValue,note',
          },
        },
      ],
      [],
    );
    expect((await repaired(sheet)).repairs).toEqual(['Goals: Inserts column E for "Waiver".']);
    expect((await sheet.cell('Goals', 2, 4))?.value).toBe('Waiver');
    expect((await sheet.cell('Goals', 15, 4))?.value).toBe('By when');
  });

  it('gives columns of the planner their headers back where they stand, with what is in them', async () => {
    const sheet = await checkedSheet();
    const partners = await sheet.sheetId('Partners');
    const ids = async () => [3, 4, 5].map(async (row) => (await sheet.cell('Partners', row, 8))?.value);
    const before = await Promise.all(await ids());
    await sheet.insists(partners, 2, 8, 'Number');
    await sheet.insists(partners, 2, 10, 'Reasons');
    await sheet.insists(partners, 3, 10, 'Acme told us so');
    await sheet.insists(await sheet.sheetId('Goals'), 2, 2, '');
    expect(await repaired(sheet)).toEqual({
      found: ['id-column-missing Partners!I2', 'waiver-column-missing Partners!K2', 'computed-column-missing Goals!C2'],
      repairs: [
        'Partners: Writes the header "Row ID" into I2, where "Number" stands.',
        'Partners: Writes the header "Waiver" into K2, where "Reasons" stands.',
        'Goals: Writes the header "Worked out" into C2.',
      ],
    });
    expect(await Promise.all(await ids())).toEqual(before);
    expect((await sheet.cell('Partners', 3, 10))?.value).toBe('Acme told us so');
  });

  it('writes headings and headers of the planner’s tabs again', async () => {
    const sheet = await checkedSheet();
    await sheet.insists(await sheet.sheetId('Funnel'), 2, 2, 'Our target');
    await sheet.insists(await sheet.sheetId('Start'), 9, 0, 'How far');
    const { found, repairs } = await repaired(sheet);
    expect(found).toEqual(['result-header-changed Funnel!C2', 'result-header-changed Start!']);
    expect(repairs).toEqual(['Start: Writes "Checklist" into A9 again.', 'Funnel: Writes "Target" into C2 again.']);
  });

  it('hides the column of row ids again', async () => {
    const sheet = await checkedSheet();
    const sheetId = await sheet.sheetId('Partners');
    await sheetsClient(bench.rootUrl).write(
      sheet.spreadsheetId,
      [
        {
          updateDimensionProperties: {
            range: { sheetId, dimension: 'COLUMNS', startIndex: 8, endIndex: 9 },
            properties: { hiddenByUser: false },
            fields: 'hiddenByUser',
          },
        },
      ],
      [],
    );
    expect(await repaired(sheet)).toEqual({ found: [], repairs: ['Partners: Hides the column "Row ID" again.'] });
  });

  it('gives a tab its title back, and adds one that is gone where it stood', async () => {
    const sheet = await checkedSheet();
    await sheet.act({ kind: 'renameTab', sheetId: await sheet.sheetId('Partners'), title: 'Our partners' });
    for (const title of ['Demand', 'Funnel']) {
      const sheetId = await sheet.sheetId(title);
      await sheetsClient(bench.rootUrl).write(sheet.spreadsheetId, [{ deleteSheet: { sheetId } }], []);
    }
    const titles = async () => (await sheet.snapshot()).tabs.map(({ title }) => title);
    const { found, repairs } = await repaired(sheet);
    expect(found).toEqual(['tab-missing Partners!', 'tab-missing Demand!', 'result-tab-missing Funnel!']);
    expect(repairs).toEqual([
      'Partners: Names the tab "Our partners" "Partners" again.',
      'Demand: Adds the tab "Demand" again. What stood on it comes back only from the version history.',
      'Funnel: Adds the tab "Funnel" again. What stood on it comes back only from the version history.',
    ]);
    expect((await titles()).slice(0, 9)).toEqual([
      'Start',
      'Checklist',
      'Community',
      'Partners',
      'Goals',
      'Segments',
      'Assumptions',
      'Demand',
      'Programs',
    ]);
    expect(await names(sheet)).toEqual(['Acme', 'Beta', 'Gamma']);
  });

  it('brings back questions that were reworded or whose row was deleted, with the answers of the others', async () => {
    const sheet = await checkedSheet();
    const community = await sheet.sheetId('Community');
    await sheet.insists(community, 3, 0, 'What are you called?');
    await sheet.act({ kind: 'deleteRows', sheetId: community, start: 4, count: 1 });
    const { found, repairs } = await repaired(sheet);
    expect(found).toEqual(['question-missing Community!A3', 'question-missing Community!A2']);
    expect(repairs[0]).toMatch(/^Community: Writes the question ".+" into A3 again\.$/);
    expect(repairs[1]).toMatch(/^Community: Inserts row 5 for the question ".+"\.$/);
    expect((await sheet.cell('Community', 3, 1))?.value).toBe('Millrace TechHire');
    expect((await sheet.cell('Community', 4, 1))?.value).toBe('OH');
  });

  it('inserts a row of headers that was deleted', async () => {
    const sheet = await checkedSheet();
    const partners = await sheet.sheetId('Partners');
    await sheet.act({ kind: 'deleteRows', sheetId: partners, start: 1, count: 1 });
    const { found, repairs } = await repaired(sheet);
    expect(found).toEqual(['headers-missing Partners!']);
    expect(repairs[0]).toMatch(/^Partners: Inserts row 2 with the headers of "Partners/);
    expect(await names(sheet)).toEqual(['Acme', 'Beta', 'Gamma']);
  });

  it('puts dropdowns, protections, notes and titles back that somebody removed', async () => {
    const sheet = await checkedSheet();
    const sheetId = await sheet.sheetId('Partners');
    const sheets = sheetsClient(bench.rootUrl);
    const { sheets: tabs } = await sheets.readFields(
      sheet.spreadsheetId,
      'sheets(properties(sheetId),protectedRanges(protectedRangeId))',
    );
    const ids = tabs!.find(({ properties }) => properties!.sheetId === sheetId)!.protectedRanges!;
    await sheets.write(
      sheet.spreadsheetId,
      [
        ...ids.map(({ protectedRangeId }) => ({ deleteProtectedRange: { protectedRangeId: protectedRangeId! } })),
        {
          setDataValidation: {
            range: { sheetId, startRowIndex: 3, endRowIndex: 5, startColumnIndex: 1, endColumnIndex: 2 },
          },
        },
        { updateCells: { start: { sheetId, rowIndex: 1, columnIndex: 0 }, rows: [{ values: [{}] }], fields: 'note' } },
        {
          updateCells: {
            start: { sheetId, rowIndex: 0, columnIndex: 1 },
            rows: [{ values: [{}] }],
            fields: 'userEnteredValue',
          },
        },
      ],
      [],
    );
    const { repairs } = await repaired(sheet);
    expect(repairs.map((line) => line.split(/[":]/)[1]!.trim())).toEqual([
      'Writes the title of',
      'Puts the help on',
      'Offers the choices for',
      'Protects again',
      'Protects again',
      'Protects again',
    ]);
  });

  it('tells a doubled header apart and deletes nothing', async () => {
    const sheet = await checkedSheet();
    const partners = await sheet.sheetId('Partners');
    await sheet.act({ kind: 'insertColumns', sheetId: partners, at: 2, count: 1 });
    await sheet.insists(partners, 2, 2, 'Kind');
    await sheet.insists(partners, 3, 2, 'mine');
    const before = await structureFindings(sheet);
    expect(before).toEqual(['header-doubled Partners!C2']);
    await bench.carryOutRepair(sheet.spreadsheetId);
    expect(await structureFindings(sheet)).toEqual(before);
    expect((await sheet.cell('Partners', 3, 2))?.value).toBe('mine');
  });

  it('does nothing where the sheet is no longer as it was shown, and shows it anew', async () => {
    const sheet = await checkedSheet();
    const partners = await sheet.sheetId('Partners');
    await sheet.insists(partners, 2, 1, 'Type of org');
    const shown = await bench.repair.preview(sheet.spreadsheetId);
    await sheet.insists(partners, 2, 2, 'Whom to ask');
    const outcome = await bench.repair.carryOut(sheet.spreadsheetId, shown.mark);
    expect(outcome).toEqual({ outcome: 'changed', preview: await bench.repair.preview(sheet.spreadsheetId) });
    expect(outcome.outcome === 'changed' && outcome.preview.repairs).toEqual([
      ...shown.repairs,
      'Partners: Writes the header "Contact" into C2, where "Whom to ask" stands.',
    ]);
    expect((await sheet.cell('Partners', 2, 1))?.value).toBe('Type of org');
  });

  it('waits while a pass has the sheet, gives up politely, and leaves owed what was owed', async () => {
    const sheet = await checkedSheet();
    await sheet.insists(await sheet.sheetId('Partners'), 2, 1, 'Type of org');
    await sheet.announced();
    const { mark } = await bench.repair.preview(sheet.spreadsheetId);
    const held = await sheet.ports.leases.acquire(sheet.spreadsheetId, 'a pass', now.getTime());
    await expect(bench.repair.carryOut(sheet.spreadsheetId, mark)).rejects.toThrow(SheetIsBusy);
    expect((await sheet.cell('Partners', 2, 1))?.value).toBe('Type of org');
    if (held.acquired) await sheet.ports.leases.letGo(held.lease);
    expect(await bench.repair.carryOut(sheet.spreadsheetId, mark)).toMatchObject({ outcome: 'done' });
    expect(await sheet.pass()).toMatchObject({ outcome: 'done' });
  });
});
