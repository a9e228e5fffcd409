import type { GridSheet, GridState, PersonAction, PersonEdit, PersonResult } from '../../grid-protocol.ts';
import { areaAddress } from './a1.ts';
import { rowIndex } from './book.ts';

/**
 * What is typed is addressed by rows' keys, not their numbers: while it waits, other people may insert, sort and delete rows.
 * Rows past the end of the tab have no key yet (null): the server makes them below the others.
 */
export interface Block {
  sheetId: number;
  rowKeys: (number | null)[];
  column: number;
}

export type OutboxItem = { id: number } & (
  | { kind: 'edit'; block: Block; values: (string | boolean | null)[][]; clear: (Block & { columnCount: number })[] }
  | { kind: 'action'; action: PersonAction; label: string }
);

export type Outcome =
  | { kind: 'done'; result: PersonResult }
  | { kind: 'refused'; message: string }
  /** No answer: it may or may not have been done. */
  | { kind: 'unreachable' };

export interface OutboxEdges {
  edit(edit: PersonEdit): Promise<Outcome>;
  act(action: PersonAction): Promise<Outcome>;
  state(): GridState;
  done(item: OutboxItem, result: PersonResult): void;
  refused(item: OutboxItem, message: string): void;
  /** Called with the items that wait whenever they change, also to keep them over a reload. */
  waiting(items: readonly OutboxItem[], reachable: boolean): void;
}

export interface Outbox {
  add(item: OutboxItem): void;
  /** Sends what waits; to be called once the server answers again and the state is fresh. */
  resume(): void;
  readonly size: number;
}

/** Sends entries and actions one after another, in the order in which they were made, and keeps them while nobody answers. */
export const createOutbox = (edges: OutboxEdges, kept: readonly OutboxItem[] = []): Outbox => {
  const items: OutboxItem[] = [...kept];
  let busy = false;
  let reachable = true;
  /** The revision when an action was sent that was never answered: a newer one leaves open whether it was done. */
  let unansweredAt: number | null = null;

  const pump = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let item = items[0]; item && reachable; item = items[0]) {
      const outcome = await send(item);
      if (outcome.kind === 'unreachable') {
        reachable = false;
        break;
      }
      unansweredAt = null;
      items.shift();
      if (outcome.kind === 'done') edges.done(item, outcome.result);
      else edges.refused(item, outcome.message);
      edges.waiting(items, reachable);
    }
    busy = false;
    edges.waiting(items, reachable);
  };

  const send = async (item: OutboxItem): Promise<Outcome> => {
    if (item.kind === 'action') {
      if (unansweredAt !== null && unansweredAt !== edges.state().revision)
        return {
          kind: 'refused',
          message: 'The connection broke while this was being done. Please look whether it was, and repeat it if not.',
        };
      unansweredAt = edges.state().revision;
      return edges.act(item.action);
    }
    const split = splitByRows(edges.state(), item);
    if (split.kind === 'gone') return { kind: 'refused', message: split.message };
    if (split.rest) {
      // The rows no longer stand together: the first run goes now, the others follow as entries of their own.
      items.splice(0, 1, split.first, split.rest);
      Object.assign(item, split.first);
      items[0] = item;
    }
    return edges.edit(split.edit);
  };

  if (items.length > 0) edges.waiting(items, reachable);
  return {
    add: (item) => {
      items.push(item);
      edges.waiting(items, reachable);
      void pump();
    },
    resume: () => {
      reachable = true;
      void pump();
    },
    get size() {
      return items.length;
    },
  };
};

type EditItem = Extract<OutboxItem, { kind: 'edit' }>;

type Split =
  | { kind: 'gone'; message: string }
  | { kind: 'here'; edit: PersonEdit; first: EditItem; rest: EditItem | null };

/** Finds the rows of an entry where they are now, and as many of them as still stand together, in their order. */
export const splitByRows = (state: GridState, item: EditItem): Split => {
  const sheet = state.sheets.find((candidate) => candidate.sheetId === item.block.sheetId);
  if (!sheet) return { kind: 'gone', message: 'The tab was deleted before this was saved.' };
  const rows: (number | null)[] = [];
  for (const key of item.block.rowKeys) {
    const above = rows.at(-1) ?? sheet.rows.length - 1;
    rows.push(key === null ? above + 1 : rowIndex(sheet, key));
  }
  const start = rows[0];
  if (start === null || start === undefined)
    return { kind: 'gone', message: 'The row was deleted before this was saved.' };
  let count = 1;
  while (count < rows.length && rows[count] === start + count) count++;
  const first: EditItem = {
    ...item,
    block: { ...item.block, rowKeys: item.block.rowKeys.slice(0, count) },
    values: item.values.slice(0, count),
  };
  const rest: EditItem | null =
    count === rows.length
      ? null
      : {
          ...item,
          block: { ...item.block, rowKeys: item.block.rowKeys.slice(count) },
          values: item.values.slice(count),
          clear: [],
        };
  const width = Math.max(...first.values.map((row) => row.length));
  const clear = item.clear.flatMap((block) => addressesOf(state, block));
  const edit: PersonEdit = {
    tab: sheet.title,
    range: areaAddress({
      startRow: start,
      endRow: start + count,
      startColumn: item.block.column,
      endColumn: item.block.column + width,
    }),
    values: first.values,
    ...(clear.length > 0 ? { clear } : {}),
  };
  return { kind: 'here', edit, first, rest };
};

const addressesOf = (state: GridState, block: Block & { columnCount: number }): string[] => {
  const sheet = state.sheets.find((candidate) => candidate.sheetId === block.sheetId);
  if (!sheet) return [];
  return runsOf(sheet, block.rowKeys).map(
    ([start, end]) =>
      `${quotedTitle(sheet.title)}!${areaAddress({ startRow: start, endRow: end, startColumn: block.column, endColumn: block.column + block.columnCount })}`,
  );
};

export const quotedTitle = (title: string): string => `'${title.replaceAll("'", "''")}'`;

const runsOf = (sheet: GridSheet, keys: readonly (number | null)[]): [number, number][] => {
  const rows = keys
    .map((key) => (key === null ? null : rowIndex(sheet, key)))
    .filter((row) => row !== null)
    .sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && last[1] === row) last[1] = row + 1;
    else runs.push([row, row + 1]);
  }
  return runs;
};
