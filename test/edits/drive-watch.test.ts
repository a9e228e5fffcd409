import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  channelStanding,
  channelWork,
  type DriveChannel,
  type DriveWatch,
  emptyWatch,
  hasSecret,
  newChannel,
  withHeard,
  withOpened,
  withoutChannel,
} from '../../functions/edits/drive-watch.ts';

const startMs = Date.parse('2026-11-23T12:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const address = 'https://planner.example/onDriveChange';

const open = (id: string, changes: Partial<DriveChannel> = {}): DriveChannel => ({
  ...newChannel(id, address, 'secret', startMs),
  state: 'open',
  resourceId: 'the-log',
  ...changes,
});
const watchOf = (...channels: DriveChannel[]): DriveWatch => ({ account: null, pageToken: '1', channels });

/** What is to be done so long after the start: the channel to open, and those to stop. */
const workAt = (watch: DriveWatch, afterMs: number, { isWanted = true, isDeaf = false, at = address } = {}) => {
  const nowMs = startMs + afterMs;
  const draft = isWanted ? newChannel('new', at, 'another secret', nowMs) : null;
  const { work } = channelWork(watch, { isDeaf, nowMs, draft });
  return { opens: work.opens?.id ?? null, stops: work.stops.map(({ id }) => id) };
};

describe('channelWork', () => {
  const opening = open('a', { state: 'opening', resourceId: null });
  it.each<[what: string, ReturnType<typeof workAt>, opens: string | null, stops: string[]]>([
    ['none is there', workAt(emptyWatch(null), 0), 'new', []],
    ['none is there, and none is wanted', workAt(emptyWatch(null), 0, { isWanted: false }), null, []],
    ['there is time', workAt(watchOf(open('a')), 4 * DAY), null, []],
    ['a third of its time is left', workAt(watchOf(open('a')), 5 * DAY), 'new', []],
    [
      'Google has granted an hour, and half of it is over',
      workAt(watchOf(open('a', { expiresAt: '2026-11-23T13:00:00.000Z' })), 30 * MINUTE),
      null,
      [],
    ],
    [
      'Google has granted an hour, and most of it is over',
      workAt(watchOf(open('a', { expiresAt: '2026-11-23T13:00:00.000Z' })), 41 * MINUTE),
      'new',
      [],
    ],
    ['it has expired', workAt(watchOf(open('a')), 7 * DAY), 'new', []],
    ['it is not wanted any more', workAt(watchOf(open('a')), DAY, { isWanted: false }), null, ['a']],
    [
      'the functions are at another address now',
      workAt(watchOf(open('a')), DAY, { at: 'https://moved.example' }),
      'new',
      [],
    ],
    ['it does not tell of changes', workAt(watchOf(open('a')), DAY, { isDeaf: true }), 'new', []],
    [
      'it was opened just now, and has not told yet',
      workAt(watchOf(open('a')), 4 * MINUTE, { isDeaf: true }),
      null,
      [],
    ],
    ['somebody is opening one', workAt(watchOf(opening), 30_000), null, []],
    ['somebody was opening one, and has crashed', workAt(watchOf(opening), 2 * MINUTE), 'new', []],
    [
      'that one has told since how it is stopped',
      workAt(watchOf({ ...opening, resourceId: 'the-log' }), 2 * MINUTE),
      'new',
      ['a'],
    ],
    [
      'there are two',
      workAt(watchOf(open('a'), open('b', { openedAt: '2026-11-24T12:00:00.000Z' })), 2 * DAY),
      null,
      ['a'],
    ],
  ])('where %s', (_, work, opens, stops) => {
    expect(work).toEqual({ opens, stops });
  });

  it('tells one of two who ask at the same time to open, because the second finds what the first has noted', () => {
    const wishes = { isDeaf: false, nowMs: startMs, draft: newChannel('new', address, 'x', startMs) };
    const first = channelWork(emptyWatch(null), wishes);
    expect(first.work.opens).not.toBeNull();
    expect(channelWork(first.watch, wishes).work.opens).toBeNull();
  });
});

it('a channel keeps of its secret only what it is recognized by', () => {
  const channel = newChannel('a', address, 'the secret', startMs);
  expect(JSON.stringify(channel)).not.toContain('the secret');
  for (const [secret, fits] of [
    ['the secret', true],
    ['the secreT', false],
    ['', false],
    ['x'.repeat(1000), false],
  ] as const)
    expect(hasSecret(channel, secret)).toBe(fits);
});

it('however calls to Google go, there is never more than one channel that stays, and in the end there is one', () => {
  const step = fc.record({
    afterMs: fc.integer({ min: 0, max: 2 * DAY }),
    isWanted: fc.boolean(),
    isDeaf: fc.boolean(),
    opening: fc.constantFrom('opened', 'refused', 'no answer', 'no answer, though opened'),
    stopping: fc.constantFrom('stopped', 'failed'),
    isHeard: fc.boolean(),
  });
  const usual = {
    afterMs: 5 * MINUTE,
    isWanted: true,
    isDeaf: false,
    opening: 'opened',
    stopping: 'stopped',
    isHeard: true,
  };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let watch = emptyWatch(null);
      let nowMs = startMs;
      let ids = 0;
      /** Channels at Google, with when they expire. */
      const atGoogle = new Map<string, number>();
      for (const { afterMs, isWanted, isDeaf, opening, stopping, isHeard } of [...steps, usual, usual, usual]) {
        nowMs += afterMs;
        for (const [id, expiresAtMs] of atGoogle) if (expiresAtMs <= nowMs) atGoogle.delete(id);
        const draft = isWanted ? newChannel(`channel-${++ids}`, address, 'secret', nowMs) : null;
        const decided = channelWork(watch, { isDeaf, nowMs, draft });
        watch = decided.watch;
        let { stops } = decided.work;
        const { opens } = decided.work;
        if (opens) {
          const expiresAtMs = Date.parse(opens.expiresAt);
          if (opening === 'opened' || opening === 'no answer, though opened') atGoogle.set(opens.id, expiresAtMs);
          if (opening === 'opened')
            ({ watch, stops } = withOpened(watch, opens.id, { resourceId: 'the-log', expiresAtMs }));
          if (opening === 'refused') watch = withoutChannel(watch, opens.id);
        }
        for (const { id } of stops) {
          if (stopping === 'failed') continue;
          atGoogle.delete(id);
          watch = withoutChannel(watch, id);
        }
        if (isHeard)
          for (const id of atGoogle.keys())
            watch = withHeard(watch, id, { nowMs, resourceId: 'the-log', readAfter: 1 });
        const known = new Set(watch.channels.map(({ id }) => id));
        // Nothing at Google that nobody could stop, or would let in.
        for (const id of atGoogle.keys()) expect(known).toContain(id);
      }
      expect(watch.channels.filter(({ state }) => state === 'open')).toHaveLength(1);
      expect(atGoogle.size).toBe(1);
      expect(channelStanding(watch).channelExpiresAt).not.toBeNull();
    }),
  );
});
