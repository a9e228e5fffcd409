import { createReadStream } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { bigquery, type bigquery_v2 } from 'googleapis/build/src/apis/bigquery/index.js';
import { ownCredentials } from '../../functions/google/accounts.ts';
import { callFailure } from '../../functions/google/failure.ts';
import type { WarehouseField } from '../../functions/rollup/warehouse/table.ts';

/** What BigQuery refused, or could not do. */
export class BigQueryError extends Error {}

export interface BigQueryPlace {
  projectId: string;
  dataset: string;
  /** Where the dataset lies: `US`, `us-east5`. */
  location: string;
}

const GOOGLE_BIGQUERY_ROOT_URL = 'https://bigquery.googleapis.com';

/** @param rootUrl  another server's in tests */
export const bigQueryClient = (
  { projectId, dataset, location }: BigQueryPlace,
  { rootUrl = GOOGLE_BIGQUERY_ROOT_URL, pollMs = 1000 }: { rootUrl?: string; pollMs?: number } = {},
) => {
  const api = bigquery({
    version: 'v2',
    auth: ownCredentials({
      rootUrl,
      googleRootUrl: GOOGLE_BIGQUERY_ROOT_URL,
      scope: 'https://www.googleapis.com/auth/bigquery',
    }) as bigquery_v2.Options['auth'] & {},
  });
  // A call's own option, because the upload address follows no other.
  const at = { rootUrl: `${rootUrl}/` };
  const done = async (jobId: string, what: string): Promise<void> => {
    for (;;) {
      const { data } = await api.jobs.get({ projectId, jobId, location }, at).catch(asBigQueryError(what));
      if (data.status?.errorResult) throw new BigQueryError(`${what}: ${data.status.errorResult.message}`);
      if (data.status?.state === 'DONE') return;
      await wait(pollMs);
    }
  };
  return {
    /**
     * Puts a file's rows in the place of all rows of a table: at once when all of them are in, or not at all.
     *
     * @param file   newline-delimited JSON, packed with gzip
     * @param jobId  the same for the same rows: a job is carried out once, however often it is asked for
     * @throws BigQueryError
     * Source: https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/insert, the upload address; the write is atomic by
     * https://cloud.google.com/bigquery/docs/reference/rest/v2/Job#jobconfigurationload
     */
    load: async (file: string, table: string, fields: readonly WarehouseField[], jobId: string): Promise<void> => {
      const what = `Cannot load the table ${projectId}.${dataset}.${table}`;
      await api.jobs
        .insert(
          {
            projectId,
            requestBody: {
              jobReference: { projectId, jobId, location },
              configuration: {
                load: {
                  sourceFormat: 'NEWLINE_DELIMITED_JSON',
                  writeDisposition: 'WRITE_TRUNCATE',
                  destinationTable: { projectId, datasetId: dataset, tableId: table },
                  schema: { fields: [...fields] },
                },
              },
            },
            media: { mimeType: 'application/octet-stream', body: createReadStream(file) },
          },
          at,
        )
        .catch((cause) => {
          // It is there already: an answer got lost, or somebody ran the command twice.
          if (callFailure(cause).status !== 409) asBigQueryError(what)(cause);
        });
      await done(jobId, what);
    },
    /** Carries out statements one after the other. @throws BigQueryError */
    run: async (statements: string): Promise<void> => {
      const what = `Cannot make the views in ${projectId}.${dataset}`;
      const { data } = await api.jobs
        .query({ projectId, requestBody: { query: statements, useLegacySql: false, location } }, at)
        .catch(asBigQueryError(what));
      if (!data.jobComplete) await done(data.jobReference!.jobId!, what);
    },
  };
};

const asBigQueryError =
  (what: string) =>
  (cause: unknown): never => {
    const { status } = callFailure(cause);
    const mend =
      status === 403
        ? ' Give the account that runs this the roles BigQuery Job User and, on the dataset, BigQuery Data Editor.'
        : status === 404
          ? ' Make the dataset first: bq mk --dataset.'
          : '';
    throw new BigQueryError(`${what}: ${status ?? 'no answer'} from BigQuery: ${(cause as Error).message}.${mend}`, {
      cause,
    });
  };
