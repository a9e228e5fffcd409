import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRules } from '../../functions/plan/checks/catalogue.ts';
import { riverbendFindings } from '../fixtures/riverbend.ts';
import { type RunningMachine, startMachine, temporaryFolder, waitFor } from '../support/machine.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('npm start, from an edited cell to the rollup', () => {
  const folder = temporaryFolder();
  let machine: RunningMachine;
  beforeAll(async () => {
    machine = await startMachine(folder.path);
  });
  afterAll(async () => {
    await machine.stop();
    folder.remove();
  });

  it('opens the demo plan with the findings that its author expects, and no others', async () => {
    const { findings } = await machine.settled();
    const place = ({ code, severity, tab, cell }: (typeof riverbendFindings)[number]) => ({
      code,
      severity,
      tab,
      cell,
    });
    const order = (left: { tab: string; cell: string }, right: { tab: string; cell: string }): number =>
      `${left.tab}!${left.cell}`.localeCompare(`${right.tab}!${right.cell}`);
    // Rules that time alone can break say more in a later year than on the day of the demo plan.
    const always = new Set(allRules.filter(({ on }) => on === 'always').map(({ code }) => code));
    const ofTyping = (all: { code: string; severity: string; tab: string; cell: string }[]) =>
      all
        .filter(({ code }) => !always.has(code))
        .map(place)
        .sort(order);
    expect(ofTyping(findings)).toEqual(ofTyping([...riverbendFindings]));
  });

  it('tells what runs, and which community the sheet plans for', async () => {
    expect(await (await fetch(`${machine.url}/health`)).json()).toMatchObject({
      ok: true,
      connected: 1,
      queue: { owing: 0, lagMs: 0 },
      errors: { lastHour: 0, kinds: [] },
      version: '0.1.0',
      firestore: { kind: 'embedded', host: expect.stringMatching(/^127\.0\.0\.1:\d+$/), project: 'techhire-local' },
      spreadsheets: [
        {
          spreadsheetId: machine.spreadsheetId,
          title: 'Riverbend TechHire (invented example)',
          communityId: 'riverbend',
          year: 2026,
        },
      ],
    });
  });

  it('has reconcile run as the cloud does, and tells of it also in a browser', async () => {
    const health = `${machine.url}/functions/health`;
    const reconciled = async () => ((await (await fetch(health)).json()) as { reconcile: object | null }).reconcile;
    expect(await waitFor(reconciled, 20_000)).toMatchObject({ failed: 0, left: 0 });
    const page = await fetch(health, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await page.text()).toContain('<h1>TechHire Planner: all is well</h1>');
  });

  it('follows a new placements goal into the Funnel tab and the rollup, in one read and one write', async () => {
    const { lastPass } = await machine.type('Goals', 'B3', [['160']]);
    expect(lastPass).toMatchObject({ reads: 1, writes: 1 });
    // 40 direct ÷ (12% × 60% × 15% × 25%) = 40 ÷ 0.0027 = 14,814.8; the trained route needs fewer.
    expect(await machine.cell('Funnel', 'C3')).toBe('14,815');
    const rollup = await machine.rollup('json');
    expect(rollup).toContain('14815');
    await machine.type('Goals', 'B3', [['80']]);
    expect(await machine.cell('Funnel', 'C3')).toBe('7,408');
  });

  it('marks a wrong cell with a note and a colour, and takes both back when it is mended', async () => {
    await machine.type('Programs', 'E3', [['many']]);
    const cellNow = async () => {
      const sheet = (await machine.grid()).sheets.find(({ title }) => title === 'Programs')!;
      const cell = sheet.rows[2]!.cells[4]!;
      return {
        text: cell.text,
        note: cell.note,
        background: cell.style === undefined ? undefined : sheet.styles[cell.style]!.background,
      };
    };
    const marked = await cellNow();
    expect(marked.text).toBe('many');
    expect(marked.note).toContain('Seats is "many", but it must be a whole number.');
    expect(marked.background).toBe('#fbd9d3');
    await machine.type('Programs', 'E3', [['24']]);
    const mended = await cellNow();
    expect(mended).toMatchObject({ text: '24', note: undefined });
    expect(mended.background ?? '#ffffff').toBe('#ffffff');
  });

  it('writes nothing anywhere when somebody types in a column of their own', async () => {
    const { lastPass } = await machine.type('Programs', 'P3', [['Ask Priya about the lab']]);
    expect(lastPass).toMatchObject({ reads: 1, writes: 0, documentsWritten: 0 });
    expect(await machine.cell('Programs', 'P3')).toBe('Ask Priya about the lab');
  });

  it('tells of two people who type in the same second, and loses neither', async () => {
    const before = await machine.settled();
    await Promise.all([
      machine.type('Partners', 'C3', [['Ana']]),
      machine.type('Partners', 'C4', [['Ben']]),
      machine.type('Partners', 'C5', [['Chi']]),
    ]);
    expect([
      await machine.cell('Partners', 'C3'),
      await machine.cell('Partners', 'C4'),
      await machine.cell('Partners', 'C5'),
    ]).toEqual(['Ana', 'Ben', 'Chi']);
    expect((await machine.settled()).findings).toEqual(before.findings);
  });

  it('lists in every form of the rollup what was waived, in a row or beside an answer, for as long as its value stays', async () => {
    const waived = async (): Promise<boolean[]> =>
      Promise.all(
        (['html', 'csv', 'json'] as const).map(async (format) =>
          (await machine.rollup(format)).includes('the state pays for four times as many seats'),
        ),
      );
    await machine.type('Goals', 'B3', [['500']]);
    expect((await machine.findings('Goals', 'B3')).map(({ code }) => code)).toContain('goal-above-reached');
    await machine.type('Goals', 'E3', [['goal-above-reached: the state pays for four times as many seats']]);
    expect((await machine.findings('Goals', 'B3')).map(({ code }) => code)).not.toContain('goal-above-reached');
    expect(await waived()).toEqual([true, true, true]);
    await machine.type('Goals', 'B3', [['600']]);
    expect((await machine.findings('Goals', 'B3')).map(({ code }) => code)).toContain('goal-above-reached');
    expect(await waived()).toEqual([false, false, false]);
    await machine.type('Goals', 'B3', [['80']]);
    await machine.type('Goals', 'E3', [['']]);
  });

  // Each in a cell of its own, typed at once and mended at once: what people do in a minute.
  const wrong: [what: string, tab: string, cell: string, typed: string, code: string][] = [
    ['text in a number cell', 'Programs', 'E3', 'lots', 'not-a-number'],
    ['half a person', 'Programs', 'E4', '2.5', 'not-whole'],
    ['a negative number', 'Programs', 'E5', '-3', 'too-low'],
    ['a blank in a required cell', 'Programs', 'E6', '', 'required'],
    ['a formula without a value', 'Programs', 'E7', '=1/0', 'formula-fails'],
    [
      'a formula that reaches outside',
      'Programs',
      'E8',
      '=IMPORTXML("http://example.org","//a")',
      'formula-reaches-outside',
    ],
    ['a bare 85 in a percent column', 'Assumptions', 'D8', '85', 'rate-out-of-range'],
    ['a number in a date column', 'Programs', 'F3', '2026', 'date-out-of-range'],
    ['a word that is not in the list', 'Partners', 'E3', 'Maybe', 'not-in-list'],
    ['an address that is none', 'Partners', 'D3', 'someone at example', 'not-an-email'],
    ['a name that the Partners tab does not have', 'Programs', 'A3', 'Nobody College', 'unknown-name'],
  ];

  it('finds each wrong value on its own cell, keeps it as typed, and forgets it when it is undone', async () => {
    const before = await machine.settled();
    for (const [, tab, cell, typed] of wrong)
      await machine.post('edits', { tab, range: cell, values: [[typed]], client: 'a-window' });
    await machine.settled();
    for (const [what, tab, cell, , code] of wrong)
      expect(
        (await machine.findings(tab, cell)).map((finding) => finding.code),
        what,
      ).toContain(code);
    expect(await machine.cell('Programs', 'E3')).toBe('lots');
    for (const _ of wrong) await machine.post('actions', { kind: 'undo', client: 'a-window' });
    expect((await machine.settled()).findings).toEqual(before.findings);
  });

  const right: [what: string, tab: string, cell: string, typed: string][] = [
    ['thousands separators', 'Programs', 'E3', '1,200'],
    ['a formula with a good value', 'Programs', 'E4', '=12*2'],
    ['money with its sign', 'Programs', 'H3', '$4,500'],
    ['an American date', 'Programs', 'F3', '10/31/2026'],
    ['an ISO date', 'Programs', 'F4', '2026-12-01'],
    ['spaces around a name', 'Programs', 'A4', '  Riverbend   community college '],
    ['emoji and right-to-left letters', 'Partners', 'C3', 'שלום 🌻 مرحبا'],
  ];

  it('takes every way in which people write a right value', async () => {
    for (const [, tab, cell, typed] of right)
      await machine.post('edits', { tab, range: cell, values: [[typed]], client: 'a-window' });
    await machine.settled();
    for (const [what, tab, cell] of right) expect(await machine.findings(tab, cell), what).toEqual([]);
    expect(await machine.cell('Partners', 'C3')).toBe('שלום 🌻 مرحبا');
    for (const _ of right) await machine.post('actions', { kind: 'undo', client: 'a-window' });
    await machine.settled();
  });

  it('takes a pasted block of 200 rows with 30 bad ones: each bad one is found on its own cell, and all are kept', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => [
      `Organization ${index + 1}`,
      index % 7 === 0 && index < 210 ? 'Emploier' : 'Employer',
      '',
      '',
      'Invited',
    ]);
    const bad = rows.flatMap((row, index) => (row[1] === 'Emploier' ? [`B${30 + index}`] : []));
    expect(bad.length).toBe(29);
    const { findings } = await machine.type('Partners', 'A30', rows);
    expect(
      findings
        .filter(({ tab, code, cell }) => tab === 'Partners' && code === 'not-in-list' && cell !== 'B4')
        .map(({ cell }) => cell),
    ).toEqual(bad);
    expect(await machine.cell('Partners', 'A229')).toBe('Organization 200');
    const sheet = (await machine.grid()).sheets.find(({ title }) => title === 'Partners')!;
    await machine.act({ kind: 'deleteRows', sheetId: sheet.sheetId, start: 29, count: 200 });
    await expect(machine.cell('Partners', 'A30')).rejects.toThrow('Max rows: 29');
  });

  it('answers a door that it does not have with what there is', async () => {
    const answer = await fetch(`${machine.url}/functions/nothing`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: { code: 404, message: expect.stringContaining('There are: onEdit, ') },
    });
  });

  it('is reached from this machine alone', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    const { port } = new URL(machine.url);
    for (const { address } of outside)
      await expect(fetch(`http://${address}:${port}/health`), address).rejects.toThrow('fetch failed');
    expect((await fetch(`${machine.url}/health`)).status).toBe(200);
  });

  it('refuses an unsigned message to onEdit', async () => {
    const answer = await fetch(`${machine.url}/functions/onEdit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ spreadsheetId: machine.spreadsheetId, tab: 'Goals', range: 'B3' }),
    });
    expect(answer.status).toBe(401);
  });
});

describe('npm start, again and again', () => {
  const folder = temporaryFolder();
  afterAll(folder.remove);

  it('keeps what was typed and what was mirrored through kill -9, and passes over what the crash cut short', async () => {
    const first = await startMachine(folder.path, ['--empty']);
    await first.type('Goals', 'B3', [['40']]);
    await first.type('Goals', 'B4', [['50%']]);
    // Not waited for: the crash comes before its pass.
    await fetch(`${first.url}/local/spreadsheets/${first.spreadsheetId}/edits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tab: 'Goals', range: 'B3', values: [['60']] }),
    });
    await first.stop('SIGKILL');
    const second = await startMachine(folder.path, ['--empty']);
    try {
      expect(second.spreadsheetId).toBe(first.spreadsheetId);
      await second.settled();
      expect(await second.cell('Goals', 'B3')).toBe('60');
      // 30 direct ÷ 25% = 120.
      expect(await second.cell('Goals', 'C5')).toBe('120');
    } finally {
      await second.stop();
    }
  });

  it('stops by itself at Ctrl-C and leaves no process behind', async () => {
    const machine = await startMachine(folder.path, ['--empty']);
    const children = spawnSync('pgrep', ['-P', String(machine.process.pid)], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter(Boolean);
    expect(await machine.stop('SIGINT')).toBe(0);
    for (const pid of children) expect(() => process.kill(Number(pid), 0)).toThrow();
  });

  it('says which flag mends a taken port', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const { code, output } = await run(['--port', String(port), '--data', folder.path]);
    taken.close();
    expect(code).toBe(2);
    expect(output).toContain(`Port ${port} is taken. Choose another one: npm start -- --port ${port + 1}`);
  });

  it('refuses a folder that another one uses, and flags that it does not have', async () => {
    const machine = await startMachine(folder.path, ['--empty']);
    const second = await run(['--port', '0', '--data', folder.path]);
    await machine.stop();
    expect(second).toMatchObject({
      code: 2,
      output: expect.stringContaining('Another TechHire Planner uses the folder'),
    });
    expect(await run(['--prot', '9'])).toMatchObject({
      code: 2,
      output: expect.stringContaining("Unknown option '--prot'"),
    });
    expect(await run(['--port', 'high'])).toMatchObject({
      code: 2,
      output: expect.stringContaining('--port is "high"'),
    });
  });
});

const run = (args: readonly string[]): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/start.ts', ...args], {
      cwd: root,
      env: { ...process.env, FIRESTORE_EMULATOR_HOST: '' },
    });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.once('exit', (code) => resolve({ code, output }));
  });
