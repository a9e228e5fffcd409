import type { Tie } from './alike.ts';
import { nameKey } from './text.ts';

/**
 * What two spellings of one organization, role or person have in common: accents, punctuation, spaces, "the" and a company's legal form do not
 * count. `Acme Software, Inc.` and `ACME software` are alike, and so are `Help-desk technician` and `Helpdesk technician`.
 */
export const spellingKey = (name: string): string => tellingWords(name).join('');

const tellingWords = (name: string): string[] => wordsOf(name).filter((word) => !passedOver.has(word));

/** Legal forms, articles and titles; none of them tells one name from another. */
const passedOver = new Set(
  'the a an inc incorporated llc ltd limited co corp corporation company lp llp pllc pc el la los las mr mrs ms dr'.split(
    ' ',
  ),
);

/** The words of a name, without case, accents and punctuation. */
export const wordsOf = (name: string): string[] =>
  nameKey(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('&', ' and ')
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** The first letters of a name's words, as an organization is called for short: RCC is Riverbend Community College. */
const initialsOf = (name: string): string =>
  wordsOf(name)
    .filter((word) => !['of', 'and', 'the', 'for', 'de', 'y', 'del'].includes(word))
    .map((word) => word[0])
    .join('');

/**
 * What an organization or role may be met by: alike but for what does not count, one letter apart in a name of eight or more, or the one the other's
 * initials. Initials stand for a name that is written out; two names with the same initials are two names.
 */
export const spellingTies = (name: string): Tie[] => {
  const parts = tellingWords(name);
  if (parts.length === 0) return [];
  const initials = isShort(name) ? nameKey(name) : initialsOf(name);
  return [
    ...[`spelled ${parts.join('')}`, ...slips(parts)].map((key) => ({ key, writtenOut: false })),
    ...(initials.length >= 3 ? [{ key: `initials ${initials}`, writtenOut: !isShort(name) }] : []),
  ];
};

const isShort = (name: string): boolean => /^\p{Lu}{3,6}$/u.test(name.trim());

/**
 * Every spelling with one letter left out: two names share one where a letter is wrong, missing or too many. Only letters of longer words, because
 * Region 1 is not Region 2, and East A is not East B.
 */
const slips = (parts: readonly string[]): string[] => {
  const key = parts.join('');
  if (key.length < 8) return [];
  let start = 0;
  const shorter = parts.flatMap((part) => {
    const from = start;
    start += part.length;
    return part.length < 4 || /\p{N}/u.test(part)
      ? []
      : Array.from(part, (_, index) => `slip ${key.slice(0, from + index)}${key.slice(from + index + 1)}`);
  });
  return [`slip ${key}`, ...shorter];
};
