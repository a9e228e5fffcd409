import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Language } from '../functions/plan/messages/language.ts';
import { templateLayout } from '../sheets-template/layout.ts';
import { templateWorkbook } from '../sheets-template/workbook.ts';
import { languageFlag } from './language-flag.ts';
import { finishWorkbook } from './xlsx/finish.ts';

const usage = `Writes the blank planning sheet as a file for Excel, LibreOffice or Google Sheets.

  npm run template -- --xlsx FILE.xlsx [--title TITLE] [--locale en_US] [--language en] [--force]

  --title TITLE    what the plan is called; otherwise "TechHire planning checklist"
  --locale NAME    how numbers and dates typed as text are read later, for example es_US; otherwise en_US
  --language CODE  of titles, headers and notes: en or es; otherwise en
  --force          replaces a file that is there already`;

/** What keeps the template from being written, said so that the next try is right. */
class TemplateError extends Error {}

/** @returns the exit status: 0 when the file is written, 2 when not */
export const template = async (
  args: readonly string[],
  terminal: { out(text: string): void; err(text: string): void; now: Date },
): Promise<0 | 2> => {
  try {
    const options = readArguments(args);
    if (options === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const { file, force, ...layoutOptions } = options;
    const workbook = await templateWorkbook(templateLayout(layoutOptions), { now: terminal.now });
    await write(file, finishWorkbook(Buffer.from(await workbook.xlsx.writeBuffer())), force);
    terminal.out(`Wrote ${file}. Fill it in, then check it: npm run check -- ${file}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
};

interface TemplateOptions {
  file: string;
  force: boolean;
  title?: string;
  locale?: string;
  language?: Language;
}

const readArguments = (args: readonly string[]): TemplateOptions | 'help' => {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  if (positionals.length > 0)
    throw new TemplateError(`"${positionals[0]}" is not expected here. The file is named with --xlsx.\n\n${usage}`);
  if (!values.xlsx) throw new TemplateError(`Which file is to be written?\n\n${usage}`);
  if (!/\.xlsx$/i.test(values.xlsx))
    throw new TemplateError(`--xlsx is "${values.xlsx}", but the file's name must end in .xlsx.`);
  if (values.locale !== undefined && !isLocale(values.locale))
    throw new TemplateError(
      `--locale is "${values.locale}", but it must be a language and country such as en_US or es_US.`,
    );
  const language = languageFlag(values.language, (message) => new TemplateError(message));
  return {
    file: values.xlsx,
    force: values.force ?? false,
    ...(values.title === undefined ? {} : { title: values.title }),
    ...(language === undefined ? {} : { language }),
    ...(values.locale === undefined ? {} : { locale: values.locale.replace('-', '_') }),
  };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        xlsx: { type: 'string' },
        title: { type: 'string' },
        locale: { type: 'string' },
        language: { type: 'string' },
        force: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new TemplateError(`${(error as Error).message}\n\n${usage}`);
  }
};

const isLocale = (name: string): boolean => {
  if (!/^[a-z]{2,3}([-_][A-Z]{2})?$/.test(name)) return false;
  return Intl.DateTimeFormat.supportedLocalesOf(name.replace('_', '-')).length > 0;
};

const write = async (file: string, bytes: Buffer, force: boolean): Promise<void> => {
  try {
    await writeFile(file, bytes, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new TemplateError(`${file} is there already. Choose another name, or add --force to replace it.`);
    const why =
      code === 'ENOENT'
        ? 'there is no such folder.'
        : code === 'EISDIR'
          ? 'it is a folder.'
          : code === 'EACCES' || code === 'EPERM'
            ? 'you may not write there.'
            : message;
    throw new TemplateError(`Cannot write ${file}: ${why}`, { cause: error });
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await template(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    now: new Date(),
  });
