import * as z from 'zod';
import { dateToSerial } from '../../functions/plan/date.ts';
import type { Column, Table } from '../../functions/plan/table.ts';
import { WHOLE_IN_BASIS_POINTS } from '../../functions/plan/value.ts';

/**
 * What the columns of a table ask of a cell, as JSON Schema: for validators that know nothing of spreadsheets. Cells as they stand in the sheet: shares
 * as fractions, days as serial numbers, options by their labels.
 */
export const columnRules = ({ columns }: Table): z.core.JSONSchema.JSONSchema => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, cellRule(column)])),
  required: Object.keys(columns).filter((field) => columns[field]!.required),
});

const cellRule = ({ type }: Column): z.core.JSONSchema.JSONSchema => {
  const labels = Object.values(type.options ?? {});
  switch (type.kind) {
    case 'whole':
    case 'text':
    case 'anything':
      return schemaOf(type.schema);
    case 'percent': {
      const { minimum, maximum } = schemaOf(type.schema);
      return { type: 'number', minimum: minimum! / WHOLE_IN_BASIS_POINTS, maximum: maximum! / WHOLE_IN_BASIS_POINTS };
    }
    case 'money':
      return { type: 'number', minimum: 0 };
    case 'date':
      return { type: 'number', minimum: dateToSerial('2000-01-01'), maximum: dateToSerial('2099-12-31') };
    case 'yesNo':
    case 'choice':
      return { type: 'string', enum: labels };
    case 'choices': {
      const one = `(${labels.map((label) => label.replace(/[()]/g, '\\$&')).join('|')})`;
      return { type: 'string', pattern: `^${one}(; ${one})*$` };
    }
    case 'reference':
    case 'references':
      return { type: 'string', maxLength: 200 };
    case 'link':
      return { type: 'string', pattern: '^https?://[^\\s/]+\\.\\S+$' };
    case 'email':
      return { type: 'string', pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' };
  }
};

const schemaOf = (schema: z.ZodType): z.core.JSONSchema.JSONSchema => {
  const { $schema: _, ...rule } = z.toJSONSchema(schema);
  return rule;
};
