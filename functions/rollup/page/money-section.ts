import { all, dollars as cents, say } from '../../plan/messages/said.ts';
import { stillToFind } from '../../plan/money.ts';
import { publishedCosts } from '../../plan/published-costs.ts';
import type { CoveredDollars, PublishedRollup } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type BarRow, barChart } from './charts.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { described, onScreen, section, type TableColumn, table } from './parts.ts';

type Money = PublishedRollup['money'];

/** What is needed for what, who pays, and what is still to find. */
export const moneySection = ({ money, withheld }: PublishedRollup, words: RollupWords): HtmlPart =>
  !withheld.includes('money') &&
  section(
    'money',
    words.text('money.title'),
    leadOf(money, words),
    html`${reachChart(money, words)}
${needs(money, words)}
${months(money, words)}
${costList(money, words)}
${sources(money, words)}`,
  );

const leadOf = (
  { needed, totals, covered, stillToFind: toFind }: Money,
  { text, dollars, percent }: RollupWords,
): string => {
  if (needed <= 0) return text('money.noNeeds');
  const secured = covered.received + covered.committed;
  const idle = totals.received + totals.committed - secured;
  return [
    text('money.covered', { share: percent(secured, needed), toFind: dollars(toFind) }),
    ...(idle >= 1 ? [text('money.idle', { idle: dollars(idle) })] : []),
    text('money.drawn'),
  ].join(' ');
};

/** Each kind of money where the one before it ends. */
const reachChart = ({ needed, totals }: Money, words: RollupWords): HtmlPart => {
  const { text, dollars } = words;
  const kinds = [
    { label: text('money.received'), amount: totals.received, tone: 'accent' },
    { label: text('money.committed'), amount: totals.committed, tone: 'mid' },
    { label: text('money.applied'), amount: totals.applied, tone: 'soft' },
    { label: text('money.ideas'), amount: totals.idea, tone: 'pale' },
  ] as const;
  let so = 0;
  const rows: BarRow[] = [
    { label: text('money.needed'), text: dollars(needed), to: needed, tone: 'muted' },
    ...kinds.map(({ label, amount, tone }): BarRow => {
      const from = so;
      so += amount;
      return { label, text: dollars(amount), from, to: so, tone };
    }),
  ];
  if (needed <= 0 && so <= 0) return null;
  return barChart({
    rows,
    ...(needed > 0 ? { marker: { at: needed } } : {}),
    description: described(words, text('money.chart'), rows),
  });
};

const needs = ({ needs, covered }: Money, words: RollupWords): Html => {
  const { text, dollars } = words;
  const rows = needs.map(
    (need): BarRow => ({
      label: words.need(need.need),
      text: text('labels.outOf', { part: dollars(need.received + need.committed), whole: dollars(need.amount) }),
      track: need.amount,
      to: need.received + need.committed,
    }),
  );
  return html`${
    rows.length > 0 &&
    onScreen(html`<h3>${text('money.needs')}</h3>
${barChart({ rows, description: described(words, text('money.needsChart'), rows) })}`)
  }
${table({
  label: text('money.needsTable'),
  captioned: true,
  columns: coverageColumns(text('money.need'), words),
  rows: needs.map((need) => [words.need(need.need), ...coverage(need, words)]),
  foot: [text('money.needed'), ...coverage(covered, words)],
})}`;
};

/** Closed, so that it is not printed: a year has many months. */
const months = ({ months }: Money, words: RollupWords): HtmlPart =>
  months.length > 0 &&
  html`<details><summary>${words.text('money.byMonth')}</summary>
${table({
  label: words.text('money.monthsTable'),
  captioned: true,
  columns: coverageColumns(words.text('money.month'), words),
  rows: months.map((month) => [words.month(month.month), ...coverage(month, words)]),
})}
</details>`;

const coverageColumns = (first: string, { text }: RollupWords): TableColumn[] =>
  [
    first,
    text('money.amount'),
    text('money.received'),
    text('money.committed'),
    text('money.hopedFor'),
    text('money.stillToFind'),
  ].map((header) => ({ header }));

const coverage = (covered: CoveredDollars, { dollars }: RollupWords): string[] =>
  [covered.amount, covered.received, covered.committed, covered.applied + covered.idea, stillToFind(covered)].map(
    dollars,
  );

/** What a person costs, beside what others have published. */
const costList = ({ costs }: Money, { text, dollars, tell }: RollupWords): HtmlPart => {
  const kinds = (['placement', 'participant'] as const).filter((kind) => costs[kind] !== null);
  if (kinds.length === 0) return null;
  const published = (kind: (typeof kinds)[number]): string =>
    publishedCosts
      .filter((each) => each.kind === kind)
      .map(({ amount, what, source }) =>
        tell(say('money.published', { amount: cents(amount), what: say(`publishedCosts.${what}`), source })),
      )
      .join('; ');
  return html`<h3>${text('money.costs')}</h3>
<ul class="notes">${kinds.map(
    (kind) =>
      html`<li>${text(kind === 'placement' ? 'money.costOfPlacement' : 'money.costOfParticipant', { amount: dollars(costs[kind]!), published: published(kind) })}</li>`,
  )}</ul>`;
};

const sources = ({ funding, totals }: Money, words: RollupWords): Html => {
  const { text, dollars, tell } = words;
  const asked = funding.filter(
    ({ idea, applied, committed, received, spent }) => idea + applied + committed + received + spent > 0,
  );
  const amounts = (row: Money['totals']): string[] =>
    [row.received, row.committed, row.applied, row.idea, row.spent].map(dollars);
  const named = (rows: Money['funding']): string => tell(all(rows.map(({ source }) => words.source(source))));
  const setAside = funding.filter((row) => row.setAside > 0);
  const open = funding.filter((row) => row.notConsidered > 0);
  return html`${
    asked.length > 0 &&
    table({
      label: text('money.sourcesTable'),
      captioned: true,
      columns: [
        text('money.source'),
        text('money.received'),
        text('money.committed'),
        text('money.applied'),
        text('money.ideas'),
        text('money.spent'),
      ].map((header) => ({ header })),
      rows: asked.map((row) => [words.source(row.source), ...amounts(row)]),
      foot: [text('money.allSources'), ...amounts(totals)],
    })
  }
${
  (setAside.length > 0 || open.length > 0) &&
  html`<ul class="notes">
${setAside.length > 0 && html`<li>${text('money.setAside', { sources: named(setAside) })}</li>`}
${open.length > 0 && html`<li>${text('money.open', { sources: named(open) })}</li>`}
</ul>`
}`;
};
