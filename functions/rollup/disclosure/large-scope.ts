import type { Counted, People } from '../rollup.ts';
import { steps } from '../rollup.ts';
import { cellName, communityTable, type PeopleTable } from './community-table.ts';
import { type Disclosure, isHiddenIn } from './hidden-cells.ts';
import { countRows } from './people-cells.ts';
import { Reader } from './reader.ts';
import { isFew } from './table.ts';

/**
 * What a sum would give away beside the pages of its many parts, communities or states. A sum, less what they publish themselves, is what they hide: it
 * stays hidden where fewer than three hide their part, where the parts are fewer people than the threshold, and where it tells more of one part than
 * its own page does. That is so where all parts together are near to the least or to the most that readers can make of each: then each is near to its own.
 *
 * Not all that the linear programs of `scopeTable` find is found by this: several sums together may tell more than each by itself.
 */
export class HiddenParts {
  readonly #sums = new Map<string, { pages: number; people: number; parts: HiddenPart[] | null }>();

  add(page: Disclosure): void {
    const reader = lazyReader(page);
    for (const { key, counts } of countRows(page.people))
      for (const step of steps) {
        if (!isHiddenIn(page, key, step)) continue;
        const name = cellName(key, step);
        const sum = this.#sums.get(name) ?? { pages: 0, people: 0, parts: [] };
        sum.pages++;
        sum.people += counts[step]!;
        if (sum.pages > MOST_RANGED) sum.parts = null;
        sum.parts?.push({ reader, cell: page.cellAt.get(name)! });
        this.#sums.set(name, sum);
      }
  }

  /** Whether anybody hides a part of the sum. */
  has(name: string): boolean {
    return this.#sums.has(name);
  }

  /** Whether a sum that is published would say too much of the parts that are not. */
  gives(name: string, threshold: number): boolean {
    const sum = this.#sums.get(name);
    if (sum === undefined) return false;
    const { pages, people, parts } = sum;
    return pages < 3 || people < threshold || (parts !== null && isNearTheirLimits(parts, people, threshold));
  }
}

/** A count that a page hides, and who can say what readers make of it. */
interface HiddenPart {
  reader: () => Reader;
  cell: number;
}

/** With so many the sum of what each may be is wide. */
const MOST_RANGED = 12;

const isNearTheirLimits = (parts: readonly HiddenPart[], people: number, threshold: number): boolean => {
  let least = 0;
  let most = 0;
  for (const { reader, cell } of parts) {
    const range = reader().rangeOf(cell);
    least += range.least;
    most += range.most;
  }
  return people - least < threshold - ROUNDING || most - people < threshold - ROUNDING;
};

const ROUNDING = 1e-6;

const lazyReader = ({ table, hiding }: Disclosure): (() => Reader) => {
  let reader: Reader | null = null;
  return () => (reader ??= new Reader(table, hiding.hidden));
};

/** Readers know of such sums what they know of one community's counts; those that give parts away are hidden as few are. */
export const largeScopeTable = (
  people: People<Counted>,
  threshold: number,
  parts: readonly HiddenParts[],
): PeopleTable => {
  const { table, cellAt } = communityTable(people, threshold);
  for (const [name, cell] of cellAt) {
    const found = table.cells[cell]!;
    // What every community shows of itself is known of the sum.
    if (!parts.some((each) => each.has(name)))
      Object.assign(found, { kind: 'known', protection: 0, mustHide: isFew(found.count, threshold) ? 'few' : null });
    else if (parts.some((each) => each.gives(name, threshold))) found.mustHide ??= 'parts';
  }
  return { table, cellAt };
};
