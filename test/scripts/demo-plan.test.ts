import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { cellName } from '../../functions/plan/a1.ts';
import { type SectionName, sections } from '../../functions/plan/plan.ts';
import type { Section } from '../../functions/plan/table.ts';
import { assess } from '../../functions/sheet/assess.ts';
import { demoEntries, demoFile, demoWorkbookBytes } from '../../scripts/demo-plan.ts';
import { readWorkbookFile } from '../../scripts/xlsx-snapshot.ts';
import { templateLayout } from '../../sheets-template/layout.ts';
import { riverbend, riverbendFindings, riverbendToday } from '../fixtures/riverbend.ts';

const entries = await demoEntries();

test('the file is the one that the description makes', async () => {
  expect((await readFile(demoFile)).equals(await demoWorkbookBytes())).toBe(true);
});

test.each(Object.keys(riverbend) as SectionName[])(
  'typing the entries of %s gives what the description says',
  (name) => {
    const section = sections[name] as unknown as Section;
    const fields = Object.keys(section.columns);
    const place = templateLayout().places[name];
    const start = cellName(section.shape === 'table' ? 0 : 1, place.firstRow);
    const entry = entries.find((each) => each.tab === section.tab && each.range.startsWith(`${start}:`))!;
    const typed = riverbend[name];
    const expected =
      'length' in typed
        ? (typed as readonly Record<string, string>[]).map((row) => fields.map((field) => plain(row[field])))
        : fields.map((field) => [plain((typed as Record<string, string>)[field])]);
    const values = entry.values.map((row) => row.map((value) => plain(String(value))));
    // Answers at the end of a form may be blank.
    while (expected.at(-1)?.every((value) => value === '')) expected.pop();
    expect(values).toEqual(expected);
  },
);

/** `$2,950` and 2950, `8,000` and 8000 are the same once they are typed. */
const plain = (typed: string | undefined): string =>
  typed === undefined ? '' : /^\$?\d{1,3}(,\d{3})*$/.test(typed) ? typed.replace(/[$,]/g, '') : typed;

test('text that looks like a number or a date is typed as text, as it stands in the file', () => {
  const programs = entries.find(({ tab }) => tab === 'Programs')!;
  expect(programs.range).toBe('A3:K11');
  expect(programs.values[3]![8]).toBe("'85");
  expect(programs.values[6]![5]).toBe("'05/10/2026");
});

test('the planner finds its honest mistakes and no others, each on its cell', async () => {
  const { snapshot } = await readWorkbookFile(demoFile);
  let ids = 0;
  const { findings, funnel } = assess(snapshot, { today: riverbendToday, newId: () => `row${++ids}` });
  expect(findings.map(({ code, severity, tab, cell }) => ({ code, severity, tab, cell }))).toEqual(riverbendFindings);
  // By hand: 20 direct need 20 / 25% = 80 matched, and 80 / 15% = 533.3, so 534 assessed; 534 > 60 / (72% x 77% x 35.6%) = 304.
  // From the goal itself 20 / (25% x 15% x 60%) = 888.9 applied, and / 12% = 7,407.4 aware.
  expect(funnel.all?.placements).toBe(80);
  expect(funnel.all?.stages).toMatchObject({
    aware: { target: 7408 },
    applied: { target: 889 },
    assessed: { target: 534 },
    matched: { target: 80 },
    // 51 / (72% x 77%) + 9 veterans / (72% x 84%) = 91.99 + 14.88 = 106.87
    enrolled: { target: 107 },
    // 60 / 72% = 83.3
    completed: { target: 84 },
    placedDirect: { target: 20 },
    placedTrained: { target: 60 },
  });
});
