import type { Firestore } from '@google-cloud/firestore';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firestoreClient } from '../../functions/mirror/client.ts';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import type { RollupRequest } from '../../functions/rollup/answer.ts';
import type { Fact } from '../../functions/rollup/facts.ts';
import { groupStore } from '../../functions/rollup/groups.ts';
import { type Grant, handleRollup } from '../../functions/rollup/handler.ts';
import { ROLLUP_FORMAT } from '../../functions/rollup/json-schema.ts';
import { rollupFormats } from '../../functions/rollup/link.ts';
import { firestoreSummaries } from '../../functions/rollup/summaries.ts';
import { type RunningFirestore, startEmbeddedFirestore } from '../../scripts/local/firestore/embedded.ts';
import { publisher } from './drawn.ts';
import { community } from './people.ts';
import { riverbend } from './riverbend.ts';
import { arrived } from './whole-files.ts';

let server: RunningFirestore;
let firestore: Firestore;

beforeAll(async () => {
  server = await startEmbeddedFirestore({ file: ':memory:' });
  firestore = firestoreClient({ projectId: 'rollup-test', emulatorHost: server.host });
});

afterAll(async () => {
  await firestore.terminate();
  await server.close();
});

beforeEach(async () => {
  for (const collection of ['summaries', 'communities', 'groups'])
    await firestore.recursiveDelete(firestore.collection(collection));
  for (const summary of [riverbend(), community('lakeside', { applied: 40 }, { states: ['OH', 'KY'] })])
    await firestore.doc(`summaries/${summary.communityId}_${summary.year}`).set(summary);
  await firestore
    .doc('communities/riverbend')
    .set({ communityId: 'riverbend', name: 'Riverbend TechHire', states: ['OH'] });
  await firestore.doc('communities/late').set({ communityId: 'late', name: 'Late Starters', states: ['OH'] });
});

const get = async (query: Record<string, unknown>, more: Partial<RollupRequest> = {}, grant: Grant | null = null) =>
  arrived(
    await handleRollup(
      { query, ...more },
      { summaries: firestoreSummaries(firestore), publisher, snapshots: null, told: null },
      grant,
    ),
  );
const json = async (query: Record<string, unknown>, grant: Grant | null = null) => {
  const { status, body } = await get({ format: 'json', ...query }, {}, grant);
  return { status, ...JSON.parse(String(body)) };
};

const byLink: Grant = { link: 'a-link', formats: rollupFormats };

describe('a rollup over the summaries in Firestore', () => {
  it('of one community is a page, a CSV and JSON with the same hash', async () => {
    const query = { scope: 'community:riverbend', year: '2026' };
    const [page, csv, asJson] = await Promise.all(['html', 'csv', 'json'].map((format) => get({ ...query, format })));
    const { contentHash, format, facts } = JSON.parse(String(asJson!.body));
    expect(format).toBe(ROLLUP_FORMAT);
    expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(page!.body).toContain(contentHash);
    expect(csv!.body).toContain(contentHash);
    expect([page, csv, asJson].map((each) => [each!.status, each!.contentType])).toEqual([
      [200, 'text/html; charset=utf-8'],
      [200, 'text/csv; charset=utf-8'],
      [200, 'application/json; charset=utf-8'],
    ]);
    expect(page!.headers['cache-control']).toBe('no-store');
    expect(facts.find(({ indicator }: { indicator: string }) => indicator === 'people-placed')).toMatchObject({
      target: 80,
      actual: 35,
      status: 'counted',
    });
  });

  it('of one community is a workbook to download, with a name and a tag', async () => {
    const { status, contentType, headers, body } = await get({
      scope: 'community:riverbend',
      year: '2026',
      format: 'xlsx',
    });
    expect([status, contentType]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
    expect(headers['content-disposition']).toBe('attachment; filename="techhire-rollup-riverbend-2026.xlsx"');
    expect(headers.etag).toMatch(/^W\/"[0-9a-f]{64}-xlsx-en"$/);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as unknown as ArrayBuffer);
    expect(workbook.getWorksheet('About')!.getCell('A1').value).toBe(
      'Riverbend TechHire: TechHire rollup, plan year 2026',
    );
  });

  it('in Spanish is a file of the same figures, for whoever asks for it; a browser’s language makes no difference to data', async () => {
    const query = { scope: 'community:riverbend', year: '2026', format: 'csv' };
    const spanish = await get({ ...query, lang: 'es' });
    expect(spanish.headers).toMatchObject({ 'content-language': 'es', etag: expect.stringMatching(/-csv-es"$/) });
    expect(spanish.body).toContain('people-placed,Colocadas en empleos,,,,80,80,80,80,80,35,people,counted,1,');
    expect((await get(query, { acceptLanguage: 'es' })).body).toContain('people-placed,Placed in jobs,,,,80,');
  });

  it('in JSON says where its schema is, which needs no scope', async () => {
    const { headers } = await get({ scope: 'community:riverbend', year: '2026', format: 'json' });
    expect(headers.link).toBe('<?format=json-schema>; rel="describedby"; type="application/schema+json"');
    const { status, contentType, body } = await get({ format: 'json-schema' });
    expect([status, contentType]).toEqual([200, 'application/schema+json; charset=utf-8']);
    expect(JSON.parse(String(body)).$id).toBe('urn:techhire-rollup:1');
  });

  it('in IATI’s form is a file of the publisher', async () => {
    const { status, contentType, headers, body } = await get({
      scope: 'community:riverbend',
      year: '2026',
      format: 'iati',
    });
    expect([status, contentType]).toEqual([200, 'application/xml; charset=utf-8']);
    expect(headers['content-disposition']).toBe('attachment; filename="techhire-rollup-riverbend-2026.xml"');
    expect(body).toContain('<iati-identifier>US-EIN-123456789-TECHHIRE-community-riverbend-2026</iati-identifier>');
  });

  it('beside WIOA’s reports is a table of its own', async () => {
    const { status, headers, body } = await get({ scope: 'community:riverbend', year: '2026', format: 'wioa' });
    expect([status, headers['content-disposition']]).toEqual([
      200,
      'attachment; filename="techhire-wioa-riverbend-2026.csv"',
    ]);
    expect(body).toContain('\r\nETA-9173,A.2,Total Participants Served,nearest figure,people-enrolled,,112,64,');
  });

  it('has its funding in 360Giving’s form, as JSON and as CSV', async () => {
    const query = { scope: 'community:riverbend', year: '2026' };
    const [json, csv] = await Promise.all(['360giving', '360giving-csv'].map((format) => get({ ...query, format })));
    expect([json!.status, json!.headers['content-disposition']]).toEqual([
      200,
      'attachment; filename="techhire-grants-riverbend-2026.json"',
    ]);
    expect(JSON.parse(String(json!.body)).grants).toHaveLength(2);
    expect(csv!.headers['content-disposition']).toBe('attachment; filename="techhire-grants-riverbend-2026.csv"');
    expect(csv!.body).toMatch(/^\uFEFFIdentifier,Title,Description,/);
  });

  it('has no funding to publish where nobody says who gave it, and when', async () => {
    await firestore.doc('summaries/riverbend_2026').update({ funding: [] });
    const { status, body } = await get({ scope: 'community:riverbend', year: '2026', format: '360giving' });
    expect([status, JSON.parse(String(body)).error.problems]).toEqual([
      501,
      [
        'No grant in it can be published in this form: each needs who gives it and when it was awarded. On Funding, fill in Funder and Awarded on for what is received or committed; every other form has the same amounts.',
      ],
    ]);
  });

  it('is not made in IATI’s form where nobody has said who publishes', async () => {
    const { status, body } = await handleRollup(
      { query: { scope: 'community:riverbend', year: '2026', format: 'iati' }, accept: 'application/json' },
      { summaries: firestoreSummaries(firestore), publisher: null, snapshots: null, told: null },
    );
    expect([status, JSON.parse(String(body)).error]).toEqual([
      501,
      {
        status: 501,
        title: 'This rollup cannot be had in this form',
        problems: [
          'Files in this form say which organization publishes them, and this planner has not been told. Ask whoever runs it to set TECHHIRE_PUBLISHER_ORG; every other form has the same figures.',
        ],
      },
    ]);
  });

  it('is a page where no format is asked for', async () => {
    const { status, body } = await get({ scope: 'community:riverbend', year: '2026' });
    expect(status).toBe(200);
    expect(body).toMatch(/^<!doctype html>/);
  });

  it('of a state has its communities, and says which have no plan', async () => {
    const rollup = await json({ scope: 'state:oh', year: '2026' });
    expect(rollup.communities.map(({ id }: { id: string }) => id)).toEqual(['lakeside', 'riverbend']);
    expect(rollup.leftOut).toEqual([{ id: 'late', name: 'Late Starters', reason: 'no plan for 2026' }]);
    expect((await json({ scope: 'state:KY', year: '2026' })).communities).toHaveLength(1);
  });

  it('of a group has the communities that an operator has listed, and says which of them are missing and why', async () => {
    await groupStore(firestore).define({
      id: 'delta',
      name: 'Delta region',
      communities: ['riverbend', 'nobody', 'late', 'riverbend'],
    });
    const rollup = await json({ scope: 'group:delta', year: '2026' });
    expect(rollup).toMatchObject({
      status: 200,
      scope: 'group:delta',
      title: 'Delta region',
      leftOut: [
        { id: 'late', name: 'Late Starters', reason: 'no plan for 2026' },
        { id: 'nobody', name: 'nobody', reason: 'no sheet of this community has been read yet' },
      ],
    });
    expect(rollup.communities.map(({ id }: { id: string }) => id)).toEqual(['riverbend']);
  });

  it('of a group of more communities than one query may name has all of them', async () => {
    const communities = Array.from({ length: 65 }, (_, index) => `town-${index}`);
    const batch = firestore.batch();
    for (const id of communities) batch.set(firestore.doc(`summaries/${id}_2026`), community(id, { applied: 20 }));
    await batch.commit();
    await groupStore(firestore).define({ id: 'towns', name: 'Towns', communities });
    const rollup = await json({ scope: 'group:towns', year: '2026' });
    expect(rollup.communities).toHaveLength(65);
    expect(rollup.leftOut).toEqual([]);
  });

  it('of a funder has the communities with its money, what the money is, and who has had some before', async () => {
    const other = { ...community('lakeside', { applied: 40 }), funders: [], funding: [] };
    await firestore.doc('summaries/lakeside_2026').set(other);
    for (const id of ['lakeside', 'gone'])
      await firestore.doc(`summaries/${id}_2025`).set({ ...community(id, {}), year: 2025 });
    const rollup = await json({ scope: 'funder:  HOPE Foundation', year: '2026' });
    expect(rollup).toMatchObject({
      status: 200,
      scope: 'funder:hope foundation',
      title: 'TechHire communities supported by Hope Foundation',
      // Lakeside has a plan for the year, which says nothing of this funder.
      leftOut: [{ id: 'gone', name: 'Community gone', reason: 'no plan for 2026' }],
    });
    expect(rollup.communities.map(({ id }: { id: string }) => id)).toEqual(['riverbend']);
    const own = rollup.facts.filter(({ indicator }: { indicator: string }) => indicator.startsWith('own-money-'));
    const all = own.filter(({ breakdown }: { breakdown: unknown[] }) => breakdown.length === 0);
    expect(all.map(({ indicator, actual }: { indicator: string; actual: number }) => [indicator, actual])).toEqual([
      ['own-money-received', 60_000],
      ['own-money-committed', 150_000],
      ['own-money-applied', 0],
      ['own-money-idea', 0],
      ['own-money-used', 210_000],
      ['own-money-spent', 31_250.5],
      // 31,250.50 for 35 placed
      ['own-money-per-placement', 892.87],
    ]);
    expect(own.find(({ indicator }: { indicator: string }) => indicator === 'own-money-granted')).toMatchObject({
      breakdown: [
        { by: 'community', value: 'riverbend' },
        { by: 'grant', value: '1: Opportunity fund' },
      ],
      actual: 150_000,
      note: 'Philanthropy; Committed; may pay for Coordination, Outreach, Transportation and Childcare',
    });
  });

  it('of the network leaves out a community whose summary it cannot read, and keeps the others', async () => {
    await firestore.doc('summaries/old_2026').set({ communityId: 'old', year: 2026, community: { name: 'Old Form' } });
    const rollup = await json({ scope: 'network', year: '2026' });
    expect(rollup.communities).toHaveLength(2);
    expect(rollup.leftOut.map(({ id, name }: { id: string; name: string }) => [id, name])).toEqual([
      ['late', 'Late Starters'],
      ['old', 'Old Form'],
    ]);
  });

  it('of a community whose only summary it cannot read says so, with no figure made up', async () => {
    await firestore.doc('summaries/old_2026').set({ communityId: 'old', year: 2026, community: { name: 'Old Form' } });
    const { status, body } = await get({ scope: 'community:old', year: '2026' }, {}, byLink);
    expect(status).toBe(200);
    expect(body).toContain('<bdi>Old Form</bdi>: its figures are not in the form that this version reads');
    expect(body).not.toMatch(/NaN|undefined|Infinity/);
    const { facts } = await json({ scope: 'community:old', year: '2026' }, byLink);
    expect(facts[0]).toMatchObject({ indicator: 'people-aware', target: null, actual: null, status: 'notCounted' });
  });

  it.each([500, 501])('of %i communities has them all, though a query finds 500 at a time', async (count) => {
    const batch = firestore.batch();
    for (let index = 2; index < count; index++)
      batch.set(firestore.doc(`summaries/more${index}_2026`), community(`more${index}`, { applied: 20 }));
    await batch.commit();
    const { facts } = await json({ scope: 'network', year: '2026' });
    const fact = (indicator: string) =>
      facts.find((each: Fact) => each.indicator === indicator && each.breakdown.length === 0);
    // And one that has no plan.
    expect(fact('communities-included')).toMatchObject({ actual: count, target: count + 1 });
    expect(fact('people-applied').actual).toBe(472 + 40 + (count - 2) * 20);
  });

  it('answers 304 to who has it already, and anew once a figure changes', async () => {
    const query = { scope: 'community:riverbend', year: '2026', format: 'csv' };
    const { headers } = await get(query);
    const again = await get(query, { ifNoneMatch: `"other", ${headers.etag}` });
    expect([again.status, again.body]).toEqual([304, '']);
    await firestore.doc('summaries/riverbend_2026').update({ 'goals.placements': 90 });
    expect((await get(query, { ifNoneMatch: headers.etag! })).status).toBe(200);
  });
});

/** A community whose plan says so of what becomes public. */
const publishing = (id: string, publication: PlanSummary['publication']): PlanSummary => ({
  ...community(id, { applied: 40 }),
  publication,
});

const keep = async (...summaries: PlanSummary[]): Promise<void> => {
  for (const summary of summaries) await firestore.doc(`summaries/${summary.communityId}_2026`).set(summary);
};

describe('what is public without a link', () => {
  it.each<[PlanSummary['publication'], number, number]>([
    [{ form: null, data: ['counts'] }, 403, 403],
    [{ form: 'none', data: [] }, 403, 403],
    [{ form: 'onRequest', data: ['counts', 'money', 'rates'] }, 403, 403],
    [{ form: 'page', data: ['counts'] }, 200, 403],
    [{ form: 'report', data: ['counts'] }, 200, 403],
    [{ form: 'openData', data: ['counts'] }, 200, 200],
    [{ form: 'openData', data: ['money', 'rates'] }, 403, 403],
    [{ form: 'openData', data: [] }, 403, 403],
  ])('where the plan says %j: page %i, data %i; with a link all of it', async (publication, page, data) => {
    await keep(publishing('town', publication));
    const query = { scope: 'community:town', year: '2026' };
    expect((await get(query)).status).toBe(page);
    expect((await get({ ...query, format: 'csv' })).status).toBe(data);
    for (const format of rollupFormats) expect((await get({ ...query, format }, {}, byLink)).status).toBe(200);
  });

  it('leaves money and rates out where the plan does not name them, and says so instead of zero', async () => {
    await keep({ ...riverbend(), publication: { form: 'openData', data: ['counts'] } });
    const query = { scope: 'community:riverbend', year: '2026' };
    const [open, linked] = [await json(query), await json(query, byLink)];
    const kept = ({ indicator }: Fact): boolean =>
      !/^(money|cost|funding)-|^(rate|chance|confidence)|^placements-forecast|-by-rate$/.test(indicator);
    expect(open.facts.some(({ indicator }: Fact) => indicator === 'people-placed')).toBe(true);
    expect(open.facts).toEqual(linked.facts.filter(kept));
    expect(linked.facts.length).toBeGreaterThan(open.facts.length);
    expect(open.withheld).toEqual(['rates', 'money']);
    expect(linked.withheld).toEqual([]);
    expect(open.contentHash).not.toBe(linked.contentHash);
    const page = String((await get(query)).body);
    expect(page).toContain('What this costs and who pays is not public.');
    expect(page).not.toContain('Still to find');
    // There is no ledger to write either.
    expect((await get({ ...query, format: '360giving-csv' })).status).not.toBe(200);
    expect(String((await get(query, {}, byLink)).body)).toContain('Still to find');
  });

  it('of several communities names those that publish nothing, and has only what all the others make public', async () => {
    await keep(
      publishing('open', { form: 'openData', data: ['counts', 'rates', 'money'] }),
      publishing('lakeside', { form: 'openData', data: ['counts', 'rates'] }),
      publishing('shy', { form: 'onRequest', data: ['counts'] }),
    );
    const rollup = await json({ scope: 'network', year: '2026' });
    expect(rollup.communities.map(({ id }: { id: string }) => id)).toEqual(['lakeside', 'open', 'riverbend']);
    expect(rollup.leftOut).toContainEqual({
      id: 'shy',
      name: 'Community shy',
      reason: 'its figures are given on request only, by a link',
    });
    expect(rollup.withheld).toEqual(['money']);
    expect((await json({ scope: 'network', year: '2026' }, byLink)).communities).toHaveLength(4);
  });

  it('offers on the page only the formats that may be downloaded, by the same link', async () => {
    await keep(publishing('town', { form: 'page', data: ['counts'] }));
    const query = { scope: 'community:town', year: '2026' };
    expect(String((await get(query)).body)).not.toContain('format=');
    const page = String((await get(query, {}, { link: 'by-this', formats: ['html', 'csv'] })).body);
    expect(page.match(/href="\?[^"]*"/g)).toEqual([
      'href="?scope=community%3Atown&amp;year=2026&amp;format=csv&amp;lang=en&amp;link=by-this"',
      // The same page in Spanish
      'href="?scope=community%3Atown&amp;year=2026&amp;lang=es&amp;link=by-this"',
    ]);
  });

  it('is refused politely, in the reader’s language', async () => {
    await keep(publishing('town', { form: 'none', data: [] }));
    expect(await json({ scope: 'community:town', year: '2026', lang: 'es' })).toMatchObject({
      status: 403,
      error: {
        problems: [
          'Community town da sus cifras a quienes tienen un enlace. Pídalo a quien coordina el plan: se hace en el menú de su hoja, TechHire > Compartir con un financiador.',
        ],
      },
    });
  });
});

describe('a link that does not work', () => {
  it.each([
    [{ year: '2026' }, 'Say for whom: scope=community:ID, state:XX, group:ID, funder:NAME or network.'],
    [
      { scope: 'city:x', year: '2026' },
      'The scope "city:x" is not known. Give scope=community:ID, state:XX, group:ID, funder:NAME or network, for example scope=community:riverbend.',
    ],
    [
      { scope: 'community:a/b', year: '2026' },
      'The scope "community:a/b" is not known. Give scope=community:ID, state:XX, group:ID, funder:NAME or network, for example scope=community:riverbend.',
    ],
    [{ scope: 'network' }, 'Say which plan year: year=YYYY, the calendar year in which it starts.'],
    [
      { scope: 'network', year: '26' },
      'The year "26" is not one. Give year=YYYY from 2000 to 2099, the calendar year in which the plan year starts.',
    ],
    [
      { scope: ['network', 'network'], year: '2026' },
      'Say for whom: scope=community:ID, state:XX, group:ID, funder:NAME or network.',
    ],
  ])('%j says what is allowed', async (query, problem) => {
    expect(await json(query)).toEqual({
      status: 400,
      error: { status: 400, title: 'This link is not complete', problems: [problem] },
    });
  });

  it('names every problem at once, the format among them', async () => {
    const { status, contentType, body } = await get({ format: 'pdf' }, { accept: '*/*' });
    expect([status, contentType]).toEqual([400, 'application/json; charset=utf-8']);
    expect(JSON.parse(String(body)).error.problems).toEqual([
      'Say for whom: scope=community:ID, state:XX, group:ID, funder:NAME or network.',
      'Say which plan year: year=YYYY, the calendar year in which it starts.',
      'The format "pdf" is not known. Give format=html, xlsx, csv, json, iati, wioa, 360giving or 360giving-csv.',
    ]);
  });

  it('names the years that a community has', async () => {
    expect(await json({ scope: 'community:riverbend', year: '2031' })).toMatchObject({
      status: 404,
      error: { problems: ['The community "riverbend" has no plan for 2031. There is one for 2026.'] },
    });
    expect(await json({ scope: 'community:nobody', year: '2026' })).toMatchObject({
      status: 404,
      error: { problems: ['No community "nobody" is known here.'] },
    });
    expect(await json({ scope: 'group:x', year: '2026' })).toMatchObject({
      status: 404,
      error: { problems: ['No group "x" is known here.'] },
    });
    expect(await json({ scope: 'funder:Nobody', year: '2026' })).toMatchObject({
      status: 404,
      error: {
        problems: [
          'No plan for 2026 has money of a funder "nobody" that is received or committed. The name is the one on the Partners tab.',
        ],
      },
    });
    expect(await json({ scope: 'state:TX', year: '2026' })).toMatchObject({
      status: 404,
      error: { problems: ['No community in TX has a plan for 2026.'] },
    });
  });

  it('is told in the language of the link, or else of the browser', async () => {
    const query = { scope: 'community:riverbend', year: '2031', format: 'json' };
    const spanish = 'La comunidad "riverbend" no tiene plan para 2031. Sí lo hay para 2026.';
    const { headers, body } = await get(query, { acceptLanguage: 'es-MX,es;q=0.9' });
    expect(headers).toMatchObject({ 'content-language': 'es', vary: 'Accept-Language' });
    expect(JSON.parse(String(body)).error.problems).toEqual([spanish]);
    expect((await json({ ...query, lang: 'es' })).error.problems).toEqual([spanish]);
    const page = await get({ ...query, format: 'html', lang: 'es' }, { acceptLanguage: 'en' });
    expect(page.body).toContain('<html lang="es">');
    expect(page.body).toContain(spanish.replaceAll('"', '&quot;'));
    expect((await json({ ...query, year: '2026', lang: 'constructor' })).error.problems).toEqual([
      'The language "constructor" is not known. Give lang=en or es.',
    ]);
  });

  it('is told as a page to who reads pages, with what was typed escaped', async () => {
    const { status, contentType, body } = await get({ scope: '<script>alert(1)</script>', year: '2026' });
    expect([status, contentType]).toEqual([400, 'text/html; charset=utf-8']);
    expect(body).not.toContain('<script');
  });
});
