import { expect, it } from 'vitest';
import { coverageOf } from '../../functions/rollup/coverage.ts';
import { rollupIati } from '../../functions/rollup/iati.ts';
import type { LateCommunity } from '../../functions/rollup/lateness.ts';
import { rollupPage } from '../../functions/rollup/page/page.ts';
import type { PublishedRollup } from '../../functions/rollup/rollup.ts';
import { rollupWords } from '../../functions/rollup/words.ts';
import { published, publisher } from './drawn.ts';
import { community } from './people.ts';
import { csvRecords, opened } from './read-back.ts';
import { rollupCsv, rollupJson, rollupWorkbook } from './whole-files.ts';

const withErrors = (rollup: PublishedRollup, errors: number): PublishedRollup => ({
  ...rollup,
  communities: rollup.communities.map((each, index) => ({
    ...each,
    findings: { ...each.findings, error: index < errors ? 2 : 0 },
  })),
});

const three = withErrors(published(['a', 'b', 'c'].map((id) => community(id, { applied: 40 }))), 0);
const alone = published([community('a', { applied: 40 })]);

const lateSince = (...days: (string | null)[]): LateCommunity[] =>
  days.map((countedThrough, index) => ({
    id: `late${index}`,
    name: `Late ${index}`,
    countedThrough,
    due: '2026-12-31',
  }));

it.each<[string, PublishedRollup, string]>([
  ['who is in it', { ...three, late: [] }, '3 of 4 communities'],
  [
    'since when some have not counted',
    { ...three, late: lateSince('2026-06-30', '2026-06-30') },
    '3 of 4 communities; 2 without progress since Jun 30, 2026',
  ],
  [
    'the last of several days',
    { ...three, late: lateSince('2026-06-30', '2026-03-31', null) },
    '3 of 4 communities; 2 without progress since Jun 30, 2026 or longer; 1 without any progress yet',
  ],
  [
    'whose plans have errors',
    withErrors({ ...three, late: [] }, 2),
    '3 of 4 communities; 2 with errors in their plans',
  ],
  [
    'of one community, that it is late',
    { ...alone, leftOut: [], late: lateSince('2026-06-30') },
    'No progress since Jun 30, 2026',
  ],
  ['of one community that is not late, nothing', { ...alone, leftOut: [], late: [] }, ''],
])('one sentence says %s', (_, rollup, sentence) => {
  expect(coverageOf(rollup, rollupWords('en'))).toBe(sentence);
});

it('stands high on the page and in every file', async () => {
  const rollup = { ...three, late: lateSince('2026-06-30') };
  const sentence = '3 of 4 communities; 1 without progress since Jun 30, 2026';
  const page = rollupPage(rollup, { language: 'en', formats: [], link: null });
  expect(page.slice(0, page.indexOf('<main>'))).toContain(sentence);
  expect(JSON.parse(rollupJson(rollup)).coverage).toBe(sentence);
  expect(csvRecords(rollupCsv(rollup)).find(({ indicator }) => indicator === 'coverage')!.note).toBe(sentence);
  expect(rollupIati({ ...rollup, period: { from: '2026-07-01', to: '2027-06-30' } }, publisher)).toContain(sentence);
  const about = (await opened(await rollupWorkbook(rollup))).getWorksheet('About')!;
  expect(about.getColumn(2).values).toContain(sentence);
});
