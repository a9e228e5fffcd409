import { allRules, RULES_VERSION } from '../functions/plan/checks/catalogue.ts';
import { dateInWords } from '../functions/plan/date.ts';
import type { Finding, Severity } from '../functions/plan/finding.ts';
import { definitionsIn } from '../functions/plan/messages/definitions.ts';
import { dollars } from '../functions/plan/messages/said.ts';
import { wordsIn } from '../functions/plan/messages/words.ts';
import { stillToFind } from '../functions/plan/money.ts';
import { funnelTab, type ResultCell, type ResultColumn } from '../functions/plan/results.ts';
import { findingCounts } from '../functions/plan/summary.ts';
import { rateNames } from '../functions/plan/tables/assumptions.ts';
import { type StageName, stageNames } from '../functions/plan/tables/progress.ts';
import { needKinds } from '../functions/plan/tables/resources.ts';
import { counted, listed } from '../functions/plan/text.ts';
import type { Assessment } from '../functions/sheet/assess.ts';
import { checklistLine } from '../functions/sheet/feedback.ts';

export interface ReportOptions {
  /** Columns of the terminal. */
  width: number;
  color: boolean;
}

/** What a check of a file found, for a terminal: findings by tab, the checklist, the funnel and the money. */
export const checkReport = (file: string, assessment: Assessment, options: ReportOptions): string => {
  const paint = painter(options.color);
  const width = Math.max(NARROWEST, options.width);
  return [
    heading(file, assessment, paint),
    findingLines(assessment.findings, width, paint),
    checklistLines(assessment, width, paint),
    funnelLines(assessment, paint),
    ...confidenceLines(assessment, paint),
    ...calendarLines(assessment, paint),
    ...pipelineLines(assessment, width, paint),
    moneyLines(assessment, paint),
  ]
    .map((part) => part.join('\n'))
    .join('\n\n')
    .concat('\n');
};

/** Narrower lines would hold a word each. */
const NARROWEST = 60;

type Ink = 'bold' | 'dim' | Severity;
type Painter = (ink: Ink, text: string) => string;

const codes: Record<Ink, string> = { bold: '1', dim: '2', error: '31', warning: '33', info: '34' };

const painter =
  (color: boolean): Painter =>
  (ink, text) =>
    color ? `\u001B[${codes[ink]}m${text}\u001B[0m` : text;

const heading = (file: string, { plan }: Assessment, paint: Painter): string[] => {
  const { name, yearStart, yearEnd } = plan.community.values;
  const year = yearStart && yearEnd ? `, ${yearStart} to ${yearEnd}` : '';
  return [paint('bold', `${name ?? 'A plan without a community name'}${year}`), paint('dim', file)];
};

const severityWords: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'hint' };

const findingLines = (findings: readonly Finding[], width: number, paint: Painter): string[] => {
  if (findings.length === 0) return ['No findings.'];
  const cellWidth = Math.max(...findings.map(({ cell }) => cell.length));
  const indent = cellWidth + 12;
  const lines = [...Map.groupBy(findings, ({ tab }) => tab)].flatMap(([tab, inTab]) => [
    paint('bold', tab),
    ...inTab.flatMap(({ cell, severity, message, fix, code }) => [
      ...wrapped(`${message} [${code}]`, width - indent).map((line, index) =>
        index === 0
          ? `  ${cell.padEnd(cellWidth)}  ${paint(severity, severityWords[severity].padEnd(7))} ${line}`
          : ' '.repeat(indent) + line,
      ),
      ...wrapped(fix, width - indent - 2).map(
        (line, index) => `${' '.repeat(indent)}${index === 0 ? '→ ' : '  '}${line}`,
      ),
    ]),
    '',
  ]);
  const counts = findingCounts(findings);
  return [
    ...lines,
    [
      counted(counts.error, 'error', 'errors'),
      counted(counts.warning, 'warning', 'warnings'),
      counted(counts.info, 'hint', 'hints'),
    ].join(', '),
    paint('dim', `Held to ${allRules.length} rules, version ${RULES_VERSION}`),
  ];
};

const checklistLines = ({ checklist, language }: Assessment, width: number, paint: Painter): string[] => {
  const { checklistStates: states } = definitionsIn(language);
  const open = checklist.filter(({ state }) => state !== 'done' && state !== 'setAside');
  const stateWidth = Math.max(0, ...open.map(({ state }) => states[state].length));
  const indent = stateWidth + 4;
  return [
    `${paint('bold', 'Checklist')}: ${checklistLine(checklist, wordsIn(language))}`,
    ...open.flatMap(({ state, question, why, goTo }) => [
      ...wrapped(question, width - indent).map(
        (line, index) => `  ${(index === 0 ? states[state] : '').padEnd(stateWidth)}  ${line}`,
      ),
      ...wrapped(`${why} (${goTo.tab}!${goTo.cell})`, width - indent).map(
        (line) => ' '.repeat(indent) + paint('dim', line),
      ),
    ]),
  ];
};

/** Columns of the Funnel tab that have a table of their own here, and the swings with them, so that the lines fit. */
const confidenceColumns: ReadonlySet<string> = new Set(['withConfidence', 'withUncertainRates', 'chance']);

const confidenceLines = ({ funnel, risk }: Assessment, paint: Painter): string[][] => {
  if (!funnel.all || !risk) return [];
  const { stages } = funnel.all;
  const shown = (count: number): string => showCell(count, 'whole');
  const [swing] = risk.swings;
  return [
    [
      `${paint('bold', 'Confidence')}: ${risk.weakest === null ? 'no goal' : `the goal is no likelier than ${showCell(risk.weakest.chance, 'percent')}, with ${shown(risk.weakest.planned)} planned at ${stageNames[risk.weakest.stage]}`}`,
      ...tableLines(
        [
          { header: 'Stage', format: 'text' },
          { header: 'Target', format: 'whole' },
          { header: `With ${showCell(risk.confidence / 10_000, 'percent')} confidence`, format: 'whole' },
          { header: 'With uncertain rates', format: 'whole' },
          { header: 'Chance of those planned', format: 'percent' },
        ],
        (Object.keys(stageNames) as StageName[]).map((stage) => {
          const { withConfidence, withUncertainRates, chance } = risk.all[stage];
          return [
            stageNames[stage],
            shown(stages[stage].target),
            shown(withConfidence),
            shown(withUncertainRates),
            showCell(chance, 'percent'),
          ];
        }),
      ),
      ...(swing
        ? [
            `Outreach hangs most on ${rateNames[swing.step]}: ${shown(swing.awareIfHigh)} to ${shown(swing.awareIfLow)} people to make aware`,
          ]
        : []),
    ],
  ];
};

const funnelLines = ({ results, funnel, risk, language }: Assessment, paint: Painter): string[] => {
  const title = paint('bold', 'Funnel');
  if (!funnel.all)
    return [`${title}: not worked out yet. Still missing: ${funnel.missing.map(wordsIn(language).tell).join('; ')}.`];
  const { placements, placementsDirect, placementsTrained } = funnel.all;
  // How each number is worked out fills a tab, not a terminal; dates have a table of their own below.
  const kept = funnelTab.columns.flatMap((column, index) =>
    column.format === 'date' || confidenceColumns.has(column.name) || index === funnelTab.columns.length - 1
      ? []
      : index,
  );
  let scope = '';
  return [
    `${title}: ${counted(placements, 'placement', 'placements')}, ${placementsDirect.toLocaleString('en-US')} by direct match and ${placementsTrained.toLocaleString('en-US')} after training`,
    ...tableLines(
      kept.map((index) => funnelTab.columns[index]!),
      results.funnel.slice(0, risk === null ? undefined : -risk.swings.length || undefined).map((row) => {
        const repeats = row[0] === scope;
        scope = String(row[0]);
        return kept.map((index) =>
          repeats && index === 0 ? '' : showCell(row[index]!, funnelTab.columns[index]!.format),
        );
      }),
    ),
  ];
};

/** Headers over lines of cells, numbers to the right. */
const tableLines = (
  columns: readonly { header: string; format: ResultColumn['format'] }[],
  rows: readonly (readonly string[])[],
): string[] => {
  const headers = columns.map(({ header }) => wrapped(header, HEADER_WIDTH));
  const widths = headers.map((lines, column) =>
    Math.max(...lines.map((each) => each.length), ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        columns[column]!.format === 'text' ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  return [
    ...Array.from({ length: Math.max(...headers.map((lines) => lines.length)) }, (_, index) =>
      line(headers.map((lines) => lines[index] ?? '')),
    ),
    line(widths.map((width) => '─'.repeat(width))),
    ...rows.map(line),
  ];
};

/** By when, how far people should be by now, and how far they are. */
const calendarLines = ({ calendar: { calendar } }: Assessment, paint: Painter): string[][] => {
  if (!calendar) return [];
  const { asOf, countedThrough, stages } = calendar;
  const shown = (count: number | null): string => showCell(count);
  return [
    [
      `${paint('bold', 'Calendar')}: ${countedThrough === null ? `on ${dateInWords(asOf)}, nobody counted yet` : `counted through ${dateInWords(countedThrough)}`}`,
      ...tableLines(
        [
          { header: 'Stage', format: 'text' },
          { header: 'Target', format: 'whole' },
          { header: 'By when', format: 'date' },
          { header: 'Due by then', format: 'whole' },
          { header: 'So far', format: 'whole' },
          { header: 'Too late by', format: 'whole' },
          { header: 'Still possible by', format: 'date' },
        ],
        (Object.keys(stageNames) as StageName[]).map((stage) => {
          const { target, byWhen, dueNow, counted: soFar, late, earliest } = stages[stage];
          return [
            stageNames[stage],
            shown(target),
            byWhen ?? '',
            shown(dueNow),
            shown(soFar),
            shown(late),
            earliest ?? '',
          ];
        }),
      ),
    ],
  ];
};

/** Where employers have more openings than people get ready, and whether there is enough training. */
const pipelineLines = ({ pipeline }: Assessment, width: number, paint: Painter): string[][] => {
  if (!pipeline) return [];
  const short = pipeline.roles.filter(({ openings, ready }) => openings !== null && openings > ready);
  const people = (count: number): string => counted(count, 'person', 'people');
  const lines = [
    ...short.map(
      ({ name, openings, ready }) =>
        `${name}: ${counted(openings!, 'opening', 'openings')}, ${people(ready)} ready, ${(openings! - ready).toLocaleString('en-US')} short`,
    ),
    ...(pipeline.withoutDemand.length > 0 ? [`Nobody here has openings for: ${listed(pipeline.withoutDemand)}`] : []),
    ...(pipeline.capture
      ? [
          `Committed employers have openings for ${pipeline.capture.hired.toLocaleString('en-US')} of the ${people(pipeline.capture.completers)} who complete training this year`,
        ]
      : []),
  ];
  return [
    [
      `${paint('bold', 'Pipeline')}: ${short.length === 0 ? 'no role is' : `${counted(short.length, 'role is', 'roles are')}`} short of people`,
      ...lines.flatMap((line) =>
        wrapped(line, width - 2).map((part, index) => `${index === 0 ? '  ' : '    '}${part}`),
      ),
    ],
  ];
};

const moneyLines = ({ money }: Assessment, paint: Painter): string[] => {
  const title = paint('bold', 'Money');
  if (money.needs.length === 0) return [`${title}: no amounts on Resources, and no prices on Programs yet.`];
  const rows = [
    ...[...money.needs.map((need) => ({ name: needKinds[need.need], ...need })), { name: 'All', ...money.total }].map(
      (each) => [
        each.name,
        ...[each.amount, each.received, each.committed, each.applied + each.idea, stillToFind(each)].map(showMoney),
      ],
    ),
  ];
  return [
    `${title}: ${showMoney(money.total.amount)} needed, ${showMoney(stillToFind(money.total))} still to find`,
    ...tableLines(
      ['Need', 'Needed', 'Received', 'Committed', 'Hoped for', 'Still to find'].map((header, column) => ({
        header,
        format: column === 0 ? 'text' : 'money',
      })),
      rows,
    ),
  ];
};

const showMoney = (cents: number): string => wordsIn('en').tell(dollars(cents));

const showCell = (cell: ResultCell, format: ResultColumn['format'] = 'whole'): string => {
  if (cell === null) return '';
  if (typeof cell === 'number' && format === 'percent') return `${(cell * 100).toFixed(1)}%`;
  if (typeof cell === 'number') return cell.toLocaleString('en-US');
  return typeof cell === 'string' ? cell : cell.label;
};

/** Long headers take more lines, so that the table fits into a terminal. */
const HEADER_WIDTH = 10;

/** Breaks at spaces; a word longer than the line stands alone. */
const wrapped = (text: string, width: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};
