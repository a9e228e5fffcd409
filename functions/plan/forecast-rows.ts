import type { Calendar } from './calendar.ts';
import type { Expected, Forecast, ForecastGap, ForecastReading, ScopeForecast } from './forecast.ts';
import type { Funnel, FunnelScope } from './funnel.ts';
import { all, day, headerOf, optionOf, type Said, say, share, tabOf } from './messages/said.ts';
import type { Words } from './messages/words.ts';
import type { StepRate } from './observed.ts';
import type { Plan } from './plan.ts';
import { scopeName } from './result-rows.ts';
import type { ResultCell, ResultRows } from './results.ts';
import { type Standing, standingOf } from './standing.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';

/** What the Forecast tab shows: how the year comes out at this pace, and by stage where it stands and the rates, in all and by segment. */
export const forecastRows = (
  { forecast, missing }: ForecastReading,
  calendar: Calendar | null,
  plan: Plan,
  funnel: Funnel,
  words: Words,
): ResultRows => {
  const { tell } = words;
  if (!forecast || !calendar)
    return [
      [
        tell(scopeName(null)),
        tell(say('funnel.notYet')),
        ...Array.from({ length: 13 }, () => null),
        tell(
          missing.length === 0
            ? say('calendar.nobodyCounted', { tab: tabOf('progress') })
            : say('calendar.stillMissing', { missing: all(gapsOf(missing, funnel)) }),
        ),
      ],
    ];
  return [forecast.all, ...forecast.segments].flatMap((each) => {
    const scope =
      each.segment === null ? funnel.all! : funnel.segments.find(({ segment }) => segment === each.segment)!;
    return [
      paceRow(each, forecast, words),
      ...stageRows(each, scope, standingOf(scope, calendar, plan, funnel), words),
    ];
  });
};

/** `At this pace: 61 (50 to 73) of 80` */
export const paceInWords = ({ placements, goal }: ScopeForecast): Said =>
  say('forecast.atThisPace', { ...rangeOf(placements), goal });

/** For the Start tab: the same with its dates. Null where there is no forecast. */
export const paceLine = ({ forecast }: ForecastReading): Said | null =>
  forecast &&
  say('forecast.pace', {
    ...rangeOf(forecast.all.placements),
    goal: forecast.all.goal,
    until: day(forecast.until),
    through: day(forecast.all.countedThrough),
  });

/** Whole people, as forecasts are said and shown. */
const rangeOf = ({ expected, low, high }: Expected): { expected: number; low: number; high: number } => ({
  expected: Math.round(expected),
  low,
  high,
});

const gapsOf = (missing: readonly ForecastGap[], funnel: Funnel): Said[] =>
  missing.flatMap((gap) => {
    if (gap === 'targets') return funnel.missing;
    if (gap === 'planYear') return [say('calendar.planYear', { tab: tabOf('community') })];
    return [
      say('forecast.window', {
        window: headerOf('assumptions', 'windowDays'),
        step: optionOf('assumptions', 'rate', gap.window),
        tab: tabOf('assumptions'),
      }),
    ];
  });

const expectedCells = (expected: Expected | null, goal: number): ResultCell[] => {
  if (expected === null) return [null, null, null, goal];
  const { expected: people, low, high } = rangeOf(expected);
  return [people, low, high, goal];
};

const paceRow = (scope: ScopeForecast, { confidence, until }: Forecast, { tell }: Words): ResultCell[] => [
  tell(scopeName(scope.segment)),
  tell(paceInWords(scope)),
  ...Array.from({ length: 9 }, () => null),
  ...expectedCells(scope.placements, scope.goal),
  tell(
    say('forecast.paceHow', {
      through: day(scope.countedThrough),
      until: day(until),
      confidence: share(confidence),
      chance: share(Math.round(scope.chance * 100) * 100),
    }),
  ),
];

const stageRows = (
  forecast: ScopeForecast,
  scope: FunnelScope,
  standing: Record<StageName, Standing>,
  { tell }: Words,
): ResultCell[][] => {
  const rates = Object.values(forecast.steps);
  return (Object.keys(stageNames) as StageName[]).map((stage) => {
    const { due, counted, ahead, weeksAhead } = standing[stage];
    const rate = rates.find(({ to }) => to === stage);
    const observed = rate?.observed;
    return [
      tell(scopeName(scope.segment)),
      tell(headerOf('progress', stage)),
      due,
      counted,
      ahead,
      weeksAhead,
      rate ? rate.assumed.likely / WHOLE_IN_BASIS_POINTS : null,
      ...(observed ? [observed.rate, observed.low, observed.high].map(inTenths) : [null, null, null]),
      observed ? tell(say('forecast.restsOn', peopleIn(observed))) : null,
      ...(stage === 'placedDirect'
        ? expectedCells(forecast.routes.direct, scope.placementsDirect)
        : stage === 'placedTrained'
          ? expectedCells(forecast.routes.trained, scope.placementsTrained)
          : [null, null, null, null]),
      rate ? tell(derivation(rate)) : null,
    ];
  });
};

/** In tenths of a percent, which is as much as is known of it. */
const inTenths = (rate: number): number => Math.round(rate * 1000) / 1000;

/** Who moved on, of how many who had the time: never fewer, whom part of their time was enough for. */
export const peopleIn = ({ moved, hadTime }: NonNullable<StepRate['observed']>): { moved: number; people: number } => ({
  moved,
  people: Math.max(moved, Math.round(hadTime)),
});

const derivation = ({ observed, why, from, to }: StepRate): Said => {
  const stages = { from: headerOf('progress', from), to: headerOf('progress', to), tab: tabOf('progress') };
  if (observed)
    return say('forecast.observedHow', {
      ...stages,
      ...peopleIn(observed),
      through: day(observed.through),
      window: headerOf('assumptions', 'windowDays'),
      assumptions: tabOf('assumptions'),
    });
  return say(
    why === 'noTime' ? 'forecast.noTime' : why === 'notTogether' ? 'forecast.notTogether' : 'forecast.notCounted',
    stages,
  );
};
