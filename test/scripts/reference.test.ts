import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allRules } from '../../functions/plan/checks/catalogue.ts';
import { inputTabs } from '../../functions/plan/plan.ts';
import { referenceFile, referencePage } from '../../scripts/reference.ts';

test('the reference page says what the planner does: npm run reference makes it anew', () => {
  expect(readFileSync(referenceFile, 'utf8')).toBe(referencePage());
});

test('every rule and every tab has its section, once', () => {
  const headings = referencePage()
    .split('\n')
    .filter((line) => line.startsWith('###'));
  expect(headings.filter((line) => line.startsWith('#### '))).toEqual(allRules.map(({ code }) => `#### ${code}`));
  for (const { title } of inputTabs) expect(headings.filter((line) => line === `### ${title}`)).toHaveLength(1);
});
