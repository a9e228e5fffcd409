import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { check } from '../../scripts/check.ts';
import { template } from '../../scripts/template.ts';
import { readWorkbookFile } from '../../scripts/xlsx-snapshot.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'template-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = async (...args: string[]): Promise<{ status: number; out: string; err: string }> => {
  let [out, err] = ['', ''];
  const status = await template(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    now: new Date('2026-07-01T09:00:00Z'),
  });
  return { status, out, err };
};

test('writes the blank template, which the check reads without a finding', async () => {
  const file = join(folder, 'plan.xlsx');
  expect(await run('--xlsx', file, '--title', 'Our plan', '--locale', 'es-US')).toEqual({
    status: 0,
    out: `Wrote ${file}. Fill it in, then check it: npm run check -- ${file}\n`,
    err: '',
  });
  const { snapshot } = await readWorkbookFile(file);
  expect(snapshot).toMatchObject({ title: 'Our plan', locale: 'es_US' });
  let out = '';
  const status = await check([file, '--json'], {
    out: (text) => {
      out += text;
    },
    err: () => {},
    width: 100,
    color: false,
    now: new Date('2026-07-01T09:00:00Z'),
    newId: () => 'id',
  });
  expect(JSON.parse(out).findings).toEqual([]);
  expect(status).toBe(0);
});

test('the same template is the same file, byte for byte', async () => {
  const [first, second] = [join(folder, 'first.xlsx'), join(folder, 'second.xlsx')];
  await run('--xlsx', first);
  await run('--xlsx', second);
  expect((await readFile(first)).equals(await readFile(second))).toBe(true);
});

test('leaves a file that is there alone, unless --force is given', async () => {
  const file = join(folder, 'mine.xlsx');
  await writeFile(file, 'my work');
  expect(await run('--xlsx', file)).toEqual({
    status: 2,
    out: '',
    err: `${file} is there already. Choose another name, or add --force to replace it.\n`,
  });
  expect(await readFile(file, 'utf8')).toBe('my work');
  expect((await run('--xlsx', file, '--force')).status).toBe(0);
  expect((await stat(file)).size).toBeGreaterThan(10_000);
});

test.each([
  [[], 'Which file is to be written?'],
  [['plan.xlsx'], '"plan.xlsx" is not expected here. The file is named with --xlsx.'],
  [['--xlsx', 'plan.ods'], '--xlsx is "plan.ods", but the file\'s name must end in .xlsx.'],
  [['--xlsx', 'plan.xlsx', '--locale', 'english'], '--locale is "english", but it must be a language and country'],
  [['--xlsx', 'plan.xlsx', '--colour'], "Unknown option '--colour'"],
  [['--xlsx', '/no/such/folder/plan.xlsx'], 'Cannot write /no/such/folder/plan.xlsx: there is no such folder.'],
])('says what is wrong with %j', async (args, message) => {
  const { status, out, err } = await run(...args);
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain(message);
});

test('says that a folder cannot be written as a file', async () => {
  const place = join(folder, 'folder.xlsx');
  await mkdir(place);
  expect((await run('--xlsx', place, '--force')).err).toBe(`Cannot write ${place}: it is a folder.\n`);
});
