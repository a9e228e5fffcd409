import type { Config } from '../config.ts';
import { handleRollup, type RollupRequest, type RollupResponse } from '../rollup/handler.ts';
import type { Publisher } from '../rollup/publisher.ts';
import { firestoreSummaries } from '../rollup/summaries.ts';
import type { Store } from './store.ts';

export interface Rollups {
  rollup(request: RollupRequest): Promise<RollupResponse>;
}

export const rollups = (config: Config, { firestore }: Store): Rollups => {
  const summaries = firestoreSummaries(firestore);
  return { rollup: (request) => handleRollup(request, { summaries, publisher: publisherOf(config) }) };
};

/** A name comes with every identifier: the settings are refused otherwise. */
const publisherOf = ({
  publisherOrganization: organization,
  publisherName: name,
  publisherType: type,
  grantPrefix,
}: Config): Publisher | null =>
  organization === null || name === null ? null : { organization, name, type, grantPrefix };
