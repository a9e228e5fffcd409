import { rateNames } from '../../plan/tables/assumptions.ts';
import { type StageName, stageNames } from '../../plan/tables/progress.ts';
import { counted } from '../../plan/text.ts';
import type { CommunityChance, Published, PublishedRollup, RollupRisk, Row, SwingRow } from '../rollup.ts';
import { type BarRow, barChart } from './charts.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { missing, more, number, scrolling, section, tenths, whole } from './parts.ts';

/** How likely the goal is, how many people would make it surer, and which rate the outreach hangs on most. */
export const riskSection = ({ risk, people, communities }: PublishedRollup): HtmlPart => {
  const { chances, swings } = risk;
  const { whole: row } = people;
  // At the end of a route nothing is left to chance.
  const surer = (Object.keys(stageNames) as StageName[]).filter(
    (stage) => row[stage].withConfidence !== null && stage !== 'placedDirect' && stage !== 'placedTrained',
  );
  const swinging = swings.filter(({ awareIfLow, awareIfHigh }) => awareIfLow > awareIfHigh);
  if (chances.length === 0 && swings.length === 0) return null;
  return section(
    'risk',
    'How sure the plan is',
    chanceVerdict(chances, communities.length),
    html`${surer.length > 0 && confidenceTable(surer, row, risk, communities.length)}
${swinging.length > 0 && swingChart(swinging, row.aware.target ?? 0, communities.length)}`,
  );
};

const chanceVerdict = (chances: readonly CommunityChance[], communities: number): string => {
  const [only] = chances;
  if (!only) return 'Whether the goal is likely to be reached cannot be said yet.';
  if (communities === 1)
    return `With the plan’s own numbers the goal is reached with a chance of ${tenths(only.chance)} at most; the community wants to be ${tenths(only.wanted)} sure. The weakest stage is “${stageNames[only.stage]}”, where ${counted(only.planned, 'person is', 'people are')} planned.`;
  const sure = chances.filter(({ chance, wanted }) => chance >= wanted).length;
  return `In ${sure} of ${counted(chances.length, 'community', 'communities')} the plan’s own numbers reach its goal as surely as is wanted there. Chances are not added up: what one community reaches says nothing of another.`;
};

const confidenceTable = (
  shown: readonly StageName[],
  row: Row<Published>,
  { chances, stages }: RollupRisk,
  communities: number,
): Html => {
  const wanted = communities === 1 && chances[0] ? ` ${tenths(chances[0].wanted)}` : '';
  const at = new Map(stages.map((each) => [each.stage, each]));
  return html`<p class="lead">With confidence: the people with whom ${communities === 1 ? 'the goal is' : 'each community’s goal is'} reached as surely as wanted, if the likely rates are right. With uncertain rates: the same, if each rate may be anything from its low to its high.</p>
${scrolling(
  'People needed to be sure of the goal',
  html`<table>
<caption class="quiet">People needed to be sure of the goal.</caption>
<thead><tr><th scope="col">Stage</th><th scope="col">Target</th><th scope="col">With${wanted} confidence</th><th scope="col">With uncertain rates</th>${stages.length > 0 && html`<th scope="col">Planned</th><th scope="col">Chance that they are enough</th>`}</tr></thead>
<tbody>${shown.map((stage) => {
    const { target, withConfidence, withUncertainRates } = row[stage];
    const planned = at.get(stage);
    return html`<tr><th scope="row">${stageNames[stage]}</th><td>${number(target)}</td><td>${number(withConfidence)}</td><td>${number(withUncertainRates)}</td>${stages.length > 0 && html`<td>${planned ? whole(planned.planned) : missing('–')}</td><td>${planned ? tenths(planned.chance) : missing('–')}</td>`}</tr>`;
  })}</tbody>
</table>`,
)}`;
};

/** The largest swings; the rest is in the data files. The table is closed, so that it is not printed: the bars say the same. */
const MOST_SWINGS = 10;

const swingChart = (swings: readonly SwingRow[], aware: number, communities: number): Html => {
  const shown = swings.slice(0, MOST_SWINGS);
  const nameOf = ({ step, segment }: SwingRow): string =>
    segment === null ? rateNames[step] : `${rateNames[step]}, ${segment}`;
  const rows = shown.map(
    (swing): BarRow => ({
      label: nameOf(swing),
      text: `${whole(swing.awareIfHigh)} to ${whole(swing.awareIfLow)}`,
      from: swing.awareIfHigh,
      to: swing.awareIfLow,
      softUpTo: aware,
    }),
  );
  return html`<h3>Which rate the outreach hangs on most</h3>
<p class="lead">People to be made aware if this one rate turns out as high, or as low, as ${communities === 1 ? 'the plan allows' : 'every plan that has it allows'} for, and all others as is likely. The line is the target, ${whole(aware)}; the longest bar is the rate to know better. A rate without a bar changes nothing by itself.</p>
${barChart({
  rows,
  labelWidth: 230,
  marker: { at: aware, label: 'Target' },
  description: `Bar chart of the people to be made aware as one rate at a time turns out high or low. ${rows.map(({ label, text }) => `${label}: ${text}`).join('. ')}. The table below has the same figures.`,
})}
<details><summary>By rate, as a table</summary>
${scrolling(
  'People to be made aware, by rate',
  html`<table>
<caption class="quiet">People to be made aware, by rate.</caption>
<thead><tr><th scope="col">Rate</th>${communities === 1 ? html`<th scope="col">Low</th><th scope="col">Likely</th><th scope="col">High</th>` : html`<th scope="col">Communities</th>`}<th scope="col">To be made aware if high</th><th scope="col">To be made aware if low</th></tr></thead>
<tbody>${shown.map(
    (swing) =>
      html`<tr><th scope="row" dir="auto">${nameOf(swing)}</th>${
        communities === 1
          ? html`<td>${swing.rate && tenths(swing.rate.low)}</td><td>${swing.rate && tenths(swing.rate.likely)}</td><td>${swing.rate && tenths(swing.rate.high)}</td>`
          : html`<td>${whole(swing.communities)}</td>`
      }<td>${whole(swing.awareIfHigh)}</td><td>${whole(swing.awareIfLow)}</td></tr>`,
  )}</tbody>
</table>`,
)}
${more(swings.length - shown.length, 'rate', 'rates')}
</details>`;
};
