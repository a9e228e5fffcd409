import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Contest, Measurement } from '../measurement.ts';
import { networkSummaries } from './network.ts';

export const rollup: Measurement = {
  name: 'rollup',
  title: 'the rollup of a whole network, from its summaries to a file, with the most memory that it takes',
  fairness: [
    'Each runs in a process of its own, bundled as the functions are, and the start of the process is in all times. All read the summaries from a file, one a line, as a',
    'query gives them page by page; the peer does nothing more. Memory is the largest resident set, with --max-old-space-size=110 and --max-semi-space-size=2, which take some time for less memory.',
    '--rounds 1 is enough.',
  ],
  contests: async function* () {
    // Within the repository, so that the bundle finds its packages.
    const local = fileURLToPath(new URL('../../../.local/', import.meta.url));
    await mkdir(local, { recursive: true });
    const folder = await mkdtemp(join(local, 'bench-'));
    try {
      await build({
        entryPoints: [fileURLToPath(new URL('one-rollup.ts', import.meta.url))],
        bundle: true,
        splitting: true,
        platform: 'node',
        format: 'esm',
        packages: 'external',
        outdir: folder,
        outExtension: { '.js': '.mjs' },
        logLevel: 'error',
      });
      for (const communities of [1_000, 10_000, 50_000]) yield await contestOf(communities, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const contestOf = async (communities: number, folder: string): Promise<Contest> => {
  const summaries = join(folder, `${communities}.ndjson`);
  await pipeline(Readable.from(linesOf(communities)), createWriteStream(summaries));
  const contender = (name: string, format: string) => ({
    name,
    run: async () => {
      const out = join(folder, `${communities}.${format}`);
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--max-semi-space-size=2',
        '--max-old-space-size=110',
        join(folder, 'one-rollup.mjs'),
        summaries,
        format,
        out,
      ]);
      const { size } = await stat(out);
      return `${megabytes(Number(stdout))} of memory${size > 0 ? `, a file of ${megabytes(size)}` : ''}`;
    },
  });
  return {
    name: `${communities.toLocaleString('en-US')} communities`,
    peer: contender('only reads the summaries', 'nothing'),
    others: [contender('CSV', 'csv'), contender('XLSX', 'xlsx'), contender('page', 'page')],
  };
};

function* linesOf(communities: number): Generator<string> {
  for (const summary of networkSummaries(communities)) yield `${JSON.stringify(summary)}\n`;
}

const megabytes = (bytes: number): string =>
  `${(bytes / 1_000_000).toLocaleString('en-US', { maximumSignificantDigits: 3 })} MB`;
