import { expect, it } from 'vitest';
import { ownNotes, ownNoteText } from '../../scripts/faults/own-notes.ts';

/** Notes of a sheet that the test changes. */
const sheetNotes = () => {
  const sheet = { text: '' };
  const excused: string[] = [];
  const notes = ownNotes(
    async () => sheet.text,
    (label) => void excused.push(label),
  );
  return { sheet, excused, notes };
};

const typed = async ({ sheet, notes }: ReturnType<typeof sheetNotes>, label: string): Promise<void> => {
  sheet.text += `\n${ownNoteText(label)}`;
  notes.add(label);
};

it('a note that is there is not missing, and one that is gone is', async () => {
  const all = sheetNotes();
  await typed(all, '7');
  await typed(all, '8.1');
  expect(await all.notes.missing()).toEqual([]);
  all.sheet.text = `→ Error [a-code]\n${ownNoteText('7')}`;
  expect(await all.notes.missing()).toEqual(['8.1']);
});

it('a write over a note that its readings have not seen is excused, once', async () => {
  const all = sheetNotes();
  all.notes.read('');
  await typed(all, '7');
  await all.notes.around(async () => {
    all.sheet.text = '→ Error [a-code]';
  });
  expect([all.excused, await all.notes.missing()]).toEqual([['7'], []]);
});

it('a write over a note that was read is not', async () => {
  const all = sheetNotes();
  await typed(all, '7');
  all.notes.read(all.sheet.text);
  all.notes.read(all.sheet.text);
  await all.notes.around(async () => {
    all.sheet.text = '';
  });
  expect([all.excused, await all.notes.missing()]).toEqual([[], ['7']]);
});

it('what people take away themselves is no longer asked for', async () => {
  const all = sheetNotes();
  await typed(all, '7');
  all.sheet.text = '';
  await all.notes.refresh();
  expect(await all.notes.missing()).toEqual([]);
});
