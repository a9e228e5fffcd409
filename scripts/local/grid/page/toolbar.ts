import type { Commands } from './commands.ts';
import { element, icon, icons } from './dom.ts';
import { type MenuItem, openMenu } from './menu.ts';

export interface ToolbarActions {
  find(): void;
  findings(): void;
  nextFinding(): void;
  previousFinding(): void;
  copyLink(): void;
  rollupUrl: string | null;
  /** Items that the bound script adds to a menu of this title; asked whenever the menu opens. */
  scriptItems(title: string): MenuItem[];
  afterUse(): void;
}

/** The menu bar and the row of buttons below it. */
export const createToolbar = (
  commands: Commands,
  actions: ToolbarActions,
): { menus: HTMLElement; buttons: HTMLElement } => {
  const item = (name: keyof Commands): MenuItem => {
    const command = commands[name];
    return { label: command.label, ...(command.keys ? { keys: command.keys } : {}), run: command.run };
  };
  const contents: [string, () => MenuItem[]][] = [
    [
      'Edit',
      () => [
        item('undo'),
        item('redo'),
        'line',
        item('fillDown'),
        item('clear'),
        item('deleteRows'),
        item('deleteColumns'),
        'line',
        { label: 'Find', keys: 'Ctrl+F', run: actions.find },
        { label: 'Copy link to the selection', run: actions.copyLink },
      ],
    ],
    ['Insert', () => [item('insertAbove'), item('insertBelow'), 'line', item('insertLeft'), item('insertRight')]],
    ['Data', () => [item('sortUp'), item('sortDown')]],
    [
      'TechHire',
      () => [
        { label: 'Show or hide findings', run: actions.findings },
        { label: 'Next finding', keys: 'F8', run: actions.nextFinding },
        { label: 'Previous finding', keys: 'Shift+F8', run: actions.previousFinding },
        ...(actions.rollupUrl
          ? [
              'line' as const,
              {
                label: "Open the funder's page",
                run: () => void window.open(actions.rollupUrl ?? '', '_blank', 'noopener'),
              },
            ]
          : []),
        ...actions.scriptItems('TechHire'),
      ],
    ],
  ];
  const menus = element('div', { class: 'menus', role: 'menubar', 'aria-label': 'Menus' });
  const openers: HTMLElement[] = [];
  const open = (index: number): void => {
    const opener = openers[index];
    const content = contents[index];
    if (!opener || !content) return;
    opener.focus();
    const box = opener.getBoundingClientRect();
    openMenu(content[1](), {
      x: box.left,
      y: box.bottom + 2,
      label: content[0],
      opener,
      onSide: (step) => open((index + step + contents.length) % contents.length),
    });
  };
  contents.forEach(([label], index) => {
    const opener = element(
      'button',
      {
        type: 'button',
        class: 'menu-opener',
        role: 'menuitem',
        'aria-haspopup': 'menu',
        'aria-expanded': 'false',
        tabindex: index === 0 ? 0 : -1,
      },
      label,
    );
    opener.addEventListener('click', () =>
      opener.getAttribute('aria-expanded') === 'true' ? actions.afterUse() : open(index),
    );
    opener.addEventListener('pointerenter', () => {
      if (openers.some((other) => other !== opener && other.getAttribute('aria-expanded') === 'true')) open(index);
    });
    opener.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (step !== 0) openers[(index + step + openers.length) % openers.length]?.focus();
      else if (event.key === 'ArrowDown') open(index);
      else if (event.key === 'Escape') actions.afterUse();
      else return;
      event.preventDefault();
    });
    openers.push(opener);
    menus.append(opener);
  });

  const buttons = element('div', { class: 'buttons', role: 'toolbar', 'aria-label': 'Tools' });
  const add = (label: string, path: string, run: () => void, keys?: string): void => {
    const made = element(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': label,
        title: keys ? `${label} (${keys})` : label,
        tabindex: buttons.querySelector('button') ? -1 : 0,
      },
      icon(path, 20),
    );
    made.addEventListener('click', () => {
      run();
      actions.afterUse();
    });
    buttons.append(made);
  };
  const line = (): void => buttons.append(element('span', { class: 'tool-line' }));
  add('Undo', icons.undo, () => commands.undo.run(), 'Ctrl+Z');
  add('Redo', icons.redo, () => commands.redo.run(), 'Ctrl+Y');
  line();
  add('Insert row above', icons.rowAbove, () => commands.insertAbove.run());
  add('Insert row below', icons.rowBelow, () => commands.insertBelow.run());
  add('Delete row', icons.rowDelete, () => commands.deleteRows.run());
  line();
  add('Sort A to Z', icons.sortAZ, () => commands.sortUp.run());
  add('Sort Z to A', icons.sortZA, () => commands.sortDown.run());
  line();
  const find = element(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'Find', title: 'Find (Ctrl+F)', tabindex: -1 },
    icon(icons.find, 20),
  );
  find.addEventListener('click', actions.find);
  buttons.append(find);
  // One stop for the Tab key; arrows go from button to button.
  buttons.addEventListener('keydown', (event) => {
    const all = [...buttons.querySelectorAll<HTMLElement>('button')];
    const index = all.indexOf(document.activeElement as HTMLElement);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || index < 0) return;
    event.preventDefault();
    all[index]!.tabIndex = -1;
    const next = all[(index + step + all.length) % all.length]!;
    next.tabIndex = 0;
    next.focus();
  });
  return { menus, buttons };
};
