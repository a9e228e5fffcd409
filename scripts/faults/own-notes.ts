/**
 * The notes that people write on cells of a sheet, each with a label that no other has: where a note of theirs is gone though nobody took
 * it away, the planner wrote over it.
 *
 * The Sheets API cannot write a note only where it is still what it was. A note that is written on a cell in the moment between a pass's
 * reading and its writing, and where this very pass has something to tell on this cell, is lost to any program; so it is excused, and counted.
 */
export interface OwnNotes {
  /** Somebody has written this one. */
  add(label: string): void;
  /** @returns those that are gone */
  missing(): Promise<string[]>;
  /** Takes what is there now for all there is: somebody took cells away. */
  refresh(): Promise<void>;
  /** A pass has read this. */
  read(answer: string): void;
  /** Lets a write of the planner's happen. */
  around<T>(write: () => Promise<T>): Promise<T>;
}

/** A text that can be told from all others wherever it stands. */
export const ownNoteText = (label: string): string => `Ask Ana about this (note ${label};)`;

/**
 * @param notesNow   all notes of the sheet in one text
 * @param onExcused  told of each that was lost in such a moment
 */
export const ownNotes = (notesNow: () => Promise<string>, onExcused: (label: string) => void): OwnNotes => {
  let remembered = new Set<string>();
  /** What each of the last readings has seen: those of two processes may lie across each other. */
  let readings: Set<string>[] = [];
  const now = async (): Promise<Set<string>> => labelsIn(await notesNow());
  return {
    add: (label) => void remembered.add(label),
    missing: async () => [...remembered.difference(await now())],
    refresh: async () => {
      remembered = await now();
    },
    read: (answer) => {
      readings = [labelsIn(answer), ...readings].slice(0, 2);
    },
    around: async (write) => {
      if (remembered.size === 0) return write();
      const before = await now();
      const result = await write();
      for (const label of before.difference(await now()))
        if (readings.some((seen) => !seen.has(label)) && remembered.delete(label)) onExcused(label);
      return result;
    },
  };
};

const labelsIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/\(note ([\d.]+);\)/g)].map(([, label]) => label!));
