import { existsSync } from 'node:fs';
import { rootKeyFile } from '../../functions/keys/root-key-file.ts';
import { formatRootKeys, newRootKey } from '../../functions/keys/root-keys.ts';
import type { DataFolder } from './data-folder.ts';

/** @returns the file with this machine's root keys, in place of Secret Manager; made where there is none */
export const keptRootKeys = async (folder: Pick<DataFolder, 'file'>): Promise<string> => {
  const file = folder.file('root-keys');
  if (!existsSync(file)) await rootKeyFile(file).write(formatRootKeys([newRootKey(new Date())]));
  return file;
};
