import { closedPrograms } from '../../../functions/plan/allowability.ts';
import { ruleCodes } from '../../../functions/plan/checks/catalogue.ts';
import { type Definitions, definitionsIn } from '../../../functions/plan/messages/definitions.ts';
import { messageTables } from '../../../functions/plan/messages/words.ts';
import * as published from '../../../functions/plan/published.ts';
import { publishedCosts } from '../../../functions/plan/published-costs.ts';
import { ownWords, textsOf, wordsIn } from './table-texts.ts';

/** Words that are in both languages, or names: reviewed one by one. A word that only one of the languages has is never right here. */
export const inBoth = new Set(
  (
    'a beta total plan local red error no web ideas idea ' + // the same, or another word that is spelled the same
    'complete use divide ' + // complétese, úsese
    'google workspace drive editor ' + // as Google has it in either
    'utc sha ' + // as they are written everywhere
    'cfr english equip https español federal id ky oh pell pert planner excel riverbend snap techhire wioa apprenti dol up year per scholas perscholas'
  ).split(' '),
);

/** `{tab} ({noun})`: texts that only put other texts together. */
export const onlyFrames = (text: string): boolean => wordsOf(ownWords(text)).length === 0;

const definitionTexts = (definitions: Definitions): string[] => [
  ...definitions.sectionList.flatMap(({ tab, title, noun, columns }) => [
    tab,
    title,
    noun,
    ...Object.values(columns).flatMap(({ header, help, unit, type }) => [
      header,
      help,
      ...(unit === undefined ? [] : [unit]),
      ...Object.values(type.options ?? {}),
    ]),
  ]),
  ...definitions.resultTabs.flatMap(({ title, heading, columns }) => [
    title,
    heading,
    ...columns.flatMap(({ header, help }) => [header, help]),
  ]),
  ...Object.values(definitions.plannerHeaders),
  ...Object.values(definitions.checklistStates),
  definitions.startTab.title,
  definitions.startTab.heading,
  definitions.startTab.confirmed,
  ...definitions.startTab.lines,
  ...Object.values(definitions.startTab.state),
];

/** Who published a figure, and what programs, places and the planner itself are called: the same in every language. */
const names: readonly string[] = [
  ...[...Object.values(published), ...publishedCosts].flatMap(sourcesOf),
  ...closedPrograms.map(({ name }) => name),
  'Workforce Pell',
  'TechHire Planner',
  'America/New_York',
].sort((a, b) => b.length - a.length);

function sourcesOf(of: object): string[] {
  return Object.entries(of).flatMap(([key, value]) =>
    key === 'source' ? [value as string] : typeof value === 'object' && value !== null ? sourcesOf(value) : [],
  );
}

/** The words of a text that are of one language or the other; names and codes of rules are not. */
const wordsOf = (text: string): string[] =>
  wordsIn(
    names
      .reduce((rest, name) => rest.replaceAll(name, ' '), text)
      // A hash has letters.
      .replace(/\b[0-9a-f]{64}\b/g, ' ')
      // A law is cited in the same way in every language.
      .replace(/\b\d+ U\.S\.C\. \d+/gi, ' ')
      // A month's short name in Spanish is an English word.
      .replace(/\bmay (?=20\d\d)/g, ' ')
      .replace(/[a-z]+(?:-[a-z]+)+|(?<=\[)[a-z]+(?=\])/g, (code) => (ruleCodes.has(code) ? ' ' : code)),
  );

export const vocabulary = (language: 'en' | 'es'): Set<string> =>
  new Set(
    [
      ...textsOf(messageTables[language]).map(([, text]) => ownWords(text)),
      ...definitionTexts(definitionsIn(language)),
    ].flatMap(wordsOf),
  );

export const english = vocabulary('en');

/** What a Spanish sheet says in English, but for words that people typed themselves. */
export const englishIn = (texts: readonly string[], typed: readonly string[] = []): string[] => {
  const own = new Set(typed.flatMap(wordsOf));
  return texts.filter((text) => wordsOf(text).some((word) => english.has(word) && !inBoth.has(word) && !own.has(word)));
};
