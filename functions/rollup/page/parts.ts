import { dateInWords, type IsoDate } from '../../plan/date.ts';
import { counted } from '../../plan/text.ts';
import type { Published } from '../rollup.ts';
import { type Html, type HtmlPart, html } from './html.ts';

export const section = (id: string, title: string, lead: string | null, content: HtmlPart): Html =>
  html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${lead && html`<p class="lead">${lead}</p>`}
${content}
</section>`;

/** A table that is wider than a phone scrolls by itself, also with the keyboard. */
export const scrolling = (label: string, table: Html): Html =>
  html`<div class="scroll" tabindex="0" role="group" aria-label="${label}">${table}</div>`;

export const dataBar = (share: number): Html =>
  html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="${Math.round(share * 1000) / 10}" height="10" fill="var(--soft)"/></svg>`;

export const count = (actual: Published, otherwise = 'not counted'): HtmlPart =>
  actual === null ? missing(otherwise) : actual === 'hidden' ? missing('hidden') : whole(actual);

export const number = (value: number | null): HtmlPart => (value === null ? missing('not set') : whole(value));

export const missing = (why: string): Html => html`<span class="none">${why}</span>`;

export const reached = (actual: Published, target: number | null): HtmlPart =>
  typeof actual === 'number' && target !== null && target > 0 ? percent(actual, target) : missing('–');

/** `12 of 80`, as a chart says it. */
export const outOf = (actual: Published, target: number | null): string => {
  const so = actual === null ? 'not counted' : actual === 'hidden' ? 'hidden' : whole(actual);
  if (target === null) return so;
  return typeof actual === 'number' ? `${so} of ${whole(target)}` : `${so}, of ${whole(target)}`;
};

export const more = (count: number, one: string, many: string): HtmlPart =>
  count > 0 &&
  html`<p class="lead">${counted(count, `more ${one} is`, `more ${many} are`)} in the Excel, CSV and JSON files.</p>`;

export const joined = (parts: readonly HtmlPart[]): HtmlPart =>
  parts
    .filter((part) => part !== null && part !== false && part !== '')
    .map((part, index) => html`${index > 0 && ' · '}${part}`);

export const whole = (value: number): string => value.toLocaleString('en-US');

export const dollars = (amount: number): string =>
  amount.toLocaleString('en-US', {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: 0,
  });

/** Whole percents; less than one that is not nothing says so. */
export const percent = (part: number, of: number): string => {
  const share = (part / of) * 100;
  return share > 0 && share < 1 ? 'under 1%' : `${Math.floor(share)}%`;
};

/** `42.9%` */
export const tenths = (share: number): string =>
  share.toLocaleString('en-US', { style: 'percent', maximumFractionDigits: 1 });

/** `Jul 1 to Sep 30, 2026`: the year once where it is the same. */
export const periodInWords = (from: IsoDate, to: IsoDate): string =>
  from.slice(0, 4) === to.slice(0, 4)
    ? `${dateInWords(from).replace(/, \d+$/, '')} to ${dateInWords(to)}`
    : `${dateInWords(from)} to ${dateInWords(to)}`;

/** `Jul 2026` */
export const monthInWords = (month: string): string => dateInWords(`${month}-01`).replace(/ \d+,/, '');

export const timeInWords = (time: string): string =>
  `${dateInWords(time.slice(0, 10) as IsoDate)} at ${time.slice(11, 16)} UTC`;
