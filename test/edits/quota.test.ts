import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockCalls,
  type QuotaLimits,
  type QuotaRequest,
  type QuotaUse,
  takeCall,
  unused,
} from '../../functions/edits/quota.ts';

const minute: QuotaLimits = { calls: 60, windowMs: 60_000 };
const noon = Date.parse('2026-11-23T12:00:00.000Z');

const read = (spreadsheetId = 'a'): QuotaRequest => ({ kind: 'reads', spreadsheetId, urgency: 'people' });
const write = (spreadsheetId = 'a'): QuotaRequest => ({ kind: 'writes', spreadsheetId, urgency: 'people' });
const inBackground = (spreadsheetId = 'a'): QuotaRequest => ({ ...read(spreadsheetId), urgency: 'background' });

/** One account over time. */
const account = (limits: QuotaLimits, use: QuotaUse = unused) => {
  let now = use;
  return {
    ask: (request: QuotaRequest, atMs: number) => {
      const { answer, use: after } = takeCall(now, request, atMs, limits);
      now = after;
      return answer;
    },
    use: () => now,
    block: (untilMs: number) => {
      now = blockCalls(now, untilMs);
    },
  };
};

const granted = { granted: true };
const later = (retryInMs: number) => ({ granted: false, retryInMs });

describe('an account of 60 calls a minute', () => {
  it('grants sixty reads at once, and the next when the first is a minute old', () => {
    const { ask } = account(minute);
    for (let second = 0; second < 60; second++) expect(ask(read(`s${second}`), noon + second)).toEqual(granted);
    expect(ask(read('late'), noon + 100)).toEqual(later(59_900));
    expect(ask(read('late'), noon + 59_999)).toEqual(later(1));
    expect(ask(read('late'), noon + 60_000)).toEqual(granted);
  });

  it('tells those who wait times of their own, first come first served', () => {
    const { ask } = account(minute, {
      ...unused,
      reads: Array.from({ length: 60 }, (_, index) => noon + index * 1000),
    });
    const at = noon + 59_500;
    expect(['x', 'y', 'z'].map((sheet) => ask(read(sheet), at))).toEqual([later(500), later(1500), later(2500)]);
    // Whoever asks for the first time does not get what others have waited for.
    expect(ask(read('new'), noon + 60_000)).toEqual(later(3000));
    expect(ask(read('x'), noon + 60_000)).toEqual(granted);
    expect(ask(read('y'), noon + 61_000)).toEqual(granted);
  });

  it('does not keep others waiting for one that does not come', () => {
    const { ask } = account(minute, { ...unused, reads: Array.from({ length: 60 }, () => noon) });
    ask(read('crashed'), noon + 1);
    expect(ask(read('b'), noon + 70_000)).toEqual(granted);
  });

  it('grants no read where no write would be left for its pass', () => {
    const { ask } = account(minute, { ...unused, writes: Array.from({ length: 60 }, () => noon) });
    expect(ask(read(), noon + 10)).toEqual(later(59_990));
  });

  it('grants a write to a pass that has read, however many wait', () => {
    const { ask } = account(minute, { ...unused, reads: Array.from({ length: 60 }, () => noon) });
    for (const sheet of ['x', 'y', 'z']) ask(read(sheet), noon);
    expect(ask(write(), noon)).toEqual(granted);
  });

  it('grants a read that mends before those who wait, and none beyond the limit', () => {
    const mending: QuotaRequest = { ...read('m'), urgency: 'mending' };
    const { ask } = account(minute, {
      ...unused,
      reads: Array.from({ length: 60 }, (_, index) => noon + index * 1000),
    });
    for (const sheet of ['x', 'y', 'z']) ask(read(sheet), noon + 59_500);
    expect(ask(mending, noon + 59_500)).toEqual(later(500));
    expect(ask(mending, noon + 60_000)).toEqual(granted);
    // The next who waits comes a second later than it was told.
    expect(ask(read('x'), noon + 60_000)).toEqual(later(1000));
  });

  it('keeps half of the calls for people', () => {
    const { ask } = account(minute);
    const answers = Array.from({ length: 31 }, (_, index) => ask(inBackground(`b${index}`), noon + index));
    expect(answers.slice(0, 30).every(({ granted: yes }) => yes)).toBe(true);
    expect(answers[30]).toEqual(later(59_970));
    expect(ask(read('people'), noon + 40)).toEqual(granted);
  });

  it('grants nothing before the time that Google has told', () => {
    const { ask, block } = account(minute);
    block(noon + 30_000);
    expect([ask(read('x'), noon), ask(read('y'), noon), ask(write(), noon)]).toEqual([
      later(30_000),
      later(31_000),
      later(30_000),
    ]);
    expect(ask(read('x'), noon + 30_000)).toEqual(granted);
  });
});

it('however sheets ask, no minute has more calls than the limit, and everybody who waits as told gets through', () => {
  const limits: QuotaLimits = { calls: 5, windowMs: 1000 };
  const asks = fc.array(
    fc.record({
      sheet: fc.integer({ min: 0, max: 8 }),
      afterMs: fc.integer({ min: 0, max: 300 }),
      urgency: fc.constantFrom('people' as const, 'background' as const),
    }),
    { minLength: 20, maxLength: 80 },
  );
  fc.assert(
    fc.property(asks, (list) => {
      const { ask } = account(limits);
      const calls: Record<'reads' | 'writes', number[]> = { reads: [], writes: [] };
      let at = noon;
      const due: { at: number; request: QuotaRequest; denied: number }[] = list.map(({ sheet, afterMs, urgency }) => {
        at += afterMs;
        return { at, request: { kind: 'reads', spreadsheetId: `s${sheet}`, urgency }, denied: 0 };
      });
      for (let steps = 0; due.length > 0; steps++) {
        if (steps > 20_000) throw new Error('somebody never gets through');
        due.sort((one, other) => one.at - other.at);
        const next = due.shift()!;
        const answer = ask(next.request, next.at);
        if (!answer.granted) {
          expect(answer.retryInMs).toBeGreaterThan(0);
          due.push({ ...next, at: next.at + answer.retryInMs, denied: next.denied + 1 });
          continue;
        }
        calls[next.request.kind].push(next.at);
        if (next.request.kind === 'reads')
          due.push({ at: next.at + 10, request: { ...next.request, kind: 'writes' }, denied: 0 });
      }
      for (const times of Object.values(calls))
        for (const [index, time] of times.entries())
          expect((times[index + limits.calls] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThanOrEqual(
            limits.windowMs,
          );
    }),
    { seed: 5, numRuns: 150 },
  );
});
