import type { GridAlert, GridAlertAnswer } from '../../grid-protocol.ts';
import { element } from './dom.ts';

/** Asks for a line or, with `lines`, several lines of text; null where the person steps back. */
export const askText = (question: string, start: string, action: string, lines = false): Promise<string | null> =>
  new Promise((resolve) => {
    const input = lines
      ? element('textarea', { rows: 6, id: 'answer' })
      : element('input', { type: 'text', id: 'answer' });
    input.value = start;
    const { dialog, finish } = makeDialog(
      question,
      [element('label', { for: 'answer', class: 'dialog-label' }, question), input],
      action,
      () => input.value,
      resolve,
    );
    input.addEventListener('keydown', ((event: KeyboardEvent) => {
      if (event.key !== 'Enter' || (lines && !event.ctrlKey && !event.metaKey)) return;
      event.preventDefault();
      finish(input.value);
    }) as EventListener);
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
    input.select();
  });

/** Asks whether to go on. */
export const askConsent = (question: string, action: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { dialog } = makeDialog(
      question,
      [element('p', { class: 'dialog-label' }, question)],
      action,
      () => 'yes',
      (answer) => resolve(answer !== null),
    );
    document.body.append(dialog);
    dialog.showModal();
  });

/**
 * A dialogue of the bound script, with its buttons as Google Sheets shows them.
 *
 * @returns closes it without an answer, because another window has given one
 */
export const showAlert = (
  { title, message, buttons, wantsText }: GridAlert,
  answered: (answer: GridAlertAnswer) => void,
): (() => void) => {
  const input = element('input', { type: 'text', 'aria-label': message, autocomplete: 'off', spellcheck: 'false' });
  const close = (): void => {
    dialog.close();
    dialog.remove();
  };
  const finish = (answer: GridAlertAnswer['answer']): void => {
    close();
    answered(wantsText ? { answer, text: input.value } : { answer });
  };
  const dialog = element(
    'dialog',
    { 'aria-label': title || message },
    ...(title === '' ? [] : [element('h2', { class: 'dialog-title' }, title)]),
    element('p', { class: 'dialog-message' }, message),
    ...(wantsText ? [input] : []),
    element(
      'div',
      { class: 'dialog-buttons' },
      ...alertButtons[buttons].map(([answer, words], index, { length }) => {
        const button = element('button', { type: 'button', class: index === length - 1 ? 'primary' : null }, words);
        button.addEventListener('click', () => finish(answer));
        return button;
      }),
    ),
  );
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    finish('CLOSE');
  });
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  input.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Enter') finish('OK');
  });
  (wantsText ? input : dialog.querySelector<HTMLElement>('.primary'))?.focus();
  return close;
};

/** From left to right; what goes on is the last. */
const alertButtons: Record<GridAlert['buttons'], [GridAlertAnswer['answer'], string][]> = {
  OK: [['OK', 'OK']],
  OK_CANCEL: [
    ['CANCEL', 'Cancel'],
    ['OK', 'OK'],
  ],
  YES_NO: [
    ['NO', 'No'],
    ['YES', 'Yes'],
  ],
  YES_NO_CANCEL: [
    ['CANCEL', 'Cancel'],
    ['NO', 'No'],
    ['YES', 'Yes'],
  ],
};

const makeDialog = (
  label: string,
  content: HTMLElement[],
  action: string,
  value: () => string,
  done: (answer: string | null) => void,
): { dialog: HTMLDialogElement; finish: (answer: string | null) => void } => {
  const yes = element('button', { type: 'button', class: 'primary' }, action);
  const no = element('button', { type: 'button' }, 'Cancel');
  const dialog = element(
    'dialog',
    { 'aria-label': label },
    ...content,
    element('div', { class: 'dialog-buttons' }, no, yes),
  );
  const finish = (answer: string | null): void => {
    dialog.close();
    dialog.remove();
    done(answer);
  };
  yes.addEventListener('click', () => finish(value()));
  no.addEventListener('click', () => finish(null));
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    finish(null);
  });
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  return { dialog, finish };
};
