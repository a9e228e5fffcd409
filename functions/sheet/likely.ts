import type { Locale } from '../plan/locale.ts';
import type { Column } from '../plan/table.ts';
import { nameKey, nearestName } from '../plan/text.ts';
import { isBlank, type RawCell } from '../plan/value.ts';
import type { SnapshotCell } from './snapshot.ts';

/** A column or row that may be the one whose header or question was reworded or emptied. */
export interface Candidate {
  /** Its column from 0, or its row from 1. */
  at: number;
  header: SnapshotCell | undefined;
  /** It stands where the template has the field: right after the one before it, or right before the one after it. */
  inPlace: boolean;
  /** What people typed into it. */
  cells: readonly (RawCell | undefined)[];
}

/** A field of a section, or a column of the planner's own, which has no type: nothing that stands in it speaks for it. */
type Wanted = Pick<Column, 'header' | 'help'> & Partial<Pick<Column, 'type'>>;

/**
 * Which candidate probably is a field whose header nobody has any more.
 *
 * | what speaks for it                                         | counts |
 * | ---------------------------------------------------------- | ------ |
 * | the note on the header: it stays when the text is typed over | 4    |
 * | a header that is spelled much alike                        | 2      |
 * | the place                                                  | 1      |
 * | what stands below is all of this kind, which text never shows | 1   |
 *
 * @returns where it is; null where less than 2 speaks for it, or as much for another
 */
export const likeliest = (column: Wanted, candidates: readonly Candidate[], locale: Locale): number | null => {
  const scored = candidates
    .map((candidate) => ({ at: candidate.at, score: evidence(column, candidate, locale) }))
    .toSorted((one, other) => other.score - one.score);
  const [best, next] = scored;
  return best && best.score >= 2 && best.score > (next?.score ?? 0) ? best.at : null;
};

const evidence = (column: Wanted, { header, inPlace, cells }: Candidate, locale: Locale): number => {
  const text = typeof header?.value === 'string' ? header.value : '';
  return (
    (header?.note?.includes(column.help) ? 4 : 0) +
    (text !== '' && nearestName(text, [column.header]) !== null ? 2 : 0) +
    (inPlace ? 1 : 0) +
    (isAllOf(column, cells, locale) ? 1 : 0)
  );
};

const isAllOf = ({ type }: Wanted, cells: readonly (RawCell | undefined)[], locale: Locale): boolean => {
  if (!type || ['text', 'reference', 'references'].includes(type.kind)) return false;
  const typed = cells.filter((cell): cell is RawCell => cell !== undefined && !isBlank(cell)).slice(0, 50);
  return (
    typed.length > 0 &&
    typed.every((cell) => {
      const understood = type.understand(cell, locale);
      return 'candidate' in understood && type.schema.safeParse(understood.candidate).success;
    })
  );
};

/** Whether a header's text is one that the planner knows, so that it can be no other field. */
export const isKnown = (cell: SnapshotCell | undefined, known: ReadonlySet<string>): boolean =>
  typeof cell?.value === 'string' && known.has(nameKey(cell.value));
