import type { AttentionReason, SlowSheet } from '../edits/sheets-overview.ts';
import type { PlannerHealth } from '../planner/health.ts';
import { type Html, html, trusted } from '../rollup/page/html.ts';

/** For the operator, in a browser. */
export const healthPage = (health: PlannerHealth): string => {
  const { at, ok, connected, queue, slowest, attention, errors, accounts, drive, reconcile } = health;
  const reasons = Object.entries(attention).filter(([, { count }]) => count > 0) as [AttentionReason, Attention][];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${ok ? 'All is well' : 'Somebody is needed'} – TechHire Planner</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>
<h1>TechHire Planner: ${ok ? 'all is well' : 'somebody is needed'}</h1>
<p>As of <time datetime="${at}">${at}</time>. The same as JSON where a program asks.</p>
<table>
<caption>Figures</caption>
<tbody>
${[
  row('Connected sheets', number(connected)),
  row(
    'Sheets with edits that wait',
    `${number(queue.owing)}${queue.owing > 0 ? `, the oldest for ${duration(queue.lagMs)}` : ''}`,
  ),
  row('Slowest last pass', slow(slowest.pass)),
  row('Longest from an edit to what the sheet shows', slow(slowest.feedback)),
  row(
    'Errors in the last hour',
    errors.lastHour === 0
      ? 'none'
      : `${number(errors.lastHour)}: ${errors.kinds.map(({ kind, count }) => `${kind} ${number(count)}`).join(', ')}`,
  ),
  row(
    'Last run of reconcile',
    reconcile === null
      ? 'none yet'
      : `${reconcile.finishedAt}: ${number(reconcile.passed)} checked, ${number(reconcile.failed)} failed, ${number(reconcile.left)} left`,
  ),
]}
</tbody>
</table>
${reasons.length === 0 ? html`<p>No sheet needs anybody.</p>` : reasons.map(([reason, found]) => section(reason, found))}
${
  accounts.length > 0 &&
  html`<table>
<caption>Calls to the Sheets API in the last minute</caption>
<thead><tr><th scope="col">Account</th><th scope="col">Reads</th><th scope="col">Writes</th><th scope="col">Limit of each</th><th scope="col">Sheets that wait</th></tr></thead>
<tbody>
${accounts.map(
  ({
    account,
    calls,
    limit,
    waiting,
  }) => html`<tr><th scope="row">${account ?? 'the functions’ own'}</th><td>${number(calls.reads)}</td><td>${number(calls.writes)}</td><td>${number(limit)}</td><td>${number(waiting)}</td></tr>
`,
)}</tbody>
</table>`
}
${
  drive.length > 0 &&
  html`<table>
<caption>Drive tells of edits in sheets without the bound script</caption>
<thead><tr><th scope="col">Account</th><th scope="col">Channel open until</th><th scope="col">Last heard of</th></tr></thead>
<tbody>
${drive.map(
  ({
    account,
    channelExpiresAt,
    heardAt,
  }) => html`<tr><th scope="row">${account ?? 'the functions’ own'}</th><td>${channelExpiresAt}</td><td>${heardAt ?? 'never'}</td></tr>
`,
)}</tbody>
</table>`
}
</main>
</body>
</html>
`.text;
};

type Attention = PlannerHealth['attention'][AttentionReason];

const titles: Record<AttentionReason, { title: string; mend: string }> = {
  passFailed: {
    title: 'Sheets whose last pass failed',
    mend: 'It is tried again with the next edit, and by reconcile. The reason says what to do.',
  },
  waiting: {
    title: 'Sheets with edits that have waited for more than ten minutes',
    mend: 'Look at the errors and at the quota above; npm run reconcile passes over them now.',
  },
  triggerNotInstalled: {
    title: 'Sheets that changed though nobody had told the planner',
    mend: 'The trigger is not installed: open each and choose TechHire > Connect.',
  },
};

const section = (reason: AttentionReason, { count, sheets }: Attention): Html => html`<section>
<h2>${titles[reason].title}: ${number(count)}</h2>
<p>${titles[reason].mend}</p>
<ul>
${sheets.map(
  ({ spreadsheetId, communityId, since, message }) =>
    html`<li>${sheetLink(spreadsheetId, communityId)}, since <time datetime="${since}">${since}</time>${message !== null && html`: ${message}`}</li>
`,
)}</ul>
${count > sheets.length && html`<p>And ${number(count - sheets.length)} more.</p>`}
</section>
`;

const row = (name: string, value: string | Html): Html => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>
`;

const slow = (sheet: SlowSheet | null): string | Html =>
  sheet === null
    ? 'none yet'
    : html`${duration(sheet.ms)}, ${sheetLink(sheet.spreadsheetId, sheet.communityId)}, ${sheet.at}`;

const sheetLink = (spreadsheetId: string, communityId: string): Html =>
  html`<a href="https://docs.google.com/spreadsheets/d/${spreadsheetId}">${communityId}</a>`;

const number = (value: number): string => value.toLocaleString('en');

const duration = (ms: number): string =>
  ms < 1_000
    ? `${Math.round(ms)} ms`
    : ms < 120_000
      ? `${(ms / 1_000).toFixed(1)} s`
      : ms < 7_200_000
        ? `${Math.round(ms / 60_000)} min`
        : `${Math.round(ms / 3_600_000)} h`;

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1.5rem 0; }
caption { text-align: start; font-weight: bold; }
th, td { text-align: start; vertical-align: top; padding: .25rem 1.5rem .25rem 0; border-bottom: 1px solid; font-weight: normal; }
li { overflow-wrap: anywhere; }
`;
