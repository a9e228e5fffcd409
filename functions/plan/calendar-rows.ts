import type { Calendar, CalendarGap, CalendarMonth, CalendarReading, Cohort } from './calendar.ts';
import type { CellSource, WithCells } from './cell-names.ts';
import type { IsoDate } from './date.ts';
import type { Funnel } from './funnel.ts';
import { all, day, headerOf, type Said, say, tabOf } from './messages/said.ts';
import type { Words } from './messages/words.ts';
import type { Plan } from './plan.ts';
import { quarterGoalFields } from './quarters.ts';
import { cohortCells, countedCells, rateCells } from './result-sources.ts';
import type { ResultRows } from './results.ts';
import { type RateName, rateNames } from './tables/assumptions.ts';
import { type StageName, stageNames } from './tables/progress.ts';

/** What the Calendar tab shows: the year, how far it should be by now, its quarters, its months and its intakes. */
export const calendarRows = (
  { calendar, missing }: CalendarReading,
  plan: Plan,
  funnel: Funnel,
  { tell }: Words,
  fromCells: WithCells,
): ResultRows => {
  const told: Told = { plan, fromCells, due: dueCells(plan) };
  const rows = calendar
    ? [
        ...yearRows(calendar, told),
        ...standingRows(calendar, told),
        ...quarterRows(calendar, told),
        ...monthRows(calendar, told),
        ...calendar.cohorts.map((cohort) => cohortRow(cohort, told)),
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

/** What rows say their cells with. */
interface Told {
  plan: Plan;
  fromCells: WithCells;
  /** What says by when people must be there. */
  due: readonly CellSource[];
}

const allSteps = Object.keys(rateNames) as RateName[];

const dueCells = (plan: Plan): CellSource[] => [
  { section: 'community', fields: ['yearStart', 'yearEnd'] },
  { section: 'goals', fields: ['placements', 'directShare', ...typedQuarters(plan)] },
  ...rateCells(plan, allSteps, null, ['likely', 'windowDays']),
  { section: 'programs', fields: ['seats', 'weeks'], rows: plan.programs.map(({ row }) => row) },
];

const dayCells = (plan: Plan): CellSource[] => [
  ...rateCells(plan, allSteps, null, ['windowDays']),
  { section: 'programs', fields: ['seats', 'weeks'], rows: plan.programs.map(({ row }) => row) },
];

const typedQuarters = (plan: Plan): string[] => quarterGoalFields.filter((field) => plan.goals.values[field] !== null);

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

const yearRows = ({ year, stages: ofStages, trainingDays }: Calendar, { plan, fromCells, due }: Told): SaidRow[] => [
  row(
    say('calendar.year'),
    say('calendar.target'),
    (stage) => ofStages[stage].target,
    fromCells(say('calendar.fromFunnel', { tab: tabOf('funnel') }), [
      { section: 'goals', fields: ['placements', 'directShare'] },
      ...rateCells(plan, allSteps, null, ['likely']),
    ]),
  ),
  row(
    say('calendar.year'),
    say('calendar.reachBy'),
    (stage) => inWords(ofStages[stage].byWhen),
    fromCells(say('calendar.reachByHow', { end: day(year.to) }), due),
  ),
  row(
    say('calendar.year'),
    say('calendar.days'),
    (stage) => ofStages[stage].daysToPlacement,
    fromCells(
      say(trainingDays === null ? 'calendar.daysHow' : 'calendar.daysHowTraining', {
        window: headerOf('assumptions', 'windowDays'),
        assumptions: tabOf('assumptions'),
        ...(trainingDays === null
          ? {}
          : { days: trainingDays, weeks: headerOf('programs', 'weeks'), programs: tabOf('programs') }),
      }),
      dayCells(plan),
    ),
  ),
];

/** How far people should be on the day through which they have been counted. */
const standingRows = (
  { asOf, countedThrough, stages: ofStages }: Calendar,
  { plan, fromCells, due }: Told,
): SaidRow[] => {
  const when = day(asOf);
  const late = stages.some((stage) => ofStages[stage].earliest !== null);
  const progress = { tab: tabOf('progress') };
  const counts = countedCells(plan, null, stages);
  return [
    row(when, say('calendar.due'), (stage) => ofStages[stage].dueNow, fromCells(say('calendar.dueHow'), due)),
    row(
      when,
      say('calendar.counted'),
      (stage) => ofStages[stage].counted,
      countedThrough === null
        ? say('calendar.nobodyCounted', progress)
        : fromCells(say('calendar.countedHow', { ...progress, through: day(countedThrough) }), counts),
    ),
    row(
      when,
      say('calendar.late'),
      (stage) => ofStages[stage].late,
      fromCells(say('calendar.lateHow', progress), [...due, ...counts]),
    ),
    ...(late
      ? [
          row(
            say('calendar.ifToday'),
            say('calendar.placedBy'),
            (stage) => inWords(ofStages[stage].earliest),
            fromCells(say('calendar.placedByHow'), dayCells(plan)),
          ),
        ]
      : []),
  ];
};

const quarterRows = ({ quarters }: Calendar, { plan, fromCells }: Told): SaidRow[] =>
  quarters.map(({ from, to, placements, direct, trained, typed, actual }, index) => {
    const goals = tabOf('goals');
    const how = say(typed ? 'calendar.quarterTyped' : 'calendar.quarterSpread', { placements, tab: goals });
    return row(
      say('calendar.quarterMonths', { quarter: quarterNamed(index), from: { month: from }, to: { month: to } }),
      say('calendar.placements'),
      (stage) => (stage === 'placedDirect' ? direct : stage === 'placedTrained' ? trained : null),
      fromCells(actual === null ? how : say('calendar.quarterSoFar', { how, actual, tab: tabOf('progress') }), [
        {
          section: 'goals',
          fields: typed
            ? [quarterGoalFields[index]!, 'directShare']
            : ['placements', 'directShare', ...typedQuarters(plan)],
        },
        ...countedCells(
          plan,
          null,
          ['placedDirect', 'placedTrained'],
          (first, last) => first >= from && last !== '' && last <= to,
        ),
      ]),
    );
  });

/** `Q1` */
export const quarterNamed = (index: number): Said => say('calendar.quarter', { quarter: index + 1 });

const monthRows = ({ year, months, stages: ofStages }: Calendar, { plan, fromCells, due }: Told): SaidRow[] => [
  row(
    say('calendar.before', { day: day(year.from) }),
    say('calendar.dueBefore'),
    (stage) => ofStages[stage].dueBefore,
    fromCells(say('calendar.dueBeforeHow'), due),
  ),
  ...months.flatMap((month) => {
    const when = month.from.endsWith('-01') ? { month: month.from } : say('calendar.to', { day: day(month.to) });
    return [
      row(when, say('calendar.dueByEnd'), (stage) => month.due[stage], fromCells(placementsIn(month), due)),
      ...(stages.some((stage) => month.counted[stage] !== null)
        ? [
            row(
              when,
              say('calendar.countedByEnd'),
              (stage) => month.counted[stage],
              fromCells(
                say('calendar.countedByEndHow', { tab: tabOf('progress') }),
                countedCells(plan, null, stages, (_, to) => to !== '' && to <= month.to),
              ),
            ),
          ]
        : []),
    ];
  }),
];

const placementsIn = ({ direct, trained, quarter }: CalendarMonth): Said =>
  say('calendar.monthHow', { placements: direct + trained, quarter: quarterNamed(quarter) });

const cohortRow = (
  { row: program, startsOn, seats, completed, endsIn, placed, placedIn, ...dates }: Cohort,
  { plan, fromCells }: Told,
) => {
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
    fromCells(
      say('calendar.intake', {
        tab: tabOf('programs'),
        row: program.row,
        ends: day(dates.endsOn),
        placed: placedOf(placed, placedIn),
        counts: lastStartOf(dates.lastStart),
      }),
      cohortCells(plan, [program]),
    ),
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
