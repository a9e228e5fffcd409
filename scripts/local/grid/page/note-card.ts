import { element } from './dom.ts';
import type { GridView } from './grid-view.ts';
import type { Workbench } from './workbench.ts';

export interface NoteCard {
  /** Hides the card; true where one was shown (so that Escape is used up). */
  hide(): boolean;
}

/** The note and the link of the cell under the pointer, else of the active cell. */
export const createNoteCard = (
  workbench: Workbench,
  view: GridView,
  layer: HTMLElement,
  follow: (link: string) => void,
  busy: () => boolean,
): NoteCard => {
  const card = element('div', { class: 'note-card', id: 'note-card', role: 'tooltip', hidden: true });
  layer.append(card);
  let shownFor: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (row: number, column: number): void => {
    clearTimeout(timer);
    const cell = workbench.cell(row, column);
    const target = view.cellElement(row, column);
    if (!target || busy() || (!cell?.note && !cell?.link)) {
      hide();
      return;
    }
    const content: HTMLElement[] = [];
    if (cell.link) {
      const link = element(
        'a',
        { class: 'note-link', href: safeLink(cell.link), rel: 'noopener noreferrer', tabindex: -1 },
        linkWords(cell.link, workbench),
      );
      const address = cell.link;
      link.addEventListener('click', (event) => {
        event.preventDefault();
        follow(address);
      });
      content.push(link);
    }
    if (cell.note) content.push(element('div', { class: 'note-text' }, cell.note));
    card.replaceChildren(...content);
    card.hidden = false;
    shownFor?.removeAttribute('aria-describedby');
    shownFor = target;
    target.setAttribute('aria-describedby', card.id);
    place(target);
  };

  const place = (target: HTMLElement): void => {
    const box = target.getBoundingClientRect();
    const room = layer.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = card;
    const right = box.right - room.left + 6;
    const fits = right + offsetWidth <= room.width - 4;
    const left = fits ? right : box.left - room.left - offsetWidth - 6;
    card.style.left = `${Math.max(4, Math.min(left, room.width - offsetWidth - 4))}px`;
    // Where neither side has room the card lies below, so that it never covers its own cell.
    const beside = fits || left >= 4;
    const top = beside ? box.top - room.top : box.bottom - room.top + 4;
    card.style.top = `${Math.max(4, Math.min(top, room.height - offsetHeight - 4))}px`;
  };

  const hide = (): boolean => {
    clearTimeout(timer);
    coming = false;
    shownFor?.removeAttribute('aria-describedby');
    shownFor = null;
    const was = !card.hidden;
    card.hidden = true;
    return was;
  };

  const showActive = (): void => {
    const { row, column } = workbench.selection().active;
    show(row, column);
  };

  view.scroller.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch' || event.buttons !== 0) return;
    const spot = view.spotOf(event.target);
    clearTimeout(timer);
    const cell = spot?.part === 'cell' ? workbench.cell(spot.row, spot.column) : null;
    // A moment's rest, so that crossing the sheet does not flash one card after another; and time to walk onto a shown card.
    timer = setTimeout(() => {
      if (spot && (cell?.note || cell?.link)) show(spot.row, spot.column);
      else if (view.scroller.contains(document.activeElement)) showActive();
      else hide();
    }, 150);
  });
  view.scroller.addEventListener('pointerleave', () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 300);
  });
  card.addEventListener('pointerenter', () => clearTimeout(timer));
  card.addEventListener('pointerleave', () => {
    timer = setTimeout(hide, 300);
  });
  /** The active cell's card is about to show: the scrolling that brings the cell into sight must not stop it. */
  let coming = false;
  view.onScroll(() => {
    const again = coming;
    hide();
    if (again) soon();
  });
  const soon = (): void => {
    clearTimeout(timer);
    coming = true;
    timer = setTimeout(() => {
      coming = false;
      if (view.scroller.contains(document.activeElement)) showActive();
    }, 60);
  };
  workbench.on('selection', (reveal) => {
    hide();
    if (reveal !== 'none') soon();
  });
  workbench.on('rows', () => {
    if (!card.hidden) soon();
  });
  workbench.on('sheet', () => hide());
  return { hide };
};

/** Only addresses of the web, of mail and within the sheet become links; a cell must not run a script. */
export const safeLink = (link: string): string => (/^(https?:|mailto:|#)/i.test(link) ? link : '#');

const linkWords = (link: string, workbench: Workbench): string => {
  const target = insideTarget(link);
  if (!target) return link;
  const sheet = workbench.book.sheets.find((candidate) => candidate.sheetId === target.sheetId);
  const place = [sheet?.title, target.range].filter(Boolean).join('!');
  // The checks' language is the sheet's; before their first news it is not known.
  return (workbench.passState?.panel.goTo ?? 'Go to {place}').replace('{place}', () => place);
};

/** `#gid=7&range=C3` -> tab 7, C3. */
export const insideTarget = (link: string): { sheetId: number; range: string | null } | null => {
  if (!link.startsWith('#')) return null;
  const parameters = new URLSearchParams(link.slice(1));
  const gid = parameters.get('gid');
  return gid !== null && /^\d+$/.test(gid) ? { sheetId: Number(gid), range: parameters.get('range') } : null;
};
