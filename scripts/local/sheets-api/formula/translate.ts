import type { Area } from '../area.ts';
import type { Locale } from '../locale.ts';
import type { Token } from './tokens.ts';
import { referenceText, tokensOfFormula } from './tokens.ts';

/** Functions that would fetch something from outside, or draw it. They are never run. */
const outside = new Set(
  'IMPORTXML IMPORTRANGE IMPORTDATA IMPORTHTML IMPORTFEED GOOGLEFINANCE GOOGLETRANSLATE DETECTLANGUAGE IMAGE'.split(
    ' ',
  ),
);

/** What a formula is to the calculation engine. */
export interface Translated {
  /** The formula in the engine's words; undefined where it may not run. */
  formula: string | undefined;
  /** The function that would have reached outside. */
  reaches?: string;
  /** The address of an outermost HYPERLINK, as a formula of its own. */
  link?: string;
  /** The cells that it refers to. */
  refers: { sheet: number; area: Area }[];
}

/** What a formula's names mean where it stands. */
export interface FormulaPlace {
  /** The number of the tab in the calculation, by lower-case title; undefined for the formula's own tab. */
  sheetNamed(title: string | undefined): number | undefined;
  /** The size of a tab of the calculation. */
  sizeOf(sheet: number): { rows: number; columns: number };
  /** The range of a named range, as a reference text with its tab's title. */
  rangeNamed(name: string): string | undefined;
  locale: Locale;
  /** Serials of today and now, in the spreadsheet's time zone. */
  today: number;
  now: number;
}

/** The name of a tab in the calculation: titles of Sheets may hold what the engine does not allow. */
export const calculationName = (sheet: number): string => `T${sheet}_`;

/**
 * Says a formula in the engine's words: tabs by number, ranges with both ends, named ranges replaced, the locale's separators turned
 * into English ones, HYPERLINK replaced by what it shows, today and now by their serials.
 */
export const translatedFormula = (formula: string, place: FormulaPlace): Translated => {
  let tokens = tokensOfFormula(formula).slice(1);
  const reaching = tokens.find(({ kind, text }) => kind === 'function' && outside.has(text.toUpperCase()));
  if (reaching) return { formula: undefined, reaches: reaching.text.toUpperCase(), refers: [] };
  tokens = tokens.flatMap((token) => {
    if (token.kind !== 'name') return [token];
    const range = place.rangeNamed(token.text);
    return range === undefined ? [token] : tokensOfFormula(range);
  });
  if (place.locale.decimal === ',') tokens = englishSeparators(tokens);
  const refers: Translated['refers'] = [];
  const texts = tokens.map((token) => {
    if (!token.reference) return token.text;
    const sheet = place.sheetNamed(token.reference.title);
    if (sheet === undefined) return '#REF!';
    const { rows, columns } = place.sizeOf(sheet);
    const { start, end } = token.reference;
    const closed = {
      title: calculationName(sheet),
      start: { ...start, row: start.row ?? 0, column: start.column ?? 0 },
      ...(end
        ? {
            end: {
              ...end,
              row: end.row ?? Math.max(rows - 1, start.row ?? 0),
              column: end.column ?? Math.max(columns - 1, start.column ?? 0),
            },
          }
        : {}),
    };
    const last = closed.end ?? closed.start;
    refers.push({
      sheet,
      area: {
        startRow: Math.min(closed.start.row, last.row),
        endRow: Math.max(closed.start.row, last.row) + 1,
        startColumn: Math.min(closed.start.column, last.column),
        endColumn: Math.max(closed.start.column, last.column) + 1,
      },
    });
    return referenceText(closed);
  });
  const { body, link } = withoutLinks(tokens, texts, place);
  return { formula: `=${body}`, ...(link === undefined ? {} : { link: `=${link}` }), refers };
};

/** `1,5` and `;` of a comma locale become `1.5` and `,`. */
const englishSeparators = (tokens: readonly Token[]): Token[] => {
  const result: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const [token, comma, part] = tokens.slice(index, index + 3);
    if (token!.kind === 'number' && comma?.text === ',' && part?.kind === 'number') {
      result.push({ kind: 'number', text: `${token!.text}.${part.text}` });
      index += 2;
    } else result.push(token!.kind === 'sign' && token!.text === ';' ? { kind: 'sign', text: ',' } : token!);
  }
  return result;
};

/** Replaces HYPERLINK(address, label) by its label, TODAY() and NOW() by their serials, ARRAYFORMULA(x) by x. */
const withoutLinks = (
  tokens: readonly Token[],
  texts: readonly string[],
  place: FormulaPlace,
): { body: string; link?: string } => {
  const text = (start: number, end: number): string => {
    let body = '';
    for (let index = start; index < end; index += 1) {
      const token = tokens[index]!;
      const name = token.kind === 'function' ? token.text.toUpperCase() : '';
      if (name !== 'HYPERLINK' && name !== 'TODAY' && name !== 'NOW' && name !== 'ARRAYFORMULA') {
        body += texts[index];
        continue;
      }
      const { args, close } = argumentsAt(tokens, index + 1);
      if (name === 'TODAY') body += String(place.today);
      else if (name === 'NOW') body += String(place.now);
      else {
        const shown = (name === 'HYPERLINK' ? (args[1] ?? args[0]) : args[0]) ?? { start: close, end: close };
        body += `(${text(shown.start, shown.end)})`;
      }
      index = close;
    }
    return body;
  };
  const first = tokens.findIndex(({ kind }) => kind !== 'space');
  let link: string | undefined;
  if (tokens[first]?.kind === 'function' && tokens[first].text.toUpperCase() === 'HYPERLINK') {
    const { args, close } = argumentsAt(tokens, first + 1);
    if (args[0] && tokens.slice(close + 1).every(({ kind }) => kind === 'space'))
      link = text(args[0].start, args[0].end);
  }
  return { body: text(0, tokens.length), ...(link === undefined ? {} : { link }) };
};

/** The arguments of a call whose opening parenthesis is the token at `open`, and where it closes. */
const argumentsAt = (
  tokens: readonly Token[],
  open: number,
): { args: { start: number; end: number }[]; close: number } => {
  const args: { start: number; end: number }[] = [];
  let depth = 0;
  let start = open + 1;
  for (let index = open; index < tokens.length; index += 1) {
    const { kind, text } = tokens[index]!;
    if (kind !== 'sign') continue;
    if (text === '(' || text === '{') depth += 1;
    if (text === ')' || text === '}') depth -= 1;
    if (depth === 0 || (depth === 1 && text === ',')) {
      if (index > start || text === ',') args.push({ start, end: index });
      start = index + 1;
    }
    if (depth === 0) return { args, close: index };
  }
  return { args, close: tokens.length };
};
