import { OperatorError } from './operator-error.ts';

/** What may be logged of an error. */
export interface ErrorFacts {
  error: string;
  errorCode: string;
  /** Where it was thrown, of one that nobody has foreseen: functions and lines, without its message. */
  stack?: string;
}

export const errorFacts = (error: unknown): ErrorFacts => {
  const stack = isForeseen(error) ? '' : framesOf(error);
  return { error: errorText(error), errorCode: errorCode(error), ...(stack === '' ? {} : { stack }) };
};

/** An error and its causes in one line: of ours the message, of others the kind. */
export const errorText = (error: unknown): string => {
  const parts: string[] = [];
  for (let each: unknown = error; each instanceof Error && parts.length < 4; each = each.cause)
    parts.push(each instanceof OperatorError ? each.message : kindOf(each));
  return parts.length > 0 ? parts.join(': ') : `A thrown ${typeof error}`;
};

/** What an error is counted under: `sheets.503`, `firestore.UNAVAILABLE`, `ECONNRESET`, `TypeError`. */
export const errorCode = (error: unknown): string =>
  error instanceof OperatorError ? error.code : error instanceof Error ? (statusOf(error) ?? nameOf(error)) : 'unknown';

/** Such as `GaxiosError http.400 INVALID_ARGUMENT badRequest`. */
const kindOf = (error: Error): string =>
  [nameOf(error), statusOf(error), ...reasonsOf(error)].filter(Boolean).join(' ');

const nameOf = ({ name }: Error): string => (isConstant(name) ? name : 'Error');

const isForeseen = (error: unknown): boolean =>
  error instanceof OperatorError || (error instanceof Error && statusOf(error) !== null);

const statusOf = (error: Error): string | null => {
  const { code, status } = error as { code?: unknown; status?: unknown };
  // The one client here that speaks gRPC's codes is Firestore's.
  if (typeof code === 'number' && grpcCodes[code] !== undefined) return `firestore.${grpcCodes[code]}`;
  if (typeof status === 'number') return `http.${status}`;
  return isConstant(code) ? code : null;
};

/** What Google says beside its message, in words of its own: https://google.aip.dev/193 */
const reasonsOf = (error: Error): string[] => {
  const { response } = error as {
    response?: { data?: { error?: { status?: unknown; errors?: { reason?: unknown }[] } } };
  };
  const { status, errors } = response?.data?.error ?? {};
  return [status, (error as { reason?: unknown }).reason, Array.isArray(errors) ? errors[0]?.reason : null].filter(
    isConstant,
  );
};

/** A word that a program has for it, as in INVALID_ARGUMENT, and nothing that could be a sentence or an address. */
const isConstant = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,60}$/.test(text);

/** https://grpc.io/docs/guides/status-codes/ */
const grpcCodes: readonly (string | undefined)[] = [
  undefined,
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

const MOST_FRAMES = 8;

/** The stack begins with the message, which may have several lines and look like anything. */
const framesOf = (error: unknown): string => {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return '';
  const { stack, message } = error;
  const at = stack.indexOf(message);
  if (at < 0) return '';
  return stack
    .slice(at + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, MOST_FRAMES)
    .join('\n');
};
