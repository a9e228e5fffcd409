import { invalid, notFound } from './failure.ts';
import type { Spreadsheet, World } from './model.ts';
import type { SheetStore } from './store.ts';

/** One committed change of a spreadsheet. */
export interface Commit {
  spreadsheetId: string;
  revision: number;
  before: Spreadsheet;
  after: Spreadsheet;
  /** The window that made it, or null for the functions and other programs. */
  client: string | null;
}

/** The spreadsheets of this server, each at its newest revision. */
export interface Workbooks {
  list(): { spreadsheetId: string; title: string }[];
  /** @throws ApiError 404 */
  get(spreadsheetId: string): { spreadsheet: Spreadsheet; revision: number };
  add(spreadsheet: Spreadsheet): Spreadsheet;
  /**
   * Makes a changed spreadsheet the newest one: formulas are worked out, what changed is stored, and only then listeners hear of it.
   * A change that changes nothing is no revision.
   */
  commit(next: Spreadsheet, client: string | null): { spreadsheet: Spreadsheet; revision: number };
  onCommit(listener: (commit: Commit) => void): void;
  /** The clock and the source of ids for a change that starts now. */
  world(): World;
}

export const createWorkbooks = (
  store: SheetStore,
  world: () => World,
  recalculated: (spreadsheet: Spreadsheet, before: Spreadsheet | undefined, now: Date) => Spreadsheet,
): Workbooks => {
  const open = new Map<string, { spreadsheet: Spreadsheet; revision: number }>();
  const listeners: ((commit: Commit) => void)[] = [];
  const get = (spreadsheetId: string): { spreadsheet: Spreadsheet; revision: number } => {
    const known = open.get(spreadsheetId) ?? store.load(spreadsheetId);
    if (!known) throw notFound();
    open.set(spreadsheetId, known);
    return known;
  };
  return {
    list: () => store.list(),
    get,
    world,
    add: (spreadsheet) => {
      if (open.has(spreadsheet.spreadsheetId) || store.load(spreadsheet.spreadsheetId))
        throw invalid(`There is a spreadsheet with the id ${spreadsheet.spreadsheetId} already.`);
      const added = recalculated(spreadsheet, undefined, world().now);
      store.save(added, 1, undefined);
      open.set(added.spreadsheetId, { spreadsheet: added, revision: 1 });
      return added;
    },
    commit: (next, client) => {
      const { spreadsheetId } = next;
      const { spreadsheet: before, revision } = get(spreadsheetId);
      if (next === before || sameContent(next, before)) return { spreadsheet: before, revision };
      const after = recalculated(next, before, world().now);
      store.save(after, revision + 1, before);
      open.set(spreadsheetId, { spreadsheet: after, revision: revision + 1 });
      for (const listener of listeners) listener({ spreadsheetId, revision: revision + 1, before, after, client });
      return { spreadsheet: after, revision: revision + 1 };
    },
    onCommit: (listener) => void listeners.push(listener),
  };
};

const sameContent = (one: Spreadsheet, other: Spreadsheet): boolean =>
  one.properties === other.properties &&
  one.namedRanges === other.namedRanges &&
  one.metadata === other.metadata &&
  one.sheets.length === other.sheets.length &&
  one.sheets.every((sheet, index) => sheet === other.sheets[index]);
