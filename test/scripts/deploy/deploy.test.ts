import { describe, expect, test } from 'vitest';
import { type DeployOptions, readOptions } from '../../../scripts/deploy/options.ts';
import { type Command, deploymentSteps, shellLine } from '../../../scripts/deploy/steps.ts';
import { type DeployTerminal, deploy } from '../../../scripts/deploy.ts';
import { gcloudProblems } from '../../support/gcloud.ts';
import { describeWhere, programMissing } from '../../support/required.ts';

const needed = ['--project', 'techhire-ohio', '--region', 'us-east5'];
const everything = [
  ...needed,
  '--firestore-location',
  'nam5',
  '--sheet-accounts',
  '5',
  '--calls-per-project',
  '600',
  '--alert-email',
  'ops@techhire.example',
  '--billing-account',
  '012345-6789AB-CDEF01',
  '--budget',
  '200',
  '--publisher-org',
  'US-EIN-123456789',
  '--publisher-name',
  'TechHire Ohio',
  '--yes',
];
const folders = { terraform: 'scripts/deploy/terraform', bundles: 'bundles', variables: 'variables.tfvars.json' };

/** A terminal that writes down what is run, and answers as the programs would. */
const recording = (answer: (line: string) => number | 'missing' = () => 0) => {
  const said: string[] = [];
  const ran: string[] = [];
  const terminal: DeployTerminal = {
    out: (text) => said.push(text),
    err: (text) => said.push(text),
    run: (command: Command, { input }) => {
      const line = shellLine(command);
      ran.push(input === undefined ? line : `${input.trim()} | ${line}`);
      const status = answer(line);
      return {
        status: status === 'missing' ? null : status,
        isMissing: status === 'missing',
        stdout: line.includes('print-access-token') ? 'a-token\n' : line.includes('new-root-key') ? 'a-root-key\n' : '',
      };
    },
  };
  return { terminal, ran, said: () => said.join('') };
};

describe('what is given on the command line', () => {
  test('is read, with Firestore beside the functions where nothing else is said', () => {
    expect(readOptions(needed)).toEqual({
      project: 'techhire-ohio',
      region: 'us-east5',
      firestoreLocation: 'us-east5',
      sheetAccounts: 1,
      callsPerProject: 300,
      alertEmail: null,
      billingAccount: null,
      monthlyBudgetDollars: 50,
      publisher: null,
      dryRun: false,
      yes: false,
    } satisfies DeployOptions);
    expect(readOptions(everything)).toMatchObject({
      firestoreLocation: 'nam5',
      sheetAccounts: 5,
      callsPerProject: 600,
      yes: true,
    });
    expect(readOptions([...everything, '--360giving-prefix', '360G-techhire'])).toMatchObject({
      publisher: {
        organization: 'US-EIN-123456789',
        name: 'TechHire Ohio',
        type: '90',
        grantPrefix: '360G-techhire',
      },
    });
  });

  test.each([
    [['--region', 'us-east5'], '--project is missing'],
    [['--project', 'techhire-ohio'], '--region is missing'],
    [['--project', 'TechHire', '--region', 'us-east5'], '--project is "TechHire"'],
    [['--project', 'techhire-ohio', '--region', 'Ohio'], '--region is "Ohio"'],
    [[...needed, '--sheet-accounts', '0'], '--sheet-accounts is "0". Give it a whole number from 1 to 100.'],
    [[...needed, '--sheet-accounts', '2.5'], '--sheet-accounts is "2.5"'],
    [[...needed, '--calls-per-project', '1'], '--calls-per-project is "1". Give it a whole number from 2 to 1000000.'],
    [[...needed, '--alert-email', 'nobody'], '--alert-email is "nobody"'],
    [[...needed, '--billing-account', '12'], '--billing-account is "12"'],
    [[...needed, '--publisher-org', 'Ohio'], '--publisher-org is "Ohio". Set it to a list’s code and the number on it'],
    [
      [...needed, '--publisher-org', 'US-EIN-1'],
      '--publisher-org is not enough: give --publisher-org and --publisher-name.',
    ],
    [[...needed, '--360giving-prefix', '360G-x'], '--360giving-prefix is not enough'],
    [[...everything, '--publisher-type', '12'], '--publisher-type is "12"'],
    [[...needed, '--dry-run', '--yes'], 'contradict each other'],
    [[...needed, '--zone', 'x'], '--zone'],
    [[...needed, 'please'], 'please'],
  ])('%j is refused, saying what is wrong', (args, message) => {
    const { terminal, ran, said } = recording();
    expect(deploy(args, terminal)).toBe(2);
    expect(said()).toContain(message);
    expect(ran).toEqual([]);
  });
});

describe('a deployment', () => {
  test('with --dry-run prints every step and runs none', () => {
    const { terminal, ran, said } = recording();
    expect(deploy([...needed, '--dry-run'], terminal)).toBe(0);
    expect(ran).toEqual([]);
    const lines = said().split('\n');
    for (const { command } of deploymentSteps(readOptions(needed) as DeployOptions, folders))
      expect(lines.some((line) => line.includes(`${command.program} ${command.words[0]!.split('=')[0]}`))).toBe(true);
    // What is printed can be pasted into a shell: everything else is a comment.
    for (const line of lines.filter((line) => line !== '')) expect(line).toMatch(/^(# |gcloud |terraform |npm )/);
  });

  test('makes the bucket for the state once', () => {
    const first = recording((line) => (line.includes('buckets describe') ? 1 : 0));
    expect(deploy(everything, first.terminal)).toBe(0);
    expect(first.ran.filter((line) => line.includes('buckets create'))).toHaveLength(1);
    const second = recording();
    expect(deploy(everything, second.terminal)).toBe(0);
    expect(second.ran.filter((line) => line.includes('buckets create'))).toEqual([]);
    expect(second.said()).toContain('It is there already.');
  });

  test('makes the first root key once, and hands it to Secret Manager alone', () => {
    const first = recording((line) =>
      line.includes('secrets describe') || line.includes('versions describe') ? 1 : 0,
    );
    expect(deploy(everything, first.terminal)).toBe(0);
    expect(first.ran.filter((line) => line.includes('a-root-key'))).toEqual([
      'a-root-key | gcloud secrets versions add techhire-root-keys --data-file=- --project=techhire-ohio',
    ]);
    expect(first.ran.filter((line) => line.includes('secrets create'))).toHaveLength(1);
    expect(first.said()).not.toContain('a-root-key');
    const second = recording();
    expect(deploy(everything, second.terminal)).toBe(0);
    expect(second.ran.filter((line) => /secrets create|versions add|new-root-key/.test(line))).toEqual([]);
  });

  test('stops at the step that fails, and says how to go on', () => {
    const { terminal, ran, said } = recording((line) =>
      line.startsWith('terraform') && line.includes(' init') ? 1 : 0,
    );
    expect(deploy(everything, terminal)).toBe(1);
    expect(ran.filter((line) => line.includes(' apply'))).toEqual([]);
    expect(said()).toContain('This step failed:\n  terraform -chdir=');
  });

  test.each([
    ['gcloud', 'missing', 'gcloud is not installed'],
    ['gcloud', 1, 'gcloud auth login'],
    ['terraform', 'missing', 'Terraform is not installed'],
  ] as const)('where %s answers %s it does not begin', (program, answer, message) => {
    const { terminal, said } = recording((line) => (line.startsWith(program) ? answer : 0));
    expect(deploy(everything, terminal)).toBe(2);
    expect(said()).toContain(message);
  });
});

describeWhere(
  programMissing('gcloud', '--version'),
  'every gcloud command of a deployment',
  () => {
    test('is one that gcloud’s own parser takes', () => {
      const commands = deploymentSteps(readOptions(everything) as DeployOptions, folders)
        .flatMap(({ command, unless }) => (unless ? [unless, command] : [command]))
        .filter(({ program }) => program === 'gcloud')
        .map(({ words }) => words);
      expect(commands.length).toBeGreaterThan(4);
      commands.push(['auth', 'print-access-token']);
      // A parser that took everything would say nothing.
      const misspelt = ['storage', 'buckets', 'create', 'gs://x', '--regoin=us-east5'];
      const problems = gcloudProblems([...commands, misspelt]);
      expect(problems.pop()).toContain('--regoin');
      expect(problems.map((problem, index) => [commands[index], problem])).toEqual(
        commands.map((words) => [words, null]),
      );
    });
  },
  { isOptional: true },
);
