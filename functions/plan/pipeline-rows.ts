import type { CalendarReading } from './calendar.ts';
import { quarterNamed } from './calendar-rows.ts';
import { all, atMost, day, type Said, say, tabOf } from './messages/said.ts';
import type { Words } from './messages/words.ts';
import type { Pipeline, PipelineRole } from './pipeline.ts';
import type { ResultRows } from './results.ts';

/** What the Pipeline tab shows: all roles together, then each role's year and quarters. */
export const pipelineRows = (pipeline: Pipeline | null, { calendar }: CalendarReading, { tell }: Words): ResultRows => {
  const rows = pipeline
    ? [allRow(pipeline), ...pipeline.roles.flatMap((role) => roleRows(role, pipeline, calendar))]
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

const allRow = ({ roles, capture }: Pipeline): SaidRow => {
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
    capture
      ? say('pipeline.capture', {
          tab: tabOf('partners'),
          hired: capture.hired,
          completers: capture.completers,
          rate: Math.floor((capture.hired * 100) / capture.completers),
        })
      : say('pipeline.sum'),
  ];
};

/** Completers, ready after training and ready by direct match, over the year. */
const yearOf = (roles: readonly PipelineRole[]): number[] =>
  (['completers', 'fromTraining', 'fromMatching'] as const).map((field) =>
    roles.reduce((sum, { quarters }) => quarters.reduce((so, quarter) => so + quarter[field], sum), 0),
  );

const roleRows = (role: PipelineRole, pipeline: Pipeline, calendar: CalendarReading['calendar']): SaidRow[] => [
  [
    role.name,
    say('pipeline.year'),
    role.openings,
    ...yearOf([role]),
    null,
    role.filled,
    role.short,
    role.unplaced,
    yearOfRole(role, pipeline),
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
    quarterOfRole(role, index, calendar),
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

const quarterOfRole = ({ rows }: PipelineRole, index: number, calendar: CalendarReading['calendar']): Said => {
  const quarter = calendar?.quarters[index];
  const intakes = rows.programs.filter((number) =>
    calendar?.cohorts.some(({ row, endsIn }) => row.row === number && endsIn === index),
  );
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
