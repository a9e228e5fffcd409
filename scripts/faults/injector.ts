import { type Chance, chanceOf } from '../chance.ts';

/** What goes wrong with one HTTP request between two programs. */
export type Fault =
  | { kind: 'late'; beforeMs: number; afterMs: number }
  /** Answered without being carried out. */
  | { kind: 'refused'; status: number }
  /** Carried out, and then answered as if it had failed. */
  | { kind: 'answer-lost'; status: number }
  /** The connection ends: before anything is carried out, after, or in the middle of the answer. */
  | { kind: 'broken'; at: 'before' | 'after' | 'half' }
  | { kind: 'doubled'; againAfterMs: number }
  /** Somebody moves rows after a reading and before its answer arrives. */
  | { kind: 'rows-moved' }
  /** Somebody else writes what a transaction has read, just before it commits. */
  | { kind: 'contended' };
/** What a request is for, as far as faults care. */
export type Purpose =
  | 'message'
  | 'queue'
  | 'task'
  | 'sheet-read'
  | 'sheet-write'
  | 'firestore-read'
  | 'firestore-commit';

/**
 * Chooses what goes wrong with the n-th request of each purpose: a function of the seed, the purpose and n. Which request is the n-th is
 * up to the programs.
 */
export interface Injector {
  faultFor(purpose: Purpose): Fault | null;
  /** Whether the sheet's trigger runs for the n-th act: Google may skip one. */
  isHeard(): boolean;
  /** Nothing goes wrong before this, */
  begin(): void;
  /** and nothing after this. */
  rest(): void;
}

export const injector = (seed: number): Injector => {
  const chances = new Map<Purpose, Chance>();
  const triggers = chanceOf(seed, 'trigger');
  let isResting = true;
  return {
    faultFor: (purpose) => {
      if (isResting) return null;
      const chance = chances.get(purpose) ?? chanceOf(seed, purpose);
      chances.set(purpose, chance);
      return chance.is(rates[purpose]) ? drawnFault(purpose, chance) : null;
    },
    isHeard: () => isResting || !triggers.is(SKIPPED_TRIGGERS),
    begin: () => {
      isResting = false;
    },
    rest: () => {
      isResting = true;
    },
  };
};

const SKIPPED_TRIGGERS = 0.02;

/** Of Firestore a pass asks some ten times, of the Sheets API twice. */
const rates: Readonly<Record<Purpose, number>> = {
  message: 0.35,
  queue: 0.2,
  task: 0.25,
  'sheet-read': 0.25,
  'sheet-write': 0.3,
  'firestore-read': 0.04,
  'firestore-commit': 0.08,
};

const drawnFault = (purpose: Purpose, chance: Chance): Fault => {
  switch (chance.weighted(kinds[purpose])) {
    case 'late':
      return { kind: 'late', beforeMs: chance.between(0, LATEST_MS), afterMs: chance.between(0, LATEST_MS) };
    case 'refused':
      return {
        kind: 'refused',
        status: chance.pick(purpose.startsWith('firestore') ? refusedByFirestore : [429, 500, 503]),
      };
    case 'answer-lost':
      return { kind: 'answer-lost', status: chance.pick([500, 503]) };
    case 'broken':
      return { kind: 'broken', at: chance.pick(['before', 'after', 'half']) };
    case 'doubled':
      return { kind: 'doubled', againAfterMs: chance.between(0, 2_000) };
    case 'rows-moved':
      return { kind: 'rows-moved' };
    case 'contended':
      return { kind: 'contended' };
  }
};

/** Once in a while only: after a 429 of a transaction Firestore's own client waits for a minute. */
const refusedByFirestore = [429, ...Array.from({ length: 6 }, () => [500, 503]).flat()];

/** Well below the lease: a write that arrives after its pass has counted as crashed is a fault that nothing but a later pass can mend. */
const LATEST_MS = 1_500;

const usual = { late: 4, refused: 4, 'answer-lost': 3, broken: 4, doubled: 0, 'rows-moved': 0, contended: 0 };

const kinds: Readonly<Record<Purpose, Readonly<Record<Fault['kind'], number>>>> = {
  message: { ...usual, late: 6, doubled: 6 },
  queue: usual,
  task: { ...usual, late: 6, doubled: 6 },
  'sheet-read': { ...usual, 'rows-moved': 10 },
  'sheet-write': usual,
  'firestore-read': usual,
  'firestore-commit': { ...usual, contended: 8 },
};
