import { all, type Said, say } from '../../plan/messages/said.ts';
import type { Published, PublishedRollup } from '../rollup.ts';
import type { RollupText, RollupWords } from '../words.ts';
import { barChart } from './charts.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { described, meter } from './parts.ts';
import { evenPace, placementBars } from './standing.ts';

/** Are they on track, and what does the money do: the first screen; on a phone the chart comes below both answers. */
export const answerSection = (
  rollup: PublishedRollup,
  words: RollupWords,
): Html => html`<div class="answer" id="answer">
<section aria-labelledby="on-track">
<h2 id="on-track">${words.text('answer.onTrack')}</h2>
${placedSoFar(rollup, words)}
<p class="verdict"><strong>${words.text(`answer.headlines.${headlineOf(rollup)}`)}</strong></p>
${sentences(rollup, words).map((sentence) => html`<p class="verdict">${sentence}</p>`)}
</section>
<section aria-labelledby="money-does">
<h2 id="money-does">${words.text('answer.money')}</h2>
${moneyAnswer(rollup, words)}
</section>
${placementChart(rollup, words)}
</div>`;

const placedSoFar = ({ people }: PublishedRollup, words: RollupWords): Html => {
  const { actual, target } = people.whole.placed;
  if (typeof actual !== 'number')
    return html`<p class="big word">${words.text(actual === 'hidden' ? 'answer.hidden' : 'answer.notCounted')}${target !== null && html` <small>${words.text('answer.ofGoal', { goal: target })}</small>`}</p>`;
  return html`<p class="big">${words.whole(actual)} <small>${
    target === null
      ? words.text('answer.withoutGoal', { count: actual })
      : words.text('answer.ofGoal', { goal: target })
  }</small></p>`;
};

type Headline = RollupText extends infer Key ? (Key extends `answer.headlines.${infer Name}` ? Name : never) : never;

/** The forecast says more than an even pace, which nobody keeps who trains people first; it may be said also where the number of placements may not. */
const headlineOf = (rollup: PublishedRollup): Headline => {
  const { people, forecast } = rollup;
  const { actual, target } = people.whole.placed;
  if (target === null) return 'noGoal';
  if (typeof actual === 'number' && actual >= target) return 'reached';
  const { placements } = forecast;
  if (placements !== null && placements !== 'hidden') {
    const { low, expected, high, goal } = placements;
    return low >= goal ? 'safe' : expected >= goal ? 'likely' : high >= goal ? 'possible' : 'unlikely';
  }
  if (actual === null) return 'notCounted';
  if (actual === 'hidden') return 'hidden';
  const pace = evenPace(rollup);
  return pace === null ? 'noPace' : actual >= pace.expected ? 'ahead' : 'behind';
};

const sentences = (rollup: PublishedRollup, words: RollupWords): string[] => {
  const { actual, target } = rollup.people.whole.placed;
  if (target === null) return [];
  return [
    ...forecastSentence(rollup, words),
    ...(typeof actual === 'number' ? [paceSentence(rollup, actual, target, words)] : []),
    ...(headlineOf(rollup) === 'behind' ? [words.text('answer.trainFirst')] : []),
  ];
};

/** `At this pace: 61 (50 to 73) of 80 by Jun 30, 2027.` Nothing where there is no forecast, or it is hidden. */
const forecastSentence = ({ forecast: { placements }, communities }: PublishedRollup, words: RollupWords): string[] => {
  if (placements === null || placements === 'hidden') return [];
  const { expected, low, high, goal, until } = placements;
  const values = { atThisPace: say('forecast.atThisPace', { expected, low, high, goal }), until: words.day(until) };
  return [
    placements.communities === communities.length
      ? words.text('answer.forecast', values)
      : words.text('answer.forecastOfSome', {
          ...values,
          counted: placements.communities,
          communities: communities.length,
        }),
  ];
};

const paceSentence = (rollup: PublishedRollup, actual: number, target: number, words: RollupWords): string => {
  const share = words.percent(actual, target);
  const { communities } = rollup;
  const pace = evenPace(rollup);
  if (!pace) return words.text('answer.share', { share });
  const values = { share, through: words.through(pace.countedThrough), even: Math.round(pace.expected) };
  return pace.communities === communities.length
    ? words.text('answer.pace', values)
    : words.text('answer.paceOfSome', {
        ...values,
        counted: pace.communities,
        communities: communities.length,
        goal: pace.goal,
      });
};

const placementChart = (rollup: PublishedRollup, words: RollupWords): HtmlPart => {
  const { target } = rollup.people.whole.placed;
  const rows = placementBars(rollup, words);
  if (target === null || rows.length === 0) return null;
  return html`<div class="standing">${barChart({
    rows,
    isHalf: true,
    marker: { at: target, label: words.text('answer.bars.goal', { goal: target }) },
    description: described(words, words.text('answer.bars.about', { goal: target }), rows),
  })}</div>`;
};

const moneyAnswer = ({ money, people, withheld }: PublishedRollup, words: RollupWords): Html => {
  const { text, dollars, percent } = words;
  if (withheld.includes('money')) return html`<p class="verdict">${words.tell(say('sharing.withheld.money'))}</p>`;
  const { needed, totals, covered, stillToFind, costs } = money;
  const secured = covered.received + covered.committed;
  const figures: [label: string, amount: string, isSum?: boolean][] = [
    [text('answer.needed'), dollars(needed)],
    [text('answer.received'), dollars(totals.received + totals.committed)],
    [text('answer.stillToFind'), dollars(stillToFind), true],
    [text('answer.spent'), dollars(totals.spent)],
    ...(costs.placement === null
      ? []
      : [[text('answer.costOfPlacement'), dollars(costs.placement)] as [string, string]]),
  ];
  return html`${
    needed > 0
      ? html`<p class="big">${percent(secured, needed)} <small>${text('answer.secured', { needed: dollars(needed) })}</small></p>
${meter(secured / needed, null)}`
      : html`<p class="big word">${text('answer.noNeeds')}</p>`
  }
${doneSoFar(people.whole, totals.spent, words)}
<dl class="figures">${figures.map(([label, amount, isSum]) => html`<div${isSum === true && html` class="sum"`}><dt>${label}</dt><dd>${amount}</dd></div>`)}</dl>`;
};

/** What has come of it, as far as it has been counted and may be said. */
const doneSoFar = (whole: PublishedRollup['people']['whole'], spent: number, words: RollupWords): HtmlPart => {
  const said = (key: RollupText, actual: Published): Said[] =>
    typeof actual === 'number' ? [words.text(key, { count: actual })] : [];
  const people = [
    ...said('answer.started', whole.enrolled.actual),
    ...(typeof whole.enrolled.actual === 'number' ? said('answer.completed', whole.completed.actual) : []),
    ...said('answer.placed', whole.placed.actual),
  ];
  if (people.length === 0) return null;
  return html`<p class="verdict">${
    spent > 0
      ? words.text('answer.soFarSpent', { spent: words.dollars(spent), people: all(people) })
      : words.text('answer.soFar', { people: all(people) })
  }</p>`;
};
