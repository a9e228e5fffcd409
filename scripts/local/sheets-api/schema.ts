import { readFileSync } from 'node:fs';
import { ApiError } from './failure.ts';

/** A field of a message in Google's API description. */
export interface FieldType {
  type?: string;
  format?: string;
  $ref?: string;
  items?: FieldType;
  additionalProperties?: FieldType;
  enum?: string[];
}

export interface MessageType {
  properties: Record<string, FieldType>;
}

const { schemas } = JSON.parse(readFileSync(new URL('./discovery.json', import.meta.url), 'utf8')) as {
  schemas: Record<string, MessageType>;
};

/** The fields of a message of the API; undefined for messages that this server knows by name only. */
export const messageType = (name: string): MessageType | undefined => schemas[name];

interface Violation {
  field: string;
  description: string;
}

/**
 * Checks a JSON message against Google's description of it: no unknown names, the right types, known enum values.
 *
 * @returns the same message without nulls, which mean "not set" in the API's JSON
 * @throws ApiError 400 that names every fault by its path, as Google does
 */
export const parseMessage = <Message>(name: string, json: unknown, path = ''): Message => {
  const violations: Violation[] = [];
  const parsed = parseRef(name, json ?? {}, path, violations);
  if (violations.length > 0)
    throw new ApiError('INVALID_ARGUMENT', violations.map(({ description }) => description).join('\n'), [
      { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations },
    ]);
  return parsed as Message;
};

const parseRef = (name: string, json: unknown, path: string, violations: Violation[]): unknown => {
  const message = schemas[name];
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    violations.push(wrongValue(path, name, json));
    return undefined;
  }
  if (!message) {
    violations.push({ field: path, description: `Invalid value at '${path}': this server does not serve ${name}.` });
    return undefined;
  }
  const parsed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(json)) {
    const type = Object.hasOwn(message.properties, key) ? message.properties[key] : undefined;
    if (!type) {
      const where = path === '' ? '' : ` at '${path}'`;
      violations.push({
        field: path,
        description: `Invalid JSON payload received. Unknown name "${key}"${where}: Cannot find field.`,
      });
      continue;
    }
    if (value === null || value === undefined) continue;
    parsed[key] = parseField(type, value, path === '' ? snakeCase(key) : `${path}.${snakeCase(key)}`, violations);
  }
  return parsed;
};

const parseField = (type: FieldType, value: unknown, path: string, violations: Violation[]): unknown => {
  if (type.$ref) return parseRef(type.$ref, value, path, violations);
  const wrong = (): undefined => void violations.push(wrongValue(path, typeName(type), value));
  switch (type.type) {
    case 'array':
      if (!Array.isArray(value)) return wrong();
      return value.map((item, index) =>
        item === null && type.items?.type === 'any'
          ? null
          : parseField(type.items ?? {}, item, `${path}[${index}]`, violations),
      );
    case 'object':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong();
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          key,
          parseField(type.additionalProperties ?? {}, item, `${path}[${key}]`, violations),
        ]),
      );
    case 'integer': {
      const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isInteger(number) || Math.abs(number) > 2 ** 31) return wrong();
      return number;
    }
    case 'number': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      return typeof number === 'number' && Number.isFinite(number) ? number : wrong();
    }
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong();
    case 'string':
      if (typeof value !== 'string') return wrong();
      return type.enum && !type.enum.includes(value) ? wrong() : value;
    default:
      return value;
  }
};

const typeName = (type: FieldType): string =>
  type.enum ? 'TYPE_ENUM' : `TYPE_${(type.format ?? type.type ?? 'any').toUpperCase()}`;

const wrongValue = (path: string, type: string, value: unknown): Violation => ({
  field: path,
  description: `Invalid value at '${path}' (${type}), ${JSON.stringify(value)?.slice(0, 100)}`,
});

/** Paths in Google's messages are in the wire format's names: `updateCells` -> `update_cells`. */
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
