import { describe } from 'vitest';

/**
 * Describes tests that need something which not every machine has (Java for Google's emulator, a browser).
 * On a machine without it they are skipped with the reason; in CI a missing piece is a failure, so that a green run means that they ran.
 *
 * @param missing  null where the machine has all that is needed, else what to install
 */
export const describeWhere = (missing: string | null, name: string, body: () => void): void => {
  if (missing === null) describe(name, body);
  else if (process.env.CI) {
    describe(name, (): void => {
      throw new Error(`${name}: cannot run here: ${missing}`);
    });
  } else describe.skip(`${name} (skipped: ${missing})`, body);
};
