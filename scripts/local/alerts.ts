import { randomUUID } from 'node:crypto';
import type { Alert, AlertAnswer, Prompt, PromptAnswer } from './apps-script/execution.ts';
import type { GridAlert } from './grid-protocol.ts';

/** Dialogues that bound scripts have open, each until somebody at a window of its spreadsheet answers it. */
export interface OpenAlerts {
  ask(spreadsheetId: string, alert: Alert): Promise<AlertAnswer>;
  askText(spreadsheetId: string, prompt: Prompt): Promise<PromptAnswer>;
  /** @returns false where it is not open any more: another window was quicker */
  answer(spreadsheetId: string, id: string, answer: AlertAnswer, text?: string): boolean;
  /** For a window that was opened later. */
  open(spreadsheetId: string): GridAlert[];
}

/**
 * @param publish    tells the windows which dialogues are open now
 * @param patienceMs  a dialogue that nobody answers closes by itself, before the script is ended for taking too long
 */
export const openAlerts = (
  publish: (spreadsheetId: string, alerts: GridAlert[]) => void,
  patienceMs = 300_000,
): OpenAlerts => {
  const waiting = new Map<
    string,
    { spreadsheetId: string; alert: GridAlert; close(answer: AlertAnswer, text: string): void }
  >();
  const open = (spreadsheetId: string): GridAlert[] =>
    [...waiting.values()].filter((each) => each.spreadsheetId === spreadsheetId).map(({ alert }) => alert);
  const shown = (spreadsheetId: string, alert: Omit<GridAlert, 'id'>): Promise<PromptAnswer> =>
    new Promise((resolve) => {
      const id = randomUUID();
      const close = (button: AlertAnswer, text: string): void => {
        clearTimeout(timer);
        waiting.delete(id);
        publish(spreadsheetId, open(spreadsheetId));
        resolve({ button, text });
      };
      const timer = setTimeout(() => close('CLOSE', ''), patienceMs).unref();
      waiting.set(id, { spreadsheetId, alert: { id, ...alert }, close });
      publish(spreadsheetId, open(spreadsheetId));
    });
  return {
    open,
    ask: async (spreadsheetId, alert) => (await shown(spreadsheetId, { ...alert, wantsText: false })).button,
    askText: (spreadsheetId, prompt) => shown(spreadsheetId, { ...prompt, wantsText: true }),
    answer: (spreadsheetId, id, answer, text = '') => {
      const found = waiting.get(id);
      if (found?.spreadsheetId !== spreadsheetId) return false;
      found.close(answer, text);
      return true;
    },
  };
};
