import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleFunctions, type FunctionBundle } from './bundle/bundle.ts';
import { pack, writeZip } from './xlsx/zip.ts';

const usage = `npm run bundle -- --out DIR

Builds every function for Google Cloud: DIR/<function>.zip, with the code in one file. The same code gives the same bytes.`;

/** The archive that is deployed. */
export const archiveOf = ({ files }: FunctionBundle): Buffer =>
  writeZip(
    [...files].map(([name, content]) => pack(name, typeof content === 'string' ? content : Buffer.from(content))),
  );

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) return console.log(usage);
  if (values.out === undefined) {
    console.error(`--out is missing: the folder to write to.\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  await mkdir(values.out, { recursive: true });
  for (const bundle of await bundleFunctions()) {
    const archive = archiveOf(bundle);
    const file = join(values.out, `${bundle.name}.zip`);
    await writeFile(file, archive);
    const code = Buffer.byteLength(bundle.files.get('index.js')!);
    console.log(`${file}: code ${inMegabytes(code)}, archive ${inMegabytes(archive.length)}`);
  }
};

const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
