import { ApiError, invalid } from './failure.ts';
import type { FieldType } from './schema.ts';
import { messageType } from './schema.ts';

/** What a field mask names. `true` is a field with all that is in it; `*` stands for every field of its level. */
export interface Mask {
  [field: string]: Mask | true;
}

/**
 * Reads a field mask: `a,b.c,d/e,f(g,h.i),*`.
 * https://developers.google.com/workspace/sheets/api/guides/field-masks
 *
 * @throws SyntaxError where the text is no field mask
 */
export const parseMask = (text: string): Mask => {
  const tokens = text.match(/[A-Za-z_][A-Za-z0-9_]*|[*.,/()]|\S/g) ?? [];
  let at = 0;
  const list = (closing: string | undefined): Mask => {
    const mask: Mask = {};
    for (;;) {
      path(mask);
      const next = tokens[at];
      if (next === closing) return mask;
      if (next !== ',') throw new SyntaxError(`unexpected ${next === undefined ? 'end' : `"${next}"`}`);
      at += 1;
    }
  };
  const path = (into: Mask): void => {
    const name = tokens[at];
    if (name === undefined || !/^([A-Za-z_]\w*|\*)$/.test(name))
      throw new SyntaxError(name === undefined ? 'a field name is missing at the end' : `unexpected "${name}"`);
    at += 1;
    const next = tokens[at];
    if (next === '.' || next === '/') {
      at += 1;
      const inner: Mask = {};
      path(inner);
      merge(into, name, inner);
    } else if (next === '(') {
      at += 1;
      const inner = list(')');
      at += 1;
      merge(into, name, inner);
    } else merge(into, name, true);
  };
  return list(undefined);
};

const merge = (into: Mask, name: string, inner: Mask | true): void => {
  const present = into[name];
  if (present === true) return;
  if (inner === true || !present) into[name] = inner;
  else for (const [key, value] of Object.entries(inner)) merge(present, key, value);
};

/** A mask as the response parameter `fields` gives it; every path must name a field of the message. */
export const responseMask = (text: string | undefined, message: string): Mask | true => {
  if (text === undefined || text === '') return true;
  let mask: Mask;
  try {
    mask = parseMask(text);
  } catch (cause) {
    throw badMask(text, cause instanceof Error ? cause.message : '');
  }
  const unknown = unknownPath(mask, { $ref: message });
  if (unknown !== undefined) throw badMask(unknown, '');
  return '*' in mask && mask['*'] === true ? true : mask;
};

const badMask = (path: string, why: string): ApiError =>
  new ApiError('INVALID_ARGUMENT', 'Request contains an invalid argument.', [
    {
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: [
        {
          field: path,
          description: `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.${why && ` (${why})`}`,
        },
      ],
    },
  ]);

/**
 * The mask of an update request, over the named message. `undefined` and '' are refused, as is a field that is not there.
 *
 * @param readOnly  fields at the top of the message that nobody can write
 */
export const updateMask = (text: string | undefined, message: string, readOnly: readonly string[] = []): Mask => {
  if (text === undefined || text.trim() === '')
    throw invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  let mask: Mask;
  try {
    mask = parseMask(text);
  } catch (cause) {
    throw invalid(`Invalid field mask "${text}": ${cause instanceof Error ? cause.message : ''}`);
  }
  const unknown = unknownPath(mask, { $ref: message });
  if (unknown !== undefined) throw invalid(`Invalid field: ${snakePath(unknown)}`);
  for (const field of readOnly) if (field in mask) throw invalid(`Field is read-only: ${snakePath(field)}`);
  if ('*' in mask)
    return Object.fromEntries(
      Object.keys(messageType(message)?.properties ?? {})
        .filter((field) => !readOnly.includes(field))
        .map((field) => [field, true]),
    );
  return mask;
};

const snakePath = (path: string): string => path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const unknownPath = (mask: Mask, type: FieldType, above = ''): string | undefined => {
  for (const [name, inner] of Object.entries(mask)) {
    const path = above === '' ? name : `${above}.${name}`;
    const fields = fieldsOf(type);
    if (fields === 'any') continue;
    if (fields === undefined) return path;
    const next = name === '*' ? undefined : Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (name !== '*' && !next) return path;
    if (inner === true) continue;
    if (next) {
      const unknown = unknownPath(inner, next, path);
      if (unknown !== undefined) return unknown;
    } else if (!Object.values(fields).some((field) => unknownPath(inner, field, path) === undefined)) return path;
  }
  return undefined;
};

/** The fields below a field: through lists, into messages; 'any' where this server does not know them. */
const fieldsOf = (type: FieldType): Record<string, FieldType> | 'any' | undefined => {
  if (type.$ref) return messageType(type.$ref)?.properties ?? 'any';
  if (type.items) return fieldsOf(type.items);
  return type.type === 'object' ? 'any' : undefined;
};

/** The part of a mask that speaks of a field: undefined where the field was not asked for. */
export const below = (mask: Mask | true, field: string): Mask | true | undefined => {
  if (mask === true) return true;
  const own = mask[field];
  const every = mask['*'];
  if (own === true || every === true) return true;
  return own && every ? { ...every, ...own } : (own ?? every);
};

/** The parts of a JSON value that a mask names. */
export const masked = (value: unknown, mask: Mask | true): unknown => {
  if (mask === true || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => masked(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const inner = below(mask, key);
    if (inner !== undefined && item !== undefined) kept[key] = masked(item, inner);
  }
  return kept;
};

/**
 * A message with the fields of a mask taken from another: those that the mask names and the other lacks are removed.
 * Lists and leaves are replaced whole.
 */
export const overlaid = <Value>(
  before: Value | undefined,
  update: Value | undefined,
  mask: Mask | true,
): Value | undefined => {
  if (mask === true || mask['*'] === true) return update;
  const result: Record<string, unknown> = { ...(before as Record<string, unknown>) };
  for (const [field, inner] of Object.entries(mask)) {
    const next = overlaid(result[field], (update as Record<string, unknown> | undefined)?.[field], inner);
    if (next === undefined) delete result[field];
    else result[field] = next;
  }
  return Object.keys(result).length === 0 ? undefined : (result as Value);
};
