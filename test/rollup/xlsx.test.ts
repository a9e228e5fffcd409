import ExcelJS, { type CellValue } from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../functions/rollup/facts.ts';
import { published } from './drawn.ts';
import { asLines, factsInWorkbook, opened } from './read-back.ts';
import { riverbend } from './riverbend.ts';
import { rollupWorkbook } from './whole-files.ts';

const demo = published([riverbend()]);

describe('the workbook of a rollup', () => {
  it('has a sheet a topic', async () => {
    expect((await opened(await rollupWorkbook(demo))).worksheets.map(({ name }) => name)).toEqual([
      'About',
      'People',
      'Segments',
      'Periods',
      'Communities',
      'Forecast',
      'Risk',
      'Money needed',
      'Funding',
      'Partners and jobs',
      'Local goals',
      'More',
      'WIOA reports',
    ]);
  });

  it('has a fact of which it knows nothing on its last sheet of figures', async () => {
    const unheardOf: Fact = {
      ...[...demo.facts][0]!,
      indicator: 'bicycles',
      title: 'Bicycles lent',
      breakdown: [{ by: 'colour', value: 'red' }],
      baseline: -3,
      target: -0.5,
    };
    const workbook = await opened(await rollupWorkbook({ ...demo, facts: [...demo.facts, unheardOf] }));
    const last = workbook.worksheets.at(-2)!;
    expect(last.name).toBe('More');
    expect((last.lastRow!.values as CellValue[]).slice(1, 6)).toContain('Bicycles lent');
    expect(asLines(factsInWorkbook(workbook, unheardOf.scope))).toContain(asLines([unheardOf])[0]);
  });

  it('says in words where there is no number, and which', async () => {
    const workbook = await opened(await rollupWorkbook(demo));
    const sheet = workbook.getWorksheet('Segments')!;
    const headers = (sheet.getRow(3).values as string[]).slice(1);
    const actual = headers.indexOf('Actual') + 1;
    const found = (sheet.getRows(4, sheet.rowCount - 3) ?? []).map((row) => [
      row.getCell(1).value,
      row.getCell(2).value,
      row.getCell(actual).value,
    ]);
    expect(found).toContainEqual(['Placed in jobs', 'Veterans', 12]);
    expect(found).toContainEqual(['Placed after training', 'Veterans', 'hidden']);
    expect(found).toContainEqual(['Aware', 'Veterans', 'not counted']);
  });

  it('formats numbers as what they are, and dates as dates', async () => {
    const workbook = await opened(await rollupWorkbook(demo));
    const formats = (title: string, header: string): string[] => {
      const sheet = workbook.getWorksheet(title)!;
      const column = (sheet.getRow(3).values as string[]).indexOf(header);
      return [...new Set((sheet.getRows(4, sheet.rowCount - 3) ?? []).map((row) => row.getCell(column).numFmt))];
    };
    expect(formats('People', 'Target')).toEqual(['#,##0']);
    expect(formats('Funding', 'Actual')).toEqual(['"$"#,##0.00;-"$"#,##0.00']);
    expect(formats('Forecast', 'Actual')).toContain('0.0#%');
    expect(formats('People', 'From')).toEqual(['yyyy-mm-dd']);
  });

  it('is the same bytes for the same data, and another for other data', async () => {
    const bytes = await rollupWorkbook(demo);
    expect((await rollupWorkbook(published([riverbend()]))).equals(bytes)).toBe(true);
    expect(
      (await rollupWorkbook(published([{ ...riverbend(), goals: { placements: 81, directShare: 0.25 } }]))).equals(
        bytes,
      ),
    ).toBe(false);
  });

  it('has no text that a spreadsheet program could take for a formula, and none that no file can hold', async () => {
    const names = [
      '=1+1',
      '+49',
      '-5',
      '@SUM(A1)',
      '\t=x',
      '\r=x',
      '\0=x',
      '＝1',
      '=HYPERLINK("http://x","y")',
      'a\u0007b',
    ];
    const goals = names.map((goal) => ({ goal, measure: goal, baseline: 24, target: 1, byWhen: null }));
    const long = { goal: 'x'.repeat(50_000), measure: null, baseline: null, target: 1, byWhen: null };
    const hostile = riverbend();
    const workbook = await opened(
      await rollupWorkbook(
        published([
          {
            ...hostile,
            community: { ...hostile.community, name: '=cmd|"/c calc"!A1' },
            localGoals: [...goals, long],
          },
        ]),
      ),
    );
    const texts: string[] = [];
    for (const sheet of workbook.worksheets)
      sheet.eachRow((row) =>
        row.eachCell(({ value, type }) => {
          expect(type).not.toBe(ExcelJS.ValueType.Formula);
          if (typeof value === 'string') texts.push(value);
        }),
      );
    expect(texts.filter((text) => /^[=+\-@\t\r\n＝＋－＠]/.test(text))).toEqual([]);
    expect(texts).toContain('\'=HYPERLINK("http://x","y")');
    expect(texts).toContain("'-5");
    expect(texts).toContain('ab');
    expect(Math.max(...texts.map(({ length }) => length))).toBe(32_767);
  });
});
