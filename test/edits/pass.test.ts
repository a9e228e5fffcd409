import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PassPorts, runPass } from '../../functions/edits/pass.ts';
import { SheetIsBusy } from '../../functions/edits/sheet-is-busy.ts';
import type { SheetsPort } from '../../functions/sheet/client.ts';
import { SheetsError } from '../../functions/sheet/client.ts';
import { now, openPlanningBench, type PlanningBench, unlimitedAccess } from '../support/planning-bench.ts';

let bench: PlanningBench;

beforeAll(async () => {
  bench = await openPlanningBench();
});

afterAll(() => bench.close());

const connectedSheet = (changes: Partial<PassPorts> = {}) => bench.connectedSheet(changes);

describe('a pass', () => {
  it('reads once, writes once and mirrors; the next one writes nothing', async () => {
    const sheet = await connectedSheet();
    expect(await sheet.pass()).toMatchObject({
      outcome: 'done',
      reads: 1,
      writes: 1,
      revision: 1,
      year: 2026,
      title: 'A plan',
      owed: false,
    });
    // 60 ÷ (77% × 70%) = 111.3
    expect((await sheet.cell('Funnel', 7, 2))?.value).toBe(112);
    expect((await sheet.cell('Partners', 4, 1))?.note).toContain('Kind is "Emploier", but it is not in the list.');
    expect((await sheet.cell('Partners', 4, 9))?.value).toBe('1 error: Kind');
    expect(await sheet.partners()).toEqual(['Acme', 'Beta', 'Gamma']);
    expect(await sheet.summary()).toMatchObject({
      goals: { placements: 60, directShare: 0 },
      partners: { byKind: { employer: { committed: 1 } } },
    });
    expect(await sheet.pass({ always: true })).toMatchObject({
      reads: 1,
      writes: 0,
      documentsWritten: 0,
      documentsDeleted: 0,
      revision: 1,
    });
  });

  it('does nothing for a task that came twice', async () => {
    const sheet = await connectedSheet();
    await sheet.pass();
    expect(await sheet.pass()).toEqual({ outcome: 'not-owed', spreadsheetId: sheet.spreadsheetId });
  });

  it('does nothing for a sheet that is not connected', async () => {
    const { ports } = await connectedSheet();
    expect(await runPass('nobodys-sheet', ports)).toEqual({ outcome: 'not-connected', spreadsheetId: 'nobodys-sheet' });
  });

  it('says that another pass is owed when an edit was announced while it ran', async () => {
    const sheet = await connectedSheet();
    const { read } = sheet.client;
    Object.assign(sheet.client, {
      read: async (id) => {
        await sheet.announced();
        return read(id);
      },
    } satisfies Partial<SheetsPort>);
    expect(await sheet.pass()).toMatchObject({ outcome: 'done', owed: true });
  });

  it('reads again when rows moved between its reading and its writing, and leaves no note on a wrong row', async () => {
    const sheet = await connectedSheet();
    const partners = await sheet.sheetId('Partners');
    const { read } = sheet.client;
    let readings = 0;
    Object.assign(sheet.client, {
      read: async (id) => {
        const snapshot = await read(id);
        // Somebody inserts a row above all partners, after the pass has read the sheet.
        if (++readings === 1) await sheet.act({ kind: 'insertRows', sheetId: partners, at: 2, count: 1 });
        return snapshot;
      },
    } satisfies Partial<SheetsPort>);
    expect(await sheet.pass()).toMatchObject({ outcome: 'done', reads: 2, writes: 2 });
    const cells = await Promise.all([3, 4, 5, 6].map((row) => sheet.cell('Partners', row, 1)));
    expect(cells.map((cell) => cell?.note?.includes('Emploier') ?? false)).toEqual([false, false, true, false]);
    const idCells = await Promise.all([3, 4, 5, 6].map((row) => sheet.cell('Partners', row, 8)));
    // The blank row may keep an id that was meant for the row which it pushed down: it is nobody else's.
    expect(new Set(idCells.map((cell) => cell?.value)).size).toBe(4);
    expect(await sheet.partners()).toEqual(['Acme', 'Beta', 'Gamma']);
  });

  it('reads again when a question moved, and leaves no note or status beside the row that is new', async () => {
    const sheet = await connectedSheet();
    sheet.types('Community', 'B9', [['some day']]);
    const community = await sheet.sheetId('Community');
    const { read } = sheet.client;
    let readings = 0;
    Object.assign(sheet.client, {
      read: async (id) => {
        const snapshot = await read(id);
        // Somebody inserts a row above the plan year's two dates, after the pass has read the sheet.
        if (++readings === 1) await sheet.act({ kind: 'insertRows', sheetId: community, at: 7, count: 1 });
        return snapshot;
      },
    } satisfies Partial<SheetsPort>);
    expect(await sheet.pass()).toMatchObject({ outcome: 'done', reads: 2, writes: 2 });
    const rows = [7, 8, 9, 10];
    const answers = await Promise.all(rows.map((row) => sheet.cell('Community', row, 1)));
    expect(answers.map((cell) => [cell?.text ?? '', cell?.note?.includes('some day') ?? false])).toEqual([
      ['', false],
      ['', false],
      ['2026-07-01', false],
      ['some day', true],
    ]);
    const statuses = await Promise.all(rows.map((row) => sheet.cell('Community', row, 2)));
    expect(statuses.map((cell) => cell?.value ?? null)).toEqual([null, null, 'OK', '1 error']);
    expect(await sheet.pass({ always: true })).toMatchObject({ writes: 0 });
  });

  it('leaves the sheet to the next pass when rows move under every reading', async () => {
    const sheet = await connectedSheet();
    const partners = await sheet.sheetId('Partners');
    const { read } = sheet.client;
    Object.assign(sheet.client, {
      read: async (id) => {
        const snapshot = await read(id);
        await sheet.act({ kind: 'insertRows', sheetId: partners, at: 2, count: 1 });
        return snapshot;
      },
    } satisfies Partial<SheetsPort>);
    await expect(sheet.pass()).rejects.toThrow(SheetIsBusy);
    expect((await sheet.registry.find(sheet.spreadsheetId))!.lastPass).toMatchObject({ outcome: 'failed' });
  });

  it('writes and commits nothing once another pass has taken its lease over', async () => {
    const sheet = await connectedSheet();
    const { read } = sheet.client;
    Object.assign(sheet.client, {
      read: async (id) => {
        const snapshot = await read(id);
        await sheet.ports.leases.acquire(id, 'a later pass', now.getTime() + 3_600_000);
        return snapshot;
      },
    } satisfies Partial<SheetsPort>);
    expect(await sheet.pass()).toEqual({ outcome: 'lease-lost', spreadsheetId: sheet.spreadsheetId, owed: false });
    expect(await sheet.summary()).toBeUndefined();
    expect((await sheet.cell('Partners', 4, 1))?.note).toBeUndefined();
  });

  it.each([
    ['carried out', (write: () => Promise<string[][]>) => write()],
    [
      'carried out and answered as if it had failed',
      async (write: () => Promise<string[][]>) => {
        await write();
        throw new SheetsError('503 from the Sheets API.', 503, null, {});
      },
    ],
  ])('has yet another pass follow where its write, %s, was overtaken by the pass that took over', async (_, late) => {
    const sheet = await connectedSheet();
    const overtaken: PassPorts = {
      ...sheet.ports,
      sheets: unlimitedAccess({
        ...sheet.client,
        write: async (...given) => {
          // Somebody mends the kind, and another process, whose clock is ahead, takes the sheet over and checks it.
          sheet.types('Partners', 'B4', [['Employer']]);
          sheet.ports.now = () => new Date(now.getTime() + 120_000);
          expect(await sheet.pass({ always: true })).toMatchObject({ outcome: 'done' });
          return late(() => sheet.client.write(...given));
        },
      }),
    };
    await runPass(sheet.spreadsheetId, overtaken).then(
      (report) => expect(report).toMatchObject({ outcome: 'lease-lost', owed: true }),
      (error) => expect(error).toBeInstanceOf(SheetsError),
    );
    expect((await sheet.cell('Partners', 4, 1))?.note).toContain('Emploier');
    expect(await sheet.pass()).toMatchObject({ outcome: 'done' });
    expect((await sheet.cell('Partners', 4, 1))?.note).toBeUndefined();
  });

  it.each([
    ['was carried out', true, { reads: 2, writes: 1 }],
    ['was not carried out', false, { reads: 2, writes: 2 }],
  ])(
    'reads to find out whether a write without an answer %s, and repeats nothing that was',
    async (_, carriedOut, calls) => {
      const sheet = await connectedSheet();
      const { write } = sheet.client;
      let lost = 0;
      const written: number[] = [];
      Object.assign(sheet.client, {
        write: async (...request) => {
          written.push(request[1].length);
          if (lost++ > 0) return write(...request);
          if (carriedOut) await write(...request);
          throw new SheetsError('Cannot write: 503 from the Sheets API.', 503, null, {});
        },
      } satisfies Partial<SheetsPort>);
      const report = await sheet.pass();
      expect(report).toMatchObject({ outcome: 'done', ...calls });
      expect(written).toEqual(carriedOut ? [written[0]] : [written[0], written[0]]);
      // The next pass finds nothing left to write.
      expect(await sheet.pass({ always: true })).toMatchObject({ outcome: 'done', writes: 0 });
    },
  );

  it('comes again when the quota allows, and has neither done nor failed until then', async () => {
    const sheet = await connectedSheet();
    const before = await sheet.registry.find(sheet.spreadsheetId);
    Object.assign(sheet.client, {
      read: async () => {
        throw new SheetsError('Cannot read: 429 from the Sheets API.', 429, 12_000, {});
      },
    } satisfies Partial<SheetsPort>);
    await expect(sheet.pass()).rejects.toMatchObject({ name: 'QuotaReached', retryInMs: 12_000 });
    expect(await sheet.registry.find(sheet.spreadsheetId)).toEqual({
      ...before!,
      lease: { token: 1, holder: null, expiresAt: null },
    });
  });

  it('lets its lease go, and tells the operator why, when Google refuses', async () => {
    const sheet = await connectedSheet();
    Object.assign(sheet.client, {
      read: async () => {
        throw new SheetsError(
          "Cannot read spreadsheet x: 403 from the Sheets API. Share the spreadsheet with the planner's service account.",
          403,
          null,
          {},
        );
      },
    } satisfies Partial<SheetsPort>);
    await expect(sheet.pass()).rejects.toThrow('403');
    const record = (await sheet.registry.find(sheet.spreadsheetId))!;
    expect(record.lease.holder).toBeNull();
    expect(record).toMatchObject({
      owing: true,
      lastPass: { outcome: 'failed', message: expect.stringContaining('Share the spreadsheet') },
    });
  });

  it('keeps a waiver with what it was given for, in the sheet, in history and in the summary', async () => {
    const sheet = await connectedSheet();
    sheet.types('Progress', 'A3:D4', [
      ['2026-07-01', '2026-07-31', '', 100],
      ['2026-09-01', '2026-09-30', '', 100],
    ]);
    sheet.types('Progress', 'O4', [['progress-gap: nobody counted in August']]);
    const report = await sheet.pass();
    expect(report.outcome === 'done' && report.findings.map(({ code }) => code)).not.toContain('progress-gap');
    expect((await sheet.cell('Progress', 4, 14))?.note).toContain('[progress-gap=');
    expect(await sheet.pass({ always: true })).toMatchObject({ writes: 0, documentsWritten: 0 });
    const listed = [{ rule: 'progress-gap', table: 'Progress', reason: 'nobody counted in August' }];
    expect(await sheet.summary()).toMatchObject({ waivers: listed });
    const { rows, history } = await sheet.toldTwice();
    expect(history).toEqual(rows);
    expect(Object.values(rows).flatMap(({ waiver }) => waiver ?? [])).toEqual([
      {
        raw: 'progress-gap: nobody counted in August',
        value: [expect.objectContaining({ rule: 'progress-gap', holds: true })],
      },
    ]);
    sheet.types('Progress', 'A4', [['2026-09-02']]);
    const after = await sheet.pass({ always: true });
    expect(after.outcome === 'done' && after.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['progress-gap', 'waiver-ended']),
    );
    expect(await sheet.summary()).toMatchObject({ waivers: [] });
    expect(await sheet.pass({ always: true })).toMatchObject({ writes: 0, documentsWritten: 0 });
  });

  it('keeps a waiver beside an answer of a form in the same way', async () => {
    const sheet = await connectedSheet();
    sheet.types('Goals', 'B3', [[500]]);
    const before = await sheet.pass();
    expect(before.outcome === 'done' && before.findings.map(({ code }) => code)).toContain('goal-above-reached');
    sheet.types('Goals', 'E3', [['goal-above-reached: the state pays for five times as many seats']]);
    const report = await sheet.pass({ always: true });
    expect(report.outcome === 'done' && report.findings.map(({ code }) => code)).not.toContain('goal-above-reached');
    expect((await sheet.cell('Goals', 3, 4))?.note).toContain('[goal-above-reached=');
    expect(await sheet.pass({ always: true })).toMatchObject({ writes: 0, documentsWritten: 0 });
    expect(await sheet.summary()).toMatchObject({
      waivers: [{ rule: 'goal-above-reached', table: 'Goals', reason: 'the state pays for five times as many seats' }],
    });
    const { rows, history } = await sheet.toldTwice();
    expect(history).toEqual(rows);
    expect(rows['goals/form']!['waiver of placements']).toMatchObject({
      raw: 'goal-above-reached: the state pays for five times as many seats',
      value: [{ rule: 'goal-above-reached', holds: true }],
    });
    sheet.types('Goals', 'B3', [[600]]);
    const after = await sheet.pass({ always: true });
    expect(after.outcome === 'done' && after.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['goal-above-reached', 'waiver-ended']),
    );
    expect(await sheet.summary()).toMatchObject({ waivers: [] });
  });

  it('takes a deleted row out of the mirror, and keeps one that only moved', async () => {
    const sheet = await connectedSheet();
    await sheet.pass();
    const partners = await sheet.sheetId('Partners');
    const before = await sheet.cell('Partners', 5, 8);
    await sheet.act({ kind: 'deleteRows', sheetId: partners, start: 2, count: 1 });
    expect(await sheet.pass({ always: true })).toMatchObject({ documentsDeleted: 1 });
    expect(await sheet.partners()).toEqual(['Beta', 'Gamma']);
    expect((await sheet.cell('Partners', 4, 8))?.value).toBe(before?.value);
  });

  it('keeps the mirror of a tab that somebody deleted, and the summary as it was', async () => {
    const sheet = await connectedSheet();
    await sheet.pass();
    const summary = await sheet.summary();
    await sheet.act({ kind: 'deleteTab', sheetId: await sheet.sheetId('Partners') });
    const report = await sheet.pass({ always: true });
    expect(report.outcome === 'done' && report.findings.map(({ code }) => code)).toContain('tab-missing');
    expect(await sheet.partners()).toEqual(['Acme', 'Beta', 'Gamma']);
    expect(await sheet.summary()).toEqual(summary);
  });

  it('files the plan under its new year when the year changes, and takes the old one out of rollups', async () => {
    const sheet = await connectedSheet();
    await sheet.pass();
    sheet.types('Community', 'B8:B9', [['2062-07-01'], ['2063-06-30']]);
    expect(await sheet.pass({ always: true })).toMatchObject({ year: 2062 });
    expect(await sheet.summary(2026)).toBeUndefined();
    expect(await sheet.summary(2062)).toMatchObject({ year: 2062 });
    sheet.types('Community', 'B8:B9', [['2026-07-01'], ['2027-06-30']]);
    expect(await sheet.pass({ always: true })).toMatchObject({ year: 2026 });
    expect(await sheet.summary(2062)).toBeUndefined();
    expect(await sheet.summary(2026)).toMatchObject({ goals: { placements: 60 } });
    expect(await sheet.partners()).toEqual(['Acme', 'Beta', 'Gamma']);
  });

  it.each(['killed', 'told that Firestore failed'])(
    'leaves one summary when the pass that filed the plan under a wrong year was %s before it could say so',
    async (how) => {
      const sheet = await connectedSheet();
      await sheet.pass();
      sheet.types('Community', 'B8:B9', [['2062-07-01'], ['2063-06-30']]);
      let answers = 0;
      const ending: PassPorts = {
        ...sheet.ports,
        leases: {
          ...sheet.ports.leases,
          release: async (...given) => {
            if (how !== 'killed' && answers++ > 0) return sheet.ports.leases.release(...given);
            throw new Error('It ends here.');
          },
        },
      };
      await expect(runPass(sheet.spreadsheetId, ending, { always: true })).rejects.toThrow('It ends here.');
      expect(await sheet.summary(2062)).toMatchObject({ year: 2062 });
      sheet.types('Community', 'B8:B9', [['2026-07-01'], ['2027-06-30']]);
      sheet.ports.now = () => new Date(now.getTime() + 120_000);
      expect(await sheet.pass({ always: true })).toMatchObject({ outcome: 'done', year: 2026 });
      expect(await sheet.summary(2062)).toBeUndefined();
      expect(await sheet.summary(2026)).toMatchObject({ year: 2026 });
    },
  );

  it('refuses to mix two spreadsheets that were connected to one community, until one is disconnected', async () => {
    const first = await connectedSheet();
    await first.pass();
    const second = await connectedSheet();
    await second.registry.disconnect(second.spreadsheetId);
    await second.registry.connect({
      spreadsheetId: second.spreadsheetId,
      communityId: first.communityId,
      newKey: 'whsec_x',
      now: now.toISOString(),
      besides: true,
    });
    await expect(second.pass()).rejects.toThrow(`belongs to spreadsheet ${first.spreadsheetId}`);
    await first.registry.disconnect(first.spreadsheetId);
    expect(await second.pass()).toMatchObject({ outcome: 'done' });
  });
});
