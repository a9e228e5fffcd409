import { nameKey } from './text.ts';

/** Something by which a name may stand for the same as another. */
export interface Tie {
  key: string;
  /** Two that are both written out are two, although they have this in common: Jo Smith and Jane Smith, who may both be J. Smith. */
  writtenOut: boolean;
}

/** Two entries whose names differ as written and may mean the same. */
export interface Alike<Entry> {
  entry: Entry;
  other: Entry;
}

/**
 * Of all names that hang together by their ties, directly or through others, every one but the first, each once, with an entry that it is tied to. How
 * many those are does not depend on the order of the entries. In one pass: the names are filed under every key that they may be met with.
 *
 * @param entries  in their order on the tabs
 */
export const alikeNames = <Entry extends { name: string }>(
  entries: readonly Entry[],
  tiesOf: (entry: Entry) => readonly Tie[],
): Alike<Entry>[] => {
  const files = new Map<string, { writtenOut: Entry[]; short: Entry[] }>();
  const tied = entries.map((entry) => ({ entry, name: nameKey(entry.name), ties: tiesOf(entry) }));
  for (const { entry, name, ties } of tied)
    for (const { key, writtenOut } of ties) {
      const file = files.get(key) ?? { writtenOut: [], short: [] };
      files.set(key, file);
      const filed = writtenOut ? file.writtenOut : file.short;
      // The first, and one that is called otherwise, are all that anybody is compared with.
      if (filed.length === 0 || (filed.length === 1 && nameKey(filed[0]!.name) !== name)) filed.push(entry);
    }
  const groups = new Groups();
  const met = new Map<string, Alike<Entry>>();
  for (const { entry, name, ties } of tied)
    for (const { key, writtenOut } of ties) {
      const { short, writtenOut: long } = files.get(key)!;
      if (short.length === 0) continue;
      groups.join(name, nameKey(short[0]!.name));
      const other = (writtenOut ? short : [...short, ...long]).find((each) => nameKey(each.name) !== name);
      if (other && !met.has(name)) met.set(name, { entry, other });
    }
  const seen = new Set<string>();
  return [...met].flatMap(([name, alike]) => {
    const group = groups.of(name);
    if (seen.has(group)) return [alike];
    seen.add(group);
    return [];
  });
};

/** Names that belong together, each group known by one of them. */
class Groups {
  private readonly towards = new Map<string, string>();

  of(name: string): string {
    let first = name;
    for (let next = this.towards.get(first); next !== undefined; next = this.towards.get(first)) first = next;
    if (first !== name) this.towards.set(name, first);
    return first;
  }

  join(one: string, other: string): void {
    const [a, b] = [this.of(one), this.of(other)];
    if (a !== b) this.towards.set(a, b);
  }
}
