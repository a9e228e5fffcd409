import { describe, expect, test } from 'vitest';
import { messageTables } from '../../../functions/plan/messages/words.ts';
import { protectionTexts } from '../../../functions/plan/protections.ts';
import { checkReport } from '../../../scripts/check-report.ts';
import { demoFile } from '../../../scripts/demo-plan.ts';
import { readWorkbookFile } from '../../../scripts/xlsx-snapshot.ts';
import { templateLayout } from '../../../sheets-template/layout.ts';
import { checkCases, sheetOf, todayOf } from '../../fixtures/check-cases.ts';
import { goodSheet, Sheet } from '../../support/sheet.ts';
import { english, englishIn, inBoth, onlyFrames, vocabulary } from './english-in.ts';
import { inSpanish, type SpanishSheet } from './spanish-sheet.ts';
import { textsOf } from './table-texts.ts';

describe('the tables', () => {
  test('have no text that is left in English', () => {
    const spanish = new Map(textsOf(messageTables.es));
    expect(
      textsOf(messageTables.en).filter(
        ([path, text]) => spanish.get(path) === text && !onlyFrames(text) && text.toLowerCase() !== 'error',
      ),
    ).toEqual([]);
  });

  test('share no words but those that are right in both languages', () => {
    const spanish = vocabulary('es');
    expect([...english].filter((word) => spanish.has(word) && !inBoth.has(word))).toEqual([]);
  });
});

test('the template is Spanish from the first tab to the last', () => {
  const layout = templateLayout({ language: 'es' });
  const texts = [
    layout.title,
    ...Object.values(protectionTexts('es')),
    ...layout.tabs.flatMap(({ title, cells, areas, protections }) => [
      title,
      ...cells.flatMap(({ value, note }) => [String(value), note ?? '']),
      ...areas.flatMap(({ dropdown }) => (dropdown && 'options' in dropdown ? dropdown.options : [])),
      ...protections.map(({ description }) => description),
    ]),
  ];
  expect(englishIn(texts)).toEqual([]);
});

/** Everything that a person reads of an assessment beside the sheet and on the terminal. */
const saidOf = ({ assessment }: SpanishSheet): string[] => [
  ...assessment.findings.flatMap(({ message, fix }) => [message, fix]),
  ...checkReport('', assessment, { width: 10_000, color: false }).split('\n'),
];

test.each([
  ['a blank template', () => new Sheet().snapshot()],
  ['a plan without a finding', () => goodSheet().snapshot()],
  ['the demo plan', async () => (await readWorkbookFile(demoFile)).snapshot],
])('%s says nothing in English', async (_, snapshot) => {
  const sheet = inSpanish(await snapshot());
  expect(englishIn([...sheet.said, ...saidOf(sheet)], sheet.typed)).toEqual([]);
});

test.each(checkCases().filter(({ plan }) => plan === 'fails'))('$code says nothing in English: $cells', (line) => {
  const sheet = inSpanish(sheetOf(line).snapshot(), todayOf(line));
  // What is not where the planner looks for it when the language changes stays as it was.
  const said = line.file === 'structure' ? [] : sheet.said;
  expect(englishIn([...said, ...saidOf(sheet)], [...sheet.typed, line.cells])).toEqual([]);
});
