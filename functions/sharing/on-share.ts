import { createHash } from 'node:crypto';
import type { Firestore } from '@google-cloud/firestore';
import * as z from 'zod';
import { type ConnectedSheet, spreadsheetIdSchema } from '../edits/registry.ts';
import { openMessage, type Refusal, refusal, type SignatureDeps, type SignedMessage } from '../edits/signed-message.ts';
import { isLanguage, type Language } from '../plan/messages/language.ts';
import { day, type Said, say } from '../plan/messages/said.ts';
import { wordsIn } from '../plan/messages/words.ts';
import { rollupFormats } from '../rollup/link.ts';
import { scopeText } from '../rollup/scope.ts';
import type { LinkKeys } from './link-keys.ts';
import { signLink } from './link-token.ts';
import { isOver, type LinkStore, type SharedLink, termsOf } from './links.ts';

/** What the sheet shows in a dialogue. */
export interface ShareDialogue {
  title: string;
  text: string;
  /** With it the sheet says that a person wants a link; null where there is nothing to agree to. */
  mark: string | null;
}

export type ShareReply = Refusal | { status: 200; body: ShareDialogue };

export interface ShareDeps extends SignatureDeps {
  plans: SharedPlans;
  keys: Pick<LinkKeys, 'current'>;
  links: Pick<LinkStore, 'make' | 'list'>;
  /** How long a link works. */
  linkDays: number;
  /** The address of the function that shows rollups. */
  rollupUrl: string;
}

/** What a dialogue has to know of a plan. */
export interface SharedPlan {
  language: Language;
  publishThreshold: number;
}

export interface SharedPlans {
  /** null where no pass has read it yet. */
  find(communityId: string, year: number): Promise<SharedPlan | null>;
}

/**
 * A person's wish to share the plan, in two steps: a message without `agreed` is answered by what a link would be, and one with the mark of that answer has it
 * made. The same message sent again is answered with the same link.
 *
 * | status | what it means |
 * | ------ | ------------- |
 * | 200    | what to show |
 * | 503    | the database did not answer: choose it again |
 * | others | as openMessage says |
 */
export const handleShare = async (message: SignedMessage, deps: ShareDeps): Promise<ShareReply> => {
  try {
    const opened = await openMessage(message, shareSchema, 'Ask for a link', deps);
    if ('refusal' in opened) return opened.refusal;
    const { sheet, id, value } = opened;
    const year = sheet.lastPass?.year;
    const plan = year === undefined ? null : await deps.plans.find(sheet.communityId, year);
    if (year === undefined || plan === null)
      return dialogue('en', null, [
        say('sharing.dialogue.notRead', {
          menu: say('words.inMenu', { menu: 'TechHire', item: say('script.menu.checkNow') }),
        }),
      ]);
    return value.agreed === MARK
      ? await made(sheet, year, plan, { id, nowMs: message.nowMs }, deps)
      : await offered(sheet, year, plan, message.nowMs, deps);
  } catch (cause) {
    return { ...refusal(503, 'not-shared', 'The link could not be made. Choose it again in a minute.'), cause };
  }
};

const shareSchema = z.object({ spreadsheetId: spreadsheetIdSchema, agreed: z.string().max(100).optional() });

/** Nothing that could change between the two steps would make anybody think again. */
const MARK = 'make';

const offered = async (
  { spreadsheetId }: ConnectedSheet,
  year: number,
  { language, publishThreshold }: SharedPlan,
  nowMs: number,
  { links, linkDays }: ShareDeps,
): Promise<ShareReply> => {
  const there = (await links.list(spreadsheetId)).filter((link) => !isOver(link, new Date(nowMs)));
  return dialogue(language, MARK, [
    say('sharing.dialogue.offer', {
      year: String(year),
      day: dayOf(new Date(nowMs + linkDays * DAY_MS).toISOString()),
      threshold: publishThreshold,
    }),
    ...(there.length === 0
      ? []
      : [
          '',
          say('sharing.dialogue.there'),
          ...there
            .slice(0, SHOWN)
            .map(({ id, expiresAt, downloads }) =>
              say('sharing.dialogue.line', { id, downloads, day: dayOf(expiresAt) }),
            ),
          say('sharing.dialogue.withdraw'),
        ]),
    '',
    say('sharing.dialogue.ask'),
  ]);
};

const made = async (
  { spreadsheetId, communityId }: ConnectedSheet,
  year: number,
  { language }: SharedPlan,
  message: { id: string; nowMs: number },
  { links, keys, linkDays, rollupUrl }: ShareDeps,
): Promise<ShareReply> => {
  const link = await links.make({
    id: createHash('sha256').update(`${spreadsheetId} ${message.id}`).digest('base64url').slice(0, 16),
    scope: scopeText({ kind: 'community', id: communityId }),
    year,
    formats: [...rollupFormats],
    label: null,
    spreadsheetId,
    createdAt: new Date(message.nowMs).toISOString(),
    expiresAt: new Date(message.nowMs + linkDays * DAY_MS).toISOString(),
  });
  const [key] = await keys.current();
  return dialogue(language, null, [
    say('sharing.dialogue.made', { day: dayOf(link.expiresAt) }),
    '',
    linkAddress(rollupUrl, link, key!),
  ]);
};

/** Where a link leads. */
export const linkAddress = (rollupUrl: string, link: SharedLink, key: string): string => {
  const { scope, year } = link;
  return `${rollupUrl}?${new URLSearchParams({ scope, year: String(year), link: signLink(termsOf(link), key) })}`;
};

export const DAY_MS = 86_400_000;

/** A dialogue has room for so many. */
const SHOWN = 8;

const dayOf = (time: string): Said => day(time.slice(0, 10));

const dialogue = (language: Language, mark: string | null, lines: readonly Said[]): ShareReply => {
  const { tell } = wordsIn(language);
  return { status: 200, body: { title: tell(say('sharing.dialogue.title')), text: lines.map(tell).join('\n'), mark } };
};

/** Plans as the mirror has them. */
export const mirroredPlans = (db: Firestore): SharedPlans => ({
  find: async (communityId, year) => {
    const [summary, answers] = await db.getAll(
      db.doc(`summaries/${communityId}_${year}`),
      db.doc(`communities/${communityId}/plans/${year}/community/form`),
    );
    if (!summary!.exists) return null;
    const language: unknown = answers!.get('values.language');
    return {
      language: isLanguage(language) ? language : 'en',
      publishThreshold: summary!.get('publishThreshold') as number,
    };
  },
});
