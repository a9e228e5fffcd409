import { csvLine } from './csv.ts';
import type { Fact } from './facts.ts';
import type { PublishedRollup } from './rollup.ts';
import { scopeText } from './scope.ts';

/** What a figure was and is: a number, or why there is none. */
export type FigureState = number | 'hidden' | 'notCounted' | null;

/** A figure of which at least one of the two is another than before; a fact that was not there, or is no more, has nulls. */
export interface Change {
  indicator: string;
  title: string;
  breakdown: Fact['breakdown'];
  unit: Fact['unit'];
  actual: { before: FigureState; now: FigureState };
  target: { before: number | null; now: number | null };
}

export interface RollupChanges {
  since: { readAt: string; contentHash: string };
  changes: Change[];
}

/** Fact by fact, in the order of the facts as they are now, and then those that are no more. Both are of one language. */
export const changesBetween = (before: PublishedRollup, now: PublishedRollup): RollupChanges => {
  const earlier = new Map([...before.facts].map((fact) => [keyOf(fact), fact]));
  const changes: Change[] = [];
  for (const fact of now.facts) {
    const key = keyOf(fact);
    const was = earlier.get(key);
    earlier.delete(key);
    if (!was || stateOf(was) !== stateOf(fact) || was.target !== fact.target)
      changes.push(changeOf(fact, was ?? null, fact));
  }
  for (const gone of earlier.values()) changes.push(changeOf(gone, gone, null));
  return { since: { readAt: before.readAt, contentHash: before.contentHash }, changes };
};

/** What two facts are the same by. */
const keyOf = ({ indicator, breakdown, periodStart, periodEnd, unit, title }: Fact): string =>
  JSON.stringify([indicator, indicator === 'local-goal' ? title : '', breakdown, periodStart, periodEnd, unit]);

const changeOf = ({ indicator, title, breakdown, unit }: Fact, before: Fact | null, now: Fact | null): Change => ({
  indicator,
  title,
  breakdown,
  unit,
  actual: { before: before && stateOf(before), now: now && stateOf(now) },
  target: { before: before?.target ?? null, now: now?.target ?? null },
});

/** Of a local goal it is the baseline that may be hidden. */
const stateOf = ({ actual, status }: Fact): FigureState =>
  status === 'hidden' || status === 'notCounted' ? status : actual;

export const changesCsv = (rollup: PublishedRollup, { since, changes }: RollupChanges): string =>
  [
    `\uFEFF${csvLine(['scope', 'since', 'indicator', 'title', 'breakdown', 'breakdown_value', 'unit', 'actual_before', 'actual_now', 'target_before', 'target_now'])}`,
    ...changes.map(({ indicator, title, breakdown, unit, actual, target }) =>
      csvLine([
        scopeText(rollup.scope),
        since.readAt,
        indicator,
        title,
        breakdown.map(({ by }) => by).join('; ') || null,
        breakdown.map(({ value }) => value).join('; ') || null,
        unit,
        actual.before,
        actual.now,
        target.before,
        target.now,
      ]),
    ),
  ].join('');

export const changesJson = (rollup: PublishedRollup, { since, changes }: RollupChanges): string =>
  `${JSON.stringify(
    {
      format: 'techhire-rollup-changes/1',
      language: rollup.language,
      scope: scopeText(rollup.scope),
      year: rollup.year,
      since,
      now: { readAt: rollup.readAt, contentHash: rollup.contentHash },
      changes,
    },
    null,
    2,
  )}\n`;
