import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { RollupResponse, Writing } from '../../functions/rollup/answer.ts';
import { csvLines } from '../../functions/rollup/csv.ts';
import { jsonPieces } from '../../functions/rollup/json.ts';
import type { PublishedRollup } from '../../functions/rollup/rollup.ts';
import { writeRollupWorkbook } from '../../functions/rollup/xlsx.ts';

/** What leaves in pieces, put together. */

export const rollupCsv = (rollup: PublishedRollup): string => [...csvLines(rollup)].join('');

export const rollupJson = (rollup: PublishedRollup): string => [...jsonPieces(rollup)].join('');

export const rollupWorkbook = (rollup: PublishedRollup): Promise<Buffer> =>
  written((out) => writeRollupWorkbook(rollup, out));

/** An answer as its reader has it at the end: text, or of a workbook its bytes. */
export const arrived = async <Answer extends RollupResponse>(
  answer: Answer,
): Promise<Omit<Answer, 'body'> & { body: string | Buffer }> => {
  const { body } = answer;
  if (typeof body === 'string') return { ...answer, body };
  const bytes = await written(body);
  return { ...answer, body: answer.contentType.includes('spreadsheetml') ? bytes : bytes.toString('utf8') };
};

const written = async (write: Writing): Promise<Buffer> => {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), write(out)]);
  return bytes;
};
