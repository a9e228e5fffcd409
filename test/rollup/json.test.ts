import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollupJsonSchema } from '../../functions/rollup/json-schema.ts';
import { publishRollup } from '../../functions/rollup/publish.ts';
import { rollupSchemaFile } from '../../scripts/reference.ts';
import { drawnRollups } from './drawn.ts';
import { riverbend } from './riverbend.ts';
import { rollupCsv, rollupJson } from './whole-files.ts';

const rollup = publishRollup({
  scope: { kind: 'community', id: 'riverbend' },
  year: 2026,
  readAt: '2027-01-05T08:00:00.000Z',
  summaries: [riverbend()],
  communitiesLeftOut: [],
});

describe('the JSON of a rollup', () => {
  const json = JSON.parse(rollupJson(rollup));

  it('says by itself what it is, when it was read and what is hidden', () => {
    const { facts: _, communities: __, ...about } = json;
    expect(about).toEqual({
      format: 'techhire-rollup/1',
      scope: 'community:riverbend',
      language: 'en',
      title: 'Riverbend TechHire',
      year: 2026,
      period: { from: '2026-07-01', to: '2027-06-30' },
      readAt: '2027-01-05T08:00:00.000Z',
      contentHash: rollup.contentHash,
      suppression: {
        threshold: 10,
        // Both routes of Veterans and of young adults; the rate of which 14 moved on and about 4 did not.
        hidden: 5,
        meaning: 'hidden: fewer than 10 people, or a number from which so few could be worked out',
        audit: rollup.audit,
      },
      coverage: '',
      leftOut: [],
      withheld: [],
      waivers: [
        {
          communityId: 'riverbend',
          community: 'Riverbend TechHire',
          rule: 'progress-gap',
          table: 'Progress',
          reason: 'Nobody counted in August',
        },
      ],
    });
  });

  it('has no number where a fact is hidden', () => {
    const hidden = json.facts.filter(({ status }: { status: string }) => status === 'hidden');
    expect(hidden).toHaveLength(5);
    expect(hidden[0]).toEqual({
      scope: 'community:riverbend',
      periodStart: '2026-07-01',
      periodEnd: '2027-06-30',
      indicator: 'people-placed-direct',
      title: 'Placed by direct match',
      breakdown: [{ by: 'segment', value: 'Veterans' }],
      baseline: null,
      target: 6,
      targetIfRatesLow: 6,
      targetIfRatesHigh: 6,
      targetWithConfidence: null,
      targetWithUncertainRates: null,
      actual: null,
      unit: 'people',
      status: 'hidden',
      communities: 1,
      source: 'Goals, Assumptions, Progress',
      note: null,
    });
  });

  it('has the same facts as the CSV, one for one', () => {
    const rows = rollupCsv(rollup).trim().split('\r\n').slice(1, -3);
    expect(rows).toHaveLength(json.facts.length);
    for (const [index, { indicator, target, actual, status }] of json.facts.entries()) {
      expect(rows[index]).toContain(`,${indicator},`);
      expect(rows[index]).toContain(`,${target ?? ''},`);
      expect(rows[index]).toMatch(new RegExp(`,${actual ?? ''},[A-Za-z ]+,${status},`));
    }
  });

  it('has nothing that names a person, and what no rollup carries has no way in', () => {
    expect(rollupJson(rollup)).not.toMatch(/coordinator|contact|email/i);
  });
});

describe('the JSON Schema of rollups', () => {
  const schema = JSON.parse(readFileSync(rollupSchemaFile, 'utf8'));
  const validate = addFormats.default(new Ajv2020({ allErrors: true })).compile(schema);
  const problemsOf = (document: unknown) => (validate(document) ? [] : validate.errors);

  it('is kept as it is served', () => {
    expect(readFileSync(rollupSchemaFile, 'utf8')).toBe(rollupJsonSchema());
  });

  it('holds for the demo and for any rollup', () => {
    expect(problemsOf(JSON.parse(rollupJson(rollup)))).toEqual([]);
    fc.assert(
      fc.property(drawnRollups, (drawn) => {
        expect(problemsOf(JSON.parse(rollupJson(drawn)))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ['a number that is text', { actual: '35' }],
    ['a field that it does not describe', { typo: 1 }],
    ['a status that it does not know', { status: 'secret' }],
    ['a date that is none', { periodStart: '2026-02-30' }],
  ])('refuses a fact with %s', (_, wrong) => {
    const document = JSON.parse(rollupJson(rollup));
    document.facts[0] = { ...document.facts[0], ...wrong };
    expect(problemsOf(document)).not.toEqual([]);
  });
});
