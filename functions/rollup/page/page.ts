import { allLanguages, type Language, languages } from '../../plan/messages/language.ts';
import { all } from '../../plan/messages/said.ts';
import { coverageOf } from '../coverage.ts';
import type { RollupInTime } from '../earlier.ts';
import { fileNames, type RollupFile, type RollupFormat, rollupLink } from '../link.ts';
import type { PublishedRollup } from '../rollup.ts';
import { type RollupWords, rollupWords } from '../words.ts';
import { answerSection } from './answer-section.ts';
import { changesSection } from './changes-section.ts';
import { communitySection } from './community-section.ts';
import { forecastSection } from './forecast-section.ts';
import { funnelSection } from './funnel-section.ts';
import { type Html, type HtmlPart, html, trusted } from './html.ts';
import { localGoalSection } from './local-goal-section.ts';
import { methodSection } from './method-section.ts';
import { moneySection } from './money-section.ts';
import { ownMoneySection } from './own-money-section.ts';
import { partnerSection } from './partner-section.ts';
import { joined, name, rich } from './parts.ts';
import { periodSection } from './period-section.ts';
import { reportingSection } from './reporting-section.ts';
import { riskSection } from './risk-section.ts';
import { roleSection } from './role-section.ts';
import { segmentSection } from './segment-section.ts';
import { pageStyle } from './style.ts';

export { pagePolicy } from './style.ts';

/** In the order in which a reader asks; a section that has nothing to say is null. */
const sections: readonly ((rollup: PublishedRollup, words: RollupWords) => HtmlPart)[] = [
  answerSection,
  ownMoneySection,
  funnelSection,
  segmentSection,
  periodSection,
  communitySection,
  reportingSection,
  moneySection,
  roleSection,
  partnerSection,
  forecastSection,
  riskSection,
  localGoalSection,
  methodSection,
];

/** Who reads a page: in which language, which formats are open to them, and by which link. */
export interface PageReader {
  language: Language;
  formats: readonly RollupFormat[];
  link: string | null;
  /** What was published before, and what is asked to be compared with it. */
  changes?: RollupInTime['changes'];
  others?: RollupInTime['others'];
}

/** The page that a funder reads: no script, everything on it also in the CSV and the JSON. */
export const rollupPage = (rollup: PublishedRollup, reader: PageReader): string => {
  const { language, link, changes = null, others = [] } = reader;
  const words = rollupWords(language);
  const title = words.title(rollup);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.text('page.title', { title, year: String(rollup.year) })}</title>
<style>${trusted(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#answer">${words.text('page.skip')}</a>
<div class="page">
${header(rollup, reader, words)}
<main>
${sections.map((section) => html`${section(rollup, words)}\n`)}
${changesSection(rollup, { changes, others }, link, words)}
</main>
${footer(rollup, words)}
</div>
</body>
</html>
`.text;
};

const header = (rollup: PublishedRollup, { formats, link }: PageReader, words: RollupWords): Html => {
  const { scope, year, period } = rollup;
  const files = (Object.keys(fileNames) as RollupFile[]).filter((file) => formats.includes(file));
  return html`<header>
<p class="eyebrow">${words.text('page.eyebrow', { year: String(year) })}</p>
<h1 dir="auto">${words.title(rollup)}</h1>
<p class="about">${joined([period.from && period.to ? words.days(period.from, period.to) : null, ...about(rollup, words)])}</p>
<nav class="tools" aria-label="${words.text('page.tools')}">
${
  files.length > 0 &&
  html`<ul><li>${words.text('page.download')}</li>
${files.map((file) => html`<li><a href="${rollupLink(scope, year, file, { language: words.language, link })}" download>${fileNames[file]}</a></li>`)}</ul>`
}
<ul>${allLanguages.map(
    (language) =>
      language !== words.language &&
      html`<li><a href="${rollupLink(scope, year, 'html', { language, link })}" lang="${language}" hreflang="${language}">${languages[language]}</a></li>`,
  )}</ul>
</nav>
</header>`;
};

const about = (rollup: PublishedRollup, words: RollupWords): HtmlPart[] => {
  const { scope, communities } = rollup;
  const [only] = communities;
  const coverage = coverageOf(rollup, words);
  if (scope.kind !== 'community' || !only) return [coverage];
  return [
    only.leadOrganization && rich(words, 'page.ledBy', { organization: name(only.leadOrganization) }),
    words.tell(all(only.states)),
    coverage,
  ];
};

const footer = ({ readAt, contentHash, communities, scope }: PublishedRollup, words: RollupWords): Html => {
  const [only] = communities;
  const time = words.time(readAt);
  return html`<footer>
<p class="paper">${words.text('page.onPaper')}</p>
<p>${
    scope.kind === 'community' && only
      ? words.text('page.readRevision', { time, revision: String(only.revision) })
      : words.text('page.read', { time })
  }</p>
<p>${rich(words, 'page.hash', { hash: html`<span class="hash">${contentHash}</span>` })}</p>
</footer>`;
};
