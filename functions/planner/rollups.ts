import type { Config } from '../config.ts';
import type { RollupRequest, RollupResponse } from '../rollup/answer.ts';
import { NOT_GIVEN_OUT } from '../rollup/handler.ts';
import type { Publisher } from '../rollup/publisher.ts';
import { snapshotStore } from '../rollup/snapshots.ts';
import { firestoreSummaries } from '../rollup/summaries.ts';
import { toldStore } from '../rollup/told-store.ts';
import { handleSharedRollup } from '../sharing/on-rollup.ts';
import type { Watch } from '../watch/watch.ts';
import { openLinks } from './links.ts';
import type { Store } from './store.ts';

export interface Rollups {
  /** @param isRead  false where only the headers are asked for */
  rollup(request: RollupRequest, isRead?: boolean): Promise<RollupResponse>;
}

export const rollups = (config: Config, { failed }: Watch, store: Store): Rollups => {
  const deps = {
    summaries: firestoreSummaries(store.firestore),
    publisher: publisherOf(config),
    snapshots: snapshotStore(store.firestore),
    told: toldStore(store.firestore),
    ...openLinks(store),
    now: () => new Date(),
  };
  return {
    rollup: async (request, isRead) => {
      const { cause, ...response } = await handleSharedRollup(request, deps, isRead);
      if (cause) failed(NOT_GIVEN_OUT, cause, { scope: request.query.scope, year: request.query.year });
      return response;
    },
  };
};

/** A name comes with every identifier: the settings are refused otherwise. */
const publisherOf = ({
  publisherOrganization: organization,
  publisherName: name,
  publisherType: type,
  grantPrefix,
}: Config): Publisher | null =>
  organization === null || name === null ? null : { organization, name, type, grantPrefix };
