/** An answer that refuses a request, in the envelope that all of Google's APIs use. */
export interface Refusal {
  error: { code: number; message: string; status: string; details?: unknown[] };
}

const codes = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 413,
  INTERNAL: 500,
} as const;

export type RefusalStatus = keyof typeof codes;

/** Thrown by the decisions of this server, caught once by the HTTP edge. */
export class ApiError extends Error {
  readonly status: RefusalStatus;
  readonly details: unknown[] | undefined;

  constructor(status: RefusalStatus, message: string, details?: unknown[]) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.details = details;
  }

  get code(): number {
    return codes[this.status];
  }

  toRefusal(): Refusal {
    const error: Refusal['error'] = { code: this.code, message: this.message, status: this.status };
    if (this.details) error.details = this.details;
    return { error };
  }
}

/** What the caller asked for cannot be done as asked: 400 INVALID_ARGUMENT. */
export const invalid = (message: string): ApiError => new ApiError('INVALID_ARGUMENT', message);

/** Google's wording for a spreadsheet, metadata entry or other thing that is not there. */
export const notFound = (message = 'Requested entity was not found.'): ApiError => new ApiError('NOT_FOUND', message);

/** Names the request of a batch in which it happened, as Google does: `Invalid requests[3].addSheet: ...`. */
export const inRequest = (index: number, kind: string, cause: unknown): unknown =>
  cause instanceof ApiError && !cause.message.startsWith('Invalid requests[')
    ? new ApiError(cause.status, `Invalid requests[${index}].${kind}: ${cause.message}`, cause.details)
    : cause;
