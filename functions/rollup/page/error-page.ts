import type { Said } from '../../plan/messages/said.ts';
import type { Words } from '../../plan/messages/words.ts';
import type { Instead } from '../answer.ts';
import { html, trusted } from './html.ts';
import { pageStyle } from './style.ts';

export { pagePolicy } from './style.ts';

/** Says why there is no rollup, in the same dress. */
export const errorPage = (
  title: Said,
  problems: readonly Said[],
  { language, tell }: Words,
  instead: Instead | null,
): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${tell(title)}</title>
<style>${trusted(pageStyle)}</style>
</head>
<body>
<main class="page">
<p class="eyebrow">${tell({ say: 'rollup.errors.eyebrow' })}</p>
<h1>${tell(title)}</h1>
<ul class="notes">${problems.map((problem) => html`<li dir="auto">${tell(problem)}</li>`)}</ul>
${instead && html`<p class="lead"><a href="${instead.address}">${tell(instead.text)}</a></p>`}
</main>
</body>
</html>
`.text;
