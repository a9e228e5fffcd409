import { readBook } from './book.ts';
import { editNotes } from './note-edits.ts';
import { readNotes } from './notes.ts';
import { openPackage } from './package.ts';
import { fitRowHeights } from './row-heights.ts';

/**
 * Does what the writing library leaves open in a new workbook: boxes of notes as large as their text, rows as high as theirs, and the name of the
 * program that wrote it. The same content gives the same bytes.
 */
export const finishWorkbook = (bytes: Buffer): Buffer => {
  const parts = openPackage(bytes);
  const book = readBook(parts);
  for (const { path } of book?.sheets ?? []) {
    editNotes(parts, path, readNotes(parts, path));
    parts.write(path, fitRowHeights(parts.read(path), book!));
  }
  const about = 'docProps/app.xml';
  parts.write(about, parts.read(about).replace(/(<Application>)[^<]*/, '$1TechHire Planner'));
  return parts.bytes();
};
