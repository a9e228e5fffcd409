import { actualsSoFar, wholePeriods } from './actuals.ts';
import { apportion } from './apportion.ts';
import { daysBetween } from './date.ts';
import { type Expected, planForecast } from './forecast.ts';
import type { Funnel } from './funnel.ts';
import type { Plan } from './plan.ts';
import { type StageName, stageNames } from './tables/progress.ts';

/** A forecast that follows from totals alone. */
export interface TotalsForecast {
  placements: Expected;
  /** The totals that went into it; `placed` is that of both routes. */
  restsOn: Total[];
}

export type Total = StageName | 'placed';

/**
 * The year's placements from how many people have come to each stage so far, as if equally many had come on each of the days that were counted, and
 * had been placed by each route in proportion to the goal.
 *
 * For readers who may see these totals and not every period or route: whatever follows from what they see tells them nothing more. Totals of few people
 * they do not see; on the way over such a stage the assumed rates hold, as where nobody counts.
 *
 * @param plan   only what counts: rows with errors are left out before
 * @param least  totals from 1 to one below are not used
 * @returns null where so little says nothing of the year
 */
export const forecastFromTotals = (plan: Plan, funnel: Funnel, least: number): TotalsForecast | null => {
  const totals = actualsSoFar(plan, null);
  const periods = wholePeriods(plan);
  const isShown = (people: number | null): people is number => people !== null && (people === 0 || people >= least);
  const onTheWay = (Object.keys(stageNames) as StageName[]).filter((stage) => !isJob(stage) && isShown(totals[stage]));
  const jobs = jobNames.filter((job) => totals[job] !== null);
  const placed = jobs.length === 0 ? null : jobs.reduce((sum, job) => sum + totals[job]!, 0);
  const byRoute = isShown(placed)
    ? apportion(
        placed,
        jobs.map((job) => plannedOn(job, funnel)),
      )
    : [];
  const shown: Partial<Record<StageName, number>> = {
    ...Object.fromEntries(onTheWay.map((stage) => [stage, totals[stage]])),
    ...Object.fromEntries(byRoute.map((people, index) => [jobs[index], people])),
  };
  const spread = (Object.keys(stageNames) as StageName[]).map(
    (stage) => [stage, spreadOver(periods, stage, shown[stage])] as const,
  );
  const { forecast } = planForecast(
    {
      ...plan,
      progress: periods.map((row, index) => ({
        ...row,
        values: { ...row.values, ...Object.fromEntries(spread.map(([stage, parts]) => [stage, parts[index]])) },
      })),
    },
    { ...funnel, segments: [] },
  );
  return (
    forecast && {
      placements: forecast.all.placements,
      restsOn: [...onTheWay, ...(byRoute.length > 0 ? ['placed' as const] : [])],
    }
  );
};

const jobNames: readonly StageName[] = ['placedDirect', 'placedTrained'];

const isJob = (stage: StageName): boolean => jobNames.includes(stage);

const plannedOn = (job: StageName, { all }: Funnel): number =>
  (job === 'placedDirect' ? all?.placementsDirect : all?.placementsTrained) ?? 0;

/** Whole people by period, in proportion to its days; null in those that have not counted the stage, and in all where there is no total. */
const spreadOver = (
  periods: ReturnType<typeof wholePeriods>,
  stage: StageName,
  total: number | undefined,
): (number | null)[] => {
  const counting = periods.filter(({ values }) => total !== undefined && values[stage] !== null);
  const days = counting.map(({ values }) => daysBetween(values.from!, values.to!) + 1);
  const parts = apportion(total ?? 0, days);
  return periods.map((row) => parts[counting.indexOf(row)] ?? null);
};
