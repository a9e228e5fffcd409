import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { jsonLog } from '../../functions/watch/log.ts';
import { traceOf, withTrace } from '../../functions/watch/trace.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

/** A log and the lines that came out of it. */
const open = (logLevel: 'debug' | 'info' | 'warn' | 'error' = 'info') => {
  const lines: unknown[] = [];
  return { log: jsonLog({ logLevel, projectId: 'techhire-ohio' }, (line) => lines.push(JSON.parse(line))), lines };
};

describe('a line of the log', () => {
  it('has the severity that Cloud Logging knows, and only from the configured one on', () => {
    const { log, lines } = open();
    log('debug', 'not this');
    log('info', 'pass done', { revision: 7 });
    log('warn', 'slow');
    log('error', 'failed');
    expect(lines).toEqual([
      { severity: 'INFO', message: 'pass done', revision: 7 },
      { severity: 'WARNING', message: 'slow' },
      { severity: 'ERROR', message: 'failed' },
    ]);
  });

  it('belongs to the request, also where it is written later', async () => {
    const { log, lines } = open();
    const later = withTrace({ traceparent: `00-${traceId}-00f067aa0ba902b7-01` }, async () => {
      await wait(1);
      log('info', 'later');
    });
    log('info', 'of no request');
    await later;
    expect(lines).toEqual([
      { severity: 'INFO', message: 'of no request' },
      {
        severity: 'INFO',
        message: 'later',
        'logging.googleapis.com/trace': `projects/techhire-ohio/traces/${traceId}`,
        'logging.googleapis.com/spanId': '00f067aa0ba902b7',
        'logging.googleapis.com/trace_sampled': true,
      },
    ]);
  });
});

describe('the trace of a request', () => {
  it.each([
    [{ traceparent: `00-${traceId}-00f067aa0ba902b7-00` }, { traceId, spanId: '00f067aa0ba902b7', isSampled: false }],
    [
      { traceparent: `01-${traceId}-00f067aa0ba902b7-03-more` },
      { traceId, spanId: '00f067aa0ba902b7', isSampled: true },
    ],
    // 67,667,974,448,284,343 is f067aa0ba902b7 in hexadecimal.
    [
      { 'x-cloud-trace-context': `${traceId}/67667974448284343;o=1` },
      { traceId, spanId: '00f067aa0ba902b7', isSampled: true },
    ],
    [{ 'x-cloud-trace-context': traceId }, { traceId, spanId: null, isSampled: false }],
    [{ traceparent: 'Zebrafish', 'x-cloud-trace-context': `${traceId}/x;o=1` }, null],
    [{ traceparent: `00-${traceId}-00f067aa0ba902b7-01"}\n{` }, null],
    [{}, null],
  ])('%j', (headers, trace) => {
    expect(traceOf(headers)).toEqual(trace);
  });
});
