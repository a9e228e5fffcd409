import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allLanguages } from '../../../functions/plan/messages/language.ts';
import type { RollupInput } from '../../../functions/rollup/fold.ts';
import { rollupPage } from '../../../functions/rollup/page/page.ts';
import { publishRollup } from '../../../functions/rollup/publish.ts';
import { typedSummary } from '../../../scripts/typed-plan.ts';
import { funderCases } from '../../fixtures/funders/funders.ts';
import { riverbend, riverbendToday } from '../../fixtures/riverbend.ts';
import { browserMissing, launchBrowser } from '../../support/browser.ts';
import { describeWhere } from '../../support/required.ts';
import { rollupInputOf } from '../funders.ts';

const readAt = `${riverbendToday}T12:00:00.000Z`;
const demo = (): RollupInput => ({
  scope: { kind: 'community', id: 'riverbend' },
  year: 2026,
  readAt,
  summaries: [typedSummary(riverbend, { communityId: 'riverbend', year: 2026, readAt, today: riverbendToday })],
  communitiesLeftOut: [],
});

describeWhere(browserMissing(), 'on paper', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it.each<[string, () => RollupInput]>([
    ['the demo', demo],
    ...funderCases.map((funder): [string, () => RollupInput] => [funder.name, () => rollupInputOf(funder)]),
  ])(
    'the page of %s takes at most four sheets, of either size and in every language',
    async (_, inputOf) => {
      const rollup = publishRollup(inputOf());
      const page = await browser.newPage();
      for (const language of allLanguages) {
        await page.setContent(rollupPage(rollup, { language, formats: [], link: null }));
        for (const format of ['A4', 'Letter']) {
          const pdf = (await page.pdf({ format })).toString('latin1');
          expect(Number(/\/Count (\d+)/.exec(pdf)?.[1])).toBeLessThanOrEqual(4);
        }
      }
      await page.close();
    },
    // A network's page takes a while to publish where the machine is busy.
    180_000,
  );
});
