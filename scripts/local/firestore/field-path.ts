import { invalid } from './status.ts';
import { type Fields, isVectorFields, type Value } from './value.ts';

/** The names from the document's top to the field: `a.b` is ['a', 'b'], and `` `a.b` `` in backticks is ['a.b']. */
export type FieldPath = readonly string[];

/** The pseudo-field that stands for the document's name in queries and projections. */
export const NAME_FIELD = '__name__';

export const parseFieldPath = (text: string): FieldPath => {
  if (/^[a-zA-Z_][a-zA-Z_0-9]*$/.test(text)) return [text];
  const names: string[] = [];
  let at = 0;
  while (at < text.length) {
    const match = /`((?:[^`\\]|\\.)*)`|([^`.]+)/sy;
    match.lastIndex = at;
    const found = match.exec(text);
    if (found === null) break;
    names.push(found[1] === undefined ? found[2]! : found[1].replace(/\\(.)/gs, '$1'));
    at = match.lastIndex;
    if (at === text.length) return names;
    if (text[at] !== '.') break;
    at++;
  }
  throw invalid(`"${text}" is not a field path.`);
};

export const valueAt = (fields: Fields, path: FieldPath): Value | undefined => {
  let within: Fields | undefined = fields;
  for (const [i, name] of path.entries()) {
    const value: Value | undefined = within !== undefined && Object.hasOwn(within, name) ? within[name] : undefined;
    if (value === undefined || i === path.length - 1) return value;
    within = innerFieldsOf(value);
  }
  return undefined;
};

/** The fields with one of them set; maps on the way are made where there are none. The given fields are left as they were. */
export const withValueAt = (fields: Fields, path: FieldPath, value: Value): Fields => {
  const [name, ...rest] = path;
  if (name === undefined) return fields;
  if (rest.length === 0) return { ...fields, [name]: value };
  const inner = innerFieldsOf(fields[name]) ?? {};
  return { ...fields, [name]: { mapValue: { fields: withValueAt(inner, rest, value) } } };
};

/** The fields without one of them; a map that it was the last field of stays, empty. */
export const withoutValueAt = (fields: Fields, path: FieldPath): Fields => {
  const [name, ...rest] = path;
  if (name === undefined || !Object.hasOwn(fields, name)) return fields;
  if (rest.length === 0) {
    const { [name]: _removed, ...others } = fields;
    return others;
  }
  const inner = innerFieldsOf(fields[name]);
  if (inner === undefined) return fields;
  const innerFields = withoutValueAt(inner, rest);
  return { ...fields, [name]: { mapValue: Object.keys(innerFields).length === 0 ? {} : { fields: innerFields } } };
};

/** Only what a mask names; `__name__` names no field, so a mask of it alone leaves none. */
export const maskedFields = (fields: Fields, mask: readonly FieldPath[]): Fields => {
  let kept: Fields = {};
  for (const path of mask) {
    const value = valueAt(fields, path);
    if (value !== undefined) kept = withValueAt(kept, path, value);
  }
  return kept;
};

/** What a path can lead on into: the fields of a map. A vector is stored as one, but has no fields of its own. */
const innerFieldsOf = (value: Value | undefined): Fields | undefined => {
  if (value === undefined || !('mapValue' in value)) return undefined;
  const fields = value.mapValue.fields ?? {};
  return isVectorFields(fields) ? undefined : fields;
};
