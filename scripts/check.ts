import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RULES_VERSION } from '../functions/plan/checks/catalogue.ts';
import type { IsoDate } from '../functions/plan/date.ts';
import type { Language } from '../functions/plan/messages/language.ts';
import { say } from '../functions/plan/messages/said.ts';
import { wordsIn } from '../functions/plan/messages/words.ts';
import { assess } from '../functions/sheet/assess.ts';
import { annotate } from './annotate.ts';
import { dayFlag, oneFile, parsedArguments, UsageError } from './arguments.ts';
import { checkReport } from './check-report.ts';
import { languageFlag } from './language-flag.ts';
import { openPlanFile } from './plan-file.ts';
import { UnreadableFile } from './xlsx-snapshot.ts';

const usage = `Checks a filled-in planning sheet (.xlsx) as the planner does: findings, the checklist, the funnel, the forecast, the roles that are short of people, and the money.

  npm run check -- FILE.xlsx [--json] [--annotate OUT.xlsx] [--today YYYY-MM-DD] [--locale en_US] [--language en]

  --json            prints {findings, checklist, funnel, risk, calendar, forecast, pipeline, money} instead of a report
  --annotate OUT    writes a copy with notes on the cells, the Status columns and the planner's tabs filled
  --today DATE      checks as on that day; otherwise today
  --locale NAME     how numbers and dates typed as text are read; otherwise as the file says, or en_US
  --language CODE   of findings and report: en or es; otherwise the file's own

Exit status: 0 without errors, 1 with errors in the plan, 2 when the file cannot be read or written.`;

/** What the command needs from the machine that it runs on. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  width: number;
  color: boolean;
  now: Date;
  newId: () => string;
}

/** @returns the exit status */
export const check = async (args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> => {
  try {
    const options = readArguments(args, terminal.now);
    if (options === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const opened = await openPlanFile(options.file, options.locale);
    const assessment = assess(opened.snapshot, {
      today: options.today,
      newId: terminal.newId,
      ...(options.language === undefined ? {} : { language: options.language }),
    });
    const { findings, checklist, risk, calendar, forecast, pipeline, money } = assessment;
    const funnel = { ...assessment.funnel, missing: assessment.funnel.missing.map(wordsIn(assessment.language).tell) };
    terminal.out(
      options.json
        ? `${JSON.stringify({ findings, checklist, funnel, risk, calendar, forecast, pipeline, money, rulesVersion: RULES_VERSION }, null, 2)}\n`
        : checkReport(options.file, assessment, terminal),
    );
    if (options.annotate !== undefined) {
      await writeCopy(options.annotate, annotate(opened, assessment, terminal.now));
      // Beside the report, not in it: what is printed with --json must stay JSON.
      terminal.err(`${wordsIn(assessment.language).tell(say('report.wrote', { file: options.annotate }))}\n`);
    }
    return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  } catch (error) {
    if (error instanceof UsageError) terminal.err(`${error.message}\n\n${usage}\n`);
    else if (error instanceof UnreadableFile) terminal.err(`${error.message}\n`);
    else throw error;
    return 2;
  }
};

interface CheckOptions {
  file: string;
  json: boolean;
  annotate: string | undefined;
  today: IsoDate;
  locale: string | undefined;
  language: Language | undefined;
}

const readArguments = (args: readonly string[], now: Date): CheckOptions | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    json: { type: 'boolean' },
    annotate: { type: 'string' },
    today: { type: 'string' },
    locale: { type: 'string' },
    language: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  const language = languageFlag(values.language, (message) => new UsageError(message));
  const file = oneFile(positionals, 'Which file is to be checked?');
  if (values.annotate !== undefined && resolve(values.annotate) === resolve(file))
    throw new UsageError('--annotate writes a copy: give it another name than the file that is checked.');
  return {
    file,
    json: values.json ?? false,
    annotate: values.annotate,
    today: dayFlag(values.today, now),
    locale: values.locale,
    language,
  };
};

const writeCopy = async (file: string, bytes: Buffer): Promise<void> => {
  try {
    await writeFile(file, bytes);
  } catch (error) {
    throw new UnreadableFile(`Cannot write ${file}: ${(error as Error).message}`, { cause: error });
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { stdout, env } = process;
  // Whoever reads may have seen enough, as `head` has.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = await check(process.argv.slice(2), {
    out: (text) => stdout.write(text),
    err: (text) => process.stderr.write(text),
    width: stdout.columns ?? 100,
    color: stdout.isTTY === true && !env.NO_COLOR,
    now: new Date(),
    newId: () => randomBytes(12).toString('base64url'),
  });
}
