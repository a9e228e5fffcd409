import { expect, test } from 'vitest';
import { say } from '../../../functions/plan/messages/said.ts';
import type { PlanSummary } from '../../../functions/plan/summary.ts';
import { rollupFormats } from '../../../functions/rollup/link.ts';
import { rollupPage } from '../../../functions/rollup/page/page.ts';
import { publishRollup } from '../../../functions/rollup/publish.ts';
import { englishIn } from '../../plan/messages/english-in.ts';
import { nameless } from '../nameless.ts';
import { notCounted, riverbend } from '../riverbend.ts';
import { textsOf } from './page-texts.ts';

const ownName = (communityId: string): PlanSummary => nameless({ ...riverbend(), communityId });

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

test.each<[string, PlanSummary[]]>([
  ['one community', [ownName('a')]],
  ['two communities', [ownName('a'), ownName('b')]],
  ['two communities of which one has counted', [ownName('a'), uncounted(ownName('b'))]],
  ['a community that has counted next to nothing', [uncounted(ownName('a'))]],
])('the page of %s says nothing in English', (_, summaries) => {
  const rollup = publishRollup({
    scope: summaries.length === 1 ? { kind: 'community', id: 'n' } : { kind: 'network' },
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
