import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sectionList } from '../../functions/plan/plan.ts';
import type { Column } from '../../functions/plan/table.ts';
import manifest from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const document = readFileSync(join(root, 'docs/security.md'), 'utf8');

interface Row {
  line: number;
  cells: string[];
}

/** The tables of the document: the header's cells, and the rows below it. */
const tables = (() => {
  const found: { header: string[]; rows: Row[] }[] = [];
  let isWithin = false;
  for (const [index, line] of document.split('\n').entries()) {
    if (!line.startsWith('|')) {
      isWithin = false;
      continue;
    }
    const cells = line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim());
    if (!isWithin) found.push({ header: cells, rows: [] });
    else if (!/^[-: ]+$/.test(cells[0]!)) found.at(-1)!.rows.push({ line: index + 1, cells });
    isWithin = true;
  }
  return found;
})();

/** A claim's last cell: `file`: name of a test; `file`: name. */
const testsNamedIn = (cell: string): { file: string; name: string }[] =>
  [...cell.matchAll(/`(test\/[^`]+\.test\.ts)`: (.+?)(?=; `test\/|$)/g)].map(([, file, name]) => ({
    file: file!,
    name: name!,
  }));

const claims = tables
  .flatMap(({ rows }) => rows)
  .map(({ line, cells }) => ({ line, text: cells[0]!, held: cells.at(-1)! }));

test('every table says what holds its claims', () => {
  expect(tables.filter(({ header }) => header.at(-1) !== 'held by')).toEqual([]);
  expect(claims.length).toBeGreaterThan(40);
});

test.each(claims)('line $line, $text: is held by tests that are there', ({ held }) => {
  const named = testsNamedIn(held);
  expect(named).not.toEqual([]);
  for (const { file, name } of named) {
    expect(existsSync(join(root, file)), file).toBe(true);
    const code = readFileSync(join(root, file), 'utf8');
    expect(
      ["'", '"', '`'].some((quote) => code.includes(`${quote}${name}${quote}`)),
      `${file}: ${name}`,
    ).toBe(true);
  }
});

const firstCellsOf = (first: string): string[] =>
  tables.find(({ header }) => header[0] === first)!.rows.map(({ cells }) => cells[0]!);

test('the collections are those that the functions keep', () => {
  const kept = new Set<string>();
  for (const file of globSync('functions/**/*.ts', { cwd: root }))
    for (const [, ...names] of readFileSync(join(root, file), 'utf8').matchAll(
      /(?:db|firestore)\s*\.(?:collection\('(\w+)'|doc\([`'](\w+)\/)|PLACE = '(\w+)\/|collection: ((?:'\w+'(?: \| )?)+)/g,
    ))
      for (const name of names.filter((each) => each !== undefined).flatMap((each) => each.match(/\w+/g)!))
        kept.add(name);
  expect(
    firstCellsOf('collection')
      .flatMap((cell) => cell.match(/\w+/g)!)
      .sort(),
  ).toEqual([...kept].sort());
});

test('the columns with personal data are those of the tables', () => {
  const personal = sectionList.flatMap(({ tab, columns }) =>
    Object.values<Column>(columns)
      .filter((column) => column.personal)
      .map(({ header }) => `${tab}: ${header}`),
  );
  const { rows } = tables.find(({ header }) => header[0] === 'tab')!;
  expect(rows.map(({ cells: [tab, column] }) => `${tab}: ${column}`)).toEqual(personal);
});

test('every dependency is pinned, and comes with its hash', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  const { '': _itself, ...packages } = lock.packages;
  for (const [path, { integrity }] of Object.entries(packages)) expect(integrity, path).toMatch(/^sha512-/);
});
