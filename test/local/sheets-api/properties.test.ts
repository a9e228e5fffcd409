import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GridChange, GridRow, GridState, PersonAction } from '../../../scripts/local/grid-protocol.ts';
import { newSpreadsheet } from '../../../scripts/local/sheets-api/created.ts';
import { ApiError } from '../../../scripts/local/sheets-api/failure.ts';
import { recalculated } from '../../../scripts/local/sheets-api/formula/recalculate.ts';
import type { Request, Spreadsheet } from '../../../scripts/local/sheets-api/model.ts';
import { createPeople } from '../../../scripts/local/sheets-api/people/people.ts';
import { spreadsheetJson } from '../../../scripts/local/sheets-api/render.ts';
import { applyRequests } from '../../../scripts/local/sheets-api/requests/batch.ts';
import { sqliteSheetStore } from '../../../scripts/local/sheets-api/store.ts';
import { createWorkbooks } from '../../../scripts/local/sheets-api/workbooks.ts';

const now = new Date('2026-03-01T12:00:00Z');
const runs = { numRuns: 40 };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sheets-properties-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A server without HTTP and one spreadsheet in it: two tabs; in the first, rows known by what stands in column A. */
const opened = (file = ':memory:') => {
  let id = 100;
  const store = sqliteSheetStore(file);
  const workbooks = createWorkbooks(store, () => ({ now, newId: () => id++, newKey: () => 'plan' }), recalculated);
  return { store, workbooks, people: createPeople(workbooks) };
};

const rowCount = 8;

const plan = (file?: string) => {
  const server = opened(file);
  const text = (stringValue: string) => ({ userEnteredValue: { stringValue } });
  const rowData = Array.from({ length: rowCount }, (_, index) => ({
    values: [
      text(`row ${index}`),
      { userEnteredValue: { numberValue: (index * 7) % 5 } },
      { userEnteredValue: { formulaValue: `=B${index + 1}*10` } },
    ],
  }));
  server.workbooks.add(
    newSpreadsheet(
      {
        sheets: [
          {
            properties: { sheetId: 1, title: 'One', gridProperties: { rowCount, columnCount: 4 } },
            data: [{ rowData }],
          },
          {
            properties: { sheetId: 2, title: 'Two', gridProperties: { rowCount: 3, columnCount: 3 } },
            data: [{ rowData: [{ values: [{ userEnteredValue: { formulaValue: '=SUM(One!B2:B6)' } }] }] }],
          },
        ],
      },
      server.workbooks.world(),
    ),
  );
  return server;
};

const small = fc.nat(rowCount);
const count = fc.integer({ min: 1, max: 3 });
const client = fc.constantFrom('w1', 'w2');

/** Acts that neither lose nor double a row, on the first tab. */
const harmless: fc.Arbitrary<PersonAction> = fc.oneof(
  fc.record({ kind: fc.constant('insertRows' as const), sheetId: fc.constant(1), at: small, count, client }),
  fc.record({
    kind: fc.constant('moveRows' as const),
    sheetId: fc.constant(1),
    start: small,
    count,
    to: small,
    client,
  }),
  fc.record({
    kind: fc.constant('sort' as const),
    sheetId: fc.constant(1),
    area: fc.record({
      startRow: fc.nat(3),
      endRow: fc.integer({ min: 4, max: rowCount }),
      startColumn: fc.constant(0),
      endColumn: fc.constant(4),
    }),
    column: fc.nat(2),
    ascending: fc.boolean(),
    client,
  }),
  fc.record({
    kind: fc.constant('setNote' as const),
    sheetId: fc.constant(1),
    row: small,
    column: fc.nat(3),
    note: fc.constantFrom('', 'n', 'm'),
    client,
  }),
  fc.record({
    kind: fc.constant('resizeColumns' as const),
    sheetId: fc.constant(1),
    start: fc.nat(2),
    count: fc.constant(1),
    width: fc.integer({ min: 30, max: 300 }),
    client,
  }),
);

const structural: fc.Arbitrary<PersonAction> = fc.oneof(
  { weight: 4, arbitrary: harmless },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('deleteRows' as const),
      sheetId: fc.constant(1),
      start: small,
      count,
      client,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('insertColumns' as const),
      sheetId: fc.constant(1),
      at: fc.nat(4),
      count,
      client,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('deleteColumns' as const),
      sheetId: fc.constant(1),
      start: fc.nat(4),
      count: fc.constant(1),
      client,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('moveColumns' as const),
      sheetId: fc.constant(1),
      start: fc.nat(4),
      count,
      to: fc.nat(4),
      client,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('addTab' as const),
      title: fc.constantFrom('T1', 'T2', 'Two'),
      client,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('renameTab' as const),
      sheetId: fc.constantFrom(1, 2),
      title: fc.constantFrom('One', 'Eins', 'New one'),
      client,
    }),
  },
);

const takingBack: fc.Arbitrary<PersonAction> = fc.record({
  kind: fc.constantFrom('undo' as const, 'redo' as const),
  client,
});

interface Typing {
  kind: 'type';
  range: string;
  values: string[][];
  client: string;
}
const typing: fc.Arbitrary<Typing> = fc.record({
  kind: fc.constant('type' as const),
  range: fc.constantFrom('B2', 'C3', 'D4', 'B7:C8', 'D9'),
  values: fc.array(
    fc.array(fc.constantFrom('x', '12%', '', '=B1+1', '=SUM(B1:B4)', '1/2/2026'), { minLength: 2, maxLength: 2 }),
    { minLength: 1, maxLength: 3 },
  ),
  client,
});

type Step = PersonAction | Typing;

/** Does a step; one that the server refuses, as a person’s may be, changes nothing. */
const tried = ({ people, workbooks }: ReturnType<typeof opened>, step: Step): void => {
  try {
    if (step.kind === 'type') {
      const tab = workbooks.get('plan').spreadsheet.sheets.find(({ properties }) => properties.sheetId === 1)!
        .properties.title;
      people.types('plan', { tab, range: step.range, values: step.values, client: step.client });
    } else people.acts('plan', step);
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
  }
};

const json = (spreadsheet: Spreadsheet) => spreadsheetJson(spreadsheet, { includeGridData: true, mask: true, now });

const names = (spreadsheet: Spreadsheet): string[] =>
  spreadsheet.sheets[0]!.rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (/^row /.test(cell?.value?.stringValue ?? '') ? [cell!.value!.stringValue!] : [])),
  );

describe('whatever people do', () => {
  it('no row is lost or doubled by inserting, moving, sorting and undoing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: harmless }, { weight: 1, arbitrary: takingBack }), { maxLength: 12 }),
        (steps) => {
          const server = plan();
          const before = names(server.workbooks.get('plan').spreadsheet).sort();
          for (const step of steps) {
            tried(server, step);
            const { spreadsheet } = server.workbooks.get('plan');
            expect(names(spreadsheet).sort()).toEqual(before);
            for (const { rows, columns } of spreadsheet.sheets) {
              const keys = [...rows, ...columns].map(({ key }) => key);
              expect(new Set(keys).size).toBe(keys.length);
            }
          }
          server.store.close();
        },
      ),
      runs,
    );
  });

  it('undoing it all gives back what was', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(structural, typing), { maxLength: 8 }), (steps) => {
        const server = plan();
        const before = json(server.workbooks.get('plan').spreadsheet);
        for (const step of steps) tried(server, { ...step, client: 'w1' });
        const after = json(server.workbooks.get('plan').spreadsheet);
        for (let index = 0; index < steps.length; index += 1) tried(server, { kind: 'undo', client: 'w1' });
        expect(json(server.workbooks.get('plan').spreadsheet)).toEqual(before);
        for (let index = 0; index < steps.length; index += 1) tried(server, { kind: 'redo', client: 'w1' });
        expect(json(server.workbooks.get('plan').spreadsheet)).toEqual(after);
        server.store.close();
      }),
      runs,
    );
  });

  it('a restart shows the same spreadsheet, and a window that heard every change shows what a new one does', () => {
    let file = 0;
    fc.assert(
      fc.property(fc.array(fc.oneof(structural, typing, takingBack), { maxLength: 12 }), (steps) => {
        const path = join(folder, `${file++}.db`);
        const server = plan(path);
        let shown = server.people.state('plan');
        server.people.listens('plan', (event, change) => {
          if (event === 'change') shown = changed(shown, structuredClone(change) as GridChange);
        });
        for (const step of steps) tried(server, step);
        const { spreadsheet, revision } = server.workbooks.get('plan');
        expect(seen(shown)).toEqual(seen(server.people.state('plan')));
        const grid = server.people.state('plan');
        server.store.close();
        const again = opened(path);
        expect(again.workbooks.get('plan')).toMatchObject({ revision });
        expect(json(again.workbooks.get('plan').spreadsheet)).toEqual(json(spreadsheet));
        expect(seen(again.people.state('plan'))).toEqual(seen(grid));
        again.store.close();
      }),
      runs,
    );
  });
});

/** A window's state after a change, as a page works it out from what it is told. */
const changed = (state: GridState, change: GridChange): GridState => {
  expect(change.revision).toBe(state.revision + 1);
  const sheets = new Map(state.sheets.map((sheet) => [sheet.sheetId, sheet]));
  for (const { sheetId, sheet, rowOrder, rows } of change.sheets) {
    const old = sheets.get(sheetId);
    const known = new Map<number, GridRow>(old?.rows.map((row) => [row.key, row]));
    for (const row of rows) known.set(row.key, row);
    const order = rowOrder ?? old!.rows.map(({ key }) => key);
    sheets.set(sheetId, { ...(sheet ?? old!), rows: order.map((key) => known.get(key)!) });
  }
  const order = change.sheetOrder ?? state.sheets.map(({ sheetId }) => sheetId);
  return {
    ...state,
    revision: change.revision,
    title: change.title ?? state.title,
    sheets: order.map((sheetId) => sheets.get(sheetId)!),
  };
};

/** What a person sees of a grid: looks and rules in place of their numbers, which differ between windows. */
const seen = (state: GridState) => ({
  ...state,
  sheets: state.sheets.map(({ styles, validations, rows, ...sheet }) => ({
    ...sheet,
    rows: rows.map((row) => ({
      ...row,
      cells: row.cells.map(
        (cell) =>
          cell && {
            ...cell,
            style: cell.style === undefined ? null : styles[cell.style],
            validation: cell.validation === undefined ? null : validations[cell.validation],
          },
      ),
    })),
  })),
});

const requests: fc.Arbitrary<Request> = fc.oneof(
  fc.record({ addSheet: fc.record({ properties: fc.record({ title: fc.constantFrom('One', 'New', 'Newer') }) }) }),
  fc.record({ deleteSheet: fc.record({ sheetId: fc.constantFrom(1, 2, 3) }) }),
  fc.record({
    deleteDimension: fc.record({
      range: fc.record({
        sheetId: fc.constant(1),
        dimension: fc.constantFrom('ROWS', 'COLUMNS'),
        startIndex: fc.nat(9),
        endIndex: fc.nat(9),
      }),
    }),
  }),
  fc.record({
    mergeCells: fc.record({
      range: fc.record({
        sheetId: fc.constant(1),
        startRowIndex: fc.nat(4),
        endRowIndex: fc.nat(9),
        startColumnIndex: fc.nat(2),
        endColumnIndex: fc.nat(4),
      }),
      mergeType: fc.constantFrom('MERGE_ALL', 'MERGE_ROWS'),
    }),
  }),
  fc.record({
    repeatCell: fc.record({
      range: fc.record({ sheetId: fc.constant(1), startRowIndex: fc.nat(4), endRowIndex: fc.nat(9) }),
      cell: fc.constant({ note: 'all' }),
      fields: fc.constantFrom('note', 'nothing', '*'),
    }),
  }),
  fc.record({
    sortRange: fc.record({
      range: fc.record({ sheetId: fc.constant(1) }),
      sortSpecs: fc.array(fc.record({ dimensionIndex: fc.nat(4) }), { minLength: 1 }),
    }),
  }),
  fc.record({
    insertRange: fc.record({
      range: fc.record({ sheetId: fc.constant(1), endRowIndex: fc.nat(3), endColumnIndex: fc.nat(2) }),
      shiftDimension: fc.constantFrom('ROWS', 'COLUMNS'),
    }),
  }),
);

describe('whatever programs ask', () => {
  it('a batch is done as one request after the other would be, or refused whole', () => {
    fc.assert(
      fc.property(fc.array(requests, { minLength: 1, maxLength: 8 }), (batch) => {
        const server = plan();
        const world = () => {
          let id = 500;
          return { now, newId: () => id++, newKey: () => '' };
        };
        const { spreadsheet } = server.workbooks.get('plan');
        const before = json(spreadsheet);
        const together = attempt(() => applyRequests(spreadsheet, batch, world()).spreadsheet);
        const ids = world();
        const oneByOne = attempt(() =>
          batch.reduce((next, request) => applyRequests(next, [request], ids).spreadsheet, spreadsheet),
        );
        expect(together === undefined).toBe(oneByOne === undefined);
        if (together && oneByOne) expect(json(together)).toEqual(json(oneByOne));
        expect(json(spreadsheet)).toEqual(before);
        server.store.close();
      }),
      runs,
    );
  });
});

const attempt = (work: () => Spreadsheet): Spreadsheet | undefined => {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof ApiError) return undefined;
    throw cause;
  }
};
