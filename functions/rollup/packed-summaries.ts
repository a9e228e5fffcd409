import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { PlanSummary } from '../plan/summary.ts';

/**
 * Summaries that can be gone through again and again, though there are tens of thousands: all but the last few are kept packed, in a
 * twelfth of their length as JSON. Each time gives new objects, in the order in which they were added.
 *
 * Whether added or gone through, an object is gone again at once, which is cheap to clear away: were a pack of them kept for a while, the heap would
 * grow to several times of what is in use.
 */
export class PackedSummaries implements Iterable<PlanSummary> {
  readonly #packed: Buffer[] = [];
  /** As JSON, one a line. */
  #last: string[] = [];

  add(summary: PlanSummary): void {
    if (this.#last.length === IN_A_PACK) {
      this.#packed.push(brotliCompressSync(this.#last.join('\n'), { params }));
      this.#last = [];
    }
    this.#last.push(JSON.stringify(summary));
  }

  *[Symbol.iterator](): Generator<PlanSummary> {
    for (const pack of this.#packed) yield* parsedLines(brotliDecompressSync(pack));
    for (const line of this.#last) yield JSON.parse(line) as PlanSummary;
  }
}

function* parsedLines(lines: Buffer): Generator<PlanSummary> {
  for (let from = 0; from < lines.length; ) {
    const end = lines.indexOf('\n', from);
    const to = end === -1 ? lines.length : end;
    yield JSON.parse(lines.toString('utf8', from, to)) as PlanSummary;
    from = to + 1;
  }
}

/** Enough that are alike to be packed well, few enough to be unpacked at once: less than a megabyte. */
const IN_A_PACK = 64;

/** Half the size that deflate comes to, in about the time that reading the JSON takes; with no more memory than the packs need. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 19 };
