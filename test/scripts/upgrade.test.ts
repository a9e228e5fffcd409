import { afterAll, beforeAll, expect, it } from 'vitest';
import { TEMPLATE_VERSION } from '../../functions/plan/results.ts';
import { sheetsClient } from '../../functions/sheet/client.ts';
import { upgrade } from '../../scripts/upgrade.ts';
import { type ConnectedSheet, openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';

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

it.each([
  [[], 'Give --spreadsheet ID or --all'],
  [['--all', '--spreadsheet', 'x'], 'Give --spreadsheet ID or --all'],
  [['--all', '--dry-run', '--yes'], 'contradict each other'],
  [['--spreadsheet', 'nobodys'], 'Spreadsheet nobodys is not connected'],
])('says what is wrong with %j', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(message) });
});
