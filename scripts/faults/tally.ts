import { type AccountCalls, accountCalls } from './call-counts.ts';
import type { FaultReport } from './report.ts';
import type { Witness } from './world.ts';

/** Keeps count of all that happens in a run. */
export interface Tally {
  witness: Witness;
  /** An act that the sheet let happen, by what it was; null where it had nothing to act on or was refused. */
  acted(what: string | null): void;
  /** A mishap of a whole program. */
  mishap(what: string): void;
  /** Whether the last edit of a sheet was followed by no message that the functions took. */
  isUnannounced(spreadsheetId: string): boolean;
  calls: AccountCalls;
  counts(): Pick<FaultReport, 'edits' | 'idle' | 'faults' | 'messages' | 'passes' | 'calls' | 'feedback'>;
}

export const newTally = (log: Witness['log']): Tally => {
  const edits: Record<string, number> = {};
  const faults: Record<string, number> = {};
  const count = (counts: Record<string, number>, name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const calls = accountCalls();
  const feedbackMs: number[] = [];
  let [messages, passes, idle] = [0, 0, 0];
  const sheets = new Map<string, SheetTimes>();
  const timesOf = (spreadsheetId: string): SheetTimes => {
    const known = sheets.get(spreadsheetId) ?? { unseen: [], lastEditMs: 0, lastMessageMs: 0, lastReadMs: 0 };
    sheets.set(spreadsheetId, known);
    return known;
  };

  return {
    witness: {
      log,
      fault: (purpose, fault) => {
        count(faults, `${purpose} ${'at' in fault ? `${fault.kind} ${fault.at}` : fault.kind}`);
        log({ event: 'fault', purpose, ...fault });
      },
      edited: (spreadsheetId) => {
        const times = timesOf(spreadsheetId);
        times.lastEditMs = Date.now();
        times.unseen.push(times.lastEditMs);
      },
      messageTaken: (spreadsheetId, startedMs) => {
        messages++;
        const times = timesOf(spreadsheetId);
        times.lastMessageMs = Math.max(times.lastMessageMs, startedMs);
      },
      called: (spreadsheetId, kind, account) => {
        calls.count(account, kind, Date.now());
        log({ event: kind, spreadsheetId, account });
      },
      sheetRead: (spreadsheetId, startedMs) => {
        timesOf(spreadsheetId).lastReadMs = startedMs;
      },
      noteExcused: (sheet, label) => {
        count(faults, 'note written between a reading and its write');
        log({ event: 'note excused', sheet, label });
      },
      putBack: (sheet) => {
        count(faults, 'overwritten and put back');
        log({ event: 'put back', sheet });
      },
      passDone: (spreadsheetId) => {
        passes++;
        log({ event: 'pass', spreadsheetId });
        const times = timesOf(spreadsheetId);
        const isSeen = (editedMs: number): boolean => editedMs <= times.lastReadMs;
        feedbackMs.push(...times.unseen.filter(isSeen).map((editedMs) => Date.now() - editedMs));
        times.unseen = times.unseen.filter((editedMs) => !isSeen(editedMs));
      },
    },
    acted: (what) => {
      if (what === null) idle++;
      else count(edits, what);
    },
    mishap: (what) => count(faults, what),
    isUnannounced: (spreadsheetId) => {
      const { lastEditMs, lastMessageMs } = timesOf(spreadsheetId);
      return lastMessageMs < lastEditMs;
    },
    calls,
    counts: () => {
      const sorted = feedbackMs.toSorted((one, other) => one - other);
      return {
        edits,
        idle,
        faults,
        messages,
        passes,
        calls: {
          reads: calls.all.total('reads'),
          writes: calls.all.total('writes'),
          accounts: calls.ofAccounts().length,
          readsInAMinute: Math.max(0, ...calls.ofAccounts().map((each) => each.mostInAMinute('reads'))),
          writesInAMinute: Math.max(0, ...calls.ofAccounts().map((each) => each.mostInAMinute('writes'))),
        },
        feedback: { median: sorted[Math.floor(sorted.length / 2)] ?? 0, slowest: sorted.at(-1) ?? 0 },
      };
    },
  };
};

interface SheetTimes {
  /** When the edits were made that no pass has read yet. */
  unseen: number[];
  lastEditMs: number;
  /** When the last message that was taken had arrived. */
  lastMessageMs: number;
  lastReadMs: number;
}
