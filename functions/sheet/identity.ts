import type { SectionName } from '../plan/plan.ts';

/** A row of a table by the id that its hidden cell has, or had. */
export interface RowName {
  section: SectionName;
  id: string;
}

/** What is displayed in each cell of a row that is not blank, by field. */
export type RowText = Readonly<Record<string, string>>;

/** What the mirror has of rows, by the name of their table and then by id. */
export type RowMemory = ReadonlyMap<SectionName, ReadonlyMap<string, RowText>>;

/** A table in which rows have no id: they may be rows that the mirror knows. */
export interface UnnamedRows {
  section: SectionName;
  /** What stands in the hidden cells of the table's rows, blank ones included. */
  ids: readonly string[];
}

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
 * | empty hidden cells, or delete their column          | rows have no id, and the mirror has rows that no row of the sheet is | each row takes the id of the one that it is, as below |
 *
 * A row without an id is one that the mirror remembers and no other row is, where that is beyond doubt: every cell is the same; or, of what
 * is left then, the cells are the same by which no two rows of the table may agree, and no second row or memory has them. The pass does this and not a
 * repair: the mirror alone knows what was lost, and ids get lost in ways that nobody repairs.
 *
 * Two rows that are the same in every cell cannot be told apart by anybody who sees the sheet; which of them is called the copy
 * makes no difference to what the mirror says.
 *
 * @param memory  what the mirror has of ids of this table, as far as it was asked
 * @param naming  the fields by which people tell the table's rows apart; [] where rows may repeat
 * @returns ids by row for rows with something in them, from top to bottom; the ids to ask the mirror about; and whether rows have none, so that
 *   it should be asked for rows that are gone, too
 */
export const rowIdentities = (
  claims: readonly RowClaim[],
  newId: () => string,
  memory: ReadonlyMap<string, RowText>,
  naming: readonly string[],
): { ids: Map<number, string>; disputed: string[]; isUnnamed: boolean } => {
  const rows = claims.filter((claim): claim is FullClaim => claim.raw !== null);
  const byId = Map.groupBy(
    rows.filter(({ id }) => id !== null),
    ({ id }) => id!,
  );
  const doubled = [...byId].filter(([, claimants]) => claimants.length > 1).map(([id]) => id);
  const holders = new Map([...byId].map(([id, claimants]) => [id, mostLike(claimants, memory.get(id)).row]));
  const left = [
    ...new Set(claims.flatMap(({ id, raw }) => (raw === null && id !== null && !byId.has(id) ? [id] : []))),
  ];
  const nameless = rows.filter(({ id, row }) => id === null || holders.get(id) !== row);
  const taken = recognized(
    nameless,
    [...memory].filter(([id]) => !byId.has(id)),
    naming,
  );
  return {
    ids: new Map(
      rows.map(({ row, id }) => [row, id !== null && holders.get(id) === row ? id : (taken.get(row) ?? newId())]),
    ),
    disputed: [...doubled, ...(nameless.length > 0 ? left : [])],
    isUnnamed: nameless.some(({ id }) => id === null),
  };
};

type FullClaim = RowClaim & { raw: RowText };

/** Which of the rows without an id are rows that the mirror has and the sheet seems to have lost. */
const recognized = (
  nameless: readonly FullClaim[],
  lost: readonly (readonly [id: string, text: RowText])[],
  naming: readonly string[],
): Map<number, string> => {
  const taken = new Map<number, string>();
  const same = Map.groupBy(lost, ([, text]) => wholeText(text));
  for (const { row, raw } of nameless) {
    const match = same.get(wholeText(raw))?.shift();
    if (match) taken.set(row, match[0]);
  }
  const isNamed = (text: RowText): boolean => naming.some((field) => text[field] !== undefined);
  const nameOf = (text: RowText): string => JSON.stringify(naming.map((field) => text[field] ?? ''));
  const used = new Set(taken.values());
  const lostByName = Map.groupBy(
    lost.filter(([id, text]) => !used.has(id) && isNamed(text)),
    ([, text]) => nameOf(text),
  );
  // A row that came with the id of another one is a copy of that one, and no row of its own before.
  const rowsByName = Map.groupBy(
    nameless.filter(({ id, row, raw }) => id === null && !taken.has(row) && isNamed(raw)),
    ({ raw }) => nameOf(raw),
  );
  for (const [name, [first, ...others]] of rowsByName) {
    const memories = lostByName.get(name) ?? [];
    if (first && others.length === 0 && memories.length === 1) taken.set(first.row, memories[0]![0]);
  }
  return taken;
};

/** The same for texts that are the same in every cell. */
const wholeText = (text: RowText): string =>
  JSON.stringify(Object.entries(text).sort(([one], [other]) => (one < other ? -1 : 1)));

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
