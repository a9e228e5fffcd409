import { type StageName, stageNames } from '../../plan/tables/progress.ts';
import type { CommunityChance, PublishedRollup, Step, SwingRow } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type BarRow, barChart, rangeChart } from './charts.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { described, missing, more, number, onScreen, section, table } from './parts.ts';

/** How likely the goal is, how many people would make it surer, and which rate the outreach hangs on most. */
export const riskSection = (rollup: PublishedRollup, words: RollupWords): HtmlPart => {
  const { chances, swings } = rollup.risk;
  const { whole: row } = rollup.people;
  // At the end of a route nothing is left to chance.
  const stages = (Object.keys(stageNames) as StageName[]).filter(
    (stage) => row[stage].target !== null && stage !== 'placedDirect' && stage !== 'placedTrained',
  );
  const swinging = swings.filter(({ awareIfLow, awareIfHigh }) => awareIfLow > awareIfHigh);
  if (stages.length === 0) return null;
  return section(
    'risk',
    words.text('risk.title'),
    chanceVerdict(chances, rollup.communities.length, words),
    html`${stageTable(stages, rollup, words)}
${swinging.length > 0 && swingChart(swinging, rollup, words)}
${ranges(stages, rollup, words)}`,
  );
};

const chanceVerdict = (chances: readonly CommunityChance[], communities: number, words: RollupWords): string => {
  const [only] = chances;
  if (!only) return words.text('risk.unknown');
  if (communities === 1)
    return words.text('risk.chance', {
      chance: words.tenths(only.chance),
      wanted: words.tenths(only.wanted),
      stage: words.step(only.stage),
      planned: only.planned,
    });
  const sure = chances.filter(({ chance, wanted }) => chance >= wanted).length;
  return words.text('risk.chances', { sure, communities: chances.length });
};

const stageTable = (
  shown: readonly StageName[],
  { people, risk, communities }: PublishedRollup,
  words: RollupWords,
): Html => {
  const { text } = words;
  const { chances, stages } = risk;
  const confidence =
    communities.length === 1 && chances[0]
      ? text('risk.confidenceOf', { confidence: words.tenths(chances[0].wanted) })
      : text('risk.confidence');
  const at = new Map(stages.map((each) => [each.stage, each]));
  const none = missing(text('labels.none'));
  return html`<p class="lead">${text(communities.length === 1 ? 'risk.columns' : 'risk.columnsOfSeveral')}</p>
${table({
  label: text('risk.table'),
  columns: [
    text('risk.stage'),
    text('risk.target'),
    text('risk.ifHigh'),
    text('risk.ifLow'),
    confidence,
    text('risk.uncertain'),
    ...(stages.length > 0 ? [text('risk.planned'), text('risk.enough')] : []),
  ].map((header) => ({ header })),
  rows: shown.map((stage) => {
    const { target, withHighRates, withLowRates, withConfidence, withUncertainRates } = people.whole[stage];
    const planned = at.get(stage);
    return [
      words.step(stage),
      ...[target, withHighRates, withLowRates, withConfidence, withUncertainRates].map((each) => number(words, each)),
      ...(stages.length > 0
        ? [planned ? words.whole(planned.planned) : none, planned ? words.tenths(planned.chance) : none]
        : []),
    ];
  }),
})}`;
};

/** The largest swings; the rest is in the data files. */
const MOST_SWINGS = 10;

const swingChart = (
  swings: readonly SwingRow[],
  { people, communities }: PublishedRollup,
  words: RollupWords,
): Html => {
  const { text, whole } = words;
  const aware = people.whole.aware.target ?? 0;
  const isOne = communities.length === 1;
  const shown = swings.slice(0, MOST_SWINGS);
  const nameOf = ({ step, segment }: SwingRow): string =>
    segment === null ? words.rate(step) : text('risk.rateOfSegment', { rate: words.rate(step), segment });
  const rows = shown.map(
    (swing): BarRow => ({
      label: nameOf(swing),
      text: text('labels.range', { low: whole(swing.awareIfHigh), high: whole(swing.awareIfLow) }),
      from: swing.awareIfHigh,
      to: swing.awareIfLow,
      softUpTo: aware,
    }),
  );
  return onScreen(html`<h3>${text('risk.swings')}</h3>
<p class="lead">${text(isOne ? 'risk.swingsLead' : 'risk.swingsLeadOfSeveral', { aware })}</p>
${barChart({ rows, marker: { at: aware, label: text('risk.target') }, description: described(words, text('risk.swingsChart'), rows) })}
<details><summary>${text('risk.asTable')}</summary>
${table({
  label: text('risk.swingsTable'),
  columns: [
    { header: text('risk.rate'), typed: true },
    ...(isOne ? [text('risk.low'), text('risk.likely'), text('risk.high')] : [text('risk.communities')]).map(
      (header) => ({ header }),
    ),
    { header: text('risk.awareIfHigh') },
    { header: text('risk.awareIfLow') },
  ],
  rows: shown.map((swing) => [
    nameOf(swing),
    ...(isOne
      ? (['low', 'likely', 'high'] as const).map((end) => swing.rate && words.tenths(swing.rate[end]))
      : [whole(swing.communities)]),
    whole(swing.awareIfHigh),
    whole(swing.awareIfLow),
  ]),
})}
${more(words, 'page.more.rates', swings.length - shown.length)}
</details>`);
};

/** Not printed: the table above says the same. */
const ranges = (stages: readonly Step[], { people }: PublishedRollup, words: RollupWords): HtmlPart => {
  const { text } = words;
  const rows = stages
    .map((stage) => {
      const { target, withHighRates, withLowRates } = people.whole[stage];
      return { label: words.step(stage), low: withHighRates ?? 0, middle: target ?? 0, high: withLowRates ?? 0 };
    })
    .filter(({ low, high }) => high > low);
  if (rows.length === 0) return null;
  const said = rows.map(({ label, low, middle, high }) => ({
    label,
    text: text('risk.rangeRow', { target: middle, low, high }),
  }));
  return onScreen(html`<h3>${text('risk.ranges')}</h3>
${rangeChart(rows, described(words, text('risk.rangesChart'), said), words)}
<p class="lead">${text('risk.rangesLead')}</p>`);
};
