import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type BuildOptions, build } from 'esbuild';
import { definitionsIn } from '../functions/plan/messages/definitions.ts';
import { allLanguages, type Language } from '../functions/plan/messages/language.ts';
import { messageTables } from '../functions/plan/messages/words.ts';
import { ENDS, MARK } from '../functions/sheet/feedback.ts';
import type { ScriptWords } from '../sheets-template/apps-script/script-words.ts';

export interface BoundScript {
  /** The one file of the script, as Apps Script runs it. */
  code: string;
  /** appsscript.json */
  manifest: string;
}

/**
 * Bundles sheets-template/apps-script into what Apps Script takes: one file without modules, in the JavaScript of 2019, whose
 * top-level function declarations are what menus and triggers call. Only their names stay as they are: with the others it is
 * a quarter longer than what a sheet should carry.
 */
export const buildBoundScript = async (): Promise<BoundScript> => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const options = {
    entryPoints: [join(source, 'main.ts')],
    tsconfig: join(source, 'tsconfig.json'),
    bundle: true,
    write: false as const,
    target: 'es2019',
    platform: 'neutral' as const,
    charset: 'utf8' as const,
    minify: true,
    define: {
      TECHHIRE_VERSION: JSON.stringify(version),
      TECHHIRE_WORDS: JSON.stringify(allLanguages.map(scriptWords)),
      TECHHIRE_MARK: JSON.stringify(MARK),
      TECHHIRE_ENDS: JSON.stringify(ENDS),
    },
  } satisfies BuildOptions;
  const [bundle, modules] = await Promise.all([
    build({ ...options, format: 'iife', globalName: namespace }),
    // Only as a module does esbuild say what the entry exports.
    build({ ...options, format: 'esm', metafile: true }),
  ]);
  const handlers = Object.values(modules.metafile.outputs).flatMap((output) => output.exports);
  const stubs = handlers
    .toSorted()
    .map((name) => `function ${name}() {\n  return ${namespace}.${name}.apply(this, arguments);\n}\n`);
  const code = [
    `// TechHire Planner ${version}: tells the planner that this sheet changed, never what a cell holds.\n`,
    "// Made from sheets-template/apps-script; changes made here are lost with the sheet's next upgrade.\n",
    ...bundle.outputFiles.map((file) => file.text),
    ...stubs,
  ].join('');
  return { code, manifest: await readFile(join(source, 'appsscript.json'), 'utf8') };
};

/** What the script says and looks for in one language, from the tables that hold all of the planner's words. */
const scriptWords = (language: Language): ScriptWords => {
  const { startTab, sections } = definitionsIn(language);
  return {
    language,
    say: messageTables[language].script,
    start: { tab: startTab.title, findings: startTab.state.findings },
    community: { tab: sections.community.tab, language: sections.community.columns.language!.header },
  };
};

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'sheets-template', 'apps-script');
const namespace = 'techhire';

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined) {
    console.error('Usage: node scripts/bound-script.ts --out DIR   writes Code.js and appsscript.json there');
    process.exitCode = 2;
    return;
  }
  const { code, manifest } = await buildBoundScript();
  await mkdir(values.out, { recursive: true });
  await writeFile(join(values.out, 'Code.js'), code);
  await writeFile(join(values.out, 'appsscript.json'), manifest);
  console.log(`Code.js (${(Buffer.byteLength(code) / 1000).toFixed(1)} kB) and appsscript.json are in ${values.out}`);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
