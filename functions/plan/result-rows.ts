import { actualsSoFar } from './actuals.ts';
import { byWhen, type Calendar } from './calendar.ts';
import type { CellSource, WithCells } from './cell-names.ts';
import type { ChecklistItem } from './checklist.ts';
import { dateToSerial } from './date.ts';
import { type Funnel, type FunnelScope, ownNumbers, stepsToJob } from './funnel.ts';
import { definitionsIn } from './messages/definitions.ts';
import { all, headerOf, optionOf, type Said, say, share, tabOf } from './messages/said.ts';
import type { Words } from './messages/words.ts';
import type { Plan } from './plan.ts';
import { countedCells, rateCells } from './result-sources.ts';
import type { ResultCell, ResultRows } from './results.ts';
import { type Risk, shownChance } from './risk.ts';
import { type RateName, rateNames } from './tables/assumptions.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import { nameKey } from './text.ts';
import type { RateSwing } from './tornado.ts';

/** What the Checklist tab shows, in the order of its columns. */
export const checklistRows = (items: readonly ChecklistItem[], { language }: Words): ResultRows =>
  items.map((item) => [
    item.part,
    item.question,
    definitionsIn(language).checklistStates[item.state],
    item.why,
    { label: `${item.goTo.tab} ${item.goTo.cell}`, tab: item.goTo.tab, cell: item.goTo.cell },
  ]);

/** What the Funnel tab shows: the whole plan's stages, then each segment's. */
export const funnelRows = (
  funnel: Funnel,
  plan: Plan,
  risk: Risk | null,
  calendar: Calendar | null,
  words: Words,
  fromCells: WithCells,
): ResultRows => {
  const { tell } = words;
  if (!funnel.all || !risk)
    return [
      [
        tell(say('words.everybody')),
        tell(say('funnel.notYet')),
        ...Array.from({ length: 10 }, () => null),
        tell(say('funnel.stillMissing', { missing: all(funnel.missing) })),
      ],
    ];
  return [
    ...scopeRows(funnel.all, funnel, plan, risk.all, calendar, words, fromCells),
    goalRow(funnel.all, plan, risk, words, fromCells),
    ...funnel.segments.flatMap((scope, index) =>
      scopeRows(scope, funnel, plan, risk.segments[index]!, calendar, words, fromCells),
    ),
    ...risk.swings.map((swing) => swingRow(swing, funnel.all!, plan, words, fromCells)),
  ];
};

/** What a scope is called in sheets and exports. */
export const scopeName = (segment: FunnelScope['segment']): Said =>
  segment === null ? say('words.everybody') : segment === 'other' ? say('words.others') : segment.name;

/** Whether the plan's numbers reach the whole goal: as likely as at the stage where they are least likely to be enough. */
const goalRow = (
  { placements }: FunnelScope,
  plan: Plan,
  { weakest }: Risk,
  { tell }: Words,
  fromCells: WithCells,
): ResultCell[] => {
  const { placedDirect, placedTrained } = actualsSoFar(plan, null);
  const placed = placedDirect === null && placedTrained === null ? null : (placedDirect ?? 0) + (placedTrained ?? 0);
  return [
    tell(scopeName(null)),
    tell(say('funnel.allPlacements')),
    placements,
    placements,
    placements,
    null,
    null,
    null,
    weakest && shownChance(weakest.chance),
    placed,
    placed === null ? null : Math.max(0, placements - placed),
    null,
    weakest &&
      tell(
        fromCells(
          say('funnel.goal', {
            goals: tabOf('goals'),
            planned: weakest.planned,
            stage: headerOf('progress', weakest.stage),
          }),
          [
            { section: 'goals', fields: ['placements'] },
            ...countedCells(plan, null, ['placedDirect', 'placedTrained']),
          ],
        ),
      ),
  ];
};

/** One rate's part in how many people must be made aware, as a row of the second block. */
const swingRow = (
  swing: RateSwing,
  scope: FunnelScope,
  plan: Plan,
  { tell }: Words,
  fromCells: WithCells,
): ResultCell[] => {
  const { step, segment, low, likely, high, awareIfLow, awareIfHigh } = swing;
  const rate = optionOf('assumptions', 'rate', step);
  return [
    tell(say('funnel.byRate', { aware: headerOf('progress', 'aware') })),
    tell(segment === null ? rate : say('funnel.segmentRate', { rate, segment })),
    scope.stages.aware.target,
    awareIfLow,
    awareIfHigh,
    ...Array.from({ length: 7 }, () => null),
    tell(
      fromCells(
        say('funnel.swing', {
          swing: awareIfLow - awareIfHigh,
          low: share(low),
          likely: share(likely),
          high: share(high),
        }),
        rateCells(plan, [step], segment, ['low', 'likely', 'high']),
      ),
    ),
  ];
};

const scopeRows = (
  scope: FunnelScope,
  funnel: Funnel,
  plan: Plan,
  risk: Risk['all'],
  calendar: Calendar | null,
  { tell }: Words,
  fromCells: WithCells,
): ResultCell[][] => {
  const due = calendar && byWhen(scope, calendar, plan, funnel);
  const actuals =
    scope.segment === 'other' ? null : actualsSoFar(plan, scope.segment === null ? null : scope.segment.name);
  const own = scope.segment === null ? ownNumbers(plan, funnel) : {};
  return (Object.keys(stageNames) as StageName[]).map((stage) => {
    const { target, withLowRates, withHighRates } = scope.stages[stage];
    const { withConfidence, withUncertainRates, chance } = risk[stage];
    const actual = actuals?.[stage] ?? null;
    return [
      tell(scopeName(scope.segment)),
      // The Progress tab has a column a stage.
      tell(headerOf('progress', stage)),
      target,
      withLowRates,
      withHighRates,
      withConfidence,
      withUncertainRates,
      own[stage] ?? null,
      chance === null ? null : shownChance(chance),
      actual,
      actual === null ? null : Math.max(0, target - actual),
      due?.[stage] ? dateToSerial(due[stage]) : null,
      tell(fromCells(derivation(stage, scope, funnel, tell), sourcesOf(stage, scope, funnel, plan))),
    ];
  });
};

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
const derivation = (stage: StageName, scope: FunnelScope, funnel: Funnel, tell: Words['tell']): Said => {
  const { rates, placementsDirect, placementsTrained } = scope;
  const chain = (steps: readonly RateName[]): string => steps.map((step) => tell(share(rates[step]))).join(' × ');
  const direct = [...before[stage], 'assessedToMatched', 'matchedToPlaced'] as RateName[];
  const trained = [...before[stage], 'assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced'] as RateName[];
  if (scope.segment === null && ratesDiffer(stage, funnel)) return say('funnel.from.segments');
  switch (stage) {
    case 'placedDirect':
      return say('funnel.from.placedDirect', { tab: tabOf('goals') });
    case 'placedTrained':
      return say('funnel.from.placedTrained', { tab: tabOf('goals') });
    case 'matched':
      return say('funnel.from.matched', {
        placed: placementsDirect,
        rate: chain(before.matched),
        step: optionOf('assumptions', 'rate', 'matchedToPlaced'),
      });
    case 'enrolled':
    case 'completed':
      return say('funnel.from.trained', { placed: placementsTrained, rates: chain(before[stage]) });
    default:
      return say('funnel.from.both', {
        direct: placementsDirect,
        directRates: chain(direct),
        trained: placementsTrained,
        trainedRates: chain(trained),
      });
  }
};

/** The cells of a stage's numbers: the goal and its parts, the rates and windows from here to the job, people's own numbers and counts. */
const sourcesOf = (stage: StageName, { segment }: FunnelScope, funnel: Funnel, plan: Plan): CellSource[] => {
  const all = segment === null;
  const steps = [...new Set([...(stepsToJob[stage].direct ?? []), ...(stepsToJob[stage].trained ?? [])])];
  const name = all || segment === 'other' ? null : segment.name;
  const segments =
    name !== null
      ? plan.segments.filter((row) => row.values.name !== null && nameKey(row.values.name) === nameKey(name))
      : all && !ratesDiffer(stage, funnel)
        ? []
        : plan.segments;
  const typed = all ? (ownFields[stage] ?? []).filter((field) => plan.goals.values[field] !== null) : [];
  return [
    { section: 'goals', fields: ['placements', 'directShare', ...typed] },
    ...(['placements', 'share'] as const).map(
      (field): CellSource => ({
        section: 'segments',
        fields: [field],
        rows: segments.filter(({ values }) => values[field] !== null).map(({ row }) => row),
      }),
    ),
    ...rateCells(plan, steps, name, ['low', 'likely', 'high', 'windowDays']),
    ...(steps.length > 0 ? [{ section: 'community', fields: ['confidence'] } as const] : []),
    ...(all && stage === 'enrolled'
      ? [{ section: 'programs', fields: ['seats'], rows: plan.programs.map(({ row }) => row) } as const]
      : []),
    ...(segment === 'other' ? [] : countedCells(plan, name, [stage])),
  ];
};

/** Where people type numbers of their own. */
const ownFields: Partial<Record<StageName, readonly ('matched' | 'aware' | 'trainedExisting' | 'trainedNew')[]>> = {
  aware: ['aware'],
  matched: ['matched'],
  enrolled: ['trainedExisting', 'trainedNew'],
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
