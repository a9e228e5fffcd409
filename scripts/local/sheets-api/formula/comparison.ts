import type { ExtendedValue, Sheet, Spreadsheet } from '../model.ts';
import { cellAt, effectiveValue, sheetTitled } from '../model.ts';
import type { Reference, Token } from './tokens.ts';
import { copiedFormula, tokensOfFormula } from './tokens.ts';

/**
 * Judges the formulas that conditional formats mostly are: one cell compared with a literal, such as `=$B3="All"` or `=C2>=0.5`. They are
 * judged for every cell of a range, which the calculation engine would be too slow for.
 *
 * @param rows     how far below the first cell of the rule's range the formula is judged; its relative references move along
 * @param columns  how far to the right of it
 * @returns undefined for any other formula
 */
export const comparisonHolds = (
  formula: string,
  rows: number,
  columns: number,
  spreadsheet: Spreadsheet,
  home: Sheet,
): boolean | undefined => {
  const comparison = comparisonOf(copiedFormula(formula, rows, columns));
  if (!comparison) return undefined;
  const { reference, sign, literal } = comparison;
  const sheet = reference.title === undefined ? home : sheetTitled(spreadsheet, reference.title);
  if (!sheet) return undefined;
  const difference = compared(
    effectiveValue(cellAt(sheet, reference.start.row ?? 0, reference.start.column ?? 0)),
    literal,
  );
  switch (sign) {
    case '=':
      return difference === 0;
    case '<>':
      return difference !== 0;
    case '<':
      return difference !== undefined && difference < 0;
    case '>':
      return difference !== undefined && difference > 0;
    case '<=':
      return difference !== undefined && difference <= 0;
    default:
      return difference !== undefined && difference >= 0;
  }
};

type Literal = string | number | boolean;

const comparisonOf = (formula: string): { reference: Reference; sign: string; literal: Literal } | undefined => {
  const [first, ...rest] = tokensOfFormula(formula)
    .slice(1)
    .filter(({ kind }) => kind !== 'space');
  const signs = rest.slice(0, -1);
  const literal = literalOf(rest.at(-1));
  const sign = signs.map(({ text }) => text).join('');
  if (!first?.reference || first.reference.end || literal === undefined || !/^(?:=|<>|<|>|<=|>=)$/.test(sign))
    return undefined;
  return { reference: first.reference, sign, literal };
};

const literalOf = (token: Token | undefined): Literal | undefined => {
  if (token?.kind === 'text') return token.text.slice(1, -1).replaceAll('""', '"');
  if (token?.kind === 'number') return Number(token.text);
  if (token?.kind === 'name' && /^(?:true|false)$/i.test(token.text)) return /^true$/i.test(token.text);
  return undefined;
};

/** Below, at or above zero as the value is less than, equal to or more than the literal; text without regard to case, a blank as nothing. */
const compared = (value: ExtendedValue | undefined, literal: Literal): number | undefined => {
  if (value?.errorValue) return undefined;
  const own = value?.numberValue ?? value?.boolValue ?? value?.stringValue ?? blankLike(literal);
  // Numbers are less than text, and text less than booleans.
  const rank = (one: Literal): number => ['number', 'string', 'boolean'].indexOf(typeof one);
  if (typeof own !== typeof literal) return rank(own) - rank(literal);
  if (typeof own === 'string') {
    const [one, other] = [own.toLowerCase(), String(literal).toLowerCase()];
    return one === other ? 0 : one < other ? -1 : 1;
  }
  return Number(own) - Number(literal);
};

const blankLike = (literal: Literal): Literal =>
  typeof literal === 'string' ? '' : typeof literal === 'number' ? 0 : false;
