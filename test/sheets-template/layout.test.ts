import { describe, expect, test } from 'vitest';
import { cellName } from '../../functions/plan/a1.ts';
import { allLanguages } from '../../functions/plan/messages/language.ts';
import { inputTabs, sectionList } from '../../functions/plan/plan.ts';
import { resultTabs, startTab } from '../../functions/plan/results.ts';
import { plannerHeaders } from '../../functions/plan/table.ts';
import { type AreaLayout, type TabLayout, templateLayout } from '../../sheets-template/layout.ts';
import { type Look, looks, stateTones } from '../../sheets-template/looks.ts';

const layout = templateLayout();
const tabOf = (title: string): TabLayout => layout.tabs.find((tab) => tab.title === title)!;
const cellAt = (title: string, name: string) =>
  tabOf(title).cells.find((cell) => cellName(cell.column, cell.row + 1) === name);
/** What holds of a cell: the last area that covers it. */
const areaAt = (title: string, row: number, column: number): AreaLayout | undefined =>
  tabOf(title).areas.findLast(
    ({ area }) => row >= area.startRow && row < area.endRow && column >= area.startColumn && column < area.endColumn,
  );

test('the tabs stand in the order in which a plan is made', () => {
  expect(layout.tabs.map((tab) => tab.title)).toEqual([
    'Start',
    'Checklist',
    'Community',
    'Partners',
    'Goals',
    'Segments',
    'Assumptions',
    'Demand',
    'Programs',
    'Roles',
    'Resources',
    'Funding',
    'Set aside',
    'Progress',
    'What-if',
    'Funnel',
    'Calendar',
    'Forecast',
    'Pipeline',
    'Money',
    'Scenarios',
    'Proposal',
  ]);
  expect(new Set(layout.tabs.map((tab) => tab.sheetId)).size).toBe(22);
});

test.each(
  sectionList.flatMap((section) =>
    Object.entries(section.columns).map(([field, column]) => ({ section, field, column })),
  ),
)('$section.tab: "$column.header" has its header, its note and a cell to type in', ({ section, field, column }) => {
  const place = layout.places[section.name as keyof typeof layout.places];
  const index = Object.keys(section.columns).indexOf(field);
  const [headerCell, input] =
    section.shape === 'table'
      ? [cellName(place.columns[field]!, place.headerRow), { row: place.firstRow - 1, column: place.columns[field]! }]
      : [cellName(0, place.firstRow + index), { row: place.firstRow - 1 + index, column: 1 }];
  const header = cellAt(section.tab, headerCell);
  expect(header?.value).toBe(column.header);
  expect(header?.note).toContain(column.help);
  expect(header?.note?.includes('Required.')).toBe(column.required);
  const area = areaAt(section.tab, input.row, input.column)!;
  expect((looks[area.look] as Look).background).toBeUndefined();
  expect(area.dropdown === undefined).toBe(!['choice', 'yesNo', 'reference'].includes(column.type.kind));
});

test('a table has the hidden Row ID and then Status at its right, so that a selection of what is visible carries the id along', () => {
  expect(cellAt('Partners', 'I2')?.value).toBe(plannerHeaders.id);
  expect(cellAt('Partners', 'J2')?.value).toBe(plannerHeaders.status);
  const hidden = layout.tabs.map((tab) => [
    tab.title,
    tab.columns.flatMap((column, index) => (column.hidden ? [cellName(index, 1)] : [])).join(),
  ]);
  expect(Object.fromEntries(hidden)).toEqual({
    Start: '',
    Checklist: '',
    Community: '',
    Partners: 'I1',
    Goals: 'G1',
    Segments: 'G1',
    Assumptions: 'H1',
    Demand: 'I1',
    Programs: 'L1',
    Roles: 'E1',
    Resources: 'H1',
    Funding: 'M1',
    'Set aside': 'C1',
    Progress: 'M1',
    'What-if': 'E1',
    Funnel: '',
    Calendar: '',
    Forecast: '',
    Pipeline: '',
    Money: '',
    Scenarios: '',
    Proposal: '',
  });
});

test('a second section of a tab follows after one blank row', () => {
  // Goals has ten questions in rows 3 to 12.
  expect(layout.places.goals).toMatchObject({
    headerRow: 2,
    firstRow: 3,
    lastRow: 12,
    computedColumn: 2,
    statusColumn: 3,
  });
  expect(cellAt('Goals', 'A14')?.value).toBe(sectionList.find((section) => section.name === 'localGoals')!.title);
  expect(layout.places.localGoals).toMatchObject({ headerRow: 15, firstRow: 16, lastRow: 55, idColumn: 6 });
  // Roles begins with twelve rows of responsibilities.
  expect(layout.places.roles).toMatchObject({ headerRow: 2, firstRow: 3, lastRow: 14, idColumn: 4, statusColumn: 5 });
  expect(layout.places.roleQuestions).toMatchObject({ headerRow: 17, firstRow: 18, lastRow: 29, statusColumn: 2 });
});

test('the starting rates are numbers that show as percentages, not text', () => {
  expect(cellAt('Assumptions', 'A3')?.value).toBe('Aware → applied');
  expect([
    cellAt('Assumptions', 'C3')?.value,
    cellAt('Assumptions', 'D3')?.value,
    cellAt('Assumptions', 'E3')?.value,
  ]).toEqual([0.05, 0.1, 0.2]);
  expect(areaAt('Assumptions', 2, 2)?.numberFormat).toEqual({ type: 'PERCENT', pattern: '0.0%' });
  expect(cellAt('Assumptions', 'D7')?.value).toBe(0.356);
  expect(cellAt('Community', 'B10')?.value).toBe(0.8);
});

test('no number format leaves a bare point behind whole numbers', () => {
  const patterns = layout.tabs.flatMap((tab) => tab.areas.flatMap((area) => area.numberFormat?.pattern ?? []));
  expect([...new Set(patterns)].sort()).toEqual(['#,##0', '$#,##0', '$#,##0.00', '0.0%', 'yyyy-mm-dd']);
});

test("a reference's dropdown offers the names on the other tab", () => {
  expect(areaAt('Demand', 2, 0)?.dropdown).toEqual({
    namesOf: { tab: 'Partners', area: { startRow: 2, endRow: 202, startColumn: 0, endColumn: 1 } },
  });
  expect(areaAt('Progress', 2, 2)?.dropdown).toEqual({
    namesOf: { tab: 'Segments', area: { startRow: 2, endRow: 52, startColumn: 0, endColumn: 1 } },
  });
});

test('what is not for typing asks first on input tabs, where rows and columns must stay movable, and is refused on the planner’s tabs', () => {
  const { protections } = tabOf('Goals');
  expect(protections.map(({ area, warningOnly }) => [area && Object.values(area).join(), warningOnly])).toEqual([
    ['0,2,0,4', true],
    ['2,12,0,1', true],
    ['2,12,2,3', true],
    ['2,12,3,4', true],
    ['13,15,0,9', true],
    ['15,55,6,7', true],
    ['15,55,7,8', true],
  ]);
  for (const title of [startTab.title, ...resultTabs.map((tab) => tab.title)])
    expect(tabOf(title).protections).toMatchObject([{ area: null, warningOnly: false }]);
  expect(tabOf('Funnel').protections[0]?.description).toBe(
    'The Funnel tab is written by TechHire Planner from the other tabs. Change the goal on Goals or the rates on Assumptions instead.',
  );
});

test('headers stay in view where they belong to all rows below, and the first column where the table is wide', () => {
  const frozen = layout.tabs.map((tab) => [tab.title, tab.frozenRows, tab.frozenColumns]);
  expect(frozen).toEqual([
    ['Start', 0, 0],
    ['Checklist', 2, 0],
    ['Community', 2, 0],
    ['Partners', 2, 1],
    ['Goals', 0, 0],
    ['Segments', 2, 0],
    ['Assumptions', 2, 0],
    ['Demand', 2, 1],
    ['Programs', 2, 1],
    ['Roles', 0, 0],
    ['Resources', 2, 0],
    ['Funding', 2, 1],
    ['Set aside', 2, 0],
    ['Progress', 2, 1],
    ['What-if', 2, 0],
    ['Funnel', 2, 0],
    ['Calendar', 2, 0],
    ['Forecast', 2, 0],
    ['Pipeline', 2, 0],
    ['Money', 2, 0],
    ['Scenarios', 2, 0],
    ['Proposal', 2, 0],
  ]);
});

test('a title stands where it can go on over the columns beside it', () => {
  expect(cellAt('Segments', 'A1')?.value).toMatch(/^Segments: the groups/);
  expect(cellAt('Partners', 'A1')).toBeUndefined();
  expect(cellAt('Partners', 'B1')?.value).toMatch(/^Partners: one row an organization/);
});

test('everything that a tab describes lies inside it', () => {
  for (const tab of layout.tabs) {
    for (const { area } of [...tab.areas, ...tab.highlights]) {
      expect(area.startRow).toBeLessThan(area.endRow);
      expect(area.endRow).toBeLessThanOrEqual(tab.rowCount);
      expect(area.endColumn).toBeLessThanOrEqual(tab.columnCount);
    }
    const cells = tab.cells.map((cell) => cellName(cell.column, cell.row + 1));
    expect(new Set(cells).size).toBe(cells.length);
  }
  expect(inputTabs.map((tab) => tab.title).every((title) => tabOf(title).kind === 'input')).toBe(true);
});

test.each([...Object.entries(looks), ...Object.entries(stateTones)])(
  'the look "%s" can be read: contrast of at least 4.5',
  (_, look) => {
    const { background = '#ffffff', color = '#000000' } = look as { background?: string; color?: string };
    const [lighter, darker] = [luminance(background), luminance(color)].sort((one, other) => other - one) as [
      number,
      number,
    ];
    expect((lighter + 0.05) / (darker + 0.05)).toBeGreaterThanOrEqual(4.5);
  },
);

/** Relative luminance as WCAG 2.2 defines it: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (color: string): number => {
  const [red, green, blue] = [1, 3, 5]
    .map((from) => Number.parseInt(color.slice(from, from + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** Lines that a text takes in a cell, broken at spaces as a spreadsheet does; letters of Arial are about half as wide as they are high. */
const linesIn = (text: string, width: number, letter: number): number => {
  const room = Math.floor((width - 8) / letter);
  let [lines, used] = [1, 0];
  for (const { length } of text.split(' ')) {
    if (length > room) return Infinity;
    const longer = used === 0 ? length : used + 1 + length;
    if (longer > room) lines++;
    used = longer > room ? length : longer;
  }
  return lines;
};

describe.each(allLanguages)('in %s', (language) => {
  const { tabs } = templateLayout({ language });

  test('headers fit into the two lines that they have', () => {
    const headers = tabs.flatMap(({ title, columns, cells, rowHeights }) =>
      cells
        .filter(
          ({ row, note }) => note !== undefined && rowHeights.some((each) => each.row === row && each.height === 44),
        )
        .map(({ column, value }) => ({ title, header: String(value), width: columns[column]!.width })),
    );
    expect(headers.length).toBeGreaterThan(80);
    expect(headers.filter(({ header, width }) => linesIn(header, width, 6.7) > 2)).toEqual([]);
  });

  test('the lines of Start fit into one', () => {
    const start = tabs.find(({ kind }) => kind === 'start')!;
    const lines = start.cells.filter(({ column, value }) => column === 1 && typeof value === 'string');
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.filter(({ value }) => linesIn(String(value), start.columns[1]!.width, 7.3) > 1)).toEqual([]);
  });
});
