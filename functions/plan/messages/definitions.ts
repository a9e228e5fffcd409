import { checklistStates } from '../checklist.ts';
import { type SectionName, sectionList, type sections } from '../plan.ts';
import { type ResultName, type ResultTab, resultTabs, startTab } from '../results.ts';
import { type Column, plannerHeaders, type Section } from '../table.ts';
import { nameKey } from '../text.ts';
import { spanishDefinitions } from './definitions-es.ts';
import { allLanguages, type Language } from './language.ts';

/**
 * The words of the definitions in another language than English, whose words stand in the definitions themselves: a column is written once.
 * Tables and columns that are added have none at first, which does not compile.
 */
export interface DefinitionWords {
  readonly sections: {
    readonly [Name in SectionName]: {
      readonly tab: string;
      readonly title: string;
      readonly noun: string;
      readonly columns: { readonly [Field in keyof (typeof sections)[Name]['columns']]: ColumnWords };
      /** Text that the template types into its starter rows, by row and field; options are found by their code. */
      readonly starterRows?: readonly Readonly<Record<string, string>>[];
      readonly starterAnswers?: Readonly<Record<string, string>>;
    };
  };
  readonly plannerHeaders: { readonly [Name in keyof typeof plannerHeaders]: string };
  readonly checklistStates: { readonly [State in keyof typeof checklistStates]: string };
  /** By the name of the tab. */
  readonly resultTabs: { readonly [Name in ResultName]: ResultWords };
  readonly startTab: {
    readonly title: string;
    readonly heading: string;
    readonly lines: readonly string[];
    readonly state: { readonly [Label in keyof typeof startTab.state]: string };
    readonly confirmed: string;
  };
}

export interface ColumnWords {
  readonly header: string;
  readonly help: string;
  readonly unit?: string;
  readonly options?: Readonly<Record<string, string>>;
}

/** Of a tab that the planner writes; headers with their help in the order of its columns. */
export interface ResultWords {
  readonly title: string;
  readonly heading: string;
  readonly columns: readonly (readonly [header: string, help: string])[];
}

/** What the sheet is made of, with all its words in one language. */
export interface Definitions {
  readonly language: Language;
  readonly sections: Readonly<Record<SectionName, Section>>;
  readonly sectionList: readonly Section[];
  /** The input tabs in order, each with what it holds from top to bottom. */
  readonly inputTabs: readonly { readonly title: string; readonly sections: readonly Section[] }[];
  readonly plannerHeaders: DefinitionWords['plannerHeaders'];
  readonly checklistStates: DefinitionWords['checklistStates'];
  readonly resultTabs: readonly ResultTab[];
  readonly startTab: DefinitionWords['startTab'];
}

export const definitionsIn = (language: Language): Definitions => {
  const definitions = made.get(language) ?? define(language);
  made.set(language, definitions);
  return definitions;
};

const made = new Map<Language, Definitions>();

/** English has none: it is what the others are translated from. */
const wordsOf: Readonly<Record<Language, DefinitionWords | null>> = { en: null, es: spanishDefinitions };

const define = (language: Language): Definitions => {
  const words = wordsOf[language];
  const list = sectionList.map((section) => translated(section, words));
  return {
    language,
    sections: Object.fromEntries(list.map((section) => [section.name, section])) as Definitions['sections'],
    sectionList: list,
    inputTabs: [...Map.groupBy(list, (section) => section.tab)].map(([title, inTab]) => ({ title, sections: inTab })),
    plannerHeaders: words?.plannerHeaders ?? plannerHeaders,
    checklistStates: words?.checklistStates ?? checklistStates,
    resultTabs: words ? resultTabs.map((tab) => withWords(tab, words.resultTabs[tab.name])) : resultTabs,
    startTab: words?.startTab ?? startTab,
  };
};

const translated = (section: Section, words: DefinitionWords | null): Section => {
  const own = words?.sections[section.name as SectionName];
  const columns = Object.fromEntries(
    Object.entries(section.columns).map(([field, column]) => {
      const inWords = own?.columns[field as keyof typeof own.columns] as ColumnWords | undefined;
      return [field, withColumnWords(section.name as SectionName, field, column, inWords)];
    }),
  );
  if (!own) return { ...section, columns } as Section;
  const { tab, title, noun } = own;
  return section.shape === 'table'
    ? {
        ...section,
        tab,
        title,
        noun,
        columns,
        starterRows: section.starterRows.map((row, index) => ({ ...row, ...own.starterRows?.[index] })),
      }
    : { ...section, tab, title, noun, columns, starterAnswers: { ...section.starterAnswers, ...own.starterAnswers } };
};

/** Also in English a column understands the options of every language. */
const withColumnWords = (
  section: SectionName,
  field: string,
  column: Column,
  words: ColumnWords | undefined,
): Column => {
  const { header, help, unit } = words ?? column;
  return {
    ...column,
    header,
    help,
    ...(unit === undefined ? {} : { unit }),
    type:
      column.type.relabeled?.(
        words?.options ?? column.type.options!,
        optionLabels(section, field, column.type.options!),
      ) ?? column.type,
  };
};

/** Every language's labels of an option, by its code. */
const optionLabels = (
  section: SectionName,
  field: string,
  english: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly string[]>> => {
  const others = allLanguages.map((language) => columnWords(language, section, field)?.options ?? {});
  return Object.fromEntries(
    Object.entries(english).map(([code, label]) => [code, [label, ...others.flatMap((labels) => labels[code] ?? [])]]),
  );
};

const columnWords = (language: Language, section: SectionName, field: string): ColumnWords | undefined =>
  (wordsOf[language]?.sections[section].columns as Readonly<Record<string, ColumnWords>> | undefined)?.[field];

const withWords = (tab: ResultTab, { title, heading, columns }: ResultWords): ResultTab => ({
  ...tab,
  title,
  heading,
  columns: tab.columns.map((column, index) => ({ ...column, header: columns[index]![0], help: columns[index]![1] })),
});

/**
 * A title, header or question of the sheet as it may stand there: what the same place is called in every language, as nameKey spells it.
 *
 * @param name  in any language. Places of one name that are called differently elsewhere share their spellings
 *              ("Goals" is a tab and "Goal" a column of it): nothing on one tab may be mixed up, which a test holds
 */
export const spelledAs = (name: string): ReadonlySet<string> => {
  spellings ??= spellingsOfAll();
  return spellings.get(nameKey(name)) ?? new Set([nameKey(name)]);
};

/** All spellings of several names. */
export const spelledAsAny = (names: readonly string[]): Set<string> =>
  new Set(names.flatMap((name) => [...spelledAs(name)]));

let spellings: ReadonlyMap<string, ReadonlySet<string>> | undefined;

const spellingsOfAll = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const names = allLanguages.map((language) => namesOnTabs(definitionsIn(language)).map(nameKey));
  const found = new Map<string, Set<string>>();
  for (const index of names[0]!.keys()) {
    const ofPlace = names.map((inLanguage) => inLanguage[index]!);
    for (const name of ofPlace) found.set(name, new Set([...(found.get(name) ?? []), ...ofPlace]));
  }
  return found;
};

/** Everything by which the sheet's parts are found, in the same order in every language. */
const namesOnTabs = (definitions: Definitions): string[] => [
  ...definitions.sectionList.flatMap(({ tab, title, columns }) => [
    tab,
    title,
    ...Object.values(columns).map(({ header }) => header),
  ]),
  ...Object.values(definitions.plannerHeaders),
  ...definitions.resultTabs.map(({ title }) => title),
  definitions.startTab.title,
  ...Object.values(definitions.startTab.state),
];
