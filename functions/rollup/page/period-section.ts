import type { PublishedRollup } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type BarRow, barChart } from './charts.ts';
import { funnelSteps } from './funnel-section.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { count, described, more, outOf, reached, section, table } from './parts.ts';

/** The latest of many periods, such as communities with their own plan years have together. */
const MOST_PERIODS = 24;

const periodSteps = funnelSteps.filter((step) => step !== 'placedDirect' && step !== 'placedTrained');

/** When people were placed, against the goal of each quarter, and when they moved on at every stage. */
export const periodSection = (rollup: PublishedRollup, words: RollupWords): HtmlPart => {
  const { quarters, people } = rollup;
  if (quarters.length === 0 && people.periods.length === 0) return null;
  return section(
    'quarters',
    words.text('quarters.title'),
    quarters.length > 0 && words.text('quarters.lead'),
    html`${quarters.length > 0 && quarterChart(rollup, words)}
${people.periods.length > 0 && periodTable(rollup, words)}`,
  );
};

const quarterChart = ({ quarters }: PublishedRollup, words: RollupWords): Html => {
  const { text } = words;
  const shown = quarters.slice(-MOST_PERIODS);
  const rows = shown.map(
    ({ from, to, target, actual }): BarRow => ({
      label: words.days(from, to),
      text: outOf(words, actual, target),
      track: target,
      to: typeof actual === 'number' ? actual : null,
    }),
  );
  return html`<div class="pair"><div>
${barChart({ rows, isHalf: true, description: described(words, text('quarters.chart'), rows) })}
</div><div>
${table({
  label: text('quarters.table'),
  columns: [
    { header: text('quarters.quarter') },
    { header: text('quarters.placed') },
    { header: text('quarters.goal') },
    { header: text('quarters.reached') },
  ],
  rows: shown.map(({ from, to, target, actual }) => [
    words.days(from, to),
    count(words, actual),
    words.whole(target),
    reached(words, actual, target),
  ]),
})}
</div></div>`;
};

const periodTable = ({ people }: PublishedRollup, words: RollupWords): Html => {
  const { text } = words;
  const shown = people.periods.slice(-MOST_PERIODS);
  return html`<h3>${text('quarters.periods')}</h3>
<p class="lead">${text('quarters.periodsLead')}</p>
${table({
  label: text('quarters.periodsTable'),
  columns: [{ header: text('quarters.period') }, ...periodSteps.map((step) => ({ header: words.step(step) }))],
  rows: shown.map(({ from, to, actuals }) => [
    words.days(from, to),
    ...periodSteps.map((step) => count(words, actuals[step])),
  ]),
  foot: [text('quarters.soFar'), ...periodSteps.map((step) => count(words, people.whole[step].actual))],
})}
${more(words, 'page.more.periods', people.periods.length - shown.length)}`;
};
