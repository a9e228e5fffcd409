import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SnapshotCell } from '../../functions/sheet/snapshot.ts';
import { rollupDifferences, sheetInvariants } from '../../scripts/faults/invariants.ts';
import { peopleAt } from '../../scripts/faults/people.ts';
import { type SettledSheet, settledSheet } from '../../scripts/faults/settled.ts';
import { now, openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';

let bench: PlanningBench;
let sound: SettledSheet;

beforeAll(async () => {
  bench = await openPlanningBench();
  const sheet = await bench.connectedSheet();
  await sheet.pass();
  const people = await peopleAt({
    rootUrl: bench.rootUrl,
    spreadsheetId: sheet.spreadsheetId,
    language: 'en',
    onRequest: () => undefined,
    onPutBack: () => undefined,
    patienceMs: 0,
    onNoteExcused: () => undefined,
    chooseRepair: async () => undefined,
  });
  // A second revision, so that history has something to add up.
  const typed = { do: 'type', table: 'partners', place: 2, field: 'name', typed: { text: 'Delta', shows: 'Delta' } };
  await people.carryOut(0, typed as Parameters<typeof people.carryOut>[1]);
  await sheet.pass({ always: true });
  sound = await settledSheet(
    bench.db,
    bench.rootUrl,
    {
      name: 'a sheet',
      spreadsheetId: sheet.spreadsheetId,
      language: 'en',
      remembered: people.remembered(),
      contents: await people.contents(),
    },
    sheet.ports.propose,
    now,
  );
});

afterAll(() => bench.close());

/** A copy in which one thing is wrong. */
const changed = (change: (sheet: SettledSheet) => void): SettledSheet => {
  const copy = structuredClone(sound);
  change(copy);
  return copy;
};

const violated = (sheet: SettledSheet): string[] =>
  Object.entries(sheetInvariants).flatMap(([invariant, violationsIn]) =>
    violationsIn(sheet, now).length > 0 ? [invariant] : [],
  );

/** A cell of the snapshot, to be changed in place; rows from 1 and columns from 0. */
const cellOf = ({ snapshot }: SettledSheet, tab: string, row: number, column: number): SnapshotCell =>
  snapshot.tabs.find(({ title }) => title === tab)!.rows[row - 1]![column]!;

const partnersIn = ({ rows }: SettledSheet) => [...rows].filter(([key]) => key.startsWith('partners/'));

describe('the invariants', () => {
  it('all hold of a sheet that was edited and checked', () => {
    expect(violated(sound)).toEqual([]);
    expect(sound.remembered.partners.map(([name]) => name)).toEqual(['Acme', 'Beta', 'Delta']);
  });

  it.each<[string, (sheet: SettledSheet) => void, string[]]>([
    [
      'an edit that no pass has seen',
      (sheet) => {
        sheet.record.requested++;
      },
      ['no edit waits and nobody holds the sheet'],
    ],
    [
      'a lease that nobody lets go',
      (sheet) => {
        sheet.record.lease = { token: 9, holder: 'a pass', expiresAt: now.toISOString() };
      },
      ['no edit waits and nobody holds the sheet'],
    ],
    [
      'a cell that lost what was typed',
      (sheet) => {
        Object.assign(sheet.contents.partners[0]!, { 0: '' });
      },
      ['nothing that people typed is missing from the sheet'],
    ],
    [
      'two rows that share an id',
      (sheet) => {
        cellOf(sheet, 'Partners', 4, 8).value = cellOf(sheet, 'Partners', 3, 8).value;
      },
      [
        'every row is there once, under an id of its own',
        'the mirror says what the sheet says, row by row',
        'the sheet shows all that follows from it',
      ],
    ],
    [
      'a row that is not in the mirror',
      (sheet) => {
        (sheet.rows as Map<string, unknown>).delete(partnersIn(sheet)[0]![0]);
      },
      ['the mirror says what the sheet says, row by row', 'history adds up to the mirror'],
    ],
    [
      'a row twice in the mirror',
      (sheet) => {
        (sheet.rows as Map<string, unknown>).set('partners/twin', partnersIn(sheet)[0]![1]);
      },
      ['the mirror says what the sheet says, row by row', 'history adds up to the mirror'],
    ],
    [
      'a field that is mirrored in another',
      (sheet) => {
        const [, document] = partnersIn(sheet)[0]!;
        [document.raw.name, document.raw.kind] = [document.raw.kind!, document.raw.name!];
      },
      ['the mirror says what the sheet says, row by row', 'history adds up to the mirror'],
    ],
    [
      'a number that is mirrored as another',
      (sheet) => {
        sheet.rows.get('goals/form')!.values.placements = 61;
      },
      ['the mirror says what the sheet says, row by row', 'history adds up to the mirror'],
    ],
    [
      'a summary of a moment ago',
      (sheet) => {
        sheet.summaries[0]!.goals.placements = 61;
      },
      ['the summary is what the sheet comes to now'],
    ],
    [
      'a summary of another year beside it',
      (sheet) => {
        (sheet.summaries as unknown[]).push({ ...sheet.summaries[0]!, year: 2031 });
      },
      ['the summary is what the sheet comes to now'],
    ],
    [
      'a note on the row below its own',
      (sheet) => {
        const [wrong, right] = [cellOf(sheet, 'Partners', 5, 1), cellOf(sheet, 'Partners', 4, 1)];
        wrong.note = right.note!;
        delete right.note;
      },
      ['every finding stands on its own cell and on no other', 'the sheet shows all that follows from it'],
    ],
    [
      'a colour without a finding',
      (sheet) => {
        cellOf(sheet, 'Partners', 3, 0).background = '#fbd9d3';
      },
      ['every finding stands on its own cell and on no other', 'the sheet shows all that follows from it'],
    ],
    [
      'a target of a moment ago',
      (sheet) => {
        cellOf(sheet, 'Funnel', 7, 2).value = 111;
      },
      ['the sheet shows all that follows from it'],
    ],
  ])('%s is seen', (_, change, invariants) => {
    expect(violated(changed(change))).toEqual(invariants);
  });

  it('a rollup that does not add up is seen', () => {
    const facts = [
      { indicator: 'communities-included', breakdown: [], target: 2, actual: 2 },
      { indicator: 'openings', breakdown: [], target: 7, actual: null },
    ];
    const told = rollupDifferences({ year: 2026, facts }, [sound, sound]);
    expect(told).toContain('the rollup of 2026 says 7 of openings, but the summaries add up to 0');
    expect(told.join()).not.toContain('communities-included');
  });
});
