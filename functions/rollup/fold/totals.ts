import type { IsoDate } from '../../plan/date.ts';
import type { Counted, Rollup } from '../rollup.ts';
import type { FoldPart } from './part.ts';
import { greatest, least } from './sums.ts';

/** No plan can ask for less: the Community tab refuses it. */
export const LEAST_THRESHOLD = 5;

type Totals = Pick<Rollup<Counted>, 'period' | 'threshold' | 'demand' | 'training' | 'findings' | 'checklist'>;

/** What is one number, or one date, for all plans. */
export const totalsPart = (): FoldPart<Totals> => {
  const totals = {
    period: { from: null as IsoDate | null, to: null as IsoDate | null },
    threshold: LEAST_THRESHOLD,
    demand: { openings: 0, employers: 0 },
    training: { programs: 0, seats: 0 },
    findings: { error: 0, warning: 0, info: 0 },
    checklist: { done: 0, of: 0 },
  };
  return {
    add: (summary) => {
      const { period } = totals;
      const { yearStart, yearEnd } = summary.community;
      period.from = least([period.from, yearStart].flatMap((date) => date ?? []));
      period.to = greatest([period.to, yearEnd].flatMap((date) => date ?? []));
      totals.threshold = Math.max(totals.threshold, summary.publishThreshold);
      for (const name of ['demand', 'training', 'findings', 'checklist'] as const)
        addEach<string>(totals[name], summary[name]);
    },
    result: () => totals,
  };
};

/** Field by field, those of the sum. */
const addEach = <Name extends string>(so: Record<Name, number>, more: Readonly<Record<Name, number>>): void => {
  for (const name of Object.keys(so) as Name[]) so[name] += more[name];
};
