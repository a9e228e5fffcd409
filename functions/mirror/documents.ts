import { RULES_VERSION } from '../plan/checks/catalogue.ts';
import type { Finding, Severity } from '../plan/finding.ts';
import { asideSections, type PlanForm, type PlanRow, sectionList } from '../plan/plan.ts';
import { findingCounts, type PlanSummary, summarize } from '../plan/summary.ts';
import type { Columns, Section } from '../plan/table.ts';
import type { Waiver, WaiverCell } from '../plan/waivers.ts';
import type { Assessment } from '../sheet/assess.ts';
import { OperatorError } from '../watch/operator-error.ts';
import { documentIdOf } from './document-id.ts';
import { fitTexts, largestDocumentBytes, storedBytes } from './document-size.ts';
import { fingerprintOf, type MirrorValue, toMirrorValue } from './fingerprint.ts';
import { type PlanResults, planResults } from './plan-results.ts';

export interface MirrorContext {
  communityId: string;
  /** The calendar year in which the plan year starts. */
  year: number;
  /** ISO time of the reading. */
  readAt: string;
  spreadsheetId: string;
}

/**
 * One row of a table, `{table}/{rowId}`, or the answers of a form, `{form}/form`.
 *
 * Rows have no place in an order: sorting a tab is a way of looking at the plan and changes nothing in it.
 * Personal columns are here and in history, from which a row can be restored; the summary, from which rollups are made, has none.
 */
export interface RowDocument {
  /** What the sheet's id column has; `form` for a form. */
  id: string;
  /** Every field of the section; null where the cell is blank or could not be understood. */
  values: Record<string, MirrorValue>;
  /** What is displayed in each cell that is not blank. */
  raw: Record<string, string>;
  findings: RowFinding[];
  /** Of a table's row: why warnings of it do not count. */
  waiver?: WaiverDocument;
  /** The same of a form's answers, by field. */
  waivers?: Record<string, WaiverDocument>;
  /** Fields whose raw text is cut because the row would not fit into a document. */
  cut?: string[];
}

/** What stands in a Waiver cell, and the values that each waiver in it was given for. */
export interface WaiverDocument {
  text: string;
  given: { rule: string; reason: string; givenFor: string; holds: boolean }[];
}

export interface RowFinding {
  code: string;
  severity: Severity;
  field: string | null;
  message: string;
  fix: string;
}

/** `communities/{communityId}/plans/{year}`, less its revision and time of reading. */
export interface PlanDocument {
  communityId: string;
  year: number;
  spreadsheetId: string;
  /** Sections that could not be read whole or whose deletions are held back; `results` are as they were before. */
  held: string[];
  /** Absent while sections are held: what was there before stays. */
  results?: PlanResults;
  /** How many, whatever they speak of. */
  findings: Record<Severity, number>;
  /** Of the rules that the plan was held to. */
  rulesVersion: number;
  /** Those that speak of no row: headers, tabs, sums. The first 200. */
  planFindings: Pick<Finding, 'code' | 'severity' | 'tab' | 'message' | 'fix'>[];
}

/** `communities/{communityId}`: the part that follows from the plan of the latest year. Funders are the operator's. */
export interface CommunityDocument {
  communityId: string;
  /** Of which plan this is. */
  year: number;
  name: string;
  states: string[];
  leadOrganization: string | null;
}

export interface RowEntry {
  section: string;
  documentId: string;
  fingerprint: string;
  document: RowDocument;
}

/** A plan as documents. Revision and time of reading are added when they are written, so that they make no change by themselves. */
export interface MirrorDocuments {
  context: MirrorContext;
  /** Sections whose documents are to be left alone. */
  held: readonly string[];
  rows: RowEntry[];
  plan: PlanDocument;
  /** null: what is there stays. A tab that somebody deleted must not turn into zeros in a rollup. */
  summary: PlanSummary | null;
  community: CommunityDocument | null;
  fingerprints: Fingerprints;
}

/** Of the documents that are one a plan; null where the document stays as it is. */
export interface Fingerprints {
  plan: string | null;
  summary: string | null;
  community: string | null;
}

export const formDocumentId = 'form';

/**
 * @throws OperatorError where two rows of a table have one id: parsing gives the second a new one
 */
export const mirrorDocuments = (assessment: Assessment, context: MirrorContext): MirrorDocuments => {
  const { plan, counted, funnel, calendar, forecast, pipeline, risk, money, findings, checklist, held } = assessment;
  const { communityId, year, readAt, spreadsheetId } = context;
  const rowFindings = Map.groupBy(
    findings.filter((finding) => finding.at !== undefined),
    ({ at }) => findingPlace(at!.section, at!.row),
  );
  const given = Map.groupBy(assessment.waivers, waiverPlace);
  const isHeld = new Set<string>(held);
  const rows = sectionList
    .filter(({ name }) => !isHeld.has(name))
    .flatMap((section) =>
      section.shape === 'table'
        ? tableEntries(section, plan[section.name as keyof typeof plan] as PlanRow[], rowFindings, given)
        : [formEntry(section, plan[section.name as keyof typeof plan] as PlanForm, findings, given)],
    );

  const isWhole = held.every((name) => asideSections.has(name));
  const planDocument: PlanDocument = {
    communityId,
    year,
    spreadsheetId,
    held: [...held],
    ...(isWhole && { results: planResults(assessment) }),
    findings: findingCounts(findings),
    rulesVersion: RULES_VERSION,
    planFindings: findings
      .filter((finding) => finding.at === undefined)
      .slice(0, 200)
      .map(({ code, severity, tab, message, fix }) => ({ code, severity, tab, message, fix })),
  };
  const summary = isWhole
    ? summarize(counted, funnel, money, {
        communityId,
        year,
        revision: 0,
        readAt,
        findings,
        checklist,
        waivers: assessment.waivers,
        calendar: calendar.calendar,
        forecast: forecast.forecast,
        pipeline,
        risk,
      })
    : null;
  const community: CommunityDocument | null = summary && {
    communityId,
    year,
    name: summary.community.name,
    states: summary.community.states,
    leadOrganization: summary.community.leadOrganization,
  };
  return {
    context,
    held,
    rows,
    plan: stored(planDocument),
    summary: summary && stored(summary),
    community: community && stored(community),
    fingerprints: {
      plan: fingerprintOf(toMirrorValue(planDocument)),
      summary: summary && fingerprintOf(toMirrorValue({ ...summary, revision: undefined, readAt: undefined })),
      community: community && fingerprintOf(toMirrorValue(community)),
    },
  };
};

/** The same rows without what follows from them: plan results, summary and community stay as they are in the mirror. */
export const withoutResults = (documents: MirrorDocuments, sections: readonly string[]): MirrorDocuments => {
  const { results: _results, ...rest } = documents.plan;
  const plan: PlanDocument = { ...rest, held: [...new Set([...rest.held, ...sections])] };
  return {
    ...documents,
    plan,
    summary: null,
    community: null,
    fingerprints: { plan: fingerprintOf(toMirrorValue(plan)), summary: null, community: null },
  };
};

const stored = <T>(document: T): T => toMirrorValue(document) as unknown as T;

const findingPlace = (section: string, row: number): string => `${section}:${row}`;

const waiverPlace = ({ section, rowId, field }: Pick<Waiver, 'rowId' | 'field'> & { section: string }): string =>
  `${section}/${rowId ?? field}`;

/** Waivers by the row, or the answer, that they are written beside. */
type Given = ReadonlyMap<string, readonly Waiver[]>;

const tableEntries = (
  section: Section,
  rows: readonly PlanRow[],
  findings: ReadonlyMap<string, readonly Finding[]>,
  given: Given,
): RowEntry[] => {
  const taken = new Set<string>();
  return rows.map((row) => {
    const documentId = documentIdOf(row.id);
    if (taken.has(documentId))
      throw new OperatorError('row-id', `Cannot mirror ${section.name}, row ${row.row}: another row has the same id.`);
    taken.add(documentId);
    const found = findings.get(findingPlace(section.name, row.row)) ?? [];
    const waiver =
      row.waiver &&
      waiverDocument(row.waiver, given.get(waiverPlace({ section: section.name, rowId: row.id, field: null })));
    return entry(section.name, documentId, rowDocument(section.columns, row.id, row, found, waiver && { waiver }));
  });
};

const formEntry = (section: Section, form: PlanForm, findings: readonly Finding[], given: Given): RowEntry => {
  const waivers = Object.entries(form.waivers ?? {}).map(([field, cell]) => [
    field,
    waiverDocument(cell, given.get(waiverPlace({ section: section.name, rowId: null, field }))),
  ]);
  const found = findings.filter((finding) => finding.at?.section === section.name);
  return entry(
    section.name,
    formDocumentId,
    rowDocument(
      section.columns,
      formDocumentId,
      form,
      found,
      waivers.length > 0 ? { waivers: Object.fromEntries(waivers) } : {},
    ),
  );
};

const waiverDocument = ({ text }: WaiverCell, given: readonly Waiver[] = []): WaiverDocument => ({
  text,
  given: given.map(({ rule, reason, givenFor, holds }) => ({ rule, reason, givenFor, holds })),
});

const entry = (section: string, documentId: string, document: RowDocument): RowEntry => ({
  section,
  documentId,
  document,
  fingerprint: rowFingerprint(document),
});

export const rowFingerprint = (document: RowDocument): string => fingerprintOf(document as unknown as MirrorValue);

const rowDocument = (
  columns: Columns,
  id: string,
  row: Pick<PlanRow, 'values' | 'raw'>,
  findings: readonly Finding[],
  waived: Pick<RowDocument, 'waiver' | 'waivers'> = {},
): RowDocument => {
  const document = toMirrorValue({
    id,
    values: Object.fromEntries(
      Object.entries(columns).map(([field, { type }]) => {
        const value = row.values[field] ?? null;
        return [field, value === null ? null : type.toMirror(value)];
      }),
    ),
    raw: row.raw,
    findings: findings.map(({ code, severity, at, message, fix }) => ({
      code,
      severity,
      field: at?.field ?? null,
      message,
      fix,
    })),
    ...waived,
  }) as unknown as RowDocument;
  const bytes = storedBytes(document as unknown as MirrorValue);
  if (bytes <= largestDocumentBytes) return document;
  const rawBytes = Object.values(document.raw).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const { texts, cut } = fitTexts(document.raw, largestDocumentBytes - (bytes - rawBytes));
  return { ...document, raw: texts, cut };
};
