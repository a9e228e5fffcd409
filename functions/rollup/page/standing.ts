import type { ForecastFigures, Pace, PublishedRollup } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import type { BarRow } from './charts.ts';

/**
 * Where an even pace would be, beside which placements may be held: like is compared with like, so that those who were counted in the one number
 * must be those whom the other expects. null otherwise, and where placements are not said.
 */
export const evenPace = ({ pace, people }: PublishedRollup): Pace | null =>
  pace && typeof people.whole.placed.actual === 'number' && pace.communities === people.whole.placed.communities.actual
    ? pace
    : null;

/** As a share of the goal; null also where not all communities have counted. */
export const evenPaceShare = (rollup: PublishedRollup): number | null => {
  const pace = evenPace(rollup);
  return pace && pace.communities === rollup.communities.length && pace.goal > 0
    ? Math.min(1, pace.expected / pace.goal)
    : null;
};

/** Placed so far, at an even pace by then, and by the end of the year; none where nothing has been counted, or may be said of it. */
export const placementBars = (rollup: PublishedRollup, words: RollupWords): BarRow[] => {
  const { actual, target } = rollup.people.whole.placed;
  const { placements } = rollup.forecast;
  const pace = evenPace(rollup);
  const track = target ?? 0;
  return [
    ...(typeof actual === 'number'
      ? [{ label: words.text('answer.bars.placed'), text: words.whole(actual), track, to: actual }]
      : []),
    ...(pace
      ? [
          {
            label: words.text('answer.bars.even'),
            text: words.whole(Math.round(pace.expected)),
            track,
            to: pace.expected,
            tone: 'soft' as const,
          },
        ]
      : []),
    ...(placements && placements !== 'hidden'
      ? [
          {
            label: words.text('answer.bars.forecast'),
            text: forecastText(placements, target, words),
            track: placements.goal,
            from: placements.low,
            to: placements.high,
            tone: 'mid' as const,
          },
        ]
      : []),
  ];
};

/** `74 (61 to 89)`, with the goal that belongs to it where it is not that of all. */
const forecastText = (
  { expected, low, high, goal }: ForecastFigures,
  target: number | null,
  words: RollupWords,
): string => {
  const estimate = words.text('labels.estimate', {
    expected: words.whole(expected),
    low: words.whole(low),
    high: words.whole(high),
  });
  return goal === target ? estimate : words.text('labels.outOf', { part: estimate, whole: words.whole(goal) });
};
