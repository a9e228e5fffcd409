import { execFile } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/machine.ts';
import { applyChange, blocksOf } from './worked-example.ts';

const root = join(import.meta.dirname, '../..');
const document = readFileSync(join(root, 'docs/contributor.md'), 'utf8');
const examples = Map.groupBy(
  blocksOf(document).filter(({ heading }) => /^Add /.test(heading)),
  ({ heading }) => heading,
);

test('there are worked examples of a column, a check and a format', () => {
  expect([...examples.keys()]).toEqual(['Add a column', 'Add a check', 'Add a format']);
});

const run = promisify(execFile);
const folders = [...examples.keys()].map((heading) => ({ heading, folder: temporaryFolder() }));
afterAll(() => {
  for (const { folder } of folders) folder.remove();
});

describe('a worked example, carried out on a copy of the source', () => {
  test.each(folders)(
    '$heading: every change is made and every command succeeds',
    async ({ heading, folder }) => {
      const copy = folder.path;
      for (const part of ['functions', 'sheets-template', 'scripts', 'test', 'package.json', 'tsconfig.json'])
        cpSync(join(root, part), join(copy, part), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
      for (const block of examples.get(heading)!)
        if (block.language === 'diff') applyChange(copy, block);
        // Of vitest's own variables the inner one must know nothing.
        else
          await run('bash', ['-euo', 'pipefail', '-c', block.text], {
            cwd: copy,
            env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' },
            maxBuffer: 1 << 24,
          }).catch((error: Error & { stdout: string; stderr: string }) => {
            const told = error.stdout.split('\n').filter((line) => !/^\s*[✓↓]/.test(line));
            throw new Error(`Line ${block.line}: ${error.message}\n${told.join('\n')}`);
          });
    },
    600_000,
  );
});
