import type { GridArea } from '../../grid-protocol.ts';
import type { CellEditor } from './cell-editor.ts';
import { contentOf } from './commands.ts';
import { movedFormula } from './formula.ts';
import type { GridView } from './grid-view.ts';
import { formatTsv, parseTsv } from './tsv.ts';
import type { Source, Workbench } from './workbench.ts';

/** Our own kind of clipboard content, beside the plain text that every program reads: it keeps formulas and what is hidden in formats. */
const ownType = 'application/x-techhire-cells';

interface OwnContent {
  entered: string[][];
  /** Where it was copied from, to move relative references. */
  row: number;
  column: number;
}

export interface Clipboard {
  /** Pastes text as if it came from the clipboard (the menu's Paste). */
  pasteText(text: string): void;
  forgetCut(): void;
}

export const createClipboard = (
  workbench: Workbench,
  view: GridView,
  editor: CellEditor,
  say: (message: string) => void,
): Clipboard => {
  let cut: { source: Source; text: string } | null = null;

  const forgetCut = (): void => {
    cut = null;
    view.markCopied(null);
  };

  const copy = (event: ClipboardEvent, cutting: boolean): void => {
    if (!event.clipboardData || !inGrid()) return;
    event.preventDefault();
    const area = workbench.area();
    const { shown, entered } = contentOf(workbench, area);
    const text = formatTsv(shown);
    const own: OwnContent = { entered, row: area.startRow, column: area.startColumn };
    event.clipboardData.setData('text/plain', text);
    event.clipboardData.setData('text/html', tableOf(shown));
    event.clipboardData.setData(ownType, JSON.stringify(own));
    const copied: Source = {
      sheetId: workbench.sheet().sheetId,
      area: { ...area, endRow: area.startRow + shown.length, endColumn: area.startColumn + shown[0]!.length },
    };
    view.markCopied(copied);
    cut = cutting ? { source: copied, text } : null;
  };

  const paste = (event: ClipboardEvent): void => {
    if (!event.clipboardData || !inGrid()) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    const html = event.clipboardData.getData('text/html');
    const own = ownContent(event.clipboardData.getData(ownType));
    if (own) {
      const { startRow, startColumn } = workbench.area();
      const [down, right] = cut ? [0, 0] : [startRow - own.row, startColumn - own.column];
      put(
        own.entered.map((row) => row.map((value) => movedFormula(value, down, right))),
        text,
      );
    } else if (text !== '') put(parseTsv(text), text);
    else if (html !== '') put(cellsOfTable(html), null);
    else say('The clipboard holds no text to paste.');
  };

  const put = (block: string[][], text: string | null): void => {
    const width = Math.max(0, ...block.map((row) => row.length));
    if (block.length === 0 || width === 0) return;
    const selected = workbench.area();
    // A block on whole rows or columns lies there once, at their start; a single value fills them.
    const once = workbench.selection().whole !== undefined && (block.length > 1 || width > 1);
    const { startRow, startColumn } = selected;
    const area = once ? { startRow, startColumn, endRow: startRow + 1, endColumn: startColumn + 1 } : selected;
    const filled = spread(block, width, area);
    const sheet = workbench.sheet();
    const source = cut && cut.text === text ? [cut.source] : [];
    const at = { sheetId: sheet.sheetId, row: area.startRow, column: area.startColumn };
    const lastColumn = at.column + Math.max(...filled.map((row) => row.length));
    workbench.enter(at, filled, source);
    workbench.select({
      active: { row: at.row, column: at.column },
      anchor: { row: at.row, column: at.column },
      // What reaches beyond the tab makes it grow; until then only what is there can be selected.
      head: {
        row: Math.min(at.row + filled.length, sheet.rows.length) - 1,
        column: Math.min(lastColumn, sheet.columns.length) - 1,
      },
    });
    if (source.length > 0) forgetCut();
  };

  /** Cells have the keyboard; a text field, a menu or a dialog deals with its own clipboard. */
  const inGrid = (): boolean =>
    !editor.isOpen && (document.activeElement === document.body || view.scroller.contains(document.activeElement));

  document.addEventListener('copy', (event) => copy(event, false));
  document.addEventListener('cut', (event) => copy(event, true));
  document.addEventListener('paste', paste);
  return { pasteText: (text) => put(parseTsv(text), text), forgetCut };
};

/** One value fills the selection; a block repeats where the selection is a whole multiple of it, else it lies there once. */
const spread = (block: string[][], width: number, area: GridArea): (string | null)[][] => {
  const rows = area.endRow - area.startRow;
  const columns = area.endColumn - area.startColumn;
  const height = rows % block.length === 0 ? rows : block.length;
  const across = columns % width === 0 ? columns : width;
  const [down, right] = rows < block.length || columns < width ? [block.length, width] : [height, across];
  return Array.from({ length: down }, (_row, row) =>
    // A row shorter than the others empties nothing beyond its end.
    Array.from({ length: right }, (_cell, column) => block[row % block.length]![column % width] ?? null),
  );
};

const ownContent = (json: string): OwnContent | null => {
  if (json === '') return null;
  try {
    const content = JSON.parse(json) as OwnContent;
    return Array.isArray(content.entered) ? content : null;
  } catch {
    return null;
  }
};

const tableOf = (rows: string[][]): string =>
  `<table><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');

/** The first table of a piece of HTML, for programs that put no plain text on the clipboard. The document made from it is never shown and runs nothing. */
const cellsOfTable = (html: string): string[][] => {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  return [...(table?.rows ?? [])].map((row) =>
    [...row.cells].map((cell) => {
      for (const lineBreak of cell.querySelectorAll('br')) lineBreak.replaceWith('\n');
      return cell.textContent.trim();
    }),
  );
};
