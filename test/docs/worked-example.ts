import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A fenced block of a document. */
export interface Block {
  /** The heading of the second level above it; '' before the first. */
  heading: string;
  /** `sh`, `diff`; '' where none is named. */
  language: string;
  text: string;
  /** The line of the document on which its text begins. */
  line: number;
}

/** The fenced blocks of a Markdown document, in order. */
export const blocksOf = (markdown: string): Block[] => {
  const blocks: Block[] = [];
  let heading = '';
  let open: Block | null = null;
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^```(\w*)/.exec(line);
    if (fence && open) {
      blocks.push(open);
      open = null;
    } else if (fence) open = { heading, language: fence[1]!, text: '', line: index + 2 };
    else if (open) open.text += `${line}\n`;
    else heading = /^## (.+)/.exec(line)?.[1] ?? heading;
  }
  if (open) throw new Error(`The block of line ${open.line} is never closed`);
  return blocks;
};

/**
 * Makes a change as documents show it: `@@ path @@`, and below it lines that stay (a space before them), go (`-`) and come (`+`). Where it stands is found by its lines that stay and
 * go, and not by their numbers, so that changes elsewhere in the file do no harm. A change with neither makes a new file.
 *
 * @throws Error where the file has no such lines, or has them twice
 */
export const applyChange = (root: string, { text, line }: Block): void => {
  const [first, ...lines] = text.trimEnd().split('\n');
  const path = /^@@ (\S+) @@$/.exec(first!)?.[1];
  if (path === undefined) throw new Error(`Line ${line} does not say which file is changed`);
  const file = join(root, path);
  const written = (without: string): string =>
    lines
      .filter((each) => each[0] !== without)
      .map((each) => `${each.slice(1)}\n`)
      .join('');
  const [before, after] = [written('+'), written('-')];
  if (before === '') {
    if (existsSync(file)) throw new Error(`${path} is there already`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, after);
    return;
  }
  const parts = readFileSync(file, 'utf8').split(before);
  if (parts.length !== 2) throw new Error(`${path} has what line ${line} changes ${parts.length - 1} times`);
  writeFileSync(file, parts.join(after));
};
