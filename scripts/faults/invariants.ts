import { isDeepStrictEqual } from 'node:util';
import { documentIdOf } from '../../functions/mirror/document-id.ts';
import { formDocumentId, mirrorDocuments, type RowDocument } from '../../functions/mirror/documents.ts';
import { cellName } from '../../functions/plan/a1.ts';
import { serialToDate } from '../../functions/plan/date.ts';
import { type SectionName, sectionList } from '../../functions/plan/plan.ts';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import type { Section } from '../../functions/plan/table.ts';
import { type Assessment, assess, withProposal } from '../../functions/sheet/assess.ts';
import { feedback, findingColors } from '../../functions/sheet/feedback.ts';
import type { SnapshotCell } from '../../functions/sheet/snapshot.ts';
import { cellsOfRows } from './mirror-reading.ts';
import { assessContext, type SettledSheet } from './settled.ts';
import { differences } from './sheet-contents.ts';

/** What must hold of a sheet once everything has come to rest, whatever went wrong before; each says in words where it does not. */
export const sheetInvariants: Readonly<Record<string, (sheet: SettledSheet, now: Date) => string[]>> = {
  'no edit waits and nobody holds the sheet': ({ record: { owing, requested, processed, lease } }) => [
    ...(owing || processed < requested
      ? [`${requested} edits were announced and a pass has seen ${processed}; owing is ${owing}`]
      : []),
    ...(lease.holder === null ? [] : [`a pass holds it until ${lease.expiresAt}`]),
  ],

  'nothing that people typed is missing from the sheet': ({ remembered, contents }) =>
    differences({ cells: remembered }, contents),

  'every row is there once, under an id of its own': (sheet) =>
    tables.flatMap(({ name }) => {
      const rows = sheetRows(sheet, name as SectionName);
      const holders = Map.groupBy(rows, ({ id }) => id);
      return [...holders].flatMap(([id, inRows]) =>
        id === ''
          ? inRows.map(({ row }) => `${name}, row ${row} has no id`)
          : inRows.length > 1
            ? [`${name}: the rows ${inRows.map(({ row }) => row).join(' and ')} share the id ${id}`]
            : [],
      );
    }),

  'the mirror says what the sheet says, row by row': (sheet) => {
    const { rows } = sheet;
    const wanted = new Map(
      sectionList.flatMap((section) =>
        sheetRows(sheet, section.name as SectionName).map((row) => [`${section.name}/${row.key}`, { section, row }]),
      ),
    );
    return [
      ...[...rows.keys()]
        .filter((key) => !wanted.has(key))
        .map((key) => `${key} is in the mirror and not in the sheet`),
      ...[...wanted].flatMap(([key, { section, row }]) => {
        const document = rows.get(key);
        return document
          ? rowDifferences(section, row.cells, document).map((text) => `${key}, row ${row.row}: ${text}`)
          : [`${key}, row ${row.row} of the sheet, is not in the mirror`];
      }),
    ];
  },

  'history adds up to the mirror': ({ rows, replayed }) => {
    const now = cellsOfRows(rows);
    return [...new Set([...Object.keys(now), ...Object.keys(replayed)])]
      .filter((key) => !isDeepStrictEqual(now[key] ?? {}, replayed[key] ?? {}))
      .map((key) => `${key}: history says ${JSON.stringify(replayed[key])}, the mirror ${JSON.stringify(now[key])}`);
  },

  'the summary is what the sheet comes to now': (sheet, now) => {
    const { summary } = mirrorDocuments(freshAssessment(sheet, now), {
      communityId: sheet.record.communityId,
      year: yearOf(sheet, now),
      readAt: '',
      spreadsheetId: sheet.snapshot.spreadsheetId,
    });
    if (sheet.summaries.length !== 1)
      return [`there are summaries of the years ${sheet.summaries.map(({ year }) => year).join(', ')}`];
    const [kept] = sheet.summaries as [PlanSummary];
    return (Object.keys({ ...summary, ...kept }) as (keyof PlanSummary)[])
      .filter(
        (field) => field !== 'revision' && field !== 'readAt' && !isDeepStrictEqual(kept[field], summary?.[field]),
      )
      .map((field) => `${field} is ${JSON.stringify(kept[field])}, but ${JSON.stringify(summary?.[field])} now`);
  },

  'every finding stands on its own cell and on no other': (sheet, now) => {
    const { findings } = freshAssessment(sheet, now);
    const wanted = Map.groupBy(
      findings.filter(({ cell }) => cell !== ''),
      ({ tab, cell }) => `${tab}!${cell}`,
    );
    const told = new Map(
      sheet.snapshot.tabs.flatMap(({ title, rows }) =>
        rows.flatMap((cells, index) =>
          cells.flatMap((cell, column) =>
            cell && (codesIn(cell).length > 0 || isPainted(cell))
              ? [[`${title}!${cellName(column, index + 1)}`, cell]]
              : [],
          ),
        ),
      ),
    );
    return [...new Set([...wanted.keys(), ...told.keys()])].flatMap((place) => {
      const codes = (wanted.get(place) ?? []).map(({ code }) => code).sort();
      const cell = told.get(place);
      const shown = cell ? codesIn(cell).sort() : [];
      if (!isDeepStrictEqual(codes, shown)) return [`${place} tells of [${shown}], but there is [${codes}] to tell`];
      return codes.length === 0 && cell && isPainted(cell) ? [`${place} has a colour and no finding`] : [];
    });
  },

  'the sheet shows all that follows from it': (sheet, now) => {
    const { cells } = feedback(sheet.snapshot, freshAssessment(sheet, now), now);
    const titles = new Map(sheet.snapshot.tabs.map(({ sheetId, title }) => [sheetId, title]));
    return cells.map(
      ({ sheetId, row, column, ...wanted }) =>
        `${titles.get(sheetId)}!${cellName(column, row)} should show ${JSON.stringify(wanted)}`,
    );
  },
};

/** What a funder reads, as rollups give it as JSON. */
export interface PublishedFacts {
  year: number;
  facts: readonly {
    indicator: string;
    breakdown: readonly unknown[];
    target: number | null;
    actual: number | null;
  }[];
}

/** Whether a rollup of all communities of a year says what their summaries add up to. */
export const rollupDifferences = ({ year, facts }: PublishedFacts, sheets: readonly SettledSheet[]): string[] => {
  const summaries = sheets.flatMap((sheet) => sheet.summaries.filter((summary) => summary.year === year));
  const sumOf = (amount: (summary: PlanSummary) => number): number =>
    summaries.reduce((sum, summary) => sum + amount(summary), 0);
  const fundingSum = (status: string): number =>
    sumOf(({ funding }) => funding.reduce((sum, source) => sum + (source.status === status ? source.amount : 0), 0));
  const wanted: readonly [indicator: string, figure: 'target' | 'actual', sum: number][] = [
    ['communities-included', 'actual', summaries.length],
    ['openings', 'target', sumOf(({ demand }) => demand.openings)],
    ['training-programs', 'actual', sumOf(({ training }) => training.programs)],
    ['training-seats', 'actual', sumOf(({ training }) => training.seats)],
    ['placements-employers-committed-to', 'target', sumOf(({ partners }) => partners.placementsCommitted)],
    ['money-needed', 'target', sumOf(({ needs }) => needs.reduce((sum, { amount }) => sum + amount, 0))],
    ['funding-received', 'actual', fundingSum('received')],
    ['funding-committed', 'actual', fundingSum('committed')],
    ['funding-applied', 'actual', fundingSum('applied')],
    ['planning-questions-done', 'actual', sumOf(({ checklist }) => checklist.done)],
  ];
  return wanted.flatMap(([indicator, figure, sum]) => {
    const fact = facts.find((each) => each.indicator === indicator && each.breakdown.length === 0);
    const said = fact?.[figure] ?? null;
    // Cents are added up in another order there.
    return said !== null && Math.abs(said - sum) < 0.005
      ? []
      : [`the rollup of ${year} says ${said} of ${indicator}, but the summaries add up to ${sum}`];
  });
};

const tables = sectionList.filter(({ shape }) => shape === 'table');

/** A row as it stands in the sheet; `key` as the mirror's documents are called. */
interface SheetRow {
  row: number;
  id: string;
  key: string;
  /** By field; blank cells are left out. */
  cells: Readonly<Record<string, SnapshotCell>>;
}

/** The rows of a section, read without any of the program's own parsing. */
const sheetRows = ({ snapshot, ground }: SettledSheet, name: SectionName): SheetRow[] => {
  const { sheetId, firstRow, lastRow, columns, idColumn, questionColumn } = ground[name];
  const tab = snapshot.tabs.find((each) => each.sheetId === sheetId)!;
  const fields = Object.keys(columns);
  const cellAt = (row: number, column: number): SnapshotCell | undefined => tab.rows[row - 1]?.[column];
  const typed = (places: readonly (readonly [string, number, number])[]): Record<string, SnapshotCell> =>
    Object.fromEntries(
      places.flatMap(([field, row, column]) => {
        const cell = cellAt(row, column);
        return cell && (cell.value !== null || cell.error !== undefined) && cell.value !== '' ? [[field, cell]] : [];
      }),
    );
  if (questionColumn !== undefined) {
    const cells = typed(fields.map((field, index) => [field, firstRow + index, columns[field]!]));
    return [{ row: firstRow, id: formDocumentId, key: formDocumentId, cells }];
  }
  const end = lastRow ?? tab.rows.length;
  return Array.from({ length: Math.max(0, end - firstRow + 1) }, (_, index) => firstRow + index).flatMap((row) => {
    const cells = typed(fields.map((field) => [field, row, columns[field]!]));
    const id = String(cellAt(row, idColumn!)?.value ?? '').trim();
    return Object.keys(cells).length > 0 ? [{ row, id, key: documentIdOf(id), cells }] : [];
  });
};

const rowDifferences = (section: Section, cells: SheetRow['cells'], document: RowDocument): string[] =>
  Object.entries(section.columns).flatMap(([field, { type }]) => {
    const cell = cells[field];
    const [raw, value] = [document.raw[field], document.values[field] ?? null];
    const shown = cell && (cell.text ?? String(cell.error ?? cell.value));
    if (raw !== shown) return [`${field} shows ${JSON.stringify(shown)}, but is mirrored as ${JSON.stringify(raw)}`];
    if (value === null) {
      const isTold = document.findings.some((finding) => finding.field === field && finding.severity === 'error');
      return !cell || isTold
        ? []
        : [`${field} shows ${JSON.stringify(shown)}, but has no value and no finding says why`];
    }
    const wanted = cell && plainValue(type.kind, cell);
    return wanted === undefined || isDeepStrictEqual(wanted, value) || isNearly(wanted, value)
      ? []
      : [`${field} is ${JSON.stringify(wanted)}, but is mirrored as ${JSON.stringify(value)}`];
  });

/** What a cell holds, where that takes no understanding; else undefined. */
const plainValue = (kind: Section['columns'][string]['type']['kind'], cell: SnapshotCell): unknown => {
  const isNumber = typeof cell.value === 'number';
  if (kind === 'whole' || kind === 'percent' || kind === 'money') return isNumber ? cell.value : undefined;
  if (kind === 'date') return isNumber ? serialToDate(cell.value as number) : undefined;
  if (kind === 'text' && typeof cell.value === 'string') return cell.value.normalize('NFKC').trim();
  return undefined;
};

/** Rates are kept in hundredths of a percent and money in cents. */
const isNearly = (wanted: unknown, value: unknown): boolean =>
  typeof wanted === 'number' && typeof value === 'number' && Math.abs(wanted - value) <= 0.005;

/** What the sheet comes to when it is read now by somebody who knows nothing but the mirror's rows. */
const freshAssessment = ({ snapshot, rows, proposal }: SettledSheet, now: Date): Assessment =>
  withProposal(assess(snapshot, assessContext(snapshot, rows, now)), proposal);

const yearOf = (sheet: SettledSheet, now: Date): number => {
  const { yearStart } = freshAssessment(sheet, now).plan.community.values;
  return yearStart === null ? sheet.record.lastPass!.year! : Number(yearStart.slice(0, 4));
};

/** The codes of the findings that a cell's note tells of. */
const codesIn = ({ note = '' }: SnapshotCell): string[] =>
  [...note.matchAll(/^→ .*\[([a-z-]+)\]$/gm)].map(([, code]) => code!);

const isPainted = ({ background }: SnapshotCell): boolean => Object.values(findingColors).includes(background ?? '');
