import { cellName, cellPosition } from '../../functions/plan/a1.ts';
import { attribute, escapeXml, xmlEvents } from './xml.ts';

/** A change to one cell of a sheet's XML; what is absent stays as it is. */
export interface CellEdit {
  /** From 1. */
  row: number;
  /** From 0. */
  column: number;
  /** null empties the cell. */
  value?: string | number | null;
  /** Without its equals sign; `value` is then what it comes to. */
  formula?: string;
  /** The number of a style, from the one that the cell has now. */
  style?: (now: number) => number;
}

/**
 * Writes cells into a sheet and leaves every other character of it as it was.
 *
 * @param edits  at most one for a cell
 */
export const editCells = (xml: string, edits: readonly CellEdit[]): string => {
  const { rows, dataStart, dataEnd, dataEmpty, prefix } = rowSpans(xml);
  const changes: Change[] = [];
  const inserted: string[] = [];
  const byRow = [...Map.groupBy(edits, (edit) => edit.row)].sort(([one], [other]) => one - other);
  for (const [number, inRow] of byRow) {
    const sorted = inRow.toSorted((one, other) => one.column - other.column);
    const row = rows.find((each) => each.number === number);
    if (row) changes.push(...rowChanges(xml, row, sorted, prefix));
    else {
      const cells = sorted.map((edit) => cellXml(edit, null, prefix)).join('');
      if (cells === '') continue;
      const text = `<${prefix}row r="${number}">${cells}</${prefix}row>`;
      const next = rows.find((each) => each.number > number);
      if (next) changes.push({ start: next.start, end: next.start, text });
      else inserted.push(text);
    }
  }
  if (inserted.length > 0)
    changes.push(
      dataEmpty
        ? { start: dataStart, end: dataEnd, text: `<${prefix}sheetData>${inserted.join('')}</${prefix}sheetData>` }
        : { start: dataEnd, end: dataEnd, text: inserted.join('') },
    );
  return applyChanges(xml, changes);
};

/** The text between two places of a document is replaced; where both are the same it is inserted. */
export interface Change {
  start: number;
  end: number;
  text: string;
}

export const applyChanges = (xml: string, changes: readonly Change[]): string => {
  let [result, from] = ['', 0];
  for (const { start, end, text } of changes.toSorted((one, other) => one.start - other.start)) {
    result += xml.slice(from, start) + text;
    from = end;
  }
  return result + xml.slice(from);
};

interface CellSpan {
  column: number;
  style: number;
  attributes: string;
  start: number;
  /** Where what is in it begins and ends; the same for an empty cell. */
  innerStart: number;
  innerEnd: number;
  end: number;
}

interface RowSpan {
  number: number;
  start: number;
  end: number;
  /** Where its first cell may stand. */
  innerStart: number;
  innerEnd: number;
  empty: boolean;
  attributes: string;
  cells: CellSpan[];
}

const rowSpans = (
  xml: string,
): { rows: RowSpan[]; dataStart: number; dataEnd: number; dataEmpty: boolean; prefix: string } => {
  const rows: RowSpan[] = [];
  const opening = /<((?:\w+:)?)sheetData[\s/>]/.exec(xml);
  if (!opening) throw new Error('A worksheet without sheetData cannot be written to.');
  let [dataStart, dataEnd, dataEmpty] = [opening.index, opening.index, false];
  for (const event of xmlEvents(xml, opening.index)) {
    const row = rows.at(-1);
    const cell = row?.cells.at(-1);
    if (event.kind === 'open' && event.name === 'sheetData' && event.empty) {
      [dataStart, dataEnd, dataEmpty] = [event.start, event.end, true];
      break;
    }
    if (event.kind === 'open' && event.name === 'row')
      rows.push({
        number: Number(attribute(event.attributes, 'r') ?? (row?.number ?? 0) + 1),
        start: event.start,
        end: event.end,
        innerStart: event.end,
        innerEnd: event.end,
        empty: event.empty,
        attributes: event.attributes,
        cells: [],
      });
    if (event.kind === 'open' && event.name === 'c' && row) {
      const name = attribute(event.attributes, 'r');
      row.cells.push({
        column: name ? cellPosition(name).column : (cell?.column ?? -1) + 1,
        style: Number(attribute(event.attributes, 's') ?? 0),
        attributes: event.attributes,
        start: event.start,
        innerStart: event.end,
        innerEnd: event.end,
        end: event.end,
      });
    }
    if (event.kind !== 'close') continue;
    if (event.name === 'c' && cell) [cell.innerEnd, cell.end] = [event.start, event.end];
    if (event.name === 'row' && row) [row.innerEnd, row.end] = [event.start, event.end];
    if (event.name === 'sheetData') {
      dataEnd = event.start;
      break;
    }
  }
  return { rows, dataStart, dataEnd, dataEmpty, prefix: opening[1]! };
};

const rowChanges = (xml: string, row: RowSpan, edits: readonly CellEdit[], prefix: string): Change[] => {
  const changes: Change[] = [];
  const added: string[] = [];
  for (const edit of edits) {
    const cell = row.cells.find((each) => each.column === edit.column) ?? null;
    if (cell) {
      changes.push({ start: cell.start, end: cell.end, text: cellXml(edit, { ...cell, xml }, prefix) });
      continue;
    }
    const text = cellXml(edit, null, prefix);
    const next = row.cells.find((each) => each.column > edit.column);
    if (next) changes.push({ start: next.start, end: next.start, text });
    else added.push(text);
  }
  const opening = `<${prefix}row${fittingHeight(row.attributes)}>`;
  if (row.empty)
    return added.length === 0
      ? []
      : [{ start: row.start, end: row.end, text: `${opening}${added.join('')}</${prefix}row>` }];
  return [
    { start: row.start, end: row.innerStart, text: opening },
    ...changes,
    ...(added.length === 0 ? [] : [{ start: row.innerEnd, end: row.innerEnd, text: added.join('') }]),
  ];
};

/** A height that nobody chose was worked out for what the row held before: without it the program works it out again. */
const fittingHeight = (attributes: string): string =>
  attribute(attributes, 'customHeight') === '1' || attribute(attributes, 'customHeight') === 'true'
    ? attributes
    : attributes.replace(/\sht\s*=\s*("[^"]*"|'[^']*')/, '');

const cellXml = (edit: CellEdit, now: (CellSpan & { xml: string }) | null, prefix: string): string => {
  const style = edit.style ? edit.style(now?.style ?? 0) : (now?.style ?? 0);
  const opening = `${prefix}c r="${cellName(edit.column, edit.row)}"${style === 0 ? '' : ` s="${style}"`}`;
  const kept = edit.value === undefined && edit.formula === undefined;
  if (kept && now) {
    const others = now.attributes.replace(/\s+(r|s)\s*=\s*("[^"]*"|'[^']*')/g, '');
    return `<${opening}${others}>${now.xml.slice(now.innerStart, now.innerEnd)}</${prefix}c>`;
  }
  if (edit.formula !== undefined)
    return `<${opening} t="str"><${prefix}f>${escapeXml(edit.formula)}</${prefix}f><${prefix}v>${escapeXml(String(edit.value ?? ''))}</${prefix}v></${prefix}c>`;
  if (typeof edit.value === 'number') return `<${opening}><${prefix}v>${edit.value}</${prefix}v></${prefix}c>`;
  if (typeof edit.value === 'string')
    return `<${opening} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeXml(edit.value)}</${prefix}t></${prefix}is></${prefix}c>`;
  return now || style !== 0 ? `<${opening}/>` : '';
};
