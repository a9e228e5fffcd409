import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { settings } from '../../functions/config.ts';
import manifest from '../../package.json' with { type: 'json' };
import { gcloudProblems } from '../support/gcloud.ts';
import { temporaryFolder } from '../support/machine.ts';
import { describeWhere, programMissing } from '../support/required.ts';
import { trials } from './programs.ts';
import { type ShellCommand, shellCommands } from './shell.ts';
import { blocksOf } from './worked-example.ts';

/*
 * Every command of every document: our own programs read its options or are run, gcloud's commands are given to gcloud's parser. What nobody here can read fails.
 */

const root = join(import.meta.dirname, '../..');

interface Documented extends ShellCommand {
  /** `docs/operator.md:12`. */
  where: string;
}

const documents = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);

/** Commands of shell blocks, and those within a sentence that go on behind the program's name. */
const commandsOf = (document: string): Documented[] => {
  const text = readFileSync(join(root, document), 'utf8');
  const isWorkedExample = (heading: string): boolean => document === 'docs/contributor.md' && /^Add /.test(heading);
  const blocks = blocksOf(text)
    // Those are carried out by contributor.test.ts.
    .filter(({ language, heading }) => language === 'sh' && !isWorkedExample(heading))
    .map((block) => ({ line: block.line, shell: block.text }));
  const withoutBlocks = text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ''));
  const inSentences = withoutBlocks.split('\n').flatMap((line, index) =>
    [...line.matchAll(/`((?:[A-Z_]+=\S+ )*(?:npm|npx|node|gcloud|terraform) [^`]+)`/g)].map(([, shell]) => ({
      line: index + 1,
      shell: shell!,
    })),
  );
  return [...blocks, ...inSentences].flatMap(({ line, shell }) =>
    shellCommands(shell).map((command) => ({ ...command, where: `${document}:${line}` })),
  );
};

const commands = documents.flatMap(commandsOf);
const isOf =
  (...program: string[]) =>
  ({ words }: Documented): boolean =>
    program.includes(words[0] ?? '');

test('every document has its commands read', () => {
  expect(documents).toContain('docs/operator.md');
  expect(commands.length).toBeGreaterThan(80);
});

test('every program is one that is tried below', () => {
  const known = isOf('npm', 'npx', 'node', 'gcloud', 'terraform');
  expect(commands.filter((each) => each.words.length > 0 && !known(each))).toEqual([]);
});

test('every variable that is set is a setting, with a value that it may have', () => {
  const read = Object.values(settings);
  const problems = commands.flatMap(({ env, where }) =>
    Object.entries(env).flatMap(([name, value]) => {
      const setting = read.find((each) => each.env === name);
      // How many tables the tests attack is theirs to read, and not the functions'.
      if (setting === undefined) return name === 'ATTACKED_TABLES' ? [] : [`${where}: there is no setting ${name}`];
      return setting.parse.safeParse(value).success ? [] : [`${where}: ${name} is "${value}". ${setting.mend}`];
    }),
  );
  expect(problems).toEqual([]);
});

/** `npm run NAME -- arguments`, `npm start -- arguments`. */
const ours = commands.filter(isOf('npm', 'node')).map(({ words, where }) => {
  // `node scripts/NAME.ts arguments` is the same without a name for npm.
  const [, script] = /^scripts\/([\w-]+)\.ts$/.exec(words[1]!) ?? [];
  if (script !== undefined) return { where, name: script, args: words.slice(2), line: words.join(' ') };
  const run = words.filter((word) => word !== '--silent').slice(1);
  const [verb, ...more] = run;
  const [name, ...behind] = verb === 'run' ? more : run;
  return { where, name: name!, args: behind[0] === '--' ? behind.slice(1) : behind, line: words.join(' ') };
});
const npmItself = ['install', 'ci', 'test', 'audit'];

describe('every program of ours', () => {
  const folder = temporaryFolder();
  afterAll(folder.remove);

  test('is a script of package.json', () => {
    const there = [...npmItself, ...Object.keys(manifest.scripts), 'bound-script'];
    expect(ours.filter(({ name }) => !there.includes(name))).toEqual([]);
  });

  // A program that is only named, without arguments, is not being shown how to use.
  test.each(ours.filter(({ name, args }) => !npmItself.includes(name) && args.length > 0))(
    '$where: $line',
    async ({ name, args }) => {
      expect(trials[name], `nobody tries ${name}`).toBeDefined();
      expect(await trials[name]!(args, folder.path)).toBeNull();
    },
  );

  test('a misspelt option is seen', async () => {
    for (const [name, trial] of Object.entries(trials))
      expect(await trial(['--no-such-option'], folder.path), name).not.toBeNull();
  });
});

test('tests that are named are there', () => {
  const named = commands.filter(isOf('npx')).flatMap(({ words }) => words.filter((word) => word.endsWith('.ts')));
  expect(named.length).toBeGreaterThan(0);
  for (const file of named) expect(readFileSync(join(root, file), 'utf8'), file).not.toBe('');
});

test('what Terraform is asked to show, it puts out', () => {
  const outputs = readFileSync(join(root, 'scripts/deploy/terraform/outputs.tf'), 'utf8');
  for (const { words, where } of commands.filter(isOf('terraform'))) {
    expect(words.slice(1, 3), where).toEqual(['-chdir=scripts/deploy/terraform', 'output']);
    expect(outputs, where).toContain(`output "${words.at(-1)}"`);
  }
});

describeWhere(
  programMissing('gcloud', '--version'),
  'every gcloud command of the documents',
  () => {
    test('is one that gcloud’s own parser takes', () => {
      const asked = commands.filter(isOf('gcloud'));
      expect(asked.length).toBeGreaterThan(5);
      const problems = gcloudProblems(asked.map(({ words }) => words.slice(1)));
      expect(problems.map((problem, index) => [asked[index]!.where, problem])).toEqual(
        asked.map(({ where }) => [where, null]),
      );
    });
  },
  { isOptional: true },
);
