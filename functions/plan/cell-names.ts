import { cellName, quotedTab } from './a1.ts';
import { type Said, say } from './messages/said.ts';
import type { Plan, PlanForm, PlanPlaces, SectionName } from './plan.ts';

/** Cells that a result comes from: answers of a form, or fields of some rows of a table. */
export interface CellSource {
  section: SectionName;
  fields: readonly string[];
  /** As the sheet numbers them; absent for a form. */
  rows?: readonly number[];
}

/** Says how a result is worked out, with the cells that it comes from: `10 ÷ 50%, rounded up. From Goals!B3:B4; Assumptions!C6:E6`. */
export type WithCells = (how: Said, sources: readonly CellSource[]) => Said;

/** Where the cells stand in this reading of the sheet, so that they stay right when rows and columns move. Rows with the same list share its words. */
export const withCells = (plan: Plan, places: PlanPlaces): WithCells => {
  const known = new WeakMap<readonly CellSource[], string>();
  return (how, sources) => {
    const cells = known.get(sources) ?? named(sources.flatMap((source) => cellsOf(source, plan, places)));
    known.set(sources, cells);
    return cells === '' ? how : say('words.fromCells', { how, cells });
  };
};

const named = (cells: readonly Cell[]): string =>
  [...Map.groupBy(cells, ({ tab }) => tab)]
    .map(([tab, inTab]) => `${quotedTab(tab)}!${shortened(areasOf(inTab)).join(', ')}`)
    .join('; ');

interface Cell {
  tab: string;
  row: number;
  column: number;
}

const cellsOf = ({ section, fields, rows }: CellSource, plan: Plan, places: PlanPlaces): Cell[] => {
  const place = places[section];
  if (!place) return [];
  return fields.flatMap((field) => {
    const column = place.columns[field];
    if (column === undefined) return [];
    const inRows = rows ?? (plan[section] as PlanForm).rows[field] ?? [];
    return [inRows].flat().map((row) => ({ tab: place.tab, row, column }));
  });
};

/** Cells side by side as one area, and areas of the same columns below each other as one: `B3:B4`, `C6:E9`. */
const areasOf = (cells: readonly Cell[]): string[] => {
  const areas: { first: number; last: number; top: number; bottom: number }[] = [];
  const byRow = Map.groupBy(cells, ({ row }) => row);
  for (const row of [...byRow.keys()].sort((a, b) => a - b)) {
    const columns = [...new Set(byRow.get(row)!.map(({ column }) => column))].sort((a, b) => a - b);
    const runs: { first: number; last: number }[] = [];
    for (const column of columns) {
      const run = runs.at(-1);
      if (run && run.last === column - 1) run.last = column;
      else runs.push({ first: column, last: column });
    }
    for (const { first, last } of runs) {
      const above = areas.findLast((area) => area.bottom === row - 1 && area.first === first && area.last === last);
      if (above) above.bottom = row;
      else areas.push({ first, last, top: row, bottom: row });
    }
  }
  return areas.map(({ first, last, top, bottom }) =>
    first === last && top === bottom ? cellName(first, top) : `${cellName(first, top)}:${cellName(last, bottom)}`,
  );
};

/** Beyond this nobody reads on; a cell holds 50,000 characters. */
const MOST_AREAS = 12;

const shortened = (areas: readonly string[]): readonly string[] =>
  areas.length <= MOST_AREAS ? areas : [...areas.slice(0, MOST_AREAS), '…'];
