import type { Plan } from './plan.ts';
import type { RateName } from './tables/assumptions.ts';
import { nameKey } from './text.ts';

/** Days within which each step is counted, as Assumptions has them; a segment's own where it has some. A blank window is absent. */
export const stepWindows = (plan: Plan, segment: string | null): Partial<Record<RateName, number>> => ({
  ...windowsOf(plan, null),
  ...(segment === null ? {} : windowsOf(plan, segment)),
});

const windowsOf = (plan: Plan, segment: string | null): Partial<Record<RateName, number>> => {
  const windows: Partial<Record<RateName, number>> = {};
  for (const { values, invalid } of plan.assumptions) {
    if (values.rate === null || values.windowDays === null || invalid.includes('segment')) continue;
    if ((values.segment === null ? null : nameKey(values.segment)) !== (segment === null ? null : nameKey(segment)))
      continue;
    windows[values.rate] ??= values.windowDays;
  }
  return windows;
};
