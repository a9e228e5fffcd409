import type { GridStyle, GridValidation } from '../../grid-protocol.ts';
import { cellAddress } from './a1.ts';
import { protectionAt, rowIndex } from './book.ts';
import { element } from './dom.ts';
import type { GridView } from './grid-view.ts';
import type { Measure } from './layout.ts';
import type { Workbench } from './workbench.ts';

/** After typing is done: where the selection goes. */
export type Leave = 'stay' | 'down' | 'up' | 'right' | 'left';

export interface CellEditor {
  readonly isOpen: boolean;
  /**
   * Opens the active cell.
   * @param mode  `enter` after typing a character: arrows leave the cell; `edit` after F2 or a double click: arrows move the caret
   * @param text  what the editor starts with; the cell's content where it is left out
   */
  open(mode: 'enter' | 'edit', options?: { text?: string; list?: boolean; inBar?: boolean }): void;
  /** Enters what stands in the editor. */
  commit(leave?: Leave): void;
  cancel(): void;
  /** The element that shows the active cell's content above the grid. */
  readonly bar: HTMLTextAreaElement;
  /** Brings the bar up to date with the active cell. */
  showActive(): void;
}

interface Editing {
  sheetId: number;
  rowKey: number;
  column: number;
  mode: 'enter' | 'edit';
  before: string;
  input: HTMLTextAreaElement | HTMLInputElement;
  validation: GridValidation | null;
}

const listLimit = 300;

export const createCellEditor = (
  workbench: Workbench,
  view: GridView,
  measure: Measure,
  layer: HTMLElement,
  leave: (how: Leave) => void,
): CellEditor => {
  const box = element('div', { class: 'editor', hidden: true });
  const text = element('textarea', {
    class: 'editor-text',
    dir: 'auto',
    rows: 1,
    spellcheck: 'false',
    autocomplete: 'off',
  });
  const choice = element('input', {
    class: 'editor-text',
    type: 'text',
    role: 'combobox',
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-controls': 'choices',
    'aria-expanded': 'false',
  });
  const list = element('div', { class: 'choice-list', id: 'choices', role: 'listbox', hidden: true });
  const why = element('div', { class: 'editor-why', id: 'editor-why', hidden: true });
  box.append(text, choice);
  layer.append(box, list, why);
  const bar = element('textarea', {
    class: 'bar-text',
    rows: 1,
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-label': 'Content of the selected cell',
  });

  let editing: Editing | null = null;
  let options: string[] = [];
  let lit = -1;

  const position = (): { row: number; column: number } | null => {
    if (!editing) return null;
    const sheet = workbench.book.sheets.find((candidate) => candidate.sheetId === editing?.sheetId);
    const row = sheet ? rowIndex(sheet, editing.rowKey) : null;
    return row === null ? null : { row, column: editing.column };
  };

  const open: CellEditor['open'] = (mode, { text: start, list: showList = false, inBar = false } = {}) => {
    if (editing) {
      if (mode === 'edit') editing.mode = 'edit';
      return;
    }
    const { row, column } = workbench.selection().active;
    const sheet = workbench.sheet();
    const key = sheet.rows[row]?.key;
    if (key === undefined) return;
    const cell = workbench.cell(row, column);
    const validation = cell?.validation === undefined ? null : (sheet.validations[cell.validation] ?? null);
    const before = cell?.entered ?? cell?.text ?? '';
    const input = validation?.options ? choice : text;
    text.hidden = input !== text;
    choice.hidden = input !== choice;
    editing = { sheetId: sheet.sheetId, rowKey: key, column, mode, before, input, validation };
    box.hidden = false;
    const style = cell?.style === undefined ? undefined : sheet.styles[cell.style];
    dress(style);
    input.value = start ?? before;
    bar.value = input.value;
    // The cell's heading says what is asked for; the address says where.
    input.setAttribute('aria-label', [cellAddress(row, column), headingOf(column)].filter(Boolean).join(' '));
    const protection = protectionAt(sheet, row, column);
    why.textContent = protection ?? validation?.help ?? '';
    why.classList.toggle('protected', protection !== null);
    if (why.textContent) input.setAttribute('aria-describedby', why.id);
    else input.removeAttribute('aria-describedby');
    view.reveal(row, column);
    if (!inBar) input.focus({ preventScroll: true });
    const end = input.value.length;
    if (!inBar) input.setSelectionRange(end, end);
    if (validation?.options && (showList || mode === 'enter')) offer(showList ? '' : input.value);
    else closeList();
    place();
  };

  const headingOf = (column: number): string => {
    const { frozenRowCount } = workbench.sheet();
    return frozenRowCount > 0 ? (workbench.cell(frozenRowCount - 1, column)?.text ?? '') : '';
  };

  let dressed: GridStyle | undefined;
  const dress = (style: GridStyle | undefined): void => {
    dressed = style;
    for (const input of [text, choice]) {
      input.style.fontWeight = style?.bold ? 'bold' : '';
      input.style.fontStyle = style?.italic ? 'italic' : '';
      input.style.fontSize = style?.fontSize ? `${(style.fontSize * 4) / 3}px` : '';
    }
  };

  /** Over the cell, growing to the right and down with its text, never out of the window. */
  const place = (): void => {
    if (!editing) return;
    const at = position();
    const cell = at && editing.sheetId === workbench.sheet().sheetId ? view.cellElement(at.row, at.column) : null;
    if (!cell) {
      box.classList.add('away');
      return;
    }
    box.classList.remove('away');
    const cellBox = cell.getBoundingClientRect();
    const layerBox = layer.getBoundingClientRect();
    const left = cellBox.left - layerBox.left;
    const top = cellBox.top - layerBox.top;
    const lines = editing.input.value.split('\n');
    const wanted = Math.max(...lines.map((line) => measure(line, dressed))) + 24;
    const width = Math.max(
      cellBox.width + 1,
      Math.min(wanted, Math.max(cellBox.width, Math.min(480, layerBox.width - left - 20))),
    );
    box.style.left = `${left - 1}px`;
    box.style.top = `${top - 1}px`;
    box.style.width = `${width}px`;
    box.style.minHeight = `${cellBox.height + 1}px`;
    if (editing.input === text) {
      text.style.height = '0';
      text.style.height = `${Math.max(text.scrollHeight, cellBox.height - 3)}px`;
    }
    const below = box.getBoundingClientRect().bottom - layerBox.top;
    if (!list.hidden) {
      list.style.minWidth = `${Math.max(cellBox.width, 160)}px`;
      const height = Math.min(list.scrollHeight, 264);
      const up = below + height > layerBox.height && top > height;
      list.style.top = up ? `${top - height - 4}px` : `${below + 2}px`;
      list.style.maxHeight = `${Math.max(80, Math.min(264, up ? top - 8 : layerBox.height - below - 8))}px`;
      list.style.left = `${Math.min(left, Math.max(0, layerBox.width - list.offsetWidth - 8))}px`;
    }
    why.hidden = !why.textContent || !list.hidden;
    if (!why.hidden) {
      why.style.left = `${Math.min(left, Math.max(0, layerBox.width - 330))}px`;
      const up = below + why.offsetHeight + 8 > layerBox.height;
      why.style.top = up ? `${top - why.offsetHeight - 6}px` : `${below + 4}px`;
    }
  };

  const offer = (typed: string): void => {
    if (!editing?.validation?.options) return;
    const wanted = typed.trim().toLowerCase();
    const all = editing.validation.options;
    options = all.filter((option) => option.toLowerCase().includes(wanted)).slice(0, listLimit);
    if (wanted === '') lit = options.indexOf(editing.input.value);
    else {
      lit = options.findIndex((option) => option.toLowerCase() === wanted);
      const begins = options.findIndex((option) => option.toLowerCase().startsWith(wanted));
      // A strict list takes nothing else, so the nearest choice is meant; an open one leaves what was typed.
      if (lit < 0 && editing.validation.strict) lit = begins >= 0 ? begins : options.length > 0 ? 0 : -1;
    }
    list.replaceChildren(
      ...options.map((option, index) => {
        const item = element(
          'div',
          { class: 'choice', role: 'option', id: `choice-${index}`, 'aria-selected': String(index === lit) },
          option,
        );
        item.dataset.index = String(index);
        return item;
      }),
    );
    list.setAttribute('aria-label', `Choices for ${headingOf(editing.column) || 'this cell'}`);
    list.hidden = options.length === 0;
    choice.setAttribute('aria-expanded', String(!list.hidden));
    light(lit);
  };

  const light = (index: number): void => {
    lit = index;
    for (const item of list.children)
      item.setAttribute('aria-selected', String(Number((item as HTMLElement).dataset.index) === index));
    const item = list.children[index];
    if (item) {
      choice.setAttribute('aria-activedescendant', item.id);
      item.scrollIntoView({ block: 'nearest' });
    } else choice.removeAttribute('aria-activedescendant');
  };

  const closeList = (): void => {
    list.hidden = true;
    options = [];
    lit = -1;
    choice.setAttribute('aria-expanded', 'false');
    choice.removeAttribute('aria-activedescendant');
  };

  const close = (): void => {
    editing = null;
    box.hidden = true;
    why.hidden = true;
    closeList();
  };

  const commit = (how: Leave = 'stay'): void => {
    if (!editing) return;
    const { sheetId, rowKey, column, before, input } = editing;
    const value = !list.hidden && lit >= 0 && options[lit] !== undefined ? options[lit]! : input.value;
    close();
    if (value !== before) workbench.enterRows({ sheetId, rowKeys: [rowKey], column }, [[value]]);
    view.focus();
    leave(how);
    showActive();
  };

  const cancel = (): void => {
    close();
    view.focus();
    showActive();
  };

  const showActive = (): void => {
    if (editing) return;
    const { row, column } = workbench.selection().active;
    const cell = workbench.cell(row, column);
    bar.value = cell?.entered ?? cell?.text ?? '';
    bar.readOnly = workbench.sheet().rows.length === 0;
  };

  const typed = (from: HTMLTextAreaElement | HTMLInputElement): void => {
    if (!editing) return;
    const other = from === bar ? editing.input : bar;
    other.value = from.value;
    if (editing.validation?.options) offer(from.value);
    place();
  };

  const key = (event: KeyboardEvent): void => {
    if (!editing || event.isComposing) return;
    const inBar = event.target === bar;
    const handled = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === 'Escape') {
      handled();
      cancel();
    } else if (event.key === 'Enter' && (event.altKey || event.ctrlKey || event.metaKey)) {
      handled();
      if (editing.input === choice) return;
      const input = event.target as HTMLTextAreaElement;
      input.setRangeText('\n', input.selectionStart, input.selectionEnd, 'end');
      typed(input);
    } else if (event.key === 'Enter') {
      handled();
      commit(event.shiftKey ? 'up' : 'down');
    } else if (event.key === 'Tab') {
      handled();
      commit(event.shiftKey ? 'left' : 'right');
    } else if (event.key === 'F2') {
      handled();
      editing.mode = editing.mode === 'edit' ? 'enter' : 'edit';
    } else if (
      (event.key === 'ArrowDown' || event.key === 'ArrowUp') &&
      editing.validation?.options &&
      (!list.hidden || event.altKey)
    ) {
      handled();
      if (list.hidden) offer('');
      else light((lit + (event.key === 'ArrowDown' ? 1 : options.length - (lit < 0 ? 0 : 1))) % options.length);
      place();
    } else if (
      !inBar &&
      editing.mode === 'enter' &&
      event.key.startsWith('Arrow') &&
      !event.shiftKey &&
      !event.ctrlKey &&
      !event.altKey
    ) {
      handled();
      commit(event.key.slice(5).toLowerCase() as Leave);
    } else {
      // Everything else is the text field's own: no shortcut of the grid may take it.
      if (!(event.ctrlKey && (event.key === 'PageUp' || event.key === 'PageDown'))) event.stopPropagation();
    }
  };

  for (const input of [text, choice, bar]) {
    input.addEventListener('input', () => typed(input));
    input.addEventListener('keydown', key as EventListener);
    input.addEventListener('focusout', (event) => {
      const to = (event as FocusEvent).relatedTarget;
      // Another window taking the focus ends nothing; another part of this page does.
      if (!editing || !document.hasFocus() || to === editing.input || to === bar) return;
      setTimeout(() => {
        const now = document.activeElement;
        if (editing && document.hasFocus() && now !== editing.input && now !== bar) {
          const took = now instanceof HTMLElement && now !== document.body ? now : null;
          commit();
          took?.focus();
        }
      });
    });
  }
  bar.addEventListener('focus', () => open('edit', { inBar: true }));
  list.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    const item = (event.target as HTMLElement).closest<HTMLElement>('.choice');
    if (!item) return;
    lit = Number(item.dataset.index);
    commit();
  });
  view.onScroll(place);
  new ResizeObserver(place).observe(layer);
  workbench.on('selection', showActive);
  workbench.on('rows', () => {
    showActive();
    place();
  });
  workbench.on('sheet', () => {
    showActive();
    place();
  });

  return {
    get isOpen() {
      return editing !== null;
    },
    open,
    commit,
    cancel,
    bar,
    showActive,
  };
};
