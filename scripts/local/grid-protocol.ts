/**
 * What the page of the grid and the local Sheets server say to each other.
 *
 * | route                                        | what                                                          |
 * | -------------------------------------------- | ------------------------------------------------------------- |
 * | GET  /local/spreadsheets/:id/grid            | GridState: everything that the page shows                     |
 * | GET  /local/spreadsheets/:id/events          | Server-Sent Events: `change` (GridChange), `notice` (GridNotice), `alerts` (GridAlert[]), `sidebar` (GridSidebar), `goTo` (GridPlace), `state` (GridPassState) |
 * | POST /local/spreadsheets/:id/edits           | PersonEdit: types values as a person would                    |
 * | POST /local/spreadsheets/:id/actions         | PersonAction: rows, columns, tabs, sorting, undo              |
 * | GET  /local/spreadsheets/:id/menu            | GridMenu[]: the menus that the bound script adds              |
 * | POST /local/spreadsheets/:id/menu/:function  | a person's choice in one of them, with the GridSeat            |
 * | GET  /local/spreadsheets/:id/sidebar         | the page that the bound script shows beside the sheet         |
 * | POST /local/spreadsheets/:id/run/:function   | GridRunWish of that page -> GridRun                           |
 * | GET  /local/spreadsheets/:id/alerts          | GridAlert[]: the script's dialogues that wait for an answer   |
 * | POST /local/spreadsheets/:id/alerts/:alert   | GridAlertAnswer: a person's answer to one of them             |
 *
 * A refusal is 4xx with `{error: {code, message, status}}`, Google's envelope; the message is written for the person.
 * All indexes count from 0 and ranges end before their `end`, as in the Sheets API; A1 notation counts from 1.
 */

/** The whole spreadsheet as one window shows it. */
export interface GridState {
  spreadsheetId: string;
  /** Grows by one with every committed change of this spreadsheet, whoever made it. */
  revision: number;
  title: string;
  locale: string;
  timeZone: string;
  sheets: GridSheet[];
}

export interface GridSheet {
  sheetId: number;
  title: string;
  hidden: boolean;
  /** `#rrggbb` of the tab's underline. */
  tabColor?: string;
  frozenRowCount: number;
  frozenColumnCount: number;
  columns: { width: number; hidden: boolean }[];
  protectedRanges: GridProtection[];
  /** Merged areas, e.g. a title over several columns. */
  merges: GridArea[];
  /** Cell looks that `GridCell.style` points into, so that a thousand like cells cost one description. */
  styles: GridStyle[];
  /** Data validations that `GridCell.validation` points into. */
  validations: GridValidation[];
  /** Rows in the order shown. */
  rows: GridRow[];
}

export interface GridArea {
  startRow: number;
  endRow: number;
  startColumn: number;
  endColumn: number;
}

/** A protection without `area` covers the tab; `except` lists the areas in it that stay open. */
export interface GridProtection {
  area?: GridArea;
  except?: GridArea[];
  /** Why it is protected, in words for the person who tries. */
  description: string;
  /** Rows may be sorted, inserted and deleted across it; typing into it alone is still refused with the description. */
  warningOnly: boolean;
}

export interface GridRow {
  /** Stays with the row however it moves; never shown, not part of the Sheets API. */
  key: number;
  height?: number;
  hidden?: boolean;
  /** Trailing empty cells are left out. */
  cells: (GridCell | null)[];
}

export interface GridCell {
  /** As displayed. */
  text?: string;
  /** As the editor opens it (a formula, an unformatted number, a date as typed); left out where it equals `text`. */
  entered?: string;
  /** number | text | boolean | error: decides the alignment when the style does not. */
  kind?: 'number' | 'text' | 'boolean' | 'error';
  note?: string;
  /** A link's target: an address, or `#gid=SHEETID&range=A1` inside this spreadsheet. */
  link?: string;
  style?: number;
  validation?: number;
}

export interface GridStyle {
  background?: string;
  color?: string;
  bold?: boolean;
  italic?: boolean;
  fontSize?: number;
  align?: 'left' | 'center' | 'right';
  verticalAlign?: 'top' | 'middle' | 'bottom';
  wrap?: boolean;
}

export interface GridValidation {
  /** Choices of the dropdown; absent for rules without a list. Options taken from a range arrive resolved. */
  options?: string[];
  checkbox?: boolean;
  /** A strict rule refuses other values; otherwise they are let in and marked. */
  strict: boolean;
  help?: string;
}

/** What changed from `revision - 1` to `revision`. A window that missed one asks for the whole GridState again. */
export interface GridChange {
  revision: number;
  title?: string;
  sheets: GridSheetChange[];
  /** The ids of all tabs in order, where tabs were added, removed or moved. */
  sheetOrder?: number[];
  /** Who made it: the window's own id, or null for the functions and other programs. */
  client: string | null;
}

export interface GridSheetChange {
  sheetId: number;
  /** Everything of the sheet but its rows, where any of that changed (also for a new sheet). */
  sheet?: Omit<GridSheet, 'rows'>;
  /** The keys of all rows in order, where rows were added, removed or moved. */
  rowOrder?: number[];
  /** Rows whose content changed or that are new; indexes of styles and validations are those of the newest `sheet`. */
  rows: GridRow[];
}

/** A message that the bound script shows in the spreadsheet. */
export interface GridNotice {
  title: string;
  message: string;
}

/** A dialogue that the bound script waits in; all that are open are told whenever one opens or is answered. */
export interface GridAlert {
  id: string;
  title: string;
  message: string;
  buttons: 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';
  /** Whether a line of text is asked for. */
  wantsText: boolean;
}

export interface GridAlertAnswer {
  answer: 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE';
  text?: string;
}

/** In which window a person runs something of the bound script, and which cell is selected there; rows and columns from 1. */
export interface GridSeat {
  window: string;
  tab: string;
  row: number;
  column: number;
}

/** The bound script shows a page in a window; which, says its route. */
export interface GridSidebar {
  window: string;
  title: string;
}

/** The bound script takes a window to a cell. */
export interface GridPlace {
  window: string;
  tab: string;
  a1: string;
}

/** The bound script's page runs one of its functions. */
export interface GridRunWish {
  seat: GridSeat;
  args: unknown[];
}

/** What came of it; an error is for the page. */
export interface GridRun {
  value: unknown;
  error: string | null;
}

/** A menu of the bound script, as its onOpen makes it. */
export interface GridMenu {
  title: string;
  items: { label: string; functionName: string }[];
}

/** Where the edit path stands; the same object as GET /local/spreadsheets/:id/state. */
export interface GridPassState {
  revision: number;
  /** True from an edit until the pass that read it is done. */
  pending: boolean;
  findings: GridFinding[];
  lastPass: { reads: number; writes: number; documentsWritten: number; ms: number; at: string } | null;
  panel: GridPanel;
}

/** What the list of findings says around them, in the sheet's language; `{time}`, `{cell}` and `{place}` stand for what the page puts in. */
export interface GridPanel {
  /** `en`, for the page's `lang`. */
  language: string;
  title: string;
  close: string;
  /** `6 errors, 2 warnings`, or that there are none. */
  summary: string;
  checking: string;
  checked: string;
  nothing: string;
  /** The heading over findings of no tab. */
  spreadsheet: string;
  /** `Go to {place}` */
  goTo: string;
  /** `Error in {cell}` */
  places: Record<GridFinding['severity'], string>;
  severities: Record<GridFinding['severity'], string>;
}

/** What is wrong with the plan, as `functions/plan/finding.ts` makes it; `cell` is '' where it speaks of a whole tab. */
export interface GridFinding {
  code: string;
  severity: 'error' | 'warning' | 'info';
  tab: string;
  cell: string;
  message: string;
  fix: string;
}

/** Values as typed, rows first; null leaves a cell as it is, '' empties it. */
export interface PersonEdit {
  tab: string;
  /** A1 notation within the tab: `D7`, `B3:F40`. A single cell as range with a larger block of values spreads from there. */
  range: string;
  values: (string | number | boolean | null)[][];
  /** The window, for its undo history. */
  client?: string;
  /** Ranges of the same tab, or `Tab!A1:B2`, emptied in the same step: the source of a cut. */
  clear?: string[];
}

/** Everything else that a person does to a spreadsheet. */
export type PersonAction = { client?: string } & (
  | { kind: 'insertRows'; sheetId: number; at: number; count: number }
  | { kind: 'deleteRows'; sheetId: number; start: number; count: number }
  | { kind: 'insertColumns'; sheetId: number; at: number; count: number }
  | { kind: 'deleteColumns'; sheetId: number; start: number; count: number }
  | { kind: 'moveColumns'; sheetId: number; start: number; count: number; to: number }
  | { kind: 'moveRows'; sheetId: number; start: number; count: number; to: number }
  | { kind: 'sort'; sheetId: number; area: GridArea; column: number; ascending: boolean }
  | { kind: 'resizeColumns'; sheetId: number; start: number; count: number; width: number }
  | { kind: 'setNote'; sheetId: number; row: number; column: number; note: string }
  | { kind: 'addTab'; title: string }
  | { kind: 'deleteTab'; sheetId: number }
  | { kind: 'renameTab'; sheetId: number; title: string }
  | { kind: 'undo' }
  | { kind: 'redo' }
);

/** The answer to an edit or action that was done. */
export interface PersonResult {
  revision: number;
  /** Where it happened, so that the window can go there after undo and redo. */
  at?: { sheetId: number; range: string };
}
