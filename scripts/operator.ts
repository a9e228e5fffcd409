import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { settings } from '../functions/config.ts';
import { UsageError } from './arguments.ts';
import { rootKeySecretName } from './deploy/deployed.ts';

/** Where an operator's command runs, and whom it can ask. */
export interface OperatorTerminal {
  out(text: string): void;
  err(text: string): void;
  env: Readonly<Record<string, string | undefined>>;
  /** Asks a yes-or-no question; null where nobody can be asked. */
  ask: ((question: string) => Promise<boolean>) | null;
}

export const operatorTerminal = (): OperatorTerminal => ({
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
  ask: stdin.isTTY && stdout.isTTY ? askPerson : null,
});

/** @throws UsageError where nobody can be asked */
export const isAgreed = ({ ask }: OperatorTerminal): Promise<boolean> => {
  if (!ask) throw new UsageError('Nobody is here to ask. Add --yes to carry this out, or --dry-run to only look.');
  return ask('Carry this out?');
};

const askPerson = async (question: string): Promise<boolean> => {
  const reader = createInterface({ input: stdin, output: stdout });
  try {
    return /^y(es)?$/i.test((await reader.question(`${question} [y/N] `)).trim());
  } finally {
    reader.close();
  }
};

/**
 * The settings of the functions. A machine of `npm start` says itself where its Firestore and its root keys are, and serves everything else itself. The root
 * keys of a deployment are where `npm run deploy` has put them.
 *
 * @throws UsageError where no such machine answers
 */
export const settingsOf = async (env: OperatorTerminal['env']): Promise<OperatorTerminal['env']> => {
  const rootUrl = env[settings.sheetsRootUrl.env]?.trim() ?? '';
  if (env[settings.firestoreEmulatorHost.env]) return env;
  if (rootUrl === '') {
    const project = env[settings.projectId.env];
    return project && !env[settings.rootKeys.env]
      ? { ...env, [settings.rootKeys.env]: rootKeySecretName(project) }
      : env;
  }
  const health = await fetch(new URL('/health', rootUrl), { signal: AbortSignal.timeout(5000) })
    .then((answer) => answer.json() as Promise<{ firestore?: { host: string; project: string }; rootKeys?: string }>)
    .catch((cause: unknown) => {
      throw new UsageError(`Nothing answers at ${rootUrl}/health. Is npm start running there?`, { cause });
    });
  return health.firestore === undefined
    ? env
    : {
        ...env,
        [settings.firestoreEmulatorHost.env]: health.firestore.host,
        [settings.projectId.env]: health.firestore.project,
        ...(health.rootKeys && { [settings.rootKeys.env]: health.rootKeys }),
        [settings.driveRootUrl.env]: rootUrl,
        [settings.publicUrl.env]: `${rootUrl.replace(/\/+$/, '')}/functions`,
      };
};
