import { describe, expect, test } from 'vitest';
import { withCells } from '../../functions/plan/cell-names.ts';
import { wordsIn } from '../../functions/plan/messages/words.ts';
import { goodSheet } from '../support/sheet.ts';

const { counted, places } = goodSheet().assess();
const { tell } = wordsIn('en');

describe('the cells that a number comes from', () => {
  test.each<[string, Parameters<ReturnType<typeof withCells>>[1], string]>([
    ['an answer', [{ section: 'goals', fields: ['placements'] }], 'How. From Goals!B3'],
    [
      'answers below each other',
      [{ section: 'goals', fields: ['directShare', 'placements'] }],
      'How. From Goals!B3:B4',
    ],
    [
      'cells side by side, in rows below each other',
      [{ section: 'assumptions', fields: ['low', 'likely', 'high'], rows: [5, 3, 4] }],
      'How. From Assumptions!C3:E5',
    ],
    [
      'with a row between them, and another tab',
      [
        { section: 'assumptions', fields: ['low', 'high'], rows: [3, 5] },
        { section: 'goals', fields: ['aware'] },
        { section: 'assumptions', fields: ['low'], rows: [5] },
      ],
      'How. From Assumptions!C3, E3, C5, E5; Goals!B8',
    ],
    ['none', [{ section: 'assumptions', fields: ['low'], rows: [] }], 'How'],
    [
      'more than anybody reads',
      [{ section: 'assumptions', fields: ['low'], rows: Array.from({ length: 20 }, (_, index) => 3 + 2 * index) }],
      'How. From Assumptions!C3, C5, C7, C9, C11, C13, C15, C17, C19, C21, C23, C25, …',
    ],
  ])('%s', (_, sources, expected) => {
    expect(tell(withCells(counted, places)('How', sources))).toBe(expected);
  });

  test('a tab or a column that is gone has none', () => {
    const { goals: _, ...others } = places;
    expect(tell(withCells(counted, others)('How', [{ section: 'goals', fields: ['placements'] }]))).toBe('How');
    expect(tell(withCells(counted, places)('How', [{ section: 'goals', fields: ['nothing'] }]))).toBe('How');
  });

  test('stay right when rows move', () => {
    const cells = (sheet: ReturnType<typeof goodSheet>): string => String(sheet.assess().results.money[0]!.at(-1));
    expect(cells(goodSheet())).toContain('From Resources!C3:D3');
    expect(cells(goodSheet().insertRows('Resources', 3, 2))).toContain('From Resources!C5:D5');
    expect(cells(goodSheet().insertColumn('Resources', 'A'))).toContain('From Resources!D3:E3');
  });
});
