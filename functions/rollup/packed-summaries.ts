import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { PlanSummary } from '../plan/summary.ts';

/**
 * Summaries that can be gone through again and again, though there are tens of thousands: all but the last few are kept packed, in a
 * twelfth of their length as JSON. Each time gives new objects, in the order in which they were added.
 */
export class PackedSummaries implements Iterable<PlanSummary> {
  readonly #packed: Buffer[] = [];
  #last: PlanSummary[] = [];

  add(summary: PlanSummary): void {
    if (this.#last.length === IN_A_PACK) {
      this.#packed.push(brotliCompressSync(JSON.stringify(this.#last), { params }));
      this.#last = [];
    }
    this.#last.push(summary);
  }

  *[Symbol.iterator](): Generator<PlanSummary> {
    for (const pack of this.#packed) yield* JSON.parse(brotliDecompressSync(pack).toString('utf8')) as PlanSummary[];
    yield* this.#last;
  }
}

/** Enough that are alike to be packed well, few enough to be unpacked at once: less than a megabyte. A scope of so many is never packed. */
const IN_A_PACK = 64;

/** Half the size that deflate comes to, in about the time that reading the JSON takes. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
