import { FieldValue, type Firestore, Timestamp } from '@google-cloud/firestore';
import * as z from 'zod';
import { type RollupFormat, rollupFormats } from '../rollup/link.ts';
import type { LinkTerms } from './link-token.ts';

/** `links/{id}`: a link that somebody has made. What it entitles to is in the link itself as well; here it can be withdrawn. */
export interface SharedLink {
  id: string;
  /** As `scopeText` writes it. */
  scope: string;
  year: number;
  formats: RollupFormat[];
  /** For whom, in its maker's words; null where nobody has said. */
  label: string | null;
  /** The sheet from whose menu it was made; null for an operator's. */
  spreadsheetId: string | null;
  /** ISO times. */
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  downloads: number;
  lastDownloadAt: string | null;
}

/** One answer with figures. Nothing in it tells who asked. */
export interface Download {
  at: Date;
  /** null for what is public without a link. */
  link: string | null;
  scope: string;
  year: number;
  format: RollupFormat;
  contentHash: string;
}

export interface LinkStore {
  /**
   * Keeps a new link. Where there is one with this id, nothing changes.
   *
   * @returns the link that is there now
   */
  make(link: NewLink): Promise<SharedLink>;
  find(id: string): Promise<SharedLink | null>;
  /** The newest first; of one sheet, or all. */
  list(spreadsheetId?: string): Promise<SharedLink[]>;
  /** @returns false where there is no such link */
  revoke(id: string, at: Date): Promise<boolean>;
  /** Logs an answer, and counts it for its link. */
  downloaded(download: Download): Promise<void>;
  /** Answers with figures that needed no link. */
  publicDownloads(): Promise<number>;
}

export type NewLink = Omit<SharedLink, 'revokedAt' | 'downloads' | 'lastDownloadAt'>;

/** A link works until its last moment. */
export const isOver = (link: Pick<SharedLink, 'expiresAt' | 'revokedAt'>, now: Date): boolean =>
  link.revokedAt !== null || link.expiresAt <= now.toISOString();

export const termsOf = ({ id, scope, year, formats, expiresAt }: SharedLink): LinkTerms => ({
  id,
  scope,
  year,
  formats,
  expiresSeconds: Math.floor(Date.parse(expiresAt) / 1000),
});

export const linkStore = (db: Firestore): LinkStore => {
  const links = db.collection('links');
  const downloads = db.collection('downloads');
  const read = (document: FirebaseFirestore.DocumentSnapshot): SharedLink => ({
    id: document.id,
    ...linkSchema.parse(document.data()),
  });
  return {
    make: ({ id, ...link }) =>
      db.runTransaction(async (transaction) => {
        const there = await transaction.get(links.doc(id));
        if (there.exists) return read(there);
        const made = { ...link, revokedAt: null, downloads: 0, lastDownloadAt: null };
        transaction.create(links.doc(id), { ...made, forgetAt: laterBy(new Date(link.expiresAt), REMEMBERED_DAYS) });
        return { id, ...made };
      }),
    find: async (id) => {
      const document = await links.doc(id).get();
      return document.exists ? read(document) : null;
    },
    list: async (spreadsheetId) => {
      const wanted = spreadsheetId === undefined ? links : links.where('spreadsheetId', '==', spreadsheetId);
      return (await wanted.get()).docs.map(read).sort((one, other) => (one.createdAt > other.createdAt ? -1 : 1));
    },
    revoke: (id, at) =>
      db.runTransaction(async (transaction) => {
        const document = await transaction.get(links.doc(id));
        if (!document.exists) return false;
        if (read(document).revokedAt === null) transaction.update(document.ref, { revokedAt: at.toISOString() });
        return true;
      }),
    downloaded: async ({ at, link, ...about }) => {
      const batch = db.batch();
      batch.create(downloads.doc(), {
        at: Timestamp.fromDate(at),
        link,
        ...about,
        forgetAt: laterBy(at, REMEMBERED_DAYS),
      });
      // Counted by the server, so that none of several at once is lost.
      if (link !== null)
        batch.update(links.doc(link), { downloads: FieldValue.increment(1), lastDownloadAt: at.toISOString() });
      await batch.commit();
    },
    publicDownloads: async () => (await downloads.where('link', '==', null).count().get()).data().count,
  };
};

/** From then on the database forgets it by itself, by a TTL policy on `forgetAt`. Two years cover a plan year and its last report. */
const REMEMBERED_DAYS = 730;

const laterBy = (time: Date, days: number): Timestamp => Timestamp.fromMillis(time.getTime() + days * 86_400_000);

const linkSchema = z.object({
  scope: z.string(),
  year: z.int(),
  formats: z.array(z.enum(rollupFormats)),
  label: z.string().nullable(),
  spreadsheetId: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  downloads: z.int().min(0),
  lastDownloadAt: z.string().nullable(),
});
