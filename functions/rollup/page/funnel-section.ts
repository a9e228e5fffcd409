import type { PublishedRollup, Step } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type BarRow, barChart } from './charts.ts';
import { type Html, html } from './html.ts';
import { count, described, number, onScreen, outOf, reached, section, table } from './parts.ts';
import { evenPaceShare } from './standing.ts';

/** In which order people go through them. */
export const funnelSteps: readonly Step[] = [
  'aware',
  'applied',
  'assessed',
  'matched',
  'enrolled',
  'completed',
  'placedDirect',
  'placedTrained',
  'placed',
];

/** Of each stage, how much of its target has been reached. On paper the chart has the numbers beside it. */
export const funnelSection = (rollup: PublishedRollup, words: RollupWords): Html => {
  const { whole: row } = rollup.people;
  const { text } = words;
  const pace = evenPaceShare(rollup);
  const rows = funnelSteps.map((step): BarRow => {
    const { target, actual } = row[step];
    return {
      label: words.step(step),
      text: outOf(words, actual, target),
      track: target === null ? 0 : 1,
      to: typeof actual === 'number' && target !== null && target > 0 ? Math.min(actual / target, 1.25) : null,
    };
  });
  return section(
    'funnel',
    text('funnel.title'),
    text(pace === null ? 'funnel.lead' : 'funnel.leadWithPace'),
    html`${barChart({
      rows,
      ...(pace === null ? {} : { marker: { at: pace, label: text('funnel.evenPace') } }),
      description: described(words, text('funnel.chart'), rows),
    })}
${onScreen(
  table({
    label: text('funnel.table'),
    columns: [
      { header: text('funnel.stage') },
      { header: text('funnel.soFar') },
      { header: text('funnel.target') },
      { header: text('funnel.reached') },
    ],
    rows: funnelSteps.map((step) => {
      const { actual, target } = row[step];
      return [words.step(step), count(words, actual), number(words, target), reached(words, actual, target)];
    }),
  }),
)}`,
  );
};
