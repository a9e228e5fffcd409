import type { Calendar, CalendarGap, CalendarMonth, CalendarReading, Cohort } from './calendar.ts';
import type { IsoDate } from './date.ts';
import type { Funnel } from './funnel.ts';
import { all, day, headerOf, type Said, say, tabOf } from './messages/said.ts';
import type { Words } from './messages/words.ts';
import type { ResultRows } from './results.ts';
import { type StageName, stageNames } from './tables/progress.ts';

/** What the Calendar tab shows: the year, how far it should be by now, its quarters, its months and its intakes. */
export const calendarRows = ({ calendar, missing }: CalendarReading, funnel: Funnel, { tell }: Words): ResultRows => {
  const rows = calendar
    ? [
        ...yearRows(calendar),
        ...standingRows(calendar),
        ...quarterRows(calendar),
        ...monthRows(calendar),
        ...calendar.cohorts.map(cohortRow),
      ]
    : [
        row(
          say('funnel.notYet'),
          '',
          () => null,
          say('calendar.stillMissing', { missing: all(gapsOf(missing, funnel)) }),
        ),
      ];
  return rows.map((cells) => cells.map((cell) => (cell === null || typeof cell === 'number' ? cell : tell(cell))));
};

/** In the order of the stages on the Progress tab. */
const stages = Object.keys(stageNames) as StageName[];

/** A row before it is put into a language; numbers stay numbers. */
type SaidRow = (Said | null)[];

const row = (when: Said, what: Said, cell: (stage: StageName) => Said | null, how: Said): SaidRow => [
  when,
  what,
  ...stages.map(cell),
  how,
];

const gapsOf = (missing: readonly CalendarGap[], funnel: Funnel): Said[] =>
  missing.flatMap((gap) =>
    gap === 'targets' ? funnel.missing : [say('calendar.planYear', { tab: tabOf('community') })],
  );

const inWords = (date: IsoDate | null): Said | null => (date === null ? null : day(date));

const yearRows = ({ year, stages: ofStages, trainingDays }: Calendar): SaidRow[] => [
  row(
    say('calendar.year'),
    say('calendar.target'),
    (stage) => ofStages[stage].target,
    say('calendar.fromFunnel', { tab: tabOf('funnel') }),
  ),
  row(
    say('calendar.year'),
    say('calendar.reachBy'),
    (stage) => inWords(ofStages[stage].byWhen),
    say('calendar.reachByHow', { end: day(year.to) }),
  ),
  row(
    say('calendar.year'),
    say('calendar.days'),
    (stage) => ofStages[stage].daysToPlacement,
    say(trainingDays === null ? 'calendar.daysHow' : 'calendar.daysHowTraining', {
      window: headerOf('assumptions', 'windowDays'),
      assumptions: tabOf('assumptions'),
      ...(trainingDays === null
        ? {}
        : { days: trainingDays, weeks: headerOf('programs', 'weeks'), programs: tabOf('programs') }),
    }),
  ),
];

/** How far people should be on the day through which they have been counted. */
const standingRows = ({ asOf, countedThrough, stages: ofStages }: Calendar): SaidRow[] => {
  const when = day(asOf);
  const late = stages.some((stage) => ofStages[stage].earliest !== null);
  const progress = { tab: tabOf('progress') };
  return [
    row(when, say('calendar.due'), (stage) => ofStages[stage].dueNow, say('calendar.dueHow')),
    row(
      when,
      say('calendar.counted'),
      (stage) => ofStages[stage].counted,
      countedThrough === null
        ? say('calendar.nobodyCounted', progress)
        : say('calendar.countedHow', { ...progress, through: day(countedThrough) }),
    ),
    row(when, say('calendar.late'), (stage) => ofStages[stage].late, say('calendar.lateHow', progress)),
    ...(late
      ? [
          row(
            say('calendar.ifToday'),
            say('calendar.placedBy'),
            (stage) => inWords(ofStages[stage].earliest),
            say('calendar.placedByHow'),
          ),
        ]
      : []),
  ];
};

const quarterRows = ({ quarters }: Calendar): SaidRow[] =>
  quarters.map(({ from, to, placements, direct, trained, typed, actual }, index) => {
    const goals = tabOf('goals');
    const how = say(typed ? 'calendar.quarterTyped' : 'calendar.quarterSpread', { placements, tab: goals });
    return row(
      say('calendar.quarterMonths', { quarter: quarterNamed(index), from: { month: from }, to: { month: to } }),
      say('calendar.placements'),
      (stage) => (stage === 'placedDirect' ? direct : stage === 'placedTrained' ? trained : null),
      actual === null ? how : say('calendar.quarterSoFar', { how, actual, tab: tabOf('progress') }),
    );
  });

/** `Q1` */
export const quarterNamed = (index: number): Said => say('calendar.quarter', { quarter: index + 1 });

const monthRows = ({ year, months, stages: ofStages }: Calendar): SaidRow[] => [
  row(
    say('calendar.before', { day: day(year.from) }),
    say('calendar.dueBefore'),
    (stage) => ofStages[stage].dueBefore,
    say('calendar.dueBeforeHow'),
  ),
  ...months.flatMap((month) => {
    const when = month.from.endsWith('-01') ? { month: month.from } : say('calendar.to', { day: day(month.to) });
    return [
      row(when, say('calendar.dueByEnd'), (stage) => month.due[stage], placementsIn(month)),
      ...(stages.some((stage) => month.counted[stage] !== null)
        ? [
            row(
              when,
              say('calendar.countedByEnd'),
              (stage) => month.counted[stage],
              say('calendar.countedByEndHow', { tab: tabOf('progress') }),
            ),
          ]
        : []),
    ];
  }),
];

const placementsIn = ({ direct, trained, quarter }: CalendarMonth): Said =>
  say('calendar.monthHow', { placements: direct + trained, quarter: quarterNamed(quarter) });

const cohortRow = ({ row: program, startsOn, seats, completed, endsIn, placed, placedIn, ...dates }: Cohort) => {
  const { name, provider } = program.values;
  const inYear = placedIn === null ? null : placedIn.quarters.reduce((sum, people) => sum + people, 0);
  return row(
    say('calendar.starts', { day: day(startsOn) }),
    `${name ?? ''} (${provider ?? ''})`,
    (stage) => {
      if (stage === 'enrolled') return seats;
      if (stage === 'completed') return endsIn === null ? 0 : completed;
      return stage === 'placedTrained' ? inYear : null;
    },
    say('calendar.intake', {
      tab: tabOf('programs'),
      row: program.row,
      ends: day(dates.endsOn),
      placed: placedOf(placed, placedIn),
      counts: lastStartOf(dates.lastStart),
    }),
  );
};

const placedOf = (placed: number, placedIn: Cohort['placedIn']): Said => {
  if (placedIn === null)
    return say('calendar.placedUnknown', {
      placed,
      window: headerOf('assumptions', 'windowDays'),
      tab: tabOf('assumptions'),
    });
  const parts = [
    ...placedIn.quarters.flatMap((people, index) =>
      people > 0 ? [say('calendar.placedInQuarter', { people, quarter: quarterNamed(index) })] : [],
    ),
    ...(placedIn.after > 0 ? [say('calendar.placedAfter', { people: placedIn.after })] : []),
  ];
  return parts.length === 0
    ? say('calendar.placed', { placed })
    : say('calendar.placedWhen', { placed, parts: all(parts) });
};

const lastStartOf = ({ inFull, atAll }: Cohort['lastStart']): Said =>
  inFull === null
    ? say('calendar.countsBy', { atAll: day(atAll) })
    : say('calendar.countsInFull', { inFull: day(inFull), atAll: day(atAll) });
