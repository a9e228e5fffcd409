import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Folders outside the repository, so that a bundle finds nothing but what is in it and the framework. */
export interface BundleFolders {
  /** Starts a function there, as the cloud does: by the framework's own command. */
  start(name: string, env: Readonly<Record<string, string>>): Promise<RunningFunction>;
  /** Writes the files of a function. */
  add(name: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<string>;
  remove(): Promise<void>;
}

export interface RunningFunction {
  url: string;
  /** The most bytes that were in memory at once; null where the system does not say. */
  memory(): Promise<number | null>;
  /** What it has written to its log. */
  said(): string;
  stop(): void;
}

export const bundleFolders = async (): Promise<BundleFolders> => {
  const folder = await mkdtemp(join(tmpdir(), 'techhire-bundles-'));
  const framework = 'node_modules/@google-cloud/functions-framework';
  await mkdir(join(folder, 'node_modules/@google-cloud'), { recursive: true });
  await symlink(join(import.meta.dirname, '../..', framework), join(folder, framework));
  return {
    add: async (name, files) => {
      const path = join(folder, name);
      await mkdir(path);
      for (const [file, content] of files) await writeFile(join(path, file), content);
      return path;
    },
    start: async (name, env) => {
      const port = await freePort();
      const child = spawn(
        process.execPath,
        [join(folder, framework, 'build/src/main.js'), `--target=${name}`, `--port=${port}`],
        { cwd: join(folder, name), env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let said = '';
      const hear = (chunk: Buffer): void => {
        said += chunk;
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      const url = `http://127.0.0.1:${port}/`;
      // A page that browsers ask for by themselves, and that no function sees.
      while (!(await isAnswered(`${url}favicon.ico`))) {
        if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}: ${said}`);
        await wait(2);
      }
      return {
        url,
        memory: async () => {
          const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
          const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
          return kilobytes === undefined ? null : Number(kilobytes) * 1024;
        },
        said: () => said,
        stop: () => void child.kill('SIGKILL'),
      };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

const isAnswered = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
