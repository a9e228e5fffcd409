import type { PublishedRollup } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { number, section, table } from './parts.ts';

export const partnerSection = (rollup: PublishedRollup, words: RollupWords): Html => {
  const { text } = words;
  return section(
    'partners',
    text('partners.title'),
    null,
    html`<div class="pair">
<div><h3>${text('partners.demand')}</h3>
${demand(rollup, words)}</div>
<div><h3>${text('partners.partners')}</h3>
${byKind(rollup, words)}</div>
</div>
${rollup.communities.length > 1 && html`<p class="lead">${text('partners.countedOnce')}</p>`}`,
  );
};

const demand = ({ partners, demand, training, people }: PublishedRollup, words: RollupWords): Html => {
  const { text, whole } = words;
  const { enrolled, placed } = people.whole;
  const committed = whole(partners.placementsCommitted);
  const figures: [label: string, figure: HtmlPart][] = [
    [text('partners.openings'), whole(demand.openings)],
    [text('partners.employers'), whole(demand.employers)],
    [
      text('partners.placements'),
      placed.target === null ? committed : text('labels.outOf', { part: committed, whole: whole(placed.target) }),
    ],
    [text('partners.programs'), whole(training.programs)],
    [text('partners.seats'), whole(training.seats)],
    [text('partners.enrolled'), number(words, enrolled.target)],
  ];
  return html`<dl class="figures">
${figures.map(([label, figure]) => html`<div><dt>${label}</dt><dd>${figure}</dd></div>`)}
</dl>`;
};

const byKind = ({ partners }: PublishedRollup, words: RollupWords): Html => {
  const { text, whole } = words;
  if (partners.byKind.length === 0) return html`<p class="lead">${text('partners.none')}</p>`;
  return table({
    label: text('partners.table'),
    columns: [text('partners.kind'), text('partners.committed'), text('partners.invited')].map((header) => ({
      header,
    })),
    rows: partners.byKind.map(({ kind, invited, committed }) => [
      words.partnerKind(kind),
      whole(committed),
      whole(invited),
    ]),
  });
};
