import type {
  GridArea,
  GridChange,
  GridNotice,
  GridPassState,
  GridSheet,
  GridState,
  PersonAction,
  PersonEdit,
  PersonResult,
} from '../../grid-protocol.ts';
import { parseAddress } from './a1.ts';
import { applyChange, cellAt, mergeAt, rowIndex } from './book.ts';
import { createDrafts, type ShownCell } from './drafts.ts';
import { type Block, createOutbox, type Outbox, type OutboxItem, type Outcome } from './outbox.ts';
import { nearestShown, type Selection, type Surface, selectCell, selectedArea } from './selection.ts';

/** Which end of a new selection is brought into sight; none where it only follows its cells as other people move them. */
export type Reveal = 'head' | 'start' | 'none';

/** What the parts of the page are told about. */
export interface WorkbenchEvents {
  /** Everything of the tab shown is to be drawn anew. */
  sheet: () => void;
  /** Cells in these rows of the tab shown have changed. */
  rows: (rows: readonly number[]) => void;
  selection: (reveal: Reveal) => void;
  tabs: () => void;
  title: () => void;
  pass: (state: GridPassState) => void;
  notice: (notice: GridNotice) => void;
  refused: (item: OutboxItem, message: string) => void;
  connection: (connected: boolean, waiting: number) => void;
  /** The server does not know this spreadsheet. */
  failed: (message: string) => void;
}

/** What the workbench needs from the outside. */
export interface WorkbenchEdges {
  client: string;
  edit(edit: PersonEdit): Promise<Outcome>;
  act(action: PersonAction): Promise<Outcome>;
  /** Asks for the whole state anew; it arrives through `load`. */
  reload(): void;
  keep(items: readonly OutboxItem[]): void;
}

/** The spreadsheet as this window has it: the server's state, what is not saved yet, the tab shown and what is selected. */
export interface Workbench {
  readonly book: GridState;
  readonly passState: GridPassState | null;
  /** The tab shown. */
  sheet(): GridSheet;
  surface(sheet?: GridSheet): Surface;
  cell(row: number, column: number, sheet?: GridSheet): ShownCell | null;
  selection(): Selection;
  area(): GridArea;
  select(selection: Selection, reveal?: Reveal): void;
  showTab(sheetId: number): void;
  /** Goes to an address such as `Goals!D7`; false where there is no such place. */
  goTo(address: string, sheetId?: number): boolean;
  /** Types a block of values at a cell of a tab, as one step to undo; null leaves a cell as it is. */
  enter(
    at: { sheetId: number; row: number; column: number },
    values: (string | boolean | null)[][],
    clear?: Source[],
  ): void;
  /** Types into rows known by their keys, wherever they stand by now. */
  enterRows(block: Block, values: (string | boolean | null)[][]): void;
  act(action: PersonAction, label: string): void;
  load(state: GridState): void;
  change(change: GridChange): void;
  pass(state: GridPassState): void;
  notice(notice: GridNotice): void;
  fail(message: string): void;
  connected(connected: boolean): void;
  on<Name extends keyof WorkbenchEvents>(name: Name, listener: WorkbenchEvents[Name]): void;
}

/** An area of a tab. */
export interface Source {
  sheetId: number;
  area: GridArea;
}

export const createWorkbench = (edges: WorkbenchEdges, kept: readonly OutboxItem[] = []): Workbench => {
  let book: GridState = { spreadsheetId: '', revision: -1, title: '', locale: 'en_US', timeZone: 'UTC', sheets: [] };
  let passState: GridPassState | null = null;
  let shown = -1;
  let online = true;
  let nextEntry = 1 + Math.max(0, ...kept.map((item) => item.id));
  const selections = new Map<number, Selection>();
  const drafts = createDrafts();
  /** Entries that the server has saved, by the revision that shows them; their drafts are dropped when it arrives. */
  const saved: { item: OutboxItem; revision: number }[] = [];
  const listeners: { [Name in keyof WorkbenchEvents]: WorkbenchEvents[Name][] } = {
    sheet: [],
    rows: [],
    selection: [],
    tabs: [],
    title: [],
    pass: [],
    notice: [],
    refused: [],
    connection: [],
    failed: [],
  };

  const sheetById = (sheetId: number): GridSheet | undefined => book.sheets.find((sheet) => sheet.sheetId === sheetId);
  const emptySheet: GridSheet = {
    sheetId: -1,
    title: '',
    hidden: false,
    frozenRowCount: 0,
    frozenColumnCount: 0,
    columns: [],
    protectedRanges: [],
    merges: [],
    styles: [],
    validations: [],
    rows: [],
  };
  const sheet = (): GridSheet => sheetById(shown) ?? emptySheet;
  const selection = (): Selection =>
    selections.get(shown) ?? selectCell(nearestShown(surface(), { row: 0, column: 0 }));

  const cell = (row: number, column: number, of: GridSheet = sheet()): ShownCell | null => {
    const key = of.rows[row]?.key;
    const below = cellAt(of, row, column);
    return key === undefined ? below : drafts.over(below, of.sheetId, key, column);
  };

  const surface = (of: GridSheet = sheet()): Surface => ({
    rowCount: of.rows.length,
    columnCount: of.columns.length,
    rowShown: (row) => of.rows[row]?.hidden !== true,
    columnShown: (column) => of.columns[column]?.hidden === false,
    filled: (row, column) => (cell(row, column, of)?.text ?? '') !== '',
    mergeAt: (row, column) => mergeAt(of, row, column),
    merges: of.merges,
  });

  const draw = (entered: Block): void => {
    if (entered.sheetId !== shown) return;
    const of = sheet();
    const rows = entered.rowKeys.map((key) => (key === null ? null : rowIndex(of, key))).filter((row) => row !== null);
    for (const listener of listeners.rows) listener(rows);
  };

  const dropShownBy = (revision: number): void => {
    for (const { item } of saved.filter((entry) => entry.revision <= revision)) drop(item);
    saved.splice(0, saved.length, ...saved.filter((entry) => entry.revision > revision));
  };

  const drop = (item: OutboxItem): void => {
    drafts.drop(item.id);
    if (item.kind !== 'edit') return;
    draw(item.block);
    for (const source of item.clear) draw(source);
  };

  const emitConnection = (): void => {
    for (const listener of listeners.connection) listener(online, outbox.size);
  };

  const settle = (item: OutboxItem, result: PersonResult): void => {
    if (result.revision <= book.revision) drop(item);
    else saved.push({ item, revision: result.revision });
    if (item.kind === 'action' && /^(undo|redo)$/.test(item.action.kind) && result.at)
      pendingMove = { at: result.at, revision: result.revision };
    followMove();
  };

  /** Where an undo happened, to go there once its change is here. */
  let pendingMove: { at: { sheetId: number; range: string }; revision: number } | null = null;
  const followMove = (): void => {
    if (!pendingMove || pendingMove.revision > book.revision) return;
    const { at } = pendingMove;
    pendingMove = null;
    workbench.goTo(at.range, at.sheetId);
  };

  const outbox: Outbox = createOutbox(
    {
      edit: (edit) => edges.edit({ ...edit, client: edges.client }),
      act: (action) => edges.act({ ...action, client: edges.client }),
      state: () => book,
      done: settle,
      refused: (item, message) => {
        drop(item);
        // A width is shown before it is saved; the server's own comes back with the whole state.
        if (item.kind === 'action' && item.action.kind === 'resizeColumns') edges.reload();
        for (const listener of listeners.refused) listener(item, message);
      },
      waiting: (items, reachable) => {
        edges.keep(items);
        if (!reachable) online = false;
        // The outbox speaks while it is being made, when nobody listens yet.
        queueMicrotask(emitConnection);
      },
    },
    kept,
  );

  const enterBlock = (
    block: Block,
    values: (string | boolean | null)[][],
    clear: (Block & { columnCount: number })[],
  ): void => {
    const id = nextEntry++;
    for (const source of clear)
      for (const key of source.rowKeys)
        for (let column = 0; column < source.columnCount; column++)
          drafts.put(id, source.sheetId, key, source.column + column, '');
    block.rowKeys.forEach((key, row) => {
      values[row]?.forEach((value, column) => {
        if (value === null) return;
        drafts.put(id, block.sheetId, key, block.column + column, shownText(value));
      });
    });
    outbox.add({ id, kind: 'edit', block, values, clear });
    draw(block);
    for (const source of clear) draw(source);
  };

  const keysOf = (of: GridSheet, start: number, end: number): (number | null)[] =>
    Array.from({ length: end - start }, (_row, index) => of.rows[start + index]?.key ?? null);

  const redraw = (): void => {
    if (!sheetById(shown) || sheet().hidden) shown = book.sheets.find((candidate) => !candidate.hidden)?.sheetId ?? -1;
    for (const listener of listeners.title) listener();
    for (const listener of listeners.tabs) listener();
    for (const listener of listeners.sheet) listener();
    for (const listener of listeners.selection) listener('none');
  };

  /** Keeps the selections of this window on their rows while rows move. */
  const remember = (): (() => void) => {
    const held = [...selections].map(([sheetId, { active, anchor, head, whole }]) => {
      const rows = sheetById(sheetId)?.rows;
      const key = (row: number): number | undefined => rows?.[row]?.key;
      return {
        sheetId,
        whole,
        at: [active, anchor, head].map((position) => ({ ...position, key: key(position.row) })),
      };
    });
    return () => {
      for (const { sheetId, whole, at } of held) {
        const of = sheetById(sheetId);
        if (!of) {
          selections.delete(sheetId);
          continue;
        }
        const [active, anchor, head] = at.map(({ row, column, key }) => ({
          row: Math.min((key === undefined ? null : rowIndex(of, key)) ?? row, Math.max(0, of.rows.length - 1)),
          column: Math.min(column, Math.max(0, of.columns.length - 1)),
        }));
        selections.set(sheetId, { active: active!, anchor: anchor!, head: head!, ...(whole ? { whole } : {}) });
      }
    };
  };

  const workbench: Workbench = {
    get book() {
      return book;
    },
    get passState() {
      return passState;
    },
    sheet,
    surface,
    cell,
    selection,
    area: () => selectedArea(surface(), selection()),
    select: (next, reveal = 'head') => {
      selections.set(shown, next);
      for (const listener of listeners.selection) listener(reveal);
    },
    showTab: (sheetId) => {
      const target = sheetById(sheetId);
      if (!target || target.hidden || sheetId === shown) return;
      shown = sheetId;
      redraw();
      for (const listener of listeners.selection) listener('head');
    },
    goTo: (address, sheetId) => {
      const parsed = parseAddress(address);
      if (!parsed) return false;
      const target =
        parsed.tab === null
          ? sheetById(sheetId ?? shown)
          : book.sheets.find((candidate) => candidate.title.toLowerCase() === parsed.tab!.toLowerCase());
      if (!target || target.hidden) return false;
      const { startRow, endRow, startColumn, endColumn } = parsed.area;
      if (startRow >= target.rows.length || startColumn >= target.columns.length) return false;
      if (target.sheetId !== shown) workbench.showTab(target.sheetId);
      const first = nearestShown(surface(target), { row: startRow, column: startColumn });
      workbench.select(
        {
          active: first,
          anchor: first,
          head: {
            row: Math.min(endRow, target.rows.length) - 1,
            column: Math.min(endColumn, target.columns.length) - 1,
          },
          ...(endRow === Number.POSITIVE_INFINITY ? { whole: 'columns' as const } : {}),
          ...(endColumn === Number.POSITIVE_INFINITY ? { whole: 'rows' as const } : {}),
        },
        'start',
      );
      return true;
    },
    enter: (at, values, clear = []) => {
      const of = sheetById(at.sheetId);
      if (!of || values.length === 0) return;
      const block = { sheetId: at.sheetId, rowKeys: keysOf(of, at.row, at.row + values.length), column: at.column };
      const sources = clear.flatMap(({ sheetId, area }) => {
        const from = sheetById(sheetId);
        if (!from) return [];
        const rowKeys = keysOf(from, area.startRow, area.endRow);
        return [{ sheetId, rowKeys, column: area.startColumn, columnCount: area.endColumn - area.startColumn }];
      });
      enterBlock(block, values, sources);
    },
    enterRows: (block, values) => enterBlock(block, values, []),
    act: (action, label) => outbox.add({ id: nextEntry++, kind: 'action', action, label }),
    load: (state) => {
      const restore = remember();
      const first = book.revision < 0;
      book = state;
      restore();
      dropShownBy(book.revision);
      // Entries kept over a reload of the page are shown again until they are saved.
      if (first)
        for (const item of kept)
          if (item.kind === 'edit')
            item.block.rowKeys.forEach((key, row) => {
              item.values[row]?.forEach((value, column) => {
                if (value !== null)
                  drafts.put(item.id, item.block.sheetId, key, item.block.column + column, shownText(value));
              });
            });
      redraw();
      followMove();
    },
    change: (change) => {
      const own = change.client === edges.client;
      // After one's own insertion the selection stays where it is, on the new rows; other people's do not move it off its cells.
      const restore = own ? null : remember();
      const outcome = applyChange(book, change);
      if (outcome === 'old') return;
      if (outcome === 'missed') {
        edges.reload();
        return;
      }
      restore?.();
      const here = change.sheets.find((part) => part.sheetId === shown);
      if (change.title !== undefined) for (const listener of listeners.title) listener();
      if (change.sheetOrder || change.sheets.some((part) => part.sheet)) redraw();
      else if (here?.rowOrder) {
        for (const listener of listeners.sheet) listener();
        for (const listener of listeners.selection) listener('none');
      } else if (here) {
        const of = sheet();
        const rows = here.rows.map((row) => rowIndex(of, row.key)).filter((row) => row !== null);
        for (const listener of listeners.rows) listener(rows);
      }
      dropShownBy(book.revision);
      followMove();
    },
    pass: (state) => {
      passState = state;
      for (const listener of listeners.pass) listener(state);
    },
    notice: (notice) => {
      for (const listener of listeners.notice) listener(notice);
    },
    fail: (message) => {
      for (const listener of listeners.failed) listener(message);
    },
    connected: (connected) => {
      online = connected;
      if (connected) outbox.resume();
      emitConnection();
    },
    on: (name, listener) => {
      listeners[name].push(listener);
    },
  };
  return workbench;
};

const shownText = (value: string | boolean): string =>
  typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : value;
