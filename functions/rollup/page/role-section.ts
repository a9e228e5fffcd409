import type { PublishedRollup } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type HtmlPart, html } from './html.ts';
import { dataBar, more, number, section, table } from './parts.ts';

/** A page is for reading: what goes beyond is in the data files. */
const MOST_ROLES = 30;

/** Openings against the people who get ready for them; those that lack most people first. */
export const roleSection = ({ pipeline, communities }: PublishedRollup, words: RollupWords): HtmlPart => {
  const { roles, capture } = pipeline;
  if (roles.length === 0) return null;
  const { text, whole } = words;
  const shown = roles.slice(0, MOST_ROLES);
  const short = roles.filter((role) => role.short > 0).length;
  return section(
    'roles',
    text('roles.title'),
    `${short === 0 ? text('roles.noneShort') : text('roles.short', { count: short })} ${text('roles.expected')}`,
    html`${table({
      label: text('roles.table'),
      isLong: true,
      columns: [
        { header: text('roles.role'), typed: true },
        { header: text('roles.openings') },
        { header: text('roles.ready') },
        { header: text('roles.openingsShort'), kind: 'share' },
        { header: text('roles.waiting') },
      ],
      rows: shown.map(({ name, openings, ready, short, unplaced }) => [
        name,
        number(words, openings),
        whole(ready),
        html`${openings !== null && openings > 0 && dataBar(short / openings)} ${whole(short)}`,
        whole(unplaced),
      ]),
    })}
${more(words, 'page.more.roles', roles.length - shown.length)}
${
  capture &&
  html`<p class="lead">${text('roles.capture', { hired: capture.hired, completers: capture.completers, share: words.percent(capture.hired, capture.completers) })}${communities.length > 1 && ` ${text('roles.ownOnly')}`}</p>`
}`,
  );
};
