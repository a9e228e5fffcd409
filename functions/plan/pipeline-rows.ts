import type { CalendarReading } from './calendar.ts';
import { dateInWords } from './date.ts';
import type { Pipeline, PipelineRole } from './pipeline.ts';
import type { ResultCell, ResultRows } from './results.ts';
import { counted, listed } from './text.ts';

/** What the Pipeline tab shows: all roles together, then each role's year and quarters. */
export const pipelineRows = (pipeline: Pipeline | null, { calendar }: CalendarReading): ResultRows => {
  if (!pipeline)
    return [
      [
        'All',
        'Year',
        ...Array.from({ length: 8 }, () => null),
        calendar
          ? 'Not worked out yet. Still missing: lines on the Demand tab, or programs on the Programs tab.'
          : 'Not worked out yet. The Calendar tab says what is still missing.',
      ],
    ];
  return [allRow(pipeline), ...pipeline.roles.flatMap((role) => roleRows(role, pipeline, calendar))];
};

const allRow = ({ roles, capture }: Pipeline): ResultCell[] => {
  const known = roles.filter(({ openings }) => openings !== null);
  const sum = (of: (role: PipelineRole) => number): number => roles.reduce((so, role) => so + of(role), 0);
  return [
    'All',
    'Year',
    known.length === 0 ? null : sum(({ openings }) => openings ?? 0),
    ...yearOf(roles),
    null,
    sum(({ filled }) => filled),
    sum(({ short }) => short),
    sum(({ unplaced }) => unplaced),
    capture
      ? `The sum of the roles. Employers marked Committed (Partners) have openings for ${capture.hired.toLocaleString('en-US')} of the ${counted(capture.completers, 'person', 'people')} who complete training this year: a capture rate of ${Math.floor((capture.hired * 100) / capture.completers)}%`
      : 'The sum of the roles',
  ];
};

/** Completers, ready after training and ready by direct match, over the year. */
const yearOf = (roles: readonly PipelineRole[]): number[] =>
  (['completers', 'fromTraining', 'fromMatching'] as const).map((field) =>
    roles.reduce((sum, { quarters }) => quarters.reduce((so, quarter) => so + quarter[field], sum), 0),
  );

const roleRows = (role: PipelineRole, pipeline: Pipeline, calendar: CalendarReading['calendar']): ResultCell[][] => [
  [
    role.name,
    'Year',
    role.openings,
    ...yearOf([role]),
    null,
    role.filled,
    role.short,
    role.unplaced,
    yearInWords(role, pipeline),
  ],
  ...role.quarters.map((quarter, index) => [
    role.name,
    `Q${index + 1}`,
    quarter.openings,
    quarter.completers,
    quarter.fromTraining,
    quarter.fromMatching,
    quarter.carriedIn,
    quarter.filled,
    quarter.short,
    quarter.carriedOn,
    quarterInWords(role, index, calendar),
  ]),
];

const yearInWords = ({ name, trainees, rows }: PipelineRole, { withoutDemand }: Pipeline): string => {
  const seats = `Seats that end in the plan year: ${trainees.existing.toLocaleString('en-US')} existing, ${trainees.new.toLocaleString('en-US')} new${trainees.tooLate > 0 ? `; ${trainees.tooLate.toLocaleString('en-US')} more end after it` : ''} (${rowsInWords('Programs', rows.programs)})`;
  if (withoutDemand.includes(name)) return `No employer on the Demand tab has this role. ${seats}`;
  return trainees.needed === null
    ? seats
    : `${counted(trainees.needed, 'trainee', 'trainees')} needed: its part, by openings, of all who must start training (Funnel). ${seats}`;
};

const quarterInWords = ({ rows }: PipelineRole, index: number, calendar: CalendarReading['calendar']): string => {
  const quarter = calendar?.quarters[index];
  const intakes = rows.programs.filter((number) =>
    calendar?.cohorts.some(({ row, endsIn }) => row.row === number && endsIn === index),
  );
  return [
    ...(quarter ? [`${dateInWords(quarter.from)} to ${dateInWords(quarter.to)}`] : []),
    `openings: ${rowsInWords('Demand', rows.demand)}`,
    `training: ${rowsInWords('Programs', intakes)}`,
  ].join('; ');
};

const rowsInWords = (tab: string, rows: readonly number[]): string =>
  rows.length === 0 ? `none on ${tab}` : `${tab} ${rows.length === 1 ? 'row' : 'rows'} ${listed(rows.map(String))}`;
