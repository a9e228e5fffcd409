import { type MethodNote, methodNotes } from '../method.ts';
import type { PublishedRollup } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { more, name, rich, section } from './parts.ts';

/** The rest is in the data files. */
const WAIVERS_SHOWN = 20;

export const methodSection = (rollup: PublishedRollup, words: RollupWords): Html => {
  const [leftOut, ...notes] = methodNotes(rollup, words);
  const item = ({ alert, text }: MethodNote): Html =>
    html`<li>${alert !== null && html`<span class="alert">${alert}</span> `}${text}</li>`;
  return section(
    'method',
    words.text('method.title'),
    null,
    html`<ul class="notes">
${item(leftOut!)}
${waived(rollup, words)}
${notes.map(item)}
<li>${words.text('method.wholeDollars')}</li>
</ul>`,
  );
};

const waived = ({ waivers, communities }: PublishedRollup, words: RollupWords): HtmlPart => {
  if (waivers.length === 0) return null;
  const shown = waivers.slice(0, WAIVERS_SHOWN);
  return html`<li>${words.text('method.waived', { count: waivers.length })}<ul>${shown.map(
    ({ community, rule, table, reason }) => {
      const values = { table: words.tab(table), rule };
      return html`<li>${
        communities.length > 1
          ? rich(words, 'method.waiverOf', { community: name(community), reason: name(reason) }, values)
          : rich(words, 'method.waiver', { reason: name(reason) }, values)
      }</li>`;
    },
  )}</ul>${more(words, 'page.more.warnings', waivers.length - shown.length)}</li>`;
};
