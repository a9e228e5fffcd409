import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Allocation, bestAllocation } from '../functions/plan/allocation.ts';
import { allocationVerdict } from '../functions/plan/allocation-words.ts';
import type { IsoDate } from '../functions/plan/date.ts';
import { all, dollars } from '../functions/plan/messages/said.ts';
import { wordsIn } from '../functions/plan/messages/words.ts';
import { sourceKinds } from '../functions/plan/tables/funding.ts';
import type { Assessment } from '../functions/sheet/assess.ts';
import { assess } from '../functions/sheet/assess.ts';
import { loadSolver } from './solver.ts';
import { readWorkbookFile, UnreadableFile } from './xlsx-snapshot.ts';

const usage = `Proposes which seats to fill, and with which money, to reach the placements goal of a planning sheet (.xlsx) at the least cost;
where it cannot be reached, the most placements possible and what is missing. Writes nothing into the sheet.

  npm run allocate -- FILE.xlsx [--hoped-for] [--json]

  --hoped-for   counts money applied for and ideas as if they came true; otherwise only what is received or committed
  --json        prints the proposal for programs

Exit status: 0 when the goal can be reached, 1 when it cannot, 2 when the file cannot be read or says too little.`;

/** @returns the exit status */
export const allocate = async (
  args: readonly string[],
  { out, err, today }: { out: (text: string) => void; err: (text: string) => void; today: IsoDate },
): Promise<0 | 1 | 2> => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'hoped-for': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    const [file, ...others] = positionals;
    if (values.help || file === undefined || others.length > 0) {
      (values.help ? out : err)(`${usage}\n`);
      return values.help ? 0 : 2;
    }
    const { snapshot } = await readWorkbookFile(file);
    const assessment = assess(snapshot, { today, newId: () => randomBytes(12).toString('base64url') });
    const proposal = bestAllocation(assessment.counted, assessment.funnel, await loadSolver(), {
      hopedFor: values['hoped-for'] ?? false,
    });
    if (!proposal) {
      err(
        `No proposal yet. Still missing: ${wordsIn('en').tell(all(assessment.funnel.missing))}. Errors on those tabs count as missing.\n`,
      );
      return 2;
    }
    out(values.json ? `${JSON.stringify(proposal, null, 2)}\n` : allocationReport(proposal, assessment));
    return proposal.placed >= proposal.goal ? 0 : 1;
  } catch (error) {
    if (error instanceof UnreadableFile) err(`${error.message}\n`);
    else if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS'))
      err(`${(error as Error).message}\n\n${usage}\n`);
    else throw error;
    return 2;
  }
};

const allocationReport = (proposal: Allocation, { counted: plan }: Assessment): string => {
  const show = (cents: number): string => wordsIn('en').tell(dollars(cents));
  const seats = proposal.intakes.map(({ row, seats, of, inTime }) => {
    const { values } = plan.programs.find((each) => each.row === row)!;
    const late = inTime ? '' : ', ends outside the plan year';
    return `  ${String(seats).padStart(4)} of ${String(of).padStart(4)}  ${values.name}, from ${values.startsOn} (${values.role}; Programs row ${row}${late})`;
  });
  const roles = proposal.roles
    .filter(({ placedDirect, placedTrained }) => placedDirect + placedTrained > 0)
    .map(
      ({ role, placedDirect, placedTrained, openings }) =>
        `  ${String(placedDirect + placedTrained).padStart(4)}${openings === null ? '' : ` of ${String(openings).padStart(4)} openings`}  ${role === '' ? 'Any role' : role}: ${placedTrained} after training, ${placedDirect} by direct match`,
    );
  const sources = proposal.sources
    .filter(({ used }) => used > 0)
    .map(({ row, used, amount }) => {
      const { values } = plan.funding.find((each) => each.row === row)!;
      const name = [values.source === null ? null : sourceKinds[values.source], values.program].filter(
        (part) => part !== null,
      );
      return `  ${show(used)} of ${show(amount)}  ${name.join(': ')} (Funding row ${row})`;
    });
  return [
    allocationVerdict(proposal, plan),
    ...(seats.length > 0 ? ['', 'Seats to fill', ...seats] : []),
    ...(roles.length > 0 ? ['', 'Placements by role', ...roles] : []),
    ...(sources.length > 0 ? ['', 'Money used, for coordination and the like first', ...sources] : []),
    '',
    'A proposal: nothing is written into the sheet.',
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
