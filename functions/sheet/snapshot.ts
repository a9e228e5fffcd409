import { spelledAs } from '../plan/messages/definitions.ts';
import { nameKey } from '../plan/text.ts';
import type { RawCell } from '../plan/value.ts';

/** One spreadsheet as one reading found it; what the Sheets API and a file both come to. */
export interface Snapshot {
  spreadsheetId: string;
  title: string;
  /** `en_US` */
  locale: string;
  /** `America/New_York` */
  timeZone: string;
  /** Of the template that the sheet has; not there where the sheet does not say, as one that was uploaded from a file. */
  templateVersion?: number;
  tabs: SnapshotTab[];
}

export interface SnapshotTab {
  sheetId: number;
  title: string;
  hidden: boolean;
  rowCount: number;
  columnCount: number;
  /** What is protected on it, with what people are told there; absent in a file. */
  protections?: readonly { id: number; description: string }[];
  /** Ragged: trailing blanks are left out, and holes are undefined. `rows[0]` is the sheet's row 1. */
  rows: readonly (readonly (SnapshotCell | undefined)[])[];
}

export interface SnapshotCell extends RawCell {
  note?: string;
  /** Typed by a person or painted by the planner, `#rrggbb`; absent where none is set on the cell. */
  background?: string;
}

/** A tab by its title in any language. */
export const tabTitled = (snapshot: Snapshot, title: string): SnapshotTab | undefined =>
  snapshot.tabs.find((tab) => spelledAs(title).has(nameKey(tab.title)));
