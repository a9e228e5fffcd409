import { optionOf } from '../../plan/messages/said.ts';
import { type FunderMoney, type Grant, isGiven, moneyByPlacement, usesName } from '../funder.ts';
import type { PublishedRollup } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type BarRow, barChart } from './charts.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { described, more, onScreen, section, table } from './parts.ts';

/** A page is for reading: what goes beyond is in the data files. */
const MOST_GRANTS = 40;
const MOST_BARS = 12;

/** What a funder gave, to whom, what it may pay for, and what came of it. */
export const ownMoneySection = (rollup: PublishedRollup, words: RollupWords): HtmlPart => {
  const { funder, scope, name } = rollup;
  if (funder === null || scope.kind !== 'funder' || funder.grants.length === 0) return null;
  const { text, dollars } = words;
  const hoped = funder.totals.applied + funder.totals.idea;
  const lead = text('ownMoney.lead', {
    communities: new Set(funder.grants.filter(isGiven).map(({ communityId }) => communityId)).size,
    given: dollars(inAll(funder, 'given')),
    used: dollars(inAll(funder, 'used')),
    spent: dollars(inAll(funder, 'spent')),
  });
  return section(
    'own-money',
    text('ownMoney.title', { funder: name ?? scope.name }),
    hoped > 0 ? `${lead} ${text('ownMoney.hoped', { hoped: dollars(hoped) })}` : lead,
    html`${spentChart(funder, words)}
${grantTable(funder, words)}
${useTable(funder, words)}
${results(funder, rollup, words)}`,
  );
};

/** Of what is received or committed. */
const inAll = ({ uses }: FunderMoney, part: 'given' | 'used' | 'spent'): number =>
  uses.reduce((sum, use) => sum + use[part], 0);

/** Community by community, how much of its money is spent; the largest first. */
const spentChart = ({ grants }: FunderMoney, words: RollupWords): HtmlPart => {
  const { text, dollars } = words;
  const sumOf = (own: readonly Grant[], amount: 'amount' | 'spent'): number =>
    own.reduce((sum, grant) => sum + grant[amount], 0);
  const rows = [...Map.groupBy(grants.filter(isGiven), ({ communityId }) => communityId).values()]
    .map((own) => ({ name: own[0]!.community, given: sumOf(own, 'amount'), spent: sumOf(own, 'spent') }))
    .sort((one, other) => other.given - one.given)
    .slice(0, MOST_BARS)
    .map(
      ({ name, given, spent }): BarRow => ({
        label: name,
        text: text('ownMoney.spentOf', { spent: dollars(spent), given: dollars(given) }),
        track: given,
        to: spent,
      }),
    );
  return rows.length > 0 && onScreen(barChart({ rows, description: described(words, text('ownMoney.chart'), rows) }));
};

const grantTable = ({ grants }: FunderMoney, words: RollupWords): Html => {
  const { text, dollars, tell } = words;
  const shown = grants.slice(0, MOST_GRANTS);
  return html`${table({
    label: text('ownMoney.toWhom'),
    isLong: true,
    captioned: true,
    columns: [
      { header: text('ownMoney.community'), typed: true },
      { header: text('ownMoney.program'), kind: 'words', typed: true },
      { header: text('ownMoney.status'), kind: 'words' },
      { header: text('ownMoney.mayPayFor'), kind: 'words' },
      { header: text('ownMoney.amount') },
      { header: text('ownMoney.used') },
      { header: text('ownMoney.spent') },
    ],
    rows: shown.map((grant) => [
      grant.community,
      grant.program ?? words.source(grant.source),
      tell(optionOf('funding', 'status', grant.status)),
      usesName(grant, words),
      dollars(grant.amount),
      dollars(grant.used),
      dollars(grant.spent),
    ]),
  })}
${more(words, 'page.more.grants', grants.length - shown.length)}`;
};

const useTable = (funder: FunderMoney, words: RollupWords): HtmlPart => {
  const { text, dollars } = words;
  const { uses } = funder;
  if (uses.length === 0) return null;
  return html`<h3>${text('ownMoney.byUse')}</h3>
<p class="lead">${text('ownMoney.byUseLead')}</p>
${table({
  label: text('ownMoney.byUse'),
  columns: [text('ownMoney.mayPayFor'), text('ownMoney.given'), text('ownMoney.used'), text('ownMoney.spent')].map(
    (header) => ({ header }),
  ),
  rows: uses.map((use) => [usesName(use, words), dollars(use.given), dollars(use.used), dollars(use.spent)]),
  foot: [text('ownMoney.all'), ...(['given', 'used', 'spent'] as const).map((part) => dollars(inAll(funder, part)))],
})}`;
};

const results = (funder: FunderMoney, { money, people }: PublishedRollup, words: RollupWords): HtmlPart => {
  const { text, dollars, percent } = words;
  const { actual, target } = people.whole.placed;
  const { planned, soFar } = moneyByPlacement(funder.totals, people.whole.placed);
  const all = money.costs.placement;
  const said = [
    money.needed > 0 &&
      text('ownMoney.ofNeeds', {
        share: percent(inAll(funder, 'used'), money.needed),
        needed: dollars(money.needed),
      }),
    planned !== null && text('ownMoney.planned', { goal: target!, amount: dollars(planned) }),
    soFar !== null && typeof actual === 'number' && text('ownMoney.soFar', { placed: actual, amount: dollars(soFar) }),
    (planned !== null || soFar !== null) && text('ownMoney.caveat'),
    all !== null && text('ownMoney.allTogether', { amount: dollars(all) }),
  ].filter((each) => each !== false);
  return (
    said.length > 0 &&
    html`<h3>${text('ownMoney.results')}</h3>
<ul class="notes">${said.map((each) => html`<li>${each}</li>`)}</ul>`
  );
};
