import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** @returns for each command (without the word gcloud) null where gcloud's own parser takes it, else what it says */
export const gcloudProblems = (commands: readonly (readonly string[])[]): (string | null)[] => {
  const [root, python] = execFileSync(
    'gcloud',
    ['info', '--format=csv[no-heading](installation.sdk_root,basic.python_location)'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
    .trim()
    .split(',') as [string, string];
  const { stdout, stderr, status } = spawnSync(python, [join(import.meta.dirname, 'gcloud-parser.py'), root], {
    input: commands.map((words) => `${JSON.stringify(words)}\n`).join(''),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`gcloud's parser could not be asked: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as string | null);
};
