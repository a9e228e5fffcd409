import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { IsoDate } from '../functions/plan/date.ts';
import type { Finding } from '../functions/plan/finding.ts';
import { localeOf } from '../functions/plan/locale.ts';
import { definitionsIn } from '../functions/plan/messages/definitions.ts';
import type { Language } from '../functions/plan/messages/language.ts';
import { headerOf, say, tabOf } from '../functions/plan/messages/said.ts';
import { type Words, wordsIn } from '../functions/plan/messages/words.ts';
import { MOST_SCENARIOS } from '../functions/plan/tables/what-if.ts';
import { type PlanChange, understoodChange } from '../functions/plan/whatif/change.ts';
import { valueNamed } from '../functions/plan/whatif/named-value.ts';
import { keyFigures, type Scenario, scenarioOf } from '../functions/plan/whatif/scenario.ts';
import { scenarioRows } from '../functions/plan/whatif/scenario-rows.ts';
import { type Assessment, assess, outcomeContext } from '../functions/sheet/assess.ts';
import type { Snapshot } from '../functions/sheet/snapshot.ts';
import { dayFlag, oneFile, parsedArguments, UsageError } from './arguments.ts';
import { languageFlag } from './language-flag.ts';
import { openPlanFile } from './plan-file.ts';
import { tableLines, wrapped } from './terminal-table.ts';
import { UnreadableFile } from './xlsx-snapshot.ts';

const usage = `What if: works out what a planning sheet (.xlsx) would come to with other values, beside the plan as it is. Writes nothing into the sheet.

  npm run whatif -- FILE.xlsx --set "NAME=VALUE" [--set ...] [--json] [--language en] [--today YYYY-MM-DD] [--locale en_US]
  npm run whatif -- FILE.xlsx --scenario "More seats" --set ... --scenario "Less help" --set ...
  npm run whatif -- FILE.xlsx

  --set NAME=VALUE  changes one value, named as on its tab:
                      --set goals.placements=120             --set "started->completed=85%"
                      --set "Veterans: assessed->enrolled=50%"  --set "seats of IT Support 2027-01-11=40"
                      --set "City fund: amount=$45,000"      --set "starts on of Web Developer=2027-02-01"
  --scenario NAME   begins a scenario, to which the --set behind it belong; up to ${MOST_SCENARIOS}
                    Without any --set the scenarios of the file's What-if tab are shown.
  --json            prints {plan, scenarios: [{name, changes, figures, findings}]} instead of a table; money is in cents
  --language CODE   en or es; otherwise the file's own
  --today DATE      checks as on that day; otherwise today
  --locale NAME     how numbers and dates are read; otherwise as the file says, or en_US

Exit status: 0, or 2 when the file cannot be read or a value is not understood.`;

/** What the command needs from the machine that it runs on. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  width: number;
  now: Date;
  newId: () => string;
}

/** @returns the exit status */
export const whatIf = async (args: readonly string[], terminal: Terminal): Promise<0 | 2> => {
  try {
    const options = readArguments(args, terminal.now);
    if (options === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const { file, today, locale, language } = options;
    const { snapshot } = await openPlanFile(file, locale);
    const context = { today, newId: terminal.newId, ...(language === undefined ? {} : { language }) };
    const assessment = assess(snapshot, context);
    const scenarios =
      options.asked.length === 0 ? assessment.scenarios : workedOut(options.asked, assessment, snapshot, today);
    if (scenarios.length === 0) {
      const { tell } = wordsIn(assessment.language);
      throw new UsageError(tell(say('whatIf.nothingTyped', { tab: tabOf('whatIf') })));
    }
    terminal.out(options.json ? asJson(assessment, scenarios) : report(assessment, scenarios, terminal.width));
    return 0;
  } catch (error) {
    if (error instanceof UsageError) terminal.err(`${error.message}\n\n${usage}\n`);
    else if (error instanceof UnreadableFile || error instanceof Misunderstood) terminal.err(`${error.message}\n`);
    else throw error;
    return 2;
  }
};

/** A change that cannot be made, and what to do. */
class Misunderstood extends Error {}

interface AskedScenario {
  /** null: it was given none. */
  name: string | null;
  /** `NAME=VALUE` */
  sets: string[];
}

interface WhatIfOptions {
  file: string;
  asked: AskedScenario[];
  json: boolean;
  today: IsoDate;
  locale: string | undefined;
  language: Language | undefined;
}

const readArguments = (args: readonly string[], now: Date): WhatIfOptions | 'help' => {
  const { values, positionals, tokens } = parsedArguments(args, {
    set: { type: 'string', multiple: true },
    scenario: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    language: { type: 'string' },
    today: { type: 'string' },
    locale: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  const asked: AskedScenario[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option' || token.value === undefined) continue;
    if (token.name === 'scenario') asked.push({ name: token.value, sets: [] });
    if (token.name !== 'set') continue;
    if (asked.length === 0) asked.push({ name: null, sets: [] });
    asked.at(-1)!.sets.push(token.value);
  }
  const empty = asked.find(({ sets }) => sets.length === 0);
  if (empty) throw new UsageError(`The scenario "${empty.name}" changes nothing: type --set behind its name.`);
  if (asked.length > MOST_SCENARIOS)
    throw new UsageError(
      `There are ${asked.length} scenarios; the most that stand beside the plan are ${MOST_SCENARIOS}.`,
    );
  return {
    file: oneFile(positionals, 'Of which file?'),
    asked,
    json: values.json ?? false,
    today: dayFlag(values.today, now),
    locale: values.locale,
    language: languageFlag(values.language, (message) => new UsageError(message)),
  };
};

const workedOut = (
  asked: readonly AskedScenario[],
  assessment: Assessment,
  snapshot: Snapshot,
  today: IsoDate,
): Scenario[] => {
  const { resultTabs } = definitionsIn(assessment.language);
  const { columns } = resultTabs.find(({ name }) => name === 'scenarios')!;
  return asked.map(({ name, sets }, index) =>
    scenarioOf(
      {
        name: name ?? columns.find((column) => column.name === `scenario${index + 1}`)!.header,
        changes: sets.map((set) => changeOf(set, assessment, snapshot)),
      },
      { plan: assessment.plan, ofCells: assessment.ofCells, outcome: assessment },
      outcomeContext(assessment, { today }),
    ),
  );
};

/** @throws Misunderstood */
const changeOf = (set: string, { plan, language }: Assessment, snapshot: Snapshot): PlanChange => {
  const words = wordsIn(language);
  const { tell } = words;
  // The last sign: `=>` may stand between the stages of a rate.
  const sign = set.lastIndexOf('=');
  const [name, typed] = [set.slice(0, sign).trim(), set.slice(sign + 1).trim()];
  if (sign < 1 || name === '' || typed === '')
    throw new UsageError(`--set is "${set}", but it must be a name, "=" and a value, such as goals.placements=120.`);
  const named = valueNamed(name, plan, words);
  if ('problem' in named) throw new Misunderstood(tell(named.problem));
  const change = understoodChange({ ...named, to: typed, shown: typed }, plan, localeOf(snapshot.locale));
  if ('text' in change)
    throw new Misunderstood(
      [`findings.${change.text}.message`, `findings.${change.text}.fix`]
        .map((text) => tell(say(text as Parameters<typeof say>[0], change.values)))
        .join(' '),
    );
  return change;
};

const asJson = (assessment: Assessment, scenarios: readonly Scenario[]): string => {
  const { tell } = wordsIn(assessment.language);
  const findings = (some: readonly Finding[]) =>
    some.map(({ code, severity, tab, cell, message, fix }) => ({ code, severity, tab, cell, message, fix }));
  return `${JSON.stringify(
    {
      plan: keyFigures(assessment),
      scenarios: scenarios.map((scenario) => ({
        name: scenario.name,
        changes: scenario.changes.map(({ section, field, rowId, what, called, from, to }) => ({
          section,
          field,
          rowId,
          what: tell(what),
          of: called && tell(called),
          from: from && tell(from),
          to: tell(to),
        })),
        figures: scenario.figures,
        findings: { added: findings(scenario.findings.added), gone: findings(scenario.findings.gone) },
      })),
    },
    null,
    2,
  )}\n`;
};

/** Figures side by side, then the findings that each scenario brings and mends. */
const report = (assessment: Assessment, scenarios: readonly Scenario[], width: number): string => {
  const words = wordsIn(assessment.language);
  const { tell } = words;
  const count = scenarios.length;
  const [names, ...rows] = scenarioRows(keyFigures(assessment), scenarios, words).map((row) =>
    row.slice(0, 3 + count).map((cell) => (cell === null || typeof cell === 'object' ? '' : tell(cell))),
  );
  // Findings are told below, where there is room for them.
  const figures = rows.slice(0, -3);
  const { columns } = definitionsIn(assessment.language).resultTabs.find(({ name }) => name === 'scenarios')!;
  const lines = figures.flatMap(([part, figure, ...cells], index) => {
    const first = figures[index - 1]?.[0] === part ? [] : [[part!, ...cells.map(() => '')]];
    const figureLines = wrapped(figure!, FIGURE_WIDTH).map((text, line) => [
      `  ${text}`,
      ...cells.map((cell) => (line === 0 ? cell : '')),
    ]);
    return [...first, ...figureLines];
  });
  const { community } = assessment.plan;
  return [
    tell(
      say('whatIf.commandTitle', {
        scenarios: count,
        community: community.values.name ?? tell(headerOf('community', 'name')),
      }),
    ),
    '',
    ...tableLines(
      [
        { header: columns[1]!.header, format: 'text' },
        { header: columns[2]!.header, format: 'whole' },
        ...scenarios.map((_, index) => ({ header: names![3 + index]!, format: 'whole' as const })),
      ],
      lines,
    ),
    ...scenarios.flatMap((scenario) => findingLines(scenario, width, words)),
    '',
  ].join('\n');
};

const FIGURE_WIDTH = 44;

const findingLines = ({ name, findings }: Scenario, width: number, { tell }: Words): string[] =>
  (['added', 'gone'] as const).flatMap((which) =>
    findings[which].length === 0
      ? []
      : [
          '',
          tell(
            say(which === 'added' ? 'whatIf.addedBy' : 'whatIf.goneBy', {
              scenario: name,
              count: findings[which].length,
            }),
          ),
          ...findings[which].flatMap(({ tab, cell, message, code }) =>
            wrapped(`${tab} ${cell}: ${message} [${code}]`, width - 4).map(
              (line, index) => `${index === 0 ? '  ' : '    '}${line}`,
            ),
          ),
        ],
  );

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await whatIf(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    width: process.stdout.columns ?? 100,
    now: new Date(),
    newId: () => randomBytes(12).toString('base64url'),
  });
