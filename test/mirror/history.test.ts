import { describe, expect, it } from 'vitest';
import type { RowDocument } from '../../functions/mirror/documents.ts';
import { changeBytes, changesInChunks, replayChanges, rowChange } from '../../functions/mirror/history.ts';

const row = (changes: Partial<RowDocument> = {}): RowDocument => ({
  id: 'r1',
  values: { name: 'Acme', seats: 10, skills: ['SQL', 'Python'], weeks: null },
  raw: { name: 'Acme', seats: '10', skills: 'SQL; Python' },
  findings: [],
  ...changes,
});

describe('rowChange', () => {
  it('tells of the cells that changed, as displayed and as understood', () => {
    const after = row({
      values: { name: 'Acme', seats: null, skills: ['SQL'], weeks: 6 },
      raw: { name: 'Acme', seats: 'ten', skills: 'SQL', weeks: '6' },
    });
    expect(rowChange('programs', row(), after)).toEqual({
      section: 'programs',
      rowId: 'r1',
      kind: 'changed',
      cells: {
        seats: { from: { value: 10, raw: '10' }, to: { value: null, raw: 'ten' } },
        skills: { from: { value: ['SQL', 'Python'], raw: 'SQL; Python' }, to: { value: ['SQL'], raw: 'SQL' } },
        weeks: { from: null, to: { value: 6, raw: '6' } },
      },
    });
  });

  it('tells of a row that came or went by its cells that are not blank', () => {
    const cells = {
      name: { from: null, to: { value: 'Acme', raw: 'Acme' } },
      seats: { from: null, to: { value: 10, raw: '10' } },
      skills: { from: null, to: { value: ['SQL', 'Python'], raw: 'SQL; Python' } },
    };
    expect(rowChange('programs', undefined, row())).toEqual({ section: 'programs', rowId: 'r1', kind: 'added', cells });
    expect(rowChange('programs', row(), undefined)).toEqual({
      section: 'programs',
      rowId: 'r1',
      kind: 'removed',
      cells: Object.fromEntries(Object.entries(cells).map(([field, { to }]) => [field, { from: to, to: null }])),
    });
  });

  it('is nothing where only findings changed, for they are no edit', () => {
    const finding = { code: 'c', severity: 'info' as const, field: null, message: 'm', fix: 'f' };
    expect(rowChange('programs', row(), row({ findings: [finding] }))).toBeNull();
  });

  it('cuts what was displayed where two rows of the longest cells do not fit into one document', () => {
    const [long, other] = ['x'.repeat(50_000), 'y'.repeat(50_000)];
    const full = (text: string): RowDocument => ({
      id: 'r1',
      values: {},
      raw: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`f${index}`, text])),
      findings: [],
    });
    const change = rowChange('programs', full(long), full(other))!;
    expect(changeBytes(change)).toBeLessThan(1_048_576);
    expect(change.cells.f0!.from!.raw).toMatch(/^x{30000,}…$/);
    expect(change.cells.f11!.to!.raw).toMatch(/^y{30000,}…$/);
  });
});

describe('replayChanges', () => {
  it('comes to the row as it is, from one change after the other', () => {
    const second = row({ values: { name: 'Acme', seats: 12, weeks: null }, raw: { name: 'Acme', seats: '12' } });
    const rows = new Map();
    replayChanges(rows, [rowChange('programs', undefined, row())!, rowChange('programs', row(), second)!]);
    expect([...rows]).toEqual([
      ['programs/r1', { name: { value: 'Acme', raw: 'Acme' }, seats: { value: 12, raw: '12' } }],
    ]);
    replayChanges(rows, [rowChange('programs', second, undefined)!]);
    expect(rows.size).toBe(0);
  });
});

describe('changesInChunks', () => {
  it('keeps the order and opens a new group only when the last one is full', () => {
    const changes = ['a', 'b', 'c'].map((id) => rowChange('programs', undefined, row({ id }))!);
    const bytes = changeBytes(changes[0]!);
    expect(changesInChunks(changes, 2 * bytes)).toEqual([changes.slice(0, 2), changes.slice(2)]);
    expect(changesInChunks(changes, 1)).toEqual(changes.map((change) => [change]));
    expect(changesInChunks([])).toEqual([]);
  });
});
