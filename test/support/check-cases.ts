import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cellName } from '../../functions/plan/a1.ts';
import { type SectionName, sectionList } from '../../functions/plan/plan.ts';
import { plannerHeaders } from '../../functions/plan/table.ts';
import { nameKey } from '../../functions/plan/text.ts';
import { templateLayout } from '../../sheets-template/layout.ts';
import { day, goodSheet, type Sheet, type Typed } from './sheet.ts';

/**
 * One line of test/fixtures/checks/*.csv: the good plan with a few cells changed, and every finding that it then has.
 *
 * Cells are named as people see them, with `=` and what is typed, and ` | ` between them: `Partners #8 Organization = Acme` is the eighth
 * row of the table on that tab, `Goals: Placements this year = 120` the answer to a question, `Partners header Kind` the header itself,
 * `Community question Coordinator` the question itself, `Partners!N2` any cell. Nothing after `=` empties the cell.
 */
export interface CheckCase {
  /** The file's name, for messages. */
  file: string;
  code: string;
  plan: 'passes' | 'fails';
  cells: string;
  /** `code place`, with ` | ` between them, in the order of tabs, rows and columns. */
  findings: string;
  /** The day of the check, where the usual one does not do. */
  today: string;
}

const folder = fileURLToPath(new URL('../fixtures/checks', import.meta.url));

export const checkCases = (): CheckCase[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .flatMap((name) => {
      const [, ...lines] = csvRows(readFileSync(`${folder}/${name}`, 'utf8'));
      return lines.map(
        ([code, plan, cells, findings, today]) =>
          ({ file: parse(name).name, code, plan, cells, findings, today }) as CheckCase,
      );
    });

/** The good plan as the line changes it. */
export const sheetOf = ({ cells }: Pick<CheckCase, 'cells'>): Sheet => {
  const sheet = goodSheet();
  for (const change of listOf(cells)) {
    const tab = /^(.+) tab (?:renamed to (.+)|added)$/.exec(change);
    if (tab) {
      if (tab[2] === undefined) sheet.addTab(tab[1]!, []);
      else sheet.renameTab(tab[1]!, tab[2]);
      continue;
    }
    const [, place, typed] = /^(.+?) =(?: (.*))?$/s.exec(change) ?? [];
    if (place === undefined) throw new RangeError(`"${change}" is no change of a cell`);
    const [title, cell] = placeOf(place).split('!') as [string, string];
    sheet.set(title, cell, asTyped(typed ?? ''));
  }
  return sheet;
};

/** `code Tab!Cell` of every finding that the line expects. */
export const expectedFindings = ({ findings }: Pick<CheckCase, 'findings'>): string[] =>
  listOf(findings).map((line) => {
    const [, code, place] = /^(\S+) (.+)$/.exec(line)!;
    return `${code} ${placeOf(place!)}`;
  });

const listOf = (joined: string): string[] =>
  joined
    .split(/ \| | \|$/)
    .map((each) => each.trimStart())
    .filter((each) => each.trim() !== '');

/** `Tab!Cell` of a place named in words; `Tab!` for a tab alone. */
const placeOf = (words: string): string => {
  if (/^[^#:]+![A-Z]+\d+$/.test(words)) return words;
  const { places } = templateLayout();
  const [, tab, number, header] =
    /^(.+?) #(\d+) (.+)$/.exec(words) ?? /^(.+?)(?:: | question | header )()(.+)$/.exec(words) ?? [];
  if (tab === undefined || header === undefined) return `${words}!`;
  const shape = / #\d+ | header /.test(words) ? 'table' : 'form';
  for (const section of sectionList) {
    if (section.tab !== tab || section.shape !== shape) continue;
    const place = places[section.name as SectionName];
    const fields = Object.keys(section.columns);
    const field = fields.find((each) => nameKey(section.columns[each]!.header) === nameKey(header));
    if (header === plannerHeaders.id) return `${tab}!${cellName(place.idColumn!, place.headerRow)}`;
    if (field === undefined) continue;
    if (words.includes(' question ')) return `${tab}!${cellName(0, place.firstRow + fields.indexOf(field))}`;
    if (shape === 'form') return `${tab}!${cellName(place.columns[field]!, place.firstRow + fields.indexOf(field))}`;
    const row = words.includes(' header ') ? place.headerRow : place.firstRow + Number(number) - 1;
    return `${tab}!${cellName(place.columns[field]!, row)}`;
  }
  throw new RangeError(`There is no cell "${words}"`);
};

/** What a spreadsheet makes of what is typed: numbers, percentages, money and dates; a leading apostrophe keeps it as text. */
const asTyped = (typed: string): Typed => {
  const [, formula, result] = /^(=.+) -> (.+)$/.exec(typed) ?? [];
  if (formula !== undefined && result !== undefined)
    return result.startsWith('#')
      ? { value: null, formula, error: result, text: result }
      : { value: Number(result), formula, text: result };
  if (typed === '') return null;
  if (typed.startsWith("'")) return typed.slice(1);
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return day(typed);
  const number = /^\$?([\d,]+(?:\.\d+)?)(%?)$/.exec(typed);
  if (!number) return typed;
  const value = Number(number[1]!.replaceAll(',', ''));
  // 60.01% is 0.6001 and not 0.6000999999999999.
  return number[2] ? { value: Number((value / 100).toFixed(6)), text: typed } : value;
};

/** Rows of a file of comma-separated values, with quotes around what holds commas, quotes or line breaks. */
const csvRows = (text: string): string[][] => {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1);
};
