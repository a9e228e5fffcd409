import * as z from 'zod';
import { summarySchema } from '../summaries.ts';

/** A column as BigQuery's schema files have it: https://cloud.google.com/bigquery/docs/schemas#creating_a_JSON_schema_file */
export interface WarehouseField {
  name: string;
  type: 'STRING' | 'INTEGER' | 'FLOAT' | 'RECORD';
  mode: 'REQUIRED' | 'NULLABLE' | 'REPEATED';
  fields?: WarehouseField[];
}

/** What zod writes of a summary's form. */
interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | false;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

/**
 * The table of summaries, one row a plan, from the form that rollups read: what a summary gets anew is there with the next export.
 *
 * Names are in snake case. What a summary has by stage, or by another name, is repeated, with the name beside it; BigQuery has no maps. Names that
 * people spell in their own ways have beside them what the spellings have in common, because SQL cannot find it.
 */
export const summaryTable = (): WarehouseField[] => fieldsOf(z.toJSONSchema(summarySchema) as JsonSchema);

/** `moneyByMonth` is `money_by_month`. */
export const columnName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What the keys of a summary's maps are. */
export const keyColumns: Readonly<Record<string, string>> = {
  targets: 'stage',
  confidence: 'stage',
  actuals: 'stage',
  byKind: 'kind',
};

/** Where the values of a map are numbers. */
export const VALUE_COLUMN = 'people';

/** Columns with a name that people spell in their own ways. */
export const spelledNames: ReadonlySet<string> = new Set(['segment', 'role']);

const fieldsOf = ({ properties }: JsonSchema): WarehouseField[] =>
  Object.entries(properties!).flatMap(([name, schema]) => {
    const field = fieldOf(name, schema);
    return spelledNames.has(name) ? [field, { ...field, name: `${field.name}_key` }] : [field];
  });

const fieldOf = (name: string, schema: JsonSchema): WarehouseField => {
  const some = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
  const type = [some.type].flat().find((each) => each !== 'null');
  const mayBeNull = some !== schema || Array.isArray(some.type);
  const at = { name: columnName(name), mode: mayBeNull ? 'NULLABLE' : 'REQUIRED' } as const;
  if (type === 'array')
    return some.items!.properties
      ? { name: at.name, type: 'RECORD', mode: 'REPEATED', fields: fieldsOf(some.items!) }
      : { ...fieldOf(name, some.items!), mode: 'REPEATED' };
  if (some.properties) return { ...at, type: 'RECORD', fields: fieldsOf(some) };
  if (some.additionalProperties) {
    const key: WarehouseField = { name: keyColumns[name]!, type: 'STRING', mode: 'REQUIRED' };
    const values = some.additionalProperties;
    return {
      name: at.name,
      type: 'RECORD',
      mode: 'REPEATED',
      fields: [key, ...(values.properties ? fieldsOf(values) : [fieldOf(VALUE_COLUMN, values)])],
    };
  }
  return { ...at, type: type === 'integer' ? 'INTEGER' : type === 'number' ? 'FLOAT' : 'STRING' };
};
