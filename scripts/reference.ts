import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { allRules, RULES_VERSION, ruleGroups } from '../functions/plan/checks/catalogue.ts';
import type { Rule } from '../functions/plan/checks/check.ts';
import type { Severity } from '../functions/plan/finding.ts';
import { wordsIn } from '../functions/plan/messages/words.ts';
import { inputTabs } from '../functions/plan/plan.ts';
import type { Column, Section } from '../functions/plan/table.ts';
import { rollupJsonSchema } from '../functions/rollup/json-schema.ts';
import { wioaPage } from '../functions/rollup/wioa.ts';
import { type CheckCase, checkCases, sheetOf, todayOf } from '../test/fixtures/check-cases.ts';

/** Where the reference page is kept. */
export const referenceFile = fileURLToPath(new URL('../sheets-template/REFERENCE.md', import.meta.url));

/** Where the JSON Schema of rollups is kept. */
export const rollupSchemaFile = fileURLToPath(new URL('../functions/rollup/rollup.schema.json', import.meta.url));

/** Where the crosswalk to WIOA's reports is kept. */
export const wioaFile = fileURLToPath(new URL('../functions/rollup/WIOA.md', import.meta.url));

/**
 * The reference page: every tab with its columns, and every rule with an example that fails and one that passes. Made from the definitions and
 * from the plans that the tests hold the rules to, so that none of it can differ from what the planner does.
 */
export const referencePage = (): string => {
  const cases = Map.groupBy(checkCases(), ({ code }) => code);
  return [
    '# Reference',
    '',
    'Made by `npm run reference` from the definitions in `functions/plan` and the examples in `test/fixtures/checks`; not written by hand.',
    '',
    '## Tabs and columns',
    ...inputTabs.flatMap(({ title, sections }) => ['', `### ${title}`, ...sections.flatMap(sectionLines)]),
    '',
    '## Rules',
    '',
    `Version ${RULES_VERSION}, ${allRules.length} rules. An error keeps its row out of targets and rollups until it is mended. A warning counts as it is and can be waived by a`,
    'person with a reason. A hint is worth knowing. A rule is switched off for an installation by its code in `TECHHIRE_RULES_OFF`.',
    '',
    'Examples change a small plan that has no findings; `Partners #8` is the eighth row of that table, and nothing after `=` is an empty cell.',
    ...ruleGroups.flatMap(({ question, rules }) => [
      '',
      `### ${question}`,
      ...rules.flatMap((rule) => ruleLines(rule, cases.get(rule.code) ?? [])),
    ]),
    '',
  ].join('\n');
};

const sectionLines = (section: Section): string[] => [
  '',
  section.title,
  '',
  `| ${section.shape === 'table' ? 'Column' : 'Question'} | What belongs there | Needed | Help |`,
  '| --- | --- | --- | --- |',
  ...Object.values(section.columns).map((column: Column) =>
    [
      '',
      column.header,
      `${sentence(wordsIn('en').tell(column.type.wants))}${column.unit === undefined ? '' : ` (${column.unit})`}`,
      column.required ? 'yes' : '',
      column.help,
      '',
    ]
      .map((cell) => cell.replaceAll('|', '\\|'))
      .join(' | ')
      .trim(),
  ),
];

const severityNames: Record<Severity, string> = { error: 'Error', warning: 'Warning', info: 'Hint' };

const ruleLines = (rule: Rule, cases: readonly CheckCase[]): string[] => [
  '',
  `#### ${rule.code}`,
  '',
  `${severityNames[rule.severity]}${rule.severity === 'warning' ? ', can be waived' : ''}${rule.on === 'always' ? '; can appear as days go by' : ''}. In a plan that passes: ${rule.title}`,
  ...example(rule, cases),
];

/** The first line that fails, as the planner words it, and the first that passes. */
const example = (rule: Rule, cases: readonly CheckCase[]): string[] => {
  const fails = cases.find(({ plan }) => plan === 'fails');
  const passes = cases.find(({ plan }) => plan === 'passes');
  if (!fails || !passes) return [];
  const found = sheetOf(fails)
    .assess({ today: todayOf(fails) })
    .findings.find(({ code }) => code === rule.code);
  if (!found) throw new Error(`The example of ${rule.code} does not fail: ${fails.cells}`);
  return [
    '',
    `- Fails: ${typed(fails)}`,
    `  - ${found.message}`,
    `  - To mend it: ${found.fix}`,
    `- Passes: ${typed(passes)}`,
  ];
};

const typed = ({ cells, today }: CheckCase): string =>
  [
    ...(cells === '' ? ['the plan as it is'] : cells.split(' | ').map((change) => `\`${change.trim()}\``)),
    ...(today === '' ? [] : [`on ${today}`]),
  ].join(', ');

const sentence = (wants: string): string => wants.charAt(0).toUpperCase() + wants.slice(1);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, content] of [
    [referenceFile, referencePage()],
    [rollupSchemaFile, rollupJsonSchema()],
    [wioaFile, wioaPage()],
  ] as const) {
    await writeFile(file, content);
    process.stdout.write(`Wrote ${file}\n`);
  }
}
