/**
 * The tabs that the planner writes and people read. Each is one table under a heading: row 1 the heading, row 2 the headers, rows from 3 the results.
 */
export interface ResultTab {
  readonly name: string;
  readonly title: string;
  readonly heading: string;
  readonly columns: readonly ResultColumn[];
}

export interface ResultColumn {
  readonly header: string;
  readonly help: string;
  readonly width: number;
  readonly format: 'text' | 'whole' | 'percent' | 'date';
}

/** What a result cell shows: text, a number, or a link to a cell of this spreadsheet; null is blank. */
export type ResultCell = string | number | null | { label: string; tab: string; cell: string };

/** The rows of a result tab below its headers, one cell a column. */
export type ResultRows = readonly (readonly ResultCell[])[];

const wide = 420;

export const checklistTab: ResultTab = {
  name: 'checklist',
  title: 'Checklist',
  heading:
    'Checklist: every question of the planning checklist, and how far this plan is with it. Written by TechHire Planner.',
  columns: [
    { header: 'Part', help: 'The part of the planning checklist.', width: 150, format: 'text' },
    { header: 'Question', help: 'What the checklist asks.', width: wide, format: 'text' },
    { header: 'State', help: 'To do, In progress, Needs attention, Done or Set aside.', width: 120, format: 'text' },
    { header: 'Why', help: 'What the state rests on.', width: wide, format: 'text' },
    { header: 'Go to', help: 'The cell where to go on.', width: 140, format: 'text' },
  ],
};

export const funnelTab: ResultTab = {
  name: 'funnel',
  title: 'Funnel',
  heading:
    'Funnel: how many people are needed at each stage to reach the placements goal, worked out backwards. Written by TechHire Planner.',
  columns: [
    { header: 'For', help: 'The whole plan, or one segment.', width: 170, format: 'text' },
    { header: 'Stage', help: 'From first contact to a job.', width: 200, format: 'text' },
    {
      header: 'Target',
      help: 'The fewest people with whom the likely rates reach the goal.',
      width: 90,
      format: 'whole',
    },
    {
      header: 'If rates turn out low',
      help: 'The target if every rate turns out as low as its Low.',
      width: 110,
      format: 'whole',
    },
    {
      header: 'If rates turn out high',
      help: 'The target if every rate turns out as high as its High.',
      width: 110,
      format: 'whole',
    },
    { header: 'Your own number', help: 'The number typed on the Goals tab, if any.', width: 110, format: 'whole' },
    {
      header: 'So far',
      help: 'The sum of the Progress tab’s periods; blank where nobody has counted.',
      width: 90,
      format: 'whole',
    },
    { header: 'Still to go', help: 'Target less what is reached so far, at least 0.', width: 90, format: 'whole' },
    { header: 'How it is worked out', help: 'From which cells the number comes.', width: 520, format: 'text' },
  ],
};

export const resultTabs: readonly ResultTab[] = [checklistTab, funnelTab];

/** The first tab: how to use the sheet in six lines, and the plan's state, which the planner writes in column B. */
export const startTab = {
  title: 'Start',
  heading: 'TechHire planning checklist',
  lines: [
    'Type in the white cells of the tabs from Community to Progress; shaded tabs are written for you.',
    'A coloured cell has a note: red is an error, amber a warning, blue a hint. Mend the value and the colour goes.',
    'Begin with Community and Goals; then Partners, because other tabs refer to them by name.',
    'Replace the rates on Assumptions by your own when you have them; the Funnel tab follows within seconds.',
    'You may sort, insert, delete and move rows and columns, and add columns and tabs of your own.',
    'Checklist shows what is left to do, and takes you there.',
  ],
  state: {
    checklist: 'Checklist',
    findings: 'Open findings',
    lastChange: 'Last change checked',
    version: 'Template version',
    rowsGone: 'Rows gone',
    confirm: 'Delete them for good?',
  },
  /** The answer that lets rows that are gone be deleted. */
  confirmed: 'Yes: they were deleted on purpose',
} as const;

/** Grows with every change of the template that a sheet in use must follow. */
export const TEMPLATE_VERSION = 2;
