import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type {
  GridFinding,
  GridPassState,
  GridState,
  PersonAction,
  PersonEdit,
} from '../../scripts/local/grid-protocol.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `npm start` as a process of its own, and a person's hands on it. */
export interface RunningMachine {
  url: string;
  spreadsheetId: string;
  process: ChildProcess;
  output: () => string;
  /** Types as a person would, and waits until it has been checked. */
  type(tab: string, range: string, values: (string | number | boolean | null)[][]): Promise<GridPassState>;
  act(action: PersonAction): Promise<GridPassState>;
  /** One request of a person's window, not waiting for the check. */
  post(path: 'edits' | 'actions', body: PersonEdit | PersonAction): Promise<void>;
  state(): Promise<GridPassState>;
  settled(): Promise<GridPassState>;
  grid(): Promise<GridState>;
  /** As displayed; '' for a blank cell. */
  cell(tab: string, a1: string): Promise<string>;
  findings(tab: string, cell: string): Promise<GridFinding[]>;
  rollup(format: 'csv' | 'json' | 'html'): Promise<string>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts the program on a free port. */
export const startMachine = async (dataFolder: string, args: readonly string[] = []): Promise<RunningMachine> => {
  const child = spawn(process.execPath, ['scripts/start.ts', '--port', '0', '--data', dataFolder, ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', FIRESTORE_EMULATOR_HOST: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout!.on('data', (text) => (output += text));
  child.stderr!.on('data', (text) => (output += text));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = await waitFor(() => {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${output}`);
    return /Planning sheet\s+(http:\S+?)\/\s/.exec(output)?.[1] ?? null;
  }, 30_000);
  const health = (await (await fetch(`${url}/health`)).json()) as {
    spreadsheets: { spreadsheetId: string; communityId: string; year: number }[];
  };
  const opened = /v4\/spreadsheets\/(\S+)/.exec(output)![1]!;
  const plan = health.spreadsheets.find(({ spreadsheetId }) => spreadsheetId === opened)!;
  const local = `${url}/local/spreadsheets/${opened}`;
  const state = async (): Promise<GridPassState> => (await (await fetch(`${local}/state`)).json()) as GridPassState;
  const settled = (): Promise<GridPassState> =>
    waitFor(async () => {
      const now = await state();
      return now.pending ? null : now;
    }, 20_000);
  const post = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${local}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  const grid = async (): Promise<GridState> => (await (await fetch(`${local}/grid`)).json()) as GridState;
  return {
    url,
    spreadsheetId: opened,
    process: child,
    output: () => output,
    type: (tab, range, values) => post('edits', { tab, range, values }).then(settled),
    act: (action) => post('actions', action).then(settled),
    post,
    state,
    settled,
    grid,
    cell: async (tab, a1) => {
      const range = encodeURIComponent(`'${tab.replaceAll("'", "''")}'!${a1}`);
      const answer = await fetch(`${url}/v4/spreadsheets/${opened}/values/${range}`);
      if (!answer.ok) throw new Error(`${tab}!${a1}: ${answer.status} ${await answer.text()}`);
      return ((await answer.json()) as { values?: string[][] }).values?.[0]?.[0] ?? '';
    },
    findings: async (tab, cell) =>
      (await state()).findings.filter((finding) => finding.tab === tab && finding.cell === cell),
    rollup: async (format) =>
      (
        await fetch(`${url}/functions/rollup?scope=community:${plan.communityId}&year=${plan.year}&format=${format}`)
      ).text(),
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
};

/** Asks until there is an answer. */
export const waitFor = async <T>(ask: () => T | null | Promise<T | null>, withinMs: number): Promise<T> => {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`Waited ${withinMs} ms in vain`);
    await sleep(25);
  }
};

/** A folder that is gone after the test. */
export const temporaryFolder = (): { path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'techhire-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
};
