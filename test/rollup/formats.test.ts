import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rollupIati } from '../../functions/rollup/iati.ts';
import type { PublishedRollup } from '../../functions/rollup/rollup.ts';
import { scopeText } from '../../functions/rollup/scope.ts';
import { savedByLibreOffice, withoutLibreOffice } from '../support/libreoffice.ts';
import { describeWhere } from '../support/required.ts';
import { drawnRollups, published, publisher } from './drawn.ts';
import { community } from './people.ts';
import {
  asLines,
  factsInCsv,
  factsInIati,
  factsInJson,
  factsInWorkbook,
  opened,
  withoutIatiGaps,
} from './read-back.ts';
import { riverbend } from './riverbend.ts';
import { rollupCsv, rollupJson, rollupWorkbook } from './whole-files.ts';

const demo = published([riverbend()]);
/** With counts that are hidden, and a community left out. */
const few = published([
  community('a', { applied: 40, placedDirect: 3 }, { segments: { A: { applied: 7 }, B: { applied: 33 } } }),
  community('b', { applied: 80, placedDirect: 2 }, { states: ['KY'] }),
]);

/** What each form says, read back from the file alone. */
const readBack: Record<string, (rollup: PublishedRollup) => Promise<string[]> | string[]> = {
  json: (rollup) => asLines(factsInJson(rollupJson(rollup))),
  csv: (rollup) => asLines(factsInCsv(rollupCsv(rollup))),
  xlsx: async (rollup) => asLines(factsInWorkbook(await opened(await rollupWorkbook(rollup)), scopeText(rollup.scope))),
};

describe.each(Object.entries(readBack))('%s', (_, read) => {
  it.each([
    ['the demo', demo],
    ['a network with few people', few],
  ])('says every fact of %s, and no other', async (_name, rollup) => {
    expect(await read(rollup)).toEqual(asLines(rollup.facts));
  });

  it('says every fact of any rollup, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(drawnRollups, async (rollup) => {
        expect(await read(rollup)).toEqual(asLines(rollup.facts));
      }),
      { numRuns: 20 },
    );
  });
});

describe('iati', () => {
  const read = (rollup: PublishedRollup): string[] => asLines(factsInIati(rollupIati(rollup, publisher)!));
  const expected = (rollup: PublishedRollup): string[] => asLines(Array.from(rollup.facts, withoutIatiGaps));

  it.each([
    ['the demo', demo],
    ['a network with few people', few],
  ])('says every fact of %s, and no other', (_name, rollup) => {
    expect(read(rollup)).toEqual(expected(rollup));
  });

  it('says every fact of any rollup, and no other', () => {
    fc.assert(
      fc.property(drawnRollups, (rollup) => {
        expect(read(rollup)).toEqual(expected(rollup));
      }),
      { numRuns: 20 },
    );
  });
});

describeWhere(withoutLibreOffice, 'after LibreOffice has opened and saved it', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollup-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('the workbook still says every fact', async () => {
    const file = join(folder, 'rollup.xlsx');
    await writeFile(file, await rollupWorkbook(demo));
    const saved = await savedByLibreOffice(file, 'xlsx', join(folder, 'saved'));
    expect(asLines(factsInWorkbook(await opened(await readFile(saved)), 'community:riverbend'))).toEqual(
      asLines(demo.facts),
    );
  }, 60_000);

  it('the CSV still says every number and no formula', async () => {
    const hostile = published([
      {
        ...riverbend(),
        localGoals: [{ goal: '=1+1', measure: '@SUM(A1)', baseline: 24, target: -5, byWhen: null }],
      },
    ]);
    const file = join(folder, 'rollup.csv');
    await writeFile(file, rollupCsv(hostile));
    const saved = await savedByLibreOffice(file, 'xlsx', join(folder, 'from-csv'));
    const sheet = (await opened(await readFile(saved))).worksheets[0]!;
    const headers = (sheet.getRow(1).values as string[]).slice(1);
    const rows = (sheet.getRows(2, sheet.rowCount - 1) ?? []).map((row) =>
      Object.fromEntries(headers.map((header, index) => [header, row.getCell(index + 1).value])),
    );
    const goal = rows.find(({ indicator }) => indicator === 'local-goal')!;
    expect([goal.title, goal.note, goal.baseline, goal.target]).toEqual(["'=1+1", "'@SUM(A1)", 24, -5]);
    // Of the file itself the last four speak.
    expect(rows.map(({ actual }) => actual ?? null).slice(0, -4)).toEqual(
      Array.from(hostile.facts, ({ actual }) => actual),
    );
  }, 60_000);
});
