import { execFile } from 'node:child_process';
import { accessSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const found = (process.env.PATH ?? '').split(delimiter).some((folder) => {
  try {
    accessSync(join(folder, 'soffice'));
    return true;
  } catch {
    return false;
  }
});

/** What to install where LibreOffice is missing; null where it is there. */
export const withoutLibreOffice = found ? null : 'LibreOffice (libreoffice-calc)';

/**
 * Opens a file in LibreOffice and saves it again, as a person does who works with it.
 *
 * @returns the path of the file that LibreOffice wrote
 */
export const savedByLibreOffice = async (file: string, format: 'xlsx' | 'csv', folder: string): Promise<string> => {
  // A profile of its own: two that share one wait for each other.
  const profile = await mkdtemp(join(tmpdir(), 'libreoffice-'));
  try {
    await promisify(execFile)('soffice', [
      `-env:UserInstallation=file://${profile}`,
      '--headless',
      '--convert-to',
      format,
      '--outdir',
      folder,
      file,
    ]);
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
  return join(folder, basename(file).replace(/\.\w+$/, `.${format}`));
};
