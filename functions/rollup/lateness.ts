import { addDays, type IsoDate } from '../plan/date.ts';
import { quartersOf } from '../plan/quarters.ts';
import type { PlanSummary } from '../plan/summary.ts';
import type { FoldPart } from './fold/part.ts';

/** A community whose counts do not reach as far as they should by now. */
export interface LateCommunity {
  id: string;
  name: string;
  /** The last day of the last period that somebody has counted; null where nobody has. */
  countedThrough: IsoDate | null;
  /** The last day of the quarter whose counts are due. */
  due: IsoDate;
}

/**
 * Days after a quarter of the plan year in which it may still be counted. Ours to choose: reports on a quarter of a federal grant are due within 30 (2 CFR
 * 200.329(c)(1)), and nobody is called late who has just sent one.
 */
export const DAYS_TO_COUNT = 45;

/**
 * Those who are late on a day; by id.
 *
 * @param today  the day on which the summaries were read
 */
export const latePart = (today: IsoDate): FoldPart<LateCommunity[]> => {
  const late: LateCommunity[] = [];
  return {
    add: ({ communityId, community, periods }) => {
      const due = dueOn(today, community);
      const countedThrough = periods.reduce<IsoDate | null>(
        (last, { to, actuals }) =>
          Object.values(actuals).some((count) => count !== null) && (last === null || to > last) ? to : last,
        null,
      );
      if (due !== null && (countedThrough === null || countedThrough < due))
        late.push({ id: communityId, name: community.name, countedThrough, due });
    },
    result: () => late.sort((one, other) => (one.id < other.id ? -1 : 1)),
  };
};

/** null before the first quarter is due, and where the plan does not say which year it is for. */
const dueOn = (today: IsoDate, { yearStart, yearEnd }: PlanSummary['community']): IsoDate | null => {
  if (yearStart === null || yearEnd === null || yearStart > yearEnd) return null;
  const ends = quartersOf({ from: yearStart, to: yearEnd }).map(({ to }) => to);
  return ends.findLast((end) => addDays(end, DAYS_TO_COUNT) < today) ?? null;
};
