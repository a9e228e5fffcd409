import type { Spreadsheet } from '../model.ts';
import { reverted } from './reverted.ts';

interface Step {
  before: Spreadsheet;
  after: Spreadsheet;
  sorted: boolean;
}

/** What each window did, to be taken back and done again. Kept in memory: it ends with the server, as a browser's does with its tab. */
export interface History {
  did(client: string, before: Spreadsheet, after: Spreadsheet, sorted: boolean): void;
  /** The spreadsheet without the window's newest act, and what to call once that is committed; undefined where nothing is left. */
  undone(client: string, current: Spreadsheet): Undone | undefined;
  redone(client: string, current: Spreadsheet): Undone | undefined;
}

interface Undone {
  spreadsheet: Spreadsheet;
  committed(after: Spreadsheet): void;
}

/** Snapshots share all that did not change between them, so a hundred steps cost little. */
const limit = 100;

export const newHistory = (): History => {
  const stacks = new Map<string, { undo: Step[]; redo: Step[] }>();
  const stacksOf = (client: string): { undo: Step[]; redo: Step[] } => {
    const known = stacks.get(client) ?? { undo: [], redo: [] };
    stacks.set(client, known);
    return known;
  };
  const taken = (from: Step[], to: Step[], current: Spreadsheet): Undone | undefined => {
    const step = from.at(-1);
    if (!step) return undefined;
    return {
      spreadsheet: reverted(current, step.before, step.after, step.sorted),
      committed: (after) => {
        from.pop();
        to.push({ before: current, after, sorted: step.sorted });
      },
    };
  };
  return {
    did: (client, before, after, sorted) => {
      const own = stacksOf(client);
      own.undo.push({ before, after, sorted });
      if (own.undo.length > limit) own.undo.shift();
      own.redo = [];
    },
    undone: (client, current) => {
      const own = stacksOf(client);
      return taken(own.undo, own.redo, current);
    },
    redone: (client, current) => {
      const own = stacksOf(client);
      return taken(own.redo, own.undo, current);
    },
  };
};
