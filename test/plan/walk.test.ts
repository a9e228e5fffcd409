import { expect, test } from 'vitest';
import { cellName, cellPosition } from '../../functions/plan/a1.ts';
import type { ChecklistItem } from '../../functions/plan/checklist.ts';
import type { Finding } from '../../functions/plan/finding.ts';
import { type SectionName, sectionList } from '../../functions/plan/plan.ts';
import type { Column } from '../../functions/plan/table.ts';
import type { Assessment } from '../../functions/sheet/assess.ts';
import { day, Sheet, type Typed } from '../support/sheet.ts';

/** A cell with the column that it is in. */
interface Place {
  section: SectionName;
  tab: string;
  row: number;
  field: string;
  column: Column;
}

/**
 * A coordinator who knows nothing of the planner: reads a finding, or the Checklist's next question, goes to the cell that it names and types
 * something of the kind that the column asks for.
 */
const typeNext = (sheet: Sheet): string | null => {
  const assessment = sheet.assess();
  const finding = assessment.findings.find(({ severity, at }) => severity !== 'info' && at?.field);
  const item = assessment.checklist.find(({ state }) => state !== 'done' && state !== 'setAside');
  if (!finding && !item) return null;
  const [tab, cell] = whereToType(assessment, finding, item);
  const missing = finding && toBeAdded(finding);
  const answer =
    missing?.name ?? answerTo(placeOf(assessment, tab, cell), finding?.fix ?? '', item?.question ?? '', assessment);
  sheet.set(tab, cell, answer);
  return `${tab}!${cell} = ${String(answer)} (${finding ? `${finding.code}: ${finding.message}` : `${item!.code}: ${item!.why}`})`;
};

/** `Add "Library" to the Partners tab` */
const toBeAdded = ({ fix }: Finding): { name: string; tab: string } | null => {
  const [, name, tab] = /\bAdd "(.+)" to the (.+) tab\b/i.exec(fix) ?? [];
  return name === undefined || tab === undefined ? null : { name, tab };
};

const whereToType = (
  { plan, places }: Assessment,
  finding: Finding | undefined,
  item: ChecklistItem | undefined,
): [tab: string, cell: string] => {
  const missing = finding && toBeAdded(finding);
  const section = missing && sectionList.find((each) => each.shape === 'table' && each.tab === missing.tab);
  if (section?.shape === 'table') {
    const name = section.name as 'partners';
    const free = Math.max(places[name]!.headerRow, ...plan[name].map(({ row }) => row)) + 1;
    return [missing!.tab, cellName(places[name]!.columns[section.key!]!, free)];
  }
  return finding ? [finding.tab, finding.cell] : [item!.goTo.tab, item!.goTo.cell];
};

const placeOf = ({ places }: Assessment, tab: string, cell: string): Place => {
  const { column: index, row } = cellPosition(cell);
  // The section that begins last above the cell is the one that it is in.
  const section = sectionList
    .filter(({ name }) => places[name as SectionName]?.tab === tab)
    .filter(({ name }) => places[name as SectionName]!.firstRow <= row)
    .toSorted((a, b) => places[b.name as SectionName]!.firstRow - places[a.name as SectionName]!.firstRow)[0];
  const name = section?.name as SectionName;
  const fields = Object.keys(section?.columns ?? {});
  const field =
    section?.shape === 'form'
      ? fields[row - places[name]!.firstRow]
      : fields.find((each) => places[name]?.columns[each] === index);
  if (!section || field === undefined) throw new RangeError(`No column of the template is in ${tab}!${cell}`);
  return { section: name, tab, row, field, column: section.columns[field]! };
};

const answerTo = (
  { section, field, row, column }: Place,
  fix: string,
  question: string,
  { plan }: Assessment,
): Typed => {
  const { type, header } = column;
  switch (type.kind) {
    case 'whole':
      return /^(seats|openings)/.test(field) ? 60 : field === 'placements' && section === 'goals' ? 40 : 10;
    case 'percent':
      return 0.25;
    case 'money':
      return 1_000;
    case 'date':
      // The end of a year is in the next one.
      return day(/end|by when/i.test(header) ? '2027-06-30' : '2026-07-01');
    case 'yesNo':
      return 'Yes';
    case 'choices':
      return Object.values(type.options!).join(', ');
    case 'choice': {
      // The one that the fix or the question speaks of, or the one that sets it aside; else the first.
      const labels = Object.values(type.options ?? {});
      const told = labels.find((label) => fix.startsWith(`Set it to "${label}"`));
      if (told !== undefined) return told;
      const asked = labels.find((label) => question.toLowerCase().includes(label.toLowerCase()));
      return asked ?? labels.find((label) => label === 'Considered and set aside') ?? labels[0]!;
    }
    case 'reference':
    case 'references':
      return plan.partners.find(({ values }) => values.name !== null)?.values.name ?? 'Riverbend Works';
    case 'link':
      return 'https://example.org/page';
    case 'email':
      return 'name@example.org';
    case 'text':
      return field === 'states' ? 'OH' : `${header} of row ${row}`;
  }
};

test('a blank template that is filled in by following the findings and the Checklist alone is done everywhere', () => {
  const sheet = new Sheet();
  const steps: string[] = [];
  for (let turn = 1; turn <= 300; turn++) {
    const step = typeNext(sheet);
    if (step === null) break;
    steps.push(step);
    // To be sent to a cell again and again is to be led nowhere.
    expect(steps.filter((each) => each === step).length, steps.slice(-6).join('\n')).toBeLessThan(3);
  }
  const { checklist, findings } = sheet.assess();
  expect(checklist.filter(({ state }) => state !== 'done' && state !== 'setAside')).toEqual([]);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(steps.length).toBeLessThan(200);
});
