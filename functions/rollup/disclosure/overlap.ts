import { steps } from '../rollup.ts';
import { cellName, type PeopleTable } from './community-table.ts';
import { type Disclosure, isHiddenIn } from './hidden-cells.ts';
import { countRows } from './people-cells.ts';
import { Simplex } from './simplex.ts';

/** A sum over several communities of the same year that has been published. */
export interface OtherSum {
  communities: ReadonlySet<string>;
  /** By `cellName`, of the counts that it has shown: who hid their part on their own page, and how many people that was. null: many did. */
  shown: ReadonlyMap<string, HiddenPeople | null>;
}

/** People by community. */
export type HiddenPeople = ReadonlyMap<string, number>;

/** So many are named; of more, nobody's part is found by taking the others away. */
const MOST_NAMED = 12;

/**
 * What a sum would give away beside sums over other communities: a funder's communities and a state's, a group with a community and the same one without it,
 * the public rollup and the one by link.
 *
 * Each published sum, less what its communities show of themselves, tells how many people those have together who hide their part. Communities that are in the
 * same sums stand or fall together. Of each such set two linear programs over all these sums find the least and the most that one of its communities
 * can have: the sum stays hidden where it would bring that to within less than the threshold.
 *
 * Every sum is taken as if it had been published of what the communities count now.
 */
export class Overlap {
  readonly #others: readonly OtherSum[];
  readonly #communities = new Set<string>();
  readonly #hidden = new Map<string, Map<string, number>>();

  constructor(others: readonly OtherSum[]) {
    this.#others = others;
  }

  add(community: string, own: Disclosure): void {
    this.#communities.add(community);
    for (const { key, counts } of countRows(own.people))
      for (const step of steps) {
        if (!isHiddenIn(own, key, step)) continue;
        const name = cellName(key, step);
        const parts = this.#hidden.get(name) ?? new Map<string, number>();
        this.#hidden.set(name, parts.set(community, counts[step]!));
      }
  }

  /** Who hides a part of a count, for those who publish other sums later; null where it is many. */
  hiddenPeople(name: string): HiddenPeople | null {
    const parts = this.#hidden.get(name) ?? new Map<string, number>();
    return parts.size > MOST_NAMED ? null : parts;
  }

  /** Marks the counts of a sum that would tell too much. */
  mark({ table, cellAt }: PeopleTable, threshold: number): void {
    for (const [name, cell] of cellAt)
      if (table.cells[cell]!.protection > 0 && this.#tells(name, threshold)) table.cells[cell]!.mustHide ??= 'overlap';
  }

  #tells(name: string, threshold: number): boolean {
    const here = this.#hidden.get(name);
    if (!here) return false;
    const sums: HiddenPeople[] = this.#others.flatMap((other) => this.#partsIn(other, name, here) ?? []);
    if (sums.length === 0) return false;
    const before = narrowSets(sums, [...sums, here], threshold);
    return [...narrowSets([...sums, here], [...sums, here], threshold)].some((set) => !before.has(set));
  }

  /** What another sum tells of hidden parts; null where it does not show the count, or has nothing to do with these. */
  #partsIn({ communities, shown }: OtherSum, name: string, here: HiddenPeople): HiddenPeople | null {
    if (!shown.has(name)) return null;
    const parts = new Map([...here].filter(([community]) => communities.has(community)));
    if (parts.size === 0) return null;
    const named = shown.get(name)!;
    const isWithin = [...communities].every((community) => this.#communities.has(community));
    if (named === null && !isWithin) return null;
    for (const [community, people] of named ?? []) if (!this.#communities.has(community)) parts.set(community, people);
    return parts;
  }
}

/**
 * The sets of communities, by the sums that they are in, of which one community's people are known to within less than the threshold.
 *
 * @param known  the sums that are published
 * @param all    the sums that tell the sets apart
 */
const narrowSets = (known: readonly HiddenPeople[], all: readonly HiddenPeople[], threshold: number): Set<string> => {
  const sets = new Map<string, { communities: number; people: number }>();
  const people = new Map(all.flatMap((sum) => [...sum]));
  for (const [community, count] of people) {
    const key = all.map((sum) => (sum.has(community) ? '1' : '0')).join('');
    const so = sets.get(key) ?? { communities: 0, people: 0 };
    sets.set(key, { communities: so.communities + 1, people: so.people + count });
  }
  const keys = [...sets.keys()];
  const simplex = new Simplex(
    [...sets.values()].map((set) => ({ least: 0, most: Number.POSITIVE_INFINITY, at: set.people })),
    known.map((sum) => keys.flatMap((key, column) => (key[all.indexOf(sum)] === '1' ? [[column, 1] as const] : []))),
  );
  return new Set(
    keys.filter((key, column) => {
      const most = -simplex.minimize([[column, -1]]).value;
      // Of several, any one may have nobody.
      const least = sets.get(key)!.communities > 1 ? 0 : simplex.minimize([[column, 1]]).value;
      return most - least < threshold - ROUNDING;
    }),
  );
};

const ROUNDING = 1e-6;
