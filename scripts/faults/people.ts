import { setTimeout as sleep } from 'node:timers/promises';
import { cellName, columnLetters, quotedTab } from '../../functions/plan/a1.ts';
import { definitionsIn } from '../../functions/plan/messages/definitions.ts';
import type { Language } from '../../functions/plan/messages/language.ts';
import type { SectionName } from '../../functions/plan/plan.ts';
import { templateLayout } from '../../sheets-template/layout.ts';
import type { PersonAction, PersonEdit } from '../local/grid-protocol.ts';
import type { LongTable } from '../long-tables.ts';
import type { Act, Typed } from './act.ts';
import { type Place, renamed } from './ground.ts';
import { type OwnNotes, ownNotes, ownNoteText } from './own-notes.ts';
import { differences, type ExpectedContents, type SheetContents, withCells, withRows } from './sheet-contents.ts';
import { fieldsOf, sheetView } from './sheet-view.ts';
import { isTabAct, type TabAct } from './tab-act.ts';

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
  notes: OwnNotes;
  /** Chooses Repair where a tab, header or column is not called as it should be. @returns whether that was so */
  repair(): Promise<boolean>;
}

/** Cells do not hold what people put there. */
export class TypedIsLost extends Error {
  override name = 'TypedIsLost';
}

export interface PeopleOptions {
  /** Of the local server. */
  rootUrl: string;
  spreadsheetId: string;
  language: Language;
  /** Told of each of the page's requests before it is sent. */
  onRequest: (request: PersonEdit | PersonAction) => void;
  /** Told of a note of theirs that was lost as notes can be. */
  onNoteExcused: (label: string) => void;
  /** Told where what a pass had come over was put back. */
  onPutBack: () => void;
  /** How long a pass may take for that. */
  patienceMs: number;
  /** Chooses Repair in the sheet's menu, agrees to all that is shown, and resolves when it is over. */
  chooseRepair: () => Promise<void>;
}

export const peopleAt = async (options: PeopleOptions): Promise<People> => {
  const { rootUrl, spreadsheetId, language, onRequest } = options;
  const local = `${rootUrl}/local/spreadsheets/${spreadsheetId}`;
  const api = `${rootUrl}/v4/spreadsheets/${spreadsheetId}`;
  const { look, titles, valuesOf, notesIn } = sheetView(api, language);

  const send = async (url: string, body: object): Promise<boolean> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status >= 500) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
    return answer.ok;
  };

  const post = (person: number, path: 'edits' | 'actions', body: PersonEdit | PersonAction): Promise<boolean> => {
    const request = { ...body, client: `person ${person}` };
    onRequest(request);
    return send(`${local}/${path}`, request);
  };

  /** What the page has no button for here, and people of Google's have. The bound script hears nothing of it. */
  const request = (...requests: object[]): Promise<boolean> => send(`${api}:batchUpdate`, { requests });

  /** Looks until all is well: where somebody moved columns under a pass, it puts back what it has come over. */
  const restored = async <T>(look: () => Promise<T>, isWell: (found: T) => boolean): Promise<T> => {
    const begunMs = Date.now();
    for (let looks = 1; ; looks++) {
      const found = await look();
      if (isWell(found) && looks > 1) options.onPutBack();
      if (isWell(found) || Date.now() - begunMs >= options.patienceMs) return found;
      await sleep(250);
    }
  };

  const notes = ownNotes(async () => (await notesIn()).join('\n'), options.onNoteExcused);
  const assertNotes = async (act: Act): Promise<void> => {
    const missing = await restored(notes.missing, ({ length }) => length === 0);
    if (missing.length === 0) return;
    // Told once; nobody waits for it again.
    await notes.refresh();
    throw new TypedIsLost(`Before ${JSON.stringify(act)} the notes ${missing.join(', ')} are gone.`);
  };

  let seen = await look();

  const isEveryTabThere = async (): Promise<boolean> => {
    const there = await titles();
    return Object.values(seen.ground).every(({ sheetId }) => there.has(sheetId));
  };

  /** Where the n-th row of a table stands, from 1. */
  const rowAt = (table: LongTable, place: number): number =>
    seen.ground[table].firstRow + (place % (seen.contents[table].length + BLANK_ROWS));

  /** A row as somebody copies it, its hidden cell too. */
  const copiedRow = async ({ tab, width }: Place, row: number): Promise<string[]> => {
    const [rows] = await valuesOf([`${quotedTab(tab)}!A${row}:${columnLetters(width - 1)}${row}`]);
    return Array.from({ length: width }, (_, column) => rows![0]?.[column] ?? '');
  };

  /** Types texts into fields of rows that follow each other; a field that has no column is left out. */
  const typeFields = (
    person: number,
    { tab, columns, width }: Place,
    row: number,
    rows: readonly Readonly<Record<string, string>>[],
    { id, clear = [] }: { id?: readonly [column: number, text: string]; clear?: string[] } = {},
  ): Promise<boolean> => {
    const values = rows.map((texts) =>
      Array.from({ length: width }, (_, column): string | null => {
        if (id?.[0] === column) return id[1];
        const field = Object.keys(texts).find((each) => columns[each] === column);
        return field === undefined ? null : texts[field]!;
      }),
    );
    return post(person, 'edits', { tab, range: cellName(0, row), values, clear });
  };

  /** @param shows  by field, of rows that follow each other */
  const withFields = (
    before: ExpectedContents,
    table: SectionName,
    row: number,
    shows: readonly Readonly<Record<string, string | null>>[],
  ): ExpectedContents => {
    const { columns, firstRow } = seen.ground[table];
    return shows.reduce(
      (expected, texts, index) =>
        Object.entries(texts).reduce(
          (so, [field, text]) =>
            columns[field] === undefined
              ? so
              : withCells(so, table, row - firstRow + index, fieldsOf(table).indexOf(field), [[text]]),
          expected,
        ),
      before,
    );
  };

  /** @returns what the sheet must hold now; null where nothing was done */
  const done = async (person: number, act: Act): Promise<ExpectedContents | null> => {
    const { ground } = seen;
    const before: ExpectedContents = { cells: seen.contents };
    if (isTabAct(act)) return (await tabActDone(person, act)) ? before : null;
    switch (act.do) {
      case 'type': {
        const row = rowAt(act.table, act.place);
        const isDone = await typeFields(person, ground[act.table], row, [{ [act.field]: act.typed.text }]);
        return isDone ? withFields(before, act.table, row, [{ [act.field]: shown(act.typed) }]) : null;
      }
      case 'paste': {
        const row = rowAt(act.table, act.place);
        const fields = fieldsOf(act.table);
        const inRows = <T>(value: (typed: Typed) => T): Record<string, T>[] =>
          act.rows.map((cells) => Object.fromEntries(cells.map((typed, index) => [fields[index]!, value(typed)])));
        const isDone = await typeFields(
          person,
          ground[act.table],
          row,
          inRows(({ text }) => text),
        );
        return isDone ? withFields(before, act.table, row, inRows(shown)) : null;
      }
      case 'answer': {
        const { tab, firstRow, columns } = ground[act.form];
        const question = fieldsOf(act.form).indexOf(act.field);
        const range = cellName(columns[act.field]!, firstRow + question);
        const isDone = await post(person, 'edits', { tab, range, values: [[act.typed.text]] });
        return isDone ? withCells(before, act.form, question, 0, [[shown(act.typed)]]) : null;
      }
      case 'copy':
      case 'cut': {
        const place = ground[act.table];
        const [from, to] = [rowAt(act.table, act.place), rowAt(act.table, act.to)];
        if (from === to) return null;
        const cells = await copiedRow(place, from);
        const texts = Object.fromEntries(
          Object.entries(place.columns).map(([field, column]) => [field, cells[column]!]),
        );
        const id =
          act.withId && place.idColumn !== undefined ? ([place.idColumn, cells[place.idColumn]!] as const) : null;
        const emptied = [...Object.values(place.columns), ...(id ? [id[0]] : [])];
        const clear = act.do === 'cut' ? emptied.map((column) => cellName(column, from)) : [];
        if (!(await typeFields(person, place, to, [texts], { clear, ...(id && { id }) }))) return null;
        const copied = withFields(before, act.table, to, [
          Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text === '' ? '' : null])),
        ]);
        return act.do === 'cut' ? withFields(copied, act.table, from, [blankRow(act.table)]) : copied;
      }
      case 'blank': {
        const row = rowAt(act.table, act.place);
        const blank = blankRow(act.table);
        return (await typeFields(person, ground[act.table], row, [blank]))
          ? withFields(before, act.table, row, [blank])
          : null;
      }
      case 'insert': {
        const { sheetId, firstRow } = ground[act.table];
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
        const { sheetId, firstRow } = ground[act.table];
        const row = rowAt(act.table, act.place);
        const isDone = await post(person, 'actions', { kind: 'deleteRows', sheetId, start: row - 1, count: act.count });
        return isDone ? withRows(before, act.table, (rows) => void rows.splice(row - firstRow, act.count)) : null;
      }
      case 'move': {
        const { sheetId, firstRow } = ground[act.table];
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
        const { sheetId, firstRow, columns, width } = ground[act.table];
        const rows = seen.contents[act.table].length;
        const column = columns[act.field];
        if (rows === 0 || column === undefined) return null;
        const isDone = await post(person, 'actions', {
          kind: 'sort',
          sheetId,
          area: { startRow: firstRow - 1, endRow: firstRow - 1 + rows, startColumn: 0, endColumn: width },
          column,
          ascending: act.ascending,
        });
        return isDone ? { ...before, sorted: act.table } : null;
      }
      case 'note': {
        const { tab, sheetId, columns } = ground[act.table];
        const row = rowAt(act.table, act.place);
        const column = columns[act.field];
        if (column === undefined) return null;
        const [before = ''] = await notesIn(`${quotedTab(tab)}!${cellName(column, row)}`);
        const note = [before, ownNoteText(act.label)].filter(Boolean).join('\n');
        const isDone = await post(person, 'actions', { kind: 'setNote', sheetId, row: row - 1, column, note });
        if (isDone) notes.add(act.label);
        return isDone ? { cells: seen.contents } : null;
      }
      case 'undo':
      case 'redo':
        // What comes back is the server's to say; what stood there before is not.
        assertContents(
          before,
          (await restored(look, ({ contents }) => differences(before, contents).length === 0)).contents,
          act,
        );
        if (!(await post(person, 'actions', { kind: act.do }))) return null;
        // With what is done once more a tab may be deleted once more: somebody sees that, too.
        if (act.do === 'redo' && !(await isEveryTabThere())) await post(person, 'actions', { kind: 'undo' });
        return { cells: (await look()).contents };
    }
  };

  /** None of these changes what people find in their fields. */
  const tabActDone = async (person: number, act: TabAct): Promise<boolean> => {
    if (act.do === 'repair') {
      await options.chooseRepair();
      return true;
    }
    const { sheetId, tab, headerRow, firstRow, columns, width } = seen.ground[act.table];
    const column = 'field' in act && act.field !== null ? columns[act.field] : undefined;
    const isHidden = act.do === 'hide';
    const takeBackAfter = async (ms: number): Promise<boolean> => {
      await sleep(ms);
      return post(person, 'actions', { kind: 'undo' });
    };
    switch (act.do) {
      case 'moveColumn': {
        const to = act.to % (width + 1);
        return (
          column !== undefined &&
          to !== column &&
          to !== column + 1 &&
          post(person, 'actions', { kind: 'moveColumns', sheetId, start: column, count: 1, to })
        );
      }
      case 'insertColumn':
        return post(person, 'actions', { kind: 'insertColumns', sheetId, at: act.at % (width + 1), count: 1 });
      case 'deleteColumn':
        return (
          column !== undefined &&
          (await post(person, 'actions', { kind: 'deleteColumns', sheetId, start: column, count: 1 })) &&
          takeBackAfter(act.backAfterMs)
        );
      case 'deleteTab':
        return (await post(person, 'actions', { kind: 'deleteTab', sheetId })) && takeBackAfter(act.backAfterMs);
      case 'renameTab':
        return (
          tab === definitionsIn(language).sections[act.table].tab &&
          post(person, 'actions', { kind: 'renameTab', sheetId, title: renamed(tab) })
        );
      case 'renameColumn': {
        const { header } = (definitionsIn(language).sections[act.table].columns as Record<string, { header: string }>)[
          act.field
        ]!;
        // The page asks before it lets anybody type into a header.
        return (
          column !== undefined &&
          request({
            updateCells: {
              start: { sheetId, rowIndex: headerRow - 1, columnIndex: column },
              rows: [{ values: [{ userEnteredValue: { stringValue: renamed(header) } }] }],
              fields: 'userEnteredValue',
            },
          })
        );
      }
      case 'hide':
      case 'show':
        if (act.field === null)
          return request({ updateSheetProperties: { properties: { sheetId, hidden: isHidden }, fields: 'hidden' } });
        return (
          column !== undefined &&
          request({
            updateDimensionProperties: {
              range: { sheetId, dimension: 'COLUMNS', startIndex: column, endIndex: column + 1 },
              properties: { hiddenByUser: isHidden },
              fields: 'hiddenByUser',
            },
          })
        );
      case 'filter':
        return (
          column !== undefined &&
          request({
            setBasicFilter: {
              filter: {
                range: { sheetId, startRowIndex: firstRow - 2, startColumnIndex: 0, endColumnIndex: width },
                filterSpecs: [{ columnIndex: column, filterCriteria: { condition: { type: 'NOT_BLANK' } } }],
              },
            },
          })
        );
      case 'unfilter':
        return request({ clearBasicFilter: { sheetId } });
    }
  };

  let line: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = line.then(work);
    line = turn.catch(() => undefined);
    return turn;
  };

  return {
    remembered: () => seen.contents,
    contents: async () => (await look()).contents,
    carryOut: (person, act) =>
      inTurn(async () => {
        const takesAway = takingAway.has(act.do);
        if (takesAway || act.do === 'note') await assertNotes(act);
        const expected = await done(person, act);
        if (takesAway) await notes.refresh();
        const before = seen;
        const wanted = expected ?? { cells: before.contents };
        seen = await restored(look, ({ contents }) => differences(wanted, contents).length === 0);
        assertContents(wanted, seen.contents, act);
        return expected !== null;
      }),
    notes,
    confirmDeletions: () =>
      inTurn(async () => {
        const { startTab } = definitionsIn(language);
        const tab = (await titles()).get(START_TAB)!;
        const [lines] = await valuesOf([quotedTab(tab)]);
        const rowOf = (label: string): number => lines!.findIndex(([first]) => first === label) + 1;
        if ((lines![rowOf(startTab.state.rowsGone) - 1]?.[1] ?? '') === '') return false;
        return post(0, 'edits', {
          tab,
          range: cellName(1, rowOf(startTab.state.confirm)),
          values: [[startTab.confirmed]],
        });
      }),
    repair: () =>
      inTurn(async () => {
        seen = await look();
        if (seen.isAsTemplate) return false;
        await options.chooseRepair();
        return true;
      }),
  };
};

/** With the cells or the act go their notes. */
const takingAway: ReadonlySet<Act['do']> = new Set(['cut', 'delete', 'undo', 'redo', 'deleteColumn', 'deleteTab']);

/** Its id. */
const START_TAB = templateLayout().tabs.find(({ kind }) => kind === 'start')!.sheetId;

/** People type below what is there, too. */
const BLANK_ROWS = 3;

const blankRow = (name: SectionName): Record<string, string> =>
  Object.fromEntries(fieldsOf(name).map((field) => [field, '']));

const shown = ({ text, shows }: Typed): string | null => (text === '' ? '' : shows);

const assertContents = (expected: ExpectedContents, found: SheetContents, act: Act): void => {
  const wrong = differences(expected, found);
  if (wrong.length > 0) throw new TypedIsLost(`At ${JSON.stringify(act)}:\n${wrong.slice(0, 5).join('\n')}`);
};
