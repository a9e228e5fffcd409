import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Firestore } from '@google-cloud/firestore';
import * as z from 'zod';
import type { Fact } from './facts.ts';
import type { PublishedRollup } from './rollup.ts';
import { type Scope, scopeText } from './scope.ts';

/** A rollup as it was published once. */
export interface Snapshot {
  scope: string;
  year: number;
  /** ISO time at which its plans were first read with these figures. */
  readAt: string;
  contentHash: string;
  /** Counts that are hidden in it. */
  hidden: number;
  communities: number;
  /** Whether it was shown without a link. */
  isPublic: boolean;
}

export interface SnapshotStore {
  /** Keeps what is published, once for each content: repeating it changes nothing. */
  keep(rollup: PublishedRollup, isPublic: boolean): Promise<void>;
  /** The newest first. */
  list(scope: Scope, year: number): Promise<Snapshot[]>;
  /** The rollup as it was, its facts included; null where there is none. */
  read(snapshot: Pick<Snapshot, 'scope' | 'year' | 'contentHash'>): Promise<PublishedRollup | null>;
}

/**
 * `snapshots/{scope, year and content}`, and its content in `parts/{n}`: JSON, compressed, as much of it a document as Firestore takes. The parts are written
 * before what names them, so that a snapshot that is listed is whole.
 */
export const snapshotStore = (db: Firestore, partBytes = PART_BYTES): SnapshotStore => {
  const snapshots = db.collection('snapshots');
  const documentOf = ({ scope, year, contentHash }: Pick<Snapshot, 'scope' | 'year' | 'contentHash'>) =>
    snapshots.doc(`${seriesOf(scope, year)}_${contentHash}`);
  return {
    keep: async (rollup, isPublic) => {
      if (rollup.communities.length > MOST_COMMUNITIES) return;
      const { year, readAt, contentHash, hidden, communities } = rollup;
      const scope = scopeText(rollup.scope);
      const document = documentOf({ scope, year, contentHash });
      const there = await document.get();
      if (there.exists) {
        if (isPublic && there.get('isPublic') !== true) await document.update({ isPublic });
        return;
      }
      const parts = inParts(gzipSync(JSON.stringify({ ...rollup, facts: [...rollup.facts] })), partBytes);
      for (const [index, bytes] of parts.entries())
        await document.collection('parts').doc(String(index)).set({ bytes });
      const about: Snapshot = { scope, year, readAt, contentHash, hidden, communities: communities.length, isPublic };
      await document.set({ ...about, series: seriesOf(scope, year), parts: parts.length });
    },
    list: async (scope, year) => {
      const found = await snapshots.where('series', '==', seriesOf(scopeText(scope), year)).get();
      return found.docs
        .map((document) => snapshotSchema.parse(document.data()))
        .sort((one, other) => (one.readAt > other.readAt ? -1 : 1));
    },
    read: async (snapshot) => {
      const document = documentOf(snapshot);
      const head = await document.get();
      if (!head.exists) return null;
      const names = Array.from({ length: head.get('parts') as number }, (_, index) => String(index));
      const parts = await db.getAll(...names.map((name) => document.collection('parts').doc(name)));
      const whole = Buffer.concat(parts.map((part) => part.get('bytes') as Uint8Array));
      return JSON.parse(gunzipSync(whole).toString('utf8')) as PublishedRollup & { facts: Fact[] };
    },
  };
};

/** A document takes 1 MiB with its name and the names of its fields. */
const PART_BYTES = 900 * 1024;

/** Of more, a snapshot would be many megabytes with every change of any of their plans. */
const MOST_COMMUNITIES = 2000;

/** Scopes have characters that no document's name may have. */
const seriesOf = (scope: string, year: number): string =>
  createHash('sha256').update(`${scope} ${year}`).digest('base64url').slice(0, 22);

const inParts = (bytes: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

const snapshotSchema = z.object({
  scope: z.string(),
  year: z.int(),
  readAt: z.string(),
  contentHash: z.string(),
  hidden: z.int(),
  communities: z.int(),
  isPublic: z.boolean(),
});
