import { element, icon, icons } from './dom.ts';
import type { GridView } from './grid-view.ts';
import type { Workbench } from './workbench.ts';

/** Ctrl+F: finds in the tab shown, also in rows that are out of sight, where the browser's own search does not look. */
export const createFindBar = (workbench: Workbench, view: GridView): { element: HTMLElement; open(): void } => {
  const input = element('input', {
    type: 'text',
    'aria-label': 'Find in this tab',
    placeholder: 'Find in this tab',
    spellcheck: 'false',
  });
  const count = element('span', { class: 'find-count', role: 'status' });
  const button = (label: string, path: string, run: () => void): HTMLButtonElement => {
    const made = element(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': label, title: label },
      icon(path),
    );
    made.addEventListener('click', run);
    return made;
  };
  let hits: { row: number; column: number }[] = [];
  let at = -1;

  const search = (): void => {
    const wanted = input.value.toLowerCase();
    hits = [];
    if (wanted !== '') {
      const { rows, columns } = workbench.sheet();
      const surface = workbench.surface();
      for (let row = 0; row < rows.length; row++) {
        if (!surface.rowShown(row)) continue;
        for (let column = 0; column < Math.min(columns.length, rows[row]!.cells.length); column++)
          if (surface.columnShown(column) && workbench.cell(row, column)?.text?.toLowerCase().includes(wanted))
            hits.push({ row, column });
      }
    }
  };

  const go = (by: 1 | -1): void => {
    search();
    if (hits.length === 0) {
      at = -1;
      count.textContent = input.value === '' ? '' : 'Not found';
      return;
    }
    at = (at + by + hits.length) % hits.length;
    const hit = hits[at]!;
    workbench.select({ active: hit, anchor: hit, head: hit });
    count.textContent = `${at + 1} of ${hits.length}`;
  };

  const close = (): void => {
    bar.hidden = true;
    view.focus();
  };

  const bar = element(
    'div',
    { class: 'find-bar', role: 'search', hidden: true },
    input,
    count,
    button('Previous', icons.previous, () => go(-1)),
    button('Next', icons.next, () => go(1)),
    button('Close the search', icons.close, close),
  );
  input.addEventListener('input', () => {
    at = -1;
    go(1);
  });
  bar.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === input) go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  });
  return {
    element: bar,
    open: () => {
      bar.hidden = false;
      input.focus();
      input.select();
    },
  };
};
