import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rollupTexts } from '../../functions/plan/messages/rollup-en.ts';
import { LEAST_THRESHOLD } from '../../functions/rollup/fold/totals.ts';

const guide = readFileSync(join(import.meta.dirname, '../../docs/funder.md'), 'utf8');

const textsIn = (table: object): string[] =>
  Object.values(table).flatMap((value) => (typeof value === 'string' ? [value] : textsIn(value as object)));

const texts = new Set(textsIn(rollupTexts));

test.each([...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label]) => label!))('a rollup says: %s', (label) => {
  expect(texts).toContain(label);
});

test('its days are those of the rule for late communities', () => {
  expect(guide).toContain('more than 45 days');
  expect(rollupTexts.reporting.late).toContain('more than 45 days');
});

test('its worked example is right', () => {
  const [completing, starting] = [60 / 0.7, 60 / (0.77 * 0.7)];
  expect(guide).toContain(`60 ÷ 70% = ${completing.toFixed(1)}, so ${Math.ceil(completing)} have to complete`);
  expect(guide).toContain(`60 ÷ (77% × 70%) = ${starting.toFixed(1)}, so ${Math.ceil(starting)} have to start`);
});

test('no threshold is under the least that it names', () => {
  expect(guide).toContain(`never under ${LEAST_THRESHOLD}.`);
});
