import type { PlanSummary } from '../../plan/summary.ts';
import { cleanText, nameKey } from '../../plan/text.ts';
import { columnName, keyColumns, spelledNames, VALUE_COLUMN } from './table.ts';

/** A row of `summaryTable`, as newline-delimited JSON takes it. */
export type WarehouseRow = { [column: string]: WarehouseValue };
export type WarehouseValue = string | number | null | WarehouseRow | WarehouseValue[];

export const summaryRow = (summary: PlanSummary): WarehouseRow => recordOf(summary as unknown as JsonObject);

type Json = string | number | null | Json[] | JsonObject;
interface JsonObject {
  [name: string]: Json;
}

const recordOf = (record: JsonObject): WarehouseRow =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      const column = columnName(name);
      // A number of the same name as a map is no map: the forecast's confidence.
      if (name in keyColumns && typeof value !== 'number')
        return [[column, entriesOf(keyColumns[name]!, value as JsonObject | null)]];
      if (!spelledNames.has(name)) return [[column, cellOf(value)]];
      const spelled = value as string | null;
      return [
        [column, spelled === null ? null : cleanText(spelled)],
        [`${column}_key`, spelled === null ? null : nameKey(spelled)],
      ];
    }),
  );

const cellOf = (value: Json): WarehouseValue => {
  if (Array.isArray(value)) return value.map(cellOf);
  return value === null || typeof value !== 'object' ? value : recordOf(value);
};

/** By key, so that the same map is the same row. A repeated column cannot be null: where there is no map, there is no entry. */
const entriesOf = (keyColumn: string, map: JsonObject | null): WarehouseRow[] =>
  Object.entries(map ?? {})
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => ({
      [keyColumn]: key,
      ...(value !== null && typeof value === 'object' ? recordOf(value as JsonObject) : { [VALUE_COLUMN]: value }),
    }));
