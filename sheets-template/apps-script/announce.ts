import { type Announcement, type Message, newMessage, type Reply, sendMessage } from './message.ts';
import { sayOutcome } from './notices.ts';
import { readConnection, readProblem } from './properties.ts';
import { awaitWindow, endTurn, takeTurn, takeWaiting } from './turn.ts';

/** `left`: another run of this script is sending for this sheet and announces this as well. */
export type Outcome = Reply | { kind: 'left' };

/**
 * Tells the functions that the sheet changed, unless another run is about to. Ends when the last of what this run took on has been
 * delivered or given up; the person who typed waits for none of it.
 *
 * The first failure of a kind that may pass is tried again, twice. While the functions stay away each message is tried once: the next
 * edit is the next try, and its message stands for all that came before.
 *
 * @param say  tells people how it went with this announcement; those that other runs left with this one are told as edits are
 */
export function announce(announcement: Announcement, say: (outcome: Outcome) => void = sayOutcome): void {
  const connection = readConnection();
  if (!connection) {
    say({ kind: 'not-connected', detail: 'no address and key', mayPass: false });
    return;
  }
  if (!takeTurn(announcement)) {
    say({ kind: 'left' });
    return;
  }

  const startedMs = Date.now();
  const retryDelaysMs = readProblem() ? [] : [1000, 3000];
  let unsent: Announcement | null = announcement;
  let message: Message | null = null;
  let tell = say;
  for (;;) {
    awaitWindow();
    const stays = Date.now() - startedMs < stayMs;
    const next: Announcement | null = takeWaiting(unsent, stays);
    if (!next) return;
    // What came in meanwhile makes it another message: under the old id the functions would take it for one they already have.
    if (message === null || next !== unsent) message = newMessage(next);
    const reply = sendMessage(message, connection);

    const delayMs = stays && reply.kind !== 'delivered' && reply.mayPass ? retryDelaysMs.shift() : undefined;
    if (delayMs !== undefined) {
      unsent = next;
      Utilities.sleep(delayMs);
      continue;
    }
    // Before looking for more: whoever types on and on should hear of a problem now.
    tell(reply);
    tell = sayOutcome;
    unsent = null;
    message = null;
    if (!stays || endTurn()) return;
  }
}

/** Google ends a run after six minutes. One that sends for others so long lets the next edit's run take over. */
const stayMs = 240_000;
