import { describe, expect, it } from 'vitest';
import { feedback } from '../../functions/sheet/feedback.ts';
import { day, goodSheet, type Sheet } from '../support/sheet.ts';

/** K is the template's Waiver column on Partners; on Progress it is O, as eleven columns, reporter, Row ID and Status come before it. */
const WAIVER = 'O';

/** Nobody reports on the days from November 1 to 15: a warning on row 6 of Progress. */
const withWarning = (): Sheet =>
  goodSheet().fill('progress', { from: day('2026-11-16'), to: day('2026-11-19'), aware: 10, applied: 2, assessed: 1 });

const codes = (sheet: Sheet): string[] => sheet.assess().findings.map(({ code, cell }) => `${code} ${cell}`);

/** The note that a pass leaves on the Waiver cell. */
const noteLeft = (sheet: Sheet): string => {
  const snapshot = sheet.snapshot();
  const assessment = sheet.assess();
  const place = assessment.places.progress!;
  const writes = feedback(snapshot, assessment, new Date('2026-11-20T17:00:00Z')).cells;
  return writes.find(
    ({ sheetId, row, column }) => sheetId === place.sheetId && row === 6 && column === place.waiverColumn,
  )!.note!;
};

const waived = (sheet: Sheet, text: string, note?: string): Sheet =>
  sheet.set('Progress', `${WAIVER}6`, { value: text, ...(note === undefined ? {} : { note }) });

describe('a waiver', () => {
  it('is needed: the row has one warning', () => {
    expect(codes(withWarning())).toEqual(['progress-gap A6']);
  });

  it.each(['progress-gap: nobody counted', 'Carried over from last year', 'Progress-Gap : nobody counted'])(
    'silences the warning that it names, or the only one: %s',
    (text) => {
      const { findings, waived: silent, waivers } = waived(withWarning(), text).assess();
      expect(findings).toEqual([]);
      expect(silent.map(({ code }) => code)).toEqual(['progress-gap']);
      expect(waivers).toMatchObject([{ section: 'progress', rule: 'progress-gap', holds: true }]);
    },
  );

  it('shows in the status and colours nothing', () => {
    const sheet = waived(withWarning(), 'Carried over');
    const { cells } = feedback(sheet.snapshot(), sheet.assess(), new Date('2026-11-20T17:00:00Z'));
    const { sheetId, statusColumn } = sheet.assess().places.progress!;
    const inRow = cells.filter((cell) => cell.sheetId === sheetId && cell.row === 6);
    expect(inRow.find(({ column }) => column === statusColumn)?.value).toBe('OK and 1 waived');
    expect(inRow.filter((cell) => cell.background)).toEqual([]);
  });

  it('holds as long as the values stay, also where the row is sorted to another place', () => {
    const note = noteLeft(waived(withWarning(), 'Carried over'));
    expect(note).toContain('Waived as long as what it speaks of stays the same: progress-gap [');
    const sheet = waived(withWarning(), 'Carried over', note).reorderRows('Progress', 3, [3, 0, 1, 2]);
    expect(codes(sheet)).toEqual([]);
  });

  it('ends when a value that the warning speaks of changes, says so, and keeps the reason', () => {
    const note = noteLeft(waived(withWarning(), 'Carried over'));
    const sheet = waived(withWarning(), 'Carried over', note).set('Progress', 'A6', day('2026-11-17'));
    expect(codes(sheet)).toEqual(['progress-gap A6', 'waiver-ended O6']);
    const later = waived(sheet, 'Carried over', noteLeft(sheet));
    expect(codes(later)).toEqual(['progress-gap A6', 'waiver-ended O6']);
    expect(codes(later.set('Progress', 'A6', day('2026-11-16')))).toEqual([]);
    expect(
      codes(waived(later.set('Progress', 'A6', day('2026-11-17')), 'Carried over, again', noteLeft(sheet))),
    ).toEqual([]);
  });

  it('stays when a value that the warning does not speak of changes', () => {
    const note = noteLeft(waived(withWarning(), 'Carried over'));
    expect(codes(waived(withWarning(), 'Carried over', note).set('Progress', 'D6', 11))).toEqual([]);
  });

  it.each<[string, (sheet: Sheet) => Sheet, string[]]>([
    [
      'a rule that there is none of',
      (sheet) => waived(sheet, 'no-such-rule: x'),
      ['progress-gap A6', 'waiver-unknown-rule O6'],
    ],
    [
      'a rule that the row does not break',
      (sheet) => waived(sheet, 'duplicate-row: x'),
      ['progress-gap A6', 'waiver-not-needed O6'],
    ],
    [
      'a row that has nothing to waive',
      (sheet) => waived(sheet.set('Progress', 'A6', day('2026-11-01')), 'Carried over'),
      ['waiver-not-needed O6'],
    ],
    [
      'an error',
      (sheet) => waived(sheet.set('Progress', 'F6', 'x'), 'not-a-number: x'),
      ['not-a-number F6', 'waiver-of-error O6'],
    ],
  ])('says so where it is of %s', (_, change, expected) => {
    const found = codes(change(withWarning()));
    for (const line of expected) expect(found).toContain(line);
  });
});

/** 1,250 people must hear of it for 40 placements: fewer is a warning on the answer. */
const formWithWarning = (people = 1200): Sheet => goodSheet().set('Goals', 'B8', people);

const answerNote = (sheet: Sheet): string => {
  const { cells } = feedback(sheet.snapshot(), sheet.assess(), new Date('2026-11-20T17:00:00Z'));
  const { sheetId, waiverColumn } = sheet.assess().places.goals!;
  return cells.find((cell) => cell.sheetId === sheetId && cell.row === 8 && cell.column === waiverColumn)!.note!;
};

describe('a waiver beside an answer of a form', () => {
  const reason = 'The fair alone reaches twice as many';

  it('is needed: the answer has one warning', () => {
    expect(codes(formWithWarning())).toEqual(['override-too-low B8']);
  });

  it.each([`override-too-low: ${reason}`, reason])('silences the warning of that answer only: %s', (text) => {
    const sheet = formWithWarning().set('Goals', 'B5', 19).set('Goals', 'E8', text);
    expect(codes(sheet)).toEqual(['override-too-low B5']);
    expect(sheet.assess().waivers).toMatchObject([
      { section: 'goals', rowId: null, field: 'aware', rule: 'override-too-low', reason, holds: true },
    ]);
  });

  it('shows in the status of the answer and colours nothing', () => {
    const sheet = formWithWarning().set('Goals', 'E8', reason);
    const { cells } = feedback(sheet.snapshot(), sheet.assess(), new Date('2026-11-20T17:00:00Z'));
    const { sheetId, statusColumn } = sheet.assess().places.goals!;
    const inRow = cells.filter((cell) => cell.sheetId === sheetId && cell.row === 8);
    expect(inRow.find(({ column }) => column === statusColumn)?.value).toBe('OK and 1 waived');
    expect(inRow.filter((cell) => cell.background)).toEqual([]);
  });

  it('ends when the value changes, says so, and holds again when the value comes back', () => {
    const note = answerNote(formWithWarning().set('Goals', 'E8', reason));
    const later = formWithWarning(1100).set('Goals', 'E8', { value: reason, note });
    expect(codes(later)).toEqual(['override-too-low B8', 'waiver-ended E8']);
    expect(codes(later.set('Goals', 'B8', 1200))).toEqual([]);
  });

  it('stays with its question when rows are inserted above it', () => {
    const note = answerNote(formWithWarning().set('Goals', 'E8', reason));
    const sheet = formWithWarning().set('Goals', 'E8', { value: reason, note }).insertRows('Goals', 1, 2);
    expect(codes(sheet)).toEqual([]);
  });

  it('says so where there is no such warning beside it', () => {
    expect(codes(goodSheet().set('Community', 'D4', 'state-unknown: it is new'))).toEqual(['waiver-not-needed D4']);
  });
});
