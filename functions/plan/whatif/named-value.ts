import { definitionsIn } from '../messages/definitions.ts';
import { allLanguages } from '../messages/language.ts';
import { any, quoted, type Said, say } from '../messages/said.ts';
import type { Words } from '../messages/words.ts';
import type { Plan } from '../plan.ts';
import { wordsOf } from '../spelling.ts';
import type { RateName } from '../tables/assumptions.ts';
import type { Lever } from '../tables/what-if.ts';
import { nearestName } from '../text.ts';
import { candidatesFor } from './candidates.ts';
import { type AskedChange, allLevers, candidateFor, labelOf, passedOver, placeOf } from './change.ts';

/** Which value of the plan a name stands for. */
export type NamedValue = Pick<AskedChange, 'what' | 'of'>;

/**
 * Finds the value that somebody means who names it in a line: `goals.placements`, `started->completed`, `Enrolled → completed, Veterans`,
 * `seats of IT Support 2027-01-11`, `Programs: Price, Web Developer Immersive`. Words count in any order and any language of the planner; the
 * tab may be named or not.
 *
 * A name that fits a value but none of its rows is given back as it is: understanding the change then says which rows there are.
 *
 * @returns what to say where no value, or more than one, has such a name
 */
export const valueNamed = (name: string, plan: Plan, { tell }: Words): NamedValue | { problem: Said } => {
  const typed = piecesOf(name);
  const inOurWords = typed.map(({ text, words }) => ({ text, words: words.map((word) => synonyms[word] ?? word) }));
  const meant = allLevers
    .flatMap((what) =>
      namesOf(what).flatMap((needed) => [...meaning(what, needed, typed), ...meaning(what, needed, inOurWords)]),
    )
    .sort((one, other) => other.matched - one.matched);
  const found = meant.filter(({ named }) => !('text' in candidateFor(named, plan)));
  const [best] = found.length > 0 ? found : meant;
  if (best) {
    const equal = new Set(found.filter(({ matched }) => matched === best.matched).map(({ named }) => named.what));
    if (equal.size < 2) return best.named;
    return {
      problem: say('whatIf.severalValues', { name, values: any([...equal].map((what) => quoted(labelOf(what)))) }),
    };
  }
  const near = nearestName(name, fullNames(plan, tell)) ?? nearestBeginning(typed, tell);
  return { problem: near === null ? say('whatIf.noSuchValue', { name }) : say('whatIf.nearValue', { name, near }) };
};

/** `goals.directShare` -> `goals direct Share` */
const spaced = (name: string): string => name.replaceAll('.', ' ').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');

/** A part of what was typed, with the words that it counts as. */
interface Piece {
  text: string;
  words: string[];
}

const piecesOf = (name: string): Piece[] =>
  spaced(name)
    .split(/[\s:,;()>]+/)
    .map((text) => ({ text, words: wordsOf(text) }));

/** What people call stages in other words than the sheet's. */
const synonyms: Readonly<Record<string, string>> = {
  started: 'enrolled',
  starts: 'enrolled',
  graduated: 'completed',
  finished: 'completed',
  hired: 'placed',
};

/** A name of a lever as words: all of `needed` must be there, and of the others those in `optional` tell nothing of a row. */
interface LeverName {
  needed: readonly string[];
  optional: ReadonlySet<string>;
}

const namesOf = (what: Lever): LeverName[] => {
  const { section, field } = placeOf(what);
  const inWords = allLanguages.map((language) => {
    const { sections } = definitionsIn(language);
    const { tab } = sections[section];
    return { tab, header: headerIn(what, (name) => sections[name]) };
  });
  const optional = new Set([
    ...wordsOf(section),
    ...inWords.flatMap(({ tab, header }) => [...wordsOf(tab), ...wordsOf(inParentheses(header))]),
    'rate',
    'likely',
  ]);
  return [spaced(field), ...inWords.map(({ header }) => header.replace(PARENTHESES, ''))].map((text) => {
    const words = wordsOf(text);
    const telling = words.filter((word) => !passedOver.has(word));
    return { needed: telling.length > 0 ? telling : words, optional };
  });
};

const PARENTHESES = /\([^)]*\)/g;

const inParentheses = (header: string): string => (header.match(PARENTHESES) ?? []).join(' ');

type SectionOf = (name: ReturnType<typeof placeOf>['section']) => ReturnType<typeof definitionsIn>['sections']['goals'];

/** The header of a column, the question of a form, the step of a rate. */
const headerIn = (what: Lever, sectionOf: SectionOf): string => {
  const { section, field } = placeOf(what);
  return section === 'assumptions'
    ? sectionOf('assumptions').columns.rate!.type.options![field as RateName]!
    : sectionOf(section).columns[field]!.header;
};

const meaning = (
  what: Lever,
  { needed, optional }: LeverName,
  typed: readonly Piece[],
): { named: NamedValue; matched: number }[] => {
  if (!needed.every((word) => typed.some(({ words }) => words.includes(word)))) return [];
  const tellsOfRow = (word: string): boolean => !needed.includes(word) && !optional.has(word) && !passedOver.has(word);
  const rest = typed.filter(({ words }) => words.some(tellsOfRow)).map(({ text }) => text);
  return [{ named: { what, of: rest.length === 0 ? null : rest.join(' ') }, matched: needed.length }];
};

/** `Seats`, for somebody who typed `seets of the evening course`. */
const nearestBeginning = (typed: readonly Piece[], tell: Words['tell']): string | null => {
  const headers = allLevers.map((what) => headerOf(tell(labelOf(what))));
  const beginnings = typed.map((_, count) =>
    typed
      .slice(0, typed.length - count)
      .map(({ text }) => text)
      .join(' '),
  );
  return beginnings.map((beginning) => nearestName(beginning, headers)).find((near) => near !== null) ?? null;
};

/** `Seats` of `Programs: Seats` */
const headerOf = (label: string): string => label.slice(label.indexOf(': ') + 2);

/** All values by their full names, for whoever has mistyped one. */
const fullNames = (plan: Plan, tell: Words['tell']): string[] =>
  allLevers.flatMap((what) => {
    const label = tell(labelOf(what));
    const header = headerOf(label);
    const rows = (candidatesFor(placeOf(what).section, plan) ?? []).flatMap(({ called }) =>
      called === null ? [] : [tell(called)],
    );
    return [what, header, label, ...rows.flatMap((row) => [`${header} of ${row}`, `${header}, ${row}`])];
  });
