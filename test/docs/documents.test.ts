import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What stands in code is shown as it is: a link there is none, and `#` begins a comment. */
const withoutBlocks = (markdown: string): string =>
  markdown.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ''));
const withoutCode = (markdown: string): string => withoutBlocks(markdown).replace(/`[^`\n]+`/g, '``');

const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Links and pictures that lead to files or headings of this repository; addresses elsewhere are not opened by tests. */
const linksOf = (document: string) =>
  withoutCode(textOf(document))
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, mark, text, target]) => ({
        where: `${document}:${index + 1}`,
        document,
        isPicture: mark === '!',
        text: text!,
        target: target!,
      })),
    )
    .filter(({ target }) => !/^[a-z]+:/.test(target));

/** The name by which GitHub links to a heading: small letters, no punctuation, a hyphen for each space. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const anchorsOf = (document: string): string[] =>
  [...withoutBlocks(textOf(document)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));

const links = documents.flatMap(linksOf);

test('documents link to each other', () => {
  expect(links.map(({ target }) => target)).toContain('docs/operator.md');
});

test.each(links)('$where: $target is there', ({ document, target }) => {
  const [path, anchor] = target.split('#') as [string, string?];
  const file = path === '' ? document : join(dirname(document), path);
  expect(existsSync(join(root, file)), file).toBe(true);
  if (anchor !== undefined) expect(anchorsOf(file)).toContain(anchor);
});

test('every picture says in words what it shows', () => {
  const pictures = links.filter(({ isPicture }) => isPicture);
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter(({ text }) => text.trim() === '')).toEqual([]);
});
