import { dateInWords } from '../../plan/date.ts';
import { say } from '../../plan/messages/said.ts';
import { wordsIn } from '../../plan/messages/words.ts';
import { stillToFind } from '../../plan/money.ts';
import { publishedCosts } from '../../plan/published-costs.ts';
import { counted, listed } from '../../plan/text.ts';
import { segmentName } from '../facts.ts';
import { type RollupFormat, rollupFormats, rollupLink } from '../link.ts';
import { type MethodNote, methodNotes } from '../method.ts';
import {
  type CoveredDollars,
  type Published,
  type PublishedRollup,
  type Row,
  type Step,
  stepNames,
} from '../rollup.ts';
import { type BarRow, barChart, rangeChart } from './charts.ts';
import { forecastSection, paceSentence } from './forecast-section.ts';
import { type Html, type HtmlPart, html, trusted } from './html.ts';
import {
  count,
  dataBar,
  dollars,
  joined,
  missing,
  monthInWords,
  more,
  number,
  outOf,
  percent,
  periodInWords,
  reached,
  scrolling,
  section,
  timeInWords,
  whole,
} from './parts.ts';
import { riskSection } from './risk-section.ts';
import { pageStyle } from './style.ts';

export { pagePolicy } from './style.ts';

/** The page that a funder reads: no script, everything on it also in the CSV and the JSON. */
export const rollupPage = (
  rollup: PublishedRollup,
  reader: PageReader = { formats: rollupFormats, link: null },
): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${rollup.title}, plan year ${rollup.year}: TechHire rollup</title>
<style>${trusted(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#answer">Skip to the figures</a>
<div class="page">
${header(rollup, reader)}
<main>
${answer(rollup)}
${forecastSection(rollup)}
${funnelSection(rollup)}
${riskSection(rollup)}
${segmentSection(rollup)}
${quarterSection(rollup)}
${periodSection(rollup)}
${moneySection(rollup)}
${partnerSection(rollup)}
${pipelineSection(rollup)}
${localGoalSection(rollup)}
${communitySection(rollup)}
${methodSection(rollup)}
</main>
${footer(rollup)}
</div>
</body>
</html>
`.text;

/** Who reads a page: which formats are open to them, and by which link. */
export interface PageReader {
  formats: readonly RollupFormat[];
  link: string | null;
}

const header = (
  { title, scope, year, period, communities, leftOut }: PublishedRollup,
  { formats, link }: PageReader,
): Html => {
  const [only] = communities;
  const about =
    scope.kind === 'community' && only
      ? [
          only.leadOrganization && html`Led by <bdi>${only.leadOrganization}</bdi>`,
          only.states.length > 0 && listed(only.states),
        ]
      : [
          counted(communities.length, 'community', 'communities') +
            (leftOut.length > 0 ? `, ${leftOut.length} left out` : ''),
        ];
  return html`<header>
<p class="eyebrow">TechHire rollup, plan year ${year}</p>
<h1 dir="auto">${title}</h1>
<p class="about">${joined([period.from && period.to ? `${dateInWords(period.from)} to ${dateInWords(period.to)}` : null, ...about])}</p>
<ul class="downloads">
${formats.includes('xlsx') && html`<li><a href="${rollupLink(scope, year, 'xlsx', link)}" download>Download for Excel (XLSX)</a></li>`}
${formats.includes('csv') && html`<li><a href="${rollupLink(scope, year, 'csv', link)}" download>Download as CSV, one figure a row</a></li>`}
${formats.includes('json') && html`<li><a href="${rollupLink(scope, year, 'json', link)}">Download as JSON, for programs</a></li>`}
</ul>
</header>`;
};

/** Are they on track, and what does the money do: the first screen. */
const answer = (rollup: PublishedRollup): Html => {
  const { placed } = rollup.people.whole;
  const { needed, totals, stillToFind: gap } = rollup.money;
  const secured = totals.received + totals.committed;
  return html`<div class="answer" id="answer">
<section aria-labelledby="people-first">
<h2 id="people-first">People placed in tech jobs so far</h2>
<p class="big">${big(placed.actual)}${placed.target !== null && html` <small>of ${whole(placed.target)}</small>`}</p>
${meter(placed.actual, placed.target, paceShare(rollup))}
<p class="verdict">${verdict(rollup)}</p>
${paceSentence(rollup)}
</section>
<section aria-labelledby="money-first">
<h2 id="money-first">Money for this plan year</h2>
${
  rollup.withheld.includes('money')
    ? html`<p class="verdict">${wordsIn('en').tell(say('sharing.withheld.money'))}</p>`
    : html`<dl class="figures">
<div><dt>Needed</dt><dd>${dollars(needed)}</dd></div>
<div><dt>Received or committed</dt><dd>${dollars(secured)}</dd></div>
<div class="sum"><dt>Still to find</dt><dd>${dollars(gap)}</dd></div>
<div><dt>Spent so far</dt><dd>${dollars(totals.spent)}</dd></div>
</dl>`
}
</section>
</div>`;
};

const verdict = ({ people, pace, communities }: PublishedRollup): HtmlPart => {
  const { actual, target } = people.whole.placed;
  if (target === null) return 'No goal for placements has been set yet.';
  if (actual === null)
    return 'Placements have not been counted for everybody yet, so nothing can be said about the pace.';
  if (actual === 'hidden')
    return 'The number is too small to publish, or would give a small one away, so nothing is said about the pace either.';
  const share = `${percent(actual, target)} of the goal`;
  // Like is compared with like: those who were counted in the one number must be those whom the other expects.
  if (!pace || pace.communities !== people.whole.placed.communities.actual) return `${share}.`;
  const { first, last } = pace.countedThrough;
  const through = first === last ? dateInWords(last) : `dates from ${dateInWords(first)} to ${dateInWords(last)}`;
  const even = `an even pace would have placed ${whole(Math.round(pace.expected))} by then: `;
  const standing =
    actual >= pace.expected
      ? 'this is on track.'
      : `${counted(Math.ceil(pace.expected - actual), 'person', 'people')} behind. People are placed late in a year in which they train first, so see how far along the earlier stages are.`;
  return pace.communities === communities.length
    ? `${share}, counted through ${through}. ${inSentence(even)}${standing}`
    : `${share}. ${pace.communities} of ${communities.length} communities have counted, through ${through}; their goals add up to ${whole(pace.goal)}, and ${even}${standing}`;
};

const inSentence = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

const funnelSteps: readonly Step[] = [
  'aware',
  'applied',
  'assessed',
  'matched',
  'enrolled',
  'completed',
  'placedDirect',
  'placedTrained',
  'placed',
];

const funnelSection = (rollup: PublishedRollup): Html => {
  const { whole: row } = rollup.people;
  const pace = paceShare(rollup);
  const rows = funnelSteps.map((step): BarRow => {
    const { target, actual } = row[step];
    return {
      label: stepNames[step],
      text: outOf(actual, target),
      track: target === null ? 0 : 1,
      to: typeof actual === 'number' && target !== null && target > 0 ? Math.min(actual / target, 1.25) : null,
    };
  });
  const ranged = funnelSteps.filter((step) => (row[step].withLowRates ?? 0) > (row[step].withHighRates ?? 0));
  return section(
    'funnel',
    'From first contact to a job',
    `The targets are worked out backwards from the placements goal. Each bar shows how much of its own target has been reached so far.${pace === null ? '' : ' The mark across the bars is where an even pace through the plan year would be.'}`,
    html`${barChart({
      rows,
      ...(pace === null ? {} : { marker: { at: pace, label: 'Even pace' } }),
      description: `Bar chart of the share of each stage’s target reached so far. ${rows.map(({ label, text }) => `${label}: ${text}`).join('. ')}. The table below has the same figures.`,
    })}
<p class="lead">The last two columns say how many people are needed if every rate turns out as high, or as low, as the plan allows for.</p>
${scrolling(
  'Stages: target and people so far',
  html`<table>
<caption class="quiet">People by stage.</caption>
<thead><tr><th scope="col">Stage</th><th scope="col">So far</th><th scope="col">Target</th><th scope="col">Reached</th><th scope="col">Needed if rates turn out high</th><th scope="col">Needed if rates turn out low</th></tr></thead>
<tbody>${funnelSteps.map((step) => {
    const { actual, target, withHighRates, withLowRates } = row[step];
    return html`<tr><th scope="row">${stepNames[step]}</th><td>${count(actual)}</td><td>${number(target)}</td><td>${reached(actual, target)}</td><td>${number(withHighRates)}</td><td>${number(withLowRates)}</td></tr>`;
  })}</tbody>
</table>`,
)}
${
  ranged.length > 0 &&
  html`<h3>How much the targets depend on the rates</h3>
${rangeChart(
  ranged.map((step) => ({
    label: stepNames[step],
    low: row[step].withHighRates ?? 0,
    middle: row[step].target ?? 0,
    high: row[step].withLowRates ?? 0,
  })),
  `Range chart of the people needed at each stage, on a scale on which each line is ten times the one before. ${ranged
    .map(
      (step) =>
        `${stepNames[step]}: target ${whole(row[step].target ?? 0)}, from ${whole(row[step].withHighRates ?? 0)} to ${whole(row[step].withLowRates ?? 0)}`,
    )
    .join('. ')}. The table above has the same figures.`,
)}
<p class="lead">The point is the target; the band runs from the fewest to the most people that could be needed. Each line is ten times the one before.</p>`
}`,
  );
};

/** A page is for reading: what goes beyond is in the CSV. */
const MOST_SEGMENTS = 20;
const MOST_COMMUNITIES = 100;
const MOST_LOCAL_GOALS = 40;
const MOST_ROLES = 30;

const segmentSection = ({ people }: PublishedRollup): HtmlPart => {
  if (people.segments.length === 0) return null;
  const segments = people.segments.slice(0, MOST_SEGMENTS);
  const rows = segments.map((segment): BarRow => {
    const { target, actual } = segment.row.placed;
    return {
      label: segmentName(segment),
      text: outOf(actual, target),
      track: target ?? 0,
      to: typeof actual === 'number' ? actual : null,
    };
  });
  const columns: readonly Step[] = ['aware', 'applied', 'assessed', 'matched', 'enrolled', 'completed', 'placed'];
  return section(
    'segments',
    'By group of job seekers',
    'Placements so far against the goal of each group; below, people so far and the target of each stage.',
    html`${barChart({
      rows,
      description: `Bar chart of placements by group. ${rows.map(({ label, text }) => `${label}: ${text}`).join('. ')}. The table below has the same figures.`,
    })}
${scrolling(
  'People by group and stage',
  html`<table>
<caption class="quiet">People by group and stage.</caption>
<thead><tr><th scope="col">Group</th>${columns.map((step) => html`<th scope="col">${stepNames[step]}</th>`)}</tr></thead>
<tbody>${segments.map(
    (segment) =>
      html`<tr><th scope="row" dir="auto">${segmentName(segment)}</th>${columns.map((step) => stacked(segment.row, step))}</tr>`,
  )}</tbody>
</table>`,
)}
${more(people.segments.length - segments.length, 'group', 'groups')}`,
  );
};

const quarterSection = ({ quarters }: PublishedRollup): HtmlPart => {
  if (quarters.length === 0) return null;
  return section(
    'quarters',
    'By quarter',
    'Placements counted in each quarter of the plan year, against the quarter’s goal.',
    scrolling(
      'Placements by quarter',
      html`<table>
<caption class="quiet">Placements by quarter.</caption>
<thead><tr><th scope="col">Quarter</th><th scope="col">Placed</th><th scope="col">Goal</th><th scope="col" class="words">Reached</th></tr></thead>
<tbody>${quarters.map(
        ({ from, to, target, actual }) =>
          html`<tr><th scope="row">${periodInWords(from, to)}</th><td>${count(actual)}</td><td>${whole(target)}</td><td class="share">${typeof actual === 'number' && target > 0 && dataBar(Math.min(1, actual / target))} ${reached(actual, target)}</td></tr>`,
      )}</tbody>
</table>`,
    ),
  );
};

const periodSection = ({ people }: PublishedRollup): HtmlPart => {
  if (people.periods.length === 0) return null;
  const columns = funnelSteps.filter((step) => step !== 'placedDirect' && step !== 'placedTrained');
  return section(
    'periods',
    'By period',
    'People as they moved on in each period that has been counted.',
    scrolling(
      'People by period and stage',
      html`<table>
<caption class="quiet">People by period and stage.</caption>
<thead><tr><th scope="col">Period</th>${columns.map((step) => html`<th scope="col">${stepNames[step]}</th>`)}</tr></thead>
<tbody>${people.periods.map(
        ({ from, to, actuals }) =>
          html`<tr><th scope="row">${periodInWords(from, to)}</th>${columns.map((step) => html`<td>${count(actuals[step])}</td>`)}</tr>`,
      )}</tbody>
<tfoot><tr><th scope="row">So far</th>${columns.map((step) => html`<td>${count(people.whole[step].actual)}</td>`)}</tr></tfoot>
</table>`,
    ),
  );
};

const moneySection = ({ money, withheld }: PublishedRollup): HtmlPart => {
  if (withheld.includes('money')) return null;
  const { needs, needed, funding, totals, covered: ofNeeds, stillToFind: gap } = money;
  const stages = [
    { label: 'Received', amount: totals.received, tone: 'accent' },
    { label: 'Committed', amount: totals.committed, tone: 'mid' },
    { label: 'Applied for', amount: totals.applied, tone: 'soft' },
    { label: 'Ideas', amount: totals.idea, tone: 'pale' },
  ] as const;
  let so = 0;
  const rows: BarRow[] = [
    { label: 'Needed', text: dollars(needed), to: needed, tone: 'muted' },
    ...stages.map(({ label, amount, tone }): BarRow => {
      const from = so;
      so += amount;
      return { label, text: dollars(amount), from, to: so, tone };
    }),
  ];
  const secured = ofNeeds.received + ofNeeds.committed;
  const covered = needed > 0 ? percent(secured, needed) : null;
  const idle = totals.received + totals.committed - secured;
  const asked = funding.filter(
    ({ idea, applied, committed, received, spent }) => idea + applied + committed + received + spent > 0,
  );
  const setAside = funding.filter(({ setAside }) => setAside > 0).map(({ label }) => label);
  const open = funding.filter(({ notConsidered }) => notConsidered > 0).map(({ label }) => label);
  return section(
    'money',
    'What it costs and who pays',
    covered === null
      ? 'No needs have been written down yet.'
      : `Money received or committed may pay for ${covered} of what is needed, which leaves ${dollars(gap)} to find.${idle >= 1 ? ` ${dollars(idle)} of it finds nothing to pay for, because a source pays only for what its giver allows, and while it may be spent.` : ''} Each kind of money is drawn where the one before it ends, so that the bars together show how far it reaches.`,
    html`${
      (needed > 0 || so > 0) &&
      barChart({
        rows,
        ...(needed > 0 ? { marker: { at: needed } } : {}),
        description: `Bar chart of money: ${rows.map(({ label, text }) => `${label.toLowerCase()} ${text}`).join(', ')}. The tables below have the same figures.`,
      })
    }
${
  needs.length > 0 &&
  html`<h3>Needs, and what is there for them</h3>
${barChart({
  rows: needs.map(
    (need): BarRow => ({
      label: need.label,
      text: `${dollars(need.received + need.committed)} of ${dollars(need.amount)}`,
      track: need.amount,
      to: need.received + need.committed,
    }),
  ),
  description: `Bar chart of what received or committed money covers of each need. ${needs
    .map((need) => `${need.label}: ${dollars(need.received + need.committed)} of ${dollars(need.amount)}`)
    .join('. ')}. The table below has the same figures.`,
})}`
}
${scrolling(
  'Needs by category',
  html`<table>
<caption>What the money is for.</caption>
${coverageHead('Need')}
<tbody>${needs.map((need) => coverageRow(need.label, need))}</tbody>
<tfoot>${coverageRow('Needed', ofNeeds)}</tfoot>
</table>`,
)}
${
  // Closed, so that it is not printed: a year has many months.
  money.months.length > 0 &&
  html`<details><summary>By month</summary>
${scrolling(
  'Needs by month',
  html`<table>
<caption>When it is needed.</caption>
${coverageHead('Month')}
<tbody>${money.months.map((month) => coverageRow(monthInWords(month.month), month))}</tbody>
</table>`,
)}
</details>`
}
${costList(money)}
${
  asked.length > 0 &&
  scrolling(
    'Funding by source',
    html`<table>
<caption>Where the money comes from.</caption>
<thead><tr><th scope="col">Source</th><th scope="col">Received</th><th scope="col">Committed</th><th scope="col">Applied for</th><th scope="col">Ideas</th><th scope="col">Spent so far</th></tr></thead>
<tbody>${asked.map(
      (row) =>
        html`<tr><th scope="row">${row.label}</th><td>${dollars(row.received)}</td><td>${dollars(row.committed)}</td><td>${dollars(row.applied)}</td><td>${dollars(row.idea)}</td><td>${dollars(row.spent)}</td></tr>`,
    )}</tbody>
<tfoot><tr><th scope="row">All sources</th><td>${dollars(totals.received)}</td><td>${dollars(totals.committed)}</td><td>${dollars(totals.applied)}</td><td>${dollars(totals.idea)}</td><td>${dollars(totals.spent)}</td></tr></tfoot>
</table>`,
  )
}
${
  (setAside.length > 0 || open.length > 0) &&
  html`<ul class="notes">
${setAside.length > 0 && html`<li>Considered and set aside: ${listed(setAside)}.</li>`}
${open.length > 0 && html`<li>Not considered yet: ${listed(open)}.</li>`}
</ul>`
}`,
  );
};

const coverageHead = (first: string): Html =>
  html`<thead><tr><th scope="col">${first}</th><th scope="col">Amount</th><th scope="col">Received</th><th scope="col">Committed</th><th scope="col">Hoped for</th><th scope="col">Still to find</th></tr></thead>`;

const coverageRow = (name: string, covered: CoveredDollars): Html =>
  html`<tr><th scope="row">${name}</th><td>${dollars(covered.amount)}</td><td>${dollars(covered.received)}</td><td>${dollars(covered.committed)}</td><td>${dollars(covered.applied + covered.idea)}</td><td>${dollars(stillToFind(covered))}</td></tr>`;

/** What a person costs, beside what others have published. */
const costList = ({ costs }: PublishedRollup['money']): HtmlPart => {
  const kinds = (['placement', 'participant'] as const).filter((kind) => costs[kind] !== null);
  if (kinds.length === 0) return null;
  const names = {
    placement: 'One placement',
    participant: 'One person who starts training or is matched',
  } as const;
  return html`<h3>What a person costs</h3>
<ul class="notes">${kinds.map(
    (kind) =>
      html`<li>${names[kind]}: ${dollars(costs[kind]!)}. Published elsewhere: ${publishedCosts
        .filter((published) => published.kind === kind)
        .map(({ amount, what, source }) => `${dollars(amount / 100)}, ${what} (${source})`)
        .join('; ')}.</li>`,
  )}</ul>`;
};

const partnerSection = ({ partners, demand, training, people, communities }: PublishedRollup): Html => {
  const { enrolled, placed } = people.whole;
  return section(
    'partners',
    'Employers, training and partners',
    null,
    html`<div class="pair">
<div><h3>Demand and training</h3>
<dl class="figures">
<div><dt>Openings that employers expect</dt><dd>${whole(demand.openings)}</dd></div>
<div><dt>Employers with openings</dt><dd>${whole(demand.employers)}</dd></div>
<div><dt>Placements that employers have committed to</dt><dd>${whole(partners.placementsCommitted)}${placed.target !== null && html` of ${whole(placed.target)}`}</dd></div>
<div><dt>Training programs</dt><dd>${whole(training.programs)}</dd></div>
<div><dt>Seats in them</dt><dd>${whole(training.seats)}</dd></div>
<div><dt>People to be enrolled</dt><dd>${number(enrolled.target)}</dd></div>
</dl></div>
<div>${
      partners.byKind.length > 0
        ? html`<h3>Partners</h3>
${scrolling(
  'Partners by kind',
  html`<table>
<caption class="quiet">Organizations by kind.</caption>
<thead><tr><th scope="col">Kind</th><th scope="col">Committed</th><th scope="col">Invited</th></tr></thead>
<tbody>${partners.byKind.map(({ label, invited, committed }) => html`<tr><th scope="row">${label}</th><td>${whole(committed)}</td><td>${whole(invited)}</td></tr>`)}</tbody>
</table>`,
)}`
        : html`<h3>Partners</h3><p class="lead">No partners yet.</p>`
    }</div>
</div>
${communities.length > 1 && html`<p class="lead">An organization that works with several communities counts once in each.</p>`}`,
  );
};

const pipelineSection = ({ pipeline, communities }: PublishedRollup): HtmlPart => {
  const { roles, capture } = pipeline;
  if (roles.length === 0) return null;
  const shown = roles.slice(0, MOST_ROLES);
  const short = roles.filter(({ short }) => short > 0);
  return section(
    'pipeline',
    'Roles short of candidates',
    `${short.length === 0 ? 'For every opening somebody is expected to be ready.' : `${counted(short.length, 'role has', 'roles have')} openings for which nobody is expected to be ready in time.`} Expected are people who complete training, if every seat is filled, or are matched, as far as the plan’s rates say that they take a job.`,
    html`${scrolling(
      'Openings and people by role',
      html`<table>
<caption class="quiet">Openings and people by role.</caption>
<thead><tr><th scope="col">Role</th><th scope="col">Openings</th><th scope="col">People ready</th><th scope="col" class="words">Openings short</th><th scope="col">Waiting at the end of the year</th></tr></thead>
<tbody>${shown.map(
        ({ name, openings, ready, short, unplaced }) =>
          html`<tr><th scope="row" dir="auto">${name}</th><td>${number(openings)}</td><td>${whole(ready)}</td><td class="share">${openings !== null && openings > 0 && dataBar(short / openings)} ${whole(short)}</td><td>${whole(unplaced)}</td></tr>`,
      )}</tbody>
</table>`,
    )}
${more(roles.length - shown.length, 'role', 'roles')}
${
  capture &&
  html`<p class="lead">Capture rate: employers that have committed have openings for ${whole(capture.hired)} of the ${counted(capture.completers, 'person', 'people')} expected to complete training (${percent(capture.hired, capture.completers)}).${communities.length > 1 && ' People are counted for the employers of their own community only.'}</p>`
}`,
  );
};

const localGoalSection = ({ localGoals, scope }: PublishedRollup): HtmlPart => {
  if (localGoals.length === 0) return null;
  const shown = localGoals.slice(0, MOST_LOCAL_GOALS);
  const many = scope.kind !== 'community';
  return section(
    'local-goals',
    'Local goals',
    many
      ? 'What the communities want beside placements, in their own words.'
      : 'What the community wants beside placements, in its own words.',
    html`${scrolling(
      'Local goals',
      html`<table>
<caption class="quiet">Local goals.</caption>
<thead><tr><th scope="col">Goal</th>${many && html`<th scope="col" class="words">Community</th>`}<th scope="col" class="words">Measured by</th><th scope="col">Baseline</th><th scope="col">Target</th><th scope="col">By when</th></tr></thead>
<tbody>${shown.map(
        (goal) =>
          html`<tr><th scope="row" dir="auto">${goal.goal}</th>${many && html`<td class="words" dir="auto">${goal.community}</td>`}<td class="words" dir="auto">${goal.measure ?? missing('not said')}</td><td>${count(goal.baseline, 'not given')}</td><td>${number(goal.target)}</td><td class="date">${goal.byWhen === null ? missing('not given') : dateInWords(goal.byWhen)}</td></tr>`,
      )}</tbody>
</table>`,
    )}
${more(localGoals.length - shown.length, 'local goal', 'local goals')}`,
  );
};

const communitySection = ({ communities, leftOut, scope }: PublishedRollup): HtmlPart => {
  if (scope.kind === 'community' && leftOut.length === 0) return null;
  const shown = communities.slice(0, MOST_COMMUNITIES);
  const missed = leftOut.slice(0, MOST_COMMUNITIES);
  return section(
    'communities',
    'Communities',
    `${communities.length} of ${communities.length + leftOut.length} are in these figures.`,
    html`${scrolling(
      'Communities included',
      html`<table>
<caption class="quiet">Communities included.</caption>
<thead><tr><th scope="col">Community</th><th scope="col" class="words">State</th><th scope="col">Placed so far</th><th scope="col">Goal</th><th scope="col">Errors in the plan</th></tr></thead>
<tbody>${shown.map(
        ({ name, states, placed, goal, findings }) =>
          html`<tr><th scope="row" dir="auto">${name}</th><td class="words">${states.join(', ')}</td><td>${count(placed)}</td><td>${number(goal)}</td><td>${whole(findings.error)}</td></tr>`,
      )}</tbody>
</table>`,
    )}
${more(communities.length - shown.length, 'community', 'communities')}
${
  missed.length > 0 &&
  html`<h3>Left out</h3>
<ul class="notes">${missed.map(({ name, reason }) => html`<li><bdi>${name}</bdi>: ${reason}.</li>`)}</ul>
${more(leftOut.length - missed.length, 'community', 'communities')}`
}`,
  );
};

/** The rest is in the data files. */
const WAIVERS_SHOWN = 20;

const methodSection = (rollup: PublishedRollup): Html => {
  const { waivers, communities } = rollup;
  const [leftOut, ...notes] = methodNotes(rollup);
  const item = ({ alert, text }: MethodNote): Html =>
    html`<li>${alert !== null && html`<span class="alert">${alert}</span> `}${text}</li>`;
  return section(
    'method',
    'How to read this, and its limits',
    null,
    html`<ul class="notes">
${item(leftOut!)}
${
  waivers.length > 0 &&
  html`<li>${counted(waivers.length, 'warning was', 'warnings were')} waived, with these reasons:<ul>${waivers
    .slice(0, WAIVERS_SHOWN)
    .map(
      ({ community, rule, table, reason }) =>
        html`<li>${communities.length > 1 && html`<bdi>${community}</bdi>, `}${table} (${rule}): <bdi>${reason}</bdi></li>`,
    )}</ul>${more(waivers.length - WAIVERS_SHOWN, 'warning', 'warnings')}</li>`
}
${notes.map(item)}
<li>This page rounds to whole dollars.</li>
</ul>`,
  );
};

const footer = ({ readAt, contentHash, communities, scope }: PublishedRollup): Html => {
  const [only] = communities;
  return html`<footer>
<p>Read on ${timeInWords(readAt)}${scope.kind === 'community' && only ? `, from revision ${only.revision} of the plan` : null}. Made by TechHire Planner.</p>
<p>Content hash (SHA-256), the same as long as no figure changes: <span class="hash">${contentHash}</span></p>
</footer>`;
};

/** Drawn with attributes, not styles, as the policy wants it; read from the words beside it. */
const meter = (actual: Published, target: number | null, pace: number | null): HtmlPart => {
  if (target === null || target === 0) return null;
  const share = typeof actual === 'number' ? Math.min(1, actual / target) : 0;
  return html`<svg class="meter" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect y="2" width="1000" height="10" fill="var(--track)"/><rect y="2" width="${Math.round(share * 1000)}" height="10" fill="var(--accent)"/>${pace !== null && html`<rect x="${Math.round(pace * 1000) - 1}" width="3" height="14" fill="var(--ink)"/>`}</svg>`;
};

/** Where an even pace stands between nothing and the goal; only where all communities have counted and may say so. */
const paceShare = ({ pace, people, communities }: PublishedRollup): number | null =>
  pace && pace.communities === communities.length && pace.goal > 0 && typeof people.whole.placed.actual === 'number'
    ? Math.min(1, pace.expected / pace.goal)
    : null;

const stacked = (row: Row<Published>, step: Step): Html => {
  const { actual, target } = row[step];
  return html`<td>${count(actual)}${target !== null && html`<span class="of">of ${whole(target)}</span>`}</td>`;
};

const big = (actual: Published): HtmlPart =>
  actual === null
    ? html`<small>not counted</small>`
    : actual === 'hidden'
      ? html`<small>hidden</small>`
      : whole(actual);
