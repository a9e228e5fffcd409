import type { Config } from './config.ts';

/** Structured lines that Cloud Logging reads. Never plan data, never secrets: ids, counts, durations and our own errors' messages. */
export type Log = (
  severity: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  facts?: Readonly<Record<string, unknown>>,
) => void;

const order = ['debug', 'info', 'warn', 'error'] as const;

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#logseverity */
const cloudSeverity = { debug: 'DEBUG', info: 'INFO', warn: 'WARNING', error: 'ERROR' } as const;

export const jsonLog =
  (level: Config['logLevel'], write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): Log =>
  (severity, message, facts = {}) => {
    if (order.indexOf(severity) < order.indexOf(level)) return;
    write(JSON.stringify({ severity: cloudSeverity[severity], message, ...facts }));
  };

/** What may be logged of an error: its own message and those of its causes. */
export const errorText = (error: unknown): string => {
  const parts: string[] = [];
  for (let each: unknown = error; each instanceof Error && parts.length < 4; each = each.cause)
    parts.push(each.message);
  return parts.length > 0 ? parts.join(': ') : String(error);
};
