import { element } from './dom.ts';

export type MenuItem = 'line' | { label: string; keys?: string; run(): void; disabled?: boolean };

/** A popup menu: arrows move, Enter chooses, Escape closes and gives the keyboard back to where it was. */
export const openMenu = (
  items: readonly MenuItem[],
  at: { x: number; y: number; label: string; opener?: HTMLElement; onSide?: (step: 1 | -1) => void },
): void => {
  closeMenu();
  const before = document.activeElement;
  const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': at.label });
  for (const item of items) {
    if (item === 'line') {
      menu.append(element('div', { class: 'menu-line', role: 'separator' }));
      continue;
    }
    const entry = element(
      'div',
      { class: 'menu-item', role: 'menuitem', tabindex: -1, 'aria-disabled': item.disabled ? 'true' : null },
      element('span', {}, item.label),
    );
    if (item.keys) entry.append(element('span', { class: 'menu-keys', 'aria-hidden': 'true' }, item.keys));
    entry.addEventListener('click', () => {
      if (item.disabled) return;
      close(true);
      item.run();
    });
    entry.addEventListener('pointerenter', () => entry.focus());
    menu.append(entry);
  }
  const entries = [...menu.querySelectorAll<HTMLElement>('.menu-item')];
  const move = (step: number): void => {
    const index = entries.indexOf(document.activeElement as HTMLElement);
    entries[(index + step + entries.length) % entries.length]?.focus();
  };
  menu.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const { key } = event;
    if (key === 'ArrowDown') move(1);
    else if (key === 'ArrowUp') move(entries.includes(document.activeElement as HTMLElement) ? -1 : 0);
    else if (key === 'Home') entries[0]?.focus();
    else if (key === 'End') entries.at(-1)?.focus();
    else if (key === 'ArrowRight' || key === 'ArrowLeft') at.onSide?.(key === 'ArrowRight' ? 1 : -1);
    else if (key === 'Enter' || key === ' ') (document.activeElement as HTMLElement).click();
    else if (key === 'Escape' || key === 'Tab') close(true);
    else if (key.length === 1) {
      const start = entries.indexOf(document.activeElement as HTMLElement) + 1;
      const found = [...entries.slice(start), ...entries.slice(0, start)].find((entry) =>
        entry.textContent.toLowerCase().startsWith(key.toLowerCase()),
      );
      found?.focus();
    } else return;
    event.preventDefault();
  });
  const outside = (event: Event): void => {
    if (!menu.contains(event.target as Node) && !at.opener?.contains(event.target as Node)) close(false);
  };
  const close = (restore: boolean): void => {
    document.removeEventListener('pointerdown', outside, true);
    window.removeEventListener('blur', closeMenu);
    menu.remove();
    at.opener?.setAttribute('aria-expanded', 'false');
    current = null;
    if (restore && before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  current = () => close(false);
  document.addEventListener('pointerdown', outside, true);
  window.addEventListener('blur', closeMenu);
  at.opener?.setAttribute('aria-expanded', 'true');
  document.body.append(menu);
  const { offsetWidth, offsetHeight } = menu;
  menu.style.left = `${Math.max(4, Math.min(at.x, window.innerWidth - offsetWidth - 4))}px`;
  menu.style.top = `${Math.max(4, at.y + offsetHeight > window.innerHeight ? Math.min(at.y, window.innerHeight) - offsetHeight : at.y)}px`;
  entries[0]?.focus();
};

let current: (() => void) | null = null;

export const closeMenu = (): void => current?.();

export const menuIsOpen = (): boolean => current !== null;
