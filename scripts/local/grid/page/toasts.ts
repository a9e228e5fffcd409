import { element, icon, icons } from './dom.ts';

export interface Toast {
  kind: 'status' | 'alert';
  title?: string;
  message: string;
  /** What the person typed and could not be saved: shown, and offered to the clipboard. */
  typed?: string;
}

const longestShown = 300;

/** Messages at the lower left, as Google Sheets shows them; screen readers are told without the keyboard moving there. */
export const createToasts = (): { element: HTMLElement; show(toast: Toast): void } => {
  const stack = element('div', { class: 'toasts' });
  return {
    element: stack,
    show: ({ kind, title, message, typed }) => {
      const toast = element('div', { class: `toast ${kind}`, role: kind });
      const words = element('div', { class: 'toast-words' });
      if (title) words.append(element('strong', {}, title));
      words.append(element('span', {}, message));
      const remove = (): void => {
        clearTimeout(timer);
        toast.remove();
      };
      if (typed !== undefined && typed !== '') {
        const shortened = typed.length > longestShown ? `${typed.slice(0, longestShown)}…` : typed;
        words.append(element('span', { class: 'toast-typed' }, `You typed: ${shortened}`));
        const copy = element('button', { type: 'button', class: 'toast-button' }, 'Copy what I typed');
        copy.addEventListener('click', () => {
          navigator.clipboard.writeText(typed).then(
            () => {
              copy.textContent = 'Copied';
            },
            () => {
              copy.textContent = 'Copying is not allowed here';
            },
          );
        });
        words.append(copy);
      }
      const close = element(
        'button',
        { type: 'button', class: 'toast-close', 'aria-label': 'Dismiss' },
        icon(icons.close),
      );
      close.addEventListener('click', remove);
      // Into the page first, words second: otherwise some screen readers say nothing.
      stack.append(toast);
      toast.append(words, close);
      while (stack.children.length > 4) stack.firstElementChild?.remove();
      let timer: ReturnType<typeof setTimeout>;
      const wait = (): void => {
        clearTimeout(timer);
        timer = setTimeout(remove, kind === 'alert' ? 20_000 : 8_000);
      };
      toast.addEventListener('pointerenter', () => clearTimeout(timer));
      toast.addEventListener('pointerleave', wait);
      toast.addEventListener('focusin', () => clearTimeout(timer));
      toast.addEventListener('focusout', wait);
      wait();
    },
  };
};
