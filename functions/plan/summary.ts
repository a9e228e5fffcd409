import { type Actuals, actualsSoFar } from './actuals.ts';
import type { Calendar } from './calendar.ts';
import type { ChecklistItem } from './checklist.ts';
import type { StageConfidence } from './confidence.ts';
import type { Finding, Severity } from './finding.ts';
import type { Forecast } from './forecast.ts';
import type { Funnel, StageTarget } from './funnel.ts';
import { type Covered, type MoneyPlan, participants } from './money.ts';
import type { Capture, Pipeline } from './pipeline.ts';
import { isOfPlan, type Plan, sections } from './plan.ts';
import { type Risk, shownChance } from './risk.ts';
import type { RateName } from './tables/assumptions.ts';
import type { FundingStatus } from './tables/funding.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import type { NeedKind } from './tables/resources.ts';
import type { DataForm, PublicForm } from './tables/roles.ts';
import { nameKey } from './text.ts';
import { forecastFromTotals, type Total, type TotalsForecast } from './totals-forecast.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';
import type { Waiver } from './waivers.ts';

/** All that a rollup needs of one plan. No personal data, and no row that has an error counts in it. */
export interface PlanSummary {
  communityId: string;
  /** The calendar year in which the plan year starts, as WIOA's program years are named: PY 2026 is July 2026 to June 2027. */
  year: number;
  revision: number;
  /** ISO time of the reading that it comes from. */
  readAt: string;
  community: {
    name: string;
    states: string[];
    leadOrganization: string | null;
    yearStart: string | null;
    yearEnd: string | null;
  };
  publishThreshold: number;
  goals: { placements: number | null; directShare: number | null };
  /** Targets and actual people by stage; `segment` null is the whole plan, 'other' those of no segment. */
  scopes: {
    segment: string | null;
    placements: number;
    targets: Record<StageName, StageTarget> | null;
    /** What chance and uncertain rates make of the targets; null where there are none, and where a summary of before says nothing of it. */
    confidence: Record<StageName, StageConfidence> | null;
    /** Sums of the Progress tab; null where nobody has counted. */
    actuals: Record<StageName, number | null>;
  }[];
  /** How much chance and uncertain rates can do to the plan; null where it has no targets, and where a summary of before says nothing of it. */
  risk: {
    /** How sure the community wants to be of its goal, 0 to 1. */
    wanted: number;
    /** Where the plan's own numbers are least likely to be enough: the goal is no likelier than that. */
    weakest: Risk['weakest'];
    /** What each rate alone does to the people who must be made aware, the largest first; rates as shares. */
    swings: Risk['swings'];
  } | null;
  /** What the year comes to at the pace counted so far; null where there is no forecast, and where a summary of before says nothing of it. */
  forecast: {
    /** Placements. */
    goal: number;
    /** With which the placements, and each rate, are from low to high, 0 to 1. */
    confidence: number;
    /** The last day of the plan year, and the last that is counted. */
    until: string;
    countedThrough: string;
    expected: number;
    low: number;
    high: number;
    /** The same from nothing but totals, for readers who may not see every period; null where these say too little, and where a summary of before says nothing of it. */
    fromTotals: { expected: number; low: number; high: number; restsOn: Total[] } | null;
    /** Steps that have been counted; rates as shares. */
    rates: {
      step: RateName;
      from: StageName;
      to: StageName;
      assumed: number;
      moved: number;
      hadTime: number;
      low: number;
      high: number;
    }[];
  } | null;
  localGoals: {
    goal: string;
    measure: string | null;
    baseline: number | null;
    target: number | null;
    byWhen: string | null;
  }[];
  /** Actual people by period of the Progress tab, for all people of the period. */
  periods: { from: string; to: string; actuals: Record<StageName, number | null> }[];
  partners: { byKind: Record<string, { invited: number; committed: number }>; placementsCommitted: number };
  demand: { openings: number; employers: number };
  training: { programs: number; seats: number };
  /** Placements by quarter of the plan year; [] where the year or the goal is missing. */
  quarters: { from: string; to: string; placements: number }[];
  /** Openings against the people who get ready for them, by role; null where it cannot be worked out. */
  pipeline: {
    roles: { role: string; openings: number | null; ready: number; short: number; unplaced: number }[];
    /** Of those who complete training, whom the committed employers have openings for. */
    capture: Capture | null;
  } | null;
  /** Dollars, as `MoneyPlan` has them. */
  needs: ({ need: NeedKind } & Covered)[];
  /** Dollars by month of the plan year, `2026-07`; [] where the plan year is not known. */
  moneyByMonth: ({ month: string } & Covered)[];
  /** People who start training or are matched directly, as the plan has them; null where there is no goal. */
  participants: number | null;
  funding: {
    source: string;
    status: FundingStatus;
    /** Dollars. */
    amount: number;
    spent: number;
    /** Dollars of it that find something to pay for in this plan year. */
    used: number;
    /** Who gives it, and how its giver calls it; null where the plan does not say, and where a summary of before says nothing of it. */
    funder: string | null;
    program: string | null;
    mayPayFor: NeedKind[];
    /** What its row is known by, the first and last day on which it may be spent, and the day on which it was awarded; null as above. */
    id: string | null;
    from: string | null;
    to: string | null;
    awarded: string | null;
  }[];
  /** Whose money is received, committed or already spent, as `nameKey` has their names. */
  funders: string[];
  /** What the plan says becomes public, and in what form; null where it does not say. */
  publication: { form: PublicForm | null; data: DataForm[] };
  checklist: { done: number; of: number };
  /** Warnings that people have waived; the table by its tab. */
  waivers: { rule: string; table: string; reason: string }[];
  findings: Record<Severity, number>;
}

/** What a summary says beside the plan itself. */
export interface SummaryContext {
  communityId: string;
  year: number;
  revision: number;
  readAt: string;
  findings: readonly Finding[];
  checklist: readonly ChecklistItem[];
  waivers: readonly Waiver[];
  calendar: Calendar | null;
  pipeline: Pipeline | null;
  risk: Risk | null;
  forecast: Forecast | null;
}

/**
 * Sums a plan up for rollups.
 *
 * @param plan  only what counts: rows with errors are left out before
 */
export const summarize = (plan: Plan, funnel: Funnel, money: MoneyPlan, context: SummaryContext): PlanSummary => {
  const { values: about } = plan.community;
  const { risk } = context;
  const publishThreshold = about.publishThreshold ?? DEFAULT_PUBLISH_THRESHOLD;
  const scopes = [...(funnel.all ? [funnel.all] : []), ...funnel.segments];
  const confidence = risk ? [risk.all, ...risk.segments] : [];
  const usedOfRow = new Map(money.sources.map(({ row, used }) => [row, used]));
  return {
    communityId: context.communityId,
    year: context.year,
    revision: context.revision,
    readAt: context.readAt,
    community: {
      name: about.name ?? context.communityId,
      states: stateCodes(about.states),
      leadOrganization: about.leadOrganization,
      yearStart: about.yearStart,
      yearEnd: about.yearEnd,
    },
    publishThreshold,
    goals: {
      placements: plan.goals.values.placements,
      directShare:
        plan.goals.values.directShare === null ? null : plan.goals.values.directShare / WHOLE_IN_BASIS_POINTS,
    },
    scopes:
      scopes.length > 0
        ? scopes.map((scope, index) => ({
            segment: scope.segment === null ? null : scope.segment === 'other' ? 'other' : scope.segment.name,
            placements: scope.placements,
            targets: scope.stages,
            confidence: confidence[index] ? withShownChances(confidence[index]) : null,
            actuals:
              scope.segment === 'other'
                ? nobodyCounted()
                : actualsSoFar(plan, scope.segment === null ? null : scope.segment.name),
          }))
        : [
            {
              segment: null,
              placements: plan.goals.values.placements ?? 0,
              targets: null,
              confidence: null,
              actuals: actualsSoFar(plan, null),
            },
          ],
    risk: risk && {
      wanted: risk.confidence / WHOLE_IN_BASIS_POINTS,
      weakest: risk.weakest && { ...risk.weakest, chance: shownChance(risk.weakest.chance) },
      swings: risk.swings.map((swing) => ({
        ...swing,
        low: swing.low / WHOLE_IN_BASIS_POINTS,
        likely: swing.likely / WHOLE_IN_BASIS_POINTS,
        high: swing.high / WHOLE_IN_BASIS_POINTS,
      })),
    },
    forecast: context.forecast && forecastSummary(context.forecast, forecastFromTotals(plan, funnel, publishThreshold)),
    localGoals: plan.localGoals.map(({ values }) => ({
      goal: values.goal ?? '',
      measure: values.measure,
      baseline: values.baseline,
      target: values.target,
      byWhen: values.byWhen,
    })),
    periods: plan.progress
      .filter(({ values }) => values.segment === null && values.from !== null && values.to !== null)
      .map(({ values }) => ({
        from: values.from!,
        to: values.to!,
        actuals: Object.fromEntries(
          (Object.keys(stageNames) as StageName[]).map((stage) => [stage, values[stage]]),
        ) as Actuals,
      }))
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
    partners: partnersOf(plan),
    demand: {
      openings: plan.demand.reduce(
        (sum, { values }) =>
          sum +
          [values.openingsQ1, values.openingsQ2, values.openingsQ3, values.openingsQ4].reduce<number>(
            (a, b) => a + (b ?? 0),
            0,
          ),
        0,
      ),
      employers: new Set(
        plan.demand.flatMap(({ values }) => (values.employer === null ? [] : [nameKey(values.employer)])),
      ).size,
    },
    training: {
      programs: new Set(plan.programs.map(({ values }) => nameKey(`${values.provider ?? ''}\n${values.name ?? ''}`)))
        .size,
      seats: plan.programs.reduce((sum, { values }) => sum + (values.seats ?? 0), 0),
    },
    quarters: (context.calendar?.quarters ?? []).map(({ from, to, placements }) => ({ from, to, placements })),
    pipeline: context.pipeline && {
      roles: context.pipeline.roles.map(({ name, openings, ready, short, unplaced }) => ({
        role: name,
        openings,
        ready,
        short,
        unplaced,
      })),
      capture: context.pipeline.capture,
    },
    needs: money.needs.map((each) => ({ need: each.need, ...inDollars(each) })),
    moneyByMonth: money.months.flatMap((each) =>
      each.month === null ? [] : [{ month: each.month, ...inDollars(each) }],
    ),
    participants: funnel.all && participants(funnel.all),
    funding: plan.funding
      .filter(({ values }) => values.source !== null && values.status !== null)
      .map(({ id, row, values }) => ({
        source: values.source!,
        status: values.status!,
        amount: (values.amount ?? 0) / 100,
        spent: (values.spent ?? 0) / 100,
        used: (usedOfRow.get(row) ?? 0) / 100,
        funder: values.funder,
        program: values.program,
        mayPayFor: [...(values.mayPayFor ?? [])],
        id,
        from: values.from,
        to: values.to,
        awarded: values.awarded,
      })),
    funders: [
      ...new Set(plan.funding.flatMap(({ values }) => (isSupport(values) ? nameKey(values.funder!) : []))),
    ].sort(compareTexts),
    publication: {
      form: plan.roleQuestions.values.publicForm,
      data: [...(plan.roleQuestions.values.dataPublic ?? [])],
    },
    checklist: {
      done: context.checklist.filter(({ state }) => state === 'done' || state === 'setAside').length,
      of: context.checklist.length,
    },
    waivers: context.waivers
      .filter(({ holds }) => holds)
      .map(({ rule, section, reason }) => ({ rule, table: sections[section].tab, reason }))
      .sort((one, other) =>
        compareTexts(`${one.rule}\n${one.table}\n${one.reason}`, `${other.rule}\n${other.table}\n${other.reason}`),
      ),
    findings: findingCounts(context.findings.filter(isOfPlan)),
  };
};

const forecastSummary = (
  { all, confidence, until }: Forecast,
  fromTotals: TotalsForecast | null,
): PlanSummary['forecast'] => ({
  goal: all.goal,
  confidence: confidence / WHOLE_IN_BASIS_POINTS,
  until,
  countedThrough: all.countedThrough,
  expected: all.placements.expected,
  low: all.placements.low,
  high: all.placements.high,
  fromTotals: fromTotals && {
    expected: fromTotals.placements.expected,
    low: fromTotals.placements.low,
    high: fromTotals.placements.high,
    restsOn: fromTotals.restsOn,
  },
  rates: Object.values(all.steps).flatMap(({ step, from, to, assumed, observed }) =>
    observed
      ? {
          step,
          from,
          to,
          assumed: assumed.likely / WHOLE_IN_BASIS_POINTS,
          moved: observed.moved,
          hadTime: observed.hadTime,
          low: observed.low,
          high: observed.high,
        }
      : [],
  ),
});

/** The number that most states use where a community has set none. Source: NCES 2011-603. */
export const DEFAULT_PUBLISH_THRESHOLD = 10;

export const findingCounts = (findings: readonly Finding[]): Record<Severity, number> => {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
};

/** Money that is hoped for supports nobody yet. */
const isSupport = ({ funder, status, spent }: Plan['funding'][number]['values']): boolean =>
  funder !== null && (status === 'received' || status === 'committed' || (spent ?? 0) > 0);

const withShownChances = (stages: Record<StageName, StageConfidence>): Record<StageName, StageConfidence> =>
  Object.fromEntries(
    Object.entries(stages).map(([stage, each]) => [
      stage,
      { ...each, chance: each.chance === null ? null : shownChance(each.chance) },
    ]),
  ) as Record<StageName, StageConfidence>;

const inDollars = ({ amount, received, committed, applied, idea }: Covered): Covered => ({
  amount: amount / 100,
  received: received / 100,
  committed: committed / 100,
  applied: applied / 100,
  idea: idea / 100,
});

const stateCodes = (typed: string | null): string[] =>
  (typed ?? '')
    .split(/[,;/\s]+/)
    .map((code) => code.toUpperCase())
    .filter((code) => /^[A-Z]{2}$/.test(code));

/** By code units, the same on every machine. */
const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const nobodyCounted = (): Actuals =>
  Object.fromEntries((Object.keys(stageNames) as StageName[]).map((stage) => [stage, null])) as Actuals;

const partnersOf = (plan: Plan): PlanSummary['partners'] => {
  const byKind: PlanSummary['partners']['byKind'] = {};
  for (const { values } of plan.partners) {
    if (values.kind === null || values.status === null) continue;
    byKind[values.kind] ??= { invited: 0, committed: 0 };
    byKind[values.kind]![values.status]++;
  }
  return {
    byKind,
    placementsCommitted: plan.partners.reduce((sum, { values }) => sum + (values.placementsCommitted ?? 0), 0),
  };
};
