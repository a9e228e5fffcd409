import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Fact } from '../../functions/rollup/facts.ts';
import { rollupIati } from '../../functions/rollup/iati.ts';
import type { PublishedRollup } from '../../functions/rollup/rollup.ts';
import type { Scope } from '../../functions/rollup/scope.ts';
import { standardSchema, withoutSchemas } from '../support/standards.ts';
import { drawnRollups, published, publisher } from './drawn.ts';
import { childrenOf, readXml, textAt } from './read-xml.ts';
import { riverbend } from './riverbend.ts';

const demo = published([riverbend()]);

const fact = (more: Partial<Fact>): Fact => ({ ...[...demo.facts][0]!, note: null, breakdown: [], ...more });

const nothingWorkedOut = {
  targetIfRatesLow: null,
  targetIfRatesHigh: null,
  targetWithConfidence: null,
  targetWithUncertainRates: null,
};

/** Three facts: one with all its targets, a hidden part of it, and a local goal with a baseline. */
const small: PublishedRollup = {
  ...demo,
  name: 'R & B',
  contentHash: 'abc',
  leftOut: [],
  facts: [
    fact({
      indicator: 'people-placed',
      title: 'Placed in jobs',
      target: 80,
      targetIfRatesLow: 81,
      targetIfRatesHigh: 79,
      targetWithConfidence: 90,
      targetWithUncertainRates: 95,
      actual: 35,
      source: 'Goals, Progress',
    }),
    fact({
      indicator: 'people-placed',
      title: 'Placed in jobs',
      ...nothingWorkedOut,
      breakdown: [{ by: 'segment', value: 'Women "returning"' }],
      target: 24,
      actual: null,
      status: 'hidden',
      source: 'Goals, Progress',
    }),
    fact({
      indicator: 'local-goal',
      title: 'Pledges',
      ...nothingWorkedOut,
      breakdown: [{ by: 'community', value: 'riverbend' }],
      baseline: 3,
      target: 15.5,
      actual: null,
      status: 'planned',
      unit: 'as stated',
      periodEnd: '2027-03-31',
      source: 'Goals',
      note: 'Employers <signed>',
    }),
  ],
};

/** Written by hand, from https://iatistandard.org/en/iati-standard/203/activity-standard/. */
const smallResults = `
<result type="2">
<title>
<narrative>People placed in jobs</narrative></title>
<indicator measure="1" ascending="true">
<title>
<narrative>Placed in jobs</narrative></title>
<description>
<narrative>Unit: people. Comes from: Goals, Progress.</narrative></description>
<reference vocabulary="99" code="people-placed"/>
<period>
<period-start iso-date="2026-07-01"/>
<period-end iso-date="2027-06-30"/>
<target value="80"/>
<target value="81">
<dimension name="if all rates turn out" value="low"/></target>
<target value="79">
<dimension name="if all rates turn out" value="high"/></target>
<target value="90">
<dimension name="to be as sure as is wanted" value="at the likely rates"/></target>
<target value="95">
<dimension name="to be as sure as is wanted" value="with uncertain rates"/></target>
<target value="24">
<dimension name="segment" value="Women &quot;returning&quot;"/></target>
<actual value="35"/>
<techhire:none status="hidden">
<dimension name="segment" value="Women &quot;returning&quot;"/></techhire:none></period></indicator></result>
<result type="9">
<title>
<narrative>What it takes: money, partners, openings and the plans themselves</narrative></title>
<indicator measure="1" ascending="true">
<title>
<narrative>Pledges</narrative></title>
<description>
<narrative>Unit: as stated. Comes from: Goals.</narrative></description>
<reference vocabulary="99" code="local-goal"/>
<baseline year="2026" iso-date="2026-07-01" value="3">
<dimension name="community" value="riverbend"/></baseline>
<period>
<period-start iso-date="2026-07-01"/>
<period-end iso-date="2027-03-31"/>
<target value="15.5">
<dimension name="community" value="riverbend"/>
<comment>
<narrative>Employers &lt;signed&gt;</narrative></comment></target>
<techhire:none status="planned">
<dimension name="community" value="riverbend"/>
<comment>
<narrative>Employers &lt;signed&gt;</narrative></comment></techhire:none></period></indicator></result>`;

const iati = (rollup: PublishedRollup): string => rollupIati(rollup, publisher)!;
const activityOf = (rollup: PublishedRollup) => childrenOf(readXml(iati(rollup)), 'iati-activity')[0]!;

describe('a rollup in IATI’s form', () => {
  it('has three facts as they were worked out by hand', () => {
    const document = iati(small);
    expect(document.slice(document.indexOf('\n<result'), document.indexOf('</iati-activity>'))).toBe(smallResults);
  });

  it('says who reports, who leads, and for which days', () => {
    const activity = activityOf(small);
    const [reporter] = childrenOf(activity, 'reporting-org');
    expect([reporter!.attributes, textAt(reporter!, 'narrative')]).toEqual([
      { ref: 'US-EIN-123456789', type: '22' },
      'TechHire Ohio & partners',
    ]);
    expect(textAt(activity, 'iati-identifier')).toBe('US-EIN-123456789-TECHHIRE-community-riverbend-2026');
    expect(textAt(activity, 'title', 'narrative')).toBe('R & B: TechHire, plan year 2026');
    expect(
      childrenOf(activity, 'participating-org').map((each) => [each.attributes.role, textAt(each, 'narrative')]),
    ).toEqual([
      ['2', 'TechHire Ohio & partners'],
      ['4', riverbend().community.leadOrganization],
    ]);
    expect(textAt(activity, 'description', 'narrative')).toContain('fewer than 10 people');
  });

  it.each([
    ['2026-06-30T23:00:00.000Z', '1', ['1', '3']],
    ['2026-07-01T00:00:00.000Z', '2', ['1', '2', '3']],
    ['2027-06-30T12:00:00.000Z', '2', ['1', '2', '3']],
    ['2027-07-01T00:00:00.000Z', '3', ['1', '2', '3', '4']],
  ])('read at %s has the status %s', (readAt, status, dates) => {
    const activity = activityOf({ ...small, readAt });
    expect(childrenOf(activity, 'activity-status')[0]!.attributes.code).toBe(status);
    expect(childrenOf(activity, 'activity-date').map(({ attributes }) => attributes.type)).toEqual(dates);
  });

  it.each<[Scope, RegExp]>([
    [{ kind: 'network' }, /^US-EIN-123456789-TECHHIRE-network-2026$/],
    [{ kind: 'state', code: 'OH' }, /^US-EIN-123456789-TECHHIRE-state-OH-2026$/],
    [{ kind: 'community', id: 'a|b' }, /^US-EIN-123456789-TECHHIRE-community-a-b-[0-9a-f]{8}-2026$/],
    [{ kind: 'funder', name: 'Hope & Co' }, /^US-EIN-123456789-TECHHIRE-funder-Hope-Co-[0-9a-f]{8}-2026$/],
  ])('of %j has an identifier that IATI allows', (scope, expected) => {
    expect(textAt(activityOf({ ...small, scope }), 'iati-identifier')).toMatch(expected);
  });

  it('is XML for any rollup', async () => {
    const drawn = fc.sample(drawnRollups, { numRuns: 20, seed: 11 });
    const { errors } = await validateXML({
      xml: drawn.map((rollup, index) => ({ fileName: `${index}.xml`, contents: iati(rollup) })),
      normalization: 'c14n',
    });
    expect(errors).toEqual([]);
  }, 60_000);

  it('is none where no plan says when its year begins', () => {
    expect(rollupIati({ ...small, period: { from: null, to: null } }, publisher)).toBeNull();
  });
});

// Where the schemas are not at hand the tests above hold; see test/support/standards.ts.
const missing = withoutSchemas('iati');
describe.skipIf(missing)(`IATI’s own schema${missing ? ` (skipped: ${missing})` : ''}`, () => {
  const schema = () => ({
    schema: [{ fileName: 'iati-activities-schema.xsd', contents: standardSchema('iati/iati-activities-schema.xsd') }],
    preload: ['iati-common.xsd', 'xml.xsd'].map((fileName) => ({
      fileName,
      contents: standardSchema(`iati/${fileName}`),
    })),
  });
  const problemsOf = async (...documents: string[]): Promise<string[]> =>
    (
      await validateXML({
        xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
        ...schema(),
      })
    ).errors.map(({ rawMessage }) => rawMessage);

  it('holds for the demo, for three facts and for any rollup', async () => {
    const drawn = fc.sample(drawnRollups, { numRuns: 20, seed: 7 });
    expect(await problemsOf(...[demo, small, ...drawn].map(iati))).toEqual([]);
  }, 60_000);

  it('does not hold for a file without a reporter, or with a year that is none', async () => {
    expect(await problemsOf(iati(small).replace(/<reporting-org.*<\/reporting-org>/s, ''))).not.toEqual([]);
    expect(await problemsOf(iati(small).replace('year="2026"', 'year="soon"'))).not.toEqual([]);
  }, 60_000);
});
