import type { Announcement } from './message.ts';

/**
 * Whose turn it is to send: at most one message a second a sheet, and nothing lost.
 *
 * Apps Script runs each edit's trigger at once, side by side with others. They agree through one cache entry, read and written only
 * under the document's lock:
 *
 * | the edit comes                          | what its run does                                                       |
 * | --------------------------------------- | ----------------------------------------------------------------------- |
 * | and nobody is sending                   | takes the turn, waits until a second after the last message, sends      |
 * | while another run has the turn          | leaves its announcement with that run and ends at once                  |
 * | while that run's message is on its way  | the same: that run looks again after sending, and sends once more       |
 *
 * So the last edit of a burst is announced by a message that is sent after it. A message stands for all edits before it, as
 * the functions read the whole sheet; of several that wait, the newest is the one that is named.
 *
 * What can go wrong costs a message too many, never an edit: without the lock or the cache a run sends by itself; when the cache forgets,
 * a run still sends its own announcement; a run that Google ends while it has the turn loses the turn after `turnMs`.
 */
export interface Turn {
  /** When the last message was sent. */
  lastSentMs: number;
  /** Until when some run has the turn; 0 when none has. */
  heldUntilMs: number;
  /** What came in since, for the run that has the turn. */
  waiting: Announcement | null;
}

/** @returns false when another run has the turn and takes this announcement along */
export function takeTurn(announcement: Announcement): boolean {
  const mine = inTurn('locked', (turn) => {
    const heldForMs = turn.heldUntilMs - Date.now();
    // Nobody holds it longer than this; after a clock was set back it only looks so.
    if (heldForMs > 0 && heldForMs <= turnMs) {
      turn.waiting = announcement;
      return false;
    }
    turn.heldUntilMs = Date.now() + turnMs;
    // Left over from a run that was ended; this announcement is newer and stands for it too.
    turn.waiting = null;
    return true;
  });
  return mine !== false;
}

/** Waits until a second has passed since this sheet's last message. Nobody else sends meanwhile, so no lock is needed. */
export function awaitWindow(): void {
  let waitMs = windowMs;
  try {
    waitMs = readTurn().lastSentMs + windowMs - Date.now();
  } catch (error) {
    console.warn('TechHire Planner: waiting a whole second. %s', error);
  }
  // The upper bound covers a clock that was set back meanwhile.
  if (waitMs > 0) Utilities.sleep(Math.min(waitMs, windowMs));
}

/**
 * What to say in the message that is sent now: the newest that came in, else what this run has to send itself.
 *
 * @param stay  false where this run sends for the last time: whoever comes next takes the turn for itself
 */
export function takeWaiting(own: Announcement | null, stay: boolean): Announcement | null {
  // Without the lock too: a turn that is kept by mistake would swallow the edits of the next half minute.
  const next = inTurn('locked if possible', (turn) => {
    const announcement = turn.waiting || own;
    turn.waiting = null;
    turn.lastSentMs = Date.now();
    turn.heldUntilMs = stay ? Date.now() + turnMs : 0;
    return announcement;
  });
  return next === undefined ? own : next;
}

/** @returns true when the turn was given back; false when more came in, which is for this run to send */
export function endTurn(): boolean {
  const ended = inTurn('locked if possible', (turn) => {
    if (turn.waiting) return false;
    turn.heldUntilMs = 0;
    return true;
  });
  return ended !== false;
}

const windowMs = 1000;

/** Longer than a message takes; within it a run that Google ended keeps others from sending. */
const turnMs = 30_000;

const cacheKey = 'techhireTurn';
const cacheSeconds = 600;
const lockMs = 10_000;

/** @returns undefined where the lock or the cache could not be had */
function inTurn<Result>(how: 'locked' | 'locked if possible', decide: (turn: Turn) => Result): Result | undefined {
  const lock = LockService.getDocumentLock();
  try {
    if (!lock.tryLock(lockMs) && how === 'locked') return undefined;
    const turn = readTurn();
    const result = decide(turn);
    documentCache().put(cacheKey, JSON.stringify(turn), cacheSeconds);
    return result;
  } catch (error) {
    console.warn('TechHire Planner: sending without taking turns. %s', error);
    return undefined;
  } finally {
    if (lock.hasLock()) lock.releaseLock();
  }
}

function readTurn(): Turn {
  const text = documentCache().get(cacheKey);
  return text ? JSON.parse(text) : { lastSentMs: 0, heldUntilMs: 0, waiting: null };
}

function documentCache(): GoogleAppsScript.Cache.Cache {
  const cache = CacheService.getDocumentCache();
  if (!cache) throw new Error('This script works only inside a spreadsheet.');
  return cache;
}
