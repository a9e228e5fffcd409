import type { Calendar, CalendarMonth, CalendarQuarter, CalendarStage, Cohort } from '../plan/calendar.ts';
import type { ChecklistItem } from '../plan/checklist.ts';
import type { Funnel } from '../plan/funnel.ts';
import type { Capture, Pipeline, PipelineRole } from '../plan/pipeline.ts';
import type { StageName } from '../plan/tables/progress.ts';
import type { Assessment } from '../sheet/assess.ts';
import { largestDocumentBytes, storedBytes } from './document-size.ts';
import { toMirrorValue } from './fingerprint.ts';

/**
 * What the planner has worked out, as the plan's document keeps it. Two things are not in it, because the document would change without a
 * change of the plan: addresses of cells, which move when a row is inserted above them, and what hangs on the day of the reading.
 */
export interface PlanResults {
  funnel: Funnel;
  checklist: (Omit<ChecklistItem, 'goTo'> & { goTo: { section: string; tab: string } })[];
  /** null where there are no targets or no plan year. */
  calendar: CalendarResults | null;
  /** null where there is nothing to set side by side yet. */
  pipeline: PipelineResults | null;
  /** Of a plan so large that its document would not fit, what is left out of it. */
  leftOut?: ('calendar' | 'pipeline')[];
}

export interface CalendarResults {
  quarters: CalendarQuarter[];
  months: CalendarMonth[];
  stages: Record<StageName, Pick<CalendarStage, 'target' | 'byWhen' | 'dueBefore' | 'counted' | 'daysToPlacement'>>;
  countedThrough: Calendar['countedThrough'];
  trainingDays: number | null;
  cohorts: (Omit<Cohort, 'row'> & { programId: string })[];
}

export interface PipelineResults {
  roles: Omit<PipelineRole, 'rows'>[];
  withoutDemand: string[];
  capture: Capture | null;
}

export const planResults = ({
  funnel,
  checklist,
  calendar: { calendar },
  pipeline,
}: Pick<Assessment, 'funnel' | 'checklist' | 'calendar' | 'pipeline'>): PlanResults => {
  const results: PlanResults = {
    funnel,
    checklist: checklist.map(({ goTo: { section, tab }, ...item }) => ({ ...item, goTo: { section, tab } })),
    calendar: calendar && calendarResults(calendar),
    pipeline: pipeline && pipelineResults(pipeline),
  };
  // Both grow with the rows of Programs and Demand, of which somebody may paste thousands.
  const fits = (candidate: PlanResults): boolean => storedBytes(toMirrorValue(candidate)) <= mostBytes;
  if (fits(results)) return results;
  const withCalendar: PlanResults = { ...results, pipeline: null, leftOut: ['pipeline'] };
  return fits(withCalendar)
    ? withCalendar
    : { ...results, calendar: null, pipeline: null, leftOut: ['calendar', 'pipeline'] };
};

/** The document holds up to 200 findings beside the results. */
const mostBytes = largestDocumentBytes - 200 * 1024;

const calendarResults = ({
  quarters,
  months,
  stages,
  countedThrough,
  trainingDays,
  cohorts,
}: Calendar): CalendarResults => ({
  quarters,
  months,
  stages: Object.fromEntries(
    Object.entries(stages).map(([stage, { target, byWhen, dueBefore, counted, daysToPlacement }]) => [
      stage,
      { target, byWhen, dueBefore, counted, daysToPlacement },
    ]),
  ) as CalendarResults['stages'],
  countedThrough,
  trainingDays,
  cohorts: cohorts.map(({ row, ...cohort }) => ({ ...cohort, programId: row.id })),
});

const pipelineResults = ({ roles, withoutDemand, capture }: Pipeline): PipelineResults => ({
  roles: roles.map(({ rows: _, ...role }) => role),
  withoutDemand,
  capture,
});
