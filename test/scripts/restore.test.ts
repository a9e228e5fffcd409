import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPass } from '../../functions/edits/pass.ts';
import { planAt } from '../../functions/mirror/past.ts';
import { sheetRestore } from '../../functions/restore/restore.ts';
import { SheetsError, type SheetsPort, sheetsClient } from '../../functions/sheet/client.ts';
import { createPlanningSheet } from '../../scripts/local/planning-sheet.ts';
import { restore } from '../../scripts/restore.ts';
import {
  type ConnectedSheet,
  openPlanningBench,
  type PlanningBench,
  unlimitedAccess,
} from '../support/planning-bench.ts';

let bench: PlanningBench;

beforeAll(async () => {
  bench = await openPlanningBench();
});

afterAll(() => bench.close());

const run = async (
  { communityId }: ConnectedSheet,
  args: readonly string[],
  ask: ((question: string) => Promise<boolean>) | null = null,
) => {
  let [out, err] = ['', ''];
  const status = await restore(['--community', communityId, ...args], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: bench.settings,
    ask,
  });
  return { status, lines: out.split('\n').slice(0, -1), err };
};

const saved = async (sheet: ConnectedSheet): Promise<number> => {
  const report = await sheet.pass({ always: true });
  if (report.outcome !== 'done') throw new Error(report.outcome);
  return report.revision;
};

/** Rows of a tab from its first, as displayed. */
const shown = async (sheet: ConnectedSheet, title: string, columns: number): Promise<string[][]> => {
  const tab = (await sheet.snapshot()).tabs.find((each) => each.title === title)!;
  const rows = tab.rows.slice(2).map((cells) => Array.from({ length: columns }, (_, at) => cells[at]?.text ?? ''));
  return rows.slice(0, rows.findLastIndex((row) => row.some((text) => text !== '')) + 1);
};

/** Three partners, of which one is deleted, one is changed and a new one comes. */
const changedSheet = async () => {
  const sheet = await bench.connectedSheet();
  const revision = await saved(sheet);
  const before = await sheet.mirrored();
  const partners = await sheet.sheetId('Partners');
  await sheet.act({ kind: 'deleteRows', sheetId: partners, start: 2, count: 1 });
  sheet.types('Partners', 'E3', [['Invited']]);
  sheet.types('Partners', 'A5:B5', [['Delta', 'Employer']]);
  await saved(sheet);
  return { sheet, revision, before, partners };
};

const broughtBack = [
  '  Partners: Row 3, "Beta": Commitment (E3) is "Invited", and becomes "Committed"',
  '  Partners: Brings back "Acme" into row 6: Organization "Acme"; Kind "Employer"; Commitment "Committed"',
];
const stays = ['This stays as it is:', '  Partners: 1 row that was added since stays.'];

/** The same with a client of the Sheets API that a test has something in the way of. */
const restoresBy = ({ ports, registry }: ConnectedSheet, client: SheetsPort) =>
  sheetRestore({
    ...ports,
    registry,
    sheets: unlimitedAccess(client),
    wait: async () => undefined,
    newKey: () => 'whsec_b2Ygbm8gdXNlIGJ1dCBpbiB0aGVzZSB0ZXN0cw==',
  });

describe('npm run restore', () => {
  it('lists the revisions', async () => {
    const { sheet } = await changedSheet();
    const { status, lines } = await run(sheet, []);
    expect(status).toBe(0);
    expect(lines.slice(-2)).toEqual([
      '  2  2026-11-23T15:00:00.000Z  rows added 1, changed 1, removed 1',
      'Which one the rows are to be as at is said with --revision.',
    ]);
  });

  it('shows what it would bring back, asks, and then brings it back under the ids of then', async () => {
    const { sheet, revision, before } = await changedSheet();
    const args = ['--revision', String(revision)];
    const title = 'As of revision 1, read at 2026-11-23T15:00:00.000Z, this would be brought back:';
    const lines = [title, ...broughtBack, ...stays];
    expect(await run(sheet, [...args, '--dry-run'])).toEqual({ status: 1, lines, err: '' });
    expect(await run(sheet, args)).toMatchObject({ status: 2, err: expect.stringContaining('Add --yes') });
    expect(await run(sheet, args, async () => false)).toMatchObject({
      status: 1,
      lines: [...lines, 'Nothing was changed.'],
    });
    expect(await run(sheet, args, async () => true)).toEqual({
      status: 0,
      lines: [...lines, 'Done: 2 of these.'],
      err: '',
    });
    expect(await shown(sheet, 'Partners', 5)).toEqual([
      ['Beta', 'Emploier', '', '', 'Committed'],
      ['Gamma', 'Funder', '', '', 'Invited'],
      ['Delta', 'Employer', '', '', ''],
      ['Acme', 'Employer', '', '', 'Committed'],
    ]);
    await saved(sheet);
    const after = await sheet.mirrored();
    for (const [key, { values, raw }] of before) expect(after.get(key), key).toMatchObject({ values, raw });
    const again = await run(sheet, [...args, '--yes']);
    expect(again).toEqual({ status: 0, lines: ['Nothing is to be brought back.', ...stays], err: '' });
  });

  it('brings back only the row, or the tab, that is asked for', async () => {
    const { sheet, revision } = await changedSheet();
    sheet.types('Goals', 'B3', [['90']]);
    await saved(sheet);
    const args = ['--revision', String(revision), '--yes'];
    expect(await run(sheet, [...args, '--tab', 'socios', '--row', 'ACME'])).toMatchObject({
      status: 0,
      lines: [expect.anything(), broughtBack[1], 'Done: 1 of these.'],
    });
    expect(await run(sheet, [...args, '--tab', 'goals'])).toMatchObject({
      status: 0,
      lines: [
        expect.anything(),
        expect.stringMatching(/Goals: .*\(B3\) is "90", and becomes "60"$/),
        'Done: 1 of these.',
      ],
    });
    expect((await shown(sheet, 'Partners', 5)).map(([name, , , , status]) => [name, status])).toEqual([
      ['Beta', 'Invited'],
      ['Gamma', 'Invited'],
      ['Delta', ''],
      ['Acme', 'Committed'],
    ]);
  });

  it('fills a row that was emptied where it stands, and empties cells that were blank', async () => {
    const sheet = await bench.connectedSheet();
    const revision = await saved(sheet);
    sheet.types('Partners', 'A4:E4', [['', '', '', '', '']]);
    sheet.types('Partners', 'C3', [['Ann']]);
    await saved(sheet);
    const { lines } = await run(sheet, ['--revision', String(revision), '--yes']);
    expect(lines.slice(1, 3)).toEqual([
      '  Partners: Row 3, "Acme": Contact (C3) is "Ann", and becomes blank',
      '  Partners: Brings back "Beta" into row 4: Organization "Beta"; Kind "Emploier"; Commitment "Committed"',
    ]);
    expect(await shown(sheet, 'Partners', 5)).toEqual([
      ['Acme', 'Employer', '', '', 'Committed'],
      ['Beta', 'Emploier', '', '', 'Committed'],
      ['Gamma', 'Funder', '', '', 'Invited'],
    ]);
  });

  it('brings back numbers, rates, money, dates and what could not be understood as they were, also above another table', async () => {
    const sheet = await bench.connectedSheet();
    sheet.types('Programs', 'A3:L4', [
      ['Acme', 'Welding', 'Welder', 'Existing', '1,200', '2026-09-01', '12', '$1,500.50', '85%', 'Yes', '', ''],
      ['Beta', '=1+1', 'Welder', 'New', 'many', '', '', '', '', 'No', '', ''],
    ]);
    sheet.types('Goals', 'A16:E17', [
      ['Fewer dropouts', 'people', '5', '1.5', '2027-01-31'],
      ['More mentors', 'people', '1', '20', '2027-02-28'],
    ]);
    sheet.types('Community', 'B8:B9', [['2026-08-01'], ['2027-07-31']]);
    const revision = await saved(sheet);
    const before = await sheet.mirrored();
    for (const [title, start] of [
      ['Programs', 2],
      ['Goals', 15],
      ['Partners', 2],
    ] as const)
      await sheet.act({ kind: 'deleteRows', sheetId: await sheet.sheetId(title), start, count: 2 });
    sheet.types('Community', 'B8:B9', [['2026-07-01'], ['2027-06-30']]);
    sheet.types('Goals', 'B3', [['10']]);
    await saved(sheet);
    expect(await run(sheet, ['--revision', String(revision), '--yes'])).toMatchObject({ status: 0, err: '' });
    await saved(sheet);
    const contents = (rows: typeof before) =>
      Object.fromEntries([...rows].map(([key, { values, raw }]) => [key, { values, raw }]));
    expect(contents(await sheet.mirrored())).toEqual(contents(before));
    const { rows, history } = await sheet.toldTwice();
    expect(history).toEqual(rows);
  });

  it('leaves every row as people have it where rows are moved at the very moment of writing', async () => {
    const { sheet, revision, partners } = await changedSheet();
    const client = sheetsClient(bench.rootUrl);
    let isMoved = false;
    const moving: SheetsPort = {
      ...client,
      write: async (...call) => {
        if (!isMoved) await sheet.act({ kind: 'insertRows', sheetId: partners, at: 2, count: 1 });
        isMoved = true;
        return client.write(...call);
      },
    };
    const restores = restoresBy(sheet, moving);
    const wish = { communityId: sheet.communityId, revision };
    const first = await restores.carryOut(wish, (await restores.preview(wish)).mark!);
    expect(first).toMatchObject({
      outcome: 'changed',
      preview: { changes: ['Partners: Row 4, "Beta": Commitment (E4) is "Invited", and becomes "Committed"'] },
    });
    expect((await shown(sheet, 'Partners', 5)).map(([name, , , , status]) => [name, status])).toEqual([
      ['', ''],
      ['Beta', 'Invited'],
      ['Gamma', 'Invited'],
      ['Acme', 'Committed'],
      ['Delta', ''],
    ]);
    const second = await restores.carryOut(wish, (await restores.preview(wish)).mark!);
    expect(second).toMatchObject({ outcome: 'done' });
    expect((await sheet.cell('Partners', 4, 4))?.text).toBe('Committed');
  });

  it('writes nothing twice where a write had no answer', async () => {
    const { sheet, revision } = await changedSheet();
    const client = sheetsClient(bench.rootUrl);
    const unanswered: SheetsPort = {
      ...client,
      write: async (...call) => {
        await client.write(...call);
        throw new SheetsError('no answer', 503, null, {});
      },
    };
    const restores = restoresBy(sheet, unanswered);
    const wish = { communityId: sheet.communityId, revision };
    const { mark, changes } = await restores.preview(wish);
    expect(await restores.carryOut(wish, mark!)).toMatchObject({ outcome: 'done', changes });
    expect((await shown(sheet, 'Partners', 1)).flat()).toEqual(['Beta', 'Gamma', 'Delta', 'Acme']);
  });

  it('comes after a repair where a whole tab is gone', async () => {
    const sheet = await bench.connectedSheet();
    const revision = await saved(sheet);
    const names = await sheet.partners();
    await sheet.act({ kind: 'deleteTab', sheetId: await sheet.sheetId('Partners') });
    const args = ['--revision', String(revision), '--yes'];
    const refused = await run(sheet, args);
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.lines.slice(0, 2)).toEqual(['Nothing is to be brought back.', 'This cannot be brought back yet:']);
    await bench.carryOutRepair(sheet.spreadsheetId);
    expect(await run(sheet, args)).toMatchObject({ status: 0 });
    expect((await shown(sheet, 'Partners', 1)).flat()).toEqual(['Acme', 'Beta', 'Gamma']);
    await saved(sheet);
    expect(await sheet.partners()).toEqual(names);
  });

  it('brings a lost sheet back into a new one, which takes its place', async () => {
    const { sheet } = await changedSheet();
    const into = await createPlanningSheet(bench.rootUrl, 'The new one', []);
    const { sheetId } = (await sheetsClient(bench.rootUrl).read(into)).tabs.find(({ title }) => title === 'Demand')!;
    const rename = (title: string) =>
      sheetsClient(bench.rootUrl).write(
        into,
        [{ updateSheetProperties: { properties: { sheetId, title }, fields: 'title' } }],
        [],
      );
    await rename('Mine');
    sheet.types('Demand', 'A3:C3', [['Acme', 'Welder', '3']]);
    await saved(sheet);
    expect(await run(sheet, ['--into', into, '--yes'])).toMatchObject({
      status: 2,
      err: expect.stringContaining(`Spreadsheet ${into} is no whole planning sheet`),
    });
    expect(await sheet.registry.find(into)).toBeNull();
    await rename('Demand');
    // It has no bound script.
    await sheet.registry.setDrivePush(sheet.spreadsheetId, true);
    const before = await sheet.mirrored();
    const { status, lines, err } = await run(sheet, ['--into', into, '--yes']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(lines[0]).toBe('As of revision 3, read at 2026-11-23T15:00:00.000Z, this would be brought back:');
    expect(lines.at(-2)).toMatch(/^whsec_/);
    expect(await sheet.registry.find(sheet.spreadsheetId)).toBeNull();
    expect(await sheet.registry.find(into)).toMatchObject({
      communityId: sheet.communityId,
      keys: [lines.at(-2)],
      drivePush: true,
    });
    const report = await runPass(into, sheet.ports, { always: true });
    expect(report).toMatchObject({ outcome: 'done', year: 2026 });
    const contents = (rows: typeof before) =>
      Object.fromEntries([...rows].map(([name, { values, raw }]) => [name, { values, raw }]));
    expect(contents(await sheet.mirrored())).toEqual(contents(before));
    const { rows, history } = await sheet.toldTwice();
    expect(history).toEqual(rows);
    expect(await run(sheet, ['--into', into, '--year', '2026', '--yes'])).toMatchObject({ status: 0, err: '' });
    expect(await run(sheet, ['--revision', '3', '--dry-run'])).toMatchObject({
      status: 0,
      lines: ['Nothing is to be brought back.'],
    });
  });

  it.each([
    [['--revision', '7'], 'has no revision 7'],
    [['--revision', 'x'], '--revision is "x"'],
    [['--revision', '1', '--year', '2031'], 'has no connected sheet for 2031, only for 2026'],
    [['--revision', '1', '--row', 'Omega'], 'No row "Omega" was in the plan at revision 1.'],
    [['--revision', '1', '--dry-run', '--yes'], 'contradict each other'],
  ])('says what is wrong with %j', async (args, message) => {
    const sheet = await bench.connectedSheet();
    await saved(sheet);
    expect(await run(sheet, args)).toMatchObject({ status: 2, lines: [], err: expect.stringContaining(message) });
  });
});

describe('a lost mirror', () => {
  it('is the sheet again after one pass, rows under the same ids', async () => {
    const { sheet } = await changedSheet();
    const [before, summary] = [await sheet.mirrored(), await sheet.summary()];
    await bench.db.recursiveDelete(bench.db.doc(`communities/${sheet.communityId}`));
    await bench.db.doc(`summaries/${sheet.communityId}_2026`).delete();
    expect((await sheet.mirrored()).size).toBe(0);
    expect(await sheet.pass({ always: true })).toMatchObject({ outcome: 'done', revision: 1 });
    expect(await sheet.mirrored()).toEqual(before);
    expect(await sheet.summary()).toEqual({ ...summary, revision: 1 });
    const { rows, history } = await sheet.toldTwice();
    expect(history).toEqual(rows);
  });
});

describe('the plan at a revision', () => {
  it('is what the mirror held then', async () => {
    const { sheet, revision, before } = await changedSheet();
    const past = await planAt(sheet.ports.mirror.history(sheet.communityId, 2026), revision);
    expect(past!.rows.map(({ section, rowId }) => `${section}/${rowId}`).sort()).toEqual([...before.keys()].sort());
    expect(await planAt(sheet.ports.mirror.history(sheet.communityId, 2026), revision + 2)).toBeNull();
  });
});
