import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { keyBytes } from '../edits/signature.ts';
import { type RollupFormat, rollupFormats } from '../rollup/link.ts';
import { parseScope, scopeText } from '../rollup/scope.ts';

/** What a link entitles to. */
export interface LinkTerms {
  /** Under which it can be withdrawn and its downloads are counted. */
  id: string;
  /** As `scopeText` writes it. */
  scope: string;
  year: number;
  formats: readonly RollupFormat[];
  /** Whole seconds since 1970; from then on it does not work any more. */
  expiresSeconds: number;
}

export type OpenedLink = { ok: true; terms: LinkTerms } | { ok: false; reason: 'not-a-link' | 'bad-signature' };

/**
 * The terms and the signature under them, as they stand in an address: `{terms}.{HMAC-SHA256}`, both base64url.
 *
 * Whoever has the link has what it entitles to, so that it says no name and is nothing that can be guessed or altered.
 *
 * @param key  `whsec_<base64>`
 */
export const signLink = ({ id, scope, year, formats, expiresSeconds }: LinkTerms, key: string): string => {
  const terms = Buffer.from(JSON.stringify({ i: id, s: scope, y: year, f: formats, e: expiresSeconds })).toString(
    'base64url',
  );
  return `${terms}.${signatureOf(terms, key).toString('base64url')}`;
};

/**
 * Says what a link entitles to, whether or not it has expired.
 *
 * @param keys  the newest first; after a rotation the one before it second
 */
export const openLink = (token: string, keys: readonly string[]): OpenedLink => {
  const [terms, signature, ...more] = token.slice(0, LONGEST).split('.');
  if (!terms || !signature || more.length > 0) return { ok: false, reason: 'not-a-link' };
  const given = Buffer.from(signature, 'base64url');
  // Every key is tried, so that the time taken does not tell which of them came close.
  let fits = false;
  for (const key of keys) {
    const expected = signatureOf(terms, key);
    if (given.length === expected.length && timingSafeEqual(given, expected)) fits = true;
  }
  if (!fits) return { ok: false, reason: 'bad-signature' };
  const read = termsSchema.safeParse(readJson(terms));
  return read.success ? { ok: true, terms: read.data } : { ok: false, reason: 'not-a-link' };
};

/** Long enough for the longest name of a funder; more is no link of ours. */
const LONGEST = 2000;

/** What is signed with this key elsewhere is never a link, and the other way round. */
const PURPOSE = 'techhire-link/1.';

const signatureOf = (terms: string, key: string): Buffer =>
  createHmac('sha256', keyBytes(key)).update(PURPOSE).update(terms).digest();

const readJson = (terms: string): unknown => {
  try {
    return JSON.parse(Buffer.from(terms, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
};

const termsSchema = z
  .object({
    i: z.string().min(1).max(100),
    s: z.string().refine((text) => {
      const scope = parseScope(text);
      return scope !== null && scopeText(scope) === text;
    }),
    y: z.int(),
    f: z.array(z.enum(rollupFormats)),
    e: z.int(),
  })
  .transform(({ i, s, y, f, e }): LinkTerms => ({ id: i, scope: s, year: y, formats: f, expiresSeconds: e }));
