import { actualsSoFar } from './actuals.ts';
import { byWhen, type Calendar } from './calendar.ts';
import { type ChecklistItem, checklistStates } from './checklist.ts';
import { dateToSerial } from './date.ts';
import type { Funnel, FunnelScope } from './funnel.ts';
import { plannedNumbers } from './funnel.ts';
import { share } from './messages/said.ts';
import { wordsIn } from './messages/words.ts';
import type { Plan } from './plan.ts';
import type { ResultCell, ResultRows } from './results.ts';
import { type RateName, rateNames } from './tables/assumptions.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import { listed } from './text.ts';

/** What the Checklist tab shows, in the order of its columns. */
export const checklistRows = (items: readonly ChecklistItem[]): ResultRows =>
  items.map((item) => [
    item.part,
    item.question,
    checklistStates[item.state],
    item.why,
    { label: `${item.goTo.tab} ${item.goTo.cell}`, tab: item.goTo.tab, cell: item.goTo.cell },
  ]);

/** What the Funnel tab shows: the whole plan's stages, then each segment's. */
export const funnelRows = (funnel: Funnel, plan: Plan, calendar: Calendar | null): ResultRows => {
  if (!funnel.all)
    return [
      [
        'All',
        'Not worked out yet',
        ...Array.from({ length: 7 }, () => null),
        `Still missing: ${listed(funnel.missing)}. Errors on those tabs count as missing.`,
      ],
    ];
  return [funnel.all, ...funnel.segments].flatMap((scope) => scopeRows(scope, funnel, plan, calendar));
};

/** What a scope is called in sheets and exports. */
export const scopeName = (segment: FunnelScope['segment']): string =>
  segment === null ? 'All' : segment === 'other' ? 'Others' : segment.name;

const scopeRows = (scope: FunnelScope, funnel: Funnel, plan: Plan, calendar: Calendar | null): ResultCell[][] => {
  const due = calendar && byWhen(scope, calendar, plan, funnel);
  const actuals =
    scope.segment === 'other' ? null : actualsSoFar(plan, scope.segment === null ? null : scope.segment.name);
  const own = scope.segment === null ? ownNumbers(plan, funnel) : {};
  return (Object.keys(stageNames) as StageName[]).map((stage) => {
    const { target, withLowRates, withHighRates } = scope.stages[stage];
    const actual = actuals?.[stage] ?? null;
    return [
      scopeName(scope.segment),
      stageNames[stage],
      target,
      withLowRates,
      withHighRates,
      own[stage] ?? null,
      actual,
      actual === null ? null : Math.max(0, target - actual),
      due?.[stage] ? dateToSerial(due[stage]) : null,
      derivation(stage, scope, funnel),
    ];
  });
};

/** The overrides of the Goals tab, at the stages that they speak of. */
const ownNumbers = (plan: Plan, funnel: Funnel): Partial<Record<StageName, number>> => {
  const { matched, aware, trainedExisting, trainedNew } = plan.goals.values;
  const planned = plannedNumbers(funnel)!;
  const enrolled =
    trainedExisting === null && trainedNew === null
      ? null
      : (trainedExisting ?? planned.trainedExisting) + (trainedNew ?? planned.trainedNew);
  return {
    ...(matched === null ? {} : { matched }),
    ...(aware === null ? {} : { aware }),
    ...(enrolled === null ? {} : { enrolled }),
  };
};

const { tell } = wordsIn('en');

const before: Record<StageName, RateName[]> = {
  aware: ['awareToApplied', 'appliedToAssessed'],
  applied: ['appliedToAssessed'],
  assessed: [],
  matched: ['matchedToPlaced'],
  enrolled: ['enrolledToCompleted', 'completedToPlaced'],
  completed: ['completedToPlaced'],
  placedDirect: [],
  placedTrained: [],
};

/** From which numbers a target comes, so that a planner can work it out again by hand. */
const derivation = (stage: StageName, scope: FunnelScope, funnel: Funnel): string => {
  const { rates } = scope;
  const [placementsDirect, placementsTrained] = [scope.placementsDirect, scope.placementsTrained].map((people) =>
    people.toLocaleString('en-US'),
  );
  const chain = (steps: readonly RateName[]): string => steps.map((step) => tell(share(rates[step]))).join(' × ');
  const direct = [...before[stage], 'assessedToMatched', 'matchedToPlaced'] as RateName[];
  const trained = [...before[stage], 'assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced'] as RateName[];
  if (scope.segment === null && ratesDiffer(stage, funnel))
    return 'The needs of people with the same rates, worked out as below for each segment, added up and then rounded up';
  switch (stage) {
    case 'placedDirect':
      return 'Share by direct match of the placements (Goals)';
    case 'placedTrained':
      return 'The placements that are not by direct match (Goals)';
    case 'matched':
      return `${placementsDirect} placed ÷ ${chain(before.matched)} (${rateNames.matchedToPlaced}), rounded up`;
    case 'enrolled':
    case 'completed':
      return `${placementsTrained} placed ÷ (${chain(before[stage])}), rounded up`;
    default:
      return `The larger of ${placementsDirect} ÷ (${chain(direct)}) and ${placementsTrained} ÷ (${chain(trained)}), rounded up: both routes draw on the same people`;
  }
};

/** Whether a segment has rates of its own on the way from a stage to the job. */
const ratesDiffer = (stage: StageName, { all, segments }: Funnel): boolean => {
  const used: readonly RateName[] =
    stage === 'placedDirect' || stage === 'placedTrained'
      ? []
      : stage === 'matched' || stage === 'enrolled' || stage === 'completed'
        ? before[stage]
        : (Object.keys(rateNames) as RateName[]);
  return segments.some(({ rates }) => used.some((step) => rates[step] !== all!.rates[step]));
};
