import type { Config } from '../config.ts';
import { currentTrace } from './trace.ts';

/** Structured lines that Cloud Logging reads. Never plan data, never secrets: ids, counts, durations, and of errors what errorFacts lets through. */
export type Log = (severity: 'debug' | 'info' | 'warn' | 'error', message: string, facts?: object) => void;

const order = ['debug', 'info', 'warn', 'error'] as const;

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#logseverity */
const cloudSeverity = { debug: 'DEBUG', info: 'INFO', warn: 'WARNING', error: 'ERROR' } as const;

export const jsonLog =
  (
    { logLevel, projectId }: Pick<Config, 'logLevel' | 'projectId'>,
    write: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
  ): Log =>
  (severity, message, facts = {}) => {
    if (order.indexOf(severity) < order.indexOf(logLevel)) return;
    write(JSON.stringify({ severity: cloudSeverity[severity], message, ...facts, ...traceFields(projectId) }));
  };

/** https://cloud.google.com/logging/docs/structured-logging#structured_logging_special_fields */
const traceFields = (projectId: string): Record<string, unknown> => {
  const trace = currentTrace();
  return trace === null
    ? {}
    : {
        'logging.googleapis.com/trace': `projects/${projectId}/traces/${trace.traceId}`,
        ...(trace.spanId === null ? {} : { 'logging.googleapis.com/spanId': trace.spanId }),
        'logging.googleapis.com/trace_sampled': trace.isSampled,
      };
};
