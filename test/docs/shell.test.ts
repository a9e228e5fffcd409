import { expect, test } from 'vitest';
import { type ShellCommand, shellCommands } from './shell.ts';

const command = (words: string[], env: ShellCommand['env'] = {}): ShellCommand => ({ env, words });

test.each<[string, ShellCommand[]]>([
  ['npm install && npm start', [command(['npm', 'install']), command(['npm', 'start'])]],
  ['npm test   # every test', [command(['npm', 'test'])]],
  ['a --name "Delta region" b', [command(['a', '--name', 'Delta region', 'b'])]],
  ["a '--format=value(name)'", [command(['a', '--format=value(name)'])]],
  ['a \\\n  --b', [command(['a', '--b'])]],
  ['X=1 Y=two a', [command(['a'], { X: '1', Y: 'two' })]],
  ['export X=1', [command([], { X: '1' })]],
  ['a > out.txt; b | c', [command(['a']), command(['b']), command(['c'])]],
  ['a "b $(c d)"', [command(['a', 'b $(c d)']), command(['c', 'd'])]],
  ['a\n\n# about b\nb', [command(['a']), command(['b'])]],
])('%j is read as a shell reads it', (typed, expected) => {
  expect(shellCommands(typed)).toEqual(expected);
});

test('a quote that is never closed is no command', () => {
  expect(() => shellCommands("a 'b")).toThrow("never closed, or not understood: 'b");
});
