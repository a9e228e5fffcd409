import { cellName } from '../plan/a1.ts';
import type { UnwordedFinding } from '../plan/finding.ts';
import { type Definitions, definitionsIn, spelledAsAny } from '../plan/messages/definitions.ts';
import { allLanguages } from '../plan/messages/language.ts';
import { asideSections } from '../plan/plan.ts';
import type { Section } from '../plan/table.ts';
import { nameKey } from '../plan/text.ts';
import { expectedHeaders, findHeader, headerCount } from './headers.ts';
import { rowLabelled } from './rows-gone.ts';
import { type Snapshot, type SnapshotTab, tabTitled } from './snapshot.ts';

export interface TabsRead {
  findings: UnwordedFinding[];
  /** Tabs of the planner that stand in the sheet under another title. */
  renamed: { title: string; sheetId: number }[];
}

/** Which of the planner's tabs are gone, renamed or there twice, and what was typed over the headings of those that it writes itself. */
export const readTabs = (snapshot: Snapshot, definitions: Definitions): TabsRead => {
  const { inputTabs, resultTabs, startTab } = definitions;
  const known = spelledAsAny([startTab, ...resultTabs, ...inputTabs].map(({ title }) => title));
  const others = snapshot.tabs.filter(({ title }) => !known.has(nameKey(title)));
  const read: TabsRead = { findings: [], renamed: [] };
  for (const { title, sections } of inputTabs) {
    const alike = others.filter((tab) => isWhole(tab, sections));
    if (tabTitled(snapshot, title)) {
      read.findings.push(...alike.flatMap((tab) => copyFinding(tab, title, headerRow(tab, sections), 'tab-copied')));
      continue;
    }
    const [renamed] = alike;
    if (renamed) read.renamed.push({ title, sheetId: renamed.sheetId });
    if (sections.every(({ name }) => asideSections.has(name))) {
      read.findings.push(notShown(title));
      continue;
    }
    read.findings.push({
      code: 'tab-missing',
      severity: 'error',
      tab: title,
      cell: '',
      text: renamed ? 'tab-missing/renamed' : 'tab-missing',
      values: { tab: title, found: renamed?.title ?? '' },
    });
  }
  for (const { title } of [startTab, ...resultTabs])
    if (!tabTitled(snapshot, title)) read.findings.push(notShown(title));
  for (const [index, { title }] of resultTabs.entries()) {
    const tab = tabTitled(snapshot, title);
    if (!tab) continue;
    const copies = others.filter((each) => hasHeading(each, index));
    read.findings.push(
      ...copies.flatMap((each) => copyFinding(each, title, 1, 'tab-copied/result')),
      ...typedOver(tab, definitions, index),
    );
  }
  read.findings.push(...labelsGone(snapshot, definitions));
  return read;
};

/** Of a tab without which the plan is whole all the same. */
const notShown = (title: string): UnwordedFinding => ({
  code: 'result-tab-missing',
  severity: 'warning',
  tab: title,
  cell: '',
  text: 'result-tab-missing',
  values: { tab: title },
});

/** Whether a tab has most of the headers of each of some sections. A tab's own are near its top; what people keep further down is not searched. */
const isWhole = (tab: SnapshotTab, tabSections: readonly Section[]): boolean => {
  const top = { ...tab, rows: tab.rows.slice(0, ROWS_SEARCHED) };
  return tabSections.every((section) => {
    const header = findHeader(top, section, tabSections);
    const expected = expectedHeaders(section);
    return header !== null && headerCount(header.columns, expected) * 2 > expected.length;
  });
};

const ROWS_SEARCHED = 500;

const headerRow = (tab: SnapshotTab, tabSections: readonly Section[]): number =>
  findHeader(tab, tabSections[0]!, tabSections)!.row;

/** Somebody who hides a copy keeps it as a record, and types nothing into it. */
const copyFinding = (
  tab: SnapshotTab,
  title: string,
  row: number,
  text: 'tab-copied' | 'tab-copied/result',
): UnwordedFinding[] =>
  tab.hidden
    ? []
    : [
        {
          code: 'tab-copied',
          severity: 'warning',
          tab: tab.title,
          cell: cellName(Math.max(0, tab.rows[row - 1]?.findIndex((cell) => cell?.value != null) ?? 0), row),
          text,
          values: { tab: title },
        },
      ];

const hasHeading = (tab: SnapshotTab, result: number): boolean =>
  isSpelled(tab.rows[0]?.[0]?.value, ({ resultTabs }) => resultTabs[result]!.heading);

/** Whether a cell has a text of the planner's in any language. */
const isSpelled = (value: unknown, text: (definitions: Definitions) => string): boolean =>
  typeof value === 'string' &&
  allLanguages.some((language) => nameKey(text(definitionsIn(language))) === nameKey(value));

/** The heading and the headers of a tab that the planner writes: what stands below them is written anew with every pass, they are not. */
const typedOver = (tab: SnapshotTab, { resultTabs }: Definitions, result: number): UnwordedFinding[] => {
  const { heading, columns } = resultTabs[result]!;
  const texts = [
    { row: 1, column: 0, wanted: heading, inAny: (each: Definitions) => each.resultTabs[result]!.heading },
    ...columns.map(({ header }, column) => ({
      row: 2,
      column,
      wanted: header,
      inAny: (each: Definitions) => each.resultTabs[result]!.columns[column]!.header,
    })),
  ];
  return texts.flatMap(({ row, column, wanted, inAny }): UnwordedFinding[] => {
    const value = tab.rows[row - 1]?.[column]?.value ?? null;
    if (isSpelled(value, inAny)) return [];
    const found = value === null ? '' : String(value);
    return [
      {
        code: 'result-header-changed',
        severity: 'warning',
        tab: tab.title,
        cell: cellName(column, row),
        text: found === '' ? 'result-header-changed/emptied' : 'result-header-changed',
        values: { header: wanted, found },
      },
    ];
  });
};

/** The planner finds the lines of Start by their labels, wherever they stand. */
const labelsGone = (snapshot: Snapshot, { startTab }: Definitions): UnwordedFinding[] => {
  const tab = tabTitled(snapshot, startTab.title);
  if (!tab) return [];
  return Object.values(startTab.state)
    .filter((label) => rowLabelled(tab, label) === null)
    .map((label) => ({
      code: 'result-header-changed',
      severity: 'warning',
      tab: tab.title,
      cell: '',
      text: 'result-header-changed/label',
      values: { header: label },
    }));
};
