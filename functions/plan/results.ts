import { stageNames } from './tables/progress.ts';

/**
 * The tabs that the planner writes and people read. Each is one table under a heading: row 1 the heading, row 2 the headers, rows from 3 the results.
 */
export interface ResultTab {
  readonly name: ResultName;
  readonly title: string;
  readonly heading: string;
  readonly columns: readonly ResultColumn[];
}

export interface ResultColumn {
  readonly name: string;
  readonly header: string;
  readonly help: string;
  readonly width: number;
  readonly format: 'text' | 'whole' | 'percent' | 'date' | 'money';
}

/** The tabs that the planner writes, besides Start. */
export type ResultName =
  | 'checklist'
  | 'funnel'
  | 'calendar'
  | 'forecast'
  | 'pipeline'
  | 'money'
  | 'scenarios'
  | 'proposal';

/** What a result cell shows: text, a number, or a link to a cell of this spreadsheet; null is blank. */
export type ResultCell = string | number | null | { label: string; tab: string; cell: string };

/** The rows of a result tab below its headers, one cell a column. */
export type ResultRows = readonly (readonly ResultCell[])[];

const wide = 420;

/** So that a planner can work a row's one number out again by hand. */
const derivationOfOne: ResultColumn = {
  name: 'derivation',
  header: 'How it is worked out',
  help: 'From which cells the number comes.',
  width: 520,
  format: 'text',
};

/** The same for rows of many numbers. */
const derivationOfRow: ResultColumn = { ...derivationOfOne, help: 'From which cells the numbers come.', width: 560 };

export const checklistTab: ResultTab = {
  name: 'checklist',
  title: 'Checklist',
  heading:
    'Checklist: every question of the planning checklist, and how far this plan is with it. Written by TechHire Planner.',
  columns: [
    { name: 'part', header: 'Part', help: 'The part of the planning checklist.', width: 150, format: 'text' },
    { name: 'question', header: 'Question', help: 'What the checklist asks.', width: wide, format: 'text' },
    {
      name: 'state',
      header: 'State',
      help: 'To do, In progress, Needs attention, Done or Set aside. A question that your community leaves out goes on the Set aside tab, with the reason.',
      width: 120,
      format: 'text',
    },
    { name: 'why', header: 'Why', help: 'What the state rests on.', width: wide, format: 'text' },
    { name: 'goTo', header: 'Go to', help: 'The cell where to go on.', width: 140, format: 'text' },
  ],
};

export const funnelTab: ResultTab = {
  name: 'funnel',
  title: 'Funnel',
  heading:
    'Funnel: how many people are needed at each stage to reach the placements goal, worked out backwards. Written by TechHire Planner.',
  columns: [
    { name: 'for', header: 'For', help: 'The whole plan, or one segment.', width: 170, format: 'text' },
    { name: 'stage', header: 'Stage', help: 'From first contact to a job.', width: 200, format: 'text' },
    {
      name: 'target',
      header: 'Target',
      help: 'The fewest people with whom the likely rates reach the goal.',
      width: 90,
      format: 'whole',
    },
    {
      name: 'withLowRates',
      header: 'If rates turn out low',
      help: 'The target if every rate turns out as low as its Low.',
      width: 110,
      format: 'whole',
    },
    {
      name: 'withHighRates',
      header: 'If rates turn out high',
      help: 'The target if every rate turns out as high as its High.',
      width: 110,
      format: 'whole',
    },
    {
      name: 'withConfidence',
      header: 'With confidence',
      help: 'The fewest people, never below the target, with whom the goal is reached as surely as the Community tab wants it, if the likely rates are right. Chance alone makes it more than the target. Before the routes part, both must reach their goals.',
      width: 110,
      format: 'whole',
    },
    {
      name: 'withUncertainRates',
      header: 'With uncertain rates',
      help: 'The same if nobody knows the rates: each may be anything from its Low to its High, most probably near its Likely (the beta distribution of PERT), whatever the others are.',
      width: 110,
      format: 'whole',
    },
    {
      name: 'own',
      header: 'Your own number',
      help: 'The number typed on the Goals tab, if any.',
      width: 110,
      format: 'whole',
    },
    {
      name: 'chance',
      header: 'Chance',
      help: 'How likely it is that the people planned with are enough, with uncertain rates: your own number, else the target; in training never more than the seats on the Programs tab.',
      width: 90,
      format: 'percent',
    },
    {
      name: 'soFar',
      header: 'So far',
      help: 'The sum of the Progress tab’s periods; blank where nobody has counted.',
      width: 90,
      format: 'whole',
    },
    {
      name: 'toGo',
      header: 'Still to go',
      help: 'Target less what is reached so far, at least 0.',
      width: 90,
      format: 'whole',
    },
    {
      name: 'byWhen',
      header: 'By when',
      help: 'The day by which the whole target must be reached, so that the last people of it are placed in the plan year: the end of the last month with placements, less the Window of the steps from here to the job (Assumptions) and the weeks of training (Programs). The Calendar tab has it by month.',
      width: 105,
      format: 'date',
    },
    derivationOfOne,
  ],
};

export const calendarTab: ResultTab = {
  name: 'calendar',
  title: 'Calendar',
  heading:
    'Calendar: how many people must have reached each stage by the end of each month, and whom each intake places when. Written by TechHire Planner.',
  columns: [
    {
      name: 'when',
      header: 'When',
      help: 'The year, a quarter, a month, or the start of an intake.',
      width: 190,
      format: 'text',
    },
    { name: 'what', header: 'What', help: 'What the numbers of this row say.', width: 290, format: 'text' },
    ...Object.entries(stageNames).map(([stage, header]): ResultColumn => {
      const placed = stage === 'placedDirect' || stage === 'placedTrained';
      return {
        name: stage,
        header,
        help: placed
          ? 'People who have a job, since the beginning of the plan year; in the row of a quarter or an intake, its own.'
          : 'People who have reached this stage since the beginning; in the row of an intake, its own.',
        width: 105,
        format: 'whole',
      };
    }),
    derivationOfRow,
  ],
};

export const forecastTab: ResultTab = {
  name: 'forecast',
  title: 'Forecast',
  heading:
    'Forecast: where the year stands, how the rates turn out, and how many placements it comes to at this pace. Written by TechHire Planner.',
  columns: [
    { name: 'for', header: 'For', help: 'The whole plan, or one segment.', width: 170, format: 'text' },
    {
      name: 'what',
      header: 'What',
      help: 'What the year comes to, then each stage with the step that leads to it.',
      width: 290,
      format: 'text',
    },
    {
      name: 'due',
      header: 'Due by now',
      help: 'People whom the Calendar tab wants at this stage on the last day counted.',
      width: 90,
      format: 'whole',
    },
    {
      name: 'soFar',
      header: 'So far',
      help: 'The sum of the Progress tab’s periods; blank where nobody has counted.',
      width: 90,
      format: 'whole',
    },
    {
      name: 'ahead',
      header: 'Ahead, or behind (−)',
      help: 'People so far, less those due.',
      width: 100,
      format: 'whole',
    },
    {
      name: 'weeks',
      header: 'Weeks ahead, or behind (−)',
      help: 'Weeks until more people are due than are there; or since more have been due, as a negative number. Blank where the year needs no more.',
      width: 110,
      format: 'whole',
    },
    {
      name: 'assumed',
      header: 'Rate assumed',
      help: 'The Likely of the step that leads to this stage (Assumptions).',
      width: 90,
      format: 'percent',
    },
    {
      name: 'observed',
      header: 'Rate observed',
      help: 'Who moved on, of those who had the time to. Those who are still within the Window of the step are no failures yet: they count by as much of it as is over, sooner more than later (65% in its first half). In training those count whose intake has ended.',
      width: 90,
      format: 'percent',
    },
    {
      name: 'observedLow',
      header: 'Observed, at least',
      help: 'The range in which the rate is, by these people alone, with the confidence wanted on the Community tab. Few people make it wide.',
      width: 100,
      format: 'percent',
    },
    { name: 'observedHigh', header: 'Observed, at most', help: 'Its other end.', width: 100, format: 'percent' },
    {
      name: 'restsOn',
      header: 'Rests on',
      help: 'People who moved on, and people who had the time to.',
      width: 130,
      format: 'text',
    },
    {
      name: 'forecast',
      header: 'Forecast for the year',
      help: 'Placements in the plan year if it goes on like this: those so far, those on the way, and as many a day yet to come as so far, as far as they can be placed before it ends.',
      width: 100,
      format: 'whole',
    },
    {
      name: 'forecastLow',
      header: 'Forecast, at least',
      help: 'The range in which the placements are with the confidence wanted on the Community tab, with rates that nobody knows for sure.',
      width: 100,
      format: 'whole',
    },
    { name: 'forecastHigh', header: 'Forecast, at most', help: 'Its other end.', width: 100, format: 'whole' },
    { name: 'goal', header: 'Goal', help: 'Placements (Goals).', width: 80, format: 'whole' },
    derivationOfRow,
  ],
};

export const pipelineTab: ResultTab = {
  name: 'pipeline',
  title: 'Pipeline',
  heading:
    'Pipeline: employers’ openings against the people who are ready for them, by role and quarter. Written by TechHire Planner.',
  columns: [
    {
      name: 'role',
      header: 'Role',
      help: 'As on the Demand and Programs tabs; case and spaces do not count.',
      width: 210,
      format: 'text',
    },
    { name: 'when', header: 'When', help: 'The plan year, or one of its quarters.', width: 80, format: 'text' },
    {
      name: 'openings',
      header: 'Openings',
      help: 'What employers expect (Demand); blank where nobody has said.',
      width: 90,
      format: 'whole',
    },
    {
      name: 'completers',
      header: 'Complete training',
      help: 'Who completes an intake that ends in the quarter, if every seat is filled: seats × completion rate (Programs; without one the rate on Assumptions).',
      width: 100,
      format: 'whole',
    },
    {
      name: 'fromTraining',
      header: 'Ready after training',
      help: 'Of those who complete, whom the rate Completed → placed (Assumptions) expects to take a job.',
      width: 100,
      format: 'whole',
    },
    {
      name: 'fromMatching',
      header: 'Ready by direct match',
      help: 'The quarter’s placements by direct match (Calendar), shared out over the roles in proportion to their openings.',
      width: 100,
      format: 'whole',
    },
    {
      name: 'carriedIn',
      header: 'Waiting from before',
      help: 'Who was ready in an earlier quarter and found no opening.',
      width: 100,
      format: 'whole',
    },
    {
      name: 'filled',
      header: 'Can be hired',
      help: 'The smaller of the openings and of all who are ready.',
      width: 90,
      format: 'whole',
    },
    {
      name: 'short',
      header: 'Openings short',
      help: 'Openings for which nobody is ready.',
      width: 90,
      format: 'whole',
    },
    {
      name: 'carriedOn',
      header: 'Waiting for an opening',
      help: 'Who is ready and finds none; they wait for the next quarter.',
      width: 100,
      format: 'whole',
    },
    derivationOfRow,
  ],
};

export const moneyTab: ResultTab = {
  name: 'money',
  title: 'Money',
  heading:
    'Money: what the plan needs, and which money may pay for it, by need, month and source. Written by TechHire Planner.',
  columns: [
    {
      name: 'part',
      header: 'Part',
      help: 'By need, by month, by source, or what a person costs.',
      width: 110,
      format: 'text',
    },
    { name: 'what', header: 'What', help: 'The need, the month, the source or the cost.', width: 230, format: 'text' },
    {
      name: 'needed',
      header: 'Needed',
      help: 'What it costs this plan year, from Resources and Programs.',
      width: 110,
      format: 'money',
    },
    {
      name: 'received',
      header: 'Received',
      help: 'What money already received covers of it, at most. Of a source: how much of it is used.',
      width: 110,
      format: 'money',
    },
    {
      name: 'committed',
      header: 'Committed',
      help: 'What committed money covers beyond that. Of a source: how much of it is used.',
      width: 110,
      format: 'money',
    },
    {
      name: 'hopedFor',
      header: 'Hoped for',
      help: 'What would be covered beyond that by money applied for and by ideas. Of a source: how much of it would be used.',
      width: 110,
      format: 'money',
    },
    {
      name: 'toFind',
      header: 'Still to find',
      help: 'Needed, less what received and committed money covers. Money hoped for does not count.',
      width: 110,
      format: 'money',
    },
    derivationOfOne,
  ],
};

export const scenariosTab: ResultTab = {
  name: 'scenarios',
  title: 'Scenarios',
  heading:
    'Scenarios: what the plan would come to with the values on the What-if tab, beside what it comes to as it is. Written by TechHire Planner.',
  columns: [
    { name: 'part', header: 'Part', help: 'What kind of figure the row has.', width: 190, format: 'text' },
    {
      name: 'figure',
      header: 'Figure',
      help: 'What is compared: a value that is changed, a stage, a need, or findings.',
      width: 330,
      format: 'text',
    },
    { name: 'plan', header: 'Plan', help: 'As the plan is.', width: 150, format: 'whole' },
    ...[1, 2, 3].map(
      (number): ResultColumn => ({
        name: `scenario${number}`,
        header: `Scenario ${number}`,
        help: 'With the changes on the What-if tab; its name stands in the first row. Blank beside a value that it leaves as it is.',
        width: 210,
        format: 'whole',
      }),
    ),
    { ...derivationOfRow, width: 420 },
  ],
};

export const proposalTab: ResultTab = {
  name: 'proposal',
  title: 'Proposal',
  heading:
    'Proposal: which seats to fill, and with which money, to place the most people for the least. Nothing of it changes your numbers. Written by TechHire Planner.',
  columns: [
    {
      name: 'part',
      header: 'Part',
      help: 'The goal, seats, placements by role, or money.',
      width: 150,
      format: 'text',
    },
    { name: 'what', header: 'What', help: 'The intake, role, need or source.', width: 320, format: 'text' },
    {
      name: 'own',
      header: 'Your own',
      help: 'What stands on your tabs: the goal, the seats, the openings, what is needed, what a source gives.',
      width: 120,
      format: 'whole',
    },
    {
      name: 'proposed',
      header: 'Proposed',
      help: 'How many people to place, seats to fill, and dollars to spend of money that is received or committed.',
      width: 120,
      format: 'whole',
    },
    { ...derivationOfOne, header: 'What it rests on', help: 'What limits the number, and from which row it comes.' },
  ],
};

export const resultTabs: readonly ResultTab[] = [
  checklistTab,
  funnelTab,
  calendarTab,
  forecastTab,
  pipelineTab,
  moneyTab,
  scenariosTab,
  proposalTab,
];

/** The first tab: how to use the sheet in six lines, and the plan's state, which the planner writes in column B. */
export const startTab = {
  title: 'Start',
  heading: 'TechHire planning checklist',
  lines: [
    'Type in the white cells of the tabs from Community to What-if; shaded tabs are written for you.',
    'A coloured cell has a note: red is an error, amber a warning, blue a hint. Mend the value and the colour goes.',
    'Begin with Community and Goals; then Partners, because other tabs refer to them by name.',
    'Replace the rates on Assumptions by your own when you have them; the Funnel tab follows within seconds.',
    'You may sort, insert, delete and move rows and columns, and add columns and tabs of your own.',
    'Checklist shows what is left to do, and takes you there. What your community leaves out goes on Set aside, with the reason.',
  ],
  state: {
    checklist: 'Checklist',
    findings: 'Open findings',
    chance: 'Chance of the goal',
    pace: 'At this pace',
    lastChange: 'Last change checked',
    version: 'Template version',
    rowsGone: 'Rows gone',
    confirm: 'Delete them for good?',
  },
  /** The answer that lets rows that are gone be deleted. */
  confirmed: 'Yes: they were deleted on purpose',
} as const;

/** The key of the spreadsheet's metadata that says which template it was made from. */
export const TEMPLATE_VERSION_KEY = 'techhireTemplateVersion';

/** Grows with every change of the template that a sheet in use must follow. */
export const TEMPLATE_VERSION = 4;
