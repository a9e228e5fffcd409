import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Cell, Fill, Style, Workbook, Worksheet } from 'exceljs';
import { columnLetters } from '../plan/a1.ts';
import { messageTables } from '../plan/messages/words.ts';
import { coverageOf } from './coverage.ts';
import { asPlainText } from './csv.ts';
import type { Fact, Unit } from './facts.ts';
import { methodNotes } from './method.ts';
import type { PublishedRollup } from './rollup.ts';
import { scopeText } from './scope.ts';
import { type Topic, topicsOf } from './topics.ts';
import { type FilledWioaLine, filledWioaLines, fitOf, whyOf } from './wioa.ts';
import { type RollupText, type RollupWords, rollupWords } from './words.ts';
import { inXml } from './xml.ts';

/**
 * The facts as a workbook for Excel, LibreOffice and Google Sheets: a sheet that says what it is and how it is to be read, and a sheet a topic
 * with one fact a row. The same bytes for the same rollup.
 *
 * Rows go out as they are made: of a large scope no sheet is ever whole in memory.
 */
export const writeRollupWorkbook = async (rollup: PublishedRollup, out: Writable): Promise<void> => {
  const { default: ExcelJS } = await import('exceljs');
  class UndatedWriter extends ExcelJS.stream.xlsx.WorkbookWriter {
    /** The first thing that the library does with its archive: from here on no file in it has the time of writing on it. */
    override addThemes(): Promise<void> {
      const { zip } = this as unknown as { zip: { append: (content: unknown, entry: object) => unknown } };
      const append = zip.append.bind(zip);
      zip.append = (content, entry) => append(content, { ...entry, date: EARLIEST_DATE });
      return super.addThemes();
    }
  }
  const workbook = new UndatedWriter({ stream: out, useStyles: true });
  workbook.creator = 'TechHire Planner';
  workbook.lastModifiedBy = 'TechHire Planner';
  const words = rollupWords(rollup.language);
  workbook.title = cellText(titleOf(rollup, words));
  workbook.created = new Date(rollup.readAt);
  workbook.modified = new Date(rollup.readAt);
  const topics = topicsOf(rollup.facts, words);
  addAbout(workbook, rollup, topics, words);
  for (const topic of topics) await addTopic(workbook, topic, rollup, words);
  addWioa(workbook, rollup, words);
  await workbook.commit();
};

/** The first day that an archive can name. */
const EARLIEST_DATE = new Date('1980-01-01T00:00:00Z');

const titleOf = (rollup: PublishedRollup, { text, title }: RollupWords): string =>
  text('files.title', { title: title(rollup), year: String(rollup.year) });

const ABOUT_WIDTHS = [26, 100];

const addAbout = (workbook: Workbook, rollup: PublishedRollup, topics: readonly Topic[], words: RollupWords): void => {
  const { text: say } = words;
  const { period, communities, leftOut } = rollup;
  const sheet = workbook.addWorksheet(say('files.workbook.about'), {
    views: [{ showGridLines: false }],
    pageSetup: { ...onPaper, orientation: 'portrait' },
  });
  sheet.columns = ABOUT_WIDTHS.map((width) => ({ width }));
  const write = (
    label: string | { text: string; hyperlink: string },
    text: string | number,
    look: Partial<Style> = looks.text,
  ) => {
    const row = sheet.addRow([label, text]);
    row.getCell(1).style = typeof label === 'string' ? looks.label : looks.link;
    row.getCell(2).style = look;
    row.height = heightOf([{ text: String(text), width: ABOUT_WIDTHS[1]! }]);
  };
  const heading = (text: string) => {
    sheet.addRow([]);
    sheet.addRow([text]).getCell(1).style = looks.heading;
  };
  addTitle(sheet, cellText(titleOf(rollup, words)));
  sheet.addRow([]);
  write(say('files.workbook.scope'), cellText(scopeText(rollup.scope)));
  write(
    say('files.workbook.planYear'),
    period.from && period.to ? say('facts.days', { from: period.from, to: period.to }) : say('files.workbook.notSet'),
  );
  write(say('files.workbook.read'), words.time(rollup.readAt));
  const coverage = coverageOf(rollup, words);
  if (coverage !== '') write(say('files.workbook.coverage'), coverage);
  write(say('files.workbook.included'), communities.length, looks.count);
  write(say('files.workbook.leftOut'), leftOut.length, looks.count);
  write(say('files.workbook.hidden'), rollup.hidden, looks.count);
  write(say('files.workbook.hash'), say('files.workbook.hashOf', { hash: rollup.contentHash }));
  heading(say('files.workbook.sheets'));
  for (const { title, about } of [...topics, { title: say('files.wioa.title'), about: say('files.wioa.about') }])
    write({ text: title, hyperlink: `#'${title}'!A1` }, about);
  heading(say('files.workbook.howToRead'));
  write(
    say('files.workbook.everyTable'),
    say('files.workbook.oneFigureARow', {
      hidden: say('files.hiddenMeaning', { threshold: rollup.threshold }),
      notCounted: say('files.statuses.notCounted'),
    }),
  );
  write(
    say('files.workbook.charts'),
    say('files.workbook.chartsHow', { target: say('files.columns.target'), actual: say('files.columns.actual') }),
  );
  for (const { alert, text } of methodNotes(rollup, words)) write('', alert === null ? text : `${alert} ${text}`);
  sheet.commit();
};

const addTitle = (sheet: Worksheet, title: string): void => {
  const row = sheet.addRow([title]);
  row.getCell(1).style = looks.title;
  row.height = 24;
};

/** Above the table stand its title, what it holds, and the headers. */
const HEADER_ROW = 3;

/** So many rows are made between two chances for the archive to take them. */
const ROWS_AT_ONCE = 500;

const addTopic = async (
  workbook: Workbook,
  { title, about, facts, count }: Topic,
  rollup: PublishedRollup,
  words: RollupWords,
): Promise<void> => {
  const columns = columnsOf(facts, words);
  const sheet = workbook.addWorksheet(title, {
    views: [{ state: 'frozen', xSplit: 1, ySplit: HEADER_ROW, topLeftCell: `B${HEADER_ROW + 1}` }],
    pageSetup: {
      ...onPaper,
      orientation: 'landscape',
      printTitlesRow: `${HEADER_ROW}:${HEADER_ROW}`,
      // The library puts a dollar sign before the columns only; without one before the rows the area moves about.
      printArea: `A$1:${columnLetters(columns.filter(({ printed }) => printed).length - 1)}$${HEADER_ROW + count}`,
    },
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  addTitle(sheet, title);
  sheet.addRow([cellText(`${about} ${titleOf(rollup, words)}.`)]).getCell(1).style = looks.lead;
  addHeaders(sheet, columns);
  let rows = 0;
  for (const fact of facts) {
    addRow(sheet, columns, fact);
    if (rows++ % ROWS_AT_ONCE === 0) await setImmediate();
  }
  sheet.autoFilter = {
    from: { row: HEADER_ROW, column: 1 },
    to: { row: HEADER_ROW + count, column: columns.length },
  };
  sheet.commit();
};

const addHeaders = (sheet: Worksheet, columns: readonly { header: string; width: number; kind?: string }[]): void => {
  const headers = sheet.addRow(columns.map(({ header }) => header));
  headers.height = heightOf(columns.map(({ header, width }) => ({ text: header, width })));
  for (const [index, { kind }] of columns.entries())
    headers.getCell(index + 1).style = kind === 'number' ? looks.numberHeader : looks.header;
};

/** A row goes out as soon as it is made. */
const addRow = <Of>(
  sheet: Worksheet,
  columns: readonly { width: number; read: (of: Of) => Content }[],
  of: Of,
): void => {
  const row = sheet.addRow([]);
  const texts: { text: string; width: number }[] = [];
  for (const [index, { read, width }] of columns.entries()) {
    const cell = row.getCell(index + 1);
    write(cell, read(of));
    if (typeof cell.value === 'string') texts.push({ text: cell.value, width });
  }
  row.height = heightOf(texts);
  row.commit();
};

const wioaColumns = (
  words: RollupWords,
): readonly {
  header: string;
  width: number;
  kind?: 'number';
  read: (line: FilledWioaLine) => Content;
}[] => {
  const { text } = words;
  return [
    { header: text('files.wioa.form'), width: 18, read: ({ form }) => ({ text: form }) },
    { header: text('files.wioa.line'), width: 16, read: ({ line }) => ({ text: line }) },
    { header: text('files.wioa.element'), width: 34, read: ({ element }) => ({ text: element }) },
    { header: text('files.wioa.fit'), width: 18, read: (line) => ({ text: fitOf(line, words) }) },
    {
      header: text('files.wioa.nearest'),
      width: 30,
      read: ({ figure }) => (figure === null ? null : { text: figure }),
    },
    ...(['target', 'actual'] as const).map((name) => ({
      header: text(`files.columns.${name}`),
      width: 14,
      kind: 'number' as const,
      read: ({ fact }: FilledWioaLine) => fact && numberIn(fact, name, words),
    })),
    { header: text('files.wioa.why'), width: 60, read: (line) => ({ text: whyOf(line, words) }) },
    { header: text('files.wioa.source'), width: 40, read: ({ source }) => ({ text: source }) },
  ];
};

const addWioa = (workbook: Workbook, rollup: PublishedRollup, words: RollupWords): void => {
  const title = words.text('files.wioa.title');
  const columns = wioaColumns(words);
  const sheet = workbook.addWorksheet(title, {
    views: [{ state: 'frozen', ySplit: HEADER_ROW }],
    pageSetup: { ...onPaper, orientation: 'landscape', printTitlesRow: `${HEADER_ROW}:${HEADER_ROW}` },
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  addTitle(sheet, title);
  const about = `${words.text('files.wioa.about')} ${titleOf(rollup, words)}.`;
  sheet.addRow([cellText(about)]).getCell(1).style = looks.lead;
  addHeaders(sheet, columns);
  for (const line of filledWioaLines(rollup)) addRow(sheet, columns, line);
  sheet.commit();
};

/** What stands in a cell. `missing` is a word in the place of a number. */
type Content = { number: number; unit: Unit } | { missing: string } | { text: string } | { date: string } | null;

const write = (cell: Cell, content: Content): void => {
  if (content === null) {
    cell.style = looks.text;
  } else if ('number' in content) {
    const { number, unit } = content;
    cell.value = unit === 'percent' ? number / 100 : number;
    cell.style = { ...looks.number, numFmt: numberFormats[unit] };
  } else if ('missing' in content) {
    cell.value = content.missing;
    cell.style = looks.missing;
  } else if ('date' in content) {
    cell.value = new Date(`${content.date}T00:00:00Z`);
    cell.style = looks.date;
  } else {
    cell.value = cellText(content.text);
    cell.style = looks.text;
  }
};

interface Column {
  header: string;
  /** In characters. */
  width: number;
  kind: 'text' | 'number';
  /** Whether it is on paper, too: what programs read, and what is the same in every row, only makes the rest small there. */
  printed: boolean;
  read: (fact: Fact) => Content;
}

/**
 * The columns in which these facts say something: the kinds of their breakdowns have one each, as in any table. Those that are not printed are
 * the last.
 */
const columnsOf = (facts: Iterable<Fact>, words: RollupWords): Column[] => {
  const { text } = words;
  const kinds = new Set<string>();
  const numbers = numberNames.map((name) => numberColumn(name, words));
  const context = [
    communitiesColumn(words),
    dateColumn(text('files.columns.from'), ({ periodStart }) => periodStart),
    dateColumn(text('files.columns.to'), ({ periodEnd }) => periodEnd),
  ];
  const note = textColumn(text('files.columns.note'), 44, (fact) => fact.note);
  const [filled, varied] = [new Set<Column>(), new Set<Column>()];
  let first: Fact | null = null;
  for (const fact of facts) {
    first ??= fact;
    for (const { by } of fact.breakdown) kinds.add(by);
    for (const column of [...numbers, note]) if (column.read(fact) !== null) filled.add(column);
    for (const column of context) if (!isDeepStrictEqual(column.read(fact), column.read(first))) varied.add(column);
  }
  const columns = [
    textColumn(text('files.columns.figure'), 38, ({ title }) => title),
    ...[...kinds].map((kind) =>
      textColumn(
        kindHeader(kind, words),
        22,
        ({ breakdown }) => breakdown.find(({ by }) => by === kind)?.value ?? null,
      ),
    ),
    ...numbers.filter((column) => filled.has(column)),
    textColumn(text('files.columns.unit'), 13, ({ unit }) => words.unit(unit)),
    textColumn(text('files.columns.status'), 12, ({ status }) => text(`files.statuses.${status}`)),
    ...context.map((column) => ({ ...column, printed: varied.has(column) })),
    { ...note, printed: filled.has(note) },
    { ...textColumn(text('files.columns.source'), 30, ({ source }) => source), printed: false },
    { ...textColumn(text('files.columns.code'), 26, ({ indicator }) => indicator), printed: false },
  ];
  return [...columns.filter(({ printed }) => printed), ...columns.filter(({ printed }) => !printed)];
};

/** A kind of which no table of texts knows is called by its code. */
const kindHeader = (kind: string, { text }: RollupWords): string =>
  kind in messageTables.en.rollup.files.kinds
    ? text(`files.kinds.${kind as KindName}`)
    : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

type KindName = RollupText extends infer Key ? (Key extends `files.kinds.${infer Name}` ? Name : never) : never;

const textColumn = (header: string, width: number, of: (fact: Fact) => string | null): Column => ({
  header,
  width,
  kind: 'text',
  printed: true,
  read: (fact) => {
    const text = of(fact);
    return text === null ? null : { text };
  },
});

const dateColumn = (header: string, of: (fact: Fact) => string | null): Column => ({
  header,
  width: 12,
  kind: 'text',
  printed: true,
  read: (fact) => {
    const date = of(fact);
    return date === null ? null : { date };
  },
});

const communitiesColumn = ({ text }: RollupWords): Column => ({
  header: text('files.columns.communities'),
  width: 13,
  kind: 'number',
  printed: true,
  read: ({ communities }) => ({ number: communities, unit: 'communities' }),
});

const numberColumn = (name: NumberName, words: RollupWords): Column => ({
  header: words.text(`files.columns.${name}`),
  width: 14,
  kind: 'number',
  printed: true,
  read: (fact) => numberIn(fact, name, words),
});

/** A word takes the place of the number that the status speaks of. */
const numberIn = (fact: Fact, name: NumberName, { text }: RollupWords): Content => {
  const number = fact[name];
  if (number !== null) return { number, unit: fact.unit };
  const counts = name === (fact.indicator === 'local-goal' ? 'baseline' : 'actual');
  return counts && (fact.status === 'hidden' || fact.status === 'notCounted')
    ? { missing: text(`files.statuses.${fact.status}`) }
    : null;
};

/** In the order of the columns. */
const numberNames = [
  'baseline',
  'target',
  'actual',
  'targetIfRatesLow',
  'targetIfRatesHigh',
  'targetWithConfidence',
  'targetWithUncertainRates',
] as const satisfies readonly (keyof Fact)[];

type NumberName = (typeof numberNames)[number];

const COUNT = '#,##0';
const numberFormats: Record<Unit, string> = {
  people: COUNT,
  organizations: COUNT,
  communities: COUNT,
  openings: COUNT,
  programs: COUNT,
  seats: COUNT,
  questions: COUNT,
  findings: COUNT,
  USD: '"$"#,##0.00;-"$"#,##0.00',
  percent: '0.0#%',
  'as stated': 'General',
};

/** The most that a cell may hold: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
const LONGEST_TEXT = 32_767;

/** Text as a cell can hold it. In a workbook it is no formula; it is made harmless for whoever saves the sheet as CSV or types over it. */
const cellText = (text: string): string => {
  const plain = asPlainText(inXml(text.replace(/\r\n?/g, '\n')));
  return plain.length > LONGEST_TEXT ? `${plain.slice(0, LONGEST_TEXT - 1)}…` : plain;
};

const LINE_POINTS = 12.75;
/** Higher than that no row can be. */
const HIGHEST_POINTS = 409;
/** A column is measured in digits of 7 pixels; letters of the font below are narrower on the average, and its margins and indent take some. */
const DIGIT_PIXELS = 7;
const LETTER_PIXELS = 5.5;
const MARGIN_PIXELS = 14;

/** A file's rows are as high as it says: for the cell with the most lines, its words wrapped. */
const heightOf = (texts: readonly { text: string; width: number }[]): number => {
  const lines = texts.map(({ text, width }) => {
    const room = Math.max(1, Math.floor((width * DIGIT_PIXELS - MARGIN_PIXELS) / LETTER_PIXELS));
    return text.split('\n').reduce((sum, line) => sum + wrappedLines(line, room), 0);
  });
  return Math.min(HIGHEST_POINTS, Math.max(1, ...lines) * LINE_POINTS + 4);
};

/** @param room  letters in a line; a word that is longer goes on in the next */
const wrappedLines = (line: string, room: number): number => {
  let [lines, at] = [1, 0];
  for (const { length } of line.split(' ')) {
    if (at > 0 && at + 1 + length > room) [lines, at] = [lines + 1, 0];
    at += (at > 0 ? 1 : 0) + length;
    lines += Math.ceil(at / room) - 1;
    at = at === 0 ? 0 : ((at - 1) % room) + 1;
  }
  return lines;
};

const onPaper = {
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
} as const;

/** The page's colours, in light. */
const colors = { ink: 'FF1B2421', muted: 'FF57635E', accent: 'FF0B6B5D', panel: 'FFE4E9E6', line: 'FFCFD6D1' } as const;

const font = { name: 'Arial', size: 10, color: { argb: colors.ink } } as const;
const panel: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: colors.panel } };
const underline: Style['border'] = { bottom: { style: 'thin', color: { argb: colors.line } } };
/** Indented on the side where they stand, so that a number keeps clear of the text beside it. */
const left = { horizontal: 'left', vertical: 'top', indent: 1 } as const;
const right = { horizontal: 'right', vertical: 'top', indent: 1 } as const;
const wrapped = { ...left, wrapText: true } as const;
const header = { font: { ...font, bold: true }, fill: panel, border: underline } as const;

const looks = {
  title: { font: { ...font, size: 16, bold: true }, alignment: left },
  lead: { font: { ...font, color: { argb: colors.muted } }, alignment: left },
  heading: { font: { ...font, size: 12, bold: true, color: { argb: colors.accent } }, alignment: left },
  label: { font: { ...font, color: { argb: colors.muted } }, alignment: wrapped },
  link: { font: { ...font, underline: true, color: { argb: colors.accent } }, alignment: wrapped },
  header: { ...header, alignment: { ...wrapped, vertical: 'middle' } },
  numberHeader: { ...header, alignment: { ...right, vertical: 'middle', wrapText: true } },
  text: { font, border: underline, alignment: wrapped },
  number: { font, border: underline, alignment: right },
  count: { font, border: underline, alignment: left, numFmt: COUNT },
  date: { font, border: underline, alignment: left, numFmt: 'yyyy-mm-dd' },
  missing: { font: { ...font, italic: true, color: { argb: colors.muted } }, border: underline, alignment: right },
} as const satisfies Record<string, Partial<Style>>;
