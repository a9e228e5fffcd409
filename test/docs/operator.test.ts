import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { usage } from '../../scripts/deploy/options.ts';
import { simulate } from '../../scripts/simulate.ts';
import { trials } from './programs.ts';

const root = join(import.meta.dirname, '../..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const guide = textOf('docs/operator.md');

/** The first cells of the table whose header begins so, without what makes them look like code. */
const firstCellsBelow = (header: string): string => {
  const lines = guide.slice(guide.indexOf(`| ${header} |`)).split('\n');
  return lines
    .slice(2, lines.indexOf(''))
    .map((line) => line.split(' | ')[0]!.slice(2))
    .join('\n');
};

test('the guide says of every check of the doctor what to do', () => {
  const names = globSync('scripts/doctor/*.ts', { cwd: root }).flatMap((path) =>
    [...textOf(path).matchAll(/\bname: '([a-zA-Z ]+)'/g)].map(([, name]) => name!),
  );
  const told = [...firstCellsBelow('it says').matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
  expect([...new Set(told)].sort()).toEqual([...new Set(names)].sort());
});

test('the guide says of every alert what it means', () => {
  const alerts = [
    ...textOf('scripts/deploy/terraform/alerts.tf').matchAll(/"TechHire Planner: ([^"]+)"\n\s+combiner/g),
  ].map(([, name]) => name!);
  expect(alerts.length).toBeGreaterThan(1);
  expect(firstCellsBelow('alert').split('\n').slice(0, alerts.length)).toEqual(alerts);
});

test('the guide has every option of a deployment', () => {
  const options = [...usage.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, option]) => option!);
  expect(options.length).toBeGreaterThan(10);
  expect(options.filter((option) => !guide.includes(option))).toEqual([]);
});

test('the guide has every program that operators run', () => {
  const forOthers = [
    'start',
    'check',
    'allocate',
    'whatif',
    'bench',
    'faults',
    'bundle',
    'reference',
    'format',
    'verify',
  ];
  const programs = Object.keys(trials).filter((name) => !forOthers.includes(name));
  expect(programs.filter((name) => !new RegExp(`(?:npm run |scripts/)${name}\\b`).test(guide))).toEqual([]);
});

// Larger networks take the simulation a minute.
test.each([100, 1000])('for %i sheets the guide says what the simulation says', (communities) => {
  let said = '';
  const status = simulate(
    ['--communities', String(communities), '--people', '4', '--advise'],
    (text) => {
      said += text;
    },
    () => {},
  );
  expect(status).toBe(0);
  const figure = (pattern: RegExp): string => pattern.exec(said)![1]!;
  const dollars = Math.round(Number(figure(/a month +\$([\d,.]+)/).replaceAll(',', '')));
  expect(said).toContain('as every project has');
  expect(guide).toContain(
    `| ${communities.toLocaleString('en')} | ${figure(/accounts +(\d+)/)} | none | ${figure(/90% ([\d.]+ s)/)} | $${dollars} |`,
  );
});

test('every link within the guides leads to a heading', () => {
  for (const path of ['docs/operator.md', 'docs/security.md', 'docs/contributor.md']) {
    const text = textOf(path);
    const headings = [...text.matchAll(/^##+ (.+)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
    const led = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor!);
    expect(
      led.filter((anchor) => !headings.includes(anchor)),
      path,
    ).toEqual([]);
  }
});
