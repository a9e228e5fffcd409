import type { IsoDate } from '../plan/date.ts';
import { optionOf, small } from '../plan/messages/said.ts';
import { stillToFind } from '../plan/money.ts';
import { funderFacts } from './funder.ts';
import { DAYS_TO_COUNT } from './lateness.ts';
import {
  type CoveredDollars,
  type ForecastFigures,
  type Published,
  type Rollup,
  type RollupForecast,
  type RollupRisk,
  type Step,
  type StepFigures,
  steps,
} from './rollup.ts';
import { scopeText } from './scope.ts';
import { sourceOf } from './sources.ts';
import type { RollupWords } from './words.ts';

export type Unit =
  | 'people'
  | 'USD'
  | 'organizations'
  | 'communities'
  | 'openings'
  | 'programs'
  | 'seats'
  | 'questions'
  | 'findings'
  | 'percent'
  | 'as stated';

/**
 * How to read `actual` (of a local goal: `baseline`):
 * - counted: it is there
 * - notCounted: nobody has counted, which is not zero
 * - hidden: few people, or a count from which few people could be worked out
 * - planned: a figure of the plan only; there is nothing to count
 */
export type FactStatus = 'counted' | 'notCounted' | 'hidden' | 'planned';

/** One published figure, complete in itself. Every format is derived from the list of these. */
export interface Fact {
  scope: string;
  periodStart: IsoDate | null;
  periodEnd: IsoDate | null;
  /** Stable, for programs; `title` says it in words. */
  indicator: string;
  title: string;
  /** What the figure is a part by, from the outside in; empty for all. */
  breakdown: { by: string; value: string }[];
  baseline: number | null;
  target: number | null;
  /** The most and the fewest people that are needed, if every rate turns out low or high. */
  targetIfRatesLow: number | null;
  targetIfRatesHigh: number | null;
  /** The people with whom each community reaches its goal as surely as it wants to, at the likely rates and with uncertain ones. */
  targetWithConfidence: number | null;
  targetWithUncertainRates: number | null;
  actual: number | null;
  unit: Unit;
  status: FactStatus;
  /** How many communities' figures are in it. */
  communities: number;
  /** Where in the planning sheet it comes from: names of tabs with commas between them. */
  source: string;
  note: string | null;
}

export type FigureValues = Partial<
  Pick<Fact, 'target' | 'targetIfRatesLow' | 'targetIfRatesHigh' | 'actual' | 'breakdown' | 'note' | 'communities'>
>;

/** What is needed of people, by what the rates turn out to be. */
type Targets = Pick<
  StepFigures<Published>,
  'target' | 'withLowRates' | 'withHighRates' | 'withConfidence' | 'withUncertainRates'
>;

/** What was counted in a quarter, and in the plan year through its end; of all stages where the quarters are those of one plan year. */
const quarterFacts = (
  { from, to, target, communities, actuals, toDate }: Rollup<Published>['quarters'][number],
  people: (
    step: Step,
    breakdown: Fact['breakdown'],
    figures: Partial<Targets> & { actual: Published; communities: number },
    period: Pick<Fact, 'periodStart' | 'periodEnd'>,
  ) => Fact,
  isOneYear: boolean,
  yearStart: IsoDate | null,
  { text }: RollupWords,
): Fact[] =>
  (isOneYear ? steps : (['placed'] as const)).flatMap((step) => [
    people(
      step,
      [{ by: 'quarter', value: text('facts.days', { from, to }) }],
      { ...(step === 'placed' ? ofGoal(target) : {}), actual: actuals[step], communities },
      { periodStart: from, periodEnd: to },
    ),
    ...(isOneYear
      ? [
          people(
            step,
            [{ by: 'to date', value: text('facts.toDate', { day: to }) }],
            { ...(step === 'placed' ? ofGoal(toDate.target) : {}), actual: toDate.actuals[step], communities },
            { periodStart: yearStart, periodEnd: to },
          ),
        ]
      : []),
  ]);

/** A goal itself: neither rates nor chance have a part in it. */
const ofGoal = (goal: number | null): Targets => ({
  target: goal,
  withLowRates: goal,
  withHighRates: goal,
  withConfidence: goal,
  withUncertainRates: goal,
});

/** Of a share from 0 to 1, in hundredths. */
const inPercent = (share: number): number => Math.round(share * 10_000) / 100;

/** Of dollars whose difference is not exactly what it is in cents, and never minus zero. */
const wholeCents = (dollars: number): number => Math.round(dollars * 100) / 100 + 0;

/**
 * The facts in an order that depends on nothing but the data, made as they are asked for: each community has several.
 *
 * @param words  in which titles, notes, tabs and the names of parts are said; codes and numbers are the same in every language
 */
export function* factsOf(rollup: Rollup<Published>, words: RollupWords): Generator<Fact> {
  const { text } = words;
  const scope = scopeText(rollup.scope);
  const year = { periodStart: rollup.period.from, periodEnd: rollup.period.to };
  const everyone = rollup.communities.length;

  /** A figure that counts people, hidden or not. */
  const people = (
    step: Step,
    breakdown: Fact['breakdown'],
    figures: Partial<Targets> & { actual: Published; communities: number },
    period: Pick<Fact, 'periodStart' | 'periodEnd'> = year,
  ): Fact => ({
    scope,
    ...period,
    indicator: indicators[step],
    title: words.step(step),
    breakdown,
    baseline: null,
    target: figures.target ?? null,
    targetIfRatesLow: figures.withLowRates ?? null,
    targetIfRatesHigh: figures.withHighRates ?? null,
    targetWithConfidence: figures.withConfidence ?? null,
    targetWithUncertainRates: figures.withUncertainRates ?? null,
    actual: shownNumber(figures.actual),
    unit: 'people',
    status: statusOf(figures.actual),
    communities: figures.communities,
    source: sourceOf(indicators[step], words),
    note: null,
  });

  const figure = (indicator: string, title: string, unit: Unit, values: FigureValues): Fact => ({
    scope,
    ...year,
    indicator,
    title,
    breakdown: values.breakdown ?? [],
    baseline: null,
    target: values.target ?? null,
    targetIfRatesLow: values.targetIfRatesLow ?? null,
    targetIfRatesHigh: values.targetIfRatesHigh ?? null,
    targetWithConfidence: null,
    targetWithUncertainRates: null,
    actual: values.actual ?? null,
    unit,
    status: values.actual === undefined || values.actual === null ? 'planned' : 'counted',
    communities: values.communities ?? everyone,
    source: sourceOf(indicator, words),
    note: values.note ?? null,
  });

  /** Of what is needed: what is covered, what would be if every hope came true, and what is not. */
  const coveredFacts = (covered: CoveredDollars, breakdown: Fact['breakdown']): Fact[] => [
    figure('money-covered', text('facts.money.covered'), 'USD', {
      target: covered.amount,
      actual: wholeCents(covered.received + covered.committed),
      breakdown,
    }),
    figure('money-covered-hoped-for', text('facts.money.coveredHopedFor'), 'USD', {
      target: wholeCents(covered.applied + covered.idea),
      breakdown,
    }),
    figure('money-still-to-find', text('facts.money.stillToFind'), 'USD', {
      target: wholeCents(stillToFind(covered)),
      breakdown,
    }),
  ];

  /** What the year comes to at the pace so far, and the rates on which that rests. */
  const forecastFacts = ({ placements, rates }: RollupForecast): Fact[] => {
    const hidden = (fact: Fact): Fact => ({ ...fact, status: 'hidden' });
    return [
      ...(placements === 'hidden'
        ? [hidden(figure(forecastIndicators.expected, text('facts.forecast.expected'), 'people', {}))]
        : placements
          ? (['expected', 'low', 'high'] as const).map((end) =>
              figure(forecastIndicators[end], text(`facts.forecast.${end}`), 'people', {
                target: placements[end],
                communities: placements.communities,
                note: forecastNote(placements, words),
              }),
            )
          : []),
      ...rates.flatMap(({ step, assumed, observed, communities }) => {
        const of = { communities, breakdown: [{ by: 'step', value: words.rate(step) }] };
        const title = text('facts.rate.observed');
        if (observed === 'hidden') return [hidden(figure('rate-observed', title, 'percent', of))];
        const { rate, range, moved, hadTime } = observed;
        return [
          figure('rate-observed', title, 'percent', {
            ...of,
            ...(assumed === null ? {} : { target: inPercent(assumed) }),
            actual: inPercent(rate),
            note: text(assumed === null ? 'facts.rate.note' : 'facts.rate.noteBesideAssumed', {
              moved,
              people: hadTime,
            }),
          }),
          ...(range
            ? (['low', 'high'] as const).map((end) =>
                figure(`rate-observed-${end}`, text(`facts.rate.${end}`), 'percent', {
                  ...of,
                  actual: inPercent(range[end]),
                }),
              )
            : []),
        ];
      }),
    ];
  };

  /** How likely each plan reaches its goal, and what its outreach hangs on. */
  function* riskFacts({ chances, stages, swings }: RollupRisk): Generator<Fact> {
    for (const { communityId, wanted, chance, stage, planned } of chances) {
      const of = { communities: 1, breakdown: [{ by: 'community', value: communityId }] };
      yield figure('confidence-wanted', text('facts.confidenceWanted'), 'percent', {
        ...of,
        target: inPercent(wanted),
      });
      yield figure('chance-of-goal', text('facts.chanceOfGoal'), 'percent', {
        ...of,
        target: inPercent(chance),
        note: text('facts.chanceOfGoalNote', { stage: words.step(stage), planned }),
      });
    }
    yield* [
      ...stages.map(({ stage, planned, chance }) =>
        figure('chance-at-stage', text('facts.chanceAtStage'), 'percent', {
          target: inPercent(chance),
          breakdown: [{ by: 'stage', value: words.step(stage) }],
          note: text('facts.chanceAtStageNote', { planned }),
        }),
      ),
      ...swings.map(({ step, segment, communities, rate, awareIfLow, awareIfHigh }) =>
        figure('people-aware-by-rate', text('facts.awareByRate'), 'people', {
          communities,
          target: whole.aware.target,
          targetIfRatesLow: awareIfLow,
          targetIfRatesHigh: awareIfHigh,
          breakdown: [
            { by: 'rate', value: words.rate(step) },
            ...(segment === null ? [] : [{ by: 'segment', value: segment }]),
          ],
          note:
            rate &&
            text('facts.awareByRateNote', {
              low: inPercent(rate.low),
              high: inPercent(rate.high),
              likely: inPercent(rate.likely),
            }),
        }),
      ),
    ];
  }

  const { whole, segments, periods } = rollup.people;
  yield* [
    ...steps.map((step) =>
      people(step, [], {
        ...whole[step],
        communities: Math.max(whole[step].communities.target, whole[step].communities.actual),
      }),
    ),
    ...(rollup.pace
      ? [
          figure('people-placed-at-even-pace', text('facts.evenPace'), 'people', {
            target: Math.round(rollup.pace.expected),
            communities: rollup.pace.communities,
            note: text('facts.evenPaceNote', { day: rollup.pace.countedThrough.last }),
          }),
        ]
      : []),
    ...segments.flatMap((segment) =>
      steps.map((step) =>
        people(step, [{ by: 'segment', value: words.segment(segment) }], {
          ...segment.row[step],
          communities: segment.communities,
        }),
      ),
    ),
    ...periods.flatMap(({ from, to, actuals, communities }) =>
      steps.map((step) =>
        people(
          step,
          [{ by: 'period', value: text('facts.days', { from, to }) }],
          { actual: actuals[step], communities },
          { periodStart: from, periodEnd: to },
        ),
      ),
    ),
    ...rollup.quarters.flatMap((quarter) =>
      quarterFacts(quarter, people, rollup.quarters.length <= 4, year.periodStart, words),
    ),
  ];
  if (rollup.scope.kind !== 'community')
    for (const { id, name, goal, placed, evenPace, money } of rollup.communities) {
      const of = { communities: 1, breakdown: [{ by: 'community', value: id }], note: name };
      yield {
        ...people('placed', of.breakdown, { ...ofGoal(goal), actual: placed, communities: 1 }),
        note: name,
      };
      if (evenPace !== null)
        yield figure('people-placed-at-even-pace', text('facts.evenPace'), 'people', {
          ...of,
          target: Math.round(evenPace),
        });
      if (money)
        yield figure('money-covered', text('facts.money.covered'), 'USD', {
          ...of,
          target: money.needed,
          actual: money.secured,
        });
    }
  yield* forecastFacts(rollup.forecast);
  yield* riskFacts(rollup.risk);
  yield* [
    figure('money-needed', text('facts.money.needed'), 'USD', {
      target: rollup.money.needed,
      actual: wholeCents(rollup.money.totals.committed + rollup.money.totals.received),
      note: text('facts.money.neededNote'),
    }),
    ...coveredFacts(rollup.money.covered, []),
    ...rollup.money.needs.flatMap((need) => [
      figure('money-needed', text('facts.money.needed'), 'USD', {
        target: need.amount,
        breakdown: [{ by: 'need', value: words.need(need.need) }],
      }),
      ...coveredFacts(need, [{ by: 'need', value: words.need(need.need) }]),
    ]),
    ...rollup.money.months.flatMap((month) => [
      figure('money-needed', text('facts.money.needed'), 'USD', {
        target: month.amount,
        breakdown: [{ by: 'month', value: month.month }],
      }),
      ...coveredFacts(month, [{ by: 'month', value: month.month }]),
    ]),
    ...(['placement', 'participant'] as const).flatMap((kind) =>
      rollup.money.costs[kind] === null
        ? []
        : [figure(`cost-per-${kind}`, text(costTitles[kind]), 'USD', { target: rollup.money.costs[kind] })],
    ),
    ...fundingSteps.flatMap((status) => {
      const title = text(`facts.funding.${status}`, ideaName);
      return [
        figure(`funding-${status}`, title, 'USD', { actual: rollup.money.totals[status] }),
        ...rollup.money.funding.map((row) =>
          figure(`funding-${status}`, title, 'USD', {
            actual: row[status],
            breakdown: [{ by: 'source', value: words.source(row.source) }],
          }),
        ),
      ];
    }),
    ...(rollup.funder ? funderFacts(rollup.funder, whole.placed, figure, words) : []),
    ...rollup.partners.byKind.flatMap(({ kind, invited, committed }) => [
      figure('partners-invited', text('facts.partnersInvited'), 'organizations', {
        actual: invited,
        breakdown: [{ by: 'kind', value: words.partnerKind(kind) }],
      }),
      figure('partners-committed', text('facts.partnersCommitted'), 'organizations', {
        actual: committed,
        breakdown: [{ by: 'kind', value: words.partnerKind(kind) }],
      }),
    ]),
    figure('placements-employers-committed-to', text('facts.placementsCommitted'), 'people', {
      target: rollup.partners.placementsCommitted,
    }),
    figure('openings', text('facts.openings'), 'openings', { target: rollup.demand.openings }),
    figure('employers-with-openings', text('facts.employers'), 'organizations', { actual: rollup.demand.employers }),
    ...rollup.pipeline.roles.flatMap(({ name, openings, ready, short, unplaced, communities }) => {
      const breakdown = [{ by: 'role', value: name }];
      return [
        figure('openings', text('facts.openings'), 'openings', { target: openings, breakdown, communities }),
        figure('people-ready', text('facts.peopleReady'), 'people', {
          target: ready,
          breakdown,
          communities,
        }),
        figure('openings-short', text('facts.openingsShort'), 'openings', {
          target: short,
          breakdown,
          communities,
        }),
        figure('people-without-opening', text('facts.peopleWithoutOpening'), 'people', {
          target: unplaced,
          breakdown,
          communities,
        }),
      ];
    }),
    ...(rollup.pipeline.capture
      ? [
          figure('completers', text('facts.completers'), 'people', {
            target: rollup.pipeline.capture.completers,
            communities: rollup.pipeline.capture.communities,
          }),
          figure('completers-captured', text('facts.completersCaptured'), 'people', {
            target: rollup.pipeline.capture.hired,
            communities: rollup.pipeline.capture.communities,
          }),
        ]
      : []),
    figure('training-programs', text('facts.programs'), 'programs', { actual: rollup.training.programs }),
    figure('training-seats', text('facts.seats'), 'seats', { actual: rollup.training.seats }),
  ];
  for (const goal of rollup.localGoals)
    yield {
      ...figure('local-goal', goal.goal, 'as stated', {
        target: goal.target,
        communities: 1,
        breakdown: [{ by: 'community', value: goal.communityId }],
        note: goal.measure,
      }),
      baseline: shownNumber(goal.baseline),
      periodEnd: goal.byWhen ?? year.periodEnd,
      ...(goal.baseline === 'hidden' ? { status: 'hidden' as const } : {}),
    };
  yield* [
    figure('planning-questions-done', text('facts.questionsDone'), 'questions', {
      target: rollup.checklist.of,
      actual: rollup.checklist.done,
    }),
    ...(['error', 'warning', 'info'] as const).map((severity) =>
      figure('findings', text('facts.findings'), 'findings', {
        actual: rollup.findings[severity],
        breakdown: [{ by: 'severity', value: text(`facts.severities.${severity}`) }],
        note: severity === 'error' ? text('facts.findingsNote') : null,
      }),
    ),
    ...rollup.waivers.map(({ communityId, rule, table, reason }) =>
      figure('warning-waived', text('facts.warningWaived'), 'findings', {
        actual: 1,
        communities: 1,
        breakdown: [
          { by: 'community', value: communityId },
          { by: 'rule', value: rule },
          { by: 'tab', value: words.tab(table) },
        ],
        note: reason,
      }),
    ),
    figure('communities-included', text('facts.communitiesIncluded'), 'communities', {
      actual: everyone,
      target: everyone + rollup.leftOut.length,
    }),
    figure('communities-with-errors', text('facts.communitiesWithErrors'), 'communities', {
      actual: rollup.communities.filter(({ findings }) => findings.error > 0).length,
    }),
    figure('communities-late', text('facts.communitiesLate', { days: DAYS_TO_COUNT }), 'communities', {
      actual: rollup.late.length,
    }),
    ...rollup.late.map(({ id, name, countedThrough, due }) =>
      figure('community-late', text('facts.communityLate'), 'communities', {
        actual: 1,
        communities: 1,
        breakdown: [{ by: 'community', value: id }],
        note:
          countedThrough === null
            ? text('facts.communityLateNeverNote', { community: name, due })
            : text('facts.communityLateNote', { community: name, through: countedThrough, due }),
      }),
    ),
    ...rollup.leftOut.map(({ id, name, reason }) =>
      figure('community-left-out', text('facts.communityLeftOut'), 'communities', {
        actual: 1,
        communities: 0,
        breakdown: [{ by: 'community', value: id }],
        note: text('facts.communityLeftOutNote', { community: name, reason }),
      }),
    ),
    figure('publish-threshold', text('facts.publishThreshold'), 'people', { target: rollup.threshold }),
  ];
}

/** What a hope for money is called on its tab. */
export const ideaName = { idea: small(optionOf('funding', 'status', 'idea')) };

const forecastNote = (
  { goal, countedThrough, confidence, communities, fromTotals }: ForecastFigures,
  { text }: RollupWords,
): string => {
  const note = text('facts.forecast.note', { goal, day: countedThrough.last, confidence: inPercent(confidence) });
  return fromTotals === 0
    ? note
    : text('facts.forecast.noteFromTotals', { note, communities: fromTotals, all: communities });
};

const forecastIndicators = {
  expected: 'placements-forecast',
  low: 'placements-forecast-low',
  high: 'placements-forecast-high',
} as const;

/** The stable codes of the stages. */
export const indicators: Record<Step, string> = {
  aware: 'people-aware',
  applied: 'people-applied',
  assessed: 'people-assessed',
  matched: 'people-matched',
  enrolled: 'people-enrolled',
  completed: 'people-completed',
  placedDirect: 'people-placed-direct',
  placedTrained: 'people-placed-trained',
  placed: 'people-placed',
};

export const fundingSteps = ['received', 'committed', 'applied', 'idea', 'spent'] as const;

const costTitles = {
  placement: 'facts.money.costPerPlacement',
  participant: 'facts.money.costPerParticipant',
} as const;

const shownNumber = (count: Published): number | null => (count === 'hidden' ? null : count);

const statusOf = (count: Published): FactStatus =>
  count === 'hidden' ? 'hidden' : count === null ? 'notCounted' : 'counted';
