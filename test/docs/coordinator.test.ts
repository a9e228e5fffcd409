import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const guide = read('docs/coordinator.md');
/** Where the sheet and its script have their words from. */
const sources = globSync(['functions/plan/**/*.ts', 'functions/sheet/*.ts', 'sheets-template/*.ts'], { cwd: root })
  .map(read)
  .join('\n');

const isGoogles = (label: string): boolean => label.startsWith('File > ');

const labels = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label]) => label!).filter((label) => !isGoogles(label));

test.each([...new Set(labels)])('the sheet has: %s', (label) => {
  for (const part of label.split(' > ').filter((each) => each !== 'TechHire'))
    expect(["'", '"'].some((quote) => sources.includes(`${quote}${part}${quote}`))).toBe(true);
});

test.each([...guide.matchAll(/^\| "([^"]+)"/gm)].map(([, said]) => said!))('the script says: %s', (said) => {
  expect(read('functions/plan/messages/script-en.ts')).toContain(said);
});
