import { type Chance, chanceOf } from '../chance.ts';
import { type Act, drawnAct } from './act.ts';
import { dialectOf } from './dialect.ts';

/** What goes wrong with a whole program. */
export type Mishap =
  /** kill -9 of one process of the functions; another takes its place. */
  | { kind: 'kill'; process: number; restartMs: number }
  /** The clock of one process is wrong for a while. */
  | { kind: 'clock'; process: number; jumpMs: number; lastsMs: number }
  /** A second process of the functions from now on, as under load. */
  | { kind: 'second' }
  | { kind: 'firestore-stops'; lastsMs: number }
  /** Reconcile looks at the sheets that no pass has looked at for so long. */
  | { kind: 'reconcile'; process: number; afterMs: number };

/** What happens next, `waitMs` after what happened before. */
export type Step = { waitMs: number } & ({ kind: 'act'; sheet: number; person: number; act: Act } | Mishap);

/** People at one sheet at the same time, each with a window and an undo history of their own. */
export const PEOPLE = 3;

/**
 * Everything that people do and that goes wrong with whole processes, in order: a function of the seed alone, without an end.
 *
 * @param sheets  how many there are to work on
 */
export const schedule = function* (seed: number, sheets: number): Generator<Step, never> {
  const chance = chanceOf(seed, 'schedule');
  for (let number = 1; ; number++) {
    // People pause, and then several things happen at once.
    const waitMs = chance.is(0.3) ? 0 : Math.round(-Math.log(1 - chance.next()) * MEAN_PAUSE_MS);
    if (number > CALM && chance.is(1 / ACTS_PER_MISHAP)) yield { waitMs, ...mishap(chance) };
    const sheet = chance.whole(sheets);
    yield {
      waitMs,
      kind: 'act',
      sheet,
      person: chance.whole(PEOPLE),
      act: drawnAct(chance, dialectOf(sheet), String(number)),
    };
  }
};

const MEAN_PAUSE_MS = 200;

/** Acts before the first mishap, so that there is something to lose. */
const CALM = 20;

/** Rare enough that passes get done between them: starting a process takes a second or more. */
const ACTS_PER_MISHAP = 40;

const mishap = (chance: Chance): Mishap => {
  const process = chance.whole(2);
  switch (chance.weighted({ kill: 20, clock: 8, second: 6, 'firestore-stops': 1, reconcile: 3 })) {
    case 'kill':
      return { kind: 'kill', process, restartMs: chance.between(0, 3_000) };
    case 'clock':
      return {
        kind: 'clock',
        process,
        jumpMs: chance.between(-600, 600) * 1000,
        lastsMs: chance.between(2, 15) * 1000,
      };
    case 'second':
      return { kind: 'second' };
    case 'firestore-stops':
      return { kind: 'firestore-stops', lastsMs: 20_000 };
    case 'reconcile':
      return { kind: 'reconcile', process, afterMs: chance.between(5, 60) * 1000 };
  }
};
