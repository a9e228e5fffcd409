import type * as z from 'zod';

/**
 * Reads a request's body as received, so that what is wrong with it is answered in our own words: a framework that parses first
 * answers with its own page.
 *
 * @returns the value, or what is wrong with it in one sentence for the sender
 */
export const readJson = <T>(rawBody: Uint8Array, schema: z.ZodType<T>): { value: T } | { problem: string } => {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    return { problem: 'The body is not JSON in UTF-8.' };
  }
  const read = schema.safeParse(json);
  if (read.success) return { value: read.data };
  const field = read.error.issues[0]?.path.join('.');
  return {
    problem: field ? `The field ${field} is missing or not as it should be.` : 'The body is not a JSON object.',
  };
};
