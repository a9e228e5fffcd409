import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeployError, readOptions, usage } from './deploy/options.ts';
import {
  type Command,
  deploymentSteps,
  type Folders,
  type Step,
  stepLine,
  terraformVariables,
} from './deploy/steps.ts';

const root = join(import.meta.dirname, '..');
const folders: Folders = {
  terraform: join(root, 'scripts/deploy/terraform'),
  bundles: join(root, '.local/deploy/bundles'),
  variables: join(root, '.local/deploy/variables.tfvars.json'),
};

export interface DeployTerminal {
  out(text: string): void;
  err(text: string): void;
  /** Runs a command with the terminal's own input and output, or with none where it is `quiet`; `input` is what it reads instead of the terminal. */
  run(command: Command, options: { env: Record<string, string>; quiet: boolean; input?: string }): Ended;
}

/** How a command ended. */
export interface Ended {
  /** null where there is no such program, or it was stopped. */
  status: number | null;
  isMissing: boolean;
  /** Empty unless it was run quietly. */
  stdout: string;
}

/** @returns the exit status: 0 when everything is set up (or shown), 1 when a step failed, 2 when it could not begin */
export const deploy = (args: readonly string[], terminal: DeployTerminal): 0 | 1 | 2 => {
  try {
    const options = readOptions(args);
    if (options === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const steps = deploymentSteps(options, folders);
    if (options.dryRun) {
      terminal.out(
        [
          `# ${folders.variables}`,
          ...JSON.stringify(terraformVariables(options, folders), null, 2)
            .split('\n')
            .map((line) => `# ${line}`),
          '',
          ...steps.flatMap((step) => [`# ${step.title}`, stepLine(step), '']),
        ].join('\n'),
      );
      return 0;
    }
    const env = signedIn(terminal);
    mkdirSync(dirname(folders.variables), { recursive: true });
    writeFileSync(folders.variables, `${JSON.stringify(terraformVariables(options, folders), null, 2)}\n`);
    for (const [index, step] of steps.entries()) {
      const { title, unless } = step;
      terminal.out(`\n${index + 1} of ${steps.length}: ${title}\n`);
      if (unless && terminal.run(unless, { env, quiet: true }).status === 0) {
        terminal.out('It is there already.\n');
        continue;
      }
      if (!carriedOut(step, env, terminal)) {
        terminal.err(
          `This step failed:\n  ${stepLine(step)}\nWhat it says above is the reason. Mend it and run the same command again: what is done already is not done twice.\n`,
        );
        return 1;
      }
    }
    terminal.out(
      `\nDone. To see whether all is well: npm run doctor -- --project ${options.project} --region ${options.region}\n`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof DeployError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
};

const carriedOut = ({ input, command }: Step, env: Record<string, string>, terminal: DeployTerminal): boolean => {
  if (!input) return terminal.run(command, { env, quiet: false }).status === 0;
  const made = terminal.run(input, { env, quiet: true });
  return made.status === 0 && terminal.run(command, { env, quiet: false, input: made.stdout }).status === 0;
};

/** Terraform works as whoever gcloud is signed in as, so that nobody has to sign in twice. */
const signedIn = (terminal: DeployTerminal): Record<string, string> => {
  const token = terminal.run({ program: 'gcloud', words: ['auth', 'print-access-token'] }, { env: {}, quiet: true });
  if (token.isMissing)
    throw new DeployError('gcloud is not installed. See https://cloud.google.com/sdk/docs/install, then try again.');
  if (token.status !== 0) throw new DeployError('gcloud is not signed in. Run "gcloud auth login", then try again.');
  if (terminal.run({ program: 'terraform', words: ['version'] }, { env: {}, quiet: true }).isMissing)
    throw new DeployError(
      'Terraform is not installed. See https://developer.hashicorp.com/terraform/install, then try again.',
    );
  return { GOOGLE_OAUTH_ACCESS_TOKEN: token.stdout.trim() };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = deploy(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    run: ({ program, words }, { env, quiet, input }) => {
      const { status, stdout, error } = spawnSync(program, words, {
        cwd: root,
        env: { ...process.env, ...env },
        stdio: quiet ? 'pipe' : [input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'],
        ...(input !== undefined && { input }),
        encoding: 'utf8',
      });
      const isMissing = (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
      return { status, isMissing, stdout: stdout ?? '' };
    },
  });
}
