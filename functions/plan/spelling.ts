import { nameKey } from './text.ts';

/**
 * What two spellings of one organization, role or person have in common: accents, punctuation, spaces, "the" and a company's legal form do not
 * count. `Acme Software, Inc.` and `ACME software` are alike, and so are `Help-desk technician` and `Helpdesk technician`.
 */
export const spellingKey = (name: string): string => tellingWords(name).join('');

const tellingWords = (name: string): string[] => words(name).filter((word) => !passedOver.has(word));

/** Legal forms, articles and titles; none of them tells one name from another. */
const passedOver = new Set(
  'the a an inc incorporated llc ltd limited co corp corporation company lp llp pllc pc el la los las mr mrs ms dr'.split(
    ' ',
  ),
);

const words = (name: string): string[] =>
  nameKey(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('&', ' and ')
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** The first letters of a name's words, as an organization is called for short: RCC is Riverbend Community College. */
const initialsOf = (name: string): string =>
  words(name)
    .filter((word) => !['of', 'and', 'the', 'for', 'de', 'y', 'del'].includes(word))
    .map((word) => word[0])
    .join('');

/** Two entries whose names may stand for the same; the second stands later. */
export interface Alike<Entry> {
  earlier: Entry;
  later: Entry;
}

/**
 * Pairs of names that differ as written and may mean the same: alike but for what does not count, one letter apart in a name of eight or more,
 * or the one the other's initials. Each entry is told of once, together with the first that it is like. In one pass: the names
 * are filed under every spelling that they may be met with.
 *
 * @param entries  in their order on the tab
 */
export const alikeNames = <Entry extends { name: string }>(entries: readonly Entry[]): Alike<Entry>[] => {
  const seen = new Set<string>();
  const first = new Map<string, Entry>();
  return entries.flatMap((entry): Alike<Entry>[] => {
    const written = nameKey(entry.name);
    // The same name twice is no second spelling.
    if (seen.has(written)) return [];
    seen.add(written);
    const parts = tellingWords(entry.name);
    if (parts.length === 0) return [];
    const spellings = [`spelled ${parts.join('')}`, ...slips(parts)];
    const short = isShort(entry.name) ? written : null;
    const initials = initialsOf(entry.name);
    const long = short === null && initials.length >= 3 ? initials : null;
    // Initials stand for a name that is written out; two names with the same initials are two names.
    const met = [...spellings, ...(short ? [`written out ${short}`] : []), ...(long ? [`initials ${long}`] : [])];
    const filed = [...spellings, ...(short ? [`initials ${short}`] : []), ...(long ? [`written out ${long}`] : [])];
    const earlier = met.map((each) => first.get(each)).find((each) => each !== undefined);
    for (const each of filed) if (!first.has(each)) first.set(each, entry);
    return earlier ? [{ earlier, later: entry }] : [];
  });
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
