import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Paths of the program's files in a folder, from the root. */
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.ts$/.test(path))
    .sort();

/** Comments may speak of other files. */
const codeOf = (path: string): string => readFileSync(join(root, path), 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');

/** What a file imports: files from the root, packages by name. */
const importsOf = (path: string): string[] => {
  const code = codeOf(path);
  return [
    ...code.matchAll(/^\s*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"\n]+)['"]/gm),
    ...code.matchAll(/^\s*import\s*['"]([^'"\n]+)['"]/gm),
    ...code.matchAll(/\bimport\(\s*['"]([^'"\n]+)['"]/g),
  ].map(([, target]) => (target!.startsWith('.') ? normalize(join(dirname(path), target!)) : target!));
};

/** `file -> import` for every import that a folder may not have. */
const strays = (folder: string, allowed: (target: string) => boolean): string[] =>
  filesIn(folder).flatMap((path) =>
    importsOf(path)
      .filter((target) => !allowed(target))
      .map((target) => `${path} -> ${target}`),
  );

const isFile = (target: string): boolean => /^(functions|sheets-template|scripts|test)\//.test(target);
const isIn = (target: string, ...folders: string[]): boolean =>
  folders.some((folder) => target === folder || target.startsWith(`${folder}/`));

test('imports are seen', () => {
  expect(importsOf('functions/sheet/assess.ts')).toContain('functions/plan/outcome.ts');
  expect(importsOf('functions/plan/value.ts')).toContain('zod');
  expect(importsOf('sheets-template/layout.ts')).toContain('functions/plan/table.ts');
});

/** Pure libraries that one file of functions/plan needs beside zod: file to package. */
const planLibraries: Readonly<Record<string, string>> = {
  // The regularized incomplete beta function, for binomial chances.
  'functions/plan/binomial.ts': '@stdlib/math-base-special-betainc',
  // Plurals of messages, by ICU's rules.
  'functions/plan/messages/words.ts': 'intl-messageformat',
};

test('functions/plan imports zod and itself, and a library only in the one file that needs it', () => {
  const found = filesIn('functions/plan').flatMap((path) =>
    importsOf(path)
      .filter((target) => target !== 'zod' && !isIn(target, 'functions/plan'))
      .map((target) => [path, target]),
  );
  expect(found).toEqual(Object.entries(planLibraries));
});

/*
 * google, plan, keys <- sheet, drive, mirror, rollup <- edits <- connecting, repair, restore <- planner <- http <- index, entries. What sheet finds is what mirror keeps, so mirror may name sheet's types; the settings and
 * watch, by which the program is seen from outside, are for all that act.
 */
test.each<[string, string[]]>([
  ['functions/watch', []],
  ['functions/google', ['functions/google']],
  ['functions/keys', ['functions/google', 'functions/keys']],
  ['functions/sheet', ['functions/plan', 'functions/google', 'functions/sheet']],
  ['functions/drive', ['functions/google', 'functions/sheet', 'functions/drive']],
  ['functions/mirror', ['functions/plan', 'functions/sheet', 'functions/mirror']],
  ['functions/rollup', ['functions/plan', 'functions/mirror', 'functions/rollup']],
  [
    'functions/edits',
    [
      'functions/plan',
      'functions/google',
      'functions/keys',
      'functions/sheet',
      'functions/drive',
      'functions/mirror',
      'functions/edits',
    ],
  ],
  // What a sheet is brought back to is the template.
  ['functions/repair', ['functions/plan', 'functions/sheet', 'functions/edits', 'functions/repair', 'sheets-template']],
  [
    'functions/connecting',
    ['functions/plan', 'functions/google', 'functions/sheet', 'functions/edits', 'functions/connecting'],
  ],
  [
    'functions/sharing',
    [
      'functions/plan',
      'functions/keys',
      'functions/mirror',
      'functions/rollup',
      'functions/edits',
      'functions/sharing',
    ],
  ],
  [
    'functions/restore',
    ['functions/plan', 'functions/sheet', 'functions/mirror', 'functions/edits', 'functions/restore'],
  ],
])('%s imports only what stands before it', (folder, allowed) => {
  expect(
    strays(folder, (target) => !isFile(target) || isIn(target, 'functions/config.ts', 'functions/watch', ...allowed)),
  ).toEqual([]);
});

test('nothing that decides imports what composes and serves it', () => {
  const composed = [
    'functions/planner',
    'functions/planner.ts',
    'functions/http',
    'functions/entries',
    'functions/index.ts',
  ];
  for (const folder of [
    'google',
    'keys',
    'drive',
    'plan',
    'sheet',
    'mirror',
    'rollup',
    'edits',
    'connecting',
    'repair',
    'restore',
  ])
    expect(strays(`functions/${folder}`, (target) => !isIn(target, ...composed))).toEqual([]);
  expect(strays('functions/planner', (target) => !isIn(target, 'functions/entries', 'functions/index.ts'))).toEqual([]);
  expect(strays('functions/http', (target) => !isIn(target, 'functions/entries', 'functions/index.ts'))).toEqual([]);
});

test('the pure parts of functions/sheet reach no network', () => {
  const pure = ['assess', 'parse', 'feedback', 'write', 'read', 'snapshot'].map((name) => `functions/sheet/${name}.ts`);
  for (const path of pure)
    for (const target of importsOf(path).filter((each) => !isFile(each)))
      expect(codeOf(path), `${path} -> ${target}`).toMatch(new RegExp(`import type [^;]*${target}`));
});

test('sheets-template imports plan, types of googleapis, and exceljs', () => {
  const allowed = (target: string): boolean =>
    isIn(target, 'functions/plan', 'sheets-template') ||
    target === 'exceljs' ||
    target.startsWith('googleapis/') ||
    target.startsWith('node:');
  expect(strays('sheets-template', allowed)).toEqual([]);
  for (const path of filesIn('sheets-template'))
    for (const target of importsOf(path).filter((each) => each.startsWith('googleapis/')))
      expect(codeOf(path), path).toMatch(new RegExp(`import type [^;]*${target}`));
});

test('nothing but scripts and tests imports scripts', () => {
  for (const folder of ['functions', 'sheets-template'])
    expect(strays(folder, (target) => !isIn(target, 'scripts', 'test'))).toEqual([]);
});

test('scripts import no tests, but the plans and cases that tests and documents share', () => {
  const shared = ['test/fixtures', 'test/support/sheet.ts'];
  expect(strays('scripts', (target) => !isIn(target, 'test') || isIn(target, ...shared))).toEqual([]);
});

test('in functions the environment is read as config.ts says, and nowhere else', () => {
  const reads = filesIn('functions').flatMap((path) =>
    [...codeOf(path).matchAll(/[\w(]*\bprocess\s*\??\.?\s*\[?['"]?env\b[\w.)]*/g)].map(([read]) => `${path}: ${read}`),
  );
  expect(reads).toEqual([
    // Set for the framework, which would show stack traces.
    'functions/http/serve.ts: process.env.NODE_ENV',
    'functions/http/serve.ts: readConfig(process.env)',
    // Google's client reads this one by itself; a value that contradicts the configuration is refused.
    'functions/mirror/client.ts: process.env.FIRESTORE_EMULATOR_HOST',
  ]);
});

test('what is pure asks nobody for the time or for chance', () => {
  const asks = [
    ...filesIn('functions/plan'),
    ...['assess', 'parse', 'feedback', 'write', 'read'].map((name) => `functions/sheet/${name}.ts`),
  ].filter((path) =>
    /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\brandomUUID\b|\bperformance\.now\(/.test(codeOf(path)),
  );
  expect(asks.map((path) => relative(root, join(root, path)))).toEqual([]);
});
