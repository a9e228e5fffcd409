import { actualsSoFar } from './actuals.ts';
import { type Calendar, dueFor } from './calendar.ts';
import { addDays, daysBetween, type IsoDate } from './date.ts';
import type { Funnel, FunnelScope } from './funnel.ts';
import type { Plan } from './plan.ts';
import { type StageName, stageNames } from './tables/progress.ts';

/** How far people are at a stage, against how far the calendar wants them. */
export interface Standing {
  /** People who are due on the calendar's `asOf`; null where a window on the way is not known. */
  due: number | null;
  /** Null where nobody has counted. */
  counted: number | null;
  /** Counted less due: above 0 is ahead. Null where either is. */
  ahead: number | null;
  /**
   * Whole weeks until the calendar wants more people than are counted, or since it has wanted more, as a negative number. Null where `ahead` is, and
   * where those counted are all that the plan year needs.
   */
  weeksAhead: number | null;
}

/** How a scope of the funnel stands at each stage, on the day through which people have been counted. */
export const standingOf = (
  scope: FunnelScope,
  calendar: Calendar,
  plan: Plan,
  funnel: Funnel,
): Record<StageName, Standing> => {
  const due = dueFor(scope, calendar, plan, funnel);
  const counts =
    scope.segment === 'other' ? null : actualsSoFar(plan, scope.segment === null ? null : scope.segment.name);
  const { asOf, year } = calendar;
  return Object.fromEntries(
    (Object.keys(stageNames) as StageName[]).map((stage): [StageName, Standing] => {
      const [dueNow, counted] = [due(stage, asOf), counts?.[stage] ?? null];
      if (dueNow === null || counted === null) return [stage, { due: dueNow, counted, ahead: null, weeksAhead: null }];
      const exceeds = firstDay(year.from, year.to, (day) => due(stage, day)! > counted);
      return [
        stage,
        {
          due: dueNow,
          counted,
          ahead: counted - dueNow,
          weeksAhead: exceeds === null ? null : wholeWeeks(daysBetween(asOf, exceeds) - 1),
        },
      ];
    }),
  ) as Record<StageName, Standing>;
};

/** Towards 0, and never -0. */
const wholeWeeks = (days: number): number => Math.trunc(days / 7) + 0;

/** Nobody is due earlier than so many days before the plan year: steps take up to a thousand days each, and there are five. */
const EARLIEST_DUE_DAYS = 6_000;

/** The first day on which something holds that goes on holding; null where it holds on none up to the last. */
const firstDay = (yearStart: IsoDate, last: IsoDate, holds: (day: IsoDate) => boolean): IsoDate | null => {
  if (!holds(last)) return null;
  let [before, at] = [addDays(yearStart, -EARLIEST_DUE_DAYS), last];
  while (daysBetween(before, at) > 1) {
    const middle = addDays(before, Math.floor(daysBetween(before, at) / 2));
    if (holds(middle)) at = middle;
    else before = middle;
  }
  return at;
};
