import { setTimeout as sleep } from 'node:timers/promises';
import { rememberedProposals } from '../../functions/edits/proposals.ts';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { openBox } from '../../functions/keys/key-box.ts';
import { openLinks } from '../../functions/planner/links.ts';
import { DAY_MS, linkAddress } from '../../functions/sharing/on-share.ts';
import { loadSolver } from '../../functions/solver.ts';
import { chanceOf } from '../chance.ts';
import { type Act, drawnMove } from './act.ts';
import type { AccountCalls } from './call-counts.ts';
import { injector } from './injector.ts';
import { type PublishedFacts, rollupDifferences, sheetInvariants } from './invariants.ts';
import type { FaultReport } from './report.ts';
import { type Mishap, PEOPLE, type Step, schedule } from './schedule.ts';
import { type SettledSheet, settledSheet } from './settled.ts';
import { newTally, type Tally } from './tally.ts';
import { startWorld, type World } from './world.ts';

/** Which of the queues the functions use. */
export type QueueKind = 'memory' | 'cloud-tasks';

/** So that several seeds try both. */
export const queueOfSeed = (seed: number): QueueKind => (seed % 2 === 0 ? 'cloud-tasks' : 'memory');

export interface FaultOptions {
  seed: number;
  sheets: number;
  queue: QueueKind;
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
  const { seed, sheets, queue, until: end } = options;
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
    // The one who moves them waits for those before, and they wait until a pass has put back what it came over: maybe the pass that reads here.
    await Promise.race([carryOut(sheet, PEOPLE, act), sleep(MOST_READING_MS)]);
  };
  const world = await startWorld({ seed, sheets, queue, injector: faulty, moveRows, witness: tally.witness });
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
    let unannounced = 0;
    try {
      const found = await settle(world, tally.isUnannounced);
      unannounced = found.unannounced;
      violations.push(
        ...found.violations,
        ...(await violationsOf(world, await readSettled(world))),
        ...quotaViolations(tally.calls),
      );
    } catch (error) {
      // What is still under way makes everything else look wrong; and where the bench itself has failed, its log tells of what.
      violations.push(error instanceof NotAtRest ? error.message : `the bench has failed: ${(error as Error).stack}`);
    }
    const seconds = (Date.now() - startedMs) / 1000;
    return { seed, sheets, queue, seconds, steps, ...tally.counts(), unannounced, violations };
  } finally {
    await world.close();
  }
};

/** Lets it happen, and resolves when it is over. */
const carryOutMishap = async (mishap: Mishap, { functions, firestore, now }: World, tally: Tally): Promise<void> => {
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
    case 'reconcile':
      if (await functions.reconcile(mishap.process, new Date(now().getTime() - mishap.afterMs)))
        tally.mishap('reconcile ran');
      return;
  }
};

/** How long an answer waits for somebody to move rows: they may do it later, then. */
const MOST_READING_MS = 3_000;

/** Long enough for a pass that failed again and again to be tried once more, on a machine that has other things to do. */
const NEXT_PASS_WITHIN_MS = 240_000;

/**
 * So many looks in a row, `LOOKS_EVERY_MS` apart, find all at rest: longer than anything waits that is about to begin, such as an edit for its
 * pass. They are counted rather than timed, because a machine that has other things to do may let a long time go by between two of them.
 */
const STILL_LOOKS = 15;
const LOOKS_EVERY_MS = 100;

class NotAtRest extends Error {
  override name = 'NotAtRest';
}

/** Waits until nothing is under way and no sheet owes a pass, for as long as one pass after the other ends well. */
const rest = async (world: World): Promise<void> => {
  await world.script.idle();
  let [seen, processed, endMs] = [-1, -1, 0];
  for (let still = 0; still < STILL_LOOKS; await sleep(LOOKS_EVERY_MS)) {
    const sheets = await sheetRegistry(world.db).list();
    const busy = sheets.filter(({ owing, lease }) => owing || lease.holder !== null);
    const processedNow = sheets.reduce((sum, sheet) => sum + sheet.processed, 0);
    if (processedNow !== processed) endMs = Date.now() + NEXT_PASS_WITHIN_MS;
    processed = processedNow;
    const { total, underWay } = world.requests();
    still = busy.length > 0 || underWay > 0 || total !== seen ? 0 : still + 1;
    seen = total;
    if (Date.now() > endMs)
      throw new NotAtRest(
        `It does not come to rest: ${busy.map(({ communityId, owing, lease }) => `${communityId} ${owing ? 'owes a pass' : `is held until ${lease.expiresAt}`}`).join(', ') || 'requests are under way'}`,
      );
  }
};

/**
 * Waits until all has come to rest, and does what is left to be done: reconcile finds the edits that no message told of, and where the sheet
 * asks whether rows that are gone were deleted on purpose, people say so.
 */
const settle = async (
  world: World,
  isUnannounced: (spreadsheetId: string) => boolean,
): Promise<{ unannounced: number; violations: string[] }> => {
  await world.functions.start(0);
  await rest(world);
  const unannounced = world.sheets.filter(({ spreadsheetId }) => isUnannounced(spreadsheetId));
  const named = await reconcileAll(world);
  await repairAll(world);
  // Answering is an edit, and what the pass then finds may be asked about in turn.
  for (let round = 0; round < 5; round++) {
    const answered = await Promise.all(world.sheets.map(({ people }) => people.confirmDeletions()));
    if (!answered.includes(true)) break;
    await rest(world);
  }
  return {
    unannounced: unannounced.length,
    violations: world.sheets
      .filter((sheet) => named.has(sheet.spreadsheetId) && !unannounced.includes(sheet))
      .map(({ name }) => `${name}: reconcile says that nobody told of its last edit, but that was told of`),
  };
};

/** Chooses Repair in each sheet that needs it, until none does. */
const repairAll = async (world: World): Promise<void> => {
  for (let round = 0; round < 5; round++) {
    await rest(world);
    let isAllWell = true;
    // One after the other: what has no call left is put off.
    for (const { people } of world.sheets) if (await people.repair()) isAllWell = false;
    if (isAllWell) return;
  }
  throw new NotAtRest('Repair leaves tabs or columns called otherwise than the template calls them.');
};

/** Run after run, until no sheet is left. @returns the sheets that it says have changed though no message had come */
const reconcileAll = async ({ functions, now }: World): Promise<Set<string>> => {
  const before = now();
  const named = new Set<string>();
  const giveUpMs = Date.now() + RECONCILE_WAIT_MS;
  for (;;) {
    const report = await functions.reconcile(0, before);
    // One that was killed counts as under way for a while.
    if (report?.outcome === 'busy' && Date.now() < giveUpMs) {
      await sleep(1000);
      continue;
    }
    if (report?.outcome !== 'ended') throw new NotAtRest(`Reconcile does not run: ${JSON.stringify(report)}`);
    for (const { spreadsheetId } of report.triggerNotInstalled) named.add(spreadsheetId);
    if (report.left === 0) return named;
  }
};

/** Longer than a run that says nothing counts as under way, even where clocks differ. */
const RECONCILE_WAIT_MS = 20 * 60_000;

/** Reads it all while nothing moves: a task that was put off may come at any time, even if it finds nothing left to do. */
const readSettled = async (world: World): Promise<SettledSheet[]> => {
  for (;;) {
    await rest(world);
    const { total } = world.requests();
    const settled = await Promise.all(
      world.sheets.map(async ({ name, spreadsheetId, language, people }) =>
        settledSheet(
          world.db,
          world.sheetsUrl,
          { name, spreadsheetId, language, remembered: people.remembered(), contents: await people.contents() },
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
  const lostNotes = await Promise.all(
    world.sheets.map(async ({ name, people }) =>
      (await people.notes.missing()).map((label) => `${name}: the note ${label} of people is gone`),
    ),
  );
  const now = world.now();
  const years = [...new Set(sheets.flatMap(({ summaries }) => summaries.map(({ year }) => year)))];
  const published = await Promise.all(
    years.map(async (year): Promise<PublishedFacts> => {
      const answer = await fetch(`${await linkToAll(world, year)}&format=json`);
      if (!answer.ok) throw new Error(`the rollup of ${year} is refused with ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as PublishedFacts;
    }),
  );
  return [
    ...lostNotes.flat(),
    ...sheets.flatMap((sheet) =>
      Object.entries(sheetInvariants).flatMap(([invariant, violationsIn]) =>
        violationsIn(sheet, now).map((text) => `${sheet.name}: ${invariant}: ${text}`),
      ),
    ),
    ...published.flatMap((facts) => rollupDifferences(facts, sheets)),
  ];
};

/** Plans make what they like public; by a link of the operator's all of them are seen. */
const linkToAll = async (world: World, year: number): Promise<string> => {
  const { links, keys } = openLinks({ firestore: world.db, box: openBox() });
  const [key] = await keys.current();
  const now = world.now().getTime();
  const link = await links.make({
    id: `all-of-${year}`,
    scope: 'network',
    year,
    formats: ['json'],
    label: null,
    spreadsheetId: null,
    createdAt: new Date(now).toISOString(),
    // The functions' clocks may be ahead.
    expiresAt: new Date(now + 365 * DAY_MS).toISOString(),
  });
  return linkAddress(`http://${world.functions.next()}/functions/rollup`, link, key!);
};

/** Google's: https://developers.google.com/workspace/sheets/api/limits */
const CALLS_A_MINUTE = { account: 60, project: 300 };

const quotaViolations = ({ ofAccounts, all }: AccountCalls): string[] =>
  (['reads', 'writes'] as const).flatMap((kind) =>
    [
      ...ofAccounts().map((calls) => ({
        whose: 'an account',
        most: calls.mostInAMinute(kind),
        limit: CALLS_A_MINUTE.account,
      })),
      { whose: 'the project', most: all.mostInAMinute(kind), limit: CALLS_A_MINUTE.project },
    ]
      .filter(({ most, limit }) => most > limit)
      .map(
        ({ whose, most, limit }) =>
          `calls stay within the quota: ${whose} made ${most} ${kind} within a minute, and ${limit} are allowed`,
      ),
  );
