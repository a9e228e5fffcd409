import { createHash } from 'node:crypto';

/** `{section}/{documentId}` of each mirrored row, to the fingerprint of its document. */
export type RowIndex = ReadonlyMap<string, string>;

export const rowKey = (section: string, documentId: string): string => `${section}/${documentId}`;

export const splitRowKey = (key: string): { section: string; documentId: string } => {
  const slash = key.indexOf('/');
  return { section: key.slice(0, slash), documentId: key.slice(slash + 1) };
};

/** A shard well below a document's 1 MiB, so that it can grow before the next doubling. */
export const shardBytes = 512 * 1024;

/**
 * The index as texts that fit into documents, one a shard. Text and not a map, because Firestore indexes each field of a map, two
 * entries a field and at most 40,000 a document, and of a text only its beginning.
 *
 * Measured: 20,000 rows with ids of 22 characters are 700 kB, in two shards.
 *
 * @returns one text where that is enough, else as many as the next power of two, each row in the shard that its key hashes to:
 *   a changed row changes one shard
 */
export const indexShards = (index: RowIndex, limitBytes = shardBytes): string[] => {
  for (let count = 1; ; count *= 2) {
    const shards = Array.from({ length: count }, () => new Map<string, string[]>());
    for (const [key, fingerprint] of index) {
      const { section, documentId } = splitRowKey(key);
      const shard = shards[count === 1 ? 0 : shardOf(key, count)]!;
      const listed = shard.get(section);
      if (listed) listed.push(`${documentId} ${fingerprint}`);
      else shard.set(section, [`${documentId} ${fingerprint}`]);
    }
    // Sorted, so that the same rows are the same text however the sheet is sorted.
    const texts = shards.map((shard) =>
      [...shard]
        .map(([section, rows]) => `${section} ${rows.sort().join(' ')}`)
        .sort()
        .join('\n'),
    );
    // All ASCII: length is bytes.
    if (texts.every((text) => text.length <= limitBytes)) return texts;
  }
};

export const readIndexShards = (texts: readonly string[]): RowIndex => {
  const index = new Map<string, string>();
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const [section, ...words] = line.split(' ');
    for (let at = 0; at + 1 < words.length; at += 2) index.set(rowKey(section!, words[at]!), words[at + 1]!);
  }
  return index;
};

const shardOf = (key: string, count: number): number =>
  createHash('sha256').update(key).digest().readUInt32BE() % count;
