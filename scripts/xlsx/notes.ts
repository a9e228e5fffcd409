import { cellText } from './book.ts';
import type { Package } from './package.ts';
import { attribute, xmlEvents } from './xml.ts';

/** A sheet's notes by cell. Conversations of newer programs leave a stand-in among the notes, which is nobody's note. */
export const readNotes = (parts: Package, sheetPath: string): Map<string, string> => {
  const notes = new Map<string, string>();
  const path = parts.relationships(sheetPath).find(({ type }) => type === 'comments')?.target;
  let cell = '';
  let text = '';
  let inText = false;
  for (const event of xmlEvents(path ? parts.read(path) : ''))
    if (event.kind === 'open') {
      if (event.name === 'comment') [cell, text] = [attribute(event.attributes, 'ref') ?? '', ''];
      inText = event.name === 't' && !event.empty;
    } else if (event.kind === 'close') {
      if (event.name === 't') inText = false;
      if (event.name === 'comment' && /^[A-Z]+\d+$/.test(cell) && !text.startsWith('[Threaded comment]'))
        notes.set(cell, cellText(text));
    } else if (inText) text += event.text;
  return notes;
};
