import { allRules, RULES_VERSION } from '../functions/plan/checks/catalogue.ts';
import { type Finding, type Severity, severities } from '../functions/plan/finding.ts';
import { paceInWords } from '../functions/plan/forecast-rows.ts';
import { definitionsIn } from '../functions/plan/messages/definitions.ts';
import type { Language } from '../functions/plan/messages/language.ts';
import {
  all,
  day,
  dollars,
  headerOf,
  optionOf,
  type Said,
  say,
  small,
  type TextKey,
  tabOf,
} from '../functions/plan/messages/said.ts';
import { type Words, wordsIn } from '../functions/plan/messages/words.ts';
import { stillToFind } from '../functions/plan/money.ts';
import type { ResultCell, ResultColumn, ResultName, ResultTab } from '../functions/plan/results.ts';
import { findingCounts } from '../functions/plan/summary.ts';
import { type StageName, stageNames } from '../functions/plan/tables/progress.ts';
import type { Assessment } from '../functions/sheet/assess.ts';
import { checklistLine } from '../functions/sheet/feedback.ts';
import { tableLines, wrapped } from './terminal-table.ts';

export interface ReportOptions {
  /** Columns of the terminal. */
  width: number;
  color: boolean;
}

/** What a check of a file found, for a terminal: findings by tab, the checklist, the funnel and the money, in the sheet's language. */
export const checkReport = (file: string, assessment: Assessment, options: ReportOptions): string => {
  const telling: Telling = {
    paint: painter(options.color),
    width: Math.max(NARROWEST, options.width),
    words: wordsIn(assessment.language),
  };
  return [
    heading(file, assessment, telling),
    findingLines(assessment.findings, telling),
    checklistLines(assessment, telling),
    funnelLines(assessment, telling),
    ...confidenceLines(assessment, telling),
    ...calendarLines(assessment, telling),
    ...forecastLines(assessment, telling),
    ...pipelineLines(assessment, telling),
    moneyLines(assessment, telling),
  ]
    .map((part) => part.join('\n'))
    .join('\n\n')
    .concat('\n');
};

/** How it is told: in which colours, how wide, and in whose words. */
interface Telling {
  paint: Painter;
  width: number;
  words: Words;
}

/** Narrower lines would hold a word each. */
const NARROWEST = 60;

type Ink = 'bold' | 'dim' | Severity;
type Painter = (ink: Ink, text: string) => string;

const codes: Record<Ink, string> = { bold: '1', dim: '2', error: '31', warning: '33', info: '34' };

const painter =
  (color: boolean): Painter =>
  (ink, text) =>
    color ? `\u001B[${codes[ink]}m${text}\u001B[0m` : text;

const heading = (file: string, { plan }: Assessment, { paint, words: { tell } }: Telling): string[] => {
  const { name, yearStart, yearEnd } = plan.community.values;
  const named = name ?? say('report.unnamed');
  const line = yearStart && yearEnd ? say('report.years', { name: named, from: yearStart, to: yearEnd }) : named;
  return [paint('bold', tell(line)), paint('dim', file)];
};

/** A part's title and what it comes to: `Funnel: 80 placements`. */
const titled = (title: Said, text: Said, { paint, words: { tell } }: Telling): string =>
  tell(say('words.titled', { title: paint('bold', tell(title)), text }));

const findingLines = (findings: readonly Finding[], { paint, width, words: { tell } }: Telling): string[] => {
  if (findings.length === 0) return [tell(say('report.noFindings'))];
  const severityWords = Object.fromEntries(
    severities.map((severity) => [severity, tell(small(say(`words.${severity}`)))]),
  ) as Record<Severity, string>;
  const wordWidth = Math.max(...Object.values(severityWords).map(({ length }) => length));
  const cellWidth = Math.max(...findings.map(({ cell }) => cell.length));
  const indent = cellWidth + wordWidth + 5;
  const lines = [...Map.groupBy(findings, ({ tab }) => tab)].flatMap(([tab, inTab]) => [
    paint('bold', tab),
    ...inTab.flatMap(({ cell, severity, message, fix, code }) => [
      ...wrapped(`${message} [${code}]`, width - indent).map((line, index) =>
        index === 0
          ? `  ${cell.padEnd(cellWidth)}  ${paint(severity, severityWords[severity].padEnd(wordWidth))} ${line}`
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
      say('words.errors', { count: counts.error }),
      say('words.warnings', { count: counts.warning }),
      say('words.hints', { count: counts.info }),
    ]
      .map(tell)
      .join(', '),
    paint('dim', tell(say('report.rules', { rules: allRules.length, version: RULES_VERSION }))),
  ];
};

const checklistLines = ({ checklist, language }: Assessment, telling: Telling): string[] => {
  const { paint, width, words } = telling;
  const { checklistStates: states } = definitionsIn(language);
  const open = checklist.filter(({ state }) => state !== 'done' && state !== 'setAside');
  const stateWidth = Math.max(0, ...open.map(({ state }) => states[state].length));
  const indent = stateWidth + 4;
  return [
    titled(tabOf('checklist'), checklistLine(checklist, words), telling),
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

const allStages = Object.keys(stageNames) as StageName[];
const stageNamed = (stage: StageName): Said => headerOf('progress', stage);

/** Columns of the Funnel tab that have a table of their own here, and the swings with them, so that the lines fit. */
const confidenceColumns: ReadonlySet<string> = new Set(['withConfidence', 'withUncertainRates', 'chance']);

const confidenceLines = ({ funnel, risk, language }: Assessment, telling: Telling): string[][] => {
  if (!funnel.all || !risk) return [];
  const { words } = telling;
  const { stages } = funnel.all;
  const shown = (count: number): string => showCell(count, words);
  const [swing] = risk.swings;
  const weakest = risk.weakest && {
    chance: showCell(risk.weakest.chance, words, 'percent'),
    planned: risk.weakest.planned,
    stage: stageNamed(risk.weakest.stage),
  };
  return [
    [
      titled(say('report.confidence'), weakest ? say('report.weakest', weakest) : say('report.noGoal'), telling),
      ...tableLines(
        [
          columnOf('funnel', 'stage', language),
          columnOf('funnel', 'target', language),
          {
            header: words.tell(
              say('report.withConfidence', { confidence: showCell(risk.confidence / 10_000, words, 'percent') }),
            ),
            format: 'whole',
          },
          columnOf('funnel', 'withUncertainRates', language),
          { header: words.tell(say('report.chance')), format: 'percent' },
        ],
        allStages.map((stage) => {
          const { withConfidence, withUncertainRates, chance } = risk.all[stage];
          return [
            words.tell(stageNamed(stage)),
            shown(stages[stage].target),
            shown(withConfidence),
            shown(withUncertainRates),
            showCell(chance, words, 'percent'),
          ];
        }),
      ),
      ...(swing
        ? [
            words.tell(
              say('report.swing', {
                rate: optionOf('assumptions', 'rate', swing.step),
                fewest: swing.awareIfHigh,
                most: swing.awareIfLow,
              }),
            ),
          ]
        : []),
    ],
  ];
};

const funnelLines = ({ results, funnel, risk, language }: Assessment, telling: Telling): string[] => {
  const { words } = telling;
  if (!funnel.all)
    return [
      titled(tabOf('funnel'), say('words.sentence', { text: say('funnel.notYet') }), telling),
      words.tell(say('funnel.stillMissing', { missing: all(funnel.missing) })),
    ];
  const { placements, placementsDirect, placementsTrained } = funnel.all;
  const { columns } = resultTab('funnel', language);
  // How each number is worked out fills a tab, not a terminal; dates have a table of their own below.
  const kept = columns.flatMap((column, index) =>
    column.format === 'date' || confidenceColumns.has(column.name) || index === columns.length - 1 ? [] : index,
  );
  let scope = '';
  return [
    titled(
      tabOf('funnel'),
      say('report.goal', { placements, direct: placementsDirect, trained: placementsTrained }),
      telling,
    ),
    ...tableLines(
      kept.map((index) => columns[index]!),
      results.funnel.slice(0, risk === null ? undefined : -risk.swings.length || undefined).map((row) => {
        const repeats = row[0] === scope;
        scope = String(row[0]);
        return kept.map((index) =>
          repeats && index === 0 ? '' : showCell(row[index]!, words, columns[index]!.format),
        );
      }),
    ),
  ];
};

const resultTab = (name: ResultName, language: Language): ResultTab =>
  definitionsIn(language).resultTabs.find((tab) => tab.name === name)!;

/** A column of one of the planner's tabs, with its header in the sheet's language. */
const columnOf = (tab: ResultName, name: string, language: Language): ResultColumn =>
  resultTab(tab, language).columns.find((column) => column.name === name)!;

/** By when, how far people should be by now, and how far they are. */
const calendarLines = ({ calendar: { calendar }, language }: Assessment, telling: Telling): string[][] => {
  if (!calendar) return [];
  const { words } = telling;
  const { asOf, countedThrough, stages } = calendar;
  const shown = (count: number | null): string => showCell(count, words);
  const header = (text: TextKey, format: ResultColumn['format']) => ({ header: words.tell(say(text)), format });
  return [
    [
      titled(
        tabOf('calendar'),
        countedThrough === null
          ? say('report.nobodyCounted', { today: day(asOf) })
          : say('report.countedThrough', { through: day(countedThrough) }),
        telling,
      ),
      ...tableLines(
        [
          columnOf('funnel', 'stage', language),
          columnOf('funnel', 'target', language),
          columnOf('funnel', 'byWhen', language),
          header('calendar.due', 'whole'),
          columnOf('funnel', 'soFar', language),
          header('calendar.late', 'whole'),
          header('report.possibleBy', 'date'),
        ],
        allStages.map((stage) => {
          const { target, byWhen, dueNow, counted, late, earliest } = stages[stage];
          return [
            words.tell(stageNamed(stage)),
            shown(target),
            byWhen ?? '',
            shown(dueNow),
            shown(counted),
            shown(late),
            earliest ?? '',
          ];
        }),
      ),
    ],
  ];
};

/** What the year comes to at this pace, where it stands at each stage, and the rates assumed and observed; of the whole plan. */
const forecastLines = ({ forecast: { forecast }, results, language }: Assessment, telling: Telling): string[][] => {
  if (!forecast) return [];
  const { columns } = resultTab('forecast', language);
  const kept = columns.flatMap(({ name }, index) => (shownOfForecast.has(name) ? [index] : []));
  return [
    [
      titled(tabOf('forecast'), paceInWords(forecast.all), telling),
      ...tableLines(
        kept.map((index) => columns[index]!),
        results.forecast
          .slice(1, 1 + allStages.length)
          .map((row) => kept.map((index) => showCell(row[index]!, telling.words, columns[index]!.format))),
      ),
    ],
  ];
};

const shownOfForecast: ReadonlySet<string> = new Set([
  'what',
  'ahead',
  'weeks',
  'assumed',
  'observed',
  'observedLow',
  'observedHigh',
  'restsOn',
]);

/** Where employers have more openings than people get ready, and whether there is enough training. */
const pipelineLines = ({ pipeline }: Assessment, telling: Telling): string[][] => {
  if (!pipeline) return [];
  const { width, words } = telling;
  const short = pipeline.roles.filter(({ openings, ready }) => openings !== null && openings > ready);
  const lines = [
    ...short.map(({ name, openings, ready }) =>
      say('report.shortRole', { role: name, openings: openings!, ready, short: openings! - ready }),
    ),
    ...(pipeline.withoutDemand.length > 0 ? [say('report.withoutDemand', { roles: all(pipeline.withoutDemand) })] : []),
    ...(pipeline.capture
      ? [say('report.capture', { hired: pipeline.capture.hired, completers: pipeline.capture.completers })]
      : []),
  ];
  return [
    [
      titled(
        tabOf('pipeline'),
        short.length === 0 ? say('report.noneShort') : say('report.short', { roles: short.length }),
        telling,
      ),
      ...lines.flatMap((line) =>
        wrapped(words.tell(line), width - 2).map((part, index) => `${index === 0 ? '  ' : '    '}${part}`),
      ),
    ],
  ];
};

const moneyLines = ({ money, language }: Assessment, telling: Telling): string[] => {
  const { tell } = telling.words;
  if (money.needs.length === 0)
    return [
      titled(
        tabOf('money'),
        say('money.stillMissing', { resources: tabOf('resources'), programs: tabOf('programs') }),
        telling,
      ),
    ];
  const rows = [
    ...money.needs.map((need) => ({ name: optionOf('resources', 'need', need.need), ...need })),
    { name: say('words.everybody'), ...money.total },
  ].map((each) => [
    tell(each.name),
    ...[each.amount, each.received, each.committed, each.applied + each.idea, stillToFind(each)].map((cents) =>
      tell(dollars(cents)),
    ),
  ]);
  return [
    titled(
      tabOf('money'),
      say('report.money', { needed: dollars(money.total.amount), toFind: dollars(stillToFind(money.total)) }),
      telling,
    ),
    ...tableLines(
      [
        { header: tell(headerOf('resources', 'need')), format: 'text' },
        ...['needed', 'received', 'committed', 'hopedFor', 'toFind'].map((name) => columnOf('money', name, language)),
      ],
      rows,
    ),
  ];
};

const showCell = (cell: ResultCell, { tell }: Words, format: ResultColumn['format'] = 'whole'): string => {
  if (cell === null) return '';
  // One decimal always, so that the numbers of a column stand under each other.
  if (typeof cell === 'number' && format === 'percent') return `${(cell * 100).toFixed(1)}%`;
  return typeof cell === 'object' ? cell.label : tell(cell);
};
