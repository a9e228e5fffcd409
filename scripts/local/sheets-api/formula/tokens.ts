import { columnIndex, columnLetters, quotedTitle } from '../a1.ts';

/** One corner of a reference; a side that the text leaves out (`A:A`, `A2:A`) is undefined. */
export interface Corner {
  row?: number;
  column?: number;
  rowFixed: boolean;
  columnFixed: boolean;
}

export interface Reference {
  /** The tab named before the `!`, without quotes. */
  title?: string;
  start: Corner;
  /** Only where the text has a colon. */
  end?: Corner;
}

export interface Token {
  kind: 'text' | 'reference' | 'name' | 'function' | 'number' | 'space' | 'sign';
  text: string;
  reference?: Reference;
}

const shapes = {
  text: /"(?:[^"]|"")*"?/y,
  title: /(?:'((?:[^']|'')*)'|([\p{L}_][\p{L}\p{N}_.]*))!/uy,
  corner: /(\$?)([A-Za-z]{1,3})?(\$?)([1-9][0-9]{0,6})?(?![\p{L}\p{N}_.(])/uy,
  name: /[\p{L}_\\][\p{L}\p{N}_.]*/uy,
  number: /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y,
  space: /\s+/y,
};

/** Splits a formula, its `=` included, so that the tokens' texts joined are the formula again. */
export const tokensOfFormula = (formula: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  const match = (shape: RegExp): RegExpExecArray | null => {
    shape.lastIndex = at;
    return shape.exec(formula);
  };
  while (at < formula.length) {
    const reference = referenceAt(formula, at);
    if (reference) {
      tokens.push({ kind: 'reference', text: formula.slice(at, reference.end), reference: reference.reference });
      at = reference.end;
      continue;
    }
    const text = match(shapes.text)?.[0];
    const name = text === undefined ? match(shapes.name)?.[0] : undefined;
    const number = match(shapes.number)?.[0];
    const space = match(shapes.space)?.[0];
    if (text !== undefined) tokens.push({ kind: 'text', text });
    else if (name !== undefined)
      tokens.push({ kind: formula[at + name.length] === '(' ? 'function' : 'name', text: name });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (space !== undefined) tokens.push({ kind: 'space', text: space });
    else tokens.push({ kind: 'sign', text: formula[at]! });
    at += tokens.at(-1)!.text.length;
  }
  return tokens;
};

const referenceAt = (formula: string, from: number): { reference: Reference; end: number } | undefined => {
  shapes.title.lastIndex = from;
  const titled = shapes.title.exec(formula);
  const title = titled ? (titled[1]?.replaceAll("''", "'") ?? titled[2]!) : undefined;
  const start = cornerAt(formula, from + (titled?.[0].length ?? 0));
  if (!start) return undefined;
  const colon = formula[start.end] === ':' ? cornerAt(formula, start.end + 1) : undefined;
  const whole = start.corner.row !== undefined && start.corner.column !== undefined;
  // `A` or `5` alone is no reference, and neither is `A1:` without its other corner.
  if (!whole && !colon) return undefined;
  if (!whole && colon && !sameSides(start.corner, colon.corner)) return undefined;
  return {
    reference: {
      ...(title === undefined ? {} : { title }),
      start: start.corner,
      ...(colon ? { end: colon.corner } : {}),
    },
    end: colon ? colon.end : start.end,
  };
};

const sameSides = (one: Corner, other: Corner): boolean =>
  (one.row === undefined) === (other.row === undefined) && (one.column === undefined) === (other.column === undefined);

const cornerAt = (formula: string, at: number): { corner: Corner; end: number } | undefined => {
  shapes.corner.lastIndex = at;
  const match = shapes.corner.exec(formula);
  if (!match || match[0] === '') return undefined;
  const [whole, firstFixed, letters, secondFixed, digits] = match;
  if (letters === undefined && digits === undefined) return undefined;
  const corner: Corner = {
    rowFixed: (letters === undefined ? firstFixed : secondFixed) === '$',
    columnFixed: letters !== undefined && firstFixed === '$',
  };
  if (digits !== undefined) corner.row = Number(digits) - 1;
  if (letters !== undefined) corner.column = columnIndex(letters);
  return { corner, end: at + whole.length };
};

const cornerText = (corner: Corner): string =>
  (corner.column === undefined ? '' : (corner.columnFixed ? '$' : '') + columnLetters(corner.column)) +
  (corner.row === undefined ? '' : (corner.rowFixed ? '$' : '') + String(corner.row + 1));

export const referenceText = ({ title, start, end }: Reference): string =>
  (title === undefined ? '' : `${quotedTitle(title)}!`) + cornerText(start) + (end ? `:${cornerText(end)}` : '');

/**
 * The formula with its references replaced: `change` returns the new one, the same one, or undefined for one that is gone,
 * which reads `#REF!` from then on.
 */
export const withReferences = (formula: string, change: (reference: Reference) => Reference | undefined): string => {
  let changed = false;
  const texts = tokensOfFormula(formula).map(({ text, reference }) => {
    if (!reference) return text;
    const next = change(reference);
    if (next === reference) return text;
    changed = true;
    return next ? referenceText(next) : '#REF!';
  });
  return changed ? texts.join('') : formula;
};

/** The formula as it reads after being copied so many rows down and columns to the right: parts without `$` move along. */
export const copiedFormula = (formula: string, rows: number, columns: number): string => {
  if (rows === 0 && columns === 0) return formula;
  const moved = (corner: Corner): Corner | undefined => {
    const next = { ...corner };
    if (next.row !== undefined && !next.rowFixed) next.row += rows;
    if (next.column !== undefined && !next.columnFixed) next.column += columns;
    return (next.row ?? 0) < 0 || (next.column ?? 0) < 0 ? undefined : next;
  };
  return withReferences(formula, (reference) => {
    const start = moved(reference.start);
    const end = reference.end && moved(reference.end);
    if (!start || (reference.end && !end)) return undefined;
    return { ...reference, start, ...(end ? { end } : {}) };
  });
};
