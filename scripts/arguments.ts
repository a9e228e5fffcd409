import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type IsoDate, readDateText } from '../functions/plan/date.ts';
import { localeOf } from '../functions/plan/locale.ts';
import { listed } from '../functions/plan/text.ts';

/** Wrong use of a command, said so that the next try is right. */
export class UsageError extends Error {}

/**
 * What was typed behind a command: options, the files beside them, and all of it in its order.
 *
 * @throws UsageError
 */
export const parsedArguments = <const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, tokens: true, options });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

/** @throws UsageError where there is none, or more than one */
export const oneFile = (positionals: readonly string[], question: string): string => {
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError(question);
  if (others.length > 0) throw new UsageError(`One file at a time: ${listed(positionals)} are ${positionals.length}.`);
  return file;
};

/**
 * What `--today` says, or the day on this machine's calendar.
 *
 * @throws UsageError where it is no day
 */
export const dayFlag = (typed: string | undefined, now: Date): IsoDate => {
  if (typed === undefined)
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
  const read = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? readDateText(typed, localeOf('en_US')) : null;
  if (!read || !('date' in read))
    throw new UsageError(`--today is "${typed}", but it must be a day such as 2026-11-23.`);
  return read.date;
};
