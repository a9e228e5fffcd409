import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wioaCsv, wioaLines, wioaPage } from '../../functions/rollup/wioa.ts';
import { wioaFile } from '../../scripts/reference.ts';
import { published } from './drawn.ts';
import { community } from './people.ts';
import { csvRecords, opened } from './read-back.ts';
import { riverbend } from './riverbend.ts';
import { rollupWorkbook } from './whole-files.ts';

const demo = published([riverbend()]);

describe('the crosswalk to WIOA’s reports', () => {
  it('sets the nearest figure beside a line, or says why there is none', () => {
    const rows = csvRecords(wioaCsv(demo));
    const row = (form: string, line: string) => rows.find((each) => each.form === form && each.line === line);
    expect(row('ETA-9173', 'A.2')).toMatchObject({
      element: 'Total Participants Served',
      fit: 'nearest figure',
      indicator: 'people-enrolled',
      target: '112',
      actual: '64',
      unit: 'people',
      status: 'counted',
    });
    expect(row('ETA-9169', '7')).toMatchObject({ part: 'WIOA', target: '', actual: '92500', unit: 'USD' });
    expect(row('ETA-9173', 'A.1')).toMatchObject({
      element: 'Total Exiters',
      fit: 'cannot be filled',
      indicator: '',
      actual: '',
      explanation: expect.stringContaining('records no exits'),
    });
  });

  it('shows no count that the rollup hides', () => {
    const few = published([community('a', { enrolled: 4 }, { segments: { veterans: { enrolled: 3 } } })]);
    const rows = csvRecords(wioaCsv(few)).filter(({ indicator }) => indicator === 'people-enrolled');
    expect(rows.map(({ line, actual, status }) => [line, actual, status])).toEqual([
      ['A.2', '', 'hidden'],
      ['B.3a', '', 'hidden'],
      ['5', '', 'hidden'],
    ]);
  });

  it('leads to figures that there are', () => {
    const indicators = new Set(Array.from(demo.facts, ({ indicator }) => indicator));
    for (const { nearest } of wioaLines) if (nearest) expect(indicators).toContain(nearest.indicator);
  });

  it('is a sheet of the workbook, and a page of the documentation', async () => {
    const sheet = (await opened(await rollupWorkbook(demo))).getWorksheet('WIOA reports')!;
    const rows = (sheet.getRows(4, sheet.rowCount - 3) ?? []).map((row) => (row.values as unknown[]).slice(1));
    expect(rows).toHaveLength(wioaLines.length);
    expect(rows[1]!.slice(0, 7)).toEqual([
      'ETA-9173',
      'A.2',
      'Total Participants Served',
      'nearest figure',
      'Enrolled (trained)',
      112,
      64,
    ]);
    expect(readFileSync(wioaFile, 'utf8')).toBe(wioaPage());
  });
});
