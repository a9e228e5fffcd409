import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { counted } from '../../functions/plan/text.ts';
import type { GridPassState } from '../local/grid-protocol.ts';
import { startMachine } from '../local/machine.ts';
import type { Contender, Measurement, Run } from './measurement.ts';

export const burst = {
  name: 'burst',
  title: 'From an edit until the sheet shows what follows from it, after 1,000 edits in ten seconds and by itself',
  fairness: [
    'All of it on this machine: the sheet, the bound script that runs after each edit, Firestore, and the functions. Each edit is a goal typed into Goals; what follows stands on Funnel.',
    'Only the time after the last edit counts. The bound script announces at most one edit a second, so that after a burst an edit waits for up to a second before anything begins.',
  ],
  contests: async function* () {
    const folder = mkdtempSync(join(tmpdir(), 'techhire-bench-'));
    const options = {
      port: 0,
      dataFolder: folder,
      empty: false,
      withoutScript: false,
      firestore: 'embedded',
      help: false,
    } as const;
    const machine = await startMachine(options, process.env, () => undefined, performance.now());
    try {
      const { planner } = await import('../../functions/index.ts');
      let passes = 0;
      planner().onPass(({ outcome }) => {
        if (outcome === 'done') passes++;
      });
      const sheet: Sheet = { ...machine, passes: () => passes };
      yield { name: 'the demo plan', peer: edits(sheet, 1), others: [edits(sheet, 1000)] };
    } finally {
      await machine.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  },
} satisfies Measurement;

interface Sheet {
  url: string;
  spreadsheetId: string;
  /** So far. */
  passes(): number;
}

const edits = ({ url, spreadsheetId, passes }: Sheet, count: number): Contender => {
  const local = `${url}/local/spreadsheets/${spreadsheetId}`;
  const type = async (goal: number): Promise<void> => {
    const answer = await fetch(`${local}/edits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tab: 'Goals', range: 'B3', values: [[String(goal)]] }),
    });
    if (!answer.ok) throw new Error(`The edit was answered with ${answer.status}.`);
  };
  const target = async (): Promise<string> => {
    const answer = await fetch(`${url}/v4/spreadsheets/${spreadsheetId}/values/Funnel!C3`);
    return ((await answer.json()) as { values?: string[][] }).values?.[0]?.[0] ?? '';
  };
  const rested = async (): Promise<void> => {
    const isPending = async (): Promise<boolean> =>
      ((await (await fetch(`${local}/state`)).json()) as GridPassState).pending;
    while (await isPending()) await sleep(50);
    // What the script remembers of the last message holds up the next.
    await sleep(1_100);
  };

  const run = async (): Promise<Run> => {
    await rested();
    // Goals that come to other targets than the last one does.
    await type(500);
    await rested();
    const passesBefore = passes();
    const startedMs = performance.now();
    const sent: Promise<void>[] = [];
    for (let edit = 1; edit <= count; edit++) {
      await sleep(Math.max(0, startedMs + edit * EVERY_MS - performance.now()));
      sent.push(type(edit === count ? 160 : 500 + (edit % 50)));
    }
    await Promise.all(sent);
    const lastMs = performance.now();
    const typedMs = lastMs - startedMs;
    while ((await target()) !== LAST_TARGET) await sleep(20);
    const ms = performance.now() - lastMs;
    await rested();
    return { result: `${counted(passes() - passesBefore, 'pass', 'passes')} for ${(typedMs / 1000).toFixed(1)} s`, ms };
  };
  return { name: counted(count, 'edit', 'edits'), run };
};

const EVERY_MS = 10;

/** 40 direct ÷ (12% × 60% × 15% × 25%) = 40 ÷ 0.0027 = 14,814.8. */
const LAST_TARGET = '14,815';
