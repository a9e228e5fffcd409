import { dateInWords } from '../../plan/date.ts';
import { rateNames } from '../../plan/tables/assumptions.ts';
import type { ForecastFigures, ObservedRow, PublishedRollup } from '../rollup.ts';
import { type BarRow, barChart } from './charts.ts';
import { type HtmlPart, html } from './html.ts';
import { missing, scrolling, section, tenths, whole } from './parts.ts';

/** For the first screen: `At this pace: 61 (50 to 73) of 80 by Jun 30, 2027.` Nothing where there is no forecast, or it is hidden. */
export const paceSentence = ({ forecast: { placements }, communities }: PublishedRollup): HtmlPart => {
  if (placements === null || placements === 'hidden') return null;
  const of =
    placements.communities === communities.length
      ? ''
      : `, in the ${placements.communities} of ${communities.length} communities that have counted`;
  return html`<p class="verdict"><strong>At this pace: ${inRange(placements)} of ${whole(placements.goal)}</strong> by ${dateInWords(placements.until)}${of}.</p>`;
};

/** What the year comes to if it goes on as counted, and the rates as they turn out beside the assumed ones. */
export const forecastSection = ({ forecast, people, communities }: PublishedRollup): HtmlPart => {
  const { placements, rates } = forecast;
  if (placements === null && rates.length === 0) return null;
  const known = placements === 'hidden' ? null : placements;
  return section(
    'forecast',
    'At this pace',
    placements === 'hidden' ? HIDDEN : null,
    // Closed, so that it is not printed.
    html`${known && forecastChart(known, people.whole.placed.actual)}
<details><summary>How it is worked out, and the rates on which it rests</summary>
${known && html`<p class="lead">${methodOf(known, communities.length)}</p>`}
${rates.length > 0 && rateTable(rates)}
</details>`,
  );
};

const HIDDEN =
  'What the year comes to rests on counts of which some are hidden, so that it is hidden too: they could be worked out from it.';

const inRange = ({ expected, low, high }: ForecastFigures): string =>
  `${whole(expected)} (${whole(low)} to ${whole(high)})`;

const methodOf = (placements: ForecastFigures, communities: number): string => {
  const { first, last } = placements.countedThrough;
  const through = first === last ? dateInWords(last) : `days from ${dateInWords(first)} to ${dateInWords(last)}`;
  const many =
    communities > 1
      ? ` ${placements.communities} of ${communities} communities have counted. Their forecasts add up; their ranges do as those of years that turn out independently.`
      : '';
  return `Placed so far, and expected of the people on the way and of those yet to come, if as many come as did through ${through} and move on as they did; where few have been counted, rates are near the assumed ones. The placements are in the range with a confidence of ${tenths(placements.confidence)}.${many}`;
};

const forecastChart = (placements: ForecastFigures, placed: number | 'hidden' | null): HtmlPart => {
  const { goal, low, high } = placements;
  const rows: BarRow[] = [
    ...(typeof placed === 'number' ? [{ label: 'Placed so far', text: whole(placed), track: goal, to: placed }] : []),
    { label: 'Forecast', text: inRange(placements), track: goal, from: low, to: high, tone: 'mid' },
  ];
  return html`${barChart({
    rows,
    marker: { at: goal, label: `Goal: ${whole(goal)}` },
    description: `Bar chart of placements against the goal of ${whole(goal)}. ${rows.map(({ label, text }) => `${label}: ${text}`).join('. ')}.`,
  })}`;
};

const rateTable = (rates: readonly ObservedRow[]): HtmlPart => html`<h3>Rates, assumed and observed</h3>
<p class="lead">Of the people who had the time to move on, how many did. Those who still have time are no failures yet: they count by as much of it as is over.</p>
${scrolling(
  'Rates, assumed and observed',
  html`<table>
<caption class="quiet">Rates by step.</caption>
<thead><tr><th scope="col">Step</th><th scope="col">Assumed</th><th scope="col">Observed</th><th scope="col">Range</th><th scope="col">Rests on</th></tr></thead>
<tbody>${rates.map(({ step, assumed, observed }) => {
    const cells =
      observed === 'hidden'
        ? [missing('hidden'), missing('hidden'), missing('hidden')]
        : [
            tenths(observed.rate),
            observed.range ? `${tenths(observed.range.low)} to ${tenths(observed.range.high)}` : missing('–'),
            `${whole(observed.moved)} of about ${whole(observed.hadTime)}`,
          ];
    return html`<tr><th scope="row">${rateNames[step]}</th><td>${assumed === null ? missing('–') : tenths(assumed)}</td>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  })}</tbody>
</table>`,
)}`;
