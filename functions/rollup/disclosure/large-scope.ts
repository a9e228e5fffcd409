import type { Counted, People } from '../rollup.ts';
import { steps } from '../rollup.ts';
import { cellName, communityTable, type PeopleTable } from './community-table.ts';
import { type Disclosure, isHiddenIn } from './hidden-cells.ts';
import { countRows } from './people-cells.ts';
import { isFew } from './table.ts';

/**
 * What a sum would give away beside the pages of its many parts, communities or states, without keeping any of them: a sum, less what they publish themselves, is
 * what they hide. It stays hidden where fewer than three hide their part, or where the parts are fewer people than the threshold.
 *
 * That is not all that the linear programs of `scopeTable` find: with three and more unknown parts in every sum, of communities that each tie
 * theirs to other counts in another way, no part is left alone, but that is not proved count by count.
 */
export class HiddenParts {
  readonly #sums = new Map<string, { pages: number; people: number }>();

  add(page: Disclosure): void {
    for (const { key, counts } of countRows(page.people))
      for (const step of steps) {
        if (!isHiddenIn(page, key, step)) continue;
        const name = cellName(key, step);
        const { pages, people } = this.#sums.get(name) ?? { pages: 0, people: 0 };
        this.#sums.set(name, { pages: pages + 1, people: people + counts[step]! });
      }
  }

  /** Whether anybody hides a part of the sum. */
  has(name: string): boolean {
    return this.#sums.has(name);
  }

  /** Whether a sum that is published would say too much of the parts that are not. */
  gives(name: string, threshold: number): boolean {
    const parts = this.#sums.get(name);
    return parts !== undefined && (parts.pages < 3 || parts.people < threshold);
  }
}

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
