import { day } from '../../plan/messages/said.ts';
import type { LateCommunity } from '../lateness.ts';
import type { PublishedRollup } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type HtmlPart, html } from './html.ts';
import { name, rich, section } from './parts.ts';

/** A page is for reading: what goes beyond is in the data files. */
const MOST_LATE = 40;

/** Whose counts are late, and whose plans have errors: what keeps the figures above from being whole. */
export const reportingSection = ({ communities, late }: PublishedRollup, words: RollupWords): HtmlPart => {
  const withErrors = communities.filter(({ findings }) => findings.error > 0).length;
  if (late.length === 0 && (withErrors === 0 || communities.length < 2)) return null;
  const { text } = words;
  return section(
    'reporting',
    text('reporting.title'),
    html`${late.length > 0 && lateSentence(late, communities.length, words)} ${communities.length > 1 && withErrors > 0 && text('reporting.errors', { errors: withErrors, all: communities.length })}`,
    late.length > 0 &&
      html`<ul class="notes names">${late.slice(0, MOST_LATE).map((community) => html`<li>${item(community, words)}</li>`)}</ul>
${late.length > MOST_LATE && html`<p class="lead">${text('reporting.more', { count: late.length - MOST_LATE })}</p>`}`,
  );
};

/** `4 of 27 communities have no counts since Jun 30, 2026 or longer.` */
const lateSentence = (late: readonly LateCommunity[], all: number, { text }: RollupWords): string => {
  const last = late
    .map(({ countedThrough }) => countedThrough ?? '')
    .sort()
    .at(-1)!;
  const values = { late: late.length, all };
  return last === '' ? text('reporting.never', values) : text('reporting.late', { ...values, since: day(last) });
};

const item = ({ name: community, countedThrough, due }: LateCommunity, words: RollupWords): HtmlPart =>
  rich(
    words,
    countedThrough === null ? 'reporting.lateNever' : 'reporting.lateItem',
    { community: name(community) },
    {
      due: day(due),
      ...(countedThrough === null ? {} : { through: day(countedThrough) }),
    },
  );
