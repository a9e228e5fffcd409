import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { say } from '../../functions/plan/messages/said.ts';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import { formats, offeredFormats } from '../../functions/rollup/formats.ts';
import { grantsCsv, grantsJson, grantsOf, type PublishedGrant } from '../../functions/rollup/grants.ts';
import { rollupFormats } from '../../functions/rollup/link.ts';
import { publishRollup } from '../../functions/rollup/publish.ts';
import type { PublishedRollup } from '../../functions/rollup/rollup.ts';
import { standardSchema, withoutSchemas } from '../support/standards.ts';
import { published, publisher } from './drawn.ts';
import { csvRecords } from './read-back.ts';
import { riverbend } from './riverbend.ts';

const PREFIX = '360G-techhire';
const demo = published([riverbend()]);
const jsonOf = (rollup: PublishedRollup) =>
  JSON.parse(grantsJson(rollup, publisher, grantsOf(rollup, PREFIX))) as {
    description: string;
    grants: PublishedGrant[];
  };

/** By hand, from the two of Riverbend's programs that are received or committed and say who gave them and when. */
const expected: PublishedGrant[] = [
  {
    id: '360G-techhire-riverbend-w1',
    title: 'Adult and dislocated worker for Riverbend TechHire',
    description: 'WIOA, received. May pay for Training scholarships.',
    currency: 'USD',
    amountAwarded: 180_000,
    amountDisbursed: 180_000,
    awardDate: '2026-06-12',
    plannedDates: [{ startDate: '2026-07-01', endDate: '2027-06-30' }],
    recipientOrganization: [
      { id: '360G-techhire-ORG-riverbend', name: riverbend().community.leadOrganization ?? 'Riverbend TechHire' },
    ],
    fundingOrganization: [
      {
        id: expect.stringMatching(/^360G-techhire-ORG-riverbend_workforce_alliance_[0-9a-f]{8}$/),
        name: 'Riverbend Workforce Alliance',
      },
    ],
    grantProgramme: [{ title: 'Adult and dislocated worker' }],
    beneficiaryLocation: [{ name: riverbend().community.states.join(', '), countryCode: 'US' }],
    classifications: [{ vocabulary: 'TechHire Planner: kind of source', code: 'wioa', title: 'WIOA' }],
  },
  {
    id: '360G-techhire-riverbend-p1',
    title: 'Opportunity fund for Riverbend TechHire',
    description: 'Philanthropy, committed. May pay for Coordination, Outreach, Transportation and Childcare.',
    currency: 'USD',
    amountAwarded: 150_000,
    awardDate: '2026-08-03',
    plannedDates: [{ startDate: '2026-09-01' }],
    recipientOrganization: [
      { id: '360G-techhire-ORG-riverbend', name: riverbend().community.leadOrganization ?? 'Riverbend TechHire' },
    ],
    fundingOrganization: [
      { id: expect.stringMatching(/^360G-techhire-ORG-hope_foundation_[0-9a-f]{8}$/), name: 'Hope Foundation' },
    ],
    grantProgramme: [{ title: 'Opportunity fund' }],
    beneficiaryLocation: [{ name: riverbend().community.states.join(', '), countryCode: 'US' }],
    classifications: [{ vocabulary: 'TechHire Planner: kind of source', code: 'philanthropy', title: 'Philanthropy' }],
  },
];

/** Two communities with the same funder and the same row ids. */
const two = published([riverbend(), { ...riverbend(), communityId: 'lake side' } as PlanSummary]);

describe('the funding ledger in 360Giving’s fields', () => {
  it('has what is received or committed, as it was worked out by hand', () => {
    expect(jsonOf(demo).grants).toEqual(expected);
  });

  it('says what is left out, and why', () => {
    expect(grantsOf(demo, PREFIX).leftOut).toEqual(['Riverbend TechHire, Philanthropy ($60,000.00): no award date']);
    expect(jsonOf(demo).description).toBe(
      'Received or committed, as communities wrote it down. Published by TechHire Ohio & partners. 1 row is left out. Riverbend TechHire, Philanthropy ($60,000.00): no award date.',
    );
  });

  it('is empty, and no file, where money is not public', async () => {
    const summaries = [riverbend()];
    const rollup = publishRollup({
      scope: { kind: 'community', id: 'riverbend' },
      year: 2026,
      readAt: '2027-01-05T08:00:00.000Z',
      summaries,
      communitiesLeftOut: [],
      withheld: ['money'],
    });
    expect([...rollup.ledger]).toEqual([]);
    for (const format of ['360giving', '360giving-csv'] as const)
      expect(await formats[format].write(rollup, publisher)).toEqual({ refused: say('sharing.withheld.money') });
  });

  it('is offered only where somebody has given out a prefix', () => {
    expect(offeredFormats(rollupFormats, publisher)).toEqual(rollupFormats);
    expect(offeredFormats(rollupFormats, { ...publisher, grantPrefix: null })).not.toContain('360giving');
    expect(offeredFormats(['csv', 'iati', '360giving-csv'], null)).toEqual(['csv']);
  });

  it('is in all what the figures say is received or committed', () => {
    const { ledger } = two;
    const figure = (indicator: string) =>
      [...two.facts].find((fact) => fact.indicator === indicator && fact.breakdown.length === 0)!.actual!;
    const sum = (status: string) =>
      [...ledger].filter((grant) => grant.status === status).reduce((so, { amount }) => so + amount, 0);
    expect([sum('received'), sum('committed')]).toEqual([figure('funding-received'), figure('funding-committed')]);
    expect(sum('received')).toBe(480_000);
  });

  it('has an identifier of its own for every grant, the same each time, and one for a funder of several', () => {
    const { grants } = grantsOf(two, PREFIX);
    expect(new Set(grants.map(({ id }) => id)).size).toBe(4);
    expect(grantsOf(two, PREFIX).grants).toEqual(grants);
    expect(new Set(grants.map(({ fundingOrganization: [{ id }] }) => id)).size).toBe(2);
    for (const { id } of grants) expect(id).toMatch(/^360G-techhire-[\w.-]+$/);
  });

  it('says the same as CSV', () => {
    const rows = csvRecords(grantsCsv(grantsOf(demo, PREFIX)));
    expect(
      rows.map((row) => [
        row.Identifier,
        Number(row['Amount Awarded']),
        row['Amount Disbursed'],
        row['Award Date'],
        row['Planned Dates:Start Date'],
        row['Planned Dates:End Date'],
        row['Recipient Org:Name'],
        row['Funding Org:Name'],
        row['Grant Programme:Title'],
        row['Classifications:0:Code'],
      ]),
    ).toEqual(
      jsonOf(demo).grants.map((grant) => [
        grant.id,
        grant.amountAwarded,
        String(grant.amountDisbursed ?? ''),
        grant.awardDate,
        grant.plannedDates?.[0].startDate ?? '',
        grant.plannedDates?.[0].endDate ?? '',
        grant.recipientOrganization[0].name,
        grant.fundingOrganization[0].name,
        grant.grantProgramme?.[0].title ?? '',
        grant.classifications[0].code,
      ]),
    );
  });
});

// Where the schemas are not at hand the tests above hold; see test/support/standards.ts.
const missing = withoutSchemas('360giving');
describe.skipIf(missing)(`360Giving’s own schemas${missing ? ` (skipped: ${missing})` : ''}`, () => {
  const compiled = () => {
    const grant = JSON.parse(standardSchema('360giving/360-giving-schema.json'));
    const grants = JSON.parse(standardSchema('360giving/360-giving-package-schema.json'));
    // The package names the grant's schema by another version than the one that stands beside it.
    grant.$id = grants.properties.grants.items.$ref;
    // Their dialect is named by http, not https; the validator knows it by the other.
    for (const each of [grant, grants]) each.$schema = 'https://json-schema.org/draft/2020-12/schema';
    return addFormats
      .default(new Ajv2020({ allErrors: true, strict: false }))
      .addSchema(grant)
      .compile(grants);
  };

  it('hold for one community and for several', () => {
    const validate = compiled();
    for (const rollup of [demo, two]) expect([validate(jsonOf(rollup)), validate.errors]).toEqual([true, null]);
  });

  it('do not hold for a grant without its award date', () => {
    const { grants, ...about } = jsonOf(demo);
    const { awardDate: _, ...undated } = grants[0]!;
    expect(compiled()({ ...about, grants: [undated] })).toBe(false);
  });
});
