import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { DocumentReference, Firestore, QueryDocumentSnapshot } from '@google-cloud/firestore';
import type { ExportedCounts } from './disclosure/earlier.ts';
import type { OtherSum } from './disclosure/overlap.ts';
import type { Telling, Told } from './disclosure/told.ts';

export interface ToldStore {
  /** @returns null for more communities than are compared */
  read(year: number, communities: readonly string[]): Promise<ToldSoFar | null>;
  /** @returns false, with nothing kept, where somebody has been told something of the same communities meanwhile */
  keep(year: number, communities: readonly string[], telling: Telling, sinceReading: ToldSoFar): Promise<boolean>;
}

export interface ToldSoFar extends Told {
  /** Rises with all that is kept of these communities. */
  version: number;
}

/**
 * `told/{year and communities}`: the counts of each export, compressed, and of sums which counts have ever been shown.
 *
 * Sums over more communities than a snapshot may have are neither kept nor compared.
 */
export const toldStore = (db: Firestore): ToldStore => {
  const told = db.collection('told');
  const documentOf = (year: number, communities: readonly string[]): DocumentReference =>
    told.doc(
      createHash('sha256')
        .update(JSON.stringify([year, ...communities.toSorted()]))
        .digest('base64url'),
    );
  const otherSums = async (year: number, communities: readonly string[], itself: string): Promise<OtherSum[]> => {
    const here = new Set(communities);
    const sums = told.where('year', '==', year).where('isSum', '==', true).select('communities', 'shown');
    return (await sums.get()).docs
      .filter(({ id }) => id !== itself)
      .map(otherSum)
      .filter((other) => [...other.communities].some((community) => here.has(community)));
  };
  return {
    read: async (year, communities) => {
      if (communities.length === 0 || communities.length > MOST_COMMUNITIES) return null;
      const [itself, ...pages] = await db.getAll(
        documentOf(year, communities),
        ...communities.map((community) => documentOf(year, [community])),
      );
      const own = new Map(communities.map((community, index) => [community, exportsIn(pages[index]!.get('exports'))]));
      return {
        same: exportsIn(itself!.get('exports')),
        own: (community) => own.get(community) ?? [],
        others: communities.length > 1 ? await otherSums(year, communities, itself!.id) : [],
        version: version(itself!.get('version')),
      };
    },
    keep: async (year, communities, { counts, shown }, sinceReading) => {
      const document = documentOf(year, communities);
      return db.runTransaction(async (transaction) => {
        const there = await transaction.get(document);
        const before = exportsIn(there.get('exports'));
        const isThere = before.some((each) => JSON.stringify(each) === JSON.stringify(counts));
        if (version(there.get('version')) !== sinceReading.version) return isThere;
        if (isThere) return true;
        const shownBefore = there.exists ? otherSum(there as QueryDocumentSnapshot).shown : [];
        transaction.set(document, {
          year,
          isSum: communities.length > 1,
          communities: packed(communities),
          exports: fitting([...before, counts].map(packed)),
          shown: packed([...new Map([...shownBefore, ...shown])].map(([name, parts]) => [name, parts && [...parts]])),
          version: sinceReading.version + 1,
        });
        return true;
      });
    },
  };
};

/** As many as a snapshot may have. */
const MOST_COMMUNITIES = 2000;

/** A document takes 1 MiB; the rest of it is small beside the exports. */
const EXPORT_BYTES = 700 * 1024;

/** The newest; of older ones the newer tell more, as counts grow. */
const fitting = (exports: readonly Buffer[]): Buffer[] => {
  let [first, bytes] = [exports.length, 0];
  while (first > 0 && bytes + exports[first - 1]!.length <= EXPORT_BYTES) bytes += exports[--first]!.length;
  return exports.slice(first);
};

const packed = (value: unknown): Buffer => gzipSync(JSON.stringify(value));
const unpacked = (bytes: unknown): unknown => JSON.parse(gunzipSync(bytes as Uint8Array).toString('utf8'));

const exportsIn = (exports: unknown): ExportedCounts[] =>
  ((exports ?? []) as Uint8Array[]).map((bytes) => unpacked(bytes) as ExportedCounts);

const otherSum = (document: QueryDocumentSnapshot): OtherSum => ({
  communities: new Set(unpacked(document.get('communities')) as string[]),
  shown: new Map(
    (unpacked(document.get('shown')) as [string, [string, number][] | null][]).map(([name, parts]) => [
      name,
      parts && new Map(parts),
    ]),
  ),
});

const version = (kept: unknown): number => (kept as number | undefined) ?? 0;
