import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTab } from '../../functions/plan/results.ts';
import type { SheetsPort } from '../../functions/sheet/client.ts';
import { rowLabelled } from '../../functions/sheet/rows-gone.ts';
import { type ConnectedSheet, now, openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';

let bench: PlanningBench;
beforeAll(async () => {
  bench = await openPlanningBench();
});
afterAll(() => bench.close());

/** What Start shows beside "Last change checked". */
const lastChange = async (sheet: ConnectedSheet) => {
  const tab = (await sheet.snapshot()).tabs.find(({ title }) => title === 'Start')!;
  return tab.rows[rowLabelled(tab, startTab.state.lastChange)! - 1]?.[1];
};

const checked = async () => {
  const sheet = await bench.connectedSheet();
  expect(await sheet.pass()).toMatchObject({ outcome: 'done', owed: false, unannouncedSince: null });
  return sheet;
};

const reconciled = (sheet: ConnectedSheet) => sheet.pass({ reconciling: true });

const atNow = now.toISOString();

describe('a sheet that changes without a message', () => {
  it('is noted by the reconciling pass, says so on Start in the pass that follows, and no more once a message comes', async () => {
    const sheet = await checked();
    sheet.types('Partners', 'B4', [['Employer']]);
    expect(await reconciled(sheet)).toMatchObject({ owed: true, unannouncedSince: atNow });

    expect(await sheet.pass()).toMatchObject({ owed: false, unannouncedSince: atNow });
    expect(await lastChange(sheet)).toMatchObject({
      value: expect.stringMatching(/^2026-11-23 10:00 \(America\/New_York\)\. .*TechHire > Connect/),
      note: expect.stringContaining('[not-announced]'),
    });
    expect(await reconciled(sheet)).toMatchObject({ reads: 1, writes: 0, owed: false, unannouncedSince: atNow });

    await sheet.announced();
    expect(await sheet.pass()).toMatchObject({ owed: false, unannouncedSince: null });
    const shown = await lastChange(sheet);
    expect([shown?.value, shown?.note]).toEqual(['2026-11-23 10:00 (America/New_York)', undefined]);
  });

  it('is not told another time while it goes on changing', async () => {
    const sheet = await checked();
    for (const kind of ['Employer', 'Funder']) {
      sheet.types('Partners', 'B4', [[kind]]);
      await reconciled(sheet);
      await sheet.pass();
    }
    expect(await sheet.registry.find(sheet.spreadsheetId)).toMatchObject({ owing: false, unannouncedSince: atNow });
  });

  it('is found after a pass that failed in between', async () => {
    const sheet = await checked();
    const { read } = sheet.client;
    sheet.types('Goals', 'B3', [['80']]);
    Object.assign(sheet.client, { read: () => Promise.reject(new Error('no answer')) } satisfies Partial<SheetsPort>);
    await expect(reconciled(sheet)).rejects.toThrow('no answer');
    Object.assign(sheet.client, { read });
    expect(await reconciled(sheet)).toMatchObject({ unannouncedSince: atNow });
  });

  it.each<[what: string, change: (sheet: ConnectedSheet) => unknown]>([
    ['a row is added', (sheet) => sheet.types('Partners', 'A6', [['Delta']])],
    ['a row is emptied', (sheet) => sheet.types('Partners', 'A5:E5', [['', '', '', '', '']])],
    [
      'a row is deleted',
      async (sheet) => sheet.act({ kind: 'deleteRows', sheetId: await sheet.sheetId('Partners'), start: 4, count: 1 }),
    ],
    ['an answer is given', (sheet) => sheet.types('Goals', 'B3', [['61']])],
    ['a formula takes the place of its value', (sheet) => sheet.types('Goals', 'B3', [['=30+30']])],
  ])('is found where %s', async (_, change) => {
    const sheet = await checked();
    await change(sheet);
    expect(await reconciled(sheet)).toMatchObject({ unannouncedSince: atNow });
  });
});

describe('a sheet is not said to have changed without a message', () => {
  it.each<[what: string, happens: (sheet: ConnectedSheet) => unknown]>([
    ['nothing was typed', () => undefined],
    [
      'the message has come and its pass has not',
      async (sheet) => {
        sheet.types('Partners', 'B4', [['Employer']]);
        await sheet.announced();
      },
    ],
    [
      'Drive is to tell of its edits, and takes its time',
      async (sheet) => {
        await sheet.registry.setDrivePush(sheet.spreadsheetId, true);
        sheet.types('Partners', 'B4', [['Employer']]);
      },
    ],
    [
      'a day goes by, and dates are closer',
      (sheet) => {
        sheet.ports.now = () => new Date('2027-06-20T15:00:00Z');
      },
    ],
    ['something stands outside the tables', (sheet) => sheet.types('Partners', 'L1', [['our own remark']])],
    [
      'rows are sorted',
      async (sheet) => {
        const names = async () =>
          Promise.all([3, 4, 5].map(async (row) => (await sheet.cell('Partners', row, 0))?.value));
        const sheetId = await sheet.sheetId('Partners');
        const area = { startRow: 2, endRow: 5, startColumn: 0, endColumn: 12 };
        await sheet.act({ kind: 'sort', sheetId, area, column: 0, ascending: false });
        expect(await names()).toEqual(['Gamma', 'Beta', 'Acme']);
      },
    ],
  ])('where %s', async (_, happens) => {
    const sheet = await checked();
    await happens(sheet);
    expect(await reconciled(sheet)).toMatchObject({ owed: false, unannouncedSince: null });
  });

  it('where what a formula comes to has changed', async () => {
    const sheet = await bench.connectedSheet();
    sheet.types('Partners', 'L1', [[60]]);
    sheet.types('Goals', 'B3', [['=Partners!L1']]);
    await sheet.pass();
    sheet.types('Partners', 'L1', [[90]]);
    expect((await sheet.cell('Goals', 3, 1))?.value).toBe(90);
    expect(await reconciled(sheet)).toMatchObject({ unannouncedSince: null });
    expect(await sheet.summary()).toMatchObject({ goals: { placements: 90 } });
  });

  it('where its message comes while the reconciling pass runs', async () => {
    const sheet = await checked();
    sheet.types('Partners', 'B4', [['Employer']]);
    const { read } = sheet.client;
    Object.assign(sheet.client, {
      read: async (id) => {
        await sheet.announced();
        return read(id);
      },
    } satisfies Partial<SheetsPort>);
    expect(await reconciled(sheet)).toMatchObject({ owed: true, unannouncedSince: null });
  });

  it('where another version looked at other cells', async () => {
    const sheet = await checked();
    const record = bench.db.doc(`sheets/${sheet.spreadsheetId}`);
    await record.update({ 'lastPass.typed': { templateVersion: 1, fingerprint: 'of version 1' } });
    expect(await reconciled(sheet)).toMatchObject({ unannouncedSince: null });
  });
});
