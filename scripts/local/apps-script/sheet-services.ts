import { columnLetters } from '../../../functions/plan/a1.ts';
import type { ExecutionRequest } from './execution.ts';
import type { HostCalls } from './host-calls.ts';
import { ScriptError } from './script-error.ts';
import type { ScriptTab } from './script-sheets.ts';
import { enumeration, service } from './service.ts';

export const DeveloperMetadataVisibility = enumeration(['DOCUMENT', 'PROJECT']);

/** The classes Spreadsheet, Sheet and Range, for the spreadsheet that the script is bound to. */
export const spreadsheetService = (
  { spreadsheetId, spreadsheetTitle, seat }: ExecutionRequest,
  host: HostCalls,
  requireScope: (method: string, ...anyOf: string[]) => void,
): unknown => {
  const ofSheet = ['spreadsheets.currentonly', 'spreadsheets'];
  const sheetNamed = (title: string): unknown => {
    const tabs = host.tabs();
    const index = tabs.findIndex((tab) => tab.title === title);
    return index < 0 ? null : sheetService(tabs[index]!, index + 1, host);
  };
  return service('Spreadsheet', {
    getId: () => spreadsheetId,
    getName: () => spreadsheetTitle,
    getSheetByName: (name: unknown) => sheetNamed(String(name)),
    getSheets: () => host.tabs().map((tab, index) => sheetService(tab, index + 1, host)),
    getCurrentCell: () => {
      if (seat === null) return null;
      const sheet = sheetNamed(seat.tab) as { getRange(row: number, column: number): unknown } | null;
      return sheet?.getRange(seat.row, seat.column) ?? null;
    },
    addEditor: (address: unknown) => {
      requireScope('Spreadsheet.addEditor', ...ofSheet);
      host.addEditor(String(address));
    },
    addDeveloperMetadata: (key: unknown, value: unknown, visibility: unknown) => {
      requireScope('Spreadsheet.addDeveloperMetadata', ...ofSheet);
      host.addMetadata(String(key), String(value), String(visibility));
    },
    toast: (message: unknown, title: unknown = '', timeoutSeconds: unknown = 5) =>
      host.showToast({ message: String(message), title: String(title), timeoutSeconds: Number(timeoutSeconds) }),
  });
};

/** @param index  from 1, as the tabs stand */
const sheetService = (tab: ScriptTab, index: number, host: HostCalls): unknown => {
  const sheet: unknown = service('Sheet', {
    getName: () => tab.title,
    getSheetId: () => tab.sheetId,
    getIndex: () => index,
    isSheetHidden: () => tab.hidden,
    getDataRange: () => {
      const cells = host.readTab(tab.title);
      return service('Range', {
        getDisplayValues: () => cells.map((row) => row.map(({ text }) => text)),
        getNotes: () => cells.map((row) => row.map(({ note }) => note)),
      });
    },
    getRange: (at: string | number, column?: number) => {
      const [row, inColumn] = typeof at === 'number' ? [at, column!] : placeOf(at);
      if (!(row >= 1 && inColumn >= 1))
        throw new ScriptError('The coordinates of the range are outside the dimensions of the sheet.');
      const a1 = `${columnLetters(inColumn - 1)}${row}`;
      const range: unknown = service('Range', {
        getSheet: () => sheet,
        getRow: () => row,
        getColumn: () => inColumn,
        getA1Notation: () => a1,
        getDisplayValue: () => host.readTab(tab.title)[row - 1]?.[inColumn - 1]?.text ?? '',
        setValue: (value: unknown) => {
          host.writeCell(tab.title, a1, String(value));
          return range;
        },
        activate: () => {
          host.goTo(tab.title, a1);
          return range;
        },
      });
      return range;
    },
  });
  return sheet;
};

const placeOf = (a1: string): [row: number, column: number] => {
  const [, letters, digits] = /^([A-Z]+)([1-9]\d*)$/.exec(a1) ?? [];
  if (letters === undefined) throw new ScriptError(`Range not found: ${a1}`);
  return [Number(digits), [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)];
};
