import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellName, cellPosition, columnLetters } from '../../functions/plan/a1.ts';
import { wordsIn } from '../../functions/plan/messages/words.ts';
import { type SectionName, sectionList } from '../../functions/plan/plan.ts';
import type { Assessment } from '../../functions/sheet/assess.ts';
import {
  type CellWrite,
  type Feedback,
  feedback,
  findingColors,
  noteFor,
  ownNote,
} from '../../functions/sheet/feedback.ts';
import type { Snapshot, SnapshotCell } from '../../functions/sheet/snapshot.ts';
import { feedbackRequests } from '../../functions/sheet/write.ts';
import { assessed, day, goodSheet, Sheet } from '../support/sheet.ts';
import { applied, batchUpdated } from './applied.ts';

const NOON = new Date('2026-11-20T17:00:00Z');

/** One pass: what a sheet says, and what is written to it. */
const pass = (snapshot: Snapshot, now = NOON): { assessment: Assessment; written: Feedback; next: Snapshot } => {
  const assessment = assessed(snapshot, { newId: ids() });
  const written = feedback(snapshot, assessment, now);
  return { assessment, written, next: applied(snapshot, written) };
};

let made = 0;
/** Ids that no other pass of a test makes. */
const ids = () => () => `row-${++made}`;

const nothing: Feedback = { cells: [], grow: [] };

const cellAt = (snapshot: Snapshot, title: string, cell: string): SnapshotCell | undefined => {
  const { row, column } = cellPosition(cell);
  return snapshot.tabs.find((tab) => tab.title === title)!.rows[row - 1]?.[column];
};

/** What is written, as `Tab!Cell`, without what Start and the result tabs show. */
const writesOn = (
  snapshot: Snapshot,
  { cells }: Feedback,
  titles?: string[],
): Record<string, Omit<CellWrite, 'sheetId' | 'row' | 'column'>> =>
  Object.fromEntries(
    cells.flatMap(({ sheetId, row, column, ...change }) => {
      const { title } = snapshot.tabs.find((tab) => tab.sheetId === sheetId)!;
      const wanted = titles
        ? titles.includes(title)
        : ![
            'Start',
            'Checklist',
            'Funnel',
            'Calendar',
            'Forecast',
            'Pipeline',
            'Money',
            'Scenarios',
            'Proposal',
          ].includes(title);
      return wanted ? [[`${title}!${cellName(column, row)}`, change]] : [];
    }),
  );

/** A sheet that shows all that the planner has to say. */
const settled = (sheet: Sheet): Snapshot => pass(sheet.snapshot()).next;

/** A settled sheet, changed by hand in one cell. */
const edited = (snapshot: Snapshot, title: string, cell: string, change: Partial<SnapshotCell> | null): Snapshot => {
  const next = structuredClone(snapshot);
  const { row, column } = cellPosition(cell);
  const rows = next.tabs.find((tab) => tab.title === title)!.rows as (SnapshotCell | undefined)[][];
  while (rows.length < row) rows.push([]);
  while (rows[row - 1]!.length <= column) rows[row - 1]!.push(undefined);
  rows[row - 1]![column] = change === null ? undefined : { value: null, ...rows[row - 1]![column], ...change };
  return next;
};

describe('the first pass over the blank template', () => {
  const { written, next } = pass(new Sheet().snapshot());

  test('gives starter rows their ids, and a status to rates, which are whole', () => {
    const writes = writesOn(next, written);
    const own = Object.keys(writes);
    // 4 roles, 6 needs, 6 sources; 7 rates with an id and a status; 3 starter answers on Community.
    expect(
      own.filter((cell) => /^Roles!E[3-6]$|^Resources!H[3-8]$|^Funding!M[3-8]$|^Assumptions!H[3-9]$/.test(cell)),
    ).toHaveLength(23);
    expect(
      own.filter((cell) => /^Assumptions!I[3-9]$|^Community!C1[012]$/.test(cell)).map((cell) => writes[cell]!.value),
    ).toEqual(Array(10).fill('OK'));
    expect(own).toHaveLength(33);
  });

  test('says on Start how far the plan is', () => {
    expect(writesOn(next, written, ['Start'])).toEqual({
      'Start!B9': { value: '0 of 36 done, 36 to do' },
      'Start!B10': { value: 'None' },
      'Start!B13': { value: '2026-11-20 12:00 (America/New_York)' },
    });
  });

  test('fills the Checklist and says what the Funnel lacks', () => {
    expect(cellAt(next, 'Checklist', 'C3')?.value).toBe('To do');
    expect(cellAt(next, 'Checklist', 'E3')).toEqual({
      formula: '=HYPERLINK("#gid=3&range=B3", "Community B3")',
      value: 'Community B3',
    });
    expect(cellAt(next, 'Checklist', 'A38')?.value).toBe('Funding');
    expect(cellAt(next, 'Checklist', 'A39')).toBeUndefined();
    expect(cellAt(next, 'Funnel', 'B3')?.value).toBe('Not worked out yet');
  });

  test('and a second pass writes nothing', () => {
    expect(pass(next, new Date('2026-11-21T09:00:00Z')).written).toEqual(nothing);
  });
});

test('a settled sheet takes one edit with the fewest writes', () => {
  const before = settled(goodSheet());
  const { written, next } = pass(edited(before, 'Programs', 'E4', { value: 'many' }), new Date('2026-11-20T17:30:00Z'));
  expect(writesOn(next, written, ['Programs', 'Goals', 'Start'])).toEqual({
    'Programs!E4': {
      note: [
        '▲ TechHire Planner',
        'Error: Seats is "many", but it must be a whole number.',
        '→ Type digits only, for example 25. [not-a-number]',
        '— your own note goes below this line —',
      ].join('\n'),
      background: '#fbd9d3',
    },
    'Programs!M4': { value: '1 error: Seats' },
    // How many seats there are is not known now, so that nothing is said of them.
    'Start!B9': { value: '36 of 40 done, 1 set aside, 1 needs attention, 1 in progress, 1 to do' },
    'Start!B10': { value: '1 error, 0 warnings, 0 hints' },
    // With 30 seats all 30 who train would have to be placed.
    'Start!B11': { value: 'At most 0.1%; 80% is wanted. It is least at Enrolled (trained), with 30 planned' },
    'Start!B13': { value: '2026-11-20 12:30 (America/New_York)' },
  });
  expect(writesOn(next, written, ['Checklist'])).toEqual({
    'Checklist!C8': { value: 'Needs attention' },
    'Checklist!D8': { value: '1 finding: Seats is "many", but it must be a whole number.' },
    'Checklist!E8': expect.objectContaining({ formula: '=HYPERLINK("#gid=9&range=E4","Programs E4")' }),
  });
  expect(writesOn(next, written, ['Funnel'])).toEqual({
    'Funnel!I7': { value: 0 },
    // The seats that cannot be read are not among the cells that it comes from.
    'Funnel!M7': { value: expect.stringContaining('Community!B10; Programs!E3; Progress!H3, H5') },
    'Funnel!I11': { value: 0 },
    'Funnel!M11': { value: expect.stringContaining('the weakest stage: 30 planned at Enrolled (trained)') },
  });

  const mended = pass(edited(next, 'Programs', 'E4', { value: 20 }));
  expect(mended.next).toEqual(edited(before, 'Start', 'B13', { value: '2026-11-20 12:00 (America/New_York)' }));
});

describe('a person’s own notes and colours', () => {
  const broken = (note?: string, background?: string): Snapshot =>
    edited(settled(goodSheet()), 'Programs', 'E4', {
      value: 'many',
      ...(note === undefined ? {} : { note }),
      ...(background === undefined ? {} : { background }),
    });

  test.each([
    'ask Bo',
    'two\nlines',
    '\n begins with a blank line',
    'ends with one\n',
    '— dashes —',
    '▲ is a triangle',
    'Error: mine',
    '→ mine',
  ])('the note %j stands below the planner’s and is back when the finding goes', (own) => {
    const { next } = pass(broken(own));
    expect(cellAt(next, 'Programs', 'E4')?.note?.endsWith(`— your own note goes below this line —\n${own}`)).toBe(true);
    expect(pass(next).written).toEqual(nothing);
    const after = pass(edited(next, 'Programs', 'E4', { value: 20 })).next;
    expect(cellAt(after, 'Programs', 'E4')).toEqual({ value: 20, note: own });
  });

  test('a note typed into a cell with a finding is kept, wherever in it', () => {
    const { next } = pass(broken());
    const planner = cellAt(next, 'Programs', 'E4')!.note!;
    for (const [note, own] of [
      [`above\n${planner}`, 'above'],
      [`beside ${planner}`, 'beside '],
      [`${planner}below`, 'below'],
      [`${planner}\nbelow`, 'below'],
      [`above\n${planner}\nbelow`, 'above\nbelow'],
      [planner.slice(0, 40), ''],
    ] as const) {
      expect(ownNote(note)).toBe(own);
      const after = pass(edited(next, 'Programs', 'E4', { value: 20, note })).next;
      expect(cellAt(after, 'Programs', 'E4')).toEqual(own === '' ? { value: 20 } : { value: 20, note: own });
    }
  });

  test('words of the planner’s in a cell do not get into a person’s note', () => {
    for (const typed of [
      '▲ TechHire Planner',
      '— your own note goes below this line —',
      '▲ TechHire Planner\n— your own note goes below this line —\n',
    ]) {
      const { next } = pass(edited(broken('mine'), 'Programs', 'E4', { value: typed }));
      expect(pass(next).written).toEqual(nothing);
      expect(ownNote(cellAt(next, 'Programs', 'E4')?.note)).toBe('mine');
    }
  });

  test('any note is what it was after findings came and went', () => {
    const finding = { severity: 'error' as const, message: 'Seats is "many".', fix: 'Type digits.', code: 'x' };
    fc.assert(
      fc.property(fc.string(), (own) => {
        expect(ownNote(noteFor([finding, finding], own, wordsIn('en')))).toBe(own);
        expect(ownNote(noteFor([finding, finding], own, wordsIn('es')))).toBe(own);
        expect(ownNote(own)).toBe(own);
      }),
    );
  });

  test('a colour is never changed, and the planner’s own is taken back', () => {
    const painted = pass(broken(undefined, '#00ff00'));
    expect(cellAt(painted.next, 'Programs', 'E4')?.background).toBe('#00ff00');
    expect(cellAt(pass(edited(painted.next, 'Programs', 'E4', { value: 20 })).next, 'Programs', 'E4')).toEqual({
      value: 20,
      background: '#00ff00',
    });
    const white = pass(broken(undefined, '#ffffff'));
    expect(cellAt(white.next, 'Programs', 'E4')?.background).toBe('#fbd9d3');
    expect(cellAt(pass(edited(white.next, 'Programs', 'E4', { value: 20 })).next, 'Programs', 'E4')).toEqual({
      value: 20,
    });
  });

  test('the graver of two findings gives the colour, and it changes with them', () => {
    // A formula that fetches is a warning; that it fails is an error.
    const fetching = { value: 30, formula: '=IMPORTDATA("x")' };
    const warned = pass(edited(settled(goodSheet()), 'Programs', 'E3', fetching)).next;
    expect(cellAt(warned, 'Programs', 'E3')?.background).toBe(findingColors.warning);
    const failed = pass(edited(warned, 'Programs', 'E3', { value: null, error: '#N/A' })).next;
    expect(cellAt(failed, 'Programs', 'E3')?.background).toBe(findingColors.error);
    expect(
      cellAt(failed, 'Programs', 'E3')
        ?.note?.split('\n')
        .filter((line) => /^(Error|Warning|Hint): /.test(line))
        .map((line) => line.slice(0, 12)),
    ).toEqual(['Error: Seats', 'Warning: Sea']);
  });

  test('a cell that was cut takes its note along, and the planner cleans up behind', () => {
    const { next } = pass(broken('mine'));
    const copied = cellAt(next, 'Programs', 'E4')!;
    const moved = edited(edited(next, 'Programs', 'E4', null), 'Programs', 'N9', copied);
    expect(cellAt(pass(moved).next, 'Programs', 'N9')).toEqual({ value: 'many', note: 'mine' });
  });
});

describe('rows', () => {
  test('are given an id once, and keep it', () => {
    const first = settled(goodSheet());
    const id = cellAt(first, 'Partners', 'I3')!.value;
    expect(id).toMatch(/^row-\d+$/);
    const second = pass(edited(first, 'Partners', 'A10', { value: 'New partner' }));
    expect(cellAt(second.next, 'Partners', 'I3')?.value).toBe(id);
    expect(writesOn(second.next, second.written, ['Partners'])).toMatchObject({
      'Partners!I10': { value: expect.stringMatching(/^row-/) },
      'Partners!J10': { value: '2 errors: Kind and Commitment' },
    });
  });

  test('that share an id after a copy: the second gets another', () => {
    const first = settled(goodSheet());
    const copy = edited(
      edited(
        edited(edited(first, 'Partners', 'A10', { value: 'Copy' }), 'Partners', 'B10', { value: 'Funder' }),
        'Partners',
        'E10',
        { value: 'Invited' },
      ),
      'Partners',
      'I10',
      cellAt(first, 'Partners', 'I3')!,
    );
    const { next, written } = pass(copy);
    expect(Object.keys(writesOn(next, written, ['Partners']))).toEqual(['Partners!I10', 'Partners!J10']);
    expect(cellAt(next, 'Partners', 'I10')?.value).not.toBe(cellAt(next, 'Partners', 'I3')?.value);
  });

  test('that were emptied lose their status and keep their id, for undo brings the same row back', () => {
    let sheet = settled(goodSheet());
    for (const column of ['A', 'B', 'E', 'F']) sheet = edited(sheet, 'Partners', `${column}9`, null);
    const { next, written } = pass(sheet);
    expect(writesOn(next, written, ['Partners'])).toEqual({ 'Partners!J9': { value: null } });
  });

  test.each<[string, Parameters<Sheet['set']>, string, string | null]>([
    ['in order', ['Partners', 'A3', 'Acme Software'], 'Partners!J3', 'OK'],
    ['with an error', ['Programs', 'E3', 'x'], 'Programs!M3', '1 error: Seats'],
    ['with a warning', ['Segments', 'B3', null], 'Segments!H3', '1 warning: Placements goal'],
    ['with a hint', ['Programs', 'C4', 'Plumber'], 'Programs!M4', '1 hint: Trains for'],
    ['untouched', ['Funding', 'D8', 'Not considered yet'], 'Funding!N8', null],
    ['of a form, unanswered', ['Goals', 'B5', null], 'Goals!D5', null],
    ['of a form, with an error', ['Community', 'B7', 'x'], 'Community!C7', '1 error'],
  ])('have a status: %s', (_, change, cell, expected) => {
    const next = settled(goodSheet().set(...change));
    const [tab, name] = cell.split('!') as [string, string];
    expect(cellAt(next, tab, name)?.value ?? null).toBe(expected);
  });

  test('have the numbers worked out beside the goals', () => {
    const next = settled(goodSheet());
    expect(['C3', 'C4', 'C5', 'C6', 'C7', 'C8'].map((cell) => cellAt(next, 'Goals', cell)?.value)).toEqual([
      undefined,
      undefined,
      20,
      30,
      20,
      1250,
    ]);
    const unknown = pass(edited(next, 'Goals', 'B3', null));
    expect(writesOn(unknown.next, unknown.written, ['Goals'])).toMatchObject({
      'Goals!C5': { value: null },
      'Goals!C8': { value: null },
    });
  });

  test('what somebody typed over the planner’s cells is put right', () => {
    const next = settled(goodSheet());
    const spoiled = edited(
      edited(edited(next, 'Partners', 'J3', { value: 'fine' }), 'Goals', 'C5', { value: 99 }),
      'Goals',
      'C8',
      { value: 1250, formula: '=1250' },
    );
    const { written } = pass(spoiled);
    expect(writesOn(spoiled, written)).toEqual({
      'Partners!J3': { value: 'OK' },
      'Goals!C5': { value: 20 },
      'Goals!C8': { value: 1250 },
    });
  });
});

describe('result tabs', () => {
  test('shrink when there is less to show', () => {
    const full = settled(goodSheet());
    expect(cellAt(full, 'Funnel', 'A35')?.value).toBe('Others');
    const { next } = pass(edited(full, 'Goals', 'B3', null));
    expect(cellAt(next, 'Funnel', 'B3')?.value).toBe('Not worked out yet');
    expect(
      next.tabs
        .find(({ title }) => title === 'Funnel')!
        .rows.slice(3)
        .every((row) => row.length === 0),
    ).toBe(true);
  });

  test('grow beyond the rows of their tab', () => {
    const sheet = goodSheet();
    // 40 segments more, and those before with the others: 8 stages each for 43 and for all.
    sheet.fill(
      'segments',
      ...Array.from({ length: 40 }, (_, index) => ({ name: `Group ${index}`, placements: 0, servedBy: 'Library' })),
    );
    const { written, next } = pass(sheet.snapshot());
    // 44 x 8 = 352 rows below the two of the head, where the tab has 302.
    expect(written.grow).toEqual([{ sheetId: 16, rows: 60 }]);
    expect(cellAt(next, 'Funnel', 'A355')?.value).toBe('Others');
    expect(pass(next).written).toEqual(nothing);
  });

  test('link as the sheet’s locale writes formulas', () => {
    expect(cellAt(settled(goodSheet({ locale: 'de_DE' })), 'Checklist', 'E4')?.formula).toBe(
      '=HYPERLINK("#gid=5&range=B3"; "Goals B3")',
    );
    expect(cellAt(settled(goodSheet({ locale: 'en_GB' })), 'Checklist', 'E4')?.formula).toBe(
      '=HYPERLINK("#gid=5&range=B3", "Goals B3")',
    );
  });

  test('name a tab that is gone without a link', () => {
    const { next } = pass(goodSheet().deleteTab('Segments').snapshot());
    expect(cellAt(next, 'Checklist', 'E10')).toEqual({ value: 'Segments A1' });
    expect(pass(next).written).toEqual(nothing);
  });

  test('that are gone are done without', () => {
    const { next, written } = pass(
      goodSheet().deleteTab('Checklist').deleteTab('Funnel').deleteTab('Start').snapshot(),
    );
    expect(written.cells.length).toBeGreaterThan(0);
    expect(pass(next).written).toEqual(nothing);
  });

  test('are found in any case, and Start’s lines by their labels', () => {
    const { next } = pass(goodSheet().renameTab('Start', 'START').insertRows('START', 9, 3).snapshot());
    expect(cellAt(next, 'START', 'B12')?.value).toBe('37 of 40 done, 1 set aside, 1 in progress, 1 to do');
    expect(cellAt(next, 'START', 'B9')).toBeUndefined();
  });
});

test('a finding on a cell beyond all that was read is marked there', () => {
  const snapshot = goodSheet().set('Partners', 'E9', null).snapshot();
  const partners = snapshot.tabs.find((tab) => tab.title === 'Partners')!;
  const rows = partners.rows as (SnapshotCell | undefined)[][];
  rows[8] = rows[8]!.slice(0, 2);
  const { written } = pass(snapshot);
  expect(writesOn(snapshot, written)).toHaveProperty('Partners!E9');
});

test('a sheet without its hidden ids settles too', () => {
  const { next } = pass(goodSheet().deleteColumn('Partners', 'I').snapshot());
  expect(pass(next).written).toEqual(nothing);
});

test('segments without names, because their header is gone, settle too', () => {
  const { next } = pass(goodSheet().set('Segments', 'A2', 'Group').snapshot());
  expect(pass(next).written).toEqual(nothing);
});

const typedAnyhow = fc.constantFrom<unknown>(
  'Acme Software',
  'Library',
  'Employer',
  'Yes',
  'maybe',
  '85',
  85,
  0.5,
  0,
  -1,
  12,
  2.5,
  1e9,
  day('2026-10-01'),
  day('2030-10-01'),
  '03/04/2026',
  '  ',
  true,
  null,
  'Veterans',
  'Women',
  'Committed',
  '▲ TechHire Planner',
  '=1+1',
  { value: null, formula: '=1/0', error: '#DIV/0!' },
  { value: 7, formula: '=IMPORTXML("x";"y")', note: 'mine', background: '#123456' },
  { value: 'x', note: 'see mail' },
  { value: '', formula: '=""' },
);

interface Changes {
  locale: string;
  cells: [section: string, row: number, column: number, typed: unknown][];
  structure: [change: string, tab: string, at: number][];
}

const anyChanges: fc.Arbitrary<Changes> = fc.record({
  locale: fc.constantFrom('en_US', 'de_DE'),
  cells: fc.array(
    fc.tuple(fc.constantFrom(...sectionList.map(({ name }) => name)), fc.nat(12), fc.nat(14), typedAnyhow),
    { maxLength: 40 },
  ),
  structure: fc.array(
    fc.tuple(
      fc.constantFrom(
        'insert row',
        'delete row',
        'move row',
        'insert column',
        'delete column',
        'rename tab',
        'add tab',
      ),
      fc.constantFrom(...new Set(sectionList.map(({ tab }) => tab))),
      fc.nat(20),
    ),
    { maxLength: 4 },
  ),
});

/** The good plan after changes at random: cells, rows, columns and tabs. */
const changed = ({ locale, cells, structure }: Changes): Sheet => {
  const sheet = goodSheet({ locale });
  for (const [name, row, column, typed] of cells) {
    const place = goodPlaces[name as SectionName]!;
    const width = Math.max(...Object.values(place.columns)) + 4;
    sheet.set(place.tab, `${columnLetters(column % width)}${place.firstRow + row}`, typed as never);
  }
  const renamed = new Set<string>();
  for (const [index, [change, tab, at]] of structure.entries()) {
    if (change === 'add tab') sheet.addTab(`Own ${index}`, [['x', { value: 1, note: 'mine' }]], at % 5);
    if (renamed.has(tab)) continue;
    if (change === 'insert row') sheet.insertRows(tab, at + 1);
    if (change === 'delete row') sheet.deleteRows(tab, at + 1);
    if (change === 'move row') sheet.moveRow(tab, at + 1, 9);
    if (change === 'insert column') sheet.insertColumn(tab, columnLetters(at % 10));
    if (change === 'delete column') sheet.deleteColumn(tab, columnLetters(at % 10));
    if (change === 'rename tab') {
      sheet.renameTab(tab, `${tab} 2`);
      renamed.add(tab);
    }
  }
  return sheet;
};

const goodPlaces = goodSheet().assess().places;

describe('for any sheet', () => {
  test('after one pass there is nothing left to write', () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const sheet = changed(changes);
        const { next } = pass(sheet.snapshot());
        expect(pass(next, new Date('2027-01-01T00:00:00Z')).written).toEqual(nothing);
      }),
      { numRuns: 80 },
    );
  });

  test('the requests of one batchUpdate come to the same as the cell writes', () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const sheet = changed(changes);
        const { next, written } = pass(sheet.snapshot());
        expect(batchUpdated(sheet.snapshot(), feedbackRequests(written))).toEqual(next);
      }),
      { numRuns: 40 },
    );
  });

  test('no value is ever written to a cell for typing, nor anything to a tab of people’s own', () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const sheet = changed(changes);
        const snapshot = sheet.snapshot();
        const { written, assessment } = pass(snapshot);
        const places = Object.values(assessment.places);
        for (const { sheetId, row, column, ...change } of written.cells) {
          const tab = snapshot.tabs.find((each) => each.sheetId === sheetId)!;
          if (
            [
              'Start',
              'Checklist',
              'Funnel',
              'Calendar',
              'Forecast',
              'Pipeline',
              'Money',
              'Scenarios',
              'Proposal',
            ].includes(tab.title)
          )
            continue;
          const there = places.filter((place) => place.sheetId === sheetId);
          expect(there.length, tab.title).toBeGreaterThan(0);
          if (!('value' in change || 'formula' in change)) continue;
          const place = there.find(({ firstRow, lastRow }) => row >= firstRow && row <= lastRow)!;
          expect([place.idColumn, place.statusColumn, place.computedColumn]).toContain(column);
          expect(Object.values(place.columns)).not.toContain(column);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('what people wrote is still there: values, formulas, notes and colours', () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const sheet = changed(changes);
        const snapshot = sheet.snapshot();
        const { next, assessment } = pass(snapshot);
        const planners = Object.values(assessment.places).flatMap(
          ({ sheetId, idColumn, statusColumn, computedColumn }) =>
            [idColumn, statusColumn, computedColumn].map((column) => `${sheetId} ${column}`),
        );
        for (const [index, tab] of snapshot.tabs.entries()) {
          if (
            [
              'Start',
              'Checklist',
              'Funnel',
              'Calendar',
              'Forecast',
              'Pipeline',
              'Money',
              'Scenarios',
              'Proposal',
            ].includes(tab.title)
          )
            continue;
          for (const [row, cells] of tab.rows.entries())
            for (const [column, cell] of cells.entries()) {
              const after = next.tabs[index]!.rows[row]?.[column];
              expect(ownNote(after?.note)).toBe(cell?.note ?? '');
              if (cell?.background !== undefined) expect(after?.background).toBe(cell.background);
              if (planners.includes(`${tab.sheetId} ${column}`)) continue;
              expect([after?.value ?? null, after?.formula, after?.error]).toEqual([
                cell?.value ?? null,
                cell?.formula,
                cell?.error,
              ]);
            }
        }
      }),
      { numRuns: 40 },
    );
  });
});
