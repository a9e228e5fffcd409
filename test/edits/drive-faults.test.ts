import { describe, expect, it } from 'vitest';
import { DriveError, type DrivePort } from '../../functions/drive/client.ts';
import { driveChanges } from '../../functions/edits/drive-changes.ts';
import type { DrivePushPorts } from '../../functions/edits/drive-push.ts';
import { type Chance, chanceOf } from '../../scripts/chance.ts';
import { openDriveBench } from '../support/drive-bench.ts';

const MINUTE = 60_000;

const ACCOUNTS = [null, 'one@x.iam.gserviceaccount.com', 'two@x.iam.gserviceaccount.com'];

/** A Drive of which calls fail, before they are carried out or after. */
const failing =
  (drive: DrivePushPorts['drive'], chance: Chance, isResting: () => boolean): DrivePushPorts['drive'] =>
  (use) => {
    const port = drive(use);
    const maybe = <Given extends unknown[], T>(call: (...given: Given) => Promise<T>) => {
      return async (...given: Given): Promise<T> => {
        if (isResting() || !chance.is(0.3)) return call(...given);
        const isCarriedOut = chance.is(0.5);
        if (isCarriedOut) await call(...given);
        const status = chance.pick(isCarriedOut ? [null, 500, 503] : [null, 403, 429, 500, 503]);
        throw new DriveError('It was made to fail.', { status, reason: null, retryAfterMs: null });
      };
    };
    return {
      startPageToken: maybe(port.startPageToken),
      changes: maybe(port.changes),
      watch: maybe(port.watch),
      stop: maybe(port.stop),
      sees: port.sees,
      mayEdit: port.mayEdit,
    } satisfies DrivePort;
  };

/*
 * People type, and everything between them and the queue goes wrong: notifications get lost, doubled and late, calls to Drive and the queue fail,
 * functions answer 500, channels are dropped, page tokens forgotten, and days go by between two runs of the schedule.
 */
describe('whatever goes wrong', () => {
  it.each([1, 2])(
    'every edit is followed by a pass, and each account has its channel in the end: seed %i',
    { timeout: 60_000 },
    async (seed) => {
      const chance = chanceOf(seed, 'drive');
      let isResting = true;
      const bench = await openDriveBench({
        fate: () => {
          if (isResting) return { copies: 1, lateMs: 0 };
          return { copies: chance.pick([0, 1, 1, 2]), lateMs: chance.is(0.5) ? chance.between(0, 60) : 0 };
        },
      });
      try {
        /** What the newest pass of each sheet finds at least. */
        const seen = new Map<string, number>();
        const noteSeen = async (spreadsheetId: string): Promise<void> => {
          seen.set(spreadsheetId, bench.revision(spreadsheetId));
          await bench.passed(spreadsheetId);
        };
        const ports = {
          ...bench.ports,
          drive: failing(bench.ports.drive, chance, () => isResting),
          queue: {
            enqueue: async (spreadsheetId: string) => {
              if (!isResting && chance.is(0.2)) throw new Error('It was made to fail.');
              await noteSeen(spreadsheetId);
            },
          },
        };
        const push = bench.pushWith(ports);
        const sheets: string[] = [];
        for (const account of [...ACCOUNTS, ...ACCOUNTS]) sheets.push(await bench.watchedSheet(account));
        bench.deps.follow = driveChanges(ports);

        isResting = false;
        for (let step = 0; step < 25; step++) {
          for (let edits = chance.between(0, 3); edits > 0; edits--)
            bench.types(chance.pick(sheets), String(chance.between(1, 1_000_000)));
          bench.clock.ms += chance.is(0.1) ? chance.between(0, 4_000) * MINUTE : chance.between(0, 20) * MINUTE;
          if (chance.is(0.2)) bench.trouble.push(chance.pick([500, 503, 404]));
          if (chance.is(0.1) && bench.drive.open().length > 0) bench.drive.lose(chance.pick(bench.drive.open()));
          if (chance.is(0.05)) bench.drive.forgetTokens();
          // As two instances do whose schedules overlap.
          if (chance.is(0.4)) await Promise.all([push.tend(), bench.pushWith(ports).tend()]);
          if (chance.is(0.3)) await bench.quiet();
        }
        isResting = true;
        bench.trouble.length = 0;
        for (let run = 0; run < 3; run++) {
          bench.clock.ms += 10 * MINUTE;
          for (const { error } of await push.tend()) expect(error).toBeNull();
          await bench.quiet();
        }
        // What was counted and could not be queued the queue finds by itself.
        for (const spreadsheetId of await bench.registry.owing()) await noteSeen(spreadsheetId);

        const missed = sheets.filter((spreadsheetId) => (seen.get(spreadsheetId) ?? 1) < bench.revision(spreadsheetId));
        expect(missed).toEqual([]);
        const known = (await bench.watches.list()).flatMap(({ channels }) => channels.map(({ id }) => id));
        expect(bench.drive.open().filter((id) => !known.includes(id))).toEqual([]);
        for (const account of ACCOUNTS) {
          const open = (await bench.channels(account)).filter(({ state }) => state === 'open');
          expect(open.map(({ id }) => id)).toHaveLength(1);
          expect(Date.parse(open[0]!.expiresAt)).toBeGreaterThan(bench.clock.ms);
        }
      } finally {
        await bench.close();
      }
    },
  );
});
