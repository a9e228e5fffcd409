import { type Announcement, type Message, newMessage, type Reply, sendMessage } from './message.ts';
import { readConnection, readProblem } from './properties.ts';
import { awaitWindow, takeTurn, takeWaiting } from './turn.ts';

export type { Announcement } from './message.ts';

/** `left`: another run of this script is sending for this sheet and announces this as well. */
export type Outcome = Reply | { kind: 'left' };

/**
 * Tells the functions that the sheet changed, unless another run is about to. Returns when the last of what this run took on has been
 * delivered or given up; the person who typed waits for none of it.
 *
 * The first failure of a kind that may pass is tried again, twice. While the functions stay away each message is tried once: the next
 * edit is the next try, and its message stands for all that came before.
 */
export function announce(announcement: Announcement): Outcome {
  const connection = readConnection();
  if (!connection) return { kind: 'not-connected', detail: 'no address and key', mayPass: false };
  if (!takeTurn(announcement)) return { kind: 'left' };

  const startedMs = Date.now();
  const retryDelaysMs = readProblem() ? [] : [1000, 3000];
  let retries = 0;
  let unsent: Announcement | null = announcement;
  let message: Message | null = null;
  let reply: Reply = { kind: 'delivered' };
  for (;;) {
    awaitWindow();
    const next = takeWaiting(unsent, Date.now() - startedMs < stayMs);
    if (!next) return reply;
    // What came in meanwhile makes it another message: under the old id the functions would take it for one they already have.
    if (message === null || next !== unsent) message = newMessage(next);
    unsent = next;
    reply = sendMessage(message, connection);

    const delayMs = retryDelaysMs[retries];
    if (reply.kind !== 'delivered' && reply.mayPass && delayMs !== undefined) {
      retries += 1;
      Utilities.sleep(delayMs);
    } else {
      unsent = null;
      message = null;
      if (reply.kind === 'delivered') retries = 0;
    }
  }
}

/** Google ends a run after six minutes. One that sends for others so long lets the next edit's run take over. */
const stayMs = 240_000;
