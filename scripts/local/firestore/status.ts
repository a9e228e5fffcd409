/**
 * Firestore's errors as its REST API tells them: a gRPC status name, the HTTP status that stands for it, and a message.
 * Names and pairs: https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
 */
const HTTP_STATUS = {
  INVALID_ARGUMENT: 400,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  FAILED_PRECONDITION: 400,
  ABORTED: 409,
  UNIMPLEMENTED: 501,
  INTERNAL: 500,
} as const;

const GRPC_CODE = {
  INVALID_ARGUMENT: 3,
  PERMISSION_DENIED: 7,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
} as const;

export type StatusName = keyof typeof HTTP_STATUS;

/** A refusal that the client is to see as it is. Anything else that is thrown is a defect of this server and becomes INTERNAL. */
export class StatusError extends Error {
  readonly status: StatusName;

  constructor(status: StatusName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StatusError';
    this.status = status;
  }

  get httpStatus(): number {
    return HTTP_STATUS[this.status];
  }

  /** The number that gRPC clients know this status by; it is also what a batchWrite answers for each write. */
  get grpcCode(): number {
    return GRPC_CODE[this.status];
  }
}

export const invalid = (message: string): StatusError => new StatusError('INVALID_ARGUMENT', message);

export const statusOf = (error: unknown): StatusError =>
  error instanceof StatusError
    ? error
    : new StatusError('INTERNAL', error instanceof Error ? error.message : String(error), { cause: error });

/** The envelope that Google's REST APIs put around an error. */
export const errorEnvelope = (error: StatusError): object => ({
  error: { code: error.httpStatus, message: error.message, status: error.status },
});
