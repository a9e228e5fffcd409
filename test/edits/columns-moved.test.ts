import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPass } from '../../functions/edits/pass.ts';
import { QuotaReached, SheetsError, type SheetsPort } from '../../functions/sheet/client.ts';
import type { PersonAction } from '../../scripts/local/grid-protocol.ts';
import {
  type ConnectedSheet,
  now,
  openPlanningBench,
  type PlanningBench,
  smallPlan,
} from '../support/planning-bench.ts';

let bench: PlanningBench;

beforeAll(async () => {
  bench = await openPlanningBench();
});

afterAll(() => bench.close());

/** Beside the partners, whose ids and statuses stand in I and J: columns of people's own, one of them without a header. */
const sheetOfOwnColumns = (): Promise<ConnectedSheet> =>
  bench.connectedSheet({}, [
    ...smallPlan,
    { tab: 'Partners', range: 'H3:H5', values: [['call Ana'], ["'0042"], ['call Bo']] },
    {
      tab: 'Partners',
      range: 'L2:M5',
      values: [
        ['Rating', ''],
        ['4', 'North'],
        ['=2+3', 'South'],
        ['A', ''],
      ],
    },
  ]);

/** What people typed on the partners' tab, column by column, wherever it stands; the planner's own columns are left out. */
const typedColumns = async (sheet: ConnectedSheet): Promise<string[]> => {
  const tab = (await sheet.snapshot()).tabs.find(({ title }) => title === 'Partners')!;
  const width = Math.max(...tab.rows.map((cells) => cells.length));
  return Array.from({ length: width }, (_, column) =>
    [2, 3, 4, 5].map((row) => {
      const cell = tab.rows[row - 1]?.[column];
      return cell?.formula ?? cell?.text ?? '';
    }),
  )
    .filter(([header]) => !['Row ID', 'Status'].includes(header!))
    .map((cells) => cells.join('|'))
    .filter((text) => text !== '|||');
};

/** Has somebody do something after the n-th reading of a sheet's passes. */
const afterReading = (sheet: ConnectedSheet, acts: Readonly<Record<number, () => Promise<void>>>): void => {
  const { read } = sheet.client;
  let readings = 0;
  Object.assign(sheet.client, {
    read: async (id) => {
      const snapshot = await read(id);
      await acts[++readings]?.();
      return snapshot;
    },
  } satisfies Partial<SheetsPort>);
};

const acting = async (sheet: ConnectedSheet, act: ColumnAct): Promise<void> => {
  await sheet.act({ ...act, sheetId: await sheet.sheetId('Partners') } as PersonAction);
};

type ColumnAct =
  | { kind: 'insertColumns'; at: number; count: number }
  | { kind: 'moveColumns'; start: number; count: number; to: number }
  | { kind: 'deleteColumns'; start: number; count: number };

const cases: readonly [what: string, act: ColumnAct][] = [
  ['is inserted left of the hidden ids', { kind: 'insertColumns', at: 3, count: 1 }],
  ['is inserted between ids and status', { kind: 'insertColumns', at: 9, count: 1 }],
  ['is moved from the left of the ids to the right of the status', { kind: 'moveColumns', start: 7, count: 1, to: 10 }],
  ['of their own is moved in between the ids and the status', { kind: 'moveColumns', start: 11, count: 1, to: 9 }],
  ['of their own without a header is moved to where the ids are', { kind: 'moveColumns', start: 12, count: 1, to: 8 }],
  ['left of the ids is deleted', { kind: 'deleteColumns', start: 6, count: 1 }],
  ['of ids is moved to the front', { kind: 'moveColumns', start: 8, count: 1, to: 0 }],
];

describe('a pass between whose reading and writing a column', () => {
  it.each(cases)('%s leaves all that people typed as it was', async (_, act) => {
    const sheet = await sheetOfOwnColumns();
    let typed: string[] = [];
    afterReading(sheet, {
      1: async () => {
        await acting(sheet, act);
        typed = await typedColumns(sheet);
      },
    });
    expect(await sheet.pass()).toMatchObject({ outcome: 'done' });
    expect(await typedColumns(sheet)).toEqual(typed);
    expect(await sheet.pass({ always: true })).toMatchObject({ writes: 0 });
    // A table that lacks a column of the planner's is not mirrored until it is back.
    expect(await sheet.partners()).toEqual(act.kind === 'deleteColumns' ? [] : ['Acme', 'Beta', 'Gamma']);
  });

  it('is inserted puts back what it came over though no call is free for a while and the lease is gone', async () => {
    const sheet = await sheetOfOwnColumns();
    let typed: string[] = [];
    afterReading(sheet, {
      1: async () => {
        await acting(sheet, { kind: 'insertColumns', at: 3, count: 1 });
        typed = await typedColumns(sheet);
      },
    });
    const { read } = sheet.client;
    let refused = 0;
    Object.assign(sheet.client, {
      read: async (id) => {
        const isMending = (await sheet.cell('Partners', 3, 8))?.text?.startsWith('id-') ?? false;
        if (!isMending || refused === 2) return read(id);
        refused++;
        await sheet.ports.leases.acquire(id, 'a later pass', Date.parse('2027-01-01'));
        throw new QuotaReached('No call is free.', 20_000);
      },
    } satisfies Partial<SheetsPort>);
    expect(await sheet.pass()).toMatchObject({ outcome: 'lease-lost', owed: true });
    expect(refused).toBe(2);
    expect(await typedColumns(sheet)).toEqual(typed);
  });

  it('is inserted puts back what it came over when no answer to its writes ever comes', async () => {
    const sheet = await sheetOfOwnColumns();
    let typed: string[] = [];
    afterReading(sheet, {
      1: async () => {
        await acting(sheet, { kind: 'insertColumns', at: 3, count: 1 });
        typed = await typedColumns(sheet);
      },
    });
    const { write } = sheet.client;
    Object.assign(sheet.client, {
      write: async (...request) => {
        await write(...request);
        throw new SheetsError('No answer.', null, null, {});
      },
    } satisfies Partial<SheetsPort>);
    await sheet.pass().catch(() => undefined);
    expect(await typedColumns(sheet)).toEqual(typed);
  });
});

describe('a pass that is killed after its write and before it could put back what that came over', () => {
  /** Runs a pass that has written while somebody acted, and never gets an answer. */
  const killed = async (sheet: ConnectedSheet): Promise<void> => {
    const { write } = sheet.client;
    const dead = new Promise<never>(() => undefined);
    await new Promise<void>((resolve) => {
      Object.assign(sheet.client, {
        write: async (...request) => {
          await write(...request);
          resolve();
          return dead;
        },
      } satisfies Partial<SheetsPort>);
      void sheet.pass({ always: true });
    });
    Object.assign(sheet.client, { write });
  };

  const kept = async ({ spreadsheetId }: ConnectedSheet): Promise<number> =>
    (await bench.db.collection(`sheets/${spreadsheetId}/openWrites`).get()).size;

  /** The pass that takes over, once the lease is over, and one that comes when nothing can arrive any more. */
  const followed = async (sheet: ConnectedSheet): Promise<void> => {
    for (const minutes of [1, 4])
      await runPass(
        sheet.spreadsheetId,
        { ...sheet.ports, now: () => new Date(now.getTime() + minutes * 60_000 + 1) },
        { always: true },
      );
  };

  it.each(cases)('where a column %s has it put back by the next one', async (_, act) => {
    const sheet = await sheetOfOwnColumns();
    let typed: string[] = [];
    afterReading(sheet, {
      1: async () => {
        await acting(sheet, act);
        typed = await typedColumns(sheet);
      },
    });
    await killed(sheet);
    expect(await kept(sheet)).toBe(1);
    await followed(sheet);
    expect(await typedColumns(sheet)).toEqual(typed);
    expect(await kept(sheet)).toBe(0);
    expect(await sheet.pass({ always: true })).toMatchObject({ writes: 0 });
  });

  it('has it put back on the rows where it belongs when they were sorted since', async () => {
    const sheet = await sheetOfOwnColumns();
    await sheet.pass();
    sheet.types('Partners', 'B3', [['Emploier']]);
    afterReading(sheet, { 1: () => acting(sheet, { kind: 'moveColumns', start: 0, count: 1, to: 2 }) });
    const sheetId = await sheet.sheetId('Partners');
    await sheet.act({ kind: 'setNote', sheetId, row: 2, column: 1, note: 'Ask Ana' });
    await killed(sheet);
    const area = { startRow: 2, endRow: 5, startColumn: 0, endColumn: 13 };
    await sheet.act({ kind: 'sort', sheetId, area, column: 1, ascending: false });
    const typed = await typedColumns(sheet);
    await followed(sheet);
    expect(await typedColumns(sheet)).toEqual(typed);
    const tab = (await sheet.snapshot()).tabs.find(({ title }) => title === 'Partners')!;
    const notes = tab.rows.flatMap((cells, row) =>
      cells.flatMap((cell, column) => (cell?.note?.includes('Ask Ana') ? [[cells[1]?.text, row, column]] : [])),
    );
    expect(notes).toEqual([['Acme', 4, 0]]);
  });

  it('keeps nothing of a write that came where it was meant to', async () => {
    const sheet = await sheetOfOwnColumns();
    expect(await sheet.pass()).toMatchObject({ writes: 1 });
    expect(await kept(sheet)).toBe(0);
  });

  it('keeps nothing of a write that was refused', async () => {
    const sheet = await sheetOfOwnColumns();
    Object.assign(sheet.client, {
      write: async () => {
        throw new SheetsError('No right to edit.', 403, null, {});
      },
    } satisfies Partial<SheetsPort>);
    await expect(sheet.pass()).rejects.toThrow('No right to edit.');
    expect(await kept(sheet)).toBe(0);
  });

  it('keeps nothing of a sheet that is disconnected', async () => {
    const sheet = await sheetOfOwnColumns();
    await killed(sheet);
    await sheet.registry.disconnect(sheet.spreadsheetId);
    expect(await kept(sheet)).toBe(0);
  });
});

describe('a note of somebody, on a row that was sorted between the reading and the writing of a pass', () => {
  it('stays on its row', async () => {
    const sheet = await bench.connectedSheet();
    const sheetId = await sheet.sheetId('Partners');
    await sheet.pass();
    await sheet.act({ kind: 'setNote', sheetId, row: 2, column: 1, note: 'Ask Ana' });
    await sheet.act({ kind: 'setNote', sheetId, row: 4, column: 1, note: 'Ask Bo' });
    // The pass has a note to write for the first row; meanwhile the rows turn around.
    sheet.types('Partners', 'B3', [['Emploier']]);
    const area = { startRow: 2, endRow: 5, startColumn: 0, endColumn: 10 };
    afterReading(sheet, {
      1: async () => void (await sheet.act({ kind: 'sort', sheetId, area, column: 0, ascending: false })),
    });
    await sheet.pass({ always: true });
    const notes = await Promise.all([3, 5].map(async (row) => (await sheet.cell('Partners', row, 1))?.note ?? ''));
    expect(notes.map((note) => ['Ask Ana', 'Ask Bo'].filter((text) => note.includes(text)))).toEqual([
      ['Ask Bo'],
      ['Ask Ana'],
    ]);
  });
});

describe('a write that takes a finding away while rows are sorted under it, and sorted once more before anybody looks', () => {
  it('costs no note of people: it is put back on the row that it was written on', async () => {
    const sheet = await bench.connectedSheet();
    const sheetId = await sheet.sheetId('Partners');
    const sort = (column: number) =>
      sheet.act({
        kind: 'sort',
        sheetId,
        area: { startRow: 2, endRow: 5, startColumn: 0, endColumn: 11 },
        column,
        ascending: true,
      });
    await sheet.types('Partners', 'C3:C5', [['b'], ['a'], ['c']]);
    await sheet.pass({ always: true });
    await sheet.act({ kind: 'setNote', sheetId, row: 2, column: 1, note: 'Ask Ana about this' });
    await sheet.types('Partners', 'B4', [['Employer']]);
    const write = sheet.client.write.bind(sheet.client);
    let writes = 0;
    sheet.client.write = async (...call) => {
      if (++writes > 1) return write(...call);
      await sort(2);
      expect((await sheet.cell('Partners', 4, 0))?.value).toBe('Acme');
      const lines = await write(...call);
      expect((await sheet.cell('Partners', 4, 1))?.note ?? '').toBe('');
      await sort(0);
      return lines;
    };
    await sheet.pass({ always: true });
    expect(writes).toBeGreaterThan(1);
    expect((await sheet.cell('Partners', 3, 0))?.value).toBe('Acme');
    expect((await sheet.cell('Partners', 3, 1))?.note).toBe('Ask Ana about this');
    expect((await sheet.cell('Partners', 4, 1))?.note ?? '').toBe('');
  });
});

describe('a write that comes to a blank row on which somebody has left a note, because a row above was deleted meanwhile', () => {
  it.each([
    ['and that is all', null],
    ['and the rows are sorted since', 'sort'],
  ])('costs no note: it is put back below the last row, %s', async (_, since) => {
    const sheet = await bench.connectedSheet();
    const sheetId = await sheet.sheetId('Partners');
    await sheet.pass({ always: true });
    await sheet.types('Partners', 'A6:B6', [['Delta', 'Emploier']]);
    await sheet.act({ kind: 'setNote', sheetId, row: 6, column: 1, note: 'Ask Ana about this' });
    const write = sheet.client.write.bind(sheet.client);
    let writes = 0;
    sheet.client.write = async (...call) => {
      if (++writes > 1) return write(...call);
      await sheet.act({ kind: 'deleteRows', sheetId, start: 2, count: 1 });
      expect((await sheet.cell('Partners', 6, 1))?.note).toBe('Ask Ana about this');
      const lines = await write(...call);
      expect((await sheet.cell('Partners', 6, 1))?.note).not.toContain('Ask Ana');
      if (since === 'sort')
        await sheet.act({
          kind: 'sort',
          sheetId,
          area: { startRow: 2, endRow: 8, startColumn: 0, endColumn: 11 },
          column: 0,
          ascending: false,
        });
      return lines;
    };
    await sheet.pass({ always: true });
    const names = await Promise.all([3, 4, 5, 6].map(async (row) => (await sheet.cell('Partners', row, 0))?.value));
    expect(names).toEqual(
      since === 'sort' ? ['Gamma', 'Delta', 'Beta', undefined] : ['Beta', 'Gamma', 'Delta', undefined],
    );
    expect((await sheet.cell('Partners', 6, 1))?.note).toBe('Ask Ana about this');
  });
});
