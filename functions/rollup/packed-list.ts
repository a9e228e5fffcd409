import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/**
 * Plain data, as JSON has it, that can be gone through again and again though there are hundreds of thousands: all but the last few are kept
 * packed, in a twelfth of their length as JSON. Each time gives new objects, in the order in which they were added.
 *
 * Whether added or gone through, an object is gone again at once, which is cheap to clear away: were a pack of them kept for a while, the heap would
 * grow to several times of what is in use.
 */
export class PackedList<Item> implements Iterable<Item> {
  readonly #packed: Buffer[] = [];
  /** As JSON, one a line. */
  #last: string[] = [];
  #lastLength = 0;

  static of<Item>(items: Iterable<Item>): PackedList<Item> {
    const list = new PackedList<Item>();
    for (const item of items) list.add(item);
    return list;
  }

  add(item: Item): void {
    if (this.#lastLength > PACK_LENGTH) {
      // The compressor's own buffer is longer than what is in it.
      this.#packed.push(Buffer.copyBytesFrom(brotliCompressSync(this.#last.join('\n'), { params })));
      this.#last = [];
      this.#lastLength = 0;
    }
    const line = JSON.stringify(item);
    this.#last.push(line);
    this.#lastLength += line.length;
  }

  *[Symbol.iterator](): Generator<Item> {
    for (const pack of this.#packed) yield* parsedLines<Item>(brotliDecompressSync(pack));
    for (const line of this.#last) yield JSON.parse(line) as Item;
  }

  /** As JSON it is any list. */
  toJSON(): Item[] {
    return [...this];
  }
}

/** The same in the order of a key, by code units, and within it as before; of a long list never more than a part is unpacked. */
export const sortedBy = <Item>(list: PackedList<Item>, keyOf: (item: Item) => string): PackedList<Item> => {
  const keys = [...new Set(Iterator.from(list).map(keyOf))].sort();
  const sorted = new PackedList<Item>();
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const part = new Map(keys.slice(from, from + KEYS_AT_ONCE).map((key): [string, Item[]] => [key, []]));
    for (const item of list) part.get(keyOf(item))?.push(item);
    for (const items of part.values()) for (const item of items) sorted.add(item);
  }
  return sorted;
};

const KEYS_AT_ONCE = 5_000;

function* parsedLines<Item>(lines: Buffer): Generator<Item> {
  for (let from = 0; from < lines.length; ) {
    const end = lines.indexOf('\n', from);
    const to = end === -1 ? lines.length : end;
    yield JSON.parse(lines.toString('utf8', from, to)) as Item;
    from = to + 1;
  }
}

/** Characters: enough that are alike to be packed well, few enough to be unpacked at once. Some sixty summaries of plans. */
const PACK_LENGTH = 700_000;

/** Half the size that deflate comes to, in about the time that reading the JSON takes; with no more memory than the packs need. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 19 };
