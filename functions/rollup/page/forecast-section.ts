import type { ForecastFigures, ObservedRow, PublishedRollup } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { count, missing, onScreen, section, table } from './parts.ts';
import { evenPace } from './standing.ts';

/** What the year comes to if it goes on as counted, and the rates as they turn out beside the assumed ones; its chart is on the first screen. */
export const forecastSection = (rollup: PublishedRollup, words: RollupWords): HtmlPart => {
  const { placements, rates } = rollup.forecast;
  if (placements === null && rates.length === 0) return null;
  const known = placements === 'hidden' ? null : placements;
  return section(
    'forecast',
    words.text('forecast.title'),
    known
      ? words.text('forecast.lead', { until: words.day(known.until) })
      : placements === 'hidden' && words.text('forecast.hidden'),
    html`${
      known &&
      // On paper the chart on the first page says it in words.
      html`<div class="pair">${onScreen(placementTable(known, rollup, words))}
<p class="lead">${methodOf(known, rollup.communities.length, words)}</p></div>`
    }
${rates.length > 0 && rateTable(rates, words)}`,
  );
};

const placementTable = (placements: ForecastFigures, rollup: PublishedRollup, words: RollupWords): Html => {
  const { text, whole } = words;
  const pace = evenPace(rollup);
  return table({
    label: text('forecast.table'),
    columns: [{ header: text('forecast.placements') }, { header: text('forecast.people') }],
    rows: [
      [text('answer.bars.placed'), count(words, rollup.people.whole.placed.actual)],
      ...(pace ? [[text('answer.bars.even'), whole(Math.round(pace.expected))]] : []),
      ...(['low', 'expected', 'high', 'goal'] as const).map((end) => [text(`forecast.${end}`), whole(placements[end])]),
    ],
  });
};

const methodOf = (placements: ForecastFigures, communities: number, words: RollupWords): string => {
  const method = words.text('forecast.method', {
    through: words.through(placements.countedThrough),
    confidence: words.tenths(placements.confidence),
  });
  return [
    method,
    ...(communities > 1
      ? [words.text('forecast.methodOfSeveral', { counted: placements.communities, communities })]
      : []),
    ...(placements.fromTotals > 0
      ? [
          words.text(communities > 1 ? 'forecast.fromTotalsOfSeveral' : 'forecast.fromTotals', {
            count: placements.fromTotals,
          }),
        ]
      : []),
  ].join(' ');
};

/** Closed, so that it is not printed. */
const rateTable = (rates: readonly ObservedRow[], words: RollupWords): Html => {
  const { text, tenths } = words;
  const none = missing(text('labels.none'));
  return html`<details><summary>${text('forecast.rates')}</summary>
<p class="lead">${text('forecast.ratesLead')}</p>
${table({
  label: text('forecast.rates'),
  columns: [
    text('forecast.step'),
    text('forecast.assumed'),
    text('forecast.observed'),
    text('forecast.range'),
    text('forecast.restsOn'),
  ].map((header) => ({ header })),
  rows: rates.map(({ step, assumed, observed }) => {
    const hidden = missing(text('labels.hidden'));
    return [
      words.rate(step),
      assumed === null ? none : tenths(assumed),
      ...(observed === 'hidden'
        ? [hidden, hidden, hidden]
        : [
            tenths(observed.rate),
            observed.range
              ? text('labels.range', { low: tenths(observed.range.low), high: tenths(observed.range.high) })
              : none,
            text('forecast.movedOf', { moved: observed.moved, people: observed.hadTime }),
          ]),
    ];
  }),
})}
</details>`;
};
