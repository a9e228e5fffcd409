import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GridChange, GridState } from '../../../scripts/local/grid-protocol.ts';
import type { Running } from './support.ts';
import { batch, cellsOf, newPlan, startServer, valuesOf } from './support.ts';

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.close());
beforeEach(() => {
  running.events.length = 0;
});

const grid = async (spreadsheetId: string): Promise<GridState> =>
  (await (await fetch(`${running.root}/local/spreadsheets/${spreadsheetId}/grid`)).json()) as GridState;
const type = (
  spreadsheetId: string,
  range: string,
  values: (string | number | boolean | null)[][],
  more: object = {},
) => running.types(spreadsheetId, { tab: 'Goals', range, values, client: 'w1', ...more });
const act = (spreadsheetId: string, action: object) =>
  running.acts(spreadsheetId, { client: 'w1', sheetId: 7, ...action } as never);
const undo = (spreadsheetId: string, client = 'w1') => running.acts(spreadsheetId, { kind: 'undo', client });
const redo = (spreadsheetId: string, client = 'w1') => running.acts(spreadsheetId, { kind: 'redo', client });
const range = (startRowIndex: number, endRowIndex: number, startColumnIndex: number, endColumnIndex: number) => ({
  sheetId: 7,
  startRowIndex,
  endRowIndex,
  startColumnIndex,
  endColumnIndex,
});
const whole = { startRow: 1, endRow: 12, startColumn: 0, endColumn: 5 };

/** Reads the event stream of a spreadsheet as a window does. */
const watch = async (spreadsheetId: string) => {
  const abort = new AbortController();
  const response = await fetch(`${running.root}/local/spreadsheets/${spreadsheetId}/events`, { signal: abort.signal });
  const heard: { event: string; data: GridChange & Record<string, unknown> }[] = [];
  const waiting: (() => void)[] = [];
  const reading = (async () => {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const match = /^event: (.*)\ndata: (.*)$/s.exec(text.slice(0, end));
        text = text.slice(end + 2);
        if (match) heard.push({ event: match[1]!, data: JSON.parse(match[2]!) });
        for (const wake of waiting.splice(0)) wake();
      }
    }
  })().catch(() => undefined);
  return {
    type: response.headers.get('content-type'),
    next: async (count = 1) => {
      while (heard.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      return heard.splice(0, count);
    },
    close: async () => {
      abort.abort();
      await reading;
    },
  };
};

describe('the grid of a spreadsheet', () => {
  it('shows texts, entries, notes, links, looks and rules', async () => {
    const spreadsheetId = await newPlan(running, [
      ['Name', '85%', '12/31/2026', '=B1*2', "'007"],
      ['=HYPERLINK("https://example.org","site")', true, '=1/0', 1234.5, 'https://example.org'],
    ]);
    const list = {
      condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'yes' }, { userEnteredValue: 'no' }] },
      strict: true,
      inputMessage: 'Yes or no.',
    };
    await batch(
      running,
      spreadsheetId,
      {
        repeatCell: {
          range: range(0, 1, 0, 1),
          cell: {
            userEnteredFormat: {
              backgroundColor: { red: 1 },
              textFormat: { bold: true },
              horizontalAlignment: 'CENTER',
              wrapStrategy: 'WRAP',
            },
          },
          fields: 'userEnteredFormat',
        },
      },
      { updateCells: { start: { sheetId: 7 }, rows: [{ values: [{ note: 'a note' }] }], fields: 'note' } },
      { setDataValidation: { range: range(2, 3, 0, 1), rule: list } },
      { setDataValidation: { range: range(2, 3, 1, 2), rule: { condition: { type: 'BOOLEAN' } } } },
      {
        setDataValidation: {
          range: range(2, 3, 2, 3),
          rule: { condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: '=Goals!A1:A2' }] } },
        },
      },
      {
        addProtectedRange: {
          protectedRange: { range: range(0, 1, 0, 5), description: 'Headers stay.', warningOnly: true },
        },
      },
      { mergeCells: { range: range(3, 4, 0, 2) } },
      {
        updateSheetProperties: {
          properties: { sheetId: 7, gridProperties: { frozenRowCount: 1 }, tabColor: { blue: 1 } },
          fields: 'gridProperties.frozenRowCount,tabColor',
        },
      },
    );
    const state = await grid(spreadsheetId);
    expect(state).toMatchObject({ spreadsheetId, title: 'Plan', locale: 'en_US', timeZone: 'America/New_York' });
    const sheet = state.sheets[0]!;
    expect(sheet).toMatchObject({
      sheetId: 7,
      title: 'Goals',
      hidden: false,
      tabColor: '#0000ff',
      frozenRowCount: 1,
      protectedRanges: [
        {
          area: { startRow: 0, endRow: 1, startColumn: 0, endColumn: 5 },
          description: 'Headers stay.',
          warningOnly: true,
        },
      ],
      merges: [{ startRow: 3, endRow: 4, startColumn: 0, endColumn: 2 }],
      validations: [
        { options: ['yes', 'no'], strict: true, help: 'Yes or no.' },
        { checkbox: true, strict: false },
        { options: ['Name', 'site'], strict: false },
      ],
    });
    const [first, second, third] = sheet.rows.map(({ cells }) => cells);
    expect(sheet.styles[first![0]!.style!]).toEqual({ background: '#ff0000', bold: true, align: 'center', wrap: true });
    expect(first).toEqual([
      { text: 'Name', kind: 'text', note: 'a note', style: expect.any(Number) },
      { text: '85%', kind: 'number' },
      { text: '12/31/2026', kind: 'number' },
      { text: '1.7', entered: '=B1*2', kind: 'number' },
      { text: '007', entered: "'007", kind: 'text' },
    ]);
    expect(second).toEqual([
      { text: 'site', entered: '=HYPERLINK("https://example.org","site")', kind: 'text', link: 'https://example.org' },
      { text: 'TRUE', kind: 'boolean' },
      { text: '#DIV/0!', entered: '=1/0', kind: 'error' },
      { text: '1234.5', kind: 'number' },
      { text: 'https://example.org', kind: 'text', link: 'https://example.org' },
    ]);
    expect(third).toEqual([{ validation: 0 }, { validation: 1 }, { validation: 2 }]);
    expect(new Set(sheet.rows.map(({ key }) => key)).size).toBe(12);
  });
});

it('shows the colours of bands in empty cells, and as rows move through them', async () => {
  const spreadsheetId = await newPlan(running, [['a'], ['b']]);
  const rowProperties = { firstBandColor: { red: 1 }, secondBandColor: { red: 1, green: 1, blue: 1 } };
  await batch(running, spreadsheetId, { addBanding: { bandedRange: { range: range(0, 4, 0, 2), rowProperties } } });
  const backgrounds = async () => {
    const { styles, rows } = (await grid(spreadsheetId)).sheets[0]!;
    return rows.slice(0, 5).map(({ cells }) => cells.map((cell) => styles[cell?.style ?? -1]?.background ?? ''));
  };
  expect(await backgrounds()).toEqual([['#ff0000', '#ff0000'], [''], ['#ff0000', '#ff0000'], [], []]);
  const window = await watch(spreadsheetId);
  await act(spreadsheetId, { kind: 'insertRows', at: 0, count: 1 });
  const [told] = await window.next();
  await window.close();
  // The band moved down with its rows: only the new row is news.
  expect(told!.data.sheets[0]!.rows).toHaveLength(1);
  expect(await backgrounds()).toEqual([[], ['#ff0000', '#ff0000'], [''], ['#ff0000', '#ff0000'], []]);
});

describe('a person’s edit', () => {
  it('is read as typed, tells onEdit then onChange, and gives the values of a single cell', async () => {
    const spreadsheetId = await newPlan(running, [['before']]);
    const result = await type(spreadsheetId, 'A1', [['$4,500']]);
    expect(result).toEqual({ revision: 3, at: { sheetId: 7, range: 'A1' } });
    const event = { spreadsheetId, spreadsheetTitle: 'Plan', tab: 'Goals', sheetId: 7, a1: 'A1' };
    expect(running.events).toEqual([
      { ...event, kind: 'edit', value: '4500', oldValue: 'before' },
      { ...event, kind: 'change', changeType: 'EDIT' },
    ]);
    expect(await valuesOf(running, spreadsheetId)).toEqual([['$4,500']]);
  });

  it('gives no values where the cell is empty or where there are several cells', async () => {
    const spreadsheetId = await newPlan(running, [['x']]);
    await type(spreadsheetId, 'A1', [['']]);
    await type(spreadsheetId, 'B1', [['a', 'b']]);
    const [emptied, , pasted] = running.events;
    expect(emptied).toMatchObject({ kind: 'edit', a1: 'A1', oldValue: 'x' });
    expect(emptied).not.toHaveProperty('value');
    expect(pasted).toMatchObject({ kind: 'edit', a1: 'B1:C1' });
    expect(pasted).not.toHaveProperty('value');
    expect(pasted).not.toHaveProperty('oldValue');
  });

  it('is never told for what programs write', async () => {
    const spreadsheetId = await newPlan(running, [['x']]);
    await batch(running, spreadsheetId, { addSheet: {} });
    expect(running.events).toEqual([]);
  });

  it('leaves cells with null, repeats over a multiple of the block, and empties the source of a cut', async () => {
    const spreadsheetId = await newPlan(running, [['a', 'b', 'c']]);
    await type(spreadsheetId, 'A2', [['a', null, 'c']], { clear: ['A1:C1'] });
    await type(spreadsheetId, 'A4:B5', [['r']]);
    expect(await valuesOf(running, spreadsheetId)).toEqual([[], ['a', '', 'c'], [], ['r', 'r'], ['r', 'r']]);
  });

  it('beyond the last row or column lets the tab grow', async () => {
    const spreadsheetId = await newPlan(running);
    await type(spreadsheetId, 'E12', [
      ['1', '2'],
      ['3', '4'],
    ]);
    const sheet = (await grid(spreadsheetId)).sheets[0]!;
    expect([sheet.rows.length, sheet.columns.length]).toEqual([13, 6]);
    expect(await valuesOf(running, spreadsheetId, 'Goals!E12:F13')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('is refused by a strict rule with its help, whole, and let in by a rule that is not', async () => {
    const spreadsheetId = await newPlan(running);
    const rule = (strict: boolean) => ({
      condition: { type: 'NUMBER_BETWEEN', values: [{ userEnteredValue: '0' }, { userEnteredValue: '1' }] },
      strict,
      inputMessage: 'A rate from 0% to 100%.',
    });
    await batch(
      running,
      spreadsheetId,
      { setDataValidation: { range: range(0, 12, 0, 1), rule: rule(true) } },
      { setDataValidation: { range: range(0, 12, 1, 2), rule: rule(false) } },
    );
    expect(await type(spreadsheetId, 'A1', [['50%'], ['85']])).toMatchObject({
      error: { code: 400, message: 'A rate from 0% to 100%.' },
    });
    expect(await valuesOf(running, spreadsheetId)).toEqual([]);
    await type(spreadsheetId, 'A1', [['50%', '85']]);
    await type(spreadsheetId, 'A1', [['']]);
    expect(await valuesOf(running, spreadsheetId)).toEqual([['', '85']]);
    expect(running.events.filter(({ kind }) => kind === 'edit')).toHaveLength(2);
  });

  it('into one of a list is taken as shown, and otherwise refused', async () => {
    const spreadsheetId = await newPlan(running, [['Acme'], ['0.5']]);
    const rule = (condition: object) => ({ condition, strict: true, inputMessage: 'Choose.' });
    await batch(
      running,
      spreadsheetId,
      {
        setDataValidation: {
          range: range(0, 1, 1, 2),
          rule: rule({ type: 'ONE_OF_RANGE', values: [{ userEnteredValue: '=$A$1:$A$5' }] }),
        },
      },
      {
        setDataValidation: {
          range: range(0, 1, 2, 3),
          rule: rule({ type: 'ONE_OF_LIST', values: [{ userEnteredValue: '50%' }] }),
        },
      },
    );
    expect(await type(spreadsheetId, 'B1', [['Apex']])).toMatchObject({ error: { message: 'Choose.' } });
    expect(await type(spreadsheetId, 'B1', [['Acme']])).not.toHaveProperty('error');
    expect(await type(spreadsheetId, 'C1', [['50%']])).not.toHaveProperty('error');
  });

  it('of a tab or range that is not there is refused in words', async () => {
    const spreadsheetId = await newPlan(running);
    expect(await type(spreadsheetId, 'A1', [['x']], { tab: 'Gone' })).toMatchObject({
      error: { code: 404, message: 'There is no tab "Gone" in this spreadsheet.' },
    });
    expect(await type(spreadsheetId, 'here', [['x']])).toMatchObject({
      error: { code: 400, message: '"here" is not a range of cells.' },
    });
    expect(await type(spreadsheetId, 'A1', [['x']], { surprise: 1 })).toMatchObject({ error: { code: 400 } });
    expect(await act(spreadsheetId, { kind: 'dance' })).toMatchObject({ error: { code: 400 } });
    expect(await running.types('nope', { tab: 'Goals', range: 'A1', values: [['x']] })).toMatchObject({
      error: { code: 404 },
    });
  });
});

describe('a protection', () => {
  const protectedPlan = async (warningOnly: boolean) => {
    const spreadsheetId = await newPlan(running, [
      ['head', 'status'],
      ['b', 'ok'],
      ['a', 'ok'],
    ]);
    await batch(running, spreadsheetId, {
      addProtectedRange: {
        protectedRange: { range: range(0, 12, 1, 2), description: 'The planner writes this.', warningOnly },
      },
    });
    return spreadsheetId;
  };
  const refused = { error: { code: 403, status: 'PERMISSION_DENIED', message: 'The planner writes this.' } };

  it('that is strict refuses whatever touches it', async () => {
    const spreadsheetId = await protectedPlan(false);
    expect(await type(spreadsheetId, 'B2', [['x']])).toEqual(refused);
    expect(await type(spreadsheetId, 'A2', [['x', 'y']])).toEqual(refused);
    expect(await type(spreadsheetId, 'A2', [['x']], { clear: ['B3'] })).toEqual(refused);
    expect(await act(spreadsheetId, { kind: 'setNote', row: 1, column: 1, note: 'n' })).toEqual(refused);
    expect(await act(spreadsheetId, { kind: 'sort', area: whole, column: 0, ascending: true })).toEqual(refused);
    expect(await act(spreadsheetId, { kind: 'deleteRows', start: 1, count: 1 })).toEqual(refused);
    expect(await act(spreadsheetId, { kind: 'insertRows', at: 2, count: 1 })).toEqual(refused);
    expect(await act(spreadsheetId, { kind: 'moveRows', start: 1, count: 1, to: 3 })).toEqual(refused);
    expect(await act(spreadsheetId, { kind: 'deleteColumns', start: 1, count: 1 })).toEqual(refused);
    expect(await type(spreadsheetId, 'A2', [['x', null, 'y']])).toEqual(refused);
    expect(await type(spreadsheetId, 'A2', [['fine']])).not.toHaveProperty('error');
    expect(running.events.filter(({ kind }) => kind === 'edit')).toHaveLength(1);
  });

  it('that only warns refuses an edit wholly inside it and lets rows be pasted, sorted, inserted and deleted across it', async () => {
    const spreadsheetId = await protectedPlan(true);
    expect(await type(spreadsheetId, 'B2:B3', [['x'], ['y']])).toEqual(refused);
    expect(await act(spreadsheetId, { kind: 'setNote', row: 1, column: 1, note: 'n' })).toEqual(refused);
    for (const action of [
      { kind: 'sort', area: whole, column: 0, ascending: true },
      { kind: 'insertRows', at: 2, count: 1 },
      { kind: 'deleteRows', start: 2, count: 1 },
    ])
      expect(await act(spreadsheetId, action)).not.toHaveProperty('error');
    expect(await type(spreadsheetId, 'A2', [['x', 'y']])).not.toHaveProperty('error');
  });

  it('of a tab leaves its open ranges to people', async () => {
    const spreadsheetId = await newPlan(running);
    await batch(running, spreadsheetId, {
      addProtectedRange: {
        protectedRange: {
          range: { sheetId: 7 },
          unprotectedRanges: [range(1, 5, 0, 2)],
          description: 'Only the answers.',
        },
      },
    });
    expect(await type(spreadsheetId, 'A2:B5', [['x']])).not.toHaveProperty('error');
    expect(await type(spreadsheetId, 'A2:C2', [['x']])).toMatchObject({ error: { message: 'Only the answers.' } });
    expect(await act(spreadsheetId, { kind: 'renameTab', title: 'Mine' })).toMatchObject({
      error: { message: 'Only the answers.' },
    });
    expect(await act(spreadsheetId, { kind: 'insertRows', at: 0, count: 1 })).toMatchObject({ error: { code: 403 } });
  });
});

describe('rows, columns and tabs', () => {
  it.each([
    [{ kind: 'insertRows', at: 1, count: 2 }, [['change', 'A2:E3', 'INSERT_ROW']]],
    [{ kind: 'deleteRows', start: 1, count: 1 }, [['change', 'A2:E2', 'REMOVE_ROW']]],
    [{ kind: 'insertColumns', at: 0, count: 1 }, [['change', 'A1:A12', 'INSERT_COLUMN']]],
    [{ kind: 'deleteColumns', start: 0, count: 1 }, [['change', 'A1:A12', 'REMOVE_COLUMN']]],
    [
      { kind: 'moveColumns', start: 0, count: 1, to: 2 },
      [
        ['edit', 'B1:B12', undefined],
        ['change', 'B1:B12', 'OTHER'],
      ],
    ],
    [
      { kind: 'sort', area: whole, column: 0, ascending: true },
      [
        ['edit', 'A2:E12', undefined],
        ['change', 'A2:E12', 'EDIT'],
      ],
    ],
    [{ kind: 'setNote', row: 0, column: 0, note: 'n' }, [['change', 'A1', 'OTHER']]],
    [{ kind: 'renameTab', title: 'Renamed' }, [['change', 'A1:E12', 'OTHER']]],
  ])('%j tells %j', async (action, told) => {
    const spreadsheetId = await newPlan(running, [['head'], ['b'], ['a']]);
    expect(await act(spreadsheetId, action)).not.toHaveProperty('error');
    expect(running.events.map(({ kind, a1, changeType }) => [kind, a1, changeType])).toEqual(told);
  });

  it('are added and removed as tabs', async () => {
    const spreadsheetId = await newPlan(running);
    const added = await running.acts(spreadsheetId, { kind: 'addTab', title: 'Ideas', client: 'w1' });
    expect(await running.acts(spreadsheetId, { kind: 'addTab', title: 'ideas' })).toMatchObject({
      error: { message: 'A sheet with the name "ideas" already exists. Please enter another name.' },
    });
    await running.acts(spreadsheetId, { kind: 'deleteTab', sheetId: added.at!.sheetId, client: 'w1' });
    expect(running.events.map(({ changeType, tab }) => [changeType, tab])).toEqual([
      ['INSERT_GRID', 'Ideas'],
      ['REMOVE_GRID', 'Ideas'],
    ]);
    await undo(spreadsheetId);
    expect((await grid(spreadsheetId)).sheets.map(({ title }) => title)).toEqual(['Goals', 'Ideas']);
  });

  it('inserted look like the row above, or below where that is the header', async () => {
    const spreadsheetId = await newPlan(running);
    const paint = (row: number, color: object) => ({
      repeatCell: {
        range: range(row, row + 1, 0, 1),
        cell: { userEnteredFormat: { backgroundColor: color } },
        fields: 'userEnteredFormat.backgroundColor',
      },
    });
    await batch(running, spreadsheetId, paint(0, { red: 1 }), paint(1, { green: 1 }), {
      updateSheetProperties: {
        properties: { sheetId: 7, gridProperties: { frozenRowCount: 1 } },
        fields: 'gridProperties.frozenRowCount',
      },
    });
    await act(spreadsheetId, { kind: 'insertRows', at: 1, count: 1 });
    await act(spreadsheetId, { kind: 'insertRows', at: 3, count: 1 });
    const colors = (await cellsOf(running, spreadsheetId, 'Goals!A1:A5', 'userEnteredFormat.backgroundColor')).map(
      ([cell]) => cell?.userEnteredFormat?.backgroundColor,
    );
    expect(colors).toEqual([{ red: 1 }, { green: 1 }, { green: 1 }, { green: 1 }]);
  });

  it('keep their keys when they are sorted, and windows hear only of the new order', async () => {
    const spreadsheetId = await newPlan(running, [['head'], ['b'], ['a']]);
    const before = (await grid(spreadsheetId)).sheets[0]!.rows.map(({ key }) => key);
    const window = await watch(spreadsheetId);
    await act(spreadsheetId, { kind: 'sort', area: whole, column: 0, ascending: true });
    const [told] = await window.next();
    await window.close();
    const [header, first, second, ...rest] = before;
    expect(told!.data.sheets).toEqual([{ sheetId: 7, rowOrder: [header, second, first, ...rest], rows: [] }]);
  });
});

describe('undo', () => {
  it('says where the act was, also where a program wrote on an earlier tab since, and formulas there follow', async () => {
    const spreadsheetId = await newPlan(running);
    await batch(running, spreadsheetId, { addSheet: { properties: { sheetId: 3, title: 'Start', index: 0 } } });
    const written = (rowIndex: number, userEnteredValue: object) => ({
      updateCells: {
        start: { sheetId: 3, rowIndex, columnIndex: 0 },
        rows: [{ values: [{ userEnteredValue }] }],
        fields: 'userEnteredValue',
      },
    });
    await batch(running, spreadsheetId, written(0, { formulaValue: '=SUM(Goals!B3:B4000)' }));
    await type(
      spreadsheetId,
      'B3',
      Array.from({ length: 2000 }, (_, index) => [index]),
    );
    await batch(running, spreadsheetId, written(1, { stringValue: 'checked' }));
    // Rows that came with the paste go with it, and come back whole.
    expect(await undo(spreadsheetId)).toMatchObject({ at: { sheetId: 7, range: 'B3:B12' } });
    expect(await redo(spreadsheetId)).toMatchObject({ at: { sheetId: 7, range: 'A3:B2002' } });
  });

  it('takes back a window’s own acts in turn, and redo does them again', async () => {
    const spreadsheetId = await newPlan(running);
    await type(spreadsheetId, 'A1', [['one']]);
    await type(spreadsheetId, 'A1', [['two']]);
    await type(spreadsheetId, 'B1', [['theirs']], { client: 'w2' });
    expect(await undo(spreadsheetId)).toMatchObject({ at: { sheetId: 7, range: 'A1' } });
    expect(await valuesOf(running, spreadsheetId)).toEqual([['one', 'theirs']]);
    await undo(spreadsheetId);
    expect(await valuesOf(running, spreadsheetId)).toEqual([['', 'theirs']]);
    expect(await undo(spreadsheetId)).not.toHaveProperty('at');
    await redo(spreadsheetId);
    await redo(spreadsheetId);
    expect(await valuesOf(running, spreadsheetId)).toEqual([['two', 'theirs']]);
    await undo(spreadsheetId);
    await type(spreadsheetId, 'C1', [['new']]);
    const { revision } = await redo(spreadsheetId);
    expect(revision).toBe((await grid(spreadsheetId)).revision);
    expect(await valuesOf(running, spreadsheetId)).toEqual([['one', 'theirs', 'new']]);
  });

  it('of a deletion brings the rows back with all that they held, wherever their neighbours are now', async () => {
    const spreadsheetId = await newPlan(running, [
      ['head'],
      ['a', '=SUM(C2:C4)', 1],
      ['b', 'x', 2],
      ['c', 'y', 3],
      ['d', 'z', 4],
    ]);
    await batch(running, spreadsheetId, {
      updateCells: { start: { sheetId: 7, rowIndex: 2 }, rows: [{ values: [{ note: 'of b' }] }], fields: 'note' },
    });
    const keys = (await grid(spreadsheetId)).sheets[0]!.rows.map(({ key }) => key);
    await act(spreadsheetId, { kind: 'deleteRows', start: 2, count: 2 });
    await act(spreadsheetId, { kind: 'insertRows', at: 1, count: 1, client: 'w2' });
    await type(spreadsheetId, 'A4', [['D']], { client: 'w2' });
    await undo(spreadsheetId);
    expect(await valuesOf(running, spreadsheetId)).toEqual([
      ['head'],
      [],
      ['a', '6', '1'],
      ['b', 'x', '2'],
      ['c', 'y', '3'],
      ['D', 'z', '4'],
    ]);
    const rows = (await grid(spreadsheetId)).sheets[0]!.rows;
    expect(rows.slice(3, 5).map(({ key }) => key)).toEqual(keys.slice(2, 4));
    expect(rows[3]!.cells[0]?.note).toBe('of b');
  });

  it('of a deletion gives a protection and a formula their last row back, though others moved them meanwhile', async () => {
    const spreadsheetId = await newPlan(running, [['head'], [1], [2], [3], ['=SUM(A2:A4)']]);
    await batch(running, spreadsheetId, {
      addProtectedRange: { protectedRange: { range: range(1, 4, 0, 1), warningOnly: true } },
    });
    await act(spreadsheetId, { kind: 'deleteRows', start: 3, count: 1 });
    await act(spreadsheetId, { kind: 'insertRows', at: 1, count: 2, client: 'w2' });
    await undo(spreadsheetId);
    const sheet = (await grid(spreadsheetId)).sheets[0]!;
    expect(sheet.protectedRanges[0]!.area).toEqual({ startRow: 3, endRow: 6, startColumn: 0, endColumn: 1 });
    expect(sheet.rows[6]!.cells[0]).toEqual({ text: '6', entered: '=SUM(A4:A6)', kind: 'number' });
  });

  it('of an edit leaves what came to the cell since: a note, and a row that moved or went', async () => {
    const spreadsheetId = await newPlan(running, [['head'], ['b'], ['a'], ['c']]);
    await type(spreadsheetId, 'A2', [['typed'], ['also']]);
    await batch(running, spreadsheetId, {
      updateCells: { start: { sheetId: 7, rowIndex: 1 }, rows: [{ values: [{ note: 'finding' }] }], fields: 'note' },
    });
    await act(spreadsheetId, { kind: 'deleteRows', start: 2, count: 1, client: 'w2' });
    await act(spreadsheetId, { kind: 'moveRows', start: 1, count: 1, to: 3, client: 'w2' });
    await undo(spreadsheetId);
    expect(await cellsOf(running, spreadsheetId, 'Goals!A1:A4', 'formattedValue,note')).toEqual([
      [{ formattedValue: 'head' }],
      [{ formattedValue: 'c' }],
      [{ formattedValue: 'b', note: 'finding' }],
    ]);
  });

  it('of a sort puts the rows back and keeps what was typed into them since', async () => {
    const spreadsheetId = await newPlan(running, [['head'], ['b', 1], ['a', 2, '=B3*2'], ['c', 3]]);
    await act(spreadsheetId, { kind: 'sort', area: whole, column: 0, ascending: true });
    await type(spreadsheetId, 'B2', [['20']], { client: 'w2' });
    await undo(spreadsheetId);
    expect(await valuesOf(running, spreadsheetId)).toEqual([['head'], ['b', '1'], ['a', '20', '40'], ['c', '3']]);
  });

  it('of rows and columns inserted, moved and deleted restores the tab', async () => {
    const spreadsheetId = await newPlan(running, [
      ['a', 'b', '=A1&B1'],
      ['c', 'd', '=A2&B2'],
    ]);
    await batch(
      running,
      spreadsheetId,
      { addProtectedRange: { protectedRange: { range: range(5, 7, 0, 1), warningOnly: true } } },
      { mergeCells: { range: range(3, 5, 0, 1) } },
    );
    const before = await grid(spreadsheetId);
    for (const action of [
      { kind: 'insertRows', at: 1, count: 2 },
      { kind: 'deleteRows', start: 0, count: 1 },
      { kind: 'deleteRows', start: 3, count: 5 },
      { kind: 'insertColumns', at: 1, count: 1 },
      { kind: 'deleteColumns', start: 0, count: 2 },
      { kind: 'moveRows', start: 0, count: 2, to: 5 },
      { kind: 'moveColumns', start: 2, count: 1, to: 0 },
      { kind: 'resizeColumns', start: 0, count: 2, width: 300 },
      { kind: 'setNote', row: 0, column: 0, note: 'n' },
      { kind: 'renameTab', title: 'Other' },
    ]) {
      expect(await act(spreadsheetId, action)).not.toHaveProperty('error');
      // Someone else writes meanwhile, so that no state can be put back as it was.
      for (const note of ['w2', ''])
        await act(spreadsheetId, { kind: 'setNote', row: 2, column: 1, note, client: 'w2' });
      await undo(spreadsheetId);
      const { revision: _revision, ...after } = await grid(spreadsheetId);
      expect(after, JSON.stringify(action)).toEqual({ ...after, sheets: before.sheets });
    }
  });
});

describe('the windows of a spreadsheet', () => {
  it('hear of each change, whoever made it, and in order', async () => {
    const spreadsheetId = await newPlan(running, [['a']]);
    const state = await grid(spreadsheetId);
    const key = state.sheets[0]!.rows[0]!.key;
    const window = await watch(spreadsheetId);
    expect(window.type).toBe('text/event-stream');
    await batch(running, spreadsheetId, {
      updateCells: { start: { sheetId: 7 }, rows: [{ values: [{ note: 'found' }] }], fields: 'note' },
    });
    await type(spreadsheetId, 'A1', [['typed']]);
    const [first, second] = await window.next(2);
    expect(first).toEqual({
      event: 'change',
      data: {
        revision: state.revision + 1,
        client: null,
        sheets: [{ sheetId: 7, rows: [{ key, cells: [{ text: 'a', kind: 'text', note: 'found' }] }] }],
      },
    });
    expect(second!.data).toMatchObject({
      revision: state.revision + 2,
      client: 'w1',
      sheets: [{ rows: [{ key, cells: [{ text: 'typed' }] }] }],
    });
    await window.close();
  });

  it('hear of tabs, looks, dropdowns and sizes with the rows that use them', async () => {
    const spreadsheetId = await newPlan(running, [['Acme'], ['x']]);
    await batch(running, spreadsheetId, {
      setDataValidation: {
        range: range(1, 2, 0, 1),
        rule: { condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: '=Goals!A1' }] } },
      },
    });
    await grid(spreadsheetId);
    const window = await watch(spreadsheetId);
    await type(spreadsheetId, 'A1', [['Apex']]);
    const [options] = await window.next();
    expect(options!.data.sheets[0]).toMatchObject({
      sheet: { validations: [{ options: ['Apex'], strict: false }] },
      rows: [{ cells: [{ text: 'Apex' }] }],
    });
    await batch(running, spreadsheetId, {
      repeatCell: {
        range: range(0, 1, 0, 1),
        cell: { userEnteredFormat: { backgroundColor: { red: 1 } } },
        fields: 'userEnteredFormat',
      },
    });
    const [look] = await window.next();
    const { sheet, rows } = look!.data.sheets[0]!;
    expect(sheet!.styles[rows[0]!.cells[0]!.style!]).toEqual({ background: '#ff0000' });
    await batch(running, spreadsheetId, { addSheet: { properties: { sheetId: 9, index: 0 } } });
    const [tabs] = await window.next();
    expect(tabs!.data.sheetOrder).toEqual([9, 7]);
    expect(tabs!.data.sheets).toMatchObject([{ sheetId: 9, sheet: { title: 'Sheet2' } }]);
    expect(tabs!.data.sheets[0]!.rows).toHaveLength(1000);
    await act(spreadsheetId, { kind: 'insertRows', at: 0, count: 1 });
    const [order] = await window.next();
    expect(order!.data.sheets[0]!.rowOrder).toHaveLength(13);
    expect(order!.data.sheets[0]!.rows).toHaveLength(2);
    await window.close();
  });

  it('hear all of a tab that comes back by redo', async () => {
    const spreadsheetId = await newPlan(running);
    await grid(spreadsheetId);
    const window = await watch(spreadsheetId);
    await running.acts(spreadsheetId, { kind: 'addTab', title: 'Ideas', client: 'w1' });
    await undo(spreadsheetId);
    await redo(spreadsheetId);
    const [added, , again] = await window.next(3);
    await window.close();
    expect(added!.data.sheets[0]!.sheet).toMatchObject({ title: 'Ideas' });
    expect(again!.data.sheets[0]).toEqual(added!.data.sheets[0]);
  });

  it('hear notices and where the pass stands, the newest of which also those that come later', async () => {
    const spreadsheetId = await newPlan(running);
    running.server.publish(spreadsheetId, 'state', { pending: true });
    const window = await watch(spreadsheetId);
    running.server.publish(spreadsheetId, 'notice', { title: 'Hello', message: 'World' });
    expect(await window.next(2)).toEqual([
      { event: 'state', data: { pending: true } },
      { event: 'notice', data: { title: 'Hello', message: 'World' } },
    ]);
    await window.close();
    const unknown = await fetch(`${running.root}/local/spreadsheets/nope/events`);
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { error: { status: 'NOT_FOUND' } }]);
  });
});
