/** What is run of a bound script, why, and what came of it. */

/** An edit or change that a person made in a local spreadsheet. Programs that use the API cause none, as with Google. */
export interface SheetEvent {
  spreadsheetId: string;
  spreadsheetTitle: string;
  /** `edit`: cells were edited, and the range is known. `change`: anything else, named by `changeType`. */
  kind: 'edit' | 'change';
  tab: string;
  sheetId: number;
  /** `D7`, `B3:F40` */
  a1: string;
  /** Where one cell was edited: its value now, and before unless it was empty. */
  value?: string | undefined;
  oldValue?: string | undefined;
  /** EDIT, INSERT_ROW, INSERT_COLUMN, REMOVE_ROW, REMOVE_COLUMN, INSERT_GRID, REMOVE_GRID, FORMAT or OTHER */
  changeType?: string | undefined;
}

/**
 * How the script's rights are bounded.
 *
 * | kind        | started by                                    | may                                         |
 * | ----------- | --------------------------------------------- | ------------------------------------------- |
 * | simple      | a function named onOpen, onEdit or onChange   | nothing that needs authorization; 30 s      |
 * | installable | a trigger that the script created             | all in the manifest, but no dialogs; 6 min  |
 * | menu        | a person, in the script's menu or in a page of it | all in the manifest; 6 min              |
 */
export type ExecutionKind = 'simple' | 'installable' | 'menu';

/** Where a person sits who runs something: in which window, and which cell is selected in it. */
export interface Seat {
  window: string;
  tab: string;
  /** From 1, like the column. */
  row: number;
  column: number;
}

export interface ExecutionRequest {
  functionName: string;
  kind: ExecutionKind;
  spreadsheetId: string;
  spreadsheetTitle: string;
  event: SheetEvent | null;
  /** Null where no person at a window runs it. */
  seat: Seat | null;
  /** From a page of the script. */
  args: readonly unknown[];
  triggerUid: string | null;
}

export interface ExecutionResult {
  functionName: string;
  kind: ExecutionKind;
  /**
   * `failed`: the script threw. `timed-out`: it ran longer than allowed and was ended. `crashed`: its thread ended, such as for want of
   * memory. `cancelled`: the host was closed first.
   */
  outcome: 'completed' | 'failed' | 'timed-out' | 'crashed' | 'cancelled';
  /** Why it did not complete. */
  error: string | null;
  /** From start to end, without waiting in line. */
  ms: number;
  /** What it wrote to console or Logger, a line each. */
  log: string[];
  /** What the function returned, as JSON has it; null where it returned nothing. */
  value: unknown;
}

export interface ScriptMenu {
  title: string;
  items: { label: string; functionName: string }[];
}

export interface Toast {
  title: string;
  message: string;
  /** Negative: until somebody closes it. */
  timeoutSeconds: number;
}

export interface Alert {
  title: string;
  message: string;
  buttons: 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';
}

/** Asks for a line of text. */
export type Prompt = Omit<Alert, 'buttons'> & { buttons: 'OK' | 'OK_CANCEL' };

export interface PromptAnswer {
  button: AlertAnswer;
  text: string;
}

/** A page of the script's own, shown beside the sheet. */
export interface SidebarPage {
  title: string;
  html: string;
}

export type AlertAnswer = 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE';
