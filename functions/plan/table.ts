import type { ValueType } from './value.ts';

/**
 * One column of a table, or one question of a form, written once. The template's header, note, dropdown, number format and
 * protection follow from it, and so do the parser, the single-cell findings, the mirror's field and the export's header.
 */
export interface Column<T = unknown> {
  readonly type: ValueType<T>;
  /** The header, or the form's question. Columns are found by it, in any order. */
  readonly header: string;
  /** Shown as a note on the header: what belongs here and why. */
  readonly help: string;
  /** `people`, `weeks`, `$`: what a number counts. */
  readonly unit?: string;
  /** Pixels. */
  readonly width: number;
  /** A row that has begun must have it. */
  readonly required: boolean;
  /** The template types it into its starter rows, so it does not begin a row. */
  readonly starter: boolean;
  /** The planner works out this field's value and shows it beside the answer, which is then an override; forms only. */
  readonly computed: boolean;
  /** Left out of summaries, logs and exports. */
  readonly personal: boolean;
}

interface ColumnFacts {
  header: string;
  help: string;
  unit?: string;
  width?: number;
  required?: boolean;
  starter?: boolean;
  computed?: boolean;
  personal?: boolean;
}

export const column = <T>(type: ValueType<T>, facts: ColumnFacts): Column<T> => ({
  width:
    { text: 200, link: 200, email: 190, references: 220, choices: 220, reference: 180, choice: 150, date: 105 }[
      type.kind as 'text'
    ] ?? 110,
  required: false,
  starter: false,
  computed: false,
  personal: false,
  ...facts,
  type,
});

export type Columns = Readonly<Record<string, Column>>;

/** The values that a row of these columns holds; null where the cell is blank or could not be understood. */
export type ValuesOf<C extends Columns> = {
  -readonly [Field in keyof C]: (C[Field] extends Column<infer T> ? T : never) | null;
};

interface SectionFacts<C extends Columns> {
  /** The mirror's collection and the name in messages of the program; stable. */
  readonly name: string;
  /** The tab that shows it. */
  readonly tab: string;
  /** The line above its header: what it is and how it is filled in. */
  readonly title: string;
  /** `program`, `a program`: what one row is. */
  readonly noun: string;
  readonly columns: C;
}

/** Many rows, one a thing. */
export interface Table<C extends Columns = Columns> extends SectionFacts<C> {
  readonly shape: 'table';
  /** The field that names a row for people and for references from other tabs. */
  readonly key: (keyof C & string) | null;
  /** No two rows may agree in all of these; [] where rows may repeat. Blank counts as a value here. */
  readonly unique: readonly (keyof C & string)[];
  /** Values as a person would type them that the template begins with. */
  readonly starterRows: readonly Readonly<Partial<Record<keyof C, string | number>>>[];
  /** Rows that the template leaves ready for typing. */
  readonly roomFor: number;
}

/** One value a row: questions and answers. */
export interface Form<C extends Columns = Columns> extends SectionFacts<C> {
  readonly shape: 'form';
  /** Answers that the template begins with. */
  readonly starterAnswers: Readonly<Partial<Record<keyof C, string | number>>>;
}

export type Section = Table | Form;

export const defineTable = <const C extends Columns>(
  facts: SectionFacts<C> & Partial<Pick<Table<C>, 'key' | 'unique' | 'starterRows' | 'roomFor'>>,
): Table<C> => ({ key: null, unique: [], starterRows: [], roomFor: 200, ...facts, shape: 'table' });

export const defineForm = <const C extends Columns>(
  facts: SectionFacts<C> & Partial<Pick<Form<C>, 'starterAnswers'>>,
): Form<C> => ({ starterAnswers: {} as Form<C>['starterAnswers'], ...facts, shape: 'form' });

/** Headers that the planner writes and owns, beside the columns of a table or form. */
export const plannerHeaders = {
  /** Hidden; what a row is known by, however it moves. */
  id: 'Row ID',
  status: 'Status',
  /** Beside the status, which names the warning that it answers. */
  waiver: 'Waiver',
  question: 'Question',
  answer: 'Your answer',
  computed: 'Worked out',
} as const;
