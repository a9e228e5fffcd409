import { areaAddress } from './a1.ts';
import { coversTab } from './book.ts';
import { askConsent, askText } from './dialog.ts';
import { element, icon, icons } from './dom.ts';
import { openMenu } from './menu.ts';
import type { Workbench } from './workbench.ts';

export interface TabStrip {
  element: HTMLElement;
  /** The tab before or after the one shown. */
  step(by: 1 | -1): void;
}

/** The tabs at the bottom; hidden ones are not there. */
export const createTabStrip = (workbench: Workbench): TabStrip => {
  const add = element(
    'button',
    { type: 'button', class: 'tab-button', 'aria-label': 'Add a tab', title: 'Add a tab' },
    icon(icons.add),
  );
  const all = element(
    'button',
    {
      type: 'button',
      class: 'tab-button',
      'aria-label': 'All tabs',
      title: 'All tabs',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
    },
    icon(icons.list),
  );
  const tabs = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Tabs of the spreadsheet' });
  const arrow = (label: string, by: 1 | -1): HTMLButtonElement => {
    // Tabs are reached by keyboard without these; they are for the mouse.
    const made = element(
      'button',
      {
        type: 'button',
        class: `tab-button tab-arrow ${by < 0 ? 'back' : ''}`,
        'aria-label': label,
        tabindex: -1,
        hidden: true,
      },
      icon(icons.down),
    );
    made.addEventListener('click', () => tabs.scrollBy({ left: by * tabs.clientWidth * 0.7, behavior: 'smooth' }));
    return made;
  };
  const arrows = [arrow('Show earlier tabs', -1), arrow('Show later tabs', 1)] as const;
  const strip = element('div', { class: 'tab-strip' }, add, all, tabs, ...arrows);
  const showArrows = (): void => {
    const tooWide = tabs.scrollWidth > tabs.clientWidth + 1;
    for (const button of arrows) button.hidden = !tooWide;
    arrows[0].disabled = tabs.scrollLeft <= 0;
    arrows[1].disabled = tabs.scrollLeft + tabs.clientWidth >= tabs.scrollWidth - 1;
  };
  tabs.addEventListener('scroll', showArrows);
  new ResizeObserver(showArrows).observe(strip);

  const shownTabs = () => workbench.book.sheets.filter((sheet) => !sheet.hidden);

  const draw = (): void => {
    const focused = tabs.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset.sheet
      : null;
    const counts = new Map<string, { error: number; warning: number }>();
    for (const finding of workbench.passState?.findings ?? []) {
      if (finding.severity === 'info') continue;
      const count = counts.get(finding.tab) ?? { error: 0, warning: 0 };
      count[finding.severity]++;
      counts.set(finding.tab, count);
    }
    tabs.replaceChildren(
      ...shownTabs().map((sheet) => {
        const active = sheet.sheetId === workbench.sheet().sheetId;
        const tab = element(
          'button',
          {
            type: 'button',
            class: 'tab',
            role: 'tab',
            id: `tab-${sheet.sheetId}`,
            'aria-selected': String(active),
            'aria-controls': 'sheet',
            tabindex: active ? 0 : -1,
          },
          element('span', { class: 'tab-title' }, sheet.title),
        );
        tab.dataset.sheet = String(sheet.sheetId);
        if (sheet.protectedRanges.some((protection) => coversTab(protection, sheet))) tab.append(icon(icons.lock, 12));
        const count = counts.get(sheet.title);
        if (count?.error || count?.warning) {
          const severity = count.error > 0 ? 'error' : 'warning';
          const number = count.error || count.warning;
          tab.append(
            element(
              'span',
              { class: `tab-count ${severity}`, 'aria-label': `${number} ${severity}${number === 1 ? '' : 's'}` },
              String(number),
            ),
          );
        }
        const underline = element('span', { class: 'tab-color' });
        if (sheet.tabColor) underline.style.backgroundColor = sheet.tabColor;
        tab.append(underline);
        return tab;
      }),
    );
    tabs.querySelector<HTMLElement>('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    showArrows();
    if (focused) tabs.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  };

  const step = (by: 1 | -1): void => {
    const order = shownTabs();
    const index = order.findIndex((sheet) => sheet.sheetId === workbench.sheet().sheetId);
    const next = order[index + by];
    if (next) workbench.showTab(next.sheetId);
  };

  const rename = async (sheetId: number): Promise<void> => {
    const before = workbench.book.sheets.find((sheet) => sheet.sheetId === sheetId)?.title ?? '';
    const title = await askText('Name of the tab', before, 'Rename');
    if (title !== null && title.trim() !== '' && title !== before)
      workbench.act({ kind: 'renameTab', sheetId, title: title.trim() }, 'Rename the tab');
  };

  const remove = async (sheetId: number): Promise<void> => {
    const title = workbench.book.sheets.find((sheet) => sheet.sheetId === sheetId)?.title ?? '';
    if (await askConsent(`Delete the tab "${title}" with everything on it?`, 'Delete'))
      workbench.act({ kind: 'deleteTab', sheetId }, `Delete the tab "${title}"`);
  };

  const tabMenu = (sheetId: number, x: number, y: number): void => {
    openMenu(
      [
        { label: 'Rename', run: () => void rename(sheetId) },
        { label: 'Delete', run: () => void remove(sheetId), disabled: shownTabs().length < 2 },
      ],
      { x, y, label: 'Tab' },
    );
  };

  const idOf = (target: EventTarget | null): number | null => {
    const tab = (target as Element).closest<HTMLElement>('[data-sheet]');
    return tab ? Number(tab.dataset.sheet) : null;
  };

  tabs.addEventListener('click', (event) => {
    const id = idOf(event.target);
    if (id !== null) workbench.showTab(id);
  });
  tabs.addEventListener('dblclick', (event) => {
    const id = idOf(event.target);
    if (id !== null) void rename(id);
  });
  tabs.addEventListener('contextmenu', (event) => {
    const id = idOf(event.target);
    if (id === null) return;
    event.preventDefault();
    workbench.showTab(id);
    tabMenu(id, event.clientX, event.clientY);
  });
  tabs.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.preventDefault();
      step(event.key === 'ArrowRight' ? 1 : -1);
    } else if (event.key === 'F10' && event.shiftKey) {
      event.preventDefault();
      const id = idOf(event.target);
      const box = (event.target as Element).getBoundingClientRect();
      if (id !== null) tabMenu(id, box.left, box.top);
    }
  });
  add.addEventListener('click', () => {
    const taken = new Set(workbench.book.sheets.map((sheet) => sheet.title.toLowerCase()));
    let number = workbench.book.sheets.length + 1;
    while (taken.has(`sheet${number}`)) number++;
    const before = new Set(workbench.book.sheets.map((sheet) => sheet.sheetId));
    follow = before;
    workbench.act({ kind: 'addTab', title: `Sheet${number}` }, 'Add a tab');
  });
  /** The tabs that were there before one was added here: the new one is shown when it comes. */
  let follow: Set<number> | null = null;
  all.addEventListener('click', () => {
    const box = all.getBoundingClientRect();
    openMenu(
      shownTabs().map((sheet) => ({ label: sheet.title, run: () => workbench.showTab(sheet.sheetId) })),
      { x: box.left, y: box.top - 4, label: 'All tabs', opener: all },
    );
  });
  workbench.on('tabs', () => {
    draw();
    const added = follow && workbench.book.sheets.find((sheet) => !follow?.has(sheet.sheetId));
    if (added) {
      follow = null;
      queueMicrotask(() => workbench.showTab(added.sheetId));
    }
    const { sheetId } = workbench.sheet();
    if (sheetId >= 0) history.replaceState(null, '', `${location.pathname}${location.search}#gid=${sheetId}`);
  });
  workbench.on('pass', draw);
  return { element: strip, step };
};

/** Where the selection is, as a link that can be passed on. */
export const linkHere = (workbench: Workbench): string =>
  `${location.origin}${location.pathname}${location.search}#gid=${workbench.sheet().sheetId}&range=${areaAddress(workbench.area())}`;
