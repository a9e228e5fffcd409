import type { Config } from '../config.ts';
import type { FunctionName } from '../function-names.ts';

/**
 * Where one of our functions is reached from outside.
 *
 * @throws Error where the configuration does not say; the settings that need it are refused without it when they are read
 */
export const functionUrl = ({ publicUrl }: Pick<Config, 'publicUrl'>, name: FunctionName): string => {
  if (publicUrl === null) throw new Error(`Where ${name} is reached from outside is not configured.`);
  return publicUrl.includes('{function}')
    ? publicUrl.replaceAll('{function}', deployedName(name))
    : `${publicUrl}/${name}`;
};

/** `onEdit` is `on-edit` in Google Cloud, where a service's name has lower-case letters, digits and hyphens. */
export const deployedName = (name: FunctionName): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
