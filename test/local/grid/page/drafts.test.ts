import { expect, test } from 'vitest';
import { createDrafts } from '../../../../scripts/local/grid/page/drafts.ts';

test('what is typed lies over the cell, with its look and note, until it is dropped', () => {
  const drafts = createDrafts();
  const cell = { text: '20', entered: '=10+10', kind: 'number' as const, note: 'Ask Ann', style: 3 };
  drafts.put(1, 7, 10, 2, '25%');
  expect(drafts.over(cell, 7, 10, 2)).toEqual({
    text: '25%',
    kind: 'number',
    note: 'Ask Ann',
    style: 3,
    unsaved: true,
  });
  expect(drafts.over(cell, 7, 10, 3)).toBe(cell);
  expect(drafts.over(cell, 8, 10, 2)).toBe(cell);
  drafts.drop(1);
  expect(drafts.over(cell, 7, 10, 2)).toBe(cell);
});

test('a later entry into the same cell survives the answer to an earlier one', () => {
  const drafts = createDrafts();
  drafts.put(1, 7, 10, 2, 'first');
  drafts.put(2, 7, 10, 2, 'second');
  drafts.drop(1);
  expect(drafts.over(null, 7, 10, 2)).toEqual({ text: 'second', kind: 'text', unsaved: true });
});
