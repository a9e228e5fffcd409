import { posix } from 'node:path';
import { cellName, cellPosition } from '../../functions/plan/a1.ts';
import { columnPixels, widthOf } from './column-widths.ts';
import type { Package } from './package.ts';
import { applyChanges, type Change } from './sheet-edits.ts';
import { attribute, escapeXml, xmlEvents } from './xml.ts';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/**
 * Writes notes into a sheet: the text of a note stands in one part of the file and its box in another, an old drawing.
 * Notes that are not named stay as they were. A cell with a conversation keeps it: its stand-in among the notes must not change.
 *
 * @param notes  by cell; null takes a note away
 */
export const editNotes = (parts: Package, sheetPath: string, notes: ReadonlyMap<string, string | null>): void => {
  if (notes.size === 0) return;
  const commentsPath = relatedPart(parts, sheetPath, 'comments') ?? addComments(parts, sheetPath);
  const drawingPath = relatedPart(parts, sheetPath, 'vmlDrawing') ?? addDrawing(parts, sheetPath);
  const comments = parts.read(commentsPath);
  const { spans, listEnd, listEmpty, authors, prefix } = commentSpans(comments);
  const changes: Change[] = [];
  const added: string[] = [];
  const boxes = new Map<string, string | null>();
  for (const [cell, note] of notes) {
    const span = spans.get(cell);
    if (span?.conversation) continue;
    // A box is made anew with its note, so that it is large enough for it.
    boxes.set(cell, note);
    if (span && note !== null) changes.push({ start: span.textStart, end: span.textEnd, text: textXml(note, prefix) });
    else if (span) changes.push({ start: span.start, end: span.end, text: '' });
    else if (note !== null)
      added.push(`<${prefix}comment ref="${cell}" authorId="${authors}">${textXml(note, prefix)}</${prefix}comment>`);
  }
  if (added.length > 0) {
    const list = added.join('');
    changes.push(
      listEmpty
        ? { ...listEmpty, text: `<${prefix}commentList>${list}</${prefix}commentList>` }
        : { start: listEnd, end: listEnd, text: list },
    );
  }
  const withAuthor = applyChanges(comments, changes).replace(
    new RegExp(`</${prefix}authors>|<${prefix}authors\\s*/>`),
    (found) =>
      `${found.endsWith('/>') ? `<${prefix}authors>` : ''}<${prefix}author>TechHire Planner</${prefix}author></${prefix}authors>`,
  );
  parts.write(commentsPath, added.length > 0 ? withAuthor : applyChanges(comments, changes));
  parts.write(drawingPath, editBoxes(parts.read(drawingPath), boxes, columnPixels(parts.read(sheetPath))));
};

const relatedPart = (parts: Package, path: string, type: string): string | null => {
  const target = parts.relationships(path).find((each) => each.type === type)?.target;
  return target !== undefined && parts.has(target) ? target : null;
};

interface CommentSpan {
  start: number;
  end: number;
  textStart: number;
  textEnd: number;
  conversation: boolean;
}

const commentSpans = (
  xml: string,
): {
  spans: Map<string, CommentSpan>;
  listEnd: number;
  listEmpty: { start: number; end: number } | null;
  /** How many authors there are, so the number of the next. */
  authors: number;
  prefix: string;
} => {
  const spans = new Map<string, CommentSpan>();
  let [listEnd, authors] = [xml.length, 0];
  let listEmpty: { start: number; end: number } | null = null;
  let span: CommentSpan | null = null;
  let cell = '';
  for (const event of xmlEvents(xml)) {
    const { start, end } = event;
    if (event.kind === 'text') {
      if (span && event.text.startsWith('[Threaded comment]')) span.conversation = true;
    } else if (event.kind === 'open') {
      if (event.name === 'author') authors++;
      if (event.name === 'commentList' && event.empty) listEmpty = { start, end };
      if (event.name === 'comment') {
        span = { start, end, textStart: end, textEnd: end, conversation: false };
        cell = attribute(event.attributes, 'ref') ?? '';
      }
      if (event.name === 'text' && span) [span.textStart, span.textEnd] = [start, end];
    } else {
      if (event.name === 'commentList') listEnd = start;
      if (event.name === 'text' && span) span.textEnd = end;
      if (event.name === 'comment' && span) {
        span.end = end;
        spans.set(cell, span);
        span = null;
      }
    }
  }
  return { spans, listEnd, listEmpty, authors, prefix: /<((?:\w+:)?)comments[\s>]/.exec(xml)?.[1] ?? '' };
};

const textXml = (note: string, prefix: string): string =>
  `<${prefix}text><${prefix}r><${prefix}rPr><${prefix}sz val="9"/><${prefix}rFont val="Arial"/></${prefix}rPr><${prefix}t xml:space="preserve">${escapeXml(note)}</${prefix}t></${prefix}r></${prefix}text>`;

/** Replaces the boxes of notes; null only takes one away. */
const editBoxes = (xml: string, notes: ReadonlyMap<string, string | null>, widths: readonly number[]): string => {
  const changes: Change[] = [];
  for (const box of xml.matchAll(/<v:shape\b[\s\S]*?<\/v:shape>/g)) {
    const [row, column] = ['Row', 'Column'].map(
      (name) => new RegExp(`<x:${name}>\\s*(\\d+)\\s*</x:${name}>`).exec(box[0])?.[1],
    );
    if (row !== undefined && column !== undefined && notes.has(cellName(Number(column), Number(row) + 1)))
      changes.push({ start: box.index, end: box.index + box[0].length, text: '' });
  }
  const end = xml.lastIndexOf('</xml>');
  let number = Math.max(0, ...[...xml.matchAll(/_x0000_s(\d+)/g)].map(([, taken]) => Number(taken)));
  const text = [...notes].map(([cell, note]) => (note === null ? '' : boxXml(cell, note, ++number, widths))).join('');
  return applyChanges(xml, [...changes, { start: end, end, text }]);
};

const BOX_WIDTH = 300;
const LETTERS_A_LINE = 46;
const LINE_HEIGHT = 16;
const ROW_HEIGHT = 20;

/** A box to the right of its cell, large enough for its note. The anchor counts columns and rows, each with pixels into it. */
const boxXml = (cell: string, note: string, number: number, widths: readonly number[]): string => {
  const { column, row } = cellPosition(cell);
  const lines = note.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS_A_LINE)), 0);
  const height = lines * LINE_HEIGHT + 12;
  const top = Math.max(0, row - 2);
  let [last, left] = [column + 1, BOX_WIDTH + 15];
  for (; left > widthOf(widths, last); last++) left -= widthOf(widths, last);
  const anchor = [column + 1, 15, top, 4, last, left, top + Math.floor(height / ROW_HEIGHT), height % ROW_HEIGHT];
  return `<v:shape id="_x0000_s${number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:${BOX_WIDTH * 0.75}pt;height:${height * 0.75}pt;z-index:1;visibility:hidden" fillcolor="infoBackground [80]" strokecolor="none [81]" o:insetmode="auto"><v:fill color2="infoBackground [80]"/><v:shadow color="none [81]" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor.join(', ')}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
};

const addComments = (parts: Package, sheetPath: string): string => {
  const path = freePath(parts, sheetPath, 'comments', 'xml');
  parts.write(
    path,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${MAIN}"><authors/><commentList/></comments>`,
  );
  addRelationship(parts, sheetPath, 'comments', path);
  addContentType(
    parts,
    `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>`,
  );
  return path;
};

const addDrawing = (parts: Package, sheetPath: string): string => {
  const path = freePath(parts, sheetPath, 'drawings/vmlDrawing', 'vml');
  parts.write(
    path,
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>',
  );
  const id = addRelationship(parts, sheetPath, 'vmlDrawing', path);
  if (!/Extension="vml"/i.test(parts.read(CONTENT_TYPES)))
    addContentType(
      parts,
      '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
    );
  const sheet = parts.read(sheetPath);
  const prefix = /<((?:\w+:)?)worksheet[\s>]/.exec(sheet)?.[1] ?? '';
  // The schema's order: these may follow, and nothing else.
  const next = new RegExp(
    `<${prefix}(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\\b|</${prefix}worksheet>`,
  ).exec(sheet)!;
  const element = `<${prefix}legacyDrawing xmlns:rel="${RELATIONS}" rel:id="${id}"/>`;
  parts.write(sheetPath, applyChanges(sheet, [{ start: next.index, end: next.index, text: element }]));
  return path;
};

/** Named as Excel names them: some programs find these parts by their names alone. */
const freePath = (parts: Package, sheetPath: string, name: string, extension: string): string => {
  for (let number = 1; ; number++) {
    const path = posix.join(posix.dirname(sheetPath), '..', `${name}${number}.${extension}`);
    if (!parts.has(path)) return path;
  }
};

const addRelationship = (parts: Package, sheetPath: string, type: string, target: string): string => {
  const path = parts.relationshipsPath(sheetPath);
  const xml =
    parts.read(path) ||
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  const id = `planner${[...xml.matchAll(/<(?:\w+:)?Relationship\s/g)].length + 1}`;
  const element = `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${posix.relative(posix.dirname(sheetPath), target)}"/>`;
  const opened = xml.replace(/<Relationships([^>]*)\/>/, '<Relationships$1></Relationships>');
  parts.write(path, opened.replace('</Relationships>', `${element}</Relationships>`));
  return id;
};

const CONTENT_TYPES = '[Content_Types].xml';

const addContentType = (parts: Package, element: string): void =>
  parts.write(CONTENT_TYPES, parts.read(CONTENT_TYPES).replace('</Types>', `${element}</Types>`));
