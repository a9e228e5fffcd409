import { cellPosition } from '../../functions/plan/a1.ts';
import { attribute, type XmlEvent, xmlEvents } from './xml.ts';

/** What stands in a cell, as the file writes it. */
export interface CellContent {
  type: string;
  value: string | null;
  formula: string | null;
}

export interface SheetCell {
  /** From 1. */
  row: number;
  /** From 0. */
  column: number;
  style: number;
  /** null for a cell that only has a look. */
  content: CellContent | null;
}

/** The cells of a sheet in the order of the file, those that only have a look included. */
export function* sheetCells(xml: string): Generator<SheetCell> {
  let [row, column] = [0, -1];
  let cell: SheetCell | null = null;
  let content: CellContent = { type: 'n', value: null, formula: null };
  let into: 'value' | 'formula' | null = null;
  for (const event of xmlEvents(xml, Math.max(0, xml.search(/<(\w+:)?sheetData[\s/>]/)))) {
    if (event.kind === 'text') {
      if (into) content[into] = (content[into] ?? '') + event.text;
    } else if (event.kind === 'open') {
      if (event.name === 'row') [row, column] = [Number(attribute(event.attributes, 'r') ?? row + 1), -1];
      if (event.name === 'c') {
        // Programs may leave out where a cell stands: it then follows the one before it.
        const name = attribute(event.attributes, 'r');
        column = name ? cellPosition(name).column : column + 1;
        cell = { row, column, style: Number(attribute(event.attributes, 's') ?? 0), content: null };
        content = { type: attribute(event.attributes, 't') ?? 'n', value: null, formula: null };
        if (event.empty) yield cell;
      }
      if (cell) into = intoOf(event, into);
      if (cell && event.name === 'f') content.formula ??= '';
    } else {
      if (event.name === 'c' && cell) {
        if (content.value !== null || content.formula !== null) cell.content = content;
        yield cell;
        cell = null;
      }
      if (event.name === 'v' || event.name === 't' || event.name === 'f' || event.name === 'rPh') into = null;
      if (event.name === 'sheetData') return;
    }
  }
}

const intoOf = (event: XmlEvent & { kind: 'open' }, before: 'value' | 'formula' | null): 'value' | 'formula' | null => {
  if (event.empty) return before;
  if (event.name === 'v' || event.name === 't') return 'value';
  return event.name === 'f' ? 'formula' : before;
};
