import type { GridAlert, GridMenu, GridSeat } from '../../grid-protocol.ts';
import { areaAddress, cellAddress } from './a1.ts';
import { createCellEditor } from './cell-editor.ts';
import { createClipboard } from './clipboard.ts';
import { createCommands } from './commands.ts';
import { connect } from './connection.ts';
import { askText, showAlert } from './dialog.ts';
import { element, icon, icons } from './dom.ts';
import { createFindBar } from './find-bar.ts';
import { createFindingsPanel } from './findings-panel.ts';
import { createGridView, type Spot } from './grid-view.ts';
import { createKeyboard } from './keyboard.ts';
import { type MenuItem, openMenu } from './menu.ts';
import { createNoteCard, insideTarget, safeLink } from './note-card.ts';
import type { OutboxItem } from './outbox.ts';
import { quotedTitle } from './outbox.ts';
import { createPointer } from './pointer.ts';
import { selectCell } from './selection.ts';
import { createSidebar } from './sidebar.ts';
import { createTabStrip, linkHere } from './tab-strip.ts';
import { createMeasure } from './text-width.ts';
import { createToasts } from './toasts.ts';
import { createToolbar } from './toolbar.ts';
import { formatTsv } from './tsv.ts';
import { createWorkbench } from './workbench.ts';

interface Config {
  spreadsheetId: string;
  rollupUrl: string | null;
  title: string | null;
}

const config = JSON.parse(document.getElementById('config')?.textContent ?? '{}') as Config;
const storageKey = `techhire-outbox-${config.spreadsheetId}`;

/** Entries that were not saved when this window was reloaded. */
const kept = ((): OutboxItem[] => {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as OutboxItem[];
  } catch {
    return [];
  }
})();

/** This window among those of the spreadsheet. */
const client = crypto.randomUUID();
const measure = createMeasure();
const toasts = createToasts();
const workbench = createWorkbench(
  {
    client,
    edit: (edit) => connection.edit(edit),
    act: (action) => connection.act(action),
    reload: () => connection.reload(),
    keep: (items) => {
      try {
        if (items.length === 0) sessionStorage.removeItem(storageKey);
        else sessionStorage.setItem(storageKey, JSON.stringify(items));
      } catch {
        // A full or forbidden storage: the entries still wait in this window, which warns before it is closed.
      }
    },
  },
  kept,
);

const view = createGridView(workbench, measure);
const layer = element('div', { class: 'layer' });
const editor = createCellEditor(workbench, view, measure, layer, (how) => keyboard.leave(how));
const commands = createCommands(workbench, editor);
const tabs = createTabStrip(workbench);
const findBar = createFindBar(workbench, view);
const findings = createFindingsPanel(workbench, () => view.focus());
const say = (message: string): void => toasts.show({ kind: 'status', message });
const clipboard = createClipboard(workbench, view, editor, say);

const followLink = (link: string): void => {
  const inside = insideTarget(link);
  if (!inside) {
    if (safeLink(link) !== '#') window.open(link, '_blank', 'noopener,noreferrer');
    return;
  }
  workbench.showTab(inside.sheetId);
  if (inside.range && !workbench.goTo(inside.range, inside.sheetId))
    say('The place that this link leads to is not there any more.');
  view.focus();
};

const linkAt = (row: number, column: number): string | undefined => workbench.cell(row, column)?.link;

const note = createNoteCard(workbench, view, layer, followLink, () => editor.isOpen);

const editNote = async (): Promise<void> => {
  const { row, column } = workbench.selection().active;
  const sheet = workbench.sheet();
  const before = workbench.cell(row, column)?.note ?? '';
  const text = await askText(`Note on ${cellAddress(row, column)}`, before, 'Save', true);
  view.focus();
  if (text !== null && text !== before)
    workbench.act(
      { kind: 'setNote', sheetId: sheet.sheetId, row, column, note: text },
      `Note on ${cellAddress(row, column)}`,
    );
};

const pasteFromMenu = async (): Promise<void> => {
  try {
    clipboard.pasteText(await navigator.clipboard.readText());
  } catch {
    say('This browser lets a menu read the clipboard only with permission. Press Ctrl+V instead.');
  }
};

const openCellMenu = (spot: Spot, x: number, y: number): void => {
  const item = (name: keyof typeof commands): MenuItem => {
    const command = commands[name];
    return { label: command.label, ...(command.keys ? { keys: command.keys } : {}), run: command.run };
  };
  const { row, column } = workbench.selection().active;
  const link = linkAt(row, column);
  const copying: MenuItem[] = [
    { label: 'Cut', keys: 'Ctrl+X', run: () => void document.execCommand('cut') },
    { label: 'Copy', keys: 'Ctrl+C', run: () => void document.execCommand('copy') },
    { label: 'Paste', keys: 'Ctrl+V', run: () => void pasteFromMenu() },
  ];
  const rows: MenuItem[] = ['line', item('insertAbove'), item('insertBelow'), item('deleteRows')];
  const columns: MenuItem[] = ['line', item('insertLeft'), item('insertRight'), item('deleteColumns')];
  const sorting: MenuItem[] = ['line', item('sortUp'), item('sortDown')];
  const rest: MenuItem[] = [
    'line',
    { label: workbench.cell(row, column)?.note ? 'Edit note' : 'Insert note', run: () => void editNote() },
    ...(link ? [{ label: 'Follow the link', keys: 'Alt+Enter', run: () => followLink(link) }] : []),
    item('clear'),
  ];
  const items =
    spot.part === 'row'
      ? [...copying, ...rows, 'line' as const, item('clear')]
      : spot.part === 'column'
        ? [...copying, ...columns, ...sorting, 'line' as const, item('clear')]
        : [...copying, ...rows, ...columns, ...sorting, ...rest];
  openMenu(items, { x, y, label: 'Cells' });
};

const keyboard = createKeyboard(
  workbench,
  view,
  () => editor,
  () => commands,
  {
    find: findBar.open,
    stepTab: (by) => {
      if (editor.isOpen) editor.commit();
      tabs.step(by);
      view.focus();
    },
    stepFinding: findings.step,
    dismiss: () => {
      note.hide();
      clipboard.forgetCut();
    },
    menuAtActive: () => {
      const { row, column } = workbench.selection().active;
      const box = view.cellElement(row, column)?.getBoundingClientRect();
      if (box) openCellMenu({ part: 'cell', row, column }, box.left + 8, box.bottom - 4);
    },
    followLink: () => {
      const { row, column } = workbench.selection().active;
      const link = linkAt(row, column);
      if (link) followLink(link);
    },
    saidSaved: () => say(unsaved > 0 ? 'Saving…' : 'Everything is saved: each entry is, as soon as it is made.'),
  },
);
createPointer(workbench, view, editor, commands, {
  followLink: (row, column) => {
    const link = linkAt(row, column);
    if (link) followLink(link);
  },
  menu: openCellMenu,
});

const seat = (): GridSeat => {
  const { row, column } = workbench.selection().active;
  return { window: client, tab: workbench.sheet().title, row: row + 1, column: column + 1 };
};
const sidebar = createSidebar(
  `/local/spreadsheets/${encodeURIComponent(config.spreadsheetId)}/sidebar`,
  (functionName, args) => connection.run(functionName, { seat: seat(), args }),
  view.focus,
);

let scriptMenus: GridMenu[] = [];
const toolbar = createToolbar(commands, {
  find: findBar.open,
  findings: findings.toggle,
  nextFinding: () => findings.step(1),
  previousFinding: () => findings.step(-1),
  copyLink: () => {
    navigator.clipboard.writeText(linkHere(workbench)).then(
      () => say('The link is on the clipboard.'),
      () => say(linkHere(workbench)),
    );
  },
  rollupUrl: config.rollupUrl,
  scriptItems: (title) => {
    const items = scriptMenus.filter((menu) => menu.title === title).flatMap((menu) => menu.items);
    return items.length === 0
      ? []
      : [
          'line',
          ...items.map(({ label, functionName }) => ({
            label,
            run: () => void connection.choose(functionName, seat()),
          })),
        ];
  },
  afterUse: view.focus,
});

const title = element('h1', { class: 'title' }, config.title ?? '');
const nameBox = element('input', {
  class: 'name-box',
  type: 'text',
  'aria-label': 'Address of the selected cell',
  spellcheck: 'false',
  autocomplete: 'off',
});
const saving = element('span', { class: 'saving', role: 'status' });
const banner = element('div', { class: 'banner', role: 'alert', hidden: true });
const headerSide = element('div', { class: 'header-side' }, findings.status, findings.button);
if (config.rollupUrl)
  headerSide.append(
    element(
      'a',
      { class: 'pill filled', href: config.rollupUrl, target: '_blank', rel: 'noopener' },
      icon(icons.chart),
      element('span', {}, "Funder's page"),
    ),
  );

document.body.append(
  element(
    'header',
    { class: 'top' },
    element('img', { src: '/grid.svg', alt: '', width: 34, height: 34, class: 'logo' }),
    element('div', { class: 'top-words' }, element('div', { class: 'title-line' }, title, saving), toolbar.menus),
    headerSide,
  ),
  toolbar.buttons,
  element(
    'div',
    { class: 'entry' },
    nameBox,
    element('span', { class: 'entry-mark', 'aria-hidden': 'true' }, 'fx'),
    editor.bar,
  ),
  banner,
  element(
    'main',
    {},
    element('div', { class: 'sheet', id: 'sheet', role: 'tabpanel' }, view.scroller, findBar.element, layer),
    findings.element,
    sidebar.element,
  ),
  element('footer', {}, tabs.element),
  toasts.element,
);

nameBox.addEventListener('keydown', (event) => {
  event.stopPropagation();
  if (event.key === 'Escape') {
    showAddress();
    view.focus();
  } else if (event.key === 'Enter') {
    event.preventDefault();
    if (workbench.goTo(nameBox.value)) view.focus();
    else {
      say(`There is no cell "${nameBox.value}" here. An address reads like D7, B3:F40 or Goals!D7.`);
      showAddress();
    }
  }
});
nameBox.addEventListener('focus', () => nameBox.select());
nameBox.addEventListener('blur', () => showAddress());

const showAddress = (): void => {
  const { active, whole } = workbench.selection();
  const area = workbench.area();
  const several = area.endRow - area.startRow > 1 || area.endColumn - area.startColumn > 1;
  nameBox.value = several || whole ? areaAddress(area) : cellAddress(active.row, active.column);
};

workbench.on('selection', showAddress);
workbench.on('title', () => {
  title.textContent = workbench.book.title;
  document.title = `${workbench.book.title} - TechHire Planner`;
});
workbench.on('tabs', () => {
  document.getElementById('sheet')?.setAttribute('aria-labelledby', `tab-${workbench.sheet().sheetId}`);
});
workbench.on('notice', (notice) => toasts.show({ kind: 'status', title: notice.title, message: notice.message }));
workbench.on('refused', (item, message) => {
  if (item.kind === 'action') {
    toasts.show({ kind: 'alert', title: `Not done: ${item.label}`, message });
    return;
  }
  const sheet = workbench.book.sheets.find((candidate) => candidate.sheetId === item.block.sheetId);
  const row = sheet?.rows.findIndex((candidate) => candidate.key === item.block.rowKeys[0]) ?? -1;
  const place =
    sheet && row >= 0
      ? `${quotedWhereNeeded(sheet.title)}!${cellAddress(row, item.block.column)}`
      : (sheet?.title ?? '');
  toasts.show({
    kind: 'alert',
    title: place ? `Not saved: ${place}` : 'Not saved',
    message,
    typed: formatTsv(item.values.map((cells) => cells.map((cell) => (cell === null ? '' : String(cell))))),
  });
});
const quotedWhereNeeded = (name: string): string => (/^[A-Za-z_]+$/.test(name) ? name : quotedTitle(name));

let unsaved = 0;
workbench.on('connection', (connected, waiting) => {
  unsaved = waiting;
  const words = connected
    ? ''
    : waiting > 0
      ? `Not connected: your last ${waiting === 1 ? 'entry is' : `${waiting} entries are`} not saved yet. Keep this window open; everything is saved when the connection returns.`
      : 'Not connected: what you type is kept in this window and saved when the connection returns.';
  if (banner.textContent !== words) banner.textContent = words;
  banner.hidden = connected;
  const state = !connected ? '' : waiting > 0 ? 'Saving…' : 'Saved';
  if (saving.textContent !== state) saving.textContent = state;
});
workbench.on('failed', (message) => {
  banner.hidden = false;
  banner.textContent = message;
});
window.addEventListener('beforeunload', (event) => {
  if (unsaved > 0) event.preventDefault();
});

let shownAlert: { id: string; close(): void } | null = null;
/** Several are shown one after another: which are open is told again after each answer. */
const showAlerts = (open: readonly GridAlert[]): void => {
  if (shownAlert && open.every(({ id }) => id !== shownAlert!.id)) {
    shownAlert.close();
    shownAlert = null;
  }
  const [next] = open;
  if (!next || shownAlert) return;
  const close = showAlert(next, (answer) => {
    shownAlert = null;
    void connection.answer(next.id, answer);
    view.focus();
  });
  shownAlert = { id: next.id, close };
};

let first = true;
const connection = connect(config.spreadsheetId, {
  load: (state) => {
    const start = location.hash;
    workbench.load(state);
    if (!first) return;
    first = false;
    const target = insideTarget(start);
    if (target) {
      workbench.showTab(target.sheetId);
      if (target.range) workbench.goTo(target.range, target.sheetId);
    } else workbench.select(selectCell(workbench.selection().active));
    view.focus();
    performance.mark('usable');
  },
  change: workbench.change,
  pass: workbench.pass,
  notice: workbench.notice,
  alerts: showAlerts,
  sidebar: (shown) => {
    if (shown.window === client) sidebar.show(shown);
  },
  goTo: ({ window, tab, a1 }) => {
    if (window === client && workbench.goTo(`${quotedTitle(tab)}!${a1}`)) view.focus();
  },
  connected: workbench.connected,
  failed: workbench.fail,
});
void connection.menus().then((menus) => {
  scriptMenus = menus;
});
window.addEventListener('hashchange', () => {
  if (insideTarget(location.hash)) followLink(location.hash);
});
