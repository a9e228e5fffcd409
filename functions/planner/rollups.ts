import { handleRollup, type RollupRequest, type RollupResponse } from '../rollup/handler.ts';
import { firestoreSummaries } from '../rollup/summaries.ts';
import type { Store } from './store.ts';

export interface Rollups {
  rollup(request: RollupRequest): Promise<RollupResponse>;
}

export const rollups = ({ firestore }: Store): Rollups => {
  const summaries = firestoreSummaries(firestore);
  return { rollup: (request) => handleRollup(request, { summaries }) };
};
