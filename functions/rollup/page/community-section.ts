import type { IncludedCommunity, Published, PublishedRollup } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { count, meter, more, name, number, outOf, rich, section, table } from './parts.ts';

/** A page is for reading: what goes beyond is in the data files. */
const MOST_COMMUNITIES = 100;

/** On paper there is room for the money as well of so many. */
const MOST_WIDE_CARDS = 12;

type Community = IncludedCommunity<Published>;

/** Each community small beside the others, on one scale, and the same as a table. */
export const communitySection = ({ communities, leftOut, scope }: PublishedRollup, words: RollupWords): HtmlPart => {
  if (scope.kind === 'community' && leftOut.length === 0) return null;
  const { text } = words;
  const shown = communities.length <= MOST_COMMUNITIES ? byName(communities, words) : furthestBehind(communities);
  const missed = leftOut.slice(0, MOST_COMMUNITIES);
  const hasPace = shown.some((community) => paceShare(community) !== null);
  const lead = text(hasPace ? 'communities.leadWithPace' : 'communities.lead', {
    included: communities.length,
    all: communities.length + leftOut.length,
  });
  const furthest = shown.length < communities.length && text('communities.furthest', { shown: shown.length });
  return section(
    'communities',
    text('communities.title'),
    furthest ? `${lead} ${furthest}` : lead,
    html`${
      shown.length > 0 &&
      html`<ul class="cards${shown.length > MOST_WIDE_CARDS && ' many'}">
${shown.map((community) => card(community, words))}</ul>
<details><summary>${text('communities.asTable')}</summary>
${communityTable(shown, words)}
</details>`
    }
${more(words, 'page.more.communities', communities.length - shown.length)}
${
  missed.length > 0 &&
  html`<h3>${text('communities.leftOut')}</h3>
<ul class="notes names">${missed.map((community) => html`<li>${rich(words, 'communities.leftOutItem', { community: name(community.name) }, { reason: community.reason })}</li>`)}</ul>
${more(words, 'page.more.communities', leftOut.length - missed.length)}`
}`,
  );
};

const card = (community: Community, words: RollupWords): Html => {
  const { text, dollars } = words;
  const { goal, placed, money, states } = community;
  return html`<li><p class="name"><strong dir="auto">${community.name}</strong> ${states.join(', ')}</p>
<p>${text('communities.placed')} <span>${outOf(words, placed, goal)}</span></p>
${meter(typeof placed === 'number' && goal ? placed / goal : 0, paceShare(community))}
${
  money &&
  html`<p class="funds">${text('communities.money')} <span>${text('labels.outOf', { part: dollars(money.secured), whole: dollars(money.needed) })}</span></p>
${meter(money.needed > 0 ? money.secured / money.needed : 0, null, 'funds')}`
}</li>
`;
};

const communityTable = (shown: readonly Community[], words: RollupWords): Html => {
  const { text, dollars } = words;
  const hasMoney = shown.some(({ money }) => money !== null);
  return table({
    label: text('communities.table'),
    columns: [
      { header: text('communities.community'), typed: true },
      { header: text('communities.state'), kind: 'words' },
      { header: text('communities.placedSoFar') },
      { header: text('communities.evenPace') },
      { header: text('communities.goal') },
      ...(hasMoney ? [{ header: text('communities.needed') }, { header: text('communities.covered') }] : []),
      { header: text('communities.errors') },
    ],
    rows: shown.map((community) => [
      community.name,
      community.states.join(', '),
      count(words, community.placed),
      community.evenPace === null ? words.text('labels.none') : words.whole(Math.round(community.evenPace)),
      number(words, community.goal),
      ...(community.money ? [dollars(community.money.needed), dollars(community.money.secured)] : []),
      words.whole(community.findings.error),
    ]),
  });
};

const paceShare = ({ evenPace, goal, placed }: Community): number | null =>
  evenPace !== null && goal !== null && goal > 0 && typeof placed === 'number' ? Math.min(1, evenPace / goal) : null;

const byName = (communities: readonly Community[], { language }: RollupWords): Community[] => {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return [...communities].sort((left, right) => compare(left.name, right.name));
};

/** By what is published only: the order must not say more than the numbers do. */
const furthestBehind = (communities: readonly Community[]): Community[] => {
  const share = ({ placed, goal }: Community): number =>
    typeof placed === 'number' && goal !== null && goal > 0 ? placed / goal : Number.POSITIVE_INFINITY;
  return [...communities].sort((left, right) => compareNumbers(share(left), share(right))).slice(0, MOST_COMMUNITIES);
};

/** Also of two that are infinite. */
const compareNumbers = (left: number, right: number): number => (left < right ? -1 : left > right ? 1 : 0);
