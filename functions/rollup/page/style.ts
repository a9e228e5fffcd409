import { createHash } from 'node:crypto';

/** The style sheet of the rollup page, for screens wide and narrow, light and dark, and for paper. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --panel: #f6f7f5; --ink: #1b2421; --muted: #57635e; --line: #cfd6d1; --track: #e4e9e6;
  --accent: #0b6b5d; --mid: #4d9b8f; --soft: #a9d0c9; --pale: #d3e6e2; --alert: #8a3b12;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #111715; --panel: #19211e; --ink: #e8eeeb; --muted: #a3b1ab; --line: #3a4742; --track: #2a3531;
    --accent: #58c4b1; --mid: #3d9081; --soft: #2f6c61; --pale: #26514a; --alert: #f0a982;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
}
.page { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1, h2, h3, p, dl, dd, ul, figure { margin: 0; }
h1 { font-size: 2.1rem; line-height: 1.15; font-weight: 650; letter-spacing: -0.015em; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.005em; }
h3 { font-size: 1rem; font-weight: 650; margin-top: 2rem; }
a { color: var(--accent); text-underline-offset: 0.18em; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.eyebrow { color: var(--accent); font-weight: 650; font-size: 0.85rem; letter-spacing: 0.02em; margin-bottom: 0.5rem; }
.about { color: var(--muted); margin-top: 0.6rem; }
.tools, .tools ul { display: flex; flex-wrap: wrap; gap: 0 1.1rem; }
.tools { justify-content: space-between; margin-top: 0.5rem; color: var(--muted); font-size: 0.93rem; }
.tools ul { padding: 0; list-style: none; }
.tools li { padding: 0.25rem 0; }
section { margin-top: 3.25rem; }
.answer section { margin-top: 0; }
section > h2 { border-top: 1px solid var(--line); padding-top: 1.25rem; }
.lead { color: var(--muted); max-width: 42rem; margin-top: 0.35rem; }
.answer { margin-top: 1.5rem; display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); grid-template-rows: auto 1fr; gap: 0.5rem 3rem; }
.answer section:nth-of-type(2) { grid-area: 1 / 2 / 3 / 3; }
.answer h2 { border: 0; padding: 0; font-size: 1.05rem; }
.big { font-size: 3.4rem; line-height: 1.05; font-weight: 650; letter-spacing: -0.03em; margin-top: 0.35rem; font-variant-numeric: tabular-nums; }
.big { display: flex; align-items: baseline; gap: 0.75rem; }
.big small { font-size: 1.15rem; line-height: 1.3; font-weight: 450; letter-spacing: 0; color: var(--muted); }
.meter { display: block; width: 100%; height: 14px; margin: 0.75rem 0 0.6rem; }
.big.word { flex-wrap: wrap; font-size: 1.6rem; line-height: 1.25; letter-spacing: -0.01em; }
.verdict { max-width: 34rem; margin-top: 0.35rem; }
.figures { display: grid; gap: 0.55rem; margin-top: 0.6rem; font-variant-numeric: tabular-nums; }
.figures div { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid var(--line); padding-bottom: 0.5rem; }
.figures dt { color: var(--muted); }
.figures dd { font-weight: 600; text-align: right; white-space: nowrap; }
.figures .sum dd, .figures .sum dt { color: var(--ink); font-weight: 650; }
.chart { margin-top: 1.25rem; }
.chart svg { display: block; width: 100%; height: auto; }
.chart text { font-family: inherit; }
.chart.narrow { display: none; }
.scroll { overflow-x: auto; margin-top: 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.93rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); font-size: 0.9rem; padding-bottom: 0.5rem; }
th, td { padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-weight: 500; font-size: 0.85rem; vertical-align: bottom; line-height: 1.35; }
tbody th { font-weight: 500; overflow-wrap: anywhere; min-width: 7rem; }
tfoot th, tfoot td { font-weight: 650; border-bottom: 0; }
th.words, td.words { text-align: left; }
td.words { min-width: 9rem; overflow-wrap: anywhere; }
td.date, td.share { white-space: nowrap; text-align: right; }
td.share { text-align: left; }
td .of { display: block; color: var(--muted); font-size: 0.82rem; white-space: nowrap; }
td .none { color: var(--muted); font-size: 0.82rem; white-space: nowrap; }
.quiet { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.bar { display: inline-block; vertical-align: middle; width: 8rem; height: 10px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1.5rem 2rem; margin-top: 1.25rem; padding: 0; list-style: none; font-size: 0.88rem; }
.cards p { display: flex; justify-content: space-between; gap: 0.75rem; color: var(--muted); font-variant-numeric: tabular-nums; }
.cards p span { text-align: right; }
.cards .name { font-size: 0.95rem; border-bottom: 1px solid var(--line); padding-bottom: 0.25rem; margin-bottom: 0.35rem; }
.cards .name strong { color: var(--ink); font-weight: 600; overflow-wrap: anywhere; }
.cards .meter { margin: 0.15rem 0 0.45rem; height: 10px; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 3rem; }
.notes { padding-left: 1.1rem; margin-top: 0.75rem; max-width: 46rem; }
.notes li { margin-top: 0.45rem; }
.alert { color: var(--alert); font-weight: 600; }
.hash { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.82rem; overflow-wrap: anywhere; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; color: var(--muted); font-size: 0.88rem; }
.paper { display: none; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: 0.5rem 1rem; }
@media (max-width: 44rem) {
  .page { padding: 1.1rem 1.1rem 3rem; }
  h1 { font-size: 1.65rem; }
  .answer, .pair { grid-template-columns: minmax(0, 1fr); gap: 1.5rem; }
  .answer section:nth-of-type(2) { grid-area: auto; }
  .big small { font-size: 1rem; }
  .meter { margin: 0.6rem 0 0.5rem; }
  .big { font-size: 2.8rem; }
  .chart.wide { display: none; }
  .chart.narrow { display: block; }
  section { margin-top: 2.5rem; }
  .bar { width: 4rem; }
}
@page { margin: 12mm 14mm; }
@media print {
  :root {
    color-scheme: light;
    --paper: #ffffff; --panel: #ffffff; --ink: #000000; --muted: #444444; --line: #bbbbbb; --track: #e4e9e6;
    --accent: #0b6b5d; --mid: #4d9b8f; --soft: #a9d0c9; --pale: #d3e6e2; --alert: #8a3b12;
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html { font-size: 8pt; }
  body { font-size: 1rem; line-height: 1.25; }
  .page { max-width: none; padding: 0; }
  .lead, .notes { max-width: none; }
  .tools, .skip, .screen { display: none; }
  .paper { display: block; }
  section { margin-top: 0.7rem; }
  section > h2 { padding-top: 0.35rem; }
  h3 { margin-top: 0.7rem; }
  details { display: none; }
  h2, h3, caption, h2 + .lead, h3 + .lead, thead { break-after: avoid; }
  .chart, .answer, .lead, .notes li, .cards li, tr { break-inside: avoid; }
  .chart { margin-top: 0.5rem; }
  .chart.wide { display: block; max-width: 110mm; }
  .pair .chart.wide, .standing .chart.wide { max-width: none; }
  .chart.narrow { display: none; }
  .pair { align-items: start; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 2rem; }
  .pair:has(> .screen) { display: block; }
  .cards { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 0.5rem 1.2rem; margin-top: 0.5rem; }
  .cards.many { grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 0.3rem 0.9rem; font-size: 0.8rem; }
  .cards.many .funds { display: none; }
  .cards.many .name strong { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .cards.many .name { font-size: 0.82rem; margin-bottom: 0.1rem; padding-bottom: 0.05rem; }
  .cards .meter { height: 7px; margin: 0.1rem 0 0.2rem; }
  .figures { gap: 0.2rem; }
  .figures div { padding-bottom: 0.2rem; }
  .notes { margin-top: 0.4rem; }
  .notes li { margin-top: 0.2rem; }
  section[aria-labelledby='method'] > .notes > li, .notes.names li { margin-left: 1.1rem; }
  section[aria-labelledby='method'] > .notes, .notes.names { padding-left: 0; }
  section[aria-labelledby='method'] > .notes { columns: 2; column-gap: 2rem; }
  .notes.names { columns: 3; column-gap: 1.5rem; max-width: none; }
  .answer { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); margin-top: 0.8rem; }
  .answer section:nth-of-type(2) { grid-area: 1 / 2 / 3 / 3; }
  .scroll { overflow: visible; margin-top: 0.5rem; }
  tfoot { display: table-row-group; }
  table.long tbody tr:nth-child(n + 7) { display: none; }
  td.words { min-width: 4.5rem; overflow-wrap: break-word; }
  td .of { line-height: 1.1; }
  th, td { padding: 0.15rem 0.5rem; }
  footer { margin-top: 1rem; padding-top: 0.4rem; }
}
`;

/** Nothing but this style sheet: no script, no picture from elsewhere, no form. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(pageStyle, 'utf8').digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');
