/** What can be told of a call to one of Google's APIs that failed, whichever client made it. */
export interface CallFailure {
  /** HTTP status; null where no answer came. */
  status: number | null;
  /** What Google calls it, such as `userRateLimitExceeded`; null where it does not say. */
  reason: string | null;
  /** How long Google asks to wait, where it says so. */
  retryAfterMs: number | null;
}

export const callFailure = (cause: unknown): CallFailure => {
  if (typeof cause !== 'object' || cause === null) return { status: null, reason: null, retryAfterMs: null };
  const { status, response } = cause as { status?: unknown; response?: { status?: unknown } };
  return {
    status: typeof status === 'number' ? status : typeof response?.status === 'number' ? response.status : null,
    reason: reasonOf(cause),
    retryAfterMs: retryAfterMsOf(cause),
  };
};

/** The client keeps the body of the answer. https://developers.google.com/workspace/drive/api/guides/handle-errors */
const reasonOf = (cause: object): string | null => {
  const { data } = (cause as { response?: { data?: { error?: { errors?: { reason?: unknown }[] } } } }).response ?? {};
  const reason = data?.error?.errors?.[0]?.reason;
  return typeof reason === 'string' ? reason : null;
};

/** A header in seconds; the other form of it, a date, would need a clock that agrees with Google's. */
const retryAfterMsOf = (cause: object): number | null => {
  const { headers } = (cause as { response?: { headers?: Headers } }).response ?? {};
  const seconds = headers?.get?.('retry-after') ?? '';
  return /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1000 : null;
};
