import type { SectionName } from '../plan/plan.ts';

/** A row of a table by the id that its hidden cell has, or had. */
export interface RowName {
  section: SectionName;
  id: string;
}

export const rowNameKey = ({ section, id }: { section: string; id: string }): string => `${section}/${id}`;

/** What is displayed in each cell of a row that is not blank, by field. */
export type RowText = Readonly<Record<string, string>>;

/** By `rowNameKey`: what the mirror has of rows. */
export type RowMemory = ReadonlyMap<string, RowText>;

/** A row of the sheet and the id that stands in it. */
export interface RowClaim {
  /** From 1. */
  row: number;
  id: string | null;
  /** null: nothing but the id is left of it. */
  raw: RowText | null;
}

/**
 * Which row is known by which id. An id is given once and then goes where people take it:
 *
 * | people                                              | the hidden cells then                     | so                                                |
 * | --------------------------------------------------- | ----------------------------------------- | ------------------------------------------------- |
 * | sort, insert, delete, filter, cut and paste a row   | move with their rows                      | nothing is to be done                             |
 * | copy a row, also over another one                   | two rows have one id                      | the row that is more like what the mirror remembers keeps it, else the first; the other gets a new one |
 * | cut a row without its hidden cell                   | a blank row has an id, a row has none     | the row takes the id, if it is what the mirror remembers |
 * | empty a row                                         | a blank row has an id                     | it stays there, so that undo brings the same row back |
 *
 * Two rows that are the same in every cell cannot be told apart by anybody who sees the sheet; which of them is called the copy
 * makes no difference to what the mirror says.
 *
 * @param remembered  what the mirror has of an id of this table; undefined where it has nothing, or was not asked yet
 * @returns ids by row for rows with something in them, from top to bottom; and the ids to ask the mirror about
 */
export const rowIdentities = (
  claims: readonly RowClaim[],
  newId: () => string,
  remembered: (id: string) => RowText | undefined,
): { ids: Map<number, string>; disputed: string[] } => {
  const rows = claims.filter((claim): claim is RowClaim & { raw: RowText } => claim.raw !== null);
  const byId = Map.groupBy(
    rows.filter(({ id }) => id !== null),
    ({ id }) => id!,
  );
  const doubled = [...byId].filter(([, claimants]) => claimants.length > 1).map(([id]) => id);
  const holders = new Map([...byId].map(([id, claimants]) => [id, mostLike(claimants, remembered(id)).row]));
  const left = [
    ...new Set(claims.flatMap(({ id, raw }) => (raw === null && id !== null && !byId.has(id) ? [id] : []))),
  ];
  const nameless = rows.filter(({ id, row }) => id === null || holders.get(id) !== row);

  const taken = new Map<number, string>();
  for (const id of left) {
    const text = remembered(id);
    const row = text && nameless.find(({ row, raw }) => !taken.has(row) && isSame(raw, text));
    if (row) taken.set(row.row, id);
  }
  return {
    ids: new Map(
      rows.map(({ row, id }) => [row, id !== null && holders.get(id) === row ? id : (taken.get(row) ?? newId())]),
    ),
    disputed: [...doubled, ...(nameless.length > 0 ? left : [])],
  };
};

/** The one that is most like what is remembered; of equals, and where nothing is, the first. */
const mostLike = <Claim extends { raw: RowText }>(claimants: readonly Claim[], text: RowText | undefined): Claim => {
  if (text === undefined || claimants.length === 1) return claimants[0]!;
  const scores = claimants.map(({ raw }) => likeness(raw, text));
  return claimants[scores.indexOf(Math.max(...scores))]!;
};

/** A cell that only one of them has tells them apart as much as one that differs. */
const likeness = (raw: RowText, text: RowText): number =>
  [...new Set([...Object.keys(raw), ...Object.keys(text)])].reduce(
    (sum, field) => sum + (raw[field] === text[field] ? 1 : -1),
    0,
  );

const isSame = (raw: RowText, text: RowText): boolean =>
  Object.keys(raw).length === Object.keys(text).length &&
  Object.entries(raw).every(([field, shown]) => text[field] === shown);
