import type { Published, PublishedRollup, Row, Step } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type BarRow, barChart } from './charts.ts';
import { type HtmlPart, html } from './html.ts';
import { count, described, more, onScreen, outOf, section, table } from './parts.ts';

/** A page is for reading: what goes beyond is in the data files. */
const MOST_SEGMENTS = 20;

const columns: readonly Step[] = ['aware', 'applied', 'assessed', 'matched', 'enrolled', 'completed', 'placed'];

export const segmentSection = ({ people }: PublishedRollup, words: RollupWords): HtmlPart => {
  if (people.segments.length === 0) return null;
  const { text } = words;
  const shown = people.segments.slice(0, MOST_SEGMENTS);
  const rows = shown.map((segment): BarRow => {
    const { target, actual } = segment.row.placed;
    return {
      label: words.segment(segment),
      text: outOf(words, actual, target),
      track: target ?? 0,
      to: typeof actual === 'number' ? actual : null,
    };
  });
  return section(
    'segments',
    text('segments.title'),
    text('segments.lead'),
    html`${onScreen(barChart({ rows, description: described(words, text('segments.chart'), rows) }))}
${table({
  label: text('segments.table'),
  columns: [{ header: text('segments.group'), typed: true }, ...columns.map((step) => ({ header: words.step(step) }))],
  rows: shown.map((segment) => [words.segment(segment), ...columns.map((step) => stacked(segment.row, step, words))]),
})}
${more(words, 'page.more.segments', people.segments.length - shown.length)}`,
  );
};

const stacked = (row: Row<Published>, step: Step, words: RollupWords): HtmlPart => {
  const { actual, target } = row[step];
  return html`${count(words, actual)}${target !== null && html`<span class="of">${words.text('labels.of', { whole: words.whole(target) })}</span>`}`;
};
