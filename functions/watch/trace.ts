import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is being answered, by which Google gathers the lines of all logs that belong to it. */
export interface Trace {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits. */
  spanId: string | null;
  isSampled: boolean;
}

/** What is done in `work`, and all that it sets going, belongs to the trace that a request's headers name, if they name one. */
export const withTrace = <T>(headers: Readonly<Record<string, string | string[] | undefined>>, work: () => T): T => {
  const trace = traceOf(headers);
  return trace === null ? work() : current.run(trace, work);
};

export const currentTrace = (): Trace | null => current.getStore() ?? null;

const current = new AsyncLocalStorage<Trace>();

/**
 * | header | form |
 * | ------ | ---- |
 * | traceparent | `00-TRACE-SPAN-FLAGS`: https://www.w3.org/TR/trace-context/ |
 * | x-cloud-trace-context | `TRACE/SPAN;o=1`, the span decimal: https://cloud.google.com/trace/docs/trace-context#legacy-http-header |
 *
 * Whoever calls may write anything into them, so nothing else gets through.
 */
export const traceOf = (headers: Readonly<Record<string, string | string[] | undefined>>): Trace | null => {
  const standard = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-|$)/.exec(
    String(headers.traceparent ?? ''),
  );
  if (standard) {
    const [, traceId, spanId, flags] = standard;
    return { traceId: traceId!, spanId: spanId!, isSampled: (Number.parseInt(flags!, 16) & 1) === 1 };
  }
  const legacy = /^([\da-f]{32})(?:\/(\d{1,20}))?(?:;o=(\d))?$/.exec(String(headers['x-cloud-trace-context'] ?? ''));
  if (!legacy) return null;
  const [, traceId, span, option] = legacy;
  return {
    traceId: traceId!,
    spanId: span === undefined ? null : BigInt.asUintN(64, BigInt(span)).toString(16).padStart(16, '0'),
    isSampled: option === '1',
  };
};
