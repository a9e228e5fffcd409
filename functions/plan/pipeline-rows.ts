import type { CalendarReading } from './calendar.ts';
import { quarterNamed } from './calendar-rows.ts';
import type { CellSource, WithCells } from './cell-names.ts';
import { all, atMost, day, type Said, say, tabOf } from './messages/said.ts';
import type { Words } from './messages/words.ts';
import { openingFields, type Pipeline, type PipelineRole } from './pipeline.ts';
import type { Plan } from './plan.ts';
import { cohortCells } from './result-sources.ts';
import type { ResultRows } from './results.ts';

/** What the Pipeline tab shows: all roles together, then each role's year and quarters. */
export const pipelineRows = (
  pipeline: Pipeline | null,
  { calendar }: CalendarReading,
  plan: Plan,
  { tell }: Words,
  fromCells: WithCells,
): ResultRows => {
  const rows = pipeline
    ? [
        allRow(pipeline, plan, fromCells),
        ...pipeline.roles.flatMap((role) => roleRows(role, pipeline, calendar, plan, fromCells)),
      ]
    : [
        [
          say('words.everybody'),
          say('pipeline.year'),
          ...Array.from({ length: 8 }, () => null),
          calendar
            ? say('pipeline.stillMissing', { demand: tabOf('demand'), programs: tabOf('programs') })
            : say('pipeline.seeCalendar', { tab: tabOf('calendar') }),
        ],
      ];
  return rows.map((cells) => cells.map((cell) => (cell === null || typeof cell === 'number' ? cell : tell(cell))));
};

type SaidRow = (Said | null)[];

const allRow = ({ roles, capture }: Pipeline, plan: Plan, fromCells: WithCells): SaidRow => {
  const known = roles.filter(({ openings }) => openings !== null);
  const sum = (of: (role: PipelineRole) => number): number => roles.reduce((so, role) => so + of(role), 0);
  return [
    say('words.everybody'),
    say('pipeline.year'),
    known.length === 0 ? null : sum(({ openings }) => openings ?? 0),
    ...yearOf(roles),
    null,
    sum(({ filled }) => filled),
    sum(({ short }) => short),
    sum(({ unplaced }) => unplaced),
    fromCells(
      capture
        ? say('pipeline.capture', {
            tab: tabOf('partners'),
            hired: capture.hired,
            completers: capture.completers,
            rate: Math.floor((capture.hired * 100) / capture.completers),
          })
        : say('pipeline.sum'),
      [
        ...roleCells(
          plan,
          roles.flatMap(({ rows }) => rows.demand),
          roles.flatMap(({ rows }) => rows.programs),
          openingFields,
        ),
        ...(capture
          ? [{ section: 'partners', fields: ['status'], rows: plan.partners.map(({ row }) => row) } as const]
          : []),
      ],
    ),
  ];
};

/** Completers, ready after training and ready by direct match, over the year. */
const yearOf = (roles: readonly PipelineRole[]): number[] =>
  (['completers', 'fromTraining', 'fromMatching'] as const).map((field) =>
    roles.reduce((sum, { quarters }) => quarters.reduce((so, quarter) => so + quarter[field], sum), 0),
  );

const roleRows = (
  role: PipelineRole,
  pipeline: Pipeline,
  calendar: CalendarReading['calendar'],
  plan: Plan,
  fromCells: WithCells,
): SaidRow[] => [
  [
    role.name,
    say('pipeline.year'),
    role.openings,
    ...yearOf([role]),
    null,
    role.filled,
    role.short,
    role.unplaced,
    fromCells(yearOfRole(role, pipeline), roleCells(plan, role.rows.demand, role.rows.programs, openingFields)),
  ],
  ...role.quarters.map((quarter, index) => [
    role.name,
    quarterNamed(index),
    quarter.openings,
    quarter.completers,
    quarter.fromTraining,
    quarter.fromMatching,
    quarter.carriedIn,
    quarter.filled,
    quarter.short,
    quarter.carriedOn,
    fromCells(
      quarterOfRole(role, index, calendar),
      roleCells(plan, role.rows.demand, intakesIn(role, index, calendar), [openingFields[index]!]),
    ),
  ]),
];

const yearOfRole = ({ name, trainees, rows }: PipelineRole, { withoutDemand }: Pipeline): Said => {
  const seats = say(trainees.tooLate > 0 ? 'pipeline.seatsTooLate' : 'pipeline.seats', {
    existing: trainees.existing,
    new: trainees.new,
    rows: rowsNamed('programs', rows.programs),
    ...(trainees.tooLate > 0 ? { tooLate: trainees.tooLate } : {}),
  });
  if (withoutDemand.includes(name)) return say('pipeline.noDemand', { tab: tabOf('demand'), seats });
  return trainees.needed === null
    ? seats
    : say('pipeline.trainees', { needed: trainees.needed, tab: tabOf('funnel'), seats });
};

/** Rows of the role's intakes that end in a quarter. */
const intakesIn = ({ rows }: PipelineRole, index: number, calendar: CalendarReading['calendar']): number[] =>
  rows.programs.filter((number) => calendar?.cohorts.some(({ row, endsIn }) => row.row === number && endsIn === index));

/** Openings of some rows, and the intakes of others; who is matched comes from the goal. */
const roleCells = (
  plan: Plan,
  demand: readonly number[],
  programs: readonly number[],
  openings: readonly string[],
): CellSource[] => {
  const ofRole = new Set(programs);
  return [
    { section: 'demand', fields: openings, rows: demand },
    ...cohortCells(
      plan,
      plan.programs.filter(({ row }) => ofRole.has(row)),
    ),
    { section: 'goals', fields: ['placements', 'directShare'] },
  ];
};

const quarterOfRole = (role: PipelineRole, index: number, calendar: CalendarReading['calendar']): Said => {
  const { rows } = role;
  const quarter = calendar?.quarters[index];
  const intakes = intakesIn(role, index, calendar);
  const sources = { demand: rowsNamed('demand', rows.demand), programs: rowsNamed('programs', intakes) };
  return quarter
    ? say('pipeline.quarterFrom', { from: day(quarter.from), to: day(quarter.to), ...sources })
    : say('pipeline.quarter', sources);
};

const rowsNamed = (section: 'demand' | 'programs', rows: readonly number[]): Said =>
  rows.length === 0
    ? say('pipeline.noRows', { tab: tabOf(section) })
    : say('pipeline.rows', { tab: tabOf(section), count: rows.length, rows: all(atMost(MOST_ROWS, rows.map(String))) });

const MOST_ROWS = 30;
