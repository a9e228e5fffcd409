import { rootKeyFile } from './root-key-file.ts';
import { rootKeySecret } from './root-key-secret.ts';
import type { RootKeyStore } from './root-keys.ts';

/** @param where  as the setting TECHHIRE_ROOT_KEYS says it */
export const rootKeyStore = (where: string): RootKeyStore =>
  isSecretName(where) ? rootKeySecret(where) : rootKeyFile(where);

/** Secret Manager's name of a secret, without a version. */
export const isSecretName = (where: string): boolean => /^projects\/[^/]+\/secrets\/[^/]+$/.test(where);
