import { cellName, columnLetters, quotedTab } from '../../functions/plan/a1.ts';
import { type SectionName, sectionList } from '../../functions/plan/plan.ts';
import { startTab } from '../../functions/plan/results.ts';
import { templateLayout } from '../../sheets-template/layout.ts';
import type { PersonAction, PersonEdit } from '../local/grid-protocol.ts';
import { type Act, type PulledTable, pulledTables, type Typed } from './act.ts';
import {
  differences,
  type ExpectedContents,
  isBlank,
  type SheetContents,
  withCells,
  withRows,
} from './sheet-contents.ts';

/** The people at one spreadsheet, and what they remember of what they typed. */
export interface People {
  /**
   * Does one thing to the sheet by the page's own requests, after all that was begun before.
   *
   * @returns whether it was done: not where the sheet refuses it, or there is nothing to do it to
   * @throws TypedIsLost
   */
  carryOut(person: number, act: Act): Promise<boolean>;
  /** What they left, after all that they have done so far. */
  remembered(): SheetContents;
  /** What stands there now. */
  contents(): Promise<SheetContents>;
  /** Says that rows which are gone were deleted on purpose. @returns whether the sheet had asked */
  confirmDeletions(): Promise<boolean>;
}

/** Cells do not hold what people put there. */
export class TypedIsLost extends Error {
  override name = 'TypedIsLost';
}

/**
 * @param rootUrl    of the local server
 * @param onRequest  told of each of the page's requests before it is sent
 */
export const peopleAt = async (
  rootUrl: string,
  spreadsheetId: string,
  onRequest: (request: PersonEdit | PersonAction) => void,
): Promise<People> => {
  const local = `${rootUrl}/local/spreadsheets/${spreadsheetId}`;

  const valuesOf = async (ranges: readonly string[]): Promise<string[][][]> => {
    const query = ranges.map((range) => `ranges=${encodeURIComponent(range)}`).join('&');
    const answer = await fetch(`${rootUrl}/v4/spreadsheets/${spreadsheetId}/values:batchGet?${query}`);
    if (!answer.ok) throw new Error(`The sheet cannot be read: ${answer.status} ${await answer.text()}`);
    const { valueRanges } = (await answer.json()) as { valueRanges: { values?: string[][] }[] };
    return valueRanges.map(({ values = [] }) => values);
  };

  const contents = async (): Promise<SheetContents> => {
    const tabs = [...new Set(sectionList.map(({ tab }) => tab))];
    const values = await valuesOf(tabs.map(quotedTab));
    return Object.fromEntries(
      sectionList.map(({ name, tab }) => [name, sectionContents(name as SectionName, values[tabs.indexOf(tab)]!)]),
    ) as unknown as SheetContents;
  };

  /** A row as somebody copies it, its hidden cell too. */
  const copiedRow = async (table: PulledTable, row: number): Promise<string[]> => {
    const { tab, idColumn } = places[table];
    const [rows] = await valuesOf([`${quotedTab(tab)}!A${row}:${columnLetters(idColumn!)}${row}`]);
    return Array.from({ length: idColumn! + 1 }, (_, column) => rows![0]?.[column] ?? '');
  };

  const post = async (person: number, path: 'edits' | 'actions', body: PersonEdit | PersonAction): Promise<boolean> => {
    const request = { ...body, client: `person ${person}` };
    onRequest(request);
    const answer = await fetch(`${local}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    if (answer.status >= 500) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.ok;
  };

  let memory = await contents();

  /** Where the n-th row of a table stands, from 1. */
  const rowAt = (table: PulledTable, place: number): number =>
    places[table].firstRow + (place % (memory[table].length + BLANK_ROWS));

  /** @returns what the sheet must hold now; null where nothing was done */
  const done = async (person: number, act: Act): Promise<ExpectedContents | null> => {
    const before: ExpectedContents = { cells: memory };
    const types = (section: SectionName, row: number, column: number, values: string[][], clear: string[] = []) =>
      post(person, 'edits', { tab: places[section].tab, range: cellName(column, row), values, clear });
    switch (act.do) {
      case 'type': {
        const { firstRow, columns } = places[act.table];
        const row = rowAt(act.table, act.place);
        const isDone = await types(act.table, row, columns[act.field]!, [[act.typed.text]]);
        const column = Object.keys(columns).indexOf(act.field);
        return isDone ? withCells(before, act.table, row - firstRow, column, [[shown(act.typed)]]) : null;
      }
      case 'paste': {
        const row = rowAt(act.table, act.place);
        const values = act.rows.map((cells) => cells.map(({ text }) => text));
        const isDone = await types(act.table, row, 0, values);
        const showing = act.rows.map((cells) => cells.map(shown));
        return isDone ? withCells(before, act.table, row - places[act.table].firstRow, 0, showing) : null;
      }
      case 'answer': {
        const { firstRow, columns } = places[act.form];
        const question = Object.keys(columns).indexOf(act.field);
        const isDone = await types(act.form, firstRow + question, columns[act.field]!, [[act.typed.text]]);
        return isDone ? withCells(before, act.form, question, 0, [[shown(act.typed)]]) : null;
      }
      case 'copy':
      case 'cut': {
        const { firstRow, columns, idColumn } = places[act.table];
        const [from, to] = [rowAt(act.table, act.place), rowAt(act.table, act.to)];
        if (from === to) return null;
        const fields = Object.keys(columns).length;
        const texts = (await copiedRow(act.table, from)).slice(0, act.withId ? idColumn! + 1 : fields);
        const source = `A${from}:${columnLetters(texts.length - 1)}${from}`;
        const isDone = await types(act.table, to, 0, [texts], act.do === 'cut' ? [source] : []);
        if (!isDone) return null;
        const typed = texts.slice(0, fields).map((text) => (text === '' ? '' : null));
        const copied = withCells(before, act.table, to - firstRow, 0, [typed]);
        return act.do === 'cut' ? withCells(copied, act.table, from - firstRow, 0, [typed.map(() => '')]) : copied;
      }
      case 'blank': {
        const { firstRow, columns } = places[act.table];
        const row = rowAt(act.table, act.place);
        const blank = Object.keys(columns).map(() => '');
        return (await types(act.table, row, 0, [blank]))
          ? withCells(before, act.table, row - firstRow, 0, [blank])
          : null;
      }
      case 'insert': {
        const { sheetId, firstRow } = places[act.table];
        const row = rowAt(act.table, act.place);
        const isDone = await post(person, 'actions', { kind: 'insertRows', sheetId, at: row - 1, count: act.count });
        return isDone
          ? withRows(before, act.table, (rows, blank) => {
              const inserted = Array.from({ length: act.count }, () => blank);
              rows.splice(row - firstRow, 0, ...inserted);
            })
          : null;
      }
      case 'delete': {
        const { sheetId, firstRow } = places[act.table];
        const row = rowAt(act.table, act.place);
        const isDone = await post(person, 'actions', { kind: 'deleteRows', sheetId, start: row - 1, count: act.count });
        return isDone ? withRows(before, act.table, (rows) => void rows.splice(row - firstRow, act.count)) : null;
      }
      case 'move': {
        const { sheetId, firstRow } = places[act.table];
        const [from, to] = [rowAt(act.table, act.place), rowAt(act.table, act.to)];
        if (from === to) return null;
        const isDone = await post(person, 'actions', {
          kind: 'moveRows',
          sheetId,
          start: from - 1,
          count: 1,
          to: to - 1,
        });
        return isDone
          ? withRows(before, act.table, (rows, blank) => {
              while (rows.length <= Math.max(from, to) - firstRow) rows.push(blank);
              const [moved] = rows.splice(from - firstRow, 1);
              // `to` counts the rows as they were before.
              rows.splice((to > from ? to - 1 : to) - firstRow, 0, moved!);
            })
          : null;
      }
      case 'sort': {
        const { sheetId, firstRow, columns, waiverColumn } = places[act.table];
        const rows = memory[act.table].length;
        if (rows === 0) return null;
        const area = {
          startRow: firstRow - 1,
          endRow: firstRow - 1 + rows,
          startColumn: 0,
          endColumn: waiverColumn! + 1,
        };
        const column = columns[act.field]!;
        const isDone = await post(person, 'actions', {
          kind: 'sort',
          sheetId,
          area,
          column,
          ascending: act.ascending,
        });
        return isDone ? { ...before, sorted: act.table } : null;
      }
      case 'undo':
      case 'redo':
        // What comes back is the server's to say; what stood there before is not.
        assertContents(before, await contents(), act);
        return (await post(person, 'actions', { kind: act.do })) ? { cells: await contents() } : null;
    }
  };

  let line: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = line.then(work);
    line = turn.catch(() => undefined);
    return turn;
  };

  return {
    remembered: () => memory,
    contents,
    carryOut: (person, act) =>
      inTurn(async () => {
        const expected = await done(person, act);
        const found = await contents();
        const before = memory;
        memory = found;
        assertContents(expected ?? { cells: before }, found, act);
        return expected !== null;
      }),
    confirmDeletions: () =>
      inTurn(async () => {
        const [lines] = await valuesOf([quotedTab(startTab.title)]);
        const rowOf = (label: string): number => lines!.findIndex(([first]) => first === label) + 1;
        if ((lines![rowOf(startTab.state.rowsGone) - 1]?.[1] ?? '') === '') return false;
        return post(0, 'edits', {
          tab: startTab.title,
          range: cellName(1, rowOf(startTab.state.confirm)),
          values: [[startTab.confirmed]],
        });
      }),
  };
};

const { places } = templateLayout();

/** People type below what is there, too. */
const BLANK_ROWS = 3;

const sectionContents = (name: SectionName, tab: readonly (readonly string[])[]): string[][] => {
  const { questionColumn, firstRow, lastRow, columns } = places[name];
  if (questionColumn !== undefined)
    return Object.values(columns).map((column, question) => [tab[firstRow - 1 + question]?.[column] ?? '']);
  // A table that rows are inserted into ends where its tab ends.
  const end = (pulledTables as readonly string[]).includes(name) ? tab.length : lastRow;
  const rows = tab.slice(firstRow - 1, end).map((cells) => Object.values(columns).map((column) => cells[column] ?? ''));
  return rows.slice(0, rows.findLastIndex((row) => !isBlank(row)) + 1);
};

const shown = ({ text, shows }: Typed): string | null => (text === '' ? '' : shows);

const assertContents = (expected: ExpectedContents, found: SheetContents, act: Act): void => {
  const wrong = differences(expected, found);
  if (wrong.length > 0) throw new TypedIsLost(`At ${JSON.stringify(act)}:\n${wrong.slice(0, 5).join('\n')}`);
};
