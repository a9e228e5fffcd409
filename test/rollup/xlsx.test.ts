import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS, { type CellValue, type Workbook, type Worksheet } from 'exceljs';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import type { Fact } from '../../functions/rollup/facts.ts';
import { rollupJson } from '../../functions/rollup/json.ts';
import { publishRollup } from '../../functions/rollup/publish.ts';
import type { PublishedRollup } from '../../functions/rollup/rollup.ts';
import { rollupWorkbook } from '../../functions/rollup/xlsx.ts';
import { savedByLibreOffice, withoutLibreOffice } from '../support/libreoffice.ts';
import { describeWhere } from '../support/required.ts';
import { community, stages } from './people.ts';
import { riverbend } from './riverbend.ts';

const published = (summaries: PlanSummary[]): PublishedRollup =>
  publishRollup({
    scope: summaries.length === 1 ? { kind: 'community', id: summaries[0]!.communityId } : { kind: 'network' },
    year: 2026,
    readAt: '2027-01-05T08:00:00.000Z',
    summaries,
    communitiesLeftOut: [{ id: 'late', name: 'Late Starters', reason: 'no plan for 2026' }],
  });

const opened = async (bytes: Buffer): Promise<Workbook> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  return workbook;
};

/** Headers are found by what they say; the ones that are none of these are kinds of breakdown. */
const numbers = {
  Baseline: 'baseline',
  Target: 'target',
  Actual: 'actual',
  'Target if rates are low': 'targetIfRatesLow',
  'Target if rates are high': 'targetIfRatesHigh',
  'Target with confidence': 'targetWithConfidence',
  'Target with uncertain rates': 'targetWithUncertainRates',
} as const;
const others = ['Figure', 'Unit', 'Status', 'Communities', 'From', 'To', 'Note', 'Comes from', 'Code'];
const statusOf: Record<string, string> = {
  counted: 'counted',
  'not counted': 'notCounted',
  hidden: 'hidden',
  planned: 'planned',
};

const topicSheets = (workbook: Workbook): Worksheet[] => workbook.worksheets.filter(({ name }) => name !== 'About');

/** The facts as somebody works them out who has nothing but the file. */
const factsIn = (workbook: Workbook, scope: string): Fact[] =>
  topicSheets(workbook).flatMap((sheet) => {
    const headers = (sheet.getRow(3).values as string[]).slice(1);
    return (sheet.getRows(4, sheet.rowCount - 3) ?? []).map((row) => {
      const at = (header: string): CellValue => {
        const column = headers.indexOf(header);
        return column < 0 ? null : row.getCell(column + 1).value;
      };
      const unit = at('Unit') as Fact['unit'];
      const numberAt = (header: string): number | null => {
        const value = at(header);
        if (typeof value !== 'number') return null;
        return unit === 'percent' ? Math.round(value * 10_000) / 100 : value;
      };
      const dateAt = (header: string): string | null => (at(header) as Date | null)?.toISOString().slice(0, 10) ?? null;
      return {
        scope,
        periodStart: dateAt('From'),
        periodEnd: dateAt('To'),
        indicator: at('Code') as string,
        title: at('Figure') as string,
        breakdown: headers
          .filter((header) => !(header in numbers) && !others.includes(header) && at(header) !== null)
          .map((header) => ({ by: header.toLowerCase(), value: at(header) as string })),
        ...(Object.fromEntries(Object.entries(numbers).map(([header, name]) => [name, numberAt(header)])) as Record<
          (typeof numbers)[keyof typeof numbers],
          number | null
        >),
        unit,
        status: statusOf[at('Status') as string] as Fact['status'],
        communities: at('Communities') as number,
        source: at('Comes from') as string,
        note: at('Note') as string | null,
      };
    });
  });

const inOrder = (facts: Fact[]): string[] => facts.map((fact) => JSON.stringify(Object.entries(fact).sort())).sort();

const sameAsJson = async (rollup: PublishedRollup): Promise<void> => {
  const { facts, scope } = JSON.parse(rollupJson(rollup)) as { facts: Fact[]; scope: string };
  expect(inOrder(factsIn(await opened(await rollupWorkbook(rollup)), scope))).toEqual(inOrder(facts));
};

const demo = published([riverbend()]);
const few = published([
  community('a', { applied: 40, placedDirect: 3 }, { segments: { A: { applied: 7 }, B: { applied: 33 } } }),
  community('b', { applied: 80, placedDirect: 2 }),
]);

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
    ]);
  });

  it('has the facts of the JSON, each once', async () => {
    await sameAsJson(demo);
    await sameAsJson(few);
  });

  it('has them for any communities', async () => {
    const counts = fc.record(Object.fromEntries(stages.map((stage) => [stage, fc.option(fc.nat(60), { nil: null })])));
    const communities = fc.array(
      fc.record({
        actuals: counts,
        segments: fc.dictionary(fc.constantFrom('Women', 'Veterans', 'Youth'), counts, { maxKeys: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(communities, (drawn) =>
        sameAsJson(
          published(drawn.map(({ actuals, segments }, index) => community(`c${index}`, actuals, { segments }))),
        ),
      ),
      { numRuns: 15 },
    );
  }, 30_000);

  it('has a fact of which it knows nothing on its last sheet', async () => {
    const unheardOf: Fact = {
      ...[...demo.facts][0]!,
      indicator: 'bicycles',
      title: 'Bicycles lent',
      breakdown: [{ by: 'colour', value: 'red' }],
      baseline: -3,
      target: -0.5,
    };
    const workbook = await opened(await rollupWorkbook({ ...demo, facts: [...demo.facts, unheardOf] }));
    const last = workbook.worksheets.at(-1)!;
    expect(last.name).toBe('More');
    expect((last.lastRow!.values as CellValue[]).slice(1, 6)).toContain('Bicycles lent');
    expect(inOrder(factsIn(workbook, unheardOf.scope))).toContainEqual(inOrder([unheardOf])[0]);
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

describeWhere(withoutLibreOffice, 'after LibreOffice has saved the workbook', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollup-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('every fact is still there', async () => {
    const file = join(folder, 'rollup.xlsx');
    await writeFile(file, await rollupWorkbook(demo));
    const saved = await savedByLibreOffice(file, 'xlsx', join(folder, 'saved'));
    expect(inOrder(factsIn(await opened(await readFile(saved)), 'community:riverbend'))).toEqual(
      inOrder([...demo.facts]),
    );
  }, 60_000);
});
