import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionsIn } from '../../functions/plan/messages/definitions.ts';
import { protectionTexts } from '../../functions/plan/protections.ts';
import { openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';

let bench: PlanningBench;
beforeAll(async () => {
  bench = await openPlanningBench();
});
afterAll(() => bench.close());

test('a change of language reaches everything that the planner writes in one write, and back again', async () => {
  const sheet = await bench.connectedSheet();
  await sheet.pass({ always: true });
  const english = await sheet.snapshot();
  const mirrored = await sheet.toldTwice();

  await sheet.types('Community', 'B12', [['español']]);
  expect(await sheet.pass({ always: true })).toMatchObject({ outcome: 'done', reads: 1, writes: 1 });
  const spanish = await sheet.snapshot();
  const { inputTabs, resultTabs, startTab } = definitionsIn('es');
  expect(spanish.tabs.map(({ title }) => title).sort()).toEqual(
    [...inputTabs, ...resultTabs, startTab].map(({ title }) => title).sort(),
  );
  expect(await sheet.cell('Socios', 2, 1)).toMatchObject({
    value: 'Tipo',
    note: expect.stringContaining('Elija una de'),
  });
  expect(await sheet.cell('Socios', 4, 1)).toMatchObject({
    value: 'Emploier',
    note: expect.stringContaining('pero no está en la lista'),
  });
  expect((await sheet.cell('Socios', 4, 9))?.value).toBe('1 error: Tipo');
  expect((await sheet.cell('Lista de control', 4, 4))?.value).toBe('Metas B3');
  expect((await sheet.cell('Comunidad', 12, 0))?.value).toBe('Idioma');
  const descriptions = spanish.tabs.flatMap(({ protections = [] }) => protections.map((each) => each.description));
  expect(descriptions.filter((each) => !Object.values(protectionTexts('es')).includes(each))).toEqual([]);
  // Nothing of the planner's is left in English.
  const own = new Set(english.tabs.flatMap((tab) => tab.rows.flatMap((row) => row.map((cell) => cell?.note ?? ''))));
  const left = spanish.tabs.flatMap((tab) => tab.rows.flatMap((row) => row.flatMap((cell) => cell?.note ?? [])));
  expect(left.filter((note) => own.has(note))).toEqual([]);

  expect(await sheet.pass({ always: true })).toMatchObject({ outcome: 'done', reads: 1, writes: 0 });

  await sheet.types('Comunidad', 'B12', [['Inglés']]);
  await sheet.types('Comunidad', 'B12', [['English']]);
  expect(await sheet.pass({ always: true })).toMatchObject({ reads: 1, writes: 1 });
  const back = await sheet.snapshot();
  expect(back.tabs.map((tab) => tab.title)).toEqual(english.tabs.map((tab) => tab.title));
  for (const [index, tab] of back.tabs.entries())
    expect({ [tab.title]: tab.rows }).toEqual({ [tab.title]: english.tabs[index]!.rows });
  expect(back.tabs.map((tab) => tab.protections)).toEqual(english.tabs.map((tab) => tab.protections));
  const { rows } = await sheet.toldTwice();
  expect(rows).toEqual(mirrored.rows);
});
