import type { Columns, Form, Section, Table, ValuesOf } from './table.ts';
import { assumptions } from './tables/assumptions.ts';
import { community } from './tables/community.ts';
import { demand } from './tables/demand.ts';
import { funding } from './tables/funding.ts';
import { goals, localGoals } from './tables/goals.ts';
import { partners } from './tables/partners.ts';
import { programs } from './tables/programs.ts';
import { progress } from './tables/progress.ts';
import { resources } from './tables/resources.ts';
import { roleQuestions, roles } from './tables/roles.ts';
import { segments } from './tables/segments.ts';
import { setAside } from './tables/set-aside.ts';
import { whatIf } from './tables/what-if.ts';
import type { WaiverCell } from './waivers.ts';

/** Every table and form of the plan, in the order of the workbook's tabs and, within a tab, from top to bottom. */
export const sections = {
  community,
  partners,
  goals,
  localGoals,
  segments,
  assumptions,
  demand,
  programs,
  roles,
  roleQuestions,
  resources,
  funding,
  setAside,
  progress,
  whatIf,
} as const;

export type SectionName = keyof typeof sections;

/** Sections that stand beside the plan: nothing of its results follows from them, so a sheet may lack them, and people may empty them. */
export const asideSections: ReadonlySet<string> = new Set<SectionName>(['whatIf']);

/** Whether a finding tells of the plan itself. */
export const isOfPlan = ({ at }: { at?: { section: string } }): boolean => !asideSections.has(at?.section ?? '');

export const sectionList: readonly Section[] = Object.values(sections) as unknown as readonly Section[];

/** The input tabs in order, each with what it holds from top to bottom. */
export const inputTabs: readonly { title: string; sections: readonly Section[] }[] = [
  ...Map.groupBy(sectionList, (section) => section.tab),
].map(([title, inTab]) => ({ title, sections: inTab }));

/** One row of a table as it was read. */
export interface PlanRow<Values = Record<string, unknown>> {
  /** What the row is known by, from its hidden cell; a row without one, and the second of two that share one, has a new one. */
  id: string;
  /** The row's number in the sheet, from 1. */
  row: number;
  values: Values;
  /** What stands in each cell that is not blank, as displayed; kept in the mirror so that nothing typed is lost. */
  raw: Readonly<Record<string, string>>;
  /** Fields whose cell holds something that could not be understood; their value is null. */
  invalid: readonly string[];
  /** What stands in its Waiver cell; absent where that is blank. */
  waiver?: WaiverCell;
}

/** The answers of a form. */
export interface PlanForm<Values = Record<string, unknown>> {
  values: Values;
  raw: Readonly<Record<string, string>>;
  invalid: readonly string[];
  /** The row of each question, from 1; a question that the tab no longer has is absent. */
  rows: Readonly<Record<string, number>>;
  /** What stands in the Waiver cells beside its questions; those that are blank are absent. */
  waivers?: Readonly<Record<string, WaiverCell>>;
}

type Contents<S> =
  S extends Table<infer C> ? PlanRow<ValuesOf<C>>[] : S extends Form<infer C> ? PlanForm<ValuesOf<C>> : never;

/** What one spreadsheet says, understood as far as it can be. */
export type Plan = { -readonly [Name in SectionName]: Contents<(typeof sections)[Name]> };

export type RowOf<Name extends SectionName> = Plan[Name] extends (infer Row)[] ? Row : never;

/** Where a section stands in its spreadsheet, found by its headers. Columns count from 0, rows from 1. */
export interface SectionPlace {
  sheetId: number;
  /** The tab's title. */
  tab: string;
  headerRow: number;
  /** Rows that belong to it: those of a table as far as the tab or the next section goes, those of a form with its questions. */
  firstRow: number;
  lastRow: number;
  /** Field to column, for a table; for a form every field has the answers' column. */
  columns: Readonly<Record<string, number>>;
  /** Of a form: where its questions stand. */
  questionColumn?: number;
  /** The planner's own columns; absent where the header is gone. */
  idColumn?: number;
  statusColumn?: number;
  /** Where people write why a warning does not count. */
  waiverColumn?: number;
  computedColumn?: number;
  /**
   * Where fields that were not found probably are, because their header or question was reworded: the column from 0 in a table, the row from 1
   * in a form. Nothing is read from there.
   */
  likely?: Readonly<Record<string, number>>;
  /** The same for the planner's own columns. */
  likelyOwn?: Readonly<Partial<Record<OwnColumn, number>>>;
}

/** The planner's own columns of a section, which people do not fill in, or need not. */
export type OwnColumn = 'idColumn' | 'computedColumn' | 'statusColumn' | 'waiverColumn';

export type PlanPlaces = { [Name in SectionName]?: SectionPlace };

/** A plan that holds nothing: every form unanswered, every table without rows. */
export const emptyPlan = (): Plan =>
  Object.fromEntries(
    sectionList.map((section) => [
      section.name,
      section.shape === 'table' ? [] : { values: blankValues(section.columns), raw: {}, invalid: [], rows: {} },
    ]),
  ) as unknown as Plan;

export const blankValues = (columns: Columns): Record<string, null> =>
  Object.fromEntries(Object.keys(columns).map((field) => [field, null]));
