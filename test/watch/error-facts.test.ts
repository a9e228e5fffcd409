import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ConfigError } from '../../functions/config.ts';
import { QuotaReached, SheetsError } from '../../functions/sheet/client.ts';
import { errorCode, errorFacts, errorText } from '../../functions/watch/error-facts.ts';
import { OperatorError } from '../../functions/watch/operator-error.ts';

/** What somebody has typed. */
const typed = 'Zebrafish 555-0100';

const google = (status: number, reason: string): Error =>
  Object.assign(new Error(`Unable to parse range: '${typed}'!A1`), {
    name: 'GaxiosError',
    status,
    response: {
      data: { error: { status: reason, message: typed, errors: [{ reason: 'badRequest', message: typed }] } },
    },
  });
const grpc = (code: number, reason?: unknown): Error =>
  Object.assign(new Error(`5 NOT_FOUND: ${typed}`), { code, reason });

const caught = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('of an error the log has', () => {
  it.each<[string, unknown, string, string]>([
    ['of ours, its message', new OperatorError('busy', 'Another pass has it.'), 'Another pass has it.', 'busy'],
    [
      'of a call to Google, ours and the kind of its cause',
      new SheetsError('Cannot read spreadsheet 1AbC: 400.', 400, null, { cause: google(400, 'INVALID_ARGUMENT') }),
      'Cannot read spreadsheet 1AbC: 400.: GaxiosError http.400 INVALID_ARGUMENT badRequest',
      'sheets.400',
    ],
    ['of one without an answer, that', new SheetsError('No answer.', null, null, {}), 'No answer.', 'sheets.no-answer'],
    ['of the quota, that', new QuotaReached('Used up.', 5), 'Used up.', 'quota'],
    [
      'of the settings, all that is wrong',
      new ConfigError(['A is not set.']),
      'The settings do not do:\n- A is not set.',
      'config',
    ],
    ['of Firestore, the status', grpc(14), 'Error firestore.UNAVAILABLE', 'firestore.UNAVAILABLE'],
    [
      'of Firestore, the reason if it is a word for programs',
      grpc(8, 'RATE_LIMIT'),
      'Error firestore.RESOURCE_EXHAUSTED RATE_LIMIT',
      'firestore.RESOURCE_EXHAUSTED',
    ],
    [
      'and nothing of it that reads like a sentence',
      grpc(8, typed),
      'Error firestore.RESOURCE_EXHAUSTED',
      'firestore.RESOURCE_EXHAUSTED',
    ],
    [
      'of a socket, its code',
      Object.assign(new Error(`connect ${typed}`), { code: 'ECONNREFUSED' }),
      'Error ECONNREFUSED',
      'ECONNREFUSED',
    ],
    ['of what was thrown and is no error, what it is', typed, 'A thrown string', 'unknown'],
  ])('%s', (_, error, text, code) => {
    expect({ text: errorText(error), code: errorCode(error) }).toEqual({ text, code });
    expect(errorFacts(error).stack).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ['a parser of JSON', caught(() => JSON.parse(`${typed} {`)), 'SyntaxError'],
    ['zod', caught(() => z.object({ [typed]: z.literal(typed) }).parse({ [typed]: 1 })), 'ZodError'],
    ['a bug', caught(() => (undefined as unknown as Record<string, string>)[typed]!.length), 'TypeError'],
    ['a message of several lines', new Error(`wrong:\n    at ${typed}\n  at ${typed} (x.ts:1:2)`), 'Error'],
    ['a name that somebody chose', Object.assign(new Error(typed), { name: typed }), 'Error'],
  ])('of %s the kind and the place, and none of the text', (_, error, kind) => {
    const facts = errorFacts(error);
    expect(facts).toMatchObject({ error: kind, errorCode: kind });
    expect(JSON.stringify(facts)).not.toContain('Zebrafish');
  });

  it('of a bug the lines of the program, so that it can be found', () => {
    expect(errorFacts(new RangeError(typed)).stack).toMatch(/^at .*error-facts\.test\.ts:\d+:\d+/);
  });

  it('of an error and its causes all kinds, in order', () => {
    const cause = grpc(14);
    const error = new OperatorError(errorCode(cause), 'Cannot write the mirror of communities/riverbend/plans/2026', {
      cause,
    });
    expect(errorFacts(error)).toEqual({
      error: 'Cannot write the mirror of communities/riverbend/plans/2026: Error firestore.UNAVAILABLE',
      errorCode: 'firestore.UNAVAILABLE',
    });
  });
});
