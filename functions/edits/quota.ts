import type { Calls } from '../sheet/access.ts';

/*
 * Who may call the Sheets API now. Google counts the calls of an account over a minute; here are kept the times of the calls of the last
 * minute, so that no minute, wherever it begins, has more than the limit. Pure: the time is passed in.
 */

/** What is known of one account. Times are in milliseconds since 1970. */
export interface QuotaUse {
  /** When each call of the last minute was granted, oldest first. */
  reads: number[];
  writes: number[];
  /** Google has refused a call: none is granted before. */
  blockedUntil: number;
  /** Sheets whose people wait for a pass, in the order in which they came. */
  waiting: WaitingSheet[];
}

export interface WaitingSheet {
  spreadsheetId: string;
  /** When it was told to come again. */
  dueAt: number;
}

export interface QuotaLimits {
  /** Calls of each kind in `windowMs`. */
  calls: number;
  /** A minute, and a little for calls that arrive at Google later after their grant than others do. */
  windowMs: number;
}

export interface QuotaRequest {
  kind: keyof Calls;
  spreadsheetId: string;
  urgency: 'mending' | 'people' | 'background';
}

export type QuotaAnswer = { granted: true } | { granted: false; retryInMs: number };

export const unused: QuotaUse = { reads: [], writes: [], blockedUntil: 0, waiting: [] };

/** Forgets what is over. */
export const quotaUseAt = (use: QuotaUse, nowMs: number, { windowMs }: QuotaLimits): QuotaUse => ({
  reads: use.reads.filter((at) => at > nowMs - windowMs),
  writes: use.writes.filter((at) => at > nowMs - windowMs),
  blockedUntil: use.blockedUntil > nowMs ? use.blockedUntil : 0,
  // Whoever does not come has crashed or found nothing to do, and others need not wait for it.
  waiting: use.waiting.filter(({ dueAt }) => dueAt > nowMs - NO_SHOW_MS),
});

/**
 * Grants a call, or tells when to come again.
 *
 * | call                         | is granted where                                                       |
 * | ---------------------------- | ---------------------------------------------------------------------- |
 * | a write                      | one is left: its pass has read already, and nobody gains by its waiting |
 * | a read that mends            | it is left: what somebody typed is overwritten meanwhile               |
 * | a read for people            | a read and a write are left over for it after those who waited before it |
 * | a read in the background     | half of all is left after everybody who waits                          |
 *
 * Those who have to wait are told different times, one for each call that becomes free, so that they do not come all at once.
 */
export const takeCall = (
  before: QuotaUse,
  request: QuotaRequest,
  nowMs: number,
  limits: QuotaLimits,
): { answer: QuotaAnswer; use: QuotaUse } => {
  const use = quotaUseAt(before, nowMs, limits);
  const { kind, spreadsheetId, urgency } = request;
  const place = use.waiting.findIndex((sheet) => sheet.spreadsheetId === spreadsheetId);
  const ahead =
    kind === 'writes' || urgency === 'mending' ? 0 : urgency === 'people' && place >= 0 ? place : use.waiting.length;
  const leftOver = kind === 'reads' && urgency === 'background' ? Math.floor(limits.calls / 2) : 0;
  const needed = ahead + 1 + leftOver;
  const freeAt = Math.max(
    use.blockedUntil === 0 ? nowMs : use.blockedUntil + (ahead * limits.windowMs) / limits.calls,
    timeOfFree(use[kind], needed, limits, nowMs),
    kind === 'reads' ? timeOfFree(use.writes, needed, limits, nowMs) : nowMs,
  );
  if (freeAt <= nowMs) {
    const waiting = kind === 'reads' ? use.waiting.filter((_, index) => index !== place) : use.waiting;
    return { answer: { granted: true }, use: { ...use, [kind]: [...use[kind], nowMs], waiting } };
  }
  const retryInMs = freeAt - nowMs;
  return {
    answer: { granted: false, retryInMs },
    use:
      kind === 'reads' && urgency === 'people'
        ? { ...use, waiting: queued(use.waiting, place, { spreadsheetId, dueAt: freeAt }) }
        : use,
  };
};

/** After a refusal of Google's own. */
export const blockCalls = (use: QuotaUse, untilMs: number): QuotaUse => ({
  ...use,
  blockedUntil: Math.max(use.blockedUntil, untilMs),
});

/** How long after its time a waiting sheet still keeps its place. */
const NO_SHOW_MS = 10_000;

/** More than can come through in some minutes; whoever comes after them is told a time, but keeps no place. */
const LONGEST_QUEUE = 300;

const queued = (waiting: readonly WaitingSheet[], place: number, sheet: WaitingSheet): WaitingSheet[] =>
  place >= 0
    ? waiting.map((each, index) => (index === place ? sheet : each))
    : waiting.length < LONGEST_QUEUE
      ? [...waiting, sheet]
      : [...waiting];

/** When so many calls are free, if those who are ahead take theirs as soon as they can. */
const timeOfFree = (
  times: readonly number[],
  needed: number,
  { calls, windowMs }: QuotaLimits,
  nowMs: number,
): number => {
  const free = calls - times.length;
  if (needed <= free) return nowMs;
  // The calls that were made become free one after the other, then those that are free now and are taken by others before.
  const turn = needed - free - 1;
  const round = Math.max(calls, times.length);
  return (times[turn % round] ?? nowMs) + windowMs * (1 + Math.floor(turn / round));
};
