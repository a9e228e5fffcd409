import { cellName, quotedTab } from '../functions/plan/a1.ts';
import type { Assessment } from '../functions/sheet/assess.ts';
import { type CellWrite, feedback } from '../functions/sheet/feedback.ts';
import type { Snapshot } from '../functions/sheet/snapshot.ts';
import { readStyles } from './xlsx/book.ts';
import { editNotes } from './xlsx/note-edits.ts';
import { fitRowHeights } from './xlsx/row-heights.ts';
import { type CellEdit, editCells } from './xlsx/sheet-edits.ts';
import { editStyles } from './xlsx/style-edits.ts';
import type { OpenedWorkbook } from './xlsx-snapshot.ts';

/**
 * A copy of a workbook file with what the planner writes into a spreadsheet: notes and colours on cells with findings, the Status columns, numbers
 * worked out, and its own tabs. Everything else in the file, from styles and charts to tabs of people's own, is copied as it is.
 *
 * @returns the bytes of the copy; `opened` is used up
 */
export const annotate = ({ snapshot, parts, book }: OpenedWorkbook, assessment: Assessment, now: Date): Buffer => {
  const bySheet = Map.groupBy(feedback(snapshot, assessment, now).cells, (write) => write.sheetId);
  const styles = book.stylesPath ? editStyles(parts.read(book.stylesPath)) : null;
  for (const { sheetId, path } of book.sheets) {
    const writes = bySheet.get(sheetId);
    if (!writes) continue;
    const edits = writes.map((write): CellEdit => {
      const { row, column, background } = write;
      return {
        row,
        column,
        ...content(write, snapshot),
        ...(background === undefined || !styles ? {} : { style: (style) => styles.withBackground(style, background) }),
      };
    });
    const edited = editCells(parts.read(path), edits);
    const stylesNow = styles ? readStyles(styles.xml(), []) : book.styles;
    parts.write(
      path,
      fitRowHeights(edited, { strings: book.strings, styles: stylesNow }, new Set(edits.map(({ row }) => row))),
    );
    editNotes(
      parts,
      path,
      new Map(writes.flatMap(({ row, column, note }) => (note === undefined ? [] : [[cellName(column, row), note]]))),
    );
  }
  if (styles && book.stylesPath) parts.write(book.stylesPath, styles.xml());
  dropCalculationOrder(parts, book.path);
  return parts.bytes();
};

const content = ({ value, formula }: CellWrite, snapshot: Snapshot): Pick<CellEdit, 'value' | 'formula'> => {
  if (formula === undefined) return value === undefined ? {} : { value };
  // Google Sheets links to a tab by its number, a file by its name.
  const link = /^=HYPERLINK\("#gid=(\d+)&range=([A-Z]+\d+)"[,;]"(.*)"\)$/.exec(formula);
  const tab = snapshot.tabs.find(({ sheetId }) => sheetId === Number(link?.[1]));
  if (!link || !tab) return { formula: formula.slice(1) };
  const label = link[3]!;
  return {
    formula: `HYPERLINK("#${quotedTab(tab.title).replaceAll('"', '""')}!${link[2]}","${label}")`,
    value: label.replaceAll('""', '"'),
  };
};

/** Excel notes in which order it last worked out formulas, and takes a file for damaged where a formula in that list is gone. It makes a new list. */
const dropCalculationOrder = (parts: OpenedWorkbook['parts'], bookPath: string): void => {
  const chain = parts.relationships(bookPath).find(({ type }) => type === 'calcChain');
  if (!chain) return;
  const relations = parts.relationshipsPath(bookPath);
  parts.write(relations, parts.read(relations).replace(/<Relationship\b[^>]*\/calcChain"[^>]*\/>/, ''));
  const types = '[Content_Types].xml';
  parts.write(types, parts.read(types).replace(/<Override\b[^>]*calcChain\.xml"[^>]*\/>/, ''));
  parts.remove(chain.target);
};
