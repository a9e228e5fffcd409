import type { ExportedCounts } from './earlier.ts';
import type { OtherSum } from './overlap.ts';

/** What readers have been told already, by all that was published of a year. */
export interface Told {
  /** Of exactly these communities, whichever scope they were published as; the oldest first. */
  same: readonly ExportedCounts[];
  /** Of one of them on its own page; the oldest first. */
  own: (community: string) => readonly ExportedCounts[];
  /** Of sums in which some of them are. */
  others: readonly OtherSum[];
}

/** What an export tells: never part of the export, because hidden counts are in it as they are. */
export interface Telling {
  counts: ExportedCounts;
  /** As in `OtherSum`; of one community alone there is nothing in it. */
  shown: OtherSum['shown'];
}
