import type { IsoDate } from '../plan/date.ts';
import { wordsIn } from '../plan/messages/words.ts';
import { stillToFind } from '../plan/money.ts';
import { rateNames } from '../plan/tables/assumptions.ts';
import { fundingStatuses } from '../plan/tables/funding.ts';
import { stageNames } from '../plan/tables/progress.ts';
import { OTHERS } from './fold/people.ts';
import { funderFacts } from './funder.ts';
import { DAYS_TO_COUNT } from './lateness.ts';
import {
  type CoveredDollars,
  type Published,
  type Rollup,
  type RollupForecast,
  type RollupRisk,
  type Step,
  type StepFigures,
  stepNames,
  steps,
} from './rollup.ts';
import { scopeText } from './scope.ts';
import { sourceOf } from './sources.ts';

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
): Fact[] =>
  (isOneYear ? steps : (['placed'] as const)).flatMap((step) => [
    people(
      step,
      [{ by: 'quarter', value: `${from} to ${to}` }],
      { ...(step === 'placed' ? ofGoal(target) : {}), actual: actuals[step], communities },
      { periodStart: from, periodEnd: to },
    ),
    ...(isOneYear
      ? [
          people(
            step,
            [{ by: 'to date', value: `through ${to}` }],
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

/** What a segment is called where it is read; the summary's word for those of no segment is not a name. */
export const segmentName = ({ key, name }: { key: string; name: string }): string =>
  key === OTHERS ? 'Everybody else' : name;

/** The facts in an order that depends on nothing but the data, made as they are asked for: each community has several. */
export function* factsOf(rollup: Rollup<Published>): Generator<Fact> {
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
    title: stepNames[step],
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
    source: sourceOf(indicators[step]),
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
    source: sourceOf(indicator),
    note: values.note ?? null,
  });

  /** Of what is needed: what is covered, what would be if every hope came true, and what is not. */
  const coveredFacts = (covered: CoveredDollars, breakdown: Fact['breakdown']): Fact[] => [
    figure('money-covered', coveredTitle, 'USD', {
      target: covered.amount,
      actual: wholeCents(covered.received + covered.committed),
      breakdown,
    }),
    figure('money-covered-hoped-for', 'Money needed that only money hoped for may pay for', 'USD', {
      target: wholeCents(covered.applied + covered.idea),
      breakdown,
    }),
    figure('money-still-to-find', 'Money still to find', 'USD', {
      target: wholeCents(stillToFind(covered)),
      breakdown,
    }),
  ];

  /** What the year comes to at the pace so far, and the rates on which that rests. */
  const forecastFacts = ({ placements, rates }: RollupForecast): Fact[] => {
    const hidden = (fact: Fact): Fact => ({ ...fact, status: 'hidden' });
    const rateTitle = 'Share that moves on, of those who had the time to';
    return [
      ...(placements === 'hidden'
        ? [hidden(figure(forecastIndicators.expected, forecastTitles.expected, 'people', {}))]
        : placements
          ? (['expected', 'low', 'high'] as const).map((end) =>
              figure(forecastIndicators[end], forecastTitles[end], 'people', {
                target: placements[end],
                communities: placements.communities,
                note: `Of ${placements.goal} wanted, counted through ${placements.countedThrough.last}; from low to high with ${inPercent(placements.confidence)}% confidence`,
              }),
            )
          : []),
      ...rates.flatMap(({ step, assumed, observed, communities }) => {
        const of = { communities, breakdown: [{ by: 'step', value: rateNames[step] }] };
        if (observed === 'hidden') return [hidden(figure('rate-observed', rateTitle, 'percent', of))];
        const { rate, range, moved, hadTime } = observed;
        return [
          figure('rate-observed', rateTitle, 'percent', {
            ...of,
            ...(assumed === null ? {} : { target: inPercent(assumed) }),
            actual: inPercent(rate),
            note: `${moved} of about ${hadTime}${assumed === null ? '' : '; target: the rate assumed'}`,
          }),
          ...(range
            ? (['low', 'high'] as const).map((end) =>
                figure(`rate-observed-${end}`, `${rateTitle}: at ${end === 'low' ? 'least' : 'most'}`, 'percent', {
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
      yield figure('confidence-wanted', 'How sure the community wants to be of its goal', 'percent', {
        ...of,
        target: inPercent(wanted),
      });
      yield figure('chance-of-goal', 'Chance of the goal with the plan’s own numbers, at most', 'percent', {
        ...of,
        target: inPercent(chance),
        note: `At the weakest stage, ${stageNames[stage]}, with ${planned} planned`,
      });
    }
    yield* [
      ...stages.map(({ stage, planned, chance }) =>
        figure('chance-at-stage', 'Chance that the people planned at the stage are enough', 'percent', {
          target: inPercent(chance),
          breakdown: [{ by: 'stage', value: stageNames[stage] }],
          note: `${planned} planned`,
        }),
      ),
      ...swings.map(({ step, segment, communities, rate, awareIfLow, awareIfHigh }) =>
        figure('people-aware-by-rate', 'People to be made aware, as this one rate turns out low or high', 'people', {
          communities,
          target: whole.aware.target,
          targetIfRatesLow: awareIfLow,
          targetIfRatesHigh: awareIfHigh,
          breakdown: [
            { by: 'rate', value: rateNames[step] },
            ...(segment === null ? [] : [{ by: 'segment', value: segment }]),
          ],
          note: rate && `${inPercent(rate.low)}% to ${inPercent(rate.high)}%, likely ${inPercent(rate.likely)}%`,
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
          figure('people-placed-at-even-pace', 'Placed by now at an even pace', 'people', {
            target: Math.round(rollup.pace.expected),
            communities: rollup.pace.communities,
            note: `Placements counted through ${rollup.pace.countedThrough.last}`,
          }),
        ]
      : []),
    ...segments.flatMap((segment) =>
      steps.map((step) =>
        people(step, [{ by: 'segment', value: segmentName(segment) }], {
          ...segment.row[step],
          communities: segment.communities,
        }),
      ),
    ),
    ...periods.flatMap(({ from, to, actuals, communities }) =>
      steps.map((step) =>
        people(
          step,
          [{ by: 'period', value: `${from} to ${to}` }],
          { actual: actuals[step], communities },
          { periodStart: from, periodEnd: to },
        ),
      ),
    ),
    ...rollup.quarters.flatMap((quarter) =>
      quarterFacts(quarter, people, rollup.quarters.length <= 4, year.periodStart),
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
        yield figure('people-placed-at-even-pace', 'Placed by now at an even pace', 'people', {
          ...of,
          target: Math.round(evenPace),
        });
      if (money)
        yield figure('money-covered', coveredTitle, 'USD', { ...of, target: money.needed, actual: money.secured });
    }
  yield* forecastFacts(rollup.forecast);
  yield* riskFacts(rollup.risk);
  yield* [
    figure('money-needed', 'Money needed', 'USD', {
      target: rollup.money.needed,
      actual: wholeCents(rollup.money.totals.committed + rollup.money.totals.received),
      note: 'Actual: committed and received',
    }),
    ...coveredFacts(rollup.money.covered, []),
    ...rollup.money.needs.flatMap((need) => [
      figure('money-needed', 'Money needed', 'USD', {
        target: need.amount,
        breakdown: [{ by: 'need', value: need.label }],
      }),
      ...coveredFacts(need, [{ by: 'need', value: need.label }]),
    ]),
    ...rollup.money.months.flatMap((month) => [
      figure('money-needed', 'Money needed', 'USD', {
        target: month.amount,
        breakdown: [{ by: 'month', value: month.month }],
      }),
      ...coveredFacts(month, [{ by: 'month', value: month.month }]),
    ]),
    ...(['placement', 'participant'] as const).flatMap((kind) =>
      rollup.money.costs[kind] === null
        ? []
        : [figure(`cost-per-${kind}`, costTitles[kind], 'USD', { target: rollup.money.costs[kind] })],
    ),
    ...fundingSteps.flatMap((status) => [
      figure(`funding-${status}`, fundingTitles[status], 'USD', { actual: rollup.money.totals[status] }),
      ...rollup.money.funding.map((row) =>
        figure(`funding-${status}`, fundingTitles[status], 'USD', {
          actual: row[status],
          breakdown: [{ by: 'source', value: row.label }],
        }),
      ),
    ]),
    ...(rollup.funder ? funderFacts(rollup.funder, figure) : []),
    ...rollup.partners.byKind.flatMap(({ label, invited, committed }) => [
      figure('partners-invited', 'Partners invited', 'organizations', {
        actual: invited,
        breakdown: [{ by: 'kind', value: label }],
      }),
      figure('partners-committed', 'Partners committed', 'organizations', {
        actual: committed,
        breakdown: [{ by: 'kind', value: label }],
      }),
    ]),
    figure('placements-employers-committed-to', 'Placements that employers have committed to', 'people', {
      target: rollup.partners.placementsCommitted,
    }),
    figure('openings', 'Openings that employers expect', 'openings', { target: rollup.demand.openings }),
    figure('employers-with-openings', 'Employers with openings', 'organizations', { actual: rollup.demand.employers }),
    ...rollup.pipeline.roles.flatMap(({ name, openings, ready, short, unplaced, communities }) => {
      const breakdown = [{ by: 'role', value: name }];
      return [
        figure('openings', 'Openings that employers expect', 'openings', { target: openings, breakdown, communities }),
        figure('people-ready', 'People expected to be ready for a job', 'people', {
          target: ready,
          breakdown,
          communities,
        }),
        figure('openings-short', 'Openings for which nobody is expected to be ready', 'openings', {
          target: short,
          breakdown,
          communities,
        }),
        figure('people-without-opening', 'People expected to wait for an opening at the end of the year', 'people', {
          target: unplaced,
          breakdown,
          communities,
        }),
      ];
    }),
    ...(rollup.pipeline.capture
      ? [
          figure('completers', 'People expected to complete training, if every seat is filled', 'people', {
            target: rollup.pipeline.capture.completers,
            communities: rollup.pipeline.capture.communities,
          }),
          figure('completers-captured', 'Of them, those for whom committed employers have openings', 'people', {
            target: rollup.pipeline.capture.hired,
            communities: rollup.pipeline.capture.communities,
          }),
        ]
      : []),
    figure('training-programs', 'Training programs', 'programs', { actual: rollup.training.programs }),
    figure('training-seats', 'Seats in training programs', 'seats', { actual: rollup.training.seats }),
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
    figure('planning-questions-done', 'Questions of the planning checklist answered', 'questions', {
      target: rollup.checklist.of,
      actual: rollup.checklist.done,
    }),
    ...(['error', 'warning', 'info'] as const).map((severity) =>
      figure('findings', 'Findings in the plans', 'findings', {
        actual: rollup.findings[severity],
        breakdown: [{ by: 'severity', value: severity }],
        note: severity === 'error' ? 'Rows with errors are left out of every figure' : null,
      }),
    ),
    ...rollup.waivers.map(({ communityId, rule, table, reason }) =>
      figure('warning-waived', 'Warning that a person has waived', 'findings', {
        actual: 1,
        communities: 1,
        breakdown: [
          { by: 'community', value: communityId },
          { by: 'rule', value: rule },
          { by: 'tab', value: table },
        ],
        note: reason,
      }),
    ),
    figure('communities-included', 'Communities included', 'communities', {
      actual: everyone,
      target: everyone + rollup.leftOut.length,
    }),
    figure('communities-with-errors', 'Communities with errors in their plans', 'communities', {
      actual: rollup.communities.filter(({ findings }) => findings.error > 0).length,
    }),
    figure(
      'communities-late',
      `Communities whose counts of a quarter are more than ${DAYS_TO_COUNT} days late`,
      'communities',
      {
        actual: rollup.late.length,
      },
    ),
    ...rollup.late.map(({ id, name, countedThrough, due }) =>
      figure('community-late', 'Community whose counts are late', 'communities', {
        actual: 1,
        communities: 1,
        breakdown: [{ by: 'community', value: id }],
        note: `${name}: ${countedThrough === null ? 'nothing is counted' : `counted through ${countedThrough}`}, due through ${due}`,
      }),
    ),
    ...rollup.leftOut.map(({ id, name, reason }) =>
      figure('community-left-out', 'Community left out', 'communities', {
        actual: 1,
        communities: 0,
        breakdown: [{ by: 'community', value: id }],
        note: `${name}: ${wordsIn('en').tell(reason)}`,
      }),
    ),
    figure('publish-threshold', 'Smallest count of people that is published', 'people', { target: rollup.threshold }),
  ];
}

const forecastIndicators = {
  expected: 'placements-forecast',
  low: 'placements-forecast-low',
  high: 'placements-forecast-high',
} as const;

const forecastTitles = {
  expected: 'Placements that the plan year comes to at this pace',
  low: 'Placements that the plan year comes to at this pace, at least',
  high: 'Placements that the plan year comes to at this pace, at most',
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

const coveredTitle = 'Money needed that received or committed money may pay for';

const costTitles = {
  placement: 'Money needed for one placement',
  participant: 'Money needed for one person who starts training or is matched',
} as const;

const fundingTitles: Record<(typeof fundingSteps)[number], string> = {
  received: 'Funding received',
  committed: 'Funding committed',
  applied: 'Funding applied for',
  idea: `Funding: ${fundingStatuses.idea.toLowerCase()}, not applied for yet`,
  spent: 'Funding spent so far',
};

const shownNumber = (count: Published): number | null => (count === 'hidden' ? null : count);

const statusOf = (count: Published): FactStatus =>
  count === 'hidden' ? 'hidden' : count === null ? 'notCounted' : 'counted';
