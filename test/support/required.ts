import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

/**
 * Describes tests that need something which not every machine has (Java for Google's emulator, a browser).
 * On a machine without it they are skipped with the reason; in CI a missing piece is a failure, so that a green run means that they ran.
 *
 * @param missing  null where the machine has all that is needed, else what to install
 * @param options.isOptional  the tests are skipped in CI too: for programs that cannot be installed everywhere (gcloud, terraform)
 */
export const describeWhere = (
  missing: string | null,
  name: string,
  body: () => void,
  { isOptional = false } = {},
): void => {
  if (missing === null) describe(name, body);
  else if (process.env.CI && !isOptional) {
    describe(name, (): void => {
      throw new Error(`${name}: cannot run here: ${missing}`);
    });
  } else describe.skip(`${name} (skipped: ${missing})`, body);
};

/** @returns null where the program runs, else what to install */
export const programMissing = (program: string, ...words: string[]): string | null =>
  spawnSync(program, words, { stdio: 'ignore' }).status === 0 ? null : `install ${program}`;
