import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { PlanSummary } from '../plan/summary.ts';

/**
 * Summaries that can be gone through again and again, though there are tens of thousands: all but the last few are kept packed, in about a
 * twentieth of their room. Each time gives new objects, in the order in which they were added.
 */
export class PackedSummaries implements Iterable<PlanSummary> {
  readonly #packed: Buffer[] = [];
  #last: PlanSummary[] = [];

  add(summary: PlanSummary): void {
    if (this.#last.length === IN_A_PACK) {
      this.#packed.push(deflateRawSync(JSON.stringify(this.#last), { level: FASTEST }));
      this.#last = [];
    }
    this.#last.push(summary);
  }

  *[Symbol.iterator](): Generator<PlanSummary> {
    for (const pack of this.#packed) yield* JSON.parse(inflateRawSync(pack).toString('utf8')) as PlanSummary[];
    yield* this.#last;
  }
}

/** Enough alike to be packed well, few enough to be unpacked at once: about half a megabyte. A scope of so many is never packed. */
const IN_A_PACK = 64;

const FASTEST = 1;
