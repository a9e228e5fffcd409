import { setTimeout as sleep } from 'node:timers/promises';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { drawnMove } from './act.ts';
import { type CallCounts, callCounts } from './call-counts.ts';
import { chanceOf } from './chance.ts';
import { injector } from './injector.ts';
import { type PublishedFacts, rollupDifferences, sheetInvariants } from './invariants.ts';
import type { FaultReport } from './report.ts';
import { PEOPLE, type Step, schedule } from './schedule.ts';
import { type SettledSheet, settledSheet } from './settled.ts';
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
  const { seed } = options;
  const startedMs = Date.now();
  const log = (event: Readonly<Record<string, unknown>>): void => options.log({ ms: Date.now() - startedMs, ...event });
  const violations: string[] = [];
  const edits: Record<string, number> = {};
  const faults: Record<string, number> = {};
  const counted = (counts: Record<string, number>, name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const calls = callCounts();
  const sheetLogs = new Map<string, SheetLog>();
  const sheetLog = (spreadsheetId: string): SheetLog => {
    const known = sheetLogs.get(spreadsheetId) ?? { unseen: [], lastEditMs: 0, lastMessageMs: 0, lastReadMs: 0 };
    sheetLogs.set(spreadsheetId, known);
    return known;
  };
  const feedbackMs: number[] = [];
  let [messages, passes, idle, steps, acting] = [0, 0, 0, 0, 0];

  const carryOut = async (
    sheet: number,
    person: number,
    act: Parameters<World['sheets'][number]['people']['carryOut']>[1],
  ): Promise<void> => {
    acting++;
    try {
      if (await world.sheets[sheet]!.people.carryOut(person, act)) counted(edits, act.do);
      else idle++;
    } catch (error) {
      violations.push(
        `sheet ${sheet}: nothing that people typed is missing from the sheet: ${(error as Error).message}`,
      );
      log({ event: 'violation', sheet, message: (error as Error).message });
    } finally {
      acting--;
    }
  };

  const faulty = injector(seed);
  const moves = chanceOf(seed, 'moves');
  const world = await startWorld(
    options.sheets,
    faulty,
    async (spreadsheetId) => {
      const sheet = world.sheets.findIndex((each) => each.spreadsheetId === spreadsheetId);
      const act = drawnMove(moves);
      log({ event: 'moved', sheet, act });
      await carryOut(sheet, PEOPLE, act);
    },
    {
      log,
      fault: (purpose, fault) => {
        counted(faults, `${purpose} ${'at' in fault ? `${fault.kind} ${fault.at}` : fault.kind}`);
        log({ event: 'fault', purpose, ...fault });
      },
      edited: (spreadsheetId) => {
        const sheet = sheetLog(spreadsheetId);
        sheet.lastEditMs = Date.now();
        sheet.unseen.push(sheet.lastEditMs);
      },
      messageTaken: (spreadsheetId, atMs) => {
        messages++;
        const sheet = sheetLog(spreadsheetId);
        sheet.lastMessageMs = Math.max(sheet.lastMessageMs, atMs);
      },
      called: (spreadsheetId, kind) => {
        calls.count(kind, Date.now());
        log({ event: kind, spreadsheetId });
      },
      sheetRead: (spreadsheetId, atMs) => {
        sheetLog(spreadsheetId).lastReadMs = atMs;
      },
      passDone: (spreadsheetId) => {
        passes++;
        const sheet = sheetLog(spreadsheetId);
        const doneMs = Date.now();
        for (const editedMs of sheet.unseen.filter((atMs) => atMs <= sheet.lastReadMs))
          feedbackMs.push(doneMs - editedMs);
        sheet.unseen = sheet.unseen.filter((atMs) => atMs > sheet.lastReadMs);
        log({ event: 'pass', spreadsheetId });
      },
    },
  );
  const mishaps = new Set<Promise<void>>();
  const until = async (work: () => Promise<void>): Promise<void> => {
    const mishap = work().finally(() => mishaps.delete(mishap));
    mishaps.add(mishap);
  };
  let isStopped = false;

  const take = async (step: Step): Promise<void> => {
    log({ event: 'step', ...step });
    const { functions, firestore } = world;
    switch (step.kind) {
      case 'act': {
        const acted = carryOut(step.sheet, step.person, step.act);
        if (acting > 2 * options.sheets) await acted;
        return;
      }
      case 'kill':
        if (functions.kill(step.process, step.restartMs)) counted(faults, 'functions killed');
        return;
      case 'second':
        counted(faults, 'second process');
        return void functions.start(1);
      case 'clock':
        counted(faults, 'clock jumped');
        return until(async () => {
          functions.jumpClock(step.process, step.jumpMs);
          await sleep(step.lastsMs);
          functions.jumpClock(step.process, 0);
        });
      case 'firestore-stops':
        if (isStopped) return;
        isStopped = true;
        counted(faults, 'Firestore stopped');
        return until(async () => {
          await firestore.stop();
          await sleep(step.lastsMs);
          await firestore.start();
          isStopped = false;
        });
    }
  };

  try {
    await rest(world);
    faulty.begin();
    const { until: end } = options;
    const begunMs = Date.now();
    for (const step of schedule(seed, options.sheets)) {
      if ('steps' in end ? steps >= end.steps : Date.now() - begunMs >= end.minutes * 60_000) break;
      steps++;
      await sleep(step.waitMs);
      await take(step);
    }
    log({ event: 'people stop' });
    await Promise.all(mishaps);
    while (acting > 0) await sleep(50);
    faulty.rest();
    let checkedByHand = 0;
    try {
      checkedByHand = await settle(world, (spreadsheetId) => {
        const { lastEditMs, lastMessageMs } = sheetLog(spreadsheetId);
        return lastMessageMs < lastEditMs;
      });
      violations.push(...(await violationsOf(world, await readSettled(world))), ...quotaViolations(calls));
    } catch (error) {
      if (!(error instanceof NotAtRest)) throw error;
      // What is still under way makes everything else look wrong.
      violations.push(error.message);
    }
    return {
      seed,
      sheets: options.sheets,
      seconds: (Date.now() - startedMs) / 1000,
      steps,
      edits,
      idle,
      faults,
      messages,
      passes,
      calls: {
        reads: calls.total('reads'),
        writes: calls.total('writes'),
        readsInAMinute: calls.mostInAMinute('reads'),
        writesInAMinute: calls.mostInAMinute('writes'),
      },
      feedback: slowness(feedbackMs),
      checkedByHand,
      violations,
    };
  } finally {
    await world.close();
  }
};

interface SheetLog {
  /** When the edits were made that no pass has read yet. */
  unseen: number[];
  lastEditMs: number;
  /** When the last message that was taken had arrived. */
  lastMessageMs: number;
  lastReadMs: number;
}

/** Long enough for a pass that failed again and again to be tried once more. */
const SETTLES_WITHIN_MS = 180_000;

/** Longer than anything waits that is about to begin, such as an edit for its pass. */
const STILL_FOR_MS = 1_500;

class NotAtRest extends Error {
  override name = 'NotAtRest';
}

/** Waits until nothing is under way and no sheet owes a pass. */
const rest = async (world: World): Promise<void> => {
  const endMs = Date.now() + SETTLES_WITHIN_MS;
  await world.script.idle();
  let seen = -1;
  for (let stillSinceMs = Date.now(); Date.now() - stillSinceMs < STILL_FOR_MS; await sleep(100)) {
    const busy = (await sheetRegistry(world.db).list()).filter(({ owing, lease }) => owing || lease.holder !== null);
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
        settledSheet(world.db, world.sheetsUrl, {
          name,
          spreadsheetId,
          remembered: people.remembered(),
          contents: await people.contents(),
        }),
      ),
    );
    if (world.requests().total === total) return settled;
  }
};

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

const slowness = (times: readonly number[]): FaultReport['feedback'] => {
  const sorted = times.toSorted((one, other) => one - other);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, slowest: sorted.at(-1) ?? 0 };
};
