import type { Calendar, CalendarGap, CalendarMonth, CalendarReading, Cohort } from './calendar.ts';
import { dateInWords, type IsoDate, monthInWords } from './date.ts';
import type { Funnel } from './funnel.ts';
import type { ResultCell, ResultRows } from './results.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import { counted, listed } from './text.ts';

/** What the Calendar tab shows: the year, how far it should be by now, its quarters, its months and its intakes. */
export const calendarRows = ({ calendar, missing }: CalendarReading, funnel: Funnel): ResultRows => {
  if (!calendar)
    return [row('Not worked out yet', '', () => null, `Still missing: ${listed(gapsInWords(missing, funnel))}.`)];
  return [
    ...yearRows(calendar),
    ...standingRows(calendar),
    ...quarterRows(calendar),
    ...monthRows(calendar),
    ...calendar.cohorts.map(cohortRow),
  ];
};

/** In the order of the stages on the Progress tab. */
const stages = Object.keys(stageNames) as StageName[];

const row = (when: string, what: string, cell: (stage: StageName) => ResultCell, how: string): ResultCell[] => [
  when,
  what,
  ...stages.map(cell),
  how,
];

export const gapsInWords = (missing: readonly CalendarGap[], funnel: Funnel): string[] =>
  missing.flatMap((gap) => (gap === 'targets' ? funnel.missing : ['a plan year of about twelve months (Community)']));

const inWords = (day: IsoDate | null): string | null => (day === null ? null : dateInWords(day));

const yearRows = ({ year, stages: ofStages, trainingDays }: Calendar): ResultCell[][] => [
  row('Whole year', 'Target', (stage) => ofStages[stage].target, 'From the Funnel tab'),
  row(
    'Whole year',
    'Reach it by',
    (stage) => inWords(ofStages[stage].byWhen),
    `So that the last of them are placed by ${dateInWords(year.to)}: that day less the days below, or an earlier one where the last quarter has no placements`,
  ),
  row(
    'Whole year',
    'Days from here to the job',
    (stage) => ofStages[stage].daysToPlacement,
    `The Window of each step from here on (Assumptions)${trainingDays === null ? '' : `; training takes ${counted(trainingDays, 'day', 'days')} (Weeks on Programs, by seats)`}. Shorten a window when your people are quicker`,
  ),
];

/** How far people should be on the day through which they have been counted. */
const standingRows = ({ asOf, countedThrough, stages: ofStages }: Calendar): ResultCell[][] => {
  const when = dateInWords(asOf);
  const late = stages.some((stage) => ofStages[stage].earliest !== null);
  return [
    row(
      when,
      'Due by then',
      (stage) => ofStages[stage].dueNow,
      'People who must have reached the stage for all placements whose deadline has come',
    ),
    row(
      when,
      'Counted so far',
      (stage) => ofStages[stage].counted,
      countedThrough === null
        ? 'Nobody has counted yet (Progress)'
        : `The sum of the Progress tab’s periods, through ${dateInWords(countedThrough)}`,
    ),
    row(
      when,
      'Too late by',
      (stage) => ofStages[stage].late,
      'Due less counted: so many people come too late for the month that they were meant for. Take off whoever had got there before the plan year; Progress does not count them',
    ),
    ...(late
      ? [
          row(
            'If they were there today',
            'Placed at the latest by',
            (stage) => inWords(ofStages[stage].earliest),
            'Today and the days from here to the job: the earliest date that is still possible for those who are late, at the full rates',
          ),
        ]
      : []),
  ];
};

const quarterRows = ({ quarters }: Calendar): ResultCell[][] =>
  quarters.map(({ from, to, placements, direct, trained, typed, actual }, index) =>
    row(
      `Q${index + 1}: ${monthInWords(from)} to ${monthInWords(to)}`,
      'Placements in the quarter',
      (stage) => (stage === 'placedDirect' ? direct : stage === 'placedTrained' ? trained : null),
      `${counted(placements, 'placement', 'placements')}${typed ? ', as typed on Goals' : ': what typed quarters leave of the goal, spread evenly (Goals)'}${actual === null ? '' : `; ${actual.toLocaleString('en-US')} counted so far (Progress)`}`,
    ),
  );

const monthRows = ({ year, months, stages: ofStages }: Calendar): ResultCell[][] => [
  row(
    `Before ${dateInWords(year.from)}`,
    'Due before the plan year',
    (stage) => ofStages[stage].dueBefore,
    'Whoever is placed early in the year has begun before it',
  ),
  ...months.flatMap((month) => {
    const when = month.from.endsWith('-01') ? monthInWords(month.from) : `To ${dateInWords(month.to)}`;
    return [
      row(when, 'Due by its end', (stage) => month.due[stage], placementsIn(month)),
      ...(stages.some((stage) => month.counted[stage] !== null)
        ? [row(when, 'Counted by its end', (stage) => month.counted[stage], 'Periods on Progress that end by then')]
        : []),
    ];
  }),
];

const placementsIn = ({ direct, trained, quarter }: CalendarMonth): string =>
  `${counted(direct + trained, 'placement', 'placements')} in this month, of those in Q${quarter + 1}; the other stages as many days before as they take`;

const cohortRow = ({ row: program, startsOn, seats, completed, endsIn, placed, placedIn, ...dates }: Cohort) => {
  const { name, provider } = program.values;
  const inYear = placedIn === null ? null : placedIn.quarters.reduce((sum, people) => sum + people, 0);
  return row(
    `Starts ${dateInWords(startsOn)}`,
    `${name ?? ''} (${provider ?? ''})`,
    (stage) => {
      if (stage === 'enrolled') return seats;
      if (stage === 'completed') return endsIn === null ? 0 : completed;
      return stage === 'placedTrained' ? inYear : null;
    },
    `Programs row ${program.row}, if every seat is filled. Ends ${dateInWords(dates.endsOn)}; ${placedInWords(placed, placedIn)}. ${lastStartInWords(dates.lastStart)}`,
  );
};

const placedInWords = (placed: number, placedIn: Cohort['placedIn']): string => {
  const all = `${placed.toLocaleString('en-US')} of those who complete are placed`;
  if (placedIn === null) return `${all}, when cannot be said without the Window of that step (Assumptions)`;
  const parts = [
    ...placedIn.quarters.flatMap((people, index) =>
      people > 0 ? [`${people.toLocaleString('en-US')} in Q${index + 1}`] : [],
    ),
    ...(placedIn.after > 0 ? [`${placedIn.after.toLocaleString('en-US')} after the plan year`] : []),
  ];
  return parts.length === 0 ? all : `${all}: ${listed(parts)}`;
};

const lastStartInWords = ({ inFull, atAll }: Cohort['lastStart']): string =>
  [
    ...(inFull === null ? [] : [`Counts in full when it starts by ${dateInWords(inFull)}`]),
    `${inFull === null ? 'Counts' : 'in part'} when it starts by ${dateInWords(atAll)}`,
  ].join(', ');
