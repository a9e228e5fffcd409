import type { DocumentSnapshot, Firestore } from '@google-cloud/firestore';
import { accountName, accountNamed } from '../google/accounts.ts';
import type { CallBudget, Calls } from '../sheet/access.ts';
import { QuotaReached } from '../sheet/client.ts';
import { retryDelayMs } from '../sheet/retry-delay.ts';
import {
  blockCalls,
  type QuotaLimits,
  type QuotaRequest,
  type QuotaUse,
  quotaUseAt,
  takeCall,
  unused,
} from './quota.ts';

/** Keeps every account within Google's quota, over all processes. */
export interface Governor extends CallBudget {
  /** How the accounts stand that have been used. */
  use(): Promise<AccountUse[]>;
}

export interface AccountUse {
  /** Null is the functions' own. */
  account: string | null;
  /** Calls of the last minute. */
  calls: Calls;
  limit: number;
  /** Sheets whose people wait for a free call. */
  waiting: number;
}

export interface GovernorOptions {
  /** Where the calls are counted: each of Google's APIs has a quota of its own. */
  collection: 'quota' | 'driveQuota';
  limits: QuotaLimits;
  random: () => number;
  wait: (ms: number) => Promise<void>;
  /** A clock that nobody sets, such as `performance.now`. */
  elapsedMs: () => number;
}

/**
 * Each account's calls of the last minute are one document, `quota/{account}` for Sheets, that all processes share: a budget of each process would
 * have to be as small as the most processes that may run at a time make it, and most of it would lie idle. At 60 reads and 60 writes a
 * minute the document changes twice a second at most. It is changed by comparing and setting, which gives up and reads again at once where
 * a transaction would wait for others' locks; and those of one process who ask at the same time share a change.
 *
 * What time it is says the database, so that the clocks of processes need not agree. A call counts from when it was asked for: where the database's
 * answer takes so long that the call would come to Google in a later minute than it is counted in, it is not made, and asked for anew.
 */
export const governor = (db: Firestore, { collection, limits, random, wait, elapsedMs }: GovernorOptions): Governor => {
  const accounts = db.collection(collection);
  const asking = new Map<string, Asking[]>();

  /** Changes what is known of an account, as if nobody else did at the same time. */
  const change = async <T>(
    account: string,
    decide: (use: QuotaUse, nowMs: number) => { answer: T; use: QuotaUse },
  ): Promise<{ answer: T; ageMs: number }> => {
    const reference = accounts.doc(account);
    for (let attempt = 1; ; attempt++) {
      const askedAt = elapsedMs();
      const document = await reference.get();
      const { answer, use } = decide(useIn(document), document.readTime.toMillis());
      // As one text: none of the numbers in it is ever asked for, so none needs an index.
      const content = { use: JSON.stringify(use) };
      try {
        if (document.updateTime) await reference.update(content, { lastUpdateTime: document.updateTime });
        else await reference.create(content);
        return { answer, ageMs: elapsedMs() - askedAt };
      } catch (error) {
        if (!isOvertaken(error) || attempt === ATTEMPTS) throw error;
        await wait(retryDelayMs(attempt, { firstRetryMs: 20, longestRetryMs: 500 }, random()));
      }
    }
  };

  const answerThose = async (account: string): Promise<void> => {
    for (let group = asking.get(account)!.splice(0); group.length > 0; group = asking.get(account)!.splice(0)) {
      try {
        const { answer: answers, ageMs } = await change(account, (before, nowMs) => {
          let use = before;
          const answered = group.map(({ request }) => {
            const taken = takeCall(use, request, nowMs, limits);
            use = taken.use;
            return taken.answer;
          });
          return { answer: answered, use };
        });
        for (const [index, { resolve, reject, request }] of group.entries()) {
          const answer = answers[index]!;
          if (answer.granted && ageMs > MOST_AGE_MS) asking.get(account)!.push(group[index]!);
          else if (answer.granted) resolve();
          else reject(quotaReached(request, answer.retryInMs));
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    asking.delete(account);
  };

  return {
    take: (kind, { spreadsheetId, account, urgency }) =>
      new Promise<void>((resolve, reject) => {
        const name = accountName(account);
        const group = asking.get(name);
        const ask: Asking = { request: { kind, spreadsheetId, urgency }, resolve, reject };
        if (group) group.push(ask);
        else {
          asking.set(name, [ask]);
          void answerThose(name);
        }
      }),
    refused: async (account, retryInMs) => {
      await change(accountName(account), (use, nowMs) => ({
        answer: undefined,
        use: blockCalls(use, nowMs + retryInMs),
      }));
    },
    use: async () =>
      (await accounts.get()).docs.map((document) => {
        const { reads, writes, waiting } = quotaUseAt(useIn(document), document.readTime.toMillis(), limits);
        return {
          account: accountNamed(document.id),
          calls: { reads: reads.length, writes: writes.length },
          limit: limits.calls,
          waiting: waiting.length,
        };
      }),
  };
};

/**
 * How many calls of each kind an account may make a minute, so that all of them together stay within the project's.
 *
 * @param pool  how many accounts there are beside the functions' own, which goes on for the sheets that it was connected with
 */
export const accountLimit = (perAccount: number, perProject: number, pool: number): number =>
  Math.min(perAccount, Math.floor(perProject / (pool + 1)));

interface Asking {
  request: QuotaRequest;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const useIn = (document: DocumentSnapshot): QuotaUse =>
  document.exists ? (JSON.parse(document.get('use') as string) as QuotaUse) : unused;

const ATTEMPTS = 12;

/** What a window must be longer than a minute by is this, and the call's own way to Google. */
export const MOST_AGE_MS = 1_000;

/** gRPC's ALREADY_EXISTS, FAILED_PRECONDITION and ABORTED: another process was faster. */
const isOvertaken = (error: unknown): boolean => [6, 9, 10].includes((error as { code?: number }).code ?? 0);

const quotaReached = ({ spreadsheetId }: QuotaRequest, retryInMs: number): QuotaReached =>
  new QuotaReached(
    `The calls of this minute are used up; ${spreadsheetId} comes again in ${Math.ceil(retryInMs / 1000)} s.`,
    retryInMs,
  );
