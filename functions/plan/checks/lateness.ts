import { day, headerOf, tabOf } from '../messages/said.ts';
import { type StageName, stageNames } from '../tables/progress.ts';
import { type Check, inHeader, problem, type TargetContext } from './check.ts';

/** Do people come in time for the plan year? Run once the calendar is worked out. */
export const latenessChecks: readonly Check<TargetContext>[] = [
  {
    code: 'too-late',
    severity: 'warning',
    title: 'People who are late at a stage can still be placed in the plan year.',
    on: 'always',
    check: (_, { calendar, today }) => {
      // When the year is over its own finding says so.
      if (!calendar || today > calendar.year.to) return [];
      const tooLate = (Object.keys(stageNames) as StageName[]).flatMap((stage) => {
        const { late, dueNow, counted, earliest } = calendar.stages[stage];
        return late !== null && dueNow !== null && counted !== null && earliest !== null && earliest > calendar.year.to
          ? [{ stage, late, dueNow, counted, earliest }]
          : [];
      });
      // Who is missing at one stage is missing at those after it: the stage that lacks the largest part says it for all.
      const [worst] = tooLate.sort((one, other) => other.late / other.dueNow - one.late / one.dueNow);
      return worst
        ? [
            problem(inHeader('progress', worst.stage), {
              late: worst.late,
              due: worst.dueNow,
              counted: worst.counted,
              stage: headerOf('progress', worst.stage),
              asOf: day(calendar.asOf),
              earliest: day(worst.earliest),
              end: day(calendar.year.to),
              calendar: tabOf('calendar'),
              window: headerOf('assumptions', 'windowDays'),
              assumptions: tabOf('assumptions'),
            }),
          ]
        : [];
    },
  },
];
