import { type Actuals, actualsSoFar } from './actuals.ts';
import type { ChecklistItem } from './checklist.ts';
import type { Finding, Severity } from './finding.ts';
import type { Funnel, StageTarget } from './funnel.ts';
import type { Plan } from './plan.ts';
import type { FundingStatus } from './tables/funding.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import type { NeedKind } from './tables/resources.ts';
import { nameKey } from './text.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';

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
    /** Sums of the Progress tab; null where nobody has counted. */
    actuals: Record<StageName, number | null>;
  }[];
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
  /** Dollars. */
  needs: { need: NeedKind; amount: number }[];
  funding: { source: string; status: FundingStatus; amount: number; spent: number }[];
  checklist: { done: number; of: number };
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
}

/**
 * Sums a plan up for rollups.
 *
 * @param plan  only what counts: rows with errors are left out before
 */
export const summarize = (plan: Plan, funnel: Funnel, context: SummaryContext): PlanSummary => {
  const { values: about } = plan.community;
  const scopes = [...(funnel.all ? [funnel.all] : []), ...funnel.segments];
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
    publishThreshold: about.publishThreshold ?? DEFAULT_PUBLISH_THRESHOLD,
    goals: {
      placements: plan.goals.values.placements,
      directShare:
        plan.goals.values.directShare === null ? null : plan.goals.values.directShare / WHOLE_IN_BASIS_POINTS,
    },
    scopes:
      scopes.length > 0
        ? scopes.map((scope) => ({
            segment: scope.segment === null ? null : scope.segment === 'other' ? 'other' : scope.segment.name,
            placements: scope.placements,
            targets: scope.stages,
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
              actuals: actualsSoFar(plan, null),
            },
          ],
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
    needs: needsOf(plan, funnel),
    funding: plan.funding
      .filter(({ values }) => values.source !== null && values.status !== null)
      .map(({ values }) => ({
        source: values.source!,
        status: values.status!,
        amount: (values.amount ?? 0) / 100,
        spent: (values.spent ?? 0) / 100,
      })),
    checklist: {
      done: context.checklist.filter(({ state }) => state === 'done' || state === 'setAside').length,
      of: context.checklist.length,
    },
    findings: findingCounts(context.findings),
  };
};

/** The number that most states use where a community has set none. Source: NCES 2011-603. */
export const DEFAULT_PUBLISH_THRESHOLD = 10;

export const findingCounts = (findings: readonly Finding[]): Record<Severity, number> => {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
};

const stateCodes = (typed: string | null): string[] =>
  (typed ?? '')
    .split(/[,;/\s]+/)
    .map((code) => code.toUpperCase())
    .filter((code) => /^[A-Z]{2}$/.test(code));

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

/**
 * Dollars by need. An amount a month counts for the months that its period touches (the plan year's where it has none); an amount a person
 * counts for the people whom that need is for: those who start training, or for outreach those to be made aware.
 */
const needsOf = (plan: Plan, funnel: Funnel): PlanSummary['needs'] => {
  const { yearStart, yearEnd } = plan.community.values;
  const cents = new Map<NeedKind, number>();
  for (const { values } of plan.resources) {
    if (values.need === null || values.amount === null) continue;
    const people = funnel.all ? funnel.all.stages[values.need === 'outreach' ? 'aware' : 'enrolled'].target : 0;
    const times =
      values.basis === 'perPerson'
        ? people
        : values.basis === 'perMonth'
          ? monthsBetween(values.from ?? yearStart, values.to ?? yearEnd)
          : 1;
    cents.set(values.need, (cents.get(values.need) ?? 0) + values.amount * times);
  }
  return [...cents].map(([need, amount]) => ({ need, amount: amount / 100 }));
};

/** Calendar months that a period touches; 12 where the plan does not say. */
const monthsBetween = (from: string | null, to: string | null): number => {
  if (from === null || to === null) return 12;
  const month = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return Math.max(0, month(to) - month(from) + 1);
};
