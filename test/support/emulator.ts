import { findEmulator } from '../../scripts/local/firestore/emulator.ts';

/** What Google's Firestore emulator lacks on this machine, null where it can run; for `describeWhere`. */
export const missingEmulator = (): string | null => {
  const found = findEmulator();
  return 'missing' in found ? found.missing : null;
};
