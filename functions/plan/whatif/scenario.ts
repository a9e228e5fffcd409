import type { IsoDate } from '../date.ts';
import type { Finding, Severity } from '../finding.ts';
import { type CostKind, stillToFind } from '../money.ts';
import { type Outcome, type OutcomeContext, planOutcome } from '../outcome.ts';
import { isOfPlan, type Plan } from '../plan.ts';
import { findingCounts } from '../summary.ts';
import { type StageName, stageNames } from '../tables/progress.ts';
import type { NeedKind } from '../tables/resources.ts';
import type { Cents } from '../value.ts';
import { isAbout, type PlanChange, withChange } from './change.ts';

/** Values of the plan changed together, under a name, and what the plan would come to with them. */
export interface Scenario {
  name: string;
  changes: readonly PlanChange[];
  figures: KeyFigures;
  /** What the plan as it is has no finding of, and what would be mended. */
  findings: { added: Finding[]; gone: Finding[] };
}

/** The figures by which plans are compared; null where the plan does not say enough to work them out. */
export interface KeyFigures {
  placements: { all: number; direct: number; trained: number } | null;
  stages: Record<
    StageName,
    { target: number; withConfidence: number; byWhen: IsoDate | null; late: number | null }
  > | null;
  /** 0 to 1: the chance of reaching the goal is no greater. */
  chance: number | null;
  /** Of intakes that end in the plan year, and how many fewer they are than people who must start training. */
  seats: { inYear: number; short: number } | null;
  /** Whom the intakes place within the plan year if every seat is filled; null where the window of that step is not known. */
  placedByIntakes: number | null;
  /** Openings of the year for which nobody is ready. */
  openingsShort: number | null;
  money: { needed: Cents; toFind: Cents; byNeed: { need: NeedKind; toFind: Cents }[] };
  costs: { kind: CostKind; each: Cents }[];
  findings: Record<Severity, number>;
}

/** What is known of the plan as it is. */
export interface Baseline {
  plan: Plan;
  /** What was found while the cells were read. */
  ofCells: readonly Finding[];
  outcome: Pick<Outcome, 'findings'>;
}

/**
 * Works out what a plan would come to: the same rules and the same arithmetic, over a copy in which some values are others.
 */
export const scenarioOf = (
  { name, changes }: Pick<Scenario, 'name' | 'changes'>,
  { plan, ofCells, outcome }: Baseline,
  context: OutcomeContext,
): Scenario => {
  const changed = changes.reduce(withChange, { ...plan, whatIf: [] });
  const stillOfCells = ofCells.filter(({ at }) => !at || !changes.some((change) => isAbout(change, at, plan)));
  const then = planOutcome(changed, stillOfCells.filter(isOfPlan), context);
  const [before, after] = [new Set(outcome.findings.map(keyOf)), new Set(then.findings.map(keyOf))];
  return {
    name,
    changes,
    figures: keyFigures(then),
    findings: {
      added: then.findings.filter((finding) => !before.has(keyOf(finding))),
      gone: outcome.findings.filter((finding) => isOfPlan(finding) && !after.has(keyOf(finding))),
    },
  };
};

/** The same finding about the same cell, whatever numbers it names. */
const keyOf = ({ code, tab, cell, at }: Finding): string =>
  [code, at?.section ?? tab, at?.rowId ?? (at ? '' : cell), at?.field ?? ''].join('\n');

export const keyFigures = ({
  funnel,
  risk,
  calendar: { calendar },
  pipeline,
  money,
  findings,
}: Outcome): KeyFigures => {
  const { all } = funnel;
  const inYear = calendar?.cohorts.filter(({ endsIn }) => endsIn !== null) ?? [];
  const seats = sum(inYear.map((cohort) => cohort.seats));
  return {
    placements: all && { all: all.placements, direct: all.placementsDirect, trained: all.placementsTrained },
    stages:
      all &&
      risk &&
      (Object.fromEntries(
        (Object.keys(stageNames) as StageName[]).map((stage) => [
          stage,
          {
            target: all.stages[stage].target,
            withConfidence: risk.all[stage].withConfidence,
            byWhen: calendar?.stages[stage].byWhen ?? null,
            late: calendar?.stages[stage].late ?? null,
          },
        ]),
      ) as KeyFigures['stages']),
    chance: risk?.weakest?.chance ?? null,
    seats: all && calendar ? { inYear: seats, short: Math.max(0, all.stages.enrolled.target - seats) } : null,
    placedByIntakes:
      calendar?.cohorts.reduce<number | null>(
        (people, { placedIn }) => (people === null || placedIn === null ? null : people + sum(placedIn.quarters)),
        0,
      ) ?? null,
    openingsShort: pipeline && sum(pipeline.roles.map(({ short }) => short)),
    money: {
      needed: money.total.amount,
      toFind: stillToFind(money.total),
      byNeed: money.needs.map((each) => ({ need: each.need, toFind: stillToFind(each) })),
    },
    costs: money.costs.map(({ kind, each }) => ({ kind, each })),
    findings: findingCounts(findings.filter(isOfPlan)),
  };
};

const sum = (parts: readonly number[]): number => parts.reduce((so, part) => so + part, 0);
