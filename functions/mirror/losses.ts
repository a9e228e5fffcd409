import type { Firestore } from '@google-cloud/firestore';
import { sectionList } from '../plan/plan.ts';
import { doubted, historyFromOf, type IndexHead } from './index-head.ts';
import type { MirrorPaths } from './paths.ts';
import { readIndexShards, splitRowKey } from './row-index.ts';

/** A part of a mirror that is gone though the index tells of it: deleted by hand, or by a restore of an old backup. */
export type MirrorLoss = 'rows' | 'plan' | 'summary' | 'community' | 'history';

/** What the mirror has, against what its index says: rows and history by number, so that it costs some twenty reads whatever the plan's size. */
export const findLosses = async (db: Firestore, paths: MirrorPaths, head: IndexHead): Promise<MirrorLoss[]> => {
  const rest = Array.from({ length: head.shards - 1 }, (_, index) => db.doc(paths.indexShard(index + 1)));
  const shards = rest.length === 0 ? [] : await db.getAll(...rest);
  const texts = [head.rows, ...shards.map((shard) => (shard.get('rows') as string | undefined) ?? '')];
  const indexed = Map.groupBy(readIndexShards(texts).keys(), (key) => splitRowKey(key).section);
  const from = historyFromOf(head);
  const history = db.collection(paths.history).where('revision', '>=', from ?? 0);
  const [counts, entries, documents] = await Promise.all([
    Promise.all(
      sectionList.map(async ({ name }) => (await db.collection(paths.table(name)).count().get()).data().count),
    ),
    history.count().get(),
    db.getAll(db.doc(paths.plan), db.doc(paths.summary), db.doc(paths.community), { fieldMask: ['communityId'] }),
  ]);
  const [plan, summary, community] = documents;
  const { fingerprints } = head;
  const isGone: Record<MirrorLoss, boolean> = {
    rows: sectionList.some(({ name }, index) => counts[index] !== (indexed.get(name)?.length ?? 0)),
    plan: fingerprints.plan !== null && !plan!.exists,
    summary: fingerprints.summary !== null && !summary!.exists,
    community: fingerprints.community !== null && !community!.exists,
    // Each revision has one entry.
    history: from !== null && entries.data().count !== head.revision - from + 1,
  };
  return (Object.keys(isGone) as MirrorLoss[]).filter((part) => isGone[part]);
};

/** What the next commit goes by: it reads the rows, writes what differs, and where history was lost tells all rows anew. */
export const doubtfulHead = (losses: readonly MirrorLoss[]): Partial<IndexHead> => ({
  format: doubted,
  ...(losses.includes('history') && { historyFrom: null }),
});
