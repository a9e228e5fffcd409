import { peopleIn } from '../forecast-rows.ts';
import { day, headerOf, optionOf, share } from '../messages/said.ts';
import type { ObservedRate } from '../observed.ts';
import { nameKey } from '../text.ts';
import { WHOLE_IN_BASIS_POINTS } from '../value.ts';
import { type Check, inRow, type Problem, problem, type TargetContext } from './check.ts';

/** Do the assumed rates fit what has been counted? */
export const observedChecks: readonly Check<TargetContext>[] = [
  {
    code: 'rate-differs',
    severity: 'info',
    title: 'An assumed rate lies in the range that the people counted so far speak for.',
    on: 'entry',
    check: (plan, { forecast }) => {
      if (!forecast) return [];
      return plan.assumptions.flatMap((row): Problem[] => {
        const { rate: step, segment, likely } = row.values;
        const scope = [forecast.all, ...forecast.segments].find((each) =>
          segment === null
            ? each.segment === null
            : each.segment !== null && each.segment !== 'other' && nameKey(each.segment.name) === nameKey(segment),
        );
        const observed = step === null ? undefined : scope?.steps[step].observed;
        if (!observed || step === null || likely === null) return [];
        const { rate, low, high } = inShown(observed);
        if (likely >= low && likely <= high) return [];
        return [
          problem(
            inRow('assumptions', row, 'likely'),
            {
              step: optionOf('assumptions', 'rate', step),
              ...peopleIn(observed),
              observed: share(rate),
              low: share(low),
              high: share(high),
              likely: share(likely),
              confidence: share(forecast.confidence),
              through: day(observed.through),
              lowHeader: headerOf('assumptions', 'low'),
              likelyHeader: headerOf('assumptions', 'likely'),
              highHeader: headerOf('assumptions', 'high'),
              sourceHeader: headerOf('assumptions', 'source'),
            },
            observed.moved === 0 ? 'rate-differs/nobody' : 'rate-differs/observed',
          ),
        ];
      });
    },
  },
];

/** In basis points, as precisely as they are known: whole percents, or tenths where the range is narrow; never 0%, which is no rate. */
const inShown = ({ rate, low, high }: ObservedRate): { rate: number; low: number; high: number } => {
  const unit = high - low < NARROW ? 10 : 100;
  const shown = (share: number): number => Math.max(unit, Math.round((share * WHOLE_IN_BASIS_POINTS) / unit) * unit);
  return { rate: shown(rate), low: shown(low), high: shown(high) };
};

const NARROW = 0.05;
