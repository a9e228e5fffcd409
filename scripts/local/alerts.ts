import { randomUUID } from 'node:crypto';
import type { Alert, AlertAnswer } from './apps-script/execution.ts';
import type { GridAlert } from './grid-protocol.ts';

/** Dialogues that bound scripts have open, each until somebody at a window of its spreadsheet answers it. */
export interface OpenAlerts {
  ask(spreadsheetId: string, alert: Alert): Promise<AlertAnswer>;
  /** @returns false where it is not open any more: another window was quicker */
  answer(spreadsheetId: string, id: string, answer: AlertAnswer): boolean;
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
  const waiting = new Map<string, { spreadsheetId: string; alert: GridAlert; close(answer: AlertAnswer): void }>();
  const open = (spreadsheetId: string): GridAlert[] =>
    [...waiting.values()].filter((each) => each.spreadsheetId === spreadsheetId).map(({ alert }) => alert);
  return {
    open,
    ask: (spreadsheetId, alert) =>
      new Promise((resolve) => {
        const id = randomUUID();
        const close = (answer: AlertAnswer): void => {
          clearTimeout(timer);
          waiting.delete(id);
          publish(spreadsheetId, open(spreadsheetId));
          resolve(answer);
        };
        const timer = setTimeout(() => close('CLOSE'), patienceMs).unref();
        waiting.set(id, { spreadsheetId, alert: { id, ...alert }, close });
        publish(spreadsheetId, open(spreadsheetId));
      }),
    answer: (spreadsheetId, id, answer) => {
      const found = waiting.get(id);
      if (found?.spreadsheetId !== spreadsheetId) return false;
      found.close(answer);
      return true;
    },
  };
};
