import ExcelJS, { type CellValue, type Workbook, type Worksheet } from 'exceljs';
import type { Fact } from '../../functions/rollup/facts.ts';
import { childrenOf, type Element, readXml, textAt } from './read-xml.ts';

/*
 * The facts as somebody works them out who has nothing but a file. Each form is read by a reader of its own, written from what the form says and not from
 * what writes it.
 */

type Numbers = Pick<
  Fact,
  | 'baseline'
  | 'target'
  | 'targetIfRatesLow'
  | 'targetIfRatesHigh'
  | 'targetWithConfidence'
  | 'targetWithUncertainRates'
  | 'actual'
>;

export const factsInJson = (json: string): Fact[] => (JSON.parse(json) as { facts: Fact[] }).facts;

/** The rows of a CSV file by RFC 4180, quotes and line breaks in fields included. */
export const csvRows = (csv: string): string[][] => {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  const text = csv.replace(/^\uFEFF/, '');
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) throw new Error(`no field at ${pattern.lastIndex}`);
    rows.at(-1)!.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'));
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.filter(({ length }) => length > 0);
};

/** By the names in its first row. */
export const csvRecords = (csv: string): Record<string, string>[] => {
  const [names, ...rows] = csvRows(csv);
  return rows.map((row) => Object.fromEntries(names!.map((name, index) => [name, row[index]!])));
};

export const factsInCsv = (csv: string): Fact[] =>
  csvRecords(csv)
    // These speak of the file.
    .filter(({ indicator }) => !['coverage', 'audit', 'read-time', 'content-hash'].includes(indicator!))
    .map((row): Fact => {
      const text = (name: string): string | null => (row[name] === '' ? null : unquoted(row[name]!));
      const number = (name: string): number | null => (row[name] === '' ? null : Number(row[name]));
      return {
        scope: text('scope')!,
        periodStart: text('period_start'),
        periodEnd: text('period_end'),
        indicator: text('indicator')!,
        title: text('title')!,
        breakdown: breakdownOf(row),
        baseline: number('baseline'),
        target: number('target'),
        targetIfRatesLow: number('target_if_rates_low'),
        targetIfRatesHigh: number('target_if_rates_high'),
        targetWithConfidence: number('target_with_confidence'),
        targetWithUncertainRates: number('target_with_uncertain_rates'),
        actual: number('actual'),
        unit: text('unit') as Fact['unit'],
        status: text('status') as Fact['status'],
        communities: number('communities')!,
        source: text('source')!,
        note: text('note'),
      };
    });

/** A quote before text that a spreadsheet program would take for a formula keeps it text; it is not part of the text. */
const unquoted = (text: string): string => (/^'[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? text.slice(1) : text);

/** Kinds and values have "; " between them; the last value is all that is left. */
const breakdownOf = ({ breakdown, breakdown_value: values }: Record<string, string>): Fact['breakdown'] => {
  if (breakdown === '') return [];
  const kinds = breakdown!.split('; ');
  const parts = values!.split('; ');
  return kinds.map((by, index) => ({
    by,
    value: unquoted(index < kinds.length - 1 ? parts[index]! : parts.slice(index).join('; ')),
  }));
};

export const opened = async (bytes: Buffer): Promise<Workbook> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  return workbook;
};

/** Headers are found by what they say; the ones that are none of these are kinds of breakdown. */
const workbookNumbers = {
  Baseline: 'baseline',
  Target: 'target',
  Actual: 'actual',
  'Target if rates are low': 'targetIfRatesLow',
  'Target if rates are high': 'targetIfRatesHigh',
  'Target with confidence': 'targetWithConfidence',
  'Target with uncertain rates': 'targetWithUncertainRates',
} as const satisfies Record<string, keyof Numbers>;
const workbookOthers = ['Figure', 'Unit', 'Status', 'Communities', 'From', 'To', 'Note', 'Comes from', 'Code'];
const workbookStatus: Record<string, Fact['status']> = {
  counted: 'counted',
  'not counted': 'notCounted',
  hidden: 'hidden',
  planned: 'planned',
};

const topicSheets = (workbook: Workbook): Worksheet[] =>
  workbook.worksheets.filter((sheet) => sheet.getRow(3).getCell(1).value === 'Figure');

export const factsInWorkbook = (workbook: Workbook, scope: string): Fact[] =>
  topicSheets(workbook).flatMap((sheet) => {
    const headers = (sheet.getRow(3).values as string[]).slice(1);
    return (sheet.getRows(4, sheet.rowCount - 3) ?? []).map((row): Fact => {
      const at = (header: string): CellValue => {
        const column = headers.indexOf(header);
        return column < 0 ? null : row.getCell(column + 1).value;
      };
      const text = (header: string): string | null => {
        const value = at(header) as string | null;
        return value === null ? null : unquoted(value);
      };
      const unit = at('Unit') as Fact['unit'];
      const number = (header: string): number | null => {
        const value = at(header);
        if (typeof value !== 'number') return null;
        return unit === 'percent' ? Math.round(value * 10_000) / 100 : value;
      };
      const date = (header: string): string | null => (at(header) as Date | null)?.toISOString().slice(0, 10) ?? null;
      return {
        scope,
        periodStart: date('From'),
        periodEnd: date('To'),
        indicator: text('Code')!,
        title: text('Figure')!,
        breakdown: headers
          .filter((header) => !(header in workbookNumbers) && !workbookOthers.includes(header) && at(header) !== null)
          .map((header) => ({ by: header.toLowerCase(), value: text(header)! })),
        ...(Object.fromEntries(
          Object.entries(workbookNumbers).map(([header, name]) => [name, number(header)]),
        ) as unknown as Numbers),
        unit,
        status: workbookStatus[at('Status') as string]!,
        communities: at('Communities') as number,
        source: text('Comes from')!,
        note: text('Note'),
      };
    });
  });

/** IATI has no place for how many communities' figures are in one. */
export type IatiFact = Omit<Fact, 'scope' | 'communities'>;

const assumptions: Record<string, keyof Numbers> = {
  'if all rates turn out: low': 'targetIfRatesLow',
  'if all rates turn out: high': 'targetIfRatesHigh',
  'to be as sure as is wanted: at the likely rates': 'targetWithConfidence',
  'to be as sure as is wanted: with uncertain rates': 'targetWithUncertainRates',
};

export const factsInIati = (document: string): IatiFact[] => {
  const activity = childrenOf(readXml(document), 'iati-activity')[0]!;
  return childrenOf(activity, 'result').flatMap((result) =>
    childrenOf(result, 'indicator').flatMap((indicator) => {
      const [, unit, source] = /^Unit: (.*)\. Comes from: (.*)\.$/.exec(
        textAt(indicator, 'description', 'narrative') ?? '',
      )!;
      const baselines = childrenOf(indicator, 'baseline');
      return childrenOf(indicator, 'period').flatMap((period) => {
        const facts = new Map<string, IatiFact>();
        const factOf = (element: Element, breakdown: Fact['breakdown']): IatiFact => {
          const note = textAt(element, 'comment', 'narrative');
          const baseline = baselines.find((each) => sameParts(partsOf(each), breakdown));
          const key = JSON.stringify([breakdown, note]);
          const fact = facts.get(key) ?? {
            periodStart: childrenOf(period, 'period-start')[0]!.attributes['iso-date']!,
            periodEnd: childrenOf(period, 'period-end')[0]!.attributes['iso-date']!,
            indicator: childrenOf(indicator, 'reference')[0]!.attributes.code!,
            title: textAt(indicator, 'title', 'narrative')!,
            breakdown,
            baseline: baseline ? Number(baseline.attributes.value) : null,
            target: null,
            targetIfRatesLow: null,
            targetIfRatesHigh: null,
            targetWithConfidence: null,
            targetWithUncertainRates: null,
            actual: null,
            unit: unit as Fact['unit'],
            status: 'counted' as const,
            source: source!,
            note,
          };
          facts.set(key, fact);
          return fact;
        };
        for (const target of childrenOf(period, 'target')) {
          const parts = partsOf(target);
          const last = parts.at(-1);
          const assumption = last && assumptions[`${last.by}: ${last.value}`];
          const fact = factOf(target, assumption ? parts.slice(0, -1) : parts);
          fact[assumption ?? 'target'] = Number(target.attributes.value);
        }
        for (const actual of childrenOf(period, 'actual'))
          factOf(actual, partsOf(actual)).actual = Number(actual.attributes.value);
        for (const none of childrenOf(period, 'techhire:none'))
          factOf(none, partsOf(none)).status = none.attributes.status as Fact['status'];
        return [...facts.values()];
      });
    }),
  );
};

const partsOf = (element: Element): Fact['breakdown'] =>
  childrenOf(element, 'dimension').map(({ attributes }) => ({ by: attributes.name!, value: attributes.value! }));

const sameParts = (one: Fact['breakdown'], other: Fact['breakdown']): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Text without what some form cannot say, or only with a mark before it. */
const sayable = (value: unknown): unknown => {
  if (typeof value === 'string')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML and workbooks cannot say them
    return unquoted(value.replace(/\r\n?/g, '\n').replace(/[\0-\x08\x0B\x0C\x0E-\x1F\x7F\uFFFE\uFFFF]/g, ''));
  if (Array.isArray(value)) return value.map(sayable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, field]) => [key, sayable(field)]),
  );
};

/** Facts as lines that compare, in an order of their own: forms put them in different ones. */
export const asLines = (facts: Iterable<Fact | IatiFact>): string[] =>
  Array.from(facts, (fact) => JSON.stringify(sayable(fact))).sort();

export const withoutIatiGaps = ({ scope: _, communities: __, ...fact }: Fact): IatiFact => fact;
