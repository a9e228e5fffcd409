import type { Package } from './package.ts';
import { attribute, xmlEvents } from './xml.ts';

/** What a workbook file says about itself, before any sheet is read. */
export interface Book {
  path: string;
  sheets: BookSheet[];
  /** Days are counted from 1904, as old Excel for the Mac did. */
  from1904: boolean;
  strings: readonly string[];
  styles: readonly CellStyle[];
  stylesPath: string | null;
  /** Files of other workbooks that formulas take values from, where these write `[1]`, `[2]` and so on. */
  linkedFiles: readonly string[];
  title: string | null;
  language: string | null;
}

export interface BookSheet {
  sheetId: number;
  title: string;
  hidden: boolean;
  path: string;
}

export interface CellStyle {
  /** '' is the general format. */
  pattern: string;
  /** `#rrggbb` */
  background?: string;
  /** Long text is broken into lines. */
  wraps: boolean;
}

/** @returns null where the package is no workbook */
export const readBook = (parts: Package): Book | null => {
  const path = parts.relationships('').find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!parts.has(path) || !path.endsWith('.xml')) return null;
  const related = parts.relationships(path);
  const pathOf = (type: string): string | null => related.find((each) => each.type === type)?.target ?? null;
  const relationOf = (attributes: string) => related.find(({ id }) => id === attribute(attributes, 'id'));
  const linkedFiles: string[] = [];
  const book: Book = {
    path,
    sheets: [],
    from1904: false,
    strings: readStrings(parts.read(pathOf('sharedStrings') ?? '')),
    styles: [],
    stylesPath: pathOf('styles'),
    linkedFiles,
    ...readCore(parts),
  };
  book.styles = readStyles(parts.read(book.stylesPath ?? ''), themeColors(parts.read(pathOf('theme') ?? '')));
  for (const event of xmlEvents(parts.read(path))) {
    if (event.kind !== 'open') continue;
    if (event.name === 'workbookPr') book.from1904 = isTrue(attribute(event.attributes, 'date1904'));
    if (event.name === 'externalReference') linkedFiles.push(linkedFile(parts, relationOf(event.attributes)?.target));
    if (event.name !== 'sheet') continue;
    // A sheet's own number is `sheetId`; `r:id` names the part that holds it.
    const relation = relationOf(event.attributes.replace(/sheetId\s*=/, 'number='));
    if (relation?.type !== 'worksheet') continue;
    book.sheets.push({
      sheetId: Number(attribute(event.attributes, 'sheetId')),
      title: attribute(event.attributes, 'name') ?? '',
      hidden: (attribute(event.attributes, 'state') ?? 'visible') !== 'visible',
      path: relation.target,
    });
  }
  return book;
};

/** The name alone of the file behind a link: where it lies is somebody's own machine. */
const linkedFile = (parts: Package, link: string | undefined): string => {
  const target = link === undefined ? '' : (parts.relationships(link)[0]?.target ?? '');
  const name = target.split(/[\\/]/).at(-1)!;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

const readCore = (parts: Package): { title: string | null; language: string | null } => {
  const path = parts.relationships('').find(({ type }) => type === 'core-properties')?.target ?? 'docProps/core.xml';
  const texts = new Map<string, string>();
  let name = '';
  for (const event of xmlEvents(parts.read(path)))
    if (event.kind === 'open') name = event.name;
    else if (event.kind === 'text' && event.text.trim() !== '' && !texts.has(name)) texts.set(name, event.text.trim());
  return { title: texts.get('title') ?? null, language: texts.get('language') ?? null };
};

/** Shared strings, each as plain text; hints on pronunciation are no part of it. */
const readStrings = (xml: string): string[] => {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let aside = 0;
  for (const event of xmlEvents(xml))
    if (event.kind === 'open') {
      if (event.name === 'si') text = '';
      if (event.name === 'si' && event.empty) strings.push('');
      if (event.name === 'rPh' && !event.empty) aside++;
      inText = event.name === 't' && !event.empty;
    } else if (event.kind === 'close') {
      if (event.name === 'si') strings.push(cellText(text));
      if (event.name === 'rPh') aside--;
      if (event.name === 't') inText = false;
    } else if (inText && aside === 0) text += event.text;
  return strings;
};

/** Characters that XML cannot hold are written as `_x000D_`; line ends come in every form. */
export const cellText = (text: string): string =>
  text
    .replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n');

/** https://learn.microsoft.com/dotnet/api/documentformat.openxml.spreadsheet.numberingformat; 14 is the short date of the reader's country. */
const builtInPatterns: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '$#,##0',
  6: '$#,##0',
  7: '$#,##0.00',
  8: '$#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  41: '#,##0',
  42: '$#,##0',
  43: '#,##0.00',
  44: '$#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss',
  48: '0.0E+0',
  49: '@',
};

export const readStyles = (xml: string, theme: readonly string[]): CellStyle[] => {
  const patterns = new Map<number, string>();
  const fills: (string | undefined)[] = [];
  const styles: CellStyle[] = [];
  let inCells = false;
  let solid = false;
  for (const event of xmlEvents(xml)) {
    if (event.kind === 'close' && event.name === 'cellXfs') inCells = false;
    if (event.kind !== 'open') continue;
    const of = (name: string): string | undefined => attribute(event.attributes, name);
    if (event.name === 'numFmt') patterns.set(Number(of('numFmtId')), of('formatCode') ?? '');
    if (event.name === 'cellXfs') inCells = true;
    if (event.name === 'fill') fills.push(undefined);
    if (event.name === 'patternFill') solid = of('patternType') === 'solid';
    if (event.name === 'fgColor' && solid && fills.length > 0)
      fills[fills.length - 1] = colorOf(event.attributes, theme);
    const last = styles.at(-1);
    if (event.name === 'alignment' && inCells && last) last.wraps = isTrue(of('wrapText'));
    if (event.name !== 'xf' || !inCells) continue;
    const format = Number(of('numFmtId') ?? 0);
    const pattern = patterns.get(format) ?? builtInPatterns[format] ?? '';
    const background = fills[Number(of('fillId') ?? 0)];
    styles.push({ pattern: pattern === 'General' ? '' : pattern, wraps: false, ...(background ? { background } : {}) });
  }
  return styles;
};

const colorOf = (attributes: string, theme: readonly string[]): string | undefined => {
  const rgb = attribute(attributes, 'rgb');
  if (rgb) return `#${rgb.slice(-6).toLowerCase()}`;
  const color = theme[Number(attribute(attributes, 'theme') ?? -1)];
  return color ? tinted(color, Number(attribute(attributes, 'tint') ?? 0)) : undefined;
};

/** Towards white for a positive tint, towards black for a negative one. */
const tinted = (color: string, tint: number): string =>
  `#${[1, 3, 5]
    .map((from) => Number.parseInt(color.slice(from, from + 2), 16))
    .map((part) => Math.round(tint < 0 ? part * (1 + tint) : part + (255 - part) * tint))
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('')}`;

/** The theme's colours in the order in which cells count them: light and dark change places against the file's order. */
const themeColors = (xml: string): string[] => {
  const colors: string[] = [];
  let inScheme = false;
  for (const event of xmlEvents(xml)) {
    if (event.kind === 'text') continue;
    if (event.name === 'clrScheme') inScheme = event.kind === 'open';
    if (event.kind !== 'open' || !inScheme) continue;
    const color =
      event.name === 'sysClr'
        ? attribute(event.attributes, 'lastClr')
        : event.name === 'srgbClr'
          ? attribute(event.attributes, 'val')
          : undefined;
    if (color) colors.push(`#${color.toLowerCase()}`);
  }
  const [dark1, light1, dark2, light2, ...accents] = colors;
  return [light1, dark1, light2, dark2, ...accents].map((color) => color ?? '#ffffff');
};
