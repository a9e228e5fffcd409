import { coverNeeds, type Supply } from './coverage.ts';
import type { Funnel, FunnelScope } from './funnel.ts';
import { monthsWithin, type NeedLine, needLines, type PlanMonths, planMonths } from './needs.ts';
import type { Plan } from './plan.ts';
import { type NeedKind, needKinds } from './tables/resources.ts';
import type { Cents } from './value.ts';

/** Money by how certain it is, the most certain first. */
export const moneyTiers = ['received', 'committed', 'applied', 'idea'] as const;
export type MoneyTier = (typeof moneyTiers)[number];

/** What is needed, and how far each kind of money covers it beyond the kinds before. */
export type Covered = { amount: Cents } & Record<MoneyTier, Cents>;

export interface MoneyPlan {
  total: Covered;
  /** Each need that has an amount, in the order of the list. */
  needs: ({ need: NeedKind; lines: NeedLine[] } & Covered)[];
  /** Every month of the plan year; one nameless line where the plan year is not known. */
  months: ({ month: PlanMonths[number] } & Covered)[];
  sources: MoneySource[];
  /** Dollars of this plan for one placement and one participant; null where there is no goal, or nothing is needed. */
  costs: { kind: CostKind; each: Cents; people: number }[];
}

/** A row of Funding that gives money, or would. */
export interface MoneySource {
  row: number;
  tier: MoneyTier;
  amount: Cents;
  used: Cents;
  mayPayFor: NeedKind[];
  /** Why nothing of it can be used, where its own row says so. */
  unusable: 'noAmount' | 'noUses' | 'outsideYear' | null;
}

export type CostKind = 'placement' | 'participant';

/** People who start training or are matched directly. */
export const participants = ({ stages }: FunnelScope): number => stages.enrolled.target + stages.matched.target;

/** What neither received nor committed money covers. */
export const stillToFind = ({ amount, received, committed }: Covered): Cents => amount - received - committed;

/** What would be left to find if every application and idea came true. */
export const leftAtBest = ({ applied, idea, ...covered }: Covered): Cents =>
  stillToFind(covered as Covered) - applied - idea;

/**
 * Sets what the plan needs against the money that may pay for it.
 *
 * Needs are covered by category and month: a source pays for what its "May pay for" says, in the months that its window touches (without
 * dates: the plan year). What is covered is the most that can be, see `coverNeeds`: certain money first, early months first, and within a
 * month the needs in the order of the list. All of a source's amount may be used in this plan year.
 *
 * @param plan  only what counts: rows with errors are left out before
 */
export const planMoney = (plan: Plan, funnel: Funnel): MoneyPlan => {
  const lines = needLines(plan, funnel);
  const months = planMonths(plan);
  const kinds = Object.keys(needKinds) as NeedKind[];
  const cells = months.flatMap((_, month) =>
    kinds.map((need) => ({
      month,
      need,
      amount: sum(lines.filter((line) => line.need === need).map((line) => line.byMonth[month]!)),
    })),
  );
  const sources = moneySources(plan);
  const byTier = moneyTiers.map((tier) => sources.filter((source) => source.tier === tier));
  const coverage = coverNeeds(
    cells.map(({ amount }) => amount),
    byTier.map((inTier) => inTier.map((source) => supplyOf(source, cells))),
  );
  const coveredBy = (counts: (cell: (typeof cells)[number]) => boolean): Covered => ({
    amount: sum(cells.filter(counts).map(({ amount }) => amount)),
    ...(Object.fromEntries(
      moneyTiers.map((tier, index) => [
        tier,
        sum(cells.map((cell, place) => (counts(cell) ? coverage.covered[index]![place]! : 0))),
      ]),
    ) as Record<MoneyTier, Cents>),
  });
  for (const [tier, inTier] of byTier.entries())
    for (const [index, source] of inTier.entries()) source.used = coverage.used[tier]![index]!;
  const total = coveredBy(() => true);
  return {
    total,
    needs: kinds.flatMap((need) => {
      const ofNeed = lines.filter((line) => line.need === need);
      return ofNeed.length === 0 ? [] : [{ need, lines: ofNeed, ...coveredBy((cell) => cell.need === need) }];
    }),
    months: months.map((month, index) => ({ month, ...coveredBy((cell) => cell.month === index) })),
    sources: sources.map(({ touches: _, ...source }) => source),
    costs: costsOf(total.amount, funnel),
  };
};

interface WindowedSource extends MoneySource {
  /** By month of the plan. */
  touches: boolean[];
}

const moneySources = (plan: Plan): WindowedSource[] =>
  plan.funding.flatMap((row) => {
    const { status, amount, from, to } = row.values;
    if (status === null || status === 'notConsidered' || status === 'setAside') return [];
    const mayPayFor = [...(row.values.mayPayFor ?? [])];
    const touches = monthsWithin(from, to, plan);
    const unusable =
      amount === null
        ? 'noAmount'
        : mayPayFor.length === 0
          ? 'noUses'
          : touches.some((month) => month)
            ? null
            : 'outsideYear';
    // An idea without an amount or uses is no more than a note yet.
    if (status === 'idea' && (amount === null || mayPayFor.length === 0)) return [];
    return [{ row: row.row, tier: status, amount: amount ?? 0, used: 0, mayPayFor, unusable, touches }];
  });

const supplyOf = (source: WindowedSource, cells: readonly { month: number; need: NeedKind }[]): Supply => ({
  amount: source.amount,
  mayPay: cells.flatMap(({ month, need }, index) =>
    source.touches[month] && source.mayPayFor.includes(need) ? [index] : [],
  ),
});

const costsOf = (total: Cents, { all }: Funnel): MoneyPlan['costs'] => {
  if (!all || total === 0) return [];
  const people: Record<CostKind, number> = {
    placement: all.placements,
    participant: participants(all),
  };
  return (Object.keys(people) as CostKind[])
    .filter((kind) => people[kind] > 0)
    .map((kind) => ({ kind, each: Math.round(total / people[kind]), people: people[kind] }));
};

const sum = (parts: readonly number[]): number => parts.reduce((so, part) => so + part, 0);
