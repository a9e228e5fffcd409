import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Allocation, allocationTask, bestAllocation } from '../functions/plan/allocation.ts';
import { allocationVerdict } from '../functions/plan/allocation-words.ts';
import type { IsoDate } from '../functions/plan/date.ts';
import { all, dollars, type Said, say, type TextKey, tabOf } from '../functions/plan/messages/said.ts';
import { wordsIn } from '../functions/plan/messages/words.ts';
import { sourceNamed } from '../functions/plan/money-rows.ts';
import type { Assessment } from '../functions/sheet/assess.ts';
import { assess } from '../functions/sheet/assess.ts';
import { loadSolver } from '../functions/solver.ts';
import { languageFlag } from './language-flag.ts';
import { readWorkbookFile, UnreadableFile } from './xlsx-snapshot.ts';

const usage = `Proposes which seats to fill, and with which money, to reach the placements goal of a planning sheet (.xlsx) at the least cost;
where it cannot be reached, the most placements possible and what is missing. Writes nothing into the sheet.

  npm run allocate -- FILE.xlsx [--hoped-for] [--json] [--language en]

  --hoped-for   counts money applied for and ideas as if they came true; otherwise only what is received or committed
  --json        prints the proposal for programs
  --language    of the proposal: en or es; otherwise the file's own

Exit status: 0 when the goal can be reached, 1 when it cannot, 2 when the file cannot be read or says too little.`;

/** `--language` names one that the planner does not speak. */
class UnknownLanguage extends Error {}

/** @returns the exit status */
export const allocate = async (
  args: readonly string[],
  { out, err, today }: { out: (text: string) => void; err: (text: string) => void; today: IsoDate },
): Promise<0 | 1 | 2> => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'hoped-for': { type: 'boolean' },
        json: { type: 'boolean' },
        language: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [file, ...others] = positionals;
    if (values.help || file === undefined || others.length > 0) {
      (values.help ? out : err)(`${usage}\n`);
      return values.help ? 0 : 2;
    }
    const language = languageFlag(values.language, (message) => new UnknownLanguage(message));
    const { snapshot } = await readWorkbookFile(file);
    const assessment = assess(snapshot, {
      today,
      newId: () => randomBytes(12).toString('base64url'),
      ...(language === undefined ? {} : { language }),
    });
    const task = allocationTask(assessment.counted, assessment.funnel, {
      today,
      hopedFor: values['hoped-for'] ?? false,
    });
    if (!task) {
      const missing = say('funnel.stillMissing', { missing: all(assessment.funnel.missing) });
      err(`${wordsIn(assessment.language).tell(say('allocation.none', { missing }))}\n`);
      return 2;
    }
    const proposal = bestAllocation(task, await loadSolver());
    out(values.json ? `${JSON.stringify(proposal, null, 2)}\n` : allocationReport(proposal, assessment));
    return proposal.placed >= proposal.goal ? 0 : 1;
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof UnknownLanguage) err(`${error.message}\n`);
    else if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS'))
      err(`${(error as Error).message}\n\n${usage}\n`);
    else throw error;
    return 2;
  }
};

const allocationReport = (proposal: Allocation, { counted: plan, language }: Assessment): string => {
  const { tell } = wordsIn(language);
  const padded = (count: number): string => String(count).padStart(4);
  const part = (title: TextKey, lines: readonly Said[]): string[] =>
    lines.length === 0 ? [] : ['', tell(say(title)), ...lines.map((line) => `  ${tell(line)}`)];
  const seats = proposal.intakes.map(({ row, seats, of, inTime }) => {
    const { values } = plan.programs.find((each) => each.row === row)!;
    return say(inTime ? 'allocation.intake' : 'allocation.intakeTooLate', {
      seats: padded(seats),
      of: padded(of),
      program: values.name!,
      start: values.startsOn!,
      role: values.role!,
      tab: tabOf('programs'),
      row,
    });
  });
  const roles = proposal.roles
    .filter(({ placedDirect, placedTrained }) => placedDirect + placedTrained > 0)
    .map(({ role, placedDirect, placedTrained, openings }) =>
      say(openings === null ? 'allocation.placed' : 'allocation.placedOf', {
        placed: padded(placedDirect + placedTrained),
        ...(openings === null ? {} : { openings: padded(openings) }),
        role: role === '' ? say('allocation.anyRole') : role,
        trained: placedTrained,
        direct: placedDirect,
      }),
    );
  const sources = proposal.sources
    .filter(({ used }) => used > 0)
    .map(({ row, used, amount }) =>
      say('allocation.source', {
        used: dollars(used),
        amount: dollars(amount),
        source: sourceNamed(plan.funding.find((each) => each.row === row)!),
        tab: tabOf('funding'),
        row,
      }),
    );
  return [
    tell(allocationVerdict(proposal, plan)),
    ...part('allocation.seats', seats),
    ...part('allocation.roles', roles),
    ...part('allocation.sources', sources),
    '',
    tell(say('allocation.proposal')),
    '',
  ].join('\n');
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await allocate(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    // Rows with errors do not count, and some are errors only on some days.
    today: new Date().toISOString().slice(0, 10),
  });
