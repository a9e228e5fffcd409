import { expect, test } from 'vitest';
import { allocate } from '../../scripts/allocate.ts';
import { demoFile } from '../../scripts/demo-plan.ts';
import { riverbendToday } from '../fixtures/riverbend.ts';

const run = async (...args: string[]): Promise<{ status: number; out: string; err: string }> => {
  let [out, err] = ['', ''];
  const status = await allocate(args, {
    today: riverbendToday,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { status, out, err };
};

test('says for the demo plan how far it reaches, what is missing, and with which seats and money', async () => {
  const { status, out } = await run(demoFile);
  expect(status).toBe(1);
  expect(out).toMatch(/^At most \d+ of the 80 placements can be reached; .* The goal needs \d/);
  expect(out).toContain(
    'Web Developer Immersive, from 2027-04-19 (Junior software developer; Programs row 7, ends outside',
  );
  expect(out).toContain('A proposal: nothing is written into the sheet.');
});

test('says it in Spanish where it is asked to', async () => {
  const { status, out } = await run(demoFile, '--language', 'es');
  expect(status).toBe(1);
  expect(out).toMatch(/^Se pueden alcanzar como máximo \d+ de las 80 colocaciones; .* Para la meta hacen falta \d/);
  expect(out).toContain('(Junior software developer; Programas, fila 7; termina fuera del año del plan)');
  expect(await run(demoFile, '--language', 'fr')).toMatchObject({
    status: 2,
    err: '--language is "fr", but it must be en (English) or es (Español).\n',
  });
});

test('prints the proposal for programs', async () => {
  const { out } = await run(demoFile, '--json', '--hoped-for');
  expect(JSON.parse(out)).toMatchObject({ goal: 80, intakes: expect.any(Array), ways: [expect.any(Array)] });
});

test.each([[[]], [['a.xlsx', 'b.xlsx']], [['--cheapest', demoFile]]])('says how it is used after %j', async (args) => {
  const { status, err } = await run(...args);
  expect(status).toBe(2);
  expect(err).toContain('npm run allocate -- FILE.xlsx');
});

test('names a file that is not there', async () => {
  expect(await run('/nowhere/plan.xlsx')).toMatchObject({
    status: 2,
    out: '',
    err: expect.stringContaining('/nowhere/plan.xlsx'),
  });
});
