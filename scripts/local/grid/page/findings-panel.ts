import type { GridFinding, GridPanel } from '../../grid-protocol.ts';
import { parseAddress } from './a1.ts';
import { element, icon, icons } from './dom.ts';
import { quotedTitle } from './outbox.ts';
import type { Workbench } from './workbench.ts';

export interface FindingsPanel {
  element: HTMLElement;
  /** Where the check stands: beside the buttons, always in sight. */
  status: HTMLElement;
  button: HTMLButtonElement;
  toggle(): void;
  /** Goes to the next finding after the active cell, or the one before. */
  step(by: 1 | -1): void;
}

export const createFindingsPanel = (workbench: Workbench, afterJump: () => void): FindingsPanel => {
  const status = element('div', { class: 'pass-state', role: 'status' });
  const button = element(
    'button',
    { type: 'button', class: 'pill', 'aria-expanded': 'false', 'aria-controls': 'findings' },
    'Findings',
  );
  const close = element(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'Close findings' },
    icon(icons.close),
  );
  const heading = element('h2', {}, 'Findings');
  const groups = element('div', { class: 'finding-groups' });
  const panel = element(
    'aside',
    { class: 'findings', id: 'findings', 'aria-label': 'Findings', hidden: true },
    element('div', { class: 'findings-head' }, heading, close),
    groups,
  );
  /** The last finding gone to; from there the next one counts. */
  let last: string | null = null;

  const ordered = (): GridFinding[] => {
    const titles = workbench.book.sheets.map((sheet) => sheet.title);
    const place = (finding: GridFinding): [number, number, number] => {
      const tab = titles.indexOf(finding.tab);
      const area = parseAddress(finding.cell)?.area;
      return [tab < 0 ? titles.length : tab, area?.startRow ?? -1, area?.startColumn ?? -1];
    };
    return (workbench.passState?.findings ?? [])
      .map((finding) => ({ finding, at: place(finding) }))
      .sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1] || a.at[2] - b.at[2])
      .map(({ finding }) => finding);
  };

  const idOf = (finding: GridFinding): string => `${finding.tab}!${finding.cell} ${finding.code}`;

  const jump = (finding: GridFinding): void => {
    last = idOf(finding);
    for (const entry of groups.querySelectorAll<HTMLElement>('.finding'))
      entry.classList.toggle('current', entry.dataset.id === last);
    const went = workbench.goTo(
      finding.cell === '' ? `${quotedTitle(finding.tab)}!A1` : `${quotedTitle(finding.tab)}!${finding.cell}`,
    );
    if (went) afterJump();
  };

  const draw = (): void => {
    const state = workbench.passState;
    const findings = ordered();
    const counts = { error: 0, warning: 0, info: 0 };
    for (const finding of findings) counts[finding.severity]++;
    const words = !state
      ? ''
      : state.pending
        ? state.panel.checking
        : `${state.panel.summary}${state.lastPass ? ` · ${state.panel.checked.replace('{time}', clock(state.lastPass.at))}` : ''}`;
    const mark = !state
      ? ''
      : state.pending
        ? 'pending'
        : counts.error > 0
          ? 'error'
          : counts.warning > 0
            ? 'warning'
            : 'done';
    // A status that repeats itself would be read out again after every pass.
    if (status.textContent !== words || status.dataset.mark !== mark) {
      status.dataset.mark = mark;
      const sign =
        mark === 'error' ? icons.error : mark === 'warning' ? icons.warning : mark === 'done' ? icons.done : null;
      status.replaceChildren(...(sign ? [icon(sign, 16)] : []), element('span', {}, words));
    }
    // Before the first news of the sheet its language is not known.
    if (state) {
      heading.textContent = state.panel.title;
      panel.setAttribute('aria-label', state.panel.title);
      close.setAttribute('aria-label', state.panel.close);
      for (const each of [panel, status, button]) each.lang = state.panel.language;
    }
    button.textContent = findings.length > 0 ? `${heading.textContent} (${findings.length})` : heading.textContent;
    const focused = groups.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset.id
      : undefined;
    const tabs = [...new Set(findings.map((finding) => finding.tab))];
    groups.replaceChildren(
      ...(state && findings.length === 0
        ? [element('p', { class: 'nothing' }, state.pending ? state.panel.checking : state.panel.nothing)]
        : []),
      ...tabs.map((tab, index) => {
        const own = findings.filter((finding) => finding.tab === tab);
        const heading = element(
          'h3',
          { id: `findings-${index}` },
          tab || state!.panel.spreadsheet,
          element('span', { class: 'finding-count' }, String(own.length)),
        );
        return element(
          'section',
          {},
          heading,
          element(
            'ul',
            { 'aria-labelledby': `findings-${index}` },
            ...own.map((finding) => element('li', {}, entryOf(finding, state!.panel))),
          ),
        );
      }),
    );
    if (focused)
      [...groups.querySelectorAll<HTMLElement>('.finding')].find((entry) => entry.dataset.id === focused)?.focus();
  };

  const entryOf = (finding: GridFinding, { places, severities }: GridPanel): HTMLElement => {
    const entry = element(
      'button',
      { type: 'button', class: `finding ${finding.severity}${idOf(finding) === last ? ' current' : ''}` },
      icon(icons[finding.severity], 16),
      element(
        'span',
        { class: 'finding-words' },
        element(
          'span',
          { class: 'finding-place' },
          finding.cell ? places[finding.severity].replace('{cell}', finding.cell) : severities[finding.severity],
        ),
        element('span', {}, finding.message),
        ...(finding.fix ? [element('span', { class: 'finding-fix' }, finding.fix)] : []),
      ),
    );
    entry.dataset.id = idOf(finding);
    entry.addEventListener('click', () => jump(finding));
    return entry;
  };

  const toggle = (): void => {
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', String(!panel.hidden));
    if (!panel.hidden) (groups.querySelector<HTMLElement>('.finding') ?? close).focus();
    else afterJump();
  };

  button.addEventListener('click', toggle);
  close.addEventListener('click', toggle);
  panel.addEventListener('keydown', (event) => {
    const entries = [...groups.querySelectorAll<HTMLElement>('.finding')];
    const index = entries.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Escape') toggle();
    else if (event.key === 'ArrowDown') entries[Math.min(index + 1, entries.length - 1)]?.focus();
    else if (event.key === 'ArrowUp') entries[Math.max(index - 1, 0)]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  workbench.on('pass', draw);
  workbench.on('title', draw);

  return {
    element: panel,
    status,
    button,
    toggle,
    step: (by) => {
      const findings = ordered();
      if (findings.length === 0) return;
      const index = findings.findIndex((finding) => idOf(finding) === last);
      const next = index < 0 ? (by === 1 ? 0 : findings.length - 1) : (index + by + findings.length) % findings.length;
      jump(findings[next]!);
    },
  };
};

const clock = (at: string): string => {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? at
    : date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
};
