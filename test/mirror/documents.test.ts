import { describe, expect, it } from 'vitest';
import { storedBytes } from '../../functions/mirror/document-size.ts';
import { formDocumentId, mirrorDocuments, type RowEntry } from '../../functions/mirror/documents.ts';
import type { MirrorValue } from '../../functions/mirror/fingerprint.ts';
import { RULES_VERSION } from '../../functions/plan/checks/catalogue.ts';
import { blankValues, emptyPlan, type Plan, sectionList, sections } from '../../functions/plan/plan.ts';
import { assessmentOf, findingOf, planOf } from './assessments.ts';

const context = {
  communityId: 'riverbend',
  year: 2026,
  readAt: '2026-11-23T12:00:00.000Z',
  spreadsheetId: 'sheet-1',
};

const documentOf = (rows: readonly RowEntry[], section: string, documentId: string) =>
  rows.find((row) => row.section === section && row.documentId === documentId)?.document;

/** A program with a value of most kinds, as parsing leaves them: dollars in cents, rates in hundredths of a percent. */
const program = (): Plan['programs'][number] => ({
  id: 'r1',
  row: 3,
  values: {
    provider: 'Riverbend College',
    name: 'IT support',
    role: 'Help desk technician',
    existing: 'existing',
    seats: 24,
    startsOn: '2026-09-01',
    weeks: 12,
    price: 450_050,
    completionRate: 8500,
    meetsCriteria: true,
    aid: null,
  },
  raw: {
    provider: 'Riverbend College',
    name: 'IT support',
    role: 'Help desk technician',
    existing: 'Existing',
    seats: '24',
    startsOn: '9/1/2026',
    weeks: '12',
    price: '$4,500.50',
    completionRate: '85%',
    meetsCriteria: 'Yes',
  },
  invalid: [],
});

describe('mirrorDocuments', () => {
  it('keeps values in the units of exports, and what was displayed beside them', () => {
    const plan = { ...emptyPlan(), programs: [program()] };
    const { rows } = mirrorDocuments(assessmentOf(plan), context);
    expect(documentOf(rows, 'programs', 'r1')).toEqual({
      id: 'r1',
      values: {
        provider: 'Riverbend College',
        name: 'IT support',
        role: 'Help desk technician',
        existing: 'existing',
        seats: 24,
        startsOn: '2026-09-01',
        weeks: 12,
        price: 4500.5,
        completionRate: 0.85,
        meetsCriteria: true,
        aid: null,
      },
      raw: program().raw,
      findings: [],
    });
  });

  it('keeps what was typed where it could not be understood, with the finding on its row alone', () => {
    const plan = planOf([
      { id: 'r1', name: 'Riverbend College', placements: 'many' },
      { id: 'r2', name: 'Acme' },
    ]);
    const finding = findingOf({ section: 'partners', rowId: 'r1', row: 3, field: 'placementsCommitted' });
    const { rows, plan: document } = mirrorDocuments(assessmentOf(plan, { findings: [finding] }), context);
    expect(documentOf(rows, 'partners', 'r1')).toEqual({
      id: 'r1',
      values: { ...blankValues(sections.partners.columns), name: 'Riverbend College' },
      raw: { name: 'Riverbend College', placementsCommitted: 'many' },
      findings: [
        {
          code: 'not-a-number',
          severity: 'error',
          field: 'placementsCommitted',
          message: finding.message,
          fix: finding.fix,
        },
      ],
    });
    expect(documentOf(rows, 'partners', 'r2')?.findings).toEqual([]);
    expect(document.findings).toEqual({ error: 1, warning: 0, info: 0 });
    expect(document.planFindings).toEqual([]);
  });

  it('keeps a form as one document, and one for every form even when nothing is answered', () => {
    const { rows } = mirrorDocuments(assessmentOf(planOf([], '120')), context);
    expect(documentOf(rows, 'goals', formDocumentId)).toMatchObject({
      id: 'form',
      values: { placements: 120, directShare: null },
      raw: { placements: '120' },
    });
    expect(rows.map(({ section, documentId }) => `${section}/${documentId}`)).toEqual([
      'community/form',
      'goals/form',
      'roleQuestions/form',
    ]);
  });

  it('tells of findings about tabs in the plan, without the cells that move when rows do', () => {
    const finding = findingOf(undefined, {
      code: 'column-missing',
      tab: 'Demand',
      cell: 'C2',
      message: 'Gone.',
      fix: 'Undo.',
    });
    const item = {
      code: 'placements',
      part: 'Shared goals',
      question: 'How many?',
      state: 'toDo',
      why: 'Not set.',
      goTo: { section: 'goals', tab: 'Goals', cell: 'B3' },
    } as const;
    const assessment = assessmentOf(emptyPlan(), { findings: [finding], checklist: [item] });
    expect(mirrorDocuments(assessment, context).plan).toEqual({
      communityId: 'riverbend',
      year: 2026,
      spreadsheetId: 'sheet-1',
      held: [],
      results: {
        funnel: assessment.funnel,
        checklist: [{ ...item, goTo: { section: 'goals', tab: 'Goals' } }],
        calendar: null,
        pipeline: null,
      },
      findings: { error: 1, warning: 0, info: 0 },
      rulesVersion: RULES_VERSION,
      planFindings: [{ code: 'column-missing', severity: 'error', tab: 'Demand', message: 'Gone.', fix: 'Undo.' }],
    });
  });

  it('leaves a section that could not be read whole alone, and with it results and summary', () => {
    const plan = planOf([{ id: 'r1', name: 'Acme' }], '120');
    const documents = mirrorDocuments(assessmentOf(plan, { held: ['partners'] }), context);
    expect(documents.rows.map(({ section }) => section)).not.toContain('partners');
    expect(documents.plan).toEqual(expect.not.objectContaining({ results: expect.anything() }));
    expect(documents.plan.held).toEqual(['partners']);
    expect([documents.summary, documents.community]).toEqual([null, null]);
  });

  it('puts no personal value into the summary or the community', () => {
    const plan = planOf([{ id: 'r1', name: 'Acme' }], '120');
    plan.partners[0]!.values.contact = 'Ada Lovelace';
    plan.partners[0]!.values.email = 'ada@example.org';
    plan.community.values.coordinator = 'Ada Lovelace';
    plan.community.values.coordinatorEmail = 'ada@example.org';
    const { rows, summary, community, plan: document } = mirrorDocuments(assessmentOf(plan), context);
    expect(JSON.stringify([summary, community, document])).not.toMatch(/Lovelace|example\.org/);
    expect(documentOf(rows, 'partners', 'r1')?.values.contact).toBe('Ada Lovelace');
  });

  it('has the same fingerprints at another time and in another order of rows', () => {
    const [one, two] = [
      { id: 'r1', name: 'Acme' },
      { id: 'r2', name: 'Beta' },
    ];
    const first = mirrorDocuments(assessmentOf(planOf([one, two])), context);
    const later = mirrorDocuments(assessmentOf(planOf([two, one])), { ...context, readAt: '2026-12-24T00:00:00.000Z' });
    const prints = (rows: readonly RowEntry[]) =>
      Object.fromEntries(rows.map(({ section, documentId, fingerprint }) => [`${section}/${documentId}`, fingerprint]));
    expect(prints(later.rows)).toEqual(prints(first.rows));
    expect(later.fingerprints).toEqual(first.fingerprints);
  });

  it('fits a row of the longest cells into a document by cutting the longest texts, and says which', () => {
    const plan = planOf([{ id: 'r1', name: 'Acme' }]);
    // A cell holds at most 50,000 characters; these take three bytes each, so that eight of them are 1.2 MB.
    const long = '界'.repeat(50_000);
    const fields = Object.keys(sections.partners.columns).filter((field) => field !== 'name');
    expect(fields.length).toBeGreaterThanOrEqual(7);
    plan.partners[0]!.raw = { name: 'Acme', ...Object.fromEntries(fields.map((field) => [field, long])) };
    const document = documentOf(mirrorDocuments(assessmentOf(plan), context).rows, 'partners', 'r1')!;
    expect(storedBytes(document as unknown as MirrorValue)).toBeLessThan(1_048_576);
    expect(document.raw.name).toBe('Acme');
    expect(document.cut).toEqual(fields);
    expect(document.raw[fields[0]!]).toMatch(/^界{1000,}…$/);
  });

  it('replaces half of a surrogate pair, which Firestore cannot hold', () => {
    const { rows } = mirrorDocuments(assessmentOf(planOf([{ id: 'r1', name: 'A\ud83d' }])), context);
    expect(documentOf(rows, 'partners', 'r1')?.values.name).toBe('A\ufffd');
  });

  it('has no section by the name of what lies beside the tables', () => {
    const names = sectionList.map(({ name }) => name);
    expect(names.filter((name) => ['index', 'history'].includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('refuses two rows with one id: one of them would be lost', () => {
    expect(() => mirrorDocuments(assessmentOf(planOf([{ id: 'r1' }, { id: 'r1' }])), context)).toThrow(
      'Cannot mirror partners, row 4: another row has the same id.',
    );
  });
});
