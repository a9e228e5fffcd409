import { html, trusted } from './html.ts';
import { pageStyle } from './style.ts';

export { pagePolicy } from './style.ts';

/** Says why there is no rollup, in the same dress. */
export const errorPage = (title: string, problems: readonly string[]): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${trusted(pageStyle)}</style>
</head>
<body>
<main class="page">
<p class="eyebrow">TechHire rollup</p>
<h1>${title}</h1>
<ul class="notes">${problems.map((problem) => html`<li dir="auto">${problem}</li>`)}</ul>
</main>
</body>
</html>
`.text;
