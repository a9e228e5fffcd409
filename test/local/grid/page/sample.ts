import type { GridArea, GridSheet, GridState } from '../../../../scripts/local/grid-protocol.ts';

/** A tab whose rows hold these texts; the rows' keys are 10, 11, 12... */
export const sampleSheet = (texts: string[][], more: Partial<GridSheet> = {}): GridSheet => ({
  sheetId: 1,
  title: 'Goals',
  hidden: false,
  frozenRowCount: 0,
  frozenColumnCount: 0,
  columns: Array.from({ length: Math.max(0, ...texts.map((row) => row.length)) }, () => ({
    width: 100,
    hidden: false,
  })),
  protectedRanges: [],
  merges: [],
  styles: [],
  validations: [],
  rows: texts.map((row, index) => ({ key: 10 + index, cells: row.map((text) => (text === '' ? null : { text })) })),
  ...more,
});

export const sampleState = (sheets: GridSheet[]): GridState => ({
  spreadsheetId: 'plan',
  revision: 5,
  title: 'Plan',
  locale: 'en_US',
  timeZone: 'America/Chicago',
  sheets,
});

export const area = (startRow: number, endRow: number, startColumn: number, endColumn: number): GridArea => ({
  startRow,
  endRow,
  startColumn,
  endColumn,
});
