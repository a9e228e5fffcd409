import { day, type Said, say } from '../plan/messages/said.ts';
import { type RollupRequest, refusal } from '../rollup/answer.ts';
import { type Grant, handleRollup, type RollupAnswer, type RollupDeps } from '../rollup/handler.ts';
import { parseQuery } from '../rollup/query.ts';
import { scopeText } from '../rollup/scope.ts';
import type { LinkKeys } from './link-keys.ts';
import { type OpenedLink, openLink } from './link-token.ts';
import type { LinkStore } from './links.ts';

export interface SharedRollupDeps extends RollupDeps {
  keys: Pick<LinkKeys, 'current'>;
  links: Pick<LinkStore, 'find' | 'downloaded'>;
  now(): Date;
}

/**
 * A rollup for whoever has a link to it, `&link=…`; without a link for everybody, as far as the plans make it public. Every answer with figures is
 * logged before it is given.
 *
 * | status | what is wrong with the link |
 * | ------ | --------------------------- |
 * | 403    | it was altered, or is for another scope, year or format |
 * | 410    | it has expired or was withdrawn |
 *
 * @param isRead  false where only the headers are asked for: that is no download
 */
export const handleSharedRollup = async (
  request: RollupRequest,
  { keys, links, now, ...deps }: SharedRollupDeps,
  isRead = true,
): Promise<Omit<RollupAnswer, 'contentHash'>> => {
  const { link: token, ...rest } = request.query;
  const opened = token === undefined ? null : await openedLink(token, rest, { keys, links, now });
  if (opened && 'title' in opened)
    return refusal(opened.status, opened.title, [opened.problem], { ...request, query: rest });
  // A link alone says all that there is to say.
  const query = opened ? { scope: opened.scope, year: String(opened.year), ...rest } : rest;
  const { contentHash, ...answer } = await handleRollup({ ...request, query }, deps, opened?.grant ?? null);
  const asked = parseQuery(query);
  if (isRead && contentHash !== undefined && !('problems' in asked))
    await links.downloaded({
      at: now(),
      link: opened?.id ?? null,
      scope: scopeText(asked.scope),
      year: asked.year,
      format: asked.format,
      contentHash,
    });
  return answer;
};

type LinkRefusal = { status: 403 | 410; title: Said; problem: Said };

/** What a link gives a right to, or why it does not open what is asked for. */
const openedLink = async (
  token: unknown,
  query: RollupRequest['query'],
  { keys, links, now }: Omit<SharedRollupDeps, keyof RollupDeps>,
): Promise<{ id: string; scope: string; year: number; grant: Grant } | LinkRefusal> => {
  const opened = typeof token === 'string' ? await openedWith(token, keys) : null;
  if (typeof token !== 'string' || !opened?.ok)
    return { status: 403, title: say('sharing.links.title'), problem: say('sharing.links.altered') };
  const { id, scope, year, formats, expiresSeconds } = opened.terms;
  if (expiresSeconds * 1000 <= now().getTime()) return over('expired', new Date(expiresSeconds * 1000));
  const kept = await links.find(id);
  // One that the database has forgotten was withdrawn, or is none of ours.
  if (kept === null || kept.revokedAt !== null) return over('revoked', now());
  const asked = parseQuery({ scope, year: String(year), ...query });
  if (!('problems' in asked) && (scopeText(asked.scope) !== scope || asked.year !== year))
    return {
      status: 403,
      title: say('sharing.links.title'),
      problem: say('sharing.links.otherScope', { scope, year: String(year) }),
    };
  return { id, scope, year, grant: { link: token, formats } };
};

/** A key that was made a moment ago is looked for, too; not for every forged link, so that these cost nothing. */
const openedWith = async (token: string, keys: SharedRollupDeps['keys']): Promise<OpenedLink> => {
  const opened = openLink(token, await keys.current());
  return !opened.ok && opened.reason === 'bad-signature'
    ? openLink(token, await keys.current(LOOKED_AGAIN_MS))
    : opened;
};

const LOOKED_AGAIN_MS = 5_000;

const over = (how: 'expired' | 'revoked', at: Date): LinkRefusal => ({
  status: 410,
  title: say('sharing.links.over'),
  problem: say(`sharing.links.${how}`, { day: day(at.toISOString().slice(0, 10)) }),
});
