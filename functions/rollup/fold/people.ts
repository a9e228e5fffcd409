import type { PlanSummary } from '../../plan/summary.ts';
import { type StageName, stageNames } from '../../plan/tables/progress.ts';
import { cleanText, nameKey } from '../../plan/text.ts';
import { type Counted, type People, type PeriodRow, type Row, type SegmentRow, type Step, steps } from '../rollup.ts';
import { type FoldPart, folded } from './part.ts';
import { compare, entry, sum, sumOfAll } from './sums.ts';

/** The figures about people of several plans; of one plan, what is published of that community on its own. */
export const foldPeople = (summaries: Iterable<PlanSummary>): People<Counted> => folded(peoplePart(), summaries);

export const peoplePart = (): FoldPart<People<Counted>> => {
  const whole = blankRow();
  const segments = new Map<string, SegmentRow<Counted>>();
  const periods = new Map<string, PeriodRow<Counted>>();
  return {
    add: (summary) => {
      const segmentsHere = new Set<string>();
      const all = summary.scopes.find(({ segment }) => segment === null);
      addToRow(whole, summary.goals.placements, all);
      for (const scope of summary.scopes) {
        const { segment, placements } = scope;
        if (segment === null) continue;
        const key = nameKey(segment);
        const found = entry(segments, key, () => ({
          key,
          name: cleanText(segment),
          communities: 0,
          row: blankRow(),
        }));
        // Of several spellings the first in order, so that the order of communities makes no difference.
        if (compare(cleanText(segment), found.name) < 0) found.name = cleanText(segment);
        if (!segmentsHere.has(key)) found.communities++;
        segmentsHere.add(key);
        addToRow(found.row, placements, scope);
      }
      const periodsHere = new Set<string>();
      for (const { from, to, actuals } of summary.periods) {
        const key = `${from}/${to}`;
        const found = entry(periods, key, () => ({ from, to, communities: 0, actuals: blankActuals() }));
        if (!periodsHere.has(key)) found.communities++;
        periodsHere.add(key);
        const counted = withPlaced(actuals);
        for (const step of steps) found.actuals[step] = sum(found.actuals[step], counted[step]);
      }
    },
    result: () => ({
      whole,
      segments: [...segments.values()]
        .filter(({ key, row }) => key !== OTHERS || saysSomething(row))
        .sort(
          (left, right) => Number(left.key === OTHERS) - Number(right.key === OTHERS) || compare(left.key, right.key),
        ),
      periods: [...periods.values()].sort(
        (left, right) => compare(left.from, right.from) || compare(left.to, right.to),
      ),
    }),
  };
};

/** A summary's name for those of no segment. */
export const OTHERS = 'other';

/** Where the segments' goals add up to the whole, a summary may still have a line of those of no segment: nobody. */
const saysSomething = (row: Row<Counted>): boolean =>
  steps.some((step) => (row[step].target ?? 0) > 0 || row[step].actual !== null);

const addToRow = (
  row: Row<Counted>,
  placements: number | null,
  scope: PlanSummary['scopes'][number] | undefined,
): void => {
  for (const stage of Object.keys(stageNames) as StageName[]) {
    const target = scope?.targets?.[stage];
    if (!target) continue;
    const figures = row[stage];
    const confidence = scope?.confidence?.[stage];
    figures.target = sum(figures.target, target.target);
    figures.withLowRates = sum(figures.withLowRates, target.withLowRates);
    figures.withHighRates = sum(figures.withHighRates, target.withHighRates);
    for (const column of ['withConfidence', 'withUncertainRates'] as const)
      figures[column] = sumOfAll(figures[column], confidence?.[column] ?? null, figures.communities.target);
    figures.communities.target++;
  }
  if (placements !== null) {
    // The goal itself: rates have no part in it, so low and high are the same.
    const { placed } = row;
    placed.target = sum(placed.target, placements);
    for (const column of ['withLowRates', 'withHighRates', 'withConfidence', 'withUncertainRates'] as const)
      placed[column] = placed.target;
    placed.communities.target++;
  }
  if (!scope) return;
  const counted = withPlaced(scope.actuals);
  for (const step of steps) {
    if (counted[step] === null) continue;
    row[step].actual = sum(row[step].actual, counted[step]);
    row[step].communities.actual++;
  }
};

/** A community that uses one route only leaves the other blank; its placements are then those of the one route. */
export const withPlaced = (actuals: Record<StageName, number | null>): Record<Step, Counted> => ({
  ...actuals,
  placed: sum(actuals.placedDirect, actuals.placedTrained),
});

const blankRow = (): Row<Counted> =>
  Object.fromEntries(
    steps.map((step) => [
      step,
      {
        target: null,
        withLowRates: null,
        withHighRates: null,
        withConfidence: null,
        withUncertainRates: null,
        actual: null,
        communities: { target: 0, actual: 0 },
      },
    ]),
  ) as unknown as Row<Counted>;

const blankActuals = (): Record<Step, Counted> =>
  Object.fromEntries(steps.map((step) => [step, null])) as unknown as Record<Step, Counted>;
