import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningFirestore } from './embedded.ts';

/** What is needed to run Google's emulator, or what of it is missing and how to mend that. */
export type FoundEmulator = { jar: string; java: string } | { missing: string };

export interface EmulatorOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  /** Where to keep the data of `project` from one start to the next. Without it, nothing is kept. */
  dataDir?: string;
  /** The project whose default database is kept; others' are not. */
  project?: string;
  env?: NodeJS.ProcessEnv;
}

const JAR_IN_SDK = join('platform', 'cloud-firestore-emulator', 'cloud-firestore-emulator.jar');
/** The jar's manifest names no main class, so `java -jar` cannot run it. */
const MAIN_CLASS = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';
/** Half the start time and less memory than Java's defaults take. */
const JAVA_FLAGS = ['-Duser.language=en', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'];
const START_TIMEOUT_MS = 30_000;
const EXPORT_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 5_000;
const EXPORT_NAME = 'firestore';

/** Looks for the jar in FIRESTORE_EMULATOR_JAR, else where Cloud SDKs are installed, and for Java in JAVA_HOME and PATH. */
export const findEmulator = (env: NodeJS.ProcessEnv = process.env): FoundEmulator => {
  const chosen = env.FIRESTORE_EMULATOR_JAR;
  if (chosen && !existsSync(chosen))
    return { missing: `FIRESTORE_EMULATOR_JAR names ${chosen}, which is not there: correct it, or unset it.` };
  const jar =
    chosen ||
    sdkFolders(env)
      .map((folder) => join(folder, JAR_IN_SDK))
      .find((path) => existsSync(path));
  if (!jar)
    return {
      missing:
        "Google's Firestore emulator was not found: run `gcloud components install cloud-firestore-emulator`, set FIRESTORE_EMULATOR_JAR to the jar, or leave out --firestore emulator.",
    };
  const java = findJava(env);
  if (java === null)
    return { missing: 'Java was not found: install a Java 11+ runtime, or leave out --firestore emulator.' };
  return { jar, java };
};

/**
 * Starts Google's emulator and waits until it answers. `close` ends it.
 *
 * With `dataDir`, `close` exports the documents of the project's default database, and the next start reads them. What does not
 * survive: whatever was written since the last `close` when the emulator or this process is killed, other projects and named databases. The
 * embedded server keeps all of that. When this process itself is killed (SIGKILL), the emulator stays behind.
 *
 * @throws Error that names what is missing and how to mend it, or that ends with the emulator's own last words
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<RunningFirestore> => {
  const { dataDir, project, env = process.env } = options;
  const found = findEmulator(env);
  if ('missing' in found) throw new Error(found.missing);
  const port = options.port || (await freePort());
  const host = `127.0.0.1:${port}`;
  const saved = dataDir === undefined ? null : savedExport(dataDir);

  const child = spawn(
    found.java,
    [
      ...JAVA_FLAGS,
      '-cp',
      found.jar,
      MAIN_CLASS,
      'start',
      '--host=127.0.0.1',
      `--port=${port}`,
      ...(saved === null || !existsSync(saved) ? [] : [`--seed_from_export=${saved}`]),
    ],
    // A group of its own, so that Ctrl-C in the terminal reaches it only through `close`, after the export.
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env },
  );
  const lastWords = keepLastWords(child);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const endWithUs = (): void => kill(child, 'SIGKILL');
  process.once('exit', endWithUs);

  const stop = async (): Promise<void> => {
    kill(child, 'SIGTERM');
    const timer = setTimeout(() => kill(child, 'SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
    process.off('exit', endWithUs);
  };

  try {
    await untilAnswering(host, child, ended);
  } catch (error) {
    await stop();
    throw new Error(
      `Google's Firestore emulator did not start on ${host}: ${(error as Error).message} ${lastWords()}`.trim(),
      { cause: error },
    );
  }

  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    try {
      if (dataDir !== undefined && project !== undefined && child.exitCode === null)
        await exportTo(dataDir, host, project);
    } finally {
      await stop();
    }
  };
  return {
    host,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
};

/** Where Cloud SDKs are installed by their package, their archive, snap and Homebrew, and where PATH's gcloud really is. */
const sdkFolders = (env: NodeJS.ProcessEnv): string[] => {
  const gcloud = onPath('gcloud', env);
  // .../google-cloud-sdk/bin/gcloud
  const ofGcloud = gcloud === null ? [] : [dirname(dirname(realpathSync(gcloud)))];
  return [
    ...(env.CLOUDSDK_ROOT_DIR ? [env.CLOUDSDK_ROOT_DIR] : []),
    ...ofGcloud,
    '/usr/lib/google-cloud-sdk',
    '/google-cloud-sdk',
    '/opt/google-cloud-sdk',
    '/usr/local/google-cloud-sdk',
    '/usr/share/google-cloud-sdk',
    '/snap/google-cloud-sdk/current',
    '/snap/google-cloud-cli/current',
    '/opt/homebrew/share/google-cloud-sdk',
    '/usr/local/share/google-cloud-sdk',
    join(env.HOME ?? homedir(), 'google-cloud-sdk'),
  ];
};

const findJava = (env: NodeJS.ProcessEnv): string | null => {
  const ofHome = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : null;
  return ofHome !== null && isExecutable(ofHome) ? ofHome : onPath('java', env);
};

const onPath = (program: string, env: NodeJS.ProcessEnv): string | null =>
  (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isExecutable) ?? null;

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The emulator takes no port 0, so one is taken and given back for it. */
const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** The end of what it has printed; reading it also keeps it from blocking on a full pipe. */
const keepLastWords = (child: ChildProcess): (() => string) => {
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-2000);
    });
  child.on('error', (error) => {
    words += error.message;
  });
  return () => words.trim();
};

const untilAnswering = async (host: string, child: ChildProcess, ended: Promise<void>): Promise<void> => {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  while (Date.now() < deadline) {
    if (hasEnded) throw new Error(`it ended with ${child.exitCode ?? child.signalCode ?? 'an error'}.`);
    try {
      const response = await fetch(`http://${host}/`, { signal: AbortSignal.timeout(1000) });
      await response.text();
      if (response.ok && !hasEnded) return;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  throw new Error(`it has not answered for ${START_TIMEOUT_MS / 1000} seconds.`);
};

const kill = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    // A negative id means the whole group.
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const savedExport = (dataDir: string): string => join(dataDir, EXPORT_NAME, `${EXPORT_NAME}.overall_export_metadata`);

/** Exports beside the export of last time and puts it in its place once it is whole. */
const exportTo = async (dataDir: string, host: string, project: string): Promise<void> => {
  mkdirSync(dataDir, { recursive: true });
  const folder = mkdtempSync(join(dataDir, 'exporting-'));
  try {
    const response = await fetch(`http://${host}/emulator/v1/projects/${project}:export`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        database: `projects/${project}/databases/(default)`,
        export_directory: folder,
        export_name: EXPORT_NAME,
      }),
      signal: AbortSignal.timeout(EXPORT_TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    rmSync(join(dataDir, EXPORT_NAME), { recursive: true, force: true });
    renameSync(join(folder, EXPORT_NAME), join(dataDir, EXPORT_NAME));
  } catch (error) {
    throw new Error(
      `Cannot keep what is in Google's Firestore emulator in ${dataDir}: ${(error as Error).message}. The export of last time is as it was.`,
      { cause: error },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
