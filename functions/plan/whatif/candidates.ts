import { definitionsIn } from '../messages/definitions.ts';
import { allLanguages } from '../messages/language.ts';
import { optionOf, type Said, say } from '../messages/said.ts';
import type { Plan, PlanRow } from '../plan.ts';
import { wordsOf } from '../spelling.ts';
import type { LeverSection } from '../tables/what-if.ts';

/** A row whose values a scenario can change; of Assumptions everybody or a segment, which may have no row of its own yet. */
export interface Candidate {
  /** null: everybody's rates. */
  rowId: string | null;
  /** What it is called, as short as it can be told from the others; null for everybody. */
  called: Said | null;
  /** All words that it may be called by. */
  words: ReadonlySet<string>;
  /** Each of its names by itself, in every language: `IT Basics` is one program, though `IT Basics Evening` has the same words and one more. */
  names: readonly string[];
}

/** By what the rows of each section are told apart, what tells most first. */
const namedBy: Readonly<Record<Exclude<LeverSection, 'community' | 'goals'>, readonly string[]>> = {
  segments: ['name'],
  assumptions: ['name'],
  demand: ['employer', 'role'],
  programs: ['name', 'startsOn', 'provider', 'role'],
  resources: ['description', 'need', 'from'],
  funding: ['program', 'source', 'funder', 'from'],
};

/** The rows of a section; null for a form, which has one answer to each question. */
export const candidatesFor = (section: LeverSection, plan: Plan): Candidate[] | null => {
  if (section === 'community' || section === 'goals') return null;
  const table = section === 'assumptions' ? 'segments' : section;
  const fields = namedBy[section];
  const rows = (plan[table] as PlanRow[]).map((row) => ({
    rowId: row.id,
    pieces: fields.flatMap((field) => pieceOf(table, field, row.values[field])),
  }));
  const everybody: Candidate = { rowId: null, called: null, words: new Set(everybodyWords), names: [] };
  return [
    ...(section === 'assumptions' ? [everybody] : []),
    ...rows.map(({ rowId, pieces }) => ({
      rowId,
      called: calledBy(
        pieces,
        rows.filter((other) => other.rowId !== rowId).map((other) => other.pieces),
      ),
      words: new Set(pieces.flatMap(({ spellings }) => spellings.flatMap(wordsOf))),
      names: pieces.flatMap(({ spellings }) => spellings),
    })),
  ];
};

/** What two spellings of a name have in common, here where a name is one among few. */
export const keyOf = (name: string): string => wordsOf(name).join(' ');

const everybodyWords = ['all', 'everybody', 'todas', 'todos'];

interface Piece {
  said: Said;
  /** In every language. */
  spellings: string[];
}

const pieceOf = (
  section: 'segments' | Exclude<LeverSection, 'community' | 'goals' | 'assumptions'>,
  field: string,
  value: unknown,
): Piece[] => {
  if (typeof value !== 'string') return [];
  const optionsIn = (language: (typeof allLanguages)[number]) =>
    definitionsIn(language).sections[section].columns[field]!.type.options;
  if (optionsIn('en') === undefined) return [{ said: value, spellings: [value] }];
  return [
    {
      said: optionOf(section, field, value),
      spellings: allLanguages.flatMap((language) => optionsIn(language)?.[value] ?? []),
    },
  ];
};

/** As many of its names, from the first on, as no other row has. */
const calledBy = (pieces: readonly Piece[], others: readonly (readonly Piece[])[]): Said => {
  const keys = (of: readonly Piece[], count: number): string =>
    of
      .slice(0, count)
      .map(({ spellings }) => keyOf(spellings[0]!))
      .join('\n');
  let count = 1;
  while (count < pieces.length && others.some((other) => keys(other, count) === keys(pieces, count))) count++;
  return linked(pieces.slice(0, count).map(({ said }) => said));
};

/** `IT Support, 2027-01-11` */
const linked = ([first, ...rest]: readonly Said[]): Said =>
  rest.length === 0 ? (first ?? '') : say('whatIf.named', { first: first!, rest: linked(rest) });
