import { expect, test } from 'vitest';
import { say } from '../../../functions/plan/messages/said.ts';
import type { PlanSummary } from '../../../functions/plan/summary.ts';
import { rollupFormats } from '../../../functions/rollup/link.ts';
import { rollupPage } from '../../../functions/rollup/page/page.ts';
import { publishRollup } from '../../../functions/rollup/publish.ts';
import { englishIn } from '../../plan/messages/english-in.ts';
import { inNoLanguage } from '../../plan/messages/spanish-sheet.ts';
import { notCounted, riverbend } from '../riverbend.ts';

/** Riverbend, where whatever people typed is in no language at all. */
const nameless = (communityId: string): PlanSummary => {
  const { community, scopes, localGoals, pipeline, waivers, risk, ...rest } = riverbend();
  const typed = (text: string | null): string | null => text && inNoLanguage(text);
  return {
    ...rest,
    communityId,
    community: {
      ...community,
      name: inNoLanguage(community.name),
      leadOrganization: typed(community.leadOrganization),
    },
    scopes: scopes.map((scope) => ({
      ...scope,
      segment: scope.segment === 'other' ? scope.segment : typed(scope.segment),
    })),
    localGoals: localGoals.map((goal) => ({
      ...goal,
      goal: inNoLanguage(goal.goal),
      measure: typed(goal.measure),
    })),
    pipeline: pipeline && {
      ...pipeline,
      roles: pipeline.roles.map((role) => ({ ...role, role: inNoLanguage(role.role) })),
    },
    waivers: waivers.map((waiver) => ({ ...waiver, reason: inNoLanguage(waiver.reason) })),
    risk,
  };
};

const uncounted = (summary: PlanSummary): PlanSummary => ({
  ...summary,
  goals: { placements: null, directShare: null },
  scopes: [{ segment: null, placements: 0, targets: null, confidence: null, actuals: { ...notCounted, aware: 3 } }],
  periods: [],
  partners: { byKind: {}, placementsCommitted: 0 },
  needs: [],
  funding: [],
  forecast: null,
});

/** What a reader sees or hears of a page. */
const textsOf = (page: string): string[] =>
  [
    ...[...page.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label!),
    ...page
      .replace(/<style>[\s\S]*?<\/style>/g, '')
      // The link to the page in the other language is in that language.
      .replace(/<a [^>]*hreflang[^>]*>[^<]*<\/a>/g, '')
      .split(/<[^>]*>/),
  ]
    .map((text) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&').trim())
    .filter((text) => text !== '');

test.each<[string, PlanSummary[]]>([
  ['one community', [nameless('a')]],
  ['two communities', [nameless('a'), nameless('b')]],
  ['two communities of which one has counted', [nameless('a'), uncounted(nameless('b'))]],
  ['a community that has counted next to nothing', [uncounted(nameless('a'))]],
])('the page of %s says nothing in English', (_, summaries) => {
  const rollup = publishRollup({
    scope: summaries.length === 1 ? { kind: 'community', id: 'a' } : { kind: 'network' },
    year: 2026,
    readAt: '2027-01-05T08:00:00.000Z',
    summaries,
    communitiesLeftOut: [
      { id: 'c', name: 'Pqr', reason: say('rollup.leftOut.noPlan', { year: '2026' }) },
      { id: 'd', name: 'Qrs', reason: say('rollup.leftOut.onRequest') },
    ],
  });
  const page = rollupPage(rollup, { language: 'es', formats: rollupFormats, link: null });
  expect(page).toContain('<html lang="es">');
  const names = ['Excel', 'CSV', 'JSON', 'IATI', 'WIOA'];
  expect(englishIn(textsOf(page).filter((text) => !names.includes(text)))).toEqual([]);
});
