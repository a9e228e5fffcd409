import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findEmulator, startEmulator } from '../../../scripts/local/firestore/emulator.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sdk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (...path: string[]): string => {
  const made = join(folder, ...path);
  mkdirSync(dirname(made), { recursive: true });
  writeFileSync(made, '');
  chmodSync(made, 0o755);
  return made;
};

test('takes the jar that FIRESTORE_EMULATOR_JAR names and the Java of JAVA_HOME', () => {
  const jar = file('some.jar');
  const java = file('jre', 'bin', 'java');
  expect(findEmulator({ FIRESTORE_EMULATOR_JAR: jar, JAVA_HOME: join(folder, 'jre') })).toEqual({ jar, java });
});

test("finds the jar beside the gcloud of PATH, through symbolic links, and PATH's Java", () => {
  const jar = file('sdk', 'platform', 'cloud-firestore-emulator', 'cloud-firestore-emulator.jar');
  const gcloud = file('sdk', 'bin', 'gcloud');
  const java = file('bin', 'java');
  symlinkSync(gcloud, join(folder, 'bin', 'gcloud'));
  expect(findEmulator({ PATH: `/nowhere:${join(folder, 'bin')}` })).toEqual({ jar, java });
});

test('says which of the two is missing and what to do', async () => {
  const env = { FIRESTORE_EMULATOR_JAR: file('some.jar'), PATH: join(folder, 'empty') };
  const noJava = 'Java was not found: install a Java 11+ runtime, or leave out --firestore emulator.';
  expect(findEmulator(env)).toEqual({ missing: noJava });
  await expect(startEmulator({ env })).rejects.toThrow(noJava);
  expect(findEmulator({ FIRESTORE_EMULATOR_JAR: '/nowhere/emulator.jar' })).toEqual({
    missing: 'FIRESTORE_EMULATOR_JAR names /nowhere/emulator.jar, which is not there: correct it, or unset it.',
  });
});

test('ends with what Java says when the jar is not the emulator', async () => {
  const java = join(folder, 'jre', 'bin', 'java');
  mkdirSync(dirname(java), { recursive: true });
  writeFileSync(java, '#!/bin/sh\necho "Error: Could not find or load main class" >&2\nexit 1\n', { mode: 0o755 });
  const env = { ...process.env, FIRESTORE_EMULATOR_JAR: file('some.jar'), JAVA_HOME: join(folder, 'jre') };
  await expect(startEmulator({ env })).rejects.toThrow(
    /did not start on 127\.0\.0\.1:\d+: it ended with 1\. Error: Could not find or load main class/,
  );
});
