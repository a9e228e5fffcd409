import type { IsoDate } from '../../plan/date.ts';

/** What is not known adds nothing, and does not make known what is not. */
export const sum = (left: number | null, right: number | null): number | null =>
  left === null ? right : right === null ? left : left + right;

/** Where one does not know, neither does the sum. */
export const sumOfAll = (so: number | null, more: number | null, added: number): number | null =>
  more === null || (so === null && added > 0) ? null : (so ?? 0) + more;

/** In an order of their own, because the last digit of a sum of fractions depends on it. */
export const sumOfFractions = (numbers: readonly number[]): number =>
  Float64Array.from(numbers)
    .sort()
    .reduce((so, number) => so + number, 0);

export const total = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((so, item) => so + of(item), 0);

/** Sums of money run in whole cents: 0.1 + 0.2 dollars are 0.3. */
export const cents = (amount: number): number => Math.round(amount * 100);
export const dollars = (amount: number): number => amount / 100;

export const entry = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
};

/** In the order in which the tab lists the choices; what is none of them comes last. */
export const inOrder = <T>(items: readonly T[], keyOf: (item: T) => string, choices: Record<string, string>): T[] => {
  const order = Object.keys(choices);
  const place = (item: T): number => (order.includes(keyOf(item)) ? order.indexOf(keyOf(item)) : order.length);
  return [...items].sort((left, right) => place(left) - place(right) || compare(keyOf(left), keyOf(right)));
};

/** By code units, so that the order is the same on every machine. */
export const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

export const least = (dates: readonly IsoDate[]): IsoDate | null =>
  dates.reduce<IsoDate | null>((so, date) => (so === null || date < so ? date : so), null);
export const greatest = (dates: readonly IsoDate[]): IsoDate | null =>
  dates.reduce<IsoDate | null>((so, date) => (so === null || date > so ? date : so), null);
