import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { allocate } from '../../scripts/allocate.ts';
import { check } from '../../scripts/check.ts';
import { connect } from '../../scripts/connect.ts';
import { readOptions } from '../../scripts/deploy/options.ts';
import { switchDrivePush } from '../../scripts/drive-push.ts';
import { exportSummaries } from '../../scripts/export-summaries.ts';
import { forget } from '../../scripts/forget.ts';
import { groups } from '../../scripts/groups.ts';
import { invite } from '../../scripts/invite.ts';
import { startOptions } from '../../scripts/local/options.ts';
import { reconcileSheets } from '../../scripts/reconcile.ts';
import { repair } from '../../scripts/repair.ts';
import { restore } from '../../scripts/restore.ts';
import { rotateKey } from '../../scripts/rotate-key.ts';
import { share } from '../../scripts/share.ts';
import { template } from '../../scripts/template.ts';
import { upgrade } from '../../scripts/upgrade.ts';
import { whatIf } from '../../scripts/whatif.ts';

const root = join(import.meta.dirname, '../..');

/** @returns what is wrong with a command's arguments; null where they do */
type Trial = (args: readonly string[], folder: string) => Promise<string | null>;

/** An operator's command stops at the settings, which nothing but its arguments comes before: so these were understood. */
const upToSettings =
  (
    command: (
      args: readonly string[],
      terminal: {
        out(text: string): void;
        err(text: string): void;
        env: Record<string, never>;
        ask: null;
        wait(): Promise<void>;
      },
    ) => Promise<number>,
  ): Trial =>
  async (args) => {
    let said = '';
    const say = (text: string): void => {
      said += text;
    };
    await command(args, { out: say, err: say, env: {}, ask: null, wait: async () => {} });
    return /^The settings do not do:\n- GOOGLE_CLOUD_PROJECT is not set/.test(said) ? null : said;
  };

/** What only reads and writes files is run, on the demo plan; every workbook that it names lies in a folder of the test. */
const forFiles =
  (
    command: (args: readonly string[], terminal: FileTerminal) => Promise<number>,
    most: 0 | 1,
    { isWriting = false } = {},
  ): Trial =>
  async (args, folder) => {
    let said = '';
    const say = (text: string): void => {
      said += text;
    };
    const inFolder = args.map((word) => (word.endsWith('.xlsx') ? join(folder, word) : word));
    if (!isWriting && inFolder[0]?.endsWith('.xlsx'))
      copyFileSync(join(root, 'test/fixtures/riverbend.xlsx'), inFolder[0]);
    const status = await command(isWriting ? [...inFolder, '--force'] : inFolder, {
      out: () => {},
      err: say,
      width: 100,
      color: false,
      now: new Date('2026-11-23T12:00:00Z'),
      today: '2026-11-23',
      newId: randomUUID,
    });
    return status <= most ? null : said;
  };

interface FileTerminal {
  out(text: string): void;
  err(text: string): void;
  width: number;
  color: boolean;
  now: Date;
  today: string;
  newId: () => string;
}

/** What runs for long only has its options read: with --help behind them it does no more. */
const options =
  (script: string): Trial =>
  (args) =>
    carriedOut(script, [...args, '--help']);

const carriedOut = (script: string, args: readonly string[]): Promise<string | null> =>
  promisify(execFile)(process.execPath, [`scripts/${script}.ts`, ...args], { cwd: root }).then(
    () => null,
    (error: Error & { stderr: string }) => error.stderr,
  );

const thrown = async (read: () => unknown): Promise<string | null> => {
  try {
    read();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

const withoutArguments: Trial = async (args) => (args.length === 0 ? null : `It takes no arguments, but has ${args}.`);

/** How each of `npm run`'s programs is tried; `start` is `npm start`. */
export const trials: Readonly<Record<string, Trial>> = {
  start: (args) => thrown(() => startOptions(args, {})),
  deploy: (args) => thrown(() => readOptions(args)),
  template: forFiles(template, 0, { isWriting: true }),
  check: forFiles(check, 1),
  allocate: forFiles(allocate, 1),
  whatif: forFiles(whatIf, 0),
  invite: upToSettings(invite),
  connect: upToSettings(connect),
  forget: upToSettings(forget),
  repair: upToSettings(repair),
  upgrade: upToSettings(upgrade),
  restore: upToSettings(restore),
  reconcile: upToSettings(reconcileSheets),
  'drive-push': upToSettings(switchDrivePush),
  'rotate-key': upToSettings(rotateKey),
  share: upToSettings(share),
  groups: upToSettings(groups),
  'export-summaries': upToSettings(exportSummaries),
  simulate: options('simulate'),
  bench: options('bench'),
  faults: options('faults'),
  bundle: options('bundle'),
  'bound-script': (args, folder) =>
    carriedOut(
      'bound-script',
      args.map((word) => (word.startsWith('-') ? word : join(folder, word))),
    ),
  doctor: options('doctor'),
  reference: withoutArguments,
  format: withoutArguments,
  verify: withoutArguments,
};
