import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanSummary } from '../../../functions/plan/summary.ts';
import { rollupFormats } from '../../../functions/rollup/link.ts';
import { pagePolicy, rollupPage } from '../../../functions/rollup/page/page.ts';
import { publishRollup } from '../../../functions/rollup/publish.ts';
import { browserMissing, launchBrowser } from '../../support/browser.ts';
import { describeWhere } from '../../support/required.ts';
import { community } from '../people.ts';
import { notCounted, riverbend } from '../riverbend.ts';

const publishedOf = (summaries: PlanSummary[]) =>
  publishRollup({
    scope:
      summaries.length === 1 ? { kind: 'community', id: summaries[0]!.communityId } : { kind: 'state', code: 'OH' },
    year: 2026,
    readAt: '2027-01-05T08:00:00.000Z',
    summaries,
    communitiesLeftOut:
      summaries.length === 1 ? [] : [{ id: 'late', name: 'Late Starters', reason: 'no plan for 2026' }],
  });
const pageOf = (...summaries: PlanSummary[]): string =>
  rollupPage(publishedOf(summaries), { language: 'en', formats: rollupFormats, link: null });

/** A name as people give it, in which every character that means something in HTML is at work. */
const hostile = `</style><script>alert('x')</script> "מרכז" & <b>👩🏽‍💻</b>`;

const odd: PlanSummary = {
  ...riverbend(),
  communityId: 'odd',
  community: { ...riverbend().community, name: hostile, leadOrganization: hostile },
  goals: { placements: null, directShare: null },
  scopes: [
    { segment: null, placements: 0, targets: null, confidence: null, actuals: { ...notCounted, applied: 4 } },
    { segment: hostile, placements: 0, targets: null, confidence: null, actuals: { ...notCounted } },
  ],
  localGoals: [{ goal: hostile, measure: hostile, baseline: null, target: null, byWhen: null }],
  periods: [],
  partners: { byKind: {}, placementsCommitted: 0 },
  needs: [],
  funding: [],
};

describe('the page of a rollup', () => {
  const page = pageOf(riverbend());

  it('answers first whether the community is on track and what the money does', () => {
    expect(page).toContain('<p class="big">35 <small>of 80 placements in tech jobs</small></p>');
    expect(page).toContain(
      '<strong>At risk: the forecast falls short of the goal, which only its upper part reaches.</strong>',
    );
    expect(page).toContain('At this pace: 71 (60 to 83) of 80 by Jun 30, 2027.');
    // 184 of 365 days: 40.3 people
    expect(page).toContain('43% of the goal, counted through Dec 31, 2026. An even pace would have placed 40 by then.');
    // 663,880 needed; 240,000 received and 150,000 committed
    expect(page).toContain('<p class="big">58% <small>of $663,880 needed is received or committed</small></p>');
    expect(page).toContain('<dt>Still to find</dt><dd>$273,880</dd>');
    // 92,500 and 31,250.50
    expect(page).toContain(
      'So far $123,751 is spent, and 64 people have started training, 33 have completed it and 35 have been placed.',
    );
  });

  it.each<[string, Partial<PlanSummary['forecast']>, Partial<PlanSummary>?]>([
    ['The goal is reached.', { expected: 71, low: 60, high: 83 }, { goals: { placements: 35, directShare: 0.25 } }],
    ['On track: even the low end of the forecast reaches the goal.', { expected: 90, low: 80, high: 99 }],
    [
      'On track, but not safely: the low end of the forecast falls short of the goal.',
      { expected: 80, low: 79, high: 99 },
    ],
    [
      'At risk: the forecast falls short of the goal, which only its upper part reaches.',
      { expected: 79, low: 70, high: 80 },
    ],
    ['Off track: even the high end of the forecast falls short of the goal.', { expected: 70, low: 60, high: 79 }],
    // At an even pace 40 of 80, and 30 of 60.
    ['Behind: fewer people are placed than at an even pace.', null],
    [
      'On track: no fewer people are placed than at an even pace.',
      null,
      { goals: { placements: 60, directShare: 0.25 } },
    ],
    ['No goal for placements has been set yet.', null, { goals: { placements: null, directShare: 0.25 } }],
  ])('says in one sentence where the goal of 80 is: %s', (headline, forecast, more = {}) => {
    const own = riverbend();
    const page = pageOf({ ...own, ...more, forecast: forecast && { ...own.forecast!, ...forecast } });
    expect(page).toContain(`<strong>${headline}</strong>`);
  });

  it('says how likely the goal is, how many would make it surer, and which rate outreach hangs on most', () => {
    expect(page).toContain(
      'With the plan’s own numbers the goal is reached with a chance of 8.7% at most; the community wants to be 80% sure. The weakest stage is “Enrolled (trained)”, where 96 people are planned.',
    );
    expect(page).toContain(
      '<th scope="row">Enrolled (trained)</th><td>112</td><td>89</td><td>168</td><td>119</td><td>126</td><td>96</td><td>8.7%</td>',
    );
    expect(page).toMatch(/one rate at a time turns out high or low\. Matched → placed \(direct\): 5,556 to 22,223\./);
    // Turned to its low or its high, this rate changes nothing, because direct match needs more people than training does.
    expect(page).not.toContain('8,889 to 8,889');
    const both = pageOf(riverbend(), { ...riverbend(), communityId: 'lakeside' });
    expect(both).toContain('In 0 of 2 communities the plan’s own numbers reach its goal as surely as is wanted there.');
    expect(both).toContain(
      '<th scope="row">Enrolled (trained)</th><td>224</td><td>178</td><td>336</td><td>238</td><td>252</td></tr>',
    );
  });

  it('compares placements with an even pace of the communities that have counted, and of no others', () => {
    const lakeside = {
      ...riverbend(),
      communityId: 'lakeside',
      scopes: riverbend().scopes.map((scope) => ({ ...scope, actuals: { ...notCounted } })),
      periods: [],
    };
    // 35 of 160; the one that counted has a goal of 80
    expect(pageOf(riverbend(), lakeside)).toContain(
      '21% of the goal. 1 of 2 communities have counted, through Dec 31, 2026; their goals add up to 80, and an even pace would have placed 40 by then.',
    );
    expect(pageOf(riverbend(), lakeside)).not.toContain('The mark across the bars is where an even pace');
    const counted = community('undated', { placedDirect: 30 });
    expect(pageOf(riverbend(), counted)).toContain('<p class="verdict">40% of the goal.</p>');
  });

  it('is the same bytes for the same data', () => {
    expect(pageOf(riverbend())).toBe(page);
  });

  it('needs no script and brings nothing that its policy refuses', () => {
    expect(page).not.toMatch(/<script|\son\w+=|\sstyle=|<link|<img|javascript:/i);
    expect(page.match(/<style>/g)).toHaveLength(1);
  });

  it('says what was left out, what is hidden and how to read it', () => {
    expect(page).toContain('3 errors in the plan: rows left out.');
    expect(page).toContain('a count below 10 is not shown');
    // Both routes of the two segments that were counted
    expect(page).toContain('5 figures are hidden in this rollup.');
    expect(pageOf(riverbend(), community('b', {}))).toContain('<li><bdi>Late Starters</bdi>: no plan for 2026.</li>');
  });

  it('says that nobody has counted, and never that it is nobody', () => {
    expect(pageOf(odd)).toContain('<p class="big word">placements not counted yet</p>');
    expect(pageOf(odd)).toContain('No goal for placements has been set yet.');
    expect(pageOf(odd)).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('escapes what people typed, wherever it stands', () => {
    expect(pageOf(odd)).not.toContain('<script');
    expect(pageOf(odd, riverbend())).not.toContain('<b>');
  });

  it('stays under 300 KB for a network of 1,000 communities with segments of their own', () => {
    const summaries = Array.from({ length: 1_000 }, (_, index) =>
      community(`c${index}`, { applied: 50 }, { segments: { [`Segment ${index}`]: { applied: 20 } } }),
    );
    expect(pageOf(...summaries).length).toBeLessThan(300_000);
  });
});

describeWhere(browserMissing(), 'the page in a browser', () => {
  const require = createRequire(import.meta.url);
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const pages: Record<string, string> = {
    '/community': pageOf(riverbend()),
    '/state': pageOf(riverbend(), community('lakeside', { aware: 400, applied: 40, placedTrained: 12 })),
    '/odd': pageOf(odd),
  };
  let server: Server;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      response.writeHead(pages[url] ? 200 : 404, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': pagePolicy,
      });
      response.end(pages[url] ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const desk = { width: 1200, height: 900 };
  const phone = { width: 360, height: 740 };
  const paper = { width: 794, height: 1123 };
  const views = [
    { path: '/community', on: 'a desk in light', viewport: desk, colorScheme: 'light', media: 'screen' },
    { path: '/community', on: 'a phone in dark', viewport: phone, colorScheme: 'dark', media: 'screen' },
    { path: '/community', on: 'paper', viewport: paper, colorScheme: 'dark', media: 'print' },
    { path: '/state', on: 'a desk in dark', viewport: desk, colorScheme: 'dark', media: 'screen' },
    { path: '/odd', on: 'a phone in light', viewport: phone, colorScheme: 'light', media: 'screen' },
  ] as const;

  const open = async ({ viewport, colorScheme, media, path }: (typeof views)[number], bypassCSP: boolean) => {
    const context = await browser.newContext({ viewport, colorScheme, bypassCSP });
    const page = await context.newPage();
    await page.emulateMedia({ media, colorScheme });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (!message.text().includes('favicon')) complaints.push(message.text());
    });
    await page.goto(origin + path);
    return { page, complaints, close: () => context.close() };
  };

  it.each(views)('has nothing in $path that axe-core objects to on $on', async (view) => {
    // Only the test's own script needs the policy out of its way; the other tests run under it.
    const { page, close } = await open(view, true);
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: {
          run: (
            options: unknown,
          ) => Promise<Record<'violations' | 'passes', { id: string; nodes: { html: string }[] }[]>>;
        };
      };
      const { violations, passes } = await axe.run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      });
      return {
        violations: violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
        passed: passes.map(({ id }) => id),
      };
    });
    expect(found.violations).toEqual([]);
    expect(found.passed).toEqual(expect.arrayContaining(['color-contrast', 'heading-order', 'role-img-alt']));
    await close();
  });

  it.each(views)('fits its window in $path on $on, under its own policy', async (view) => {
    const { page, complaints, close } = await open(view, false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    // Of each chart one of its two sizes is shown, which is so only with the style sheet in force.
    const [charts, shown] = await page.evaluate(() => {
      const all = [...document.querySelectorAll('.chart')];
      return [all.length, all.filter((chart) => getComputedStyle(chart).display !== 'none').length];
    });
    expect(shown).toBe(charts! / 2);
    expect(complaints).toEqual([]);
    await close();
  });
});
