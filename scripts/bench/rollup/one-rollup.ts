/**
 * One rollup in a process of its own, so that its memory can be told from everything else: reads summaries from a file, one a line, as they come
 * out of Firestore, publishes the network, and writes it in one format. Prints the most memory that it had, in bytes.
 *
 *   node one-rollup.ts SUMMARIES FORMAT OUT
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { PlanSummary } from '../../../functions/plan/summary.ts';
import { csvLines } from '../../../functions/rollup/csv.ts';
import { PackedList } from '../../../functions/rollup/packed-list.ts';
import { publishRollup } from '../../../functions/rollup/publish.ts';
import type { PublishedRollup } from '../../../functions/rollup/rollup.ts';
import { summarySchema } from '../../../functions/rollup/summaries.ts';

const [file, format, out] = process.argv.slice(2) as [string, string, string];

const published = async (): Promise<PublishedRollup> => {
  const summaries = new PackedList<PlanSummary>();
  for await (const line of createInterface({ input: createReadStream(file) }))
    summaries.add(summarySchema.parse(JSON.parse(line)));
  return publishRollup({
    scope: { kind: 'network' },
    name: null,
    year: 2026,
    readAt: '2026-12-10T08:00:00.000Z',
    summaries,
    communitiesLeftOut: [],
  });
};

const output = createWriteStream(out);
switch (format) {
  case 'nothing':
    for await (const line of createInterface({ input: createReadStream(file) })) summarySchema.parse(JSON.parse(line));
    output.end();
    await finished(output);
    break;
  case 'csv':
    await pipeline(Readable.from(csvLines(await published())), output);
    break;
  case 'xlsx': {
    const { writeRollupWorkbook } = await import('../../../functions/rollup/xlsx.ts');
    await writeRollupWorkbook(await published(), output);
    await finished(output);
    break;
  }
  case 'page': {
    const { rollupPage } = await import('../../../functions/rollup/page/page.ts');
    await pipeline(
      Readable.from([rollupPage(await published(), { language: 'en', formats: ['csv'], link: null })]),
      output,
    );
    break;
  }
}
process.stdout.write(`${process.resourceUsage().maxRSS * 1024}\n`);
