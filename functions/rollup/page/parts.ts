import type { Said } from '../../plan/messages/said.ts';
import type { Published } from '../rollup.ts';
import type { RollupText, RollupWords } from '../words.ts';
import { type Html, type HtmlPart, html } from './html.ts';

export const section = (id: string, title: string, lead: HtmlPart, content: HtmlPart): Html =>
  html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${lead && html`<p class="lead">${lead}</p>`}
${content}
</section>`;

export interface TableColumn {
  header: string;
  /** Of its cells; a number where left out. */
  kind?: 'words' | 'date' | 'share';
  /** What people typed, in whatever script. */
  typed?: boolean;
}

export interface Table {
  /** What it shows: read before it, and seen above it where `captioned`. */
  label: string;
  captioned?: boolean;
  /** The first is that of the rows' names. */
  columns: readonly TableColumn[];
  rows: readonly (readonly HtmlPart[])[];
  /** The sum of the rows. */
  foot?: readonly HtmlPart[];
  /** A list without end, of which paper has the first few rows. */
  isLong?: boolean;
}

/** A table that is wider than a phone scrolls by itself, also with the keyboard. */
export const table = ({ label, captioned = false, columns, rows, foot, isLong = false }: Table): Html => {
  const classOf = ({ kind }: TableColumn): HtmlPart => kind && html` class="${kind}"`;
  const row = (cells: readonly HtmlPart[]): Html =>
    html`<tr>${cells.map((cell, index) => {
      const { typed = false } = columns[index]!;
      const direction = typed && html` dir="auto"`;
      return index === 0
        ? html`<th scope="row"${direction}>${cell}</th>`
        : html`<td${classOf(columns[index]!)}${direction}>${cell}</td>`;
    })}</tr>
`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table${isLong && html` class="long"`}>
<caption${!captioned && html` class="quiet"`}>${label}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${classOf(column)}>${column.header}</th>`)}</tr></thead>
<tbody>
${rows.map(row)}</tbody>
${foot && html`<tfoot>${row(foot)}</tfoot>`}
</table></div>`;
};

/** Left out on paper, where something else says the same, or the files beside the page do. */
export const onScreen = (content: Html): Html => html`<div class="screen">${content}</div>`;

/** A share from 0 to 1, in a row of a table that says it in words, too. */
export const dataBar = (share: number): Html =>
  html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="${Math.round(share * 1000) / 10}" height="10" fill="var(--soft)"/></svg>`;

/**
 * How much of a whole there is, with a mark where an even pace would be. Drawn with attributes, not styles, as the policy wants it; read from the
 * words beside it. Not from the charting library: a network's page has 138 of these, of 0.3 KB each, and not the 1.3 KB and the milliseconds that a chart of one
 * bar takes.
 */
export const meter = (share: number, pace: number | null, kind?: 'funds'): Html =>
  html`<svg class="meter${kind && ` ${kind}`}" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect y="2" width="1000" height="10" fill="var(--track)"/><rect y="2" width="${Math.round(Math.min(1, share) * 1000)}" height="10" fill="var(--accent)"/>${pace !== null && html`<rect x="${Math.min(995, Math.round(pace * 1000))}" width="5" height="14" fill="var(--ink)"/>`}</svg>`;

export const missing = (why: string): Html => html`<span class="none">${why}</span>`;

export const count = (words: RollupWords, actual: Published, otherwise: RollupText = 'labels.notCounted'): HtmlPart =>
  typeof actual === 'number'
    ? words.whole(actual)
    : missing(words.text(actual === 'hidden' ? 'labels.hidden' : otherwise));

export const number = (words: RollupWords, value: number | null): HtmlPart =>
  value === null ? missing(words.text('labels.notSet')) : words.whole(value);

export const reached = (words: RollupWords, actual: Published, target: number | null): HtmlPart =>
  typeof actual === 'number' && target !== null && target > 0
    ? words.percent(actual, target)
    : missing(words.text('labels.none'));

/** `12 of 80`, as a chart says it. */
export const outOf = ({ text, whole }: RollupWords, actual: Published, target: number | null): string => {
  if (typeof actual === 'number')
    return target === null ? whole(actual) : text('labels.outOf', { part: whole(actual), whole: whole(target) });
  const word = text(actual === 'hidden' ? 'labels.hidden' : 'labels.notCounted');
  return target === null ? word : text('labels.wordOutOf', { word, whole: whole(target) });
};

/** What is read in place of a chart: what it is, and its rows. */
export const described = (
  { text }: RollupWords,
  about: string,
  rows: readonly { label: string; text: string }[],
): string =>
  text('page.chart', {
    about,
    rows: rows.map((row) => text('page.chartRow', { label: row.label, text: row.text })).join('. '),
  });

/** How many more there are than a page shows. */
export const more = ({ text }: RollupWords, what: RollupText & `page.more.${string}`, count: number): HtmlPart =>
  count > 0 && html`<p class="lead">${text(what, { count })}</p>`;

export const joined = (parts: readonly HtmlPart[]): HtmlPart =>
  parts
    .filter((part) => part !== null && part !== false && part !== '')
    .map((part, index) => html`${index > 0 && ' · '}${part}`);

/**
 * A text with markup in the place of some of its values: a name by itself, as it may be written from right to left.
 *
 * @param marked  by placeholder
 */
export const rich = (
  { text }: RollupWords,
  key: RollupText,
  marked: Readonly<Record<string, Html>>,
  values: Readonly<Record<string, Said>> = {},
): Html => {
  const names = Object.keys(marked);
  // Characters that stand for nothing by themselves; what people typed is among the marked.
  const places = Object.fromEntries(names.map((name, index) => [name, `\uE000${index}\uE001`]));
  return html`${text(key, { ...values, ...places })
    .split(/\uE000(\d+)\uE001/)
    .map((part, index) => (index % 2 === 0 ? part : marked[names[Number(part)]!]!))}`;
};

/** What somebody typed, within a sentence. */
export const name = (typed: string): Html => html`<bdi>${typed}</bdi>`;
