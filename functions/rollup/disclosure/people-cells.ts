import type { Counted, People, Published, Step } from '../rollup.ts';
import { steps } from '../rollup.ts';

/** A row of a rollup's counts of people. */
export interface CountRow<Count> {
  /** The same for the same row of any community or scope. */
  key: string;
  kind: 'whole' | 'segment' | 'period';
  counts: Record<Step, Count>;
}

export const wholeKey = 'whole';
export const segmentKey = ({ key }: { key: string }): string => `segment ${key}`;
export const periodKey = ({ from, to }: { from: string; to: string }): string => `period ${from}/${to}`;

/** Every count of people by row: the whole, segments, periods in order. */
export const countRows = <Count extends Published>(people: People<Count>): CountRow<Count>[] => [
  { key: wholeKey, kind: 'whole', counts: perStep((step) => people.whole[step].actual) },
  ...people.segments.map(
    (segment): CountRow<Count> => ({
      key: segmentKey(segment),
      kind: 'segment',
      counts: perStep((step) => segment.row[step].actual),
    }),
  ),
  ...people.periods.map(
    (period): CountRow<Count> => ({ key: periodKey(period), kind: 'period', counts: period.actuals }),
  ),
];

export const perStep = <T>(of: (step: Step) => T): Record<Step, T> =>
  Object.fromEntries(steps.map((step) => [step, of(step)])) as Record<Step, T>;

/** The counts with those hidden that are to be. What nobody has counted stays so: there is nothing to hide. */
export const publishPeople = (
  people: People<Counted>,
  isHidden: (row: string, step: Step) => boolean,
): People<Published> => {
  const publish = (row: string, step: Step, count: Counted): Published =>
    count !== null && isHidden(row, step) ? 'hidden' : count;
  return {
    whole: perStep((step) => ({ ...people.whole[step], actual: publish(wholeKey, step, people.whole[step].actual) })),
    segments: people.segments.map((segment) => ({
      ...segment,
      row: perStep((step) => ({
        ...segment.row[step],
        actual: publish(segmentKey(segment), step, segment.row[step].actual),
      })),
    })),
    periods: people.periods.map((period) => ({
      ...period,
      actuals: perStep((step) => publish(periodKey(period), step, period.actuals[step])),
    })),
  };
};
