/**
 * Typed text as it counts: compatibility forms folded (full-width digits, ligatures), every kind of space to one
 * plain space, none at the ends. Letters keep their case; right-to-left names and emoji stay as they are.
 */
export const cleanText = (typed: string): string =>
  ALREADY_CLEAN.test(typed)
    ? typed
    : typed
        .normalize('NFKC')
        .replace(/[\u200B\u2060\uFEFF]/g, '')
        .replace(/\s+/gu, ' ')
        .trim();

/** Words of ASCII with one space between them, as most cells are: nothing to fold, and every cell is asked. */
const ALREADY_CLEAN = /^[!-~]+(?: [!-~]+)*$/;

/** Typed text as a message quotes it: at most 60 characters, none of them cut in two. */
export const shortened = (typed: string): string => {
  if (typed.length <= 60) return typed;
  const characters = [...typed.slice(0, 120)];
  return characters.length > 60 || typed.length > 120 ? `${characters.slice(0, 59).join('')}…` : typed;
};

/** What two spellings of the same name have in common: case, spaces and accents' composition do not count. */
export const nameKey = (typed: string): string => cleanText(typed).toLowerCase();

/**
 * The candidate that is most like what was typed, or null when none is near enough to offer.
 * Near: at most a third of the letters differ, or the one begins the other.
 */
export const nearestName = (typed: string, candidates: readonly string[]): string | null => {
  const wanted = nameKey(typed);
  if (wanted === '') return null;
  let best: { name: string; distance: number } | null = null;
  const keys = keysOf(candidates);
  for (const [index, name] of candidates.entries()) {
    const key = keys[index]!;
    const starts = key.length >= 3 && wanted.length >= 3 && (key.startsWith(wanted) || wanted.startsWith(key));
    const most = Math.min(
      Math.max(1, Math.floor(Math.max(wanted.length, key.length) / 3)),
      (best?.distance ?? Infinity) - 1,
    );
    const distance = starts ? 1 : editDistance(wanted, key, most);
    if (distance <= most) best = { name, distance };
  }
  return best?.name ?? null;
};

/**
 * nearestName for many names of one list: each is looked for once, and none any more once that has cost about a second. Whoever pastes thousands of
 * unknown names has not mistyped each.
 */
export const nearestOf = (candidates: readonly string[]): ((typed: string) => string | null) => {
  const found = new Map<string, string | null>();
  return (typed) => {
    const key = nameKey(typed);
    const known = found.get(key);
    if (known !== undefined) return known;
    const near = found.size * candidates.length < MOST_COMPARISONS ? nearestName(typed, candidates) : null;
    found.set(key, near);
    return near;
  };
};

const MOST_COMPARISONS = 200_000;

/** One list of candidates is asked for many names. */
const keysOf = (candidates: readonly string[]): readonly string[] => {
  const keys = knownKeys.get(candidates) ?? candidates.map(nameKey);
  knownKeys.set(candidates, keys);
  return keys;
};

const knownKeys = new WeakMap<readonly string[], readonly string[]>();

/** Levenshtein's distance, in letters; Infinity as soon as it is known to be more than `most`. */
const editDistance = (left: string, right: string, most: number): number => {
  if (Math.abs(left.length - right.length) > most) return Infinity;
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column++) {
      const distance = Math.min(
        previous[column]! + 1,
        current[column - 1]! + 1,
        previous[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1),
      );
      current.push(distance);
      least = Math.min(least, distance);
    }
    if (least > most) return Infinity;
    previous = current;
  }
  return previous[right.length]!;
};

/** `3 people`, `1 person`: the number with thousands separators and the noun that fits it. */
export const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** `a, b and c` */
export const listed = (items: readonly string[], last = 'and'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
