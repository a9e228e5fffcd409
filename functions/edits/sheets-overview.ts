import type { DocumentSnapshot, Firestore, Query } from '@google-cloud/firestore';

/** How all connected sheets stand, without a look at each. */
export interface SheetsOverview {
  connected: number;
  /** Sheets with edits that no pass has seen, and for how long the oldest of these edits has waited. */
  queue: { owing: number; lagMs: number };
  /** Of all sheets' last passes; null before the first. `ms`: by how long it took, and how long the first edit that it has seen had waited at its end. */
  slowest: { pass: SlowSheet | null; feedback: SlowSheet | null };
  /** Sheets that need somebody. */
  attention: { [Reason in AttentionReason]: { count: number; sheets: AttentionSheet[] } };
}

/**
 * | reason | what it says |
 * | ------ | ------------ |
 * | passFailed | the last pass failed, and `message` says why |
 * | waiting | an edit has waited for more than ten minutes |
 * | triggerNotInstalled | the sheet has changed though no message had come |
 */
export type AttentionReason = 'passFailed' | 'waiting' | 'triggerNotInstalled';

/** No title: people type it, so it may say anything. */
interface SheetName {
  spreadsheetId: string;
  communityId: string;
}

export interface SlowSheet extends SheetName {
  ms: number;
  /** ISO time at which the pass ended. */
  at: string;
}

export interface AttentionSheet extends SheetName {
  /** ISO time. */
  since: string;
  /** For the operator. */
  message: string | null;
}

/** Ten questions to the database, each for a number or the first few sheets, however many there are. */
export const sheetsOverview = async (db: Firestore, now: Date): Promise<SheetsOverview> => {
  const sheets = db.collection('sheets');
  const owingSince = sheets.where('owingSince', '>', '').orderBy('owingSince');
  const longOwing = sheets
    .where('owingSince', '>', '')
    .where('owingSince', '<', new Date(now.getTime() - LONG_WAIT_MS).toISOString())
    .orderBy('owingSince');
  const [connected, owing, first, slowPass, slowFeedback, passFailed, waiting, triggerNotInstalled] = await Promise.all(
    [
      countOf(sheets),
      countOf(sheets.where('owing', '==', true)),
      owingSince.limit(1).select('owingSince').get(),
      slowest(sheets, 'lastPass.ms'),
      slowest(sheets, 'lastPass.lagMs'),
      attention(sheets.where('lastPass.outcome', '==', 'failed'), 'lastPass.finishedAt', 'lastPass.message'),
      attention(longOwing, 'owingSince', 'lastPass.message'),
      attention(sheets.where('unannouncedSince', '>', '').orderBy('unannouncedSince'), 'unannouncedSince', null),
    ],
  );
  const oldest = first.docs[0]?.get('owingSince') as string | undefined;
  return {
    connected,
    queue: { owing, lagMs: oldest === undefined ? 0 : Math.max(0, now.getTime() - Date.parse(oldest)) },
    slowest: { pass: slowPass, feedback: slowFeedback },
    attention: { passFailed, waiting, triggerNotInstalled },
  };
};

const LONG_WAIT_MS = 10 * 60_000;

/** How many sheets of each kind are named; the others are counted. */
const MOST_NAMED = 20;

const countOf = async (query: Query): Promise<number> => (await query.count().get()).data().count;

const nameOf = (document: DocumentSnapshot): SheetName => ({
  spreadsheetId: document.id,
  communityId: document.get('communityId') as string,
});

const slowest = async (sheets: Query, field: 'lastPass.ms' | 'lastPass.lagMs'): Promise<SlowSheet | null> => {
  // Larger than null, which stands where a pass was run without an edit.
  const found = await sheets
    .where(field, '>=', 0)
    .orderBy(field, 'desc')
    .limit(1)
    .select('communityId', field, 'lastPass.finishedAt')
    .get();
  const [document] = found.docs;
  return document
    ? { ...nameOf(document), ms: document.get(field) as number, at: document.get('lastPass.finishedAt') as string }
    : null;
};

const attention = async (
  query: Query,
  since: string,
  message: string | null,
): Promise<{ count: number; sheets: AttentionSheet[] }> => {
  const [count, named] = await Promise.all([
    countOf(query),
    query
      .limit(MOST_NAMED)
      .select('communityId', since, ...(message === null ? [] : [message]))
      .get(),
  ]);
  return {
    count,
    sheets: named.docs.map((document) => ({
      ...nameOf(document),
      since: document.get(since) as string,
      message: message === null ? null : ((document.get(message) as string | undefined) ?? null),
    })),
  };
};
