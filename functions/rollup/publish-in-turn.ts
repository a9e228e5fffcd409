import { type Publishing, publishAndTell } from './publish.ts';
import type { PublishedRollup } from './rollup.ts';
import type { ToldStore } from './told-store.ts';

/**
 * Publishes beside all that readers have been told of the year, and keeps what this export tells before anybody reads it. Where another export of the same
 * communities comes in between, this one is made anew beside it.
 *
 * @throws UnsafeExport where the audit finds that too much could be worked out
 */
export const publishInTurn = async (store: ToldStore, input: Publishing): Promise<PublishedRollup> => {
  const communities = Array.from(input.summaries, ({ communityId }) => communityId);
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const told = await store.read(input.year, communities);
    const { rollup, telling } = publishAndTell({ ...input, told });
    if (told === null || (await store.keep(input.year, communities, telling, told))) return rollup;
  }
  throw new Error(`Cannot publish a rollup for ${input.year}: ${MOST_TURNS} other exports came in between. Retry.`);
};

const MOST_TURNS = 5;
