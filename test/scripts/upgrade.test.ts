import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TEMPLATE_VERSION } from '../../functions/plan/results.ts';
import { sheetsClient } from '../../functions/sheet/client.ts';
import { parsePlan } from '../../functions/sheet/parse.ts';
import { upgrade } from '../../scripts/upgrade.ts';
import { templateLayout } from '../../sheets-template/layout.ts';
import { type ConnectedSheet, openPlanningBench, type PlanningBench, smallPlan } from '../support/planning-bench.ts';

let bench: PlanningBench;

beforeAll(async () => {
  bench = await openPlanningBench();
});

afterAll(() => bench.close());

const run = async (args: string[], ask: ((question: string) => Promise<boolean>) | null = null) => {
  let [out, err] = ['', ''];
  const status = await upgrade(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: bench.settings,
    ask,
  });
  return { status, out, err };
};

const versionOn = async (sheet: ConnectedSheet): Promise<unknown> => {
  const start = (await sheet.snapshot()).tabs.find(({ title }) => title === 'Start')!;
  return start.rows.find((cells) => cells[0]?.value === 'Template version')?.[1]?.value;
};

/** As a sheet of version 2 is: it says so, and the tab that came with version 3 is not in it. */
const sheetOfVersion2 = async (): Promise<ConnectedSheet> => {
  const sheet = await bench.connectedSheet();
  const client = sheetsClient(bench.rootUrl);
  const sheetId = await sheet.sheetId('Proposal');
  await client.write(
    sheet.spreadsheetId,
    [
      { deleteSheet: { sheetId } },
      {
        updateDeveloperMetadata: {
          dataFilters: [{ developerMetadataLookup: { metadataKey: 'techhireTemplateVersion' } }],
          developerMetadata: { metadataValue: '2' },
          fields: 'metadataValue',
        },
      },
    ],
    [],
  );
  await sheet.pass({ always: true });
  return sheet;
};

it('a sheet says in its record and on Start which template it has, whatever the planner’s is', async () => {
  const [older, newest] = [await sheetOfVersion2(), await bench.connectedSheet()];
  await newest.pass();
  expect((await older.registry.find(older.spreadsheetId))?.templateVersion).toBe(2);
  expect(await versionOn(older)).toBe(2);
  expect((await newest.registry.find(newest.spreadsheetId))?.templateVersion).toBe(TEMPLATE_VERSION);
  expect(await versionOn(newest)).toBe(TEMPLATE_VERSION);
});

it('an upgrade shows what it would change, asks, and leaves what people typed as it was', async () => {
  const sheet = await sheetOfVersion2();
  const args = ['--spreadsheet', sheet.spreadsheetId];
  const typed = async () => {
    const tab = (await sheet.snapshot()).tabs.find(({ title }) => title === 'Partners')!;
    return tab.rows.slice(2, 5).map((cells) => cells.slice(0, 5).map((cell) => cell?.value ?? null));
  };
  const before = await typed();
  const lines = [
    'Proposal: Adds the tab "Proposal" again. What stood on it comes back only from the version history.',
    `Start: Notes that the sheet has version ${TEMPLATE_VERSION} of the template, no longer 2.`,
  ];
  const shown = await run([...args, '--dry-run']);
  expect(shown).toMatchObject({ status: 1, err: '' });
  for (const line of lines) expect(shown.out).toContain(line);
  expect(await run(args, async () => false)).toMatchObject({ status: 1, out: expect.stringContaining('Nothing was') });
  expect((await sheet.snapshot()).tabs.map(({ title }) => title)).not.toContain('Proposal');
  expect(await run(args, async () => true)).toMatchObject({
    status: 0,
    out: expect.stringContaining('Done:'),
    err: '',
  });
  await sheet.pass({ always: true });
  expect((await sheet.snapshot()).tabs.map(({ title }) => title)).toContain('Proposal');
  expect((await sheet.snapshot()).templateVersion).toBe(TEMPLATE_VERSION);
  expect(await versionOn(sheet)).toBe(TEMPLATE_VERSION);
  expect((await sheet.registry.find(sheet.spreadsheetId))?.templateVersion).toBe(TEMPLATE_VERSION);
  expect(await typed()).toEqual(before);
  expect(await run([...args, '--yes'])).toMatchObject({ status: 0, out: expect.stringContaining('Nothing is to be') });
});

it('an upgrade of all goes to every sheet of an older template, and to no other', async () => {
  const [older, newest] = [await sheetOfVersion2(), await bench.connectedSheet()];
  await newest.pass();
  const { status, out } = await run(['--all', '--dry-run']);
  expect(status).toBe(1);
  expect(out).toContain(`(${older.communityId}), version 2:`);
  expect(out).not.toContain(`(${newest.communityId})`);
});

/**
 * What `templateRequests` came to when the template had this version, in English, kept for good: of version 1 and 2 the last state, of 3 the first.
 * Whoever changes the template raises its version, and keeps what it came to before here.
 */
const templateOf = (
  version: number,
): { spreadsheet: sheets_v4.Schema$Spreadsheet; requests: sheets_v4.Schema$Request[] } =>
  JSON.parse(
    gunzipSync(readFileSync(new URL(`../fixtures/templates/version-${version}.json.gz`, import.meta.url))).toString(),
  );

const sheetMadeFrom = async (version: number): Promise<ConnectedSheet> => {
  const { spreadsheet, requests } = templateOf(version);
  const send = async (path: string, body: object): Promise<{ spreadsheetId: string }> => {
    const answer = await fetch(`${bench.rootUrl}/v4/spreadsheets${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { spreadsheetId: string };
  };
  const { spreadsheetId } = await send('', spreadsheet);
  await send(`/${spreadsheetId}:batchUpdate`, { requests });
  const sheet = await bench.connectedSheet({}, [], spreadsheetId);
  for (const { tab, range, values } of smallPlan) await sheet.types(tab, range, values as (string | number | null)[][]);
  return sheet;
};

it.each([1, 2, 3])(
  'a sheet of version %i becomes one of the newest, and keeps what people typed, noted and added',
  async (version) => {
    const sheet = await sheetMadeFrom(version);
    const partners = await sheet.sheetId('Partners');
    await sheet.types('Partners', 'L2:L3', [['Our own'], ['x']]);
    await sheet.act({ kind: 'setNote', sheetId: partners, row: 2, column: 0, note: 'Ask Ana about this' });
    await sheet.pass({ always: true });
    expect((await sheet.registry.find(sheet.spreadsheetId))?.templateVersion).toBe(version);
    /** What stands below headers that people wrote under, and beside questions. */
    const typed = async () => {
      const { tabs } = await sheet.snapshot();
      const cellsOf = (title: string) => tabs.find((tab) => tab.title === title)!.rows;
      const below = (title: string, header: string | null) => {
        const rows = cellsOf(title);
        const column = header === null ? 0 : rows[1]!.findIndex((cell) => cell?.value === header);
        return rows.slice(2, 5).map((cells) => cells[column]?.value ?? null);
      };
      return {
        partners: [null, 'Kind', 'Commitment', 'Our own'].map((header) => below('Partners', header)),
        note: cellsOf('Partners')[2]![0]!.note,
        community: cellsOf('Community')
          .filter((cells) => cells[1]?.value !== undefined)
          .map((cells) => [cells[0]?.value, cells[1]?.value])
          .filter(([question]) =>
            ['Community name', 'State', 'Name', 'Year starts', 'Year ends'].includes(String(question)),
          ),
      };
    };
    const before = await typed();
    expect(before.partners[0]).toEqual(['Acme', 'Beta', 'Gamma']);
    expect(before.partners[3]).toEqual(['x', null, null]);
    const { status, out, err } = await run(['--spreadsheet', sheet.spreadsheetId, '--yes']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain(
      `Notes that the sheet has version ${TEMPLATE_VERSION} of the template, no longer ${version}.`,
    );
    await sheet.pass({ always: true });
    const { plan, findings } = parsePlan(await sheet.snapshot(), () => 'id');
    expect(
      findings
        .filter(({ code }) => /missing|doubled|changed/.test(code) && !/rate/.test(code))
        .map(({ code, cell, tab }) => `${code} ${tab}!${cell}`),
    ).toEqual([]);
    expect(plan.partners).toHaveLength(3);
    expect((await sheet.snapshot()).tabs.map(({ title }) => title)).toEqual(
      templateLayout().tabs.map(({ title }) => title),
    );
    expect(await typed()).toEqual(before);
    expect((await sheet.registry.find(sheet.spreadsheetId))?.templateVersion).toBe(TEMPLATE_VERSION);
    expect(await bench.repair.preview(sheet.spreadsheetId)).toMatchObject({ repairs: [], left: [], mark: null });
  },
);

it('the template of every version but the newest is kept, and says which it is', () => {
  for (let version = 1; version < TEMPLATE_VERSION; version++)
    expect(JSON.stringify(templateOf(version).requests.at(-1))).toContain(`"metadataValue":"${version}"`);
});

it.each([
  [[], 'Give --spreadsheet ID or --all'],
  [['--all', '--spreadsheet', 'x'], 'Give --spreadsheet ID or --all'],
  [['--all', '--dry-run', '--yes'], 'contradict each other'],
  [['--spreadsheet', 'nobodys'], 'Spreadsheet nobodys is not connected'],
])('says what is wrong with %j', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(message) });
});
