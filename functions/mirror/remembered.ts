import type { Firestore } from '@google-cloud/firestore';
import type { SectionName } from '../plan/plan.ts';
import type { RowMemory, RowName, RowText, UnnamedRows } from '../sheet/identity.ts';
import { documentIdOf } from './document-id.ts';
import type { MirrorPaths } from './paths.ts';
import { type RowIndex, readIndexShards, rowKey, splitRowKey } from './row-index.ts';

/** How many disputed rows are looked up at most; of a larger paste the rest is taken as it stands. */
const MOST_DISPUTED = 300;
/** How many rows that are gone are looked up at most: more than a table has that people fill in by hand. */
const MOST_GONE = 5000;

/** See MirrorStore.remembered. */
export const rememberedRows = async (
  db: Firestore,
  paths: MirrorPaths,
  { disputed, unnamed }: { disputed: readonly RowName[]; unnamed: readonly UnnamedRows[] },
): Promise<{ memory: RowMemory; documentsRead: number }> => {
  const known = new Map(
    disputed.slice(0, MOST_DISPUTED).map(({ section, id }) => [rowKey(section, documentIdOf(id)), section]),
  );
  const gone = new Map<string, SectionName>();
  let documentsRead = 0;
  if (unnamed.length > 0) {
    const index = await readIndex(db, paths);
    documentsRead += index.documentsRead;
    const inSheet = new Set(unnamed.flatMap(({ section, ids }) => ids.map((id) => rowKey(section, documentIdOf(id)))));
    const tables = new Set<string>(unnamed.map(({ section }) => section));
    for (const key of index.rows.keys()) {
      const { section } = splitRowKey(key);
      if (tables.has(section) && !inSheet.has(key) && gone.size < MOST_GONE) gone.set(key, section as SectionName);
    }
  }
  const memory = new Map<SectionName, Map<string, RowText>>();
  const asked = [...new Map([...known, ...gone])];
  for (let from = 0; from < asked.length; from += 500) {
    const part = asked.slice(from, from + 500);
    const references = part.map(([key, section]) => db.doc(paths.row(section, splitRowKey(key).documentId)));
    for (const [index, document] of (await db.getAll(...references, { fieldMask: ['id', 'raw'] })).entries()) {
      if (!document.exists) continue;
      const section = part[index]![1];
      const ofTable = memory.get(section) ?? new Map<string, RowText>();
      memory.set(section, ofTable.set(document.get('id') as string, document.get('raw') as RowText));
    }
  }
  return { memory, documentsRead: documentsRead + asked.length };
};

/** The rows that the mirror has, outside of a transaction; while a revision is written in parts, those of the one before. */
const readIndex = async (db: Firestore, paths: MirrorPaths): Promise<{ rows: RowIndex; documentsRead: number }> => {
  const head = await db.doc(paths.indexShard(0)).get();
  const shards = (head.get('shards') as number | undefined) ?? 1;
  const rest = Array.from({ length: shards - 1 }, (_, index) => db.doc(paths.indexShard(index + 1)));
  const documents = [head, ...(rest.length === 0 ? [] : await db.getAll(...rest))];
  const texts = documents.map((document) => (document.get('rows') as string | undefined) ?? '');
  return { rows: readIndexShards(texts), documentsRead: documents.length };
};
