import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { ConfigError, readConfig } from '../functions/config.ts';
import { firestoreClient } from '../functions/mirror/client.ts';
import { readAllSummaries } from '../functions/rollup/warehouse/all-summaries.ts';
import { bigQuery } from '../functions/rollup/warehouse/dialect.ts';
import { flatViews, SUMMARIES } from '../functions/rollup/warehouse/flat-views.ts';
import { rollupViews } from '../functions/rollup/warehouse/rollup-views.ts';
import { summaryRow } from '../functions/rollup/warehouse/row.ts';
import { summaryTable } from '../functions/rollup/warehouse/table.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';
import { BigQueryError, type bigQueryClient, bigQueryClient as googleBigQuery } from './warehouse/bigquery.ts';

const usage = `Exports the summaries of all plans, as they stand at one moment, for BigQuery: the rows, their schema, and the rollup as views.

  npm run export-summaries -- --to FOLDER [--dataset NAME] [--load [--location US]]

  --to FOLDER      where ${SUMMARIES}.ndjson.gz, ${SUMMARIES}.schema.json and views.sql are written
  --dataset NAME   the dataset that the views speak of, techhire_plans by default
  --load           also puts the rows in the place of the table's, at once, and makes the views anew
  --location NAME  where the dataset lies, US by default

What is exported counts people whom nobody hides: the dataset is for a funder's own analysts who may see the plans, and its views, whose names begin with
"internal_", must not be published or shown to anybody else. What may be published comes from the rollup's pages and files.

The settings are those of the functions, GOOGLE_CLOUD_PROJECT above all; TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for npm start.`;

type Terminal = Omit<OperatorTerminal, 'ask'>;

/** @returns the exit status: 0 when all is exported, 1 when some summaries could not be read, 2 when nothing was done */
export const exportSummaries = async (
  args: readonly string[],
  terminal: Terminal,
  clientOf: (place: Parameters<typeof bigQueryClient>[0]) => ReturnType<typeof bigQueryClient> = googleBigQuery,
): Promise<0 | 1 | 2> => {
  try {
    const options = readArguments(args);
    if (options === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const { folder, dataset, load, location } = options;
    const { projectId, databaseId, firestoreEmulatorHost } = readConfig(await settingsOf(terminal.env));
    const firestore = firestoreClient({
      projectId,
      databaseId,
      ...(firestoreEmulatorHost === null ? {} : { emulatorHost: firestoreEmulatorHost }),
    });
    await mkdir(folder, { recursive: true });
    const file = join(folder, `${SUMMARIES}.ndjson.gz`);
    const { readAt, read, unreadable } = await writeRows(firestore, file).finally(() => firestore.terminate());
    await writeFile(join(folder, `${SUMMARIES}.schema.json`), `${JSON.stringify(summaryTable(), null, 2)}\n`);
    const statements = viewStatements(`${projectId}.${dataset}`);
    await writeFile(join(folder, 'views.sql'), statements);
    terminal.out(`Wrote ${read} ${read === 1 ? 'summary' : 'summaries'} as of ${readAt} to ${folder}.\n`);
    if (unreadable.length > 0)
      terminal.err(
        `Left out, as they are not in the form that this version reads; a pass writes them anew: ${unreadable.join(', ')}\n`,
      );
    if (load) {
      const client = clientOf({ projectId, dataset, location });
      await client.load(file, SUMMARIES, summaryTable(), `techhire_${SUMMARIES}_${readAt.replace(/\W/g, '')}`);
      await client.run(statements);
      terminal.out(`Loaded them into ${projectId}.${dataset}, and made its views anew.\n`);
    }
    return unreadable.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError) && !(error instanceof BigQueryError))
      throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
};

const writeRows = async (firestore: Parameters<typeof readAllSummaries>[0], file: string) => {
  const rows = new PassThrough();
  const written = pipeline(rows, createGzip(), createWriteStream(file));
  const reading = readAllSummaries(firestore, async (summary) => {
    if (!rows.write(`${JSON.stringify(summaryRow(summary))}\n`)) await once(rows, 'drain');
  });
  const [result] = await Promise.all([reading.finally(() => rows.end()), written]);
  return result;
};

/** @param dataset  `project.dataset` */
const viewStatements = (dataset: string): string => {
  const name = (each: string): string => `\`${dataset}.${each}\``;
  return [...flatViews(summaryTable(), bigQuery, name), ...rollupViews(name)]
    .map((view) => `CREATE OR REPLACE VIEW ${name(view.name)} AS\n${view.sql};\n`)
    .join('\n');
};

const readArguments = (
  args: readonly string[],
): { folder: string; dataset: string; load: boolean; location: string } | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    to: { type: 'string' },
    dataset: { type: 'string' },
    load: { type: 'boolean' },
    location: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  if (!values.to) throw new UsageError(`Where are the files to go? Say --to FOLDER.\n\n${usage}`);
  const dataset = values.dataset ?? 'techhire_plans';
  if (!/^\w{1,1024}$/.test(dataset))
    throw new UsageError(`--dataset is "${dataset}". Type the name of a dataset: letters, digits and underscores.`);
  return { folder: values.to, dataset, load: values.load ?? false, location: values.location ?? 'US' };
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await exportSummaries(process.argv.slice(2), operatorTerminal());
