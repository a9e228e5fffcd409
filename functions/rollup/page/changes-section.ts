import { day, type Said, say } from '../../plan/messages/said.ts';
import type { Words } from '../../plan/messages/words.ts';
import type { Change, FigureState } from '../changes.ts';
import type { RollupInTime } from '../earlier.ts';
import { fileNames, rollupLink } from '../link.ts';
import type { PublishedRollup } from '../rollup.ts';
import type { Snapshot } from '../snapshots.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { section, table } from './parts.ts';

/** What is another figure than in an earlier state, and which other states there are to compare with. */
export const changesSection = (
  rollup: PublishedRollup,
  { changes, others }: Pick<RollupInTime, 'changes' | 'others'>,
  link: string | null,
  words: Words,
): HtmlPart => {
  if (changes === null && others.length === 0) return null;
  const { tell } = words;
  return section(
    'changes',
    tell(say('sharing.changes.title')),
    changes && tell(countOf(changes.changes.length, changes.since.readAt)),
    html`${changes && changes.changes.length > 0 && changesTable(changes.changes, words)}
${
  others.length > 0 &&
  html`<p class="lead">${tell(say('sharing.changes.compare'))}</p>
<ul class="notes">${others.slice(0, MOST_OTHERS).map((other) => html`<li>${comparison(rollup, other, link, words)}</li>`)}</ul>
<p class="lead">${tell(say('sharing.changes.all'))} ${(['csv', 'json'] as const).map((format) => html`<a href="${rollupLink(rollup.scope, rollup.year, format, { language: words.language, link })}&list=snapshots" download>${fileNames[format]}</a> `)}</p>`
}`,
  );
};

/** A page is for reading: what goes beyond is in the files. */
const MOST_OTHERS = 12;
const MOST_CHANGES = 60;

const countOf = (count: number, readAt: string): Said =>
  say('sharing.changes.since', { count, day: day(readAt.slice(0, 10)) });

const comparison = (
  { scope, year }: PublishedRollup,
  { readAt, contentHash }: Snapshot,
  link: string | null,
  { language, tell }: Words,
): Html => {
  const since = contentHash.slice(0, 16);
  const to = (format: 'html' | 'csv' | 'json'): string =>
    `${rollupLink(scope, year, format, { language, link })}&since=${since}`;
  const when = tell(say('sharing.changes.state', { day: day(readAt.slice(0, 10)), hash: contentHash.slice(0, 8) }));
  return html`<a href="${to('html')}">${when}</a> (<a href="${to('csv')}" download>${fileNames.csv}</a>, <a href="${to('json')}">${fileNames.json}</a>)`;
};

const changesTable = (changes: readonly Change[], { tell }: Words): Html => {
  const shown = changes.slice(0, MOST_CHANGES);
  const headers = ['before', 'now', 'targetBefore', 'targetNow'] as const;
  return html`${table({
    label: tell(say('sharing.changes.title')),
    columns: [
      { header: tell(say('sharing.changes.figure')), typed: true },
      ...headers.map((name) => ({ header: tell(say(`sharing.changes.${name}`)) })),
    ],
    rows: shown.map(({ title, breakdown, actual, target }) => [
      [title, ...breakdown.map(({ value }) => value)].join(', '),
      ...[actual.before, actual.now, target.before, target.now].map((value) => state(value, tell)),
    ]),
  })}
${changes.length > shown.length && html`<p class="lead">${tell(say('sharing.changes.more', { count: changes.length - shown.length }))}</p>`}`;
};

const state = (value: FigureState, tell: Words['tell']): string =>
  value === null ? '–' : typeof value === 'number' ? tell({ count: value }) : tell(say(`sharing.changes.${value}`));
