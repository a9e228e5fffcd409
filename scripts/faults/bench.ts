import { setTimeout as sleep } from 'node:timers/promises';
import { rememberedProposals } from '../../functions/edits/proposals.ts';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { loadSolver } from '../../functions/solver.ts';
import { type Act, drawnMove } from './act.ts';
import type { CallCounts } from './call-counts.ts';
import { chanceOf } from './chance.ts';
import { injector } from './injector.ts';
import { type PublishedFacts, rollupDifferences, sheetInvariants } from './invariants.ts';
import type { FaultReport } from './report.ts';
import { type Mishap, PEOPLE, type Step, schedule } from './schedule.ts';
import { type SettledSheet, settledSheet } from './settled.ts';
import { newTally, type Tally } from './tally.ts';
import { startWorld, type World } from './world.ts';

export interface FaultOptions {
  seed: number;
  sheets: number;
  /** When people stop: after so much time, or after so many steps of the schedule. */
  until: { minutes: number } | { steps: number };
  /** Told of everything that happens, in order. */
  log: (event: Readonly<Record<string, unknown>>) => void;
}

/**
 * Lets people work on several sheets while everything fails that can fail, waits until all of it has come to rest, and looks at what came
 * of it.
 */
export const runFaults = async (options: FaultOptions): Promise<FaultReport> => {
  const { seed, sheets, until: end } = options;
  const startedMs = Date.now();
  const log = (event: Readonly<Record<string, unknown>>): void => options.log({ ms: Date.now() - startedMs, ...event });
  const violations: string[] = [];
  const tally = newTally(log);
  let [steps, acting] = [0, 0];

  const carryOut = async (sheet: number, person: number, act: Act): Promise<void> => {
    acting++;
    try {
      tally.acted((await world.sheets[sheet]!.people.carryOut(person, act)) ? act.do : null);
    } catch (error) {
      const { name, message } = error as Error;
      violations.push(`sheet ${sheet}: ${name}: ${message}`);
      log({ event: 'violation', sheet, message });
    } finally {
      acting--;
    }
  };

  const faulty = injector(seed);
  const moves = chanceOf(seed, 'moves');
  const moveRows = async (spreadsheetId: string): Promise<void> => {
    const sheet = world.sheets.findIndex((each) => each.spreadsheetId === spreadsheetId);
    const act = drawnMove(moves);
    log({ event: 'moved', sheet, act });
    await carryOut(sheet, PEOPLE, act);
  };
  const world = await startWorld(sheets, faulty, moveRows, tally.witness);
  const lasting = new Set<Promise<void>>();
  const begin = (mishap: Promise<void>): void => {
    const ended = mishap.finally(() => lasting.delete(ended));
    lasting.add(ended);
  };

  const take = async (step: Step): Promise<void> => {
    log({ event: 'step', ...step });
    if (step.kind !== 'act') return begin(carryOutMishap(step, world, tally));
    const acted = carryOut(step.sheet, step.person, step.act);
    // People wait where the sheets are slower than they are.
    if (acting > 2 * sheets) await acted;
  };

  try {
    await rest(world);
    faulty.begin();
    const begunMs = Date.now();
    for (const step of schedule(seed, sheets)) {
      if ('steps' in end ? steps >= end.steps : Date.now() - begunMs >= end.minutes * 60_000) break;
      steps++;
      await sleep(step.waitMs);
      await take(step);
    }
    log({ event: 'people stop' });
    await Promise.all(lasting);
    while (acting > 0) await sleep(50);
    faulty.rest();
    let checkedByHand = 0;
    try {
      checkedByHand = await settle(world, tally.isUnannounced);
      violations.push(...(await violationsOf(world, await readSettled(world))), ...quotaViolations(tally.calls));
    } catch (error) {
      if (!(error instanceof NotAtRest)) throw error;
      // What is still under way makes everything else look wrong.
      violations.push(error.message);
    }
    const seconds = (Date.now() - startedMs) / 1000;
    return { seed, sheets, seconds, steps, ...tally.counts(), checkedByHand, violations };
  } finally {
    await world.close();
  }
};

/** Lets it happen, and resolves when it is over. */
const carryOutMishap = async (mishap: Mishap, { functions, firestore }: World, tally: Tally): Promise<void> => {
  switch (mishap.kind) {
    case 'kill':
      if (functions.kill(mishap.process, mishap.restartMs)) tally.mishap('functions killed');
      return;
    case 'second':
      tally.mishap('second process');
      return functions.start(1);
    case 'clock':
      tally.mishap('clock jumped');
      functions.jumpClock(mishap.process, mishap.jumpMs);
      await sleep(mishap.lastsMs);
      return functions.jumpClock(mishap.process, 0);
    case 'firestore-stops':
      tally.mishap('Firestore stopped');
      await firestore.stop();
      await sleep(mishap.lastsMs);
      return firestore.start();
  }
};

/** Long enough for a pass that failed again and again to be tried once more, on a machine that has other things to do. */
const NEXT_PASS_WITHIN_MS = 240_000;

/** Longer than anything waits that is about to begin, such as an edit for its pass. */
const STILL_FOR_MS = 1_500;

class NotAtRest extends Error {
  override name = 'NotAtRest';
}

/** Waits until nothing is under way and no sheet owes a pass, for as long as one pass after the other ends well. */
const rest = async (world: World): Promise<void> => {
  await world.script.idle();
  let [seen, processed, endMs] = [-1, -1, 0];
  for (let stillSinceMs = Date.now(); Date.now() - stillSinceMs < STILL_FOR_MS; await sleep(100)) {
    const sheets = await sheetRegistry(world.db).list();
    const busy = sheets.filter(({ owing, lease }) => owing || lease.holder !== null);
    const processedNow = sheets.reduce((sum, sheet) => sum + sheet.processed, 0);
    if (processedNow !== processed) endMs = Date.now() + NEXT_PASS_WITHIN_MS;
    processed = processedNow;
    const { total, underWay } = world.requests();
    if (busy.length > 0 || underWay > 0 || total !== seen) stillSinceMs = Date.now();
    seen = total;
    if (Date.now() > endMs)
      throw new NotAtRest(
        `It does not come to rest: ${busy.map(({ communityId, owing, lease }) => `${communityId} ${owing ? 'owes a pass' : `is held until ${lease.expiresAt}`}`).join(', ') || 'requests are under way'}`,
      );
  }
};

/**
 * Waits until all has come to rest, and does what people do who are left with a question: where the last message was lost, they choose
 * Check now, and where rows are gone they say that it was on purpose.
 *
 * @returns how many sheets had to be checked by hand
 */
const settle = async (world: World, isUnannounced: (spreadsheetId: string) => boolean): Promise<number> => {
  await world.functions.start(0);
  await world.script.idle();
  const unannounced = world.sheets.filter(({ spreadsheetId }) => isUnannounced(spreadsheetId));
  for (const { spreadsheetId } of unannounced) await world.script.runMenuItem(spreadsheetId, 'checkNow');
  await rest(world);
  // Answering is an edit, and what the pass then finds may be asked about in turn.
  for (let round = 0; round < 5; round++) {
    const answered = await Promise.all(world.sheets.map(({ people }) => people.confirmDeletions()));
    if (!answered.includes(true)) break;
    await rest(world);
  }
  return unannounced.length;
};

/** Reads it all while nothing moves: a task that was put off may come at any time, even if it finds nothing left to do. */
const readSettled = async (world: World): Promise<SettledSheet[]> => {
  for (;;) {
    await rest(world);
    const { total } = world.requests();
    const settled = await Promise.all(
      world.sheets.map(async ({ name, spreadsheetId, people }) =>
        settledSheet(
          world.db,
          world.sheetsUrl,
          { name, spreadsheetId, remembered: people.remembered(), contents: await people.contents() },
          propose,
          world.now(),
        ),
      ),
    );
    if (world.requests().total === total) return settled;
  }
};

const propose = rememberedProposals(loadSolver);

const violationsOf = async (world: World, sheets: readonly SettledSheet[]): Promise<string[]> => {
  const now = world.now();
  const years = [...new Set(sheets.flatMap(({ summaries }) => summaries.map(({ year }) => year)))];
  const published = await Promise.all(
    years.map(async (year): Promise<PublishedFacts> => {
      const url = `http://${world.functions.next()}/functions/rollup?scope=network&year=${year}&format=json`;
      return (await (await fetch(url)).json()) as PublishedFacts;
    }),
  );
  return [
    ...sheets.flatMap((sheet) =>
      Object.entries(sheetInvariants).flatMap(([invariant, violationsIn]) =>
        violationsIn(sheet, now).map((text) => `${sheet.name}: ${invariant}: ${text}`),
      ),
    ),
    ...published.flatMap((facts) => rollupDifferences(facts, sheets)),
  ];
};

/** Google's, of one account: https://developers.google.com/workspace/sheets/api/limits */
const CALLS_A_MINUTE = 60;

const quotaViolations = (calls: CallCounts): string[] =>
  (['reads', 'writes'] as const).flatMap((kind) => {
    const most = calls.mostInAMinute(kind);
    return most <= CALLS_A_MINUTE
      ? []
      : [`calls stay within the quota: there were ${most} ${kind} within a minute, and ${CALLS_A_MINUTE} are allowed`];
  });
