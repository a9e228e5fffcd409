import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChangesPage, DrivePort } from '../../functions/drive/client.ts';
import { driveChanges } from '../../functions/edits/drive-changes.ts';
import { type DriveBench, openDriveBench } from '../support/drive-bench.ts';

let bench: DriveBench;
let sheets: string[];
beforeEach(async () => {
  bench = await openDriveBench({ fate: () => ({ copies: 0, lateMs: 0 }) });
  sheets = [await bench.watchedSheet(), await bench.watchedSheet(), await bench.watchedSheet()];
  bench.queued.length = 0;
  await bench.watches.change(null, (watch) => ({ answer: undefined, watch: { ...watch, pageToken: 'page-0' } }));
});
afterEach(() => bench.close());

const use = { account: null, urgency: 'people' } as const;

/** A page for each sheet, the last of which says where the log ends. */
const pageAt = (pageToken: string, mimeType = 'application/vnd.google-apps.spreadsheet'): ChangesPage => {
  const index = Number(pageToken.replace('page-', ''));
  const fileId = sheets[index];
  return {
    changes:
      fileId === undefined
        ? []
        : [{ fileId, removed: false, mimeType, version: '7', time: '2026-11-23T12:00:00.000Z' }],
    pageToken: `page-${Math.min(index + 1, sheets.length)}`,
    isLast: index >= sheets.length - 1,
  };
};

const followWith = (changes: DrivePort['changes'], ports: Partial<Parameters<typeof driveChanges>[0]> = {}) =>
  driveChanges({ ...bench.ports, ...ports, drive: (given) => ({ ...bench.ports.drive(given), changes }) });

const readTo = async () => (await bench.watches.find(null)).pageToken;

it('reads page after page, and notes after each how far it is', async () => {
  const before: (string | null)[] = [];
  const follow = followWith(async (pageToken) => {
    before.push(await readTo());
    return pageAt(pageToken);
  });
  expect((await follow(use)).queued.map(({ spreadsheetId }) => spreadsheetId)).toEqual(sheets);
  expect(before).toEqual(['page-0', 'page-1', 'page-2']);
  expect(await readTo()).toBe('page-3');
});

it('goes on at the page where it ended', async () => {
  let calls = 0;
  const ending = followWith(async (pageToken) => {
    if (++calls === 2) throw new Error('the process ends here');
    return pageAt(pageToken);
  });
  await expect(ending(use)).rejects.toThrow('ends here');
  expect(await readTo()).toBe('page-1');
  const { queued } = await followWith(async (pageToken) => pageAt(pageToken))(use);
  expect(queued.map(({ spreadsheetId }) => spreadsheetId)).toEqual(sheets.slice(1));
});

it('leaves what another process has noted, where that has read further', async () => {
  const follow = followWith(async (pageToken) => {
    await bench.watches.change(null, (watch) => ({ answer: undefined, watch: { ...watch, pageToken: 'page-3' } }));
    return pageAt(pageToken);
  });
  await follow(use);
  expect(await readTo()).toBe('page-3');
});

it('reads the log once more, and not oftener, for all who ask while it is being read', async () => {
  const calls: string[] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const follow = followWith(async (pageToken) => {
    calls.push(pageToken);
    if (calls.length === 1) await held;
    return { changes: [], pageToken, isLast: true };
  });
  const all = [follow(use), follow(use), follow(use), follow(use)];
  release();
  await Promise.all(all);
  expect(calls).toEqual(['page-0', 'page-0']);
  await follow(use);
  expect(calls).toHaveLength(3);
});

it('reads again for those who ask while a reading fails', async () => {
  let calls = 0;
  const follow = followWith(async (pageToken) => {
    if (++calls === 1) throw new Error('no answer');
    return pageAt(pageToken);
  });
  const [first, second] = await Promise.allSettled([follow(use), follow(use)]);
  expect([first!.status, second!.status]).toEqual(['rejected', 'fulfilled']);
});

it('looks no file up that is no spreadsheet', async () => {
  const follow = followWith(async (pageToken) => pageAt(pageToken, 'text/plain'), {
    sheets: { ...bench.registry, find: () => expect.unreachable() },
  });
  expect(await follow(use)).toEqual({ queued: [], gone: [], isBegunAnew: false });
});

it('asks nothing of Drive where no channel was ever opened', async () => {
  const follow = followWith(() => expect.unreachable());
  expect(await follow({ account: 'one@x.iam.gserviceaccount.com', urgency: 'people' })).toEqual({
    queued: [],
    gone: [],
    isBegunAnew: false,
  });
});
