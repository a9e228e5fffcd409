import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import { expect, test } from 'vitest';
import { templateLayout } from '../../sheets-template/layout.ts';
import { templateRequests } from '../../sheets-template/requests.ts';

const layout = templateLayout({ title: 'Riverbend', locale: 'en_US', timeZone: 'America/Chicago' });
const made = templateRequests(layout);
const requestsOf = <Kind extends string>(kind: Kind) => made.requests.flatMap((request) => Object(request)[kind] ?? []);

test("the spreadsheet and every request fit Google's description of the Sheets API", () => {
  const problems = problemsWith('Spreadsheet', made.spreadsheet);
  for (const request of made.requests) {
    expect(Object.keys(request)).toHaveLength(1);
    problems.push(...problemsWith('Request', request));
  }
  expect(problems).toEqual([]);
});

test('the spreadsheet has the title, locale and time zone that were asked for, and its tabs', () => {
  expect(made.spreadsheet.properties).toEqual({ title: 'Riverbend', locale: 'en_US', timeZone: 'America/Chicago' });
  expect(made.spreadsheet.sheets).toHaveLength(22);
  expect(made.spreadsheet.sheets?.[3]?.properties).toMatchObject({
    title: 'Partners',
    index: 3,
    gridProperties: { rowCount: 202, columnCount: 15, frozenRowCount: 2, frozenColumnCount: 1 },
  });
});

test('the template version is written into the metadata of the spreadsheet', () => {
  expect(made.requests.at(-1)).toEqual({
    createDeveloperMetadata: {
      developerMetadata: {
        metadataKey: 'techhireTemplateVersion',
        metadataValue: '4',
        visibility: 'DOCUMENT',
        location: { spreadsheet: true },
      },
    },
  });
});

test('a misspelt field would be found', () => {
  const cell = { userEnteredFormat: { numberFormat: { kind: 'DATE' } } };
  expect(problemsWith('Request', { repeatCell: { range: { sheetId: 1 }, cell, fields: '*' } })).toEqual([
    'Request/repeatCell/cell/userEnteredFormat/numberFormat must NOT have additional properties {"additionalProperty":"kind"}',
  ]);
});

test('dropdowns offer choices and let other values in', () => {
  const rules = requestsOf('setDataValidation') as { range: object; rule: object }[];
  expect(rules.every(({ rule }) => 'strict' in rule && rule.strict === false)).toBe(true);
  // Partners!E3:E, Commitment
  expect(rules).toContainEqual({
    range: { sheetId: 4, startRowIndex: 2, startColumnIndex: 4, endColumnIndex: 5 },
    rule: {
      condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'Invited' }, { userEnteredValue: 'Committed' }] },
      strict: false,
      showCustomUi: true,
    },
  });
  // Demand!A3:A, Employer
  expect(rules).toContainEqual({
    range: { sheetId: 8, startRowIndex: 2, startColumnIndex: 0, endColumnIndex: 1 },
    rule: {
      condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: '=Partners!$A$3:$A' }] },
      strict: false,
      showCustomUi: true,
    },
  });
});

test('what reaches the last row of a tab has no end, so that rows added later belong to it', () => {
  const partners = layout.tabs.find((tab) => tab.title === 'Partners')!.sheetId;
  const status = (requestsOf('addProtectedRange') as { protectedRange: { range: object } }[])
    .map(({ protectedRange }) => protectedRange.range)
    .filter((range) => 'startColumnIndex' in range && range.startColumnIndex === 9);
  expect(status).toContainEqual({ sheetId: partners, startRowIndex: 2, startColumnIndex: 9, endColumnIndex: 10 });
});

test('the service account may edit what is protected, where its address is known', () => {
  const withEditor = templateRequests(layout, { editors: ['planner@example.iam.gserviceaccount.com'] });
  const ranges = withEditor.requests.flatMap((request) => request.addProtectedRange?.protectedRange ?? []);
  for (const range of ranges)
    expect(range.editors?.users).toEqual(range.warningOnly ? undefined : ['planner@example.iam.gserviceaccount.com']);
  expect(requestsOf('addProtectedRange').some((request) => 'editors' in Object(request).protectedRange)).toBe(false);
});

/** Google's discovery document as JSON Schema, with unknown fields refused: a misspelt field is otherwise ignored by the API's client. */
const problemsWith = (schema: string, value: unknown): string[] => {
  const validate = ajv.getSchema(`google#/${schema}`)!;
  if (validate(value)) return [];
  return (validate.errors as ErrorObject[]).map(
    (error) => `${schema}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
};

interface DiscoverySchema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: string[];
  properties?: Record<string, DiscoverySchema>;
  additionalProperties?: DiscoverySchema;
  items?: DiscoverySchema;
}

const asJsonSchema = (schema: DiscoverySchema): object => ({
  ...(schema.$ref ? { $ref: `google#/${schema.$ref}` } : {}),
  ...(schema.type && schema.type !== 'any' ? { type: schema.type } : {}),
  ...(schema.enum ? { enum: schema.enum } : {}),
  ...(schema.items ? { items: asJsonSchema(schema.items) } : {}),
  ...(schema.properties
    ? {
        properties: Object.fromEntries(
          Object.entries(schema.properties).map(([name, property]) => [name, asJsonSchema(property)]),
        ),
        additionalProperties: false,
      }
    : {}),
});

const discovery = JSON.parse(readFileSync(new URL('../fixtures/sheets-v4.json', import.meta.url), 'utf8')) as {
  schemas: Record<string, DiscoverySchema>;
};
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema(
  Object.fromEntries(Object.entries(discovery.schemas).map(([name, schema]) => [name, asJsonSchema(schema)])),
  'google',
);
