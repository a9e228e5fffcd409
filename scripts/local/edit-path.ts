import type { PassReport } from '../../functions/edits/pass.ts';
import type { MemoryQueue } from '../../functions/edits/queue.ts';
import type { Language } from '../../functions/plan/messages/language.ts';
import type { Planner } from '../../functions/planner.ts';
import type { SheetEvent } from './apps-script/execution.ts';
import type { ScriptHost } from './apps-script/host.ts';
import type { GridFinding, GridPassState } from './grid-protocol.ts';
import { panelWords } from './panel-words.ts';

/** Where the edits of each spreadsheet are between a person's hands and the mirror. */
export interface EditPath {
  /** A person's act, on its way to the bound script. Returns at once. */
  fire(event: SheetEvent): void;
  state(spreadsheetId: string): GridPassState;
  /** Resolves when nothing of any spreadsheet is under way. */
  idle(): Promise<void>;
}

interface SheetState {
  language: Language;
  findings: GridFinding[];
  lastPass: GridPassState['lastPass'];
  /** Runs of the bound script that have not ended. */
  underWay: number;
}

/**
 * @param revisionOf  of the spreadsheet as it is now
 * @param publish     tells the windows that show the spreadsheet
 */
export const editPath = (
  host: ScriptHost,
  planner: Pick<Planner, 'onPass'>,
  queue: Pick<MemoryQueue, 'pending' | 'idle'>,
  revisionOf: (spreadsheetId: string) => number,
  publish: (spreadsheetId: string, state: GridPassState) => void,
): EditPath => {
  const sheets = new Map<string, SheetState>();
  const sheetState = (spreadsheetId: string): SheetState => {
    let state = sheets.get(spreadsheetId);
    if (!state) {
      state = { language: 'en', findings: [], lastPass: null, underWay: 0 };
      sheets.set(spreadsheetId, state);
    }
    return state;
  };
  const stateOf = (spreadsheetId: string): GridPassState => {
    const { language, findings, lastPass, underWay } = sheetState(spreadsheetId);
    return {
      revision: revisionOf(spreadsheetId),
      // The script has sent its message before its run ends, and the queue has it before the message is answered: nothing falls in between.
      pending: underWay > 0 || queue.pending(spreadsheetId),
      findings,
      lastPass,
      panel: panelWords(language, findings),
    };
  };
  planner.onPass((report: PassReport) => {
    const state = sheetState(report.spreadsheetId);
    if (report.outcome === 'done') {
      state.language = report.language;
      state.findings = report.findings.map(({ code, severity, tab, cell, message, fix }) => ({
        code,
        severity,
        tab,
        cell,
        message,
        fix,
      }));
      const { reads, writes, documentsWritten, ms } = report;
      state.lastPass = { reads, writes, documentsWritten, ms, at: new Date().toISOString() };
    }
    // The queue lets the task go once this returns.
    setImmediate(
      () =>
        void queue.idle(report.spreadsheetId).then(() => publish(report.spreadsheetId, stateOf(report.spreadsheetId))),
    );
  });
  return {
    fire: (event) => {
      const state = sheetState(event.spreadsheetId);
      state.underWay++;
      publish(event.spreadsheetId, stateOf(event.spreadsheetId));
      void host.fire(event).finally(() => {
        state.underWay--;
        publish(event.spreadsheetId, stateOf(event.spreadsheetId));
      });
    },
    state: stateOf,
    idle: async () => {
      await host.idle();
      await queue.idle();
    },
  };
};
