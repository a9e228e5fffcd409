import type { Area } from '../area.ts';
import { areaWithin } from '../area.ts';
import { invalid } from '../failure.ts';
import type { GridRange, Request, Response, Sheet, Spreadsheet, World } from '../model.ts';
import { sheetOf } from '../model.ts';

/** What one request of a batch does. */
export interface Outcome {
  spreadsheet: Spreadsheet;
  /** Absent for the kinds that answer nothing. */
  reply?: Response;
}

export type Handler<Kind extends keyof Request> = (
  spreadsheet: Spreadsheet,
  request: NonNullable<Request[Kind]>,
  world: World,
) => Outcome;

export type Handlers = { [Kind in keyof Request]?: Handler<Kind> };

/** @throws ApiError in Google's words where there is no such tab */
export const requiredSheet = (spreadsheet: Spreadsheet, sheetId: number | undefined): Sheet => {
  const sheet = sheetOf(spreadsheet, sheetId ?? 0);
  if (!sheet) throw invalid(`No grid with id: ${sheetId ?? 0}`);
  return sheet;
};

/** @throws ApiError where the range is missing, its tab is not there, or it reaches beyond the tab */
export const requiredArea = (
  spreadsheet: Spreadsheet,
  range: GridRange | undefined,
  name = 'range',
): { sheet: Sheet; area: Area } => {
  if (!range) throw invalid(`No ${name} specified.`);
  const sheet = requiredSheet(spreadsheet, range.sheetId);
  return { sheet, area: areaWithin(sheet, range) };
};

/** Refuses a request that lacks a part it cannot do without. */
export const required = <Value>(value: Value | undefined, name: string): Value => {
  if (value === undefined) throw invalid(`No ${name} specified.`);
  return value;
};
