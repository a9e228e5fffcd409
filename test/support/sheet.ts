import { cellPosition } from '../../functions/plan/a1.ts';
import { dateToSerial, type IsoDate } from '../../functions/plan/date.ts';
import type { SectionName, SectionPlace } from '../../functions/plan/plan.ts';
import { type AssessContext, type Assessment, assess } from '../../functions/sheet/assess.ts';
import type { Snapshot, SnapshotCell } from '../../functions/sheet/snapshot.ts';
import { type Layout, templateLayout } from '../../sheets-template/layout.ts';

/** What a test puts into a cell: a value as the cell holds it, a whole cell, or null to empty it. */
export type Typed = string | number | boolean | null | SnapshotCell;

interface Tab {
  sheetId: number;
  title: string;
  hidden: boolean;
  rowCount: number;
  columnCount: number;
  rows: (SnapshotCell | undefined)[][];
}

/** A day as a cell of the sheet holds it. */
export const day = (date: IsoDate): number => dateToSerial(date);

/**
 * A spreadsheet for tests: begins as the blank template, is filled in and pulled about as people do, and is read as a Snapshot.
 * Sections are addressed where the template has them, so fill them before rows and columns are moved; cells are addressed where they are.
 */
export class Sheet {
  private readonly tabs: Tab[];
  private readonly places: Readonly<Record<SectionName, SectionPlace>>;
  private readonly about: { locale: string; timeZone: string };

  constructor(options: { locale?: string; timeZone?: string } = {}) {
    const layout = layoutOf(options);
    this.about = { locale: layout.locale, timeZone: layout.timeZone };
    this.places = layout.places;
    this.tabs = layout.tabs.map((tab) => {
      const built: Tab = {
        sheetId: tab.sheetId,
        title: tab.title,
        hidden: false,
        rowCount: tab.rowCount,
        columnCount: tab.columnCount,
        rows: [],
      };
      for (const { row, column, value, note } of tab.cells)
        putCell(built, row, column, { value, ...(note === undefined ? {} : { note }) });
      return built;
    });
  }

  /** Adds rows to a table below those that have something in them, or gives answers to a form. Values are by field. */
  fill(name: SectionName, ...entries: Readonly<Record<string, Typed>>[]): this {
    const place = this.places[name];
    const tab = this.tab(place.tab);
    const isForm = place.idColumn === undefined;
    const fields = Object.keys(place.columns);
    let row = place.firstRow;
    for (const entry of entries) {
      for (const field of Object.keys(entry))
        if (!fields.includes(field)) throw new RangeError(`${name} has no field "${field}"`);
      if (isForm) {
        for (const [field, typed] of Object.entries(entry))
          putCell(tab, place.firstRow - 1 + fields.indexOf(field), place.columns[field]!, asCell(typed));
        continue;
      }
      while (fields.some((field) => (tab.rows[row - 1]?.[place.columns[field]!]?.value ?? null) !== null)) row++;
      for (const [field, typed] of Object.entries(entry)) putCell(tab, row - 1, place.columns[field]!, asCell(typed));
      row++;
    }
    return this;
  }

  /** Empties all rows of a table, its starter rows too. */
  clear(name: SectionName): this {
    const place = this.places[name];
    const tab = this.tab(place.tab);
    for (let row = place.firstRow; row <= place.lastRow; row++)
      for (const column of Object.values(place.columns)) putCell(tab, row - 1, column, undefined);
    return this;
  }

  /** Types into one cell, `D7`; its note and colour stay unless a whole cell is given. */
  set(title: string, cell: string, typed: Typed): this {
    const { row, column } = cellPosition(cell);
    const tab = this.tab(title);
    const { note, background } = tab.rows[row - 1]?.[column] ?? {};
    putCell(tab, row - 1, column, {
      ...(note === undefined ? {} : { note }),
      ...(background === undefined ? {} : { background }),
      ...(asCell(typed) ?? { value: null }),
    });
    return this;
  }

  at(title: string, cell: string): SnapshotCell | undefined {
    const { row, column } = cellPosition(cell);
    return this.tab(title).rows[row - 1]?.[column];
  }

  /** Blank rows above the row of this number. */
  insertRows(title: string, before: number, count = 1): this {
    const tab = this.tab(title);
    while (tab.rows.length < before - 1) tab.rows.push([]);
    tab.rows.splice(before - 1, 0, ...Array.from({ length: count }, () => []));
    tab.rowCount += count;
    return this;
  }

  deleteRows(title: string, first: number, count = 1): this {
    const tab = this.tab(title);
    tab.rows.splice(first - 1, count);
    tab.rowCount -= count;
    return this;
  }

  /** Cuts a row and puts it above the one of that number, as counted before the cut. */
  moveRow(title: string, from: number, before: number): this {
    const { rows } = this.tab(title);
    while (rows.length < Math.max(from, before)) rows.push([]);
    const [moved] = rows.splice(from - 1, 1);
    rows.splice(before > from ? before - 2 : before - 1, 0, moved!);
    return this;
  }

  /** Sorts rows by an order of their numbers, from the first one on. */
  reorderRows(title: string, first: number, order: readonly number[]): this {
    const { rows } = this.tab(title);
    while (rows.length < first - 1 + order.length) rows.push([]);
    const before = rows.slice(first - 1, first - 1 + order.length);
    for (const [index, from] of order.entries()) rows[first - 1 + index] = before[from]!;
    return this;
  }

  /** A blank column before the one of this letter. */
  insertColumn(title: string, before: string): this {
    const { column } = cellPosition(`${before}1`);
    const tab = this.tab(title);
    for (const row of tab.rows) if (row.length > column) row.splice(column, 0, undefined);
    tab.columnCount++;
    return this;
  }

  deleteColumn(title: string, letter: string): this {
    const { column } = cellPosition(`${letter}1`);
    const tab = this.tab(title);
    for (const row of tab.rows) row.splice(column, 1);
    tab.columnCount--;
    return this;
  }

  /** Puts columns in another order: the first of the list becomes column A, and so on. */
  reorderColumns(title: string, letters: readonly string[]): this {
    const order = letters.map((letter) => cellPosition(`${letter}1`).column);
    const { rows } = this.tab(title);
    for (const [index, row] of rows.entries())
      rows[index] = [...order.map((column) => row[column]), ...row.slice(order.length)];
    return this;
  }

  renameTab(title: string, to: string): this {
    this.tab(title).title = to;
    return this;
  }

  /** Behind the others, with all that is on it. */
  copyTab(title: string, to: string, { hidden = false } = {}): this {
    const sheetId = Math.max(...this.tabs.map((tab) => tab.sheetId)) + 1;
    this.tabs.push({ ...structuredClone(this.tab(title)), sheetId, title: to, hidden });
    return this;
  }

  deleteTab(title: string): this {
    this.tabs.splice(this.tabs.indexOf(this.tab(title)), 1);
    return this;
  }

  addTab(title: string, rows: readonly (readonly Typed[])[], position = this.tabs.length): this {
    const sheetId = Math.max(...this.tabs.map((tab) => tab.sheetId)) + 1;
    this.tabs.splice(position, 0, {
      sheetId,
      title,
      hidden: false,
      rowCount: 1000,
      columnCount: 26,
      rows: rows.map((row) => row.map(asCell)),
    });
    return this;
  }

  snapshot(): Snapshot {
    return structuredClone({
      spreadsheetId: 'test-sheet',
      title: 'Test plan',
      ...this.about,
      tabs: this.tabs.map((tab) => ({
        ...tab,
        // A tab has room for what is in it.
        rowCount: Math.max(tab.rowCount, tab.rows.length),
        columnCount: Math.max(tab.columnCount, ...tab.rows.map((row) => row.length)),
        rows: tab.rows.map(withoutTrailingBlanks),
      })),
    });
  }

  assess(context: Partial<AssessContext> = {}): Assessment {
    return assessed(this.snapshot(), context);
  }

  /** `code Tab!Cell` of every finding, in order. */
  findings(context: Partial<AssessContext> = {}): string[] {
    return this.assess(context).findings.map(({ code, tab, cell }) => `${code} ${tab}!${cell}`);
  }

  private tab(title: string): Tab {
    const tab = this.tabs.find((each) => each.title === title);
    if (!tab) throw new RangeError(`There is no tab "${title}"`);
    return tab;
  }
}

const layouts = new Map<string, Layout>();

const layoutOf = (options: { locale?: string; timeZone?: string }): Layout => {
  const key = JSON.stringify(options);
  const layout = layouts.get(key) ?? templateLayout(options);
  layouts.set(key, layout);
  return layout;
};

export const TODAY = '2026-11-20';

/** Assesses with ids that count up, `new-1`, `new-2`, on a fixed day in the plan year. */
export const assessed = (snapshot: Snapshot, context: Partial<AssessContext> = {}): Assessment => {
  let made = 0;
  return assess(snapshot, { today: TODAY, newId: () => `new-${++made}`, ...context });
};

/**
 * A small plan without a single finding, worked by hand.
 *
 * 40 placements, a quarter by direct match, so 10 and 30:
 *
 * | stage     | likely rates                               | low rates                        | high rates                    |
 * | --------- | ------------------------------------------ | -------------------------------- | ----------------------------- |
 * | completed | 30 / 80% = 37.5, so 38                     | 30 / 50% = 60                    | 30 / 100% = 30                |
 * | enrolled  | 30 / (80% x 75%) = 50                      | 30 / (50% x 50%) = 120           | 30 / 80% = 37.5, so 38        |
 * | matched   | 10 / 50% = 20                              | 10 / 25% = 40                    | 10 / 80% = 12.5, so 13        |
 * | assessed  | larger of 50 / 40% = 125 and 20 / 20% = 100 | of 120 / 20% = 600 and 40 / 10% = 400 | of 37.5 / 50% = 75 and 12.5 / 25% = 50 |
 * | applied   | 125 / 50% = 250                            | 600 / 40% = 1,500                | 75 / 80% = 93.75, so 94       |
 * | aware     | 250 / 20% = 1,250                          | 1,500 / 10% = 15,000             | 93.75 / 40% = 234.375, so 235 |
 */
export const goodSheet = (options: { locale?: string; timeZone?: string } = {}): Sheet =>
  new Sheet(options)
    .fill('community', {
      name: 'Riverbend TechHire',
      states: 'OH, KY',
      leadOrganization: 'Workforce Board',
      coordinator: 'Ana Ruiz',
      coordinatorEmail: 'ana@example.org',
      yearStart: day('2026-07-01'),
      yearEnd: day('2027-06-30'),
    })
    .fill(
      'partners',
      {
        name: 'Acme Software',
        kind: 'Employer',
        contact: 'Bo Lindqvist',
        email: 'bo@acme.example',
        status: 'Committed',
        gaveInput: 'Yes',
        hiresOnAbility: 'Yes',
        placementsCommitted: 40,
      },
      { name: 'Tech Council', kind: 'Industry group', status: 'Committed', gaveInput: 'Yes' },
      { name: 'City College', kind: 'Educator', status: 'Committed', gaveInput: 'Yes' },
      { name: 'Code Academy', kind: 'Training provider', status: 'Committed', gaveInput: 'Yes' },
      { name: 'Library', kind: 'Civic organization', status: 'Committed', gaveInput: 'Yes' },
      { name: 'Workforce Board', kind: 'Workforce board', status: 'Committed', gaveInput: 'Yes' },
      { name: 'Hope Foundation', kind: 'Funder', status: 'Committed', gaveInput: 'Yes' },
    )
    .fill('goals', { placements: 40, directShare: 0.25 })
    .fill('localGoals', {
      goal: 'More women in tech',
      measure: 'Women among those placed',
      baseline: 4,
      target: 12,
      byWhen: day('2027-06-30'),
      owner: 'Library',
    })
    .fill(
      'segments',
      { name: 'Veterans', placements: 10, servedBy: 'Library; Workforce Board' },
      { name: 'Women', share: 0.5, newPartner: 'Women Who Code', askedBy: 'Library' },
    )
    .clear('assumptions')
    .fill(
      'assumptions',
      { rate: 'Aware → applied', low: 0.1, likely: 0.2, high: 0.4, windowDays: 60, source: 'Our own figures 2025' },
      { rate: 'Applied → assessed', low: 0.4, likely: 0.5, high: 0.8 },
      { rate: 'Assessed → matched (direct)', low: 0.1, likely: 0.2, high: 0.25 },
      { rate: 'Matched → placed (direct)', low: 0.25, likely: 0.5, high: 0.8 },
      { rate: 'Assessed → enrolled (trained)', low: 0.2, likely: 0.4, high: 0.5 },
      { rate: 'Enrolled → completed (trained)', low: 0.5, likely: 0.75, high: 0.8 },
      { rate: 'Completed → placed (trained)', low: 0.5, likely: 0.8, high: 1 },
    )
    .fill('demand', {
      employer: 'Acme Software',
      role: 'Help desk technician',
      openingsQ1: 10,
      openingsQ2: 10,
      openingsQ3: 10,
      openingsQ4: 10,
      hiresOnAbility: 'Yes',
      skills: 'Ticketing, networks',
    })
    .fill(
      'programs',
      {
        provider: 'Code Academy',
        name: 'IT Support',
        role: 'Help desk technician',
        existing: 'Existing',
        seats: 30,
        startsOn: day('2026-09-01'),
        weeks: 16,
        price: 4500,
        completionRate: 0.8,
        meetsCriteria: 'Yes',
      },
      {
        provider: 'City College',
        name: 'IT Basics',
        role: 'Help desk technician',
        existing: 'New',
        seats: 20,
        startsOn: day('2026-10-01'),
        weeks: 12,
        price: 0,
      },
    )
    .set('Roles', 'B3', 'Tech Council')
    .set('Roles', 'D3', day('2026-06-01'))
    .set('Roles', 'B4', 'City College')
    .set('Roles', 'D4', day('2026-06-01'))
    .set('Roles', 'B5', 'Workforce Board')
    .set('Roles', 'D5', day('2026-06-01'))
    .set('Roles', 'B6', 'Library')
    .set('Roles', 'D6', day('2026-06-01'))
    .fill('roleQuestions', {
      needsAligned: 'Yes',
      providerCriteria: 'Completion of 70%, placement of 70%',
      criteriaPublished: 'https://riverbend.example.org/criteria',
      centralInformation: 'https://riverbend.example.org',
      validationMethod: 'A work sample',
      validates: 'Aptitude, Soft skills, Technical skills',
      validationTrusted: 'Yes',
      validationCost: 35,
      dataCollector: 'Library',
      dataPublic: 'Counts of people, Rates',
      publicForm: 'A web page',
      outcomesForJobSeekers: 'Library',
    })
    .set('Resources', 'B3', 'Part-time coordinator')
    .set('Resources', 'C3', 3000)
    .set('Resources', 'D3', 'A month')
    .set('Resources', 'C4', 5000)
    .set('Resources', 'D4', 'In all')
    .set('Resources', 'C5', 4500)
    .set('Resources', 'D5', 'A person')
    .set('Resources', 'C6', 2000)
    .set('Resources', 'D6', 'In all')
    .set('Resources', 'C7', 8000)
    .set('Resources', 'D7', 'In all')
    .set('Funding', 'B3', 'Adult')
    .set('Funding', 'C3', 'Workforce Board')
    .set('Funding', 'D3', 'Committed')
    .set('Funding', 'F3', 90000)
    .set('Funding', 'I3', 'Training scholarships, Transportation')
    .set('Funding', 'J3', 12000)
    .set('Funding', 'K3', 'All programs are on the state list; bus passes for those in training')
    .set('Funding', 'D4', 'Considered and set aside')
    .set('Funding', 'E4', 'No call for proposals this year')
    .set('Funding', 'D5', 'Idea')
    .set('Funding', 'D6', 'Applied')
    .set('Funding', 'F6', 20000)
    .set('Funding', 'B7', 'Opportunity fund')
    .set('Funding', 'C7', 'Hope Foundation')
    .set('Funding', 'D7', 'Received')
    .set('Funding', 'F7', 50000)
    .set('Funding', 'G7', day('2026-07-01'))
    .set('Funding', 'H7', day('2027-06-30'))
    .set('Funding', 'I7', 'Coordination; Outreach; Childcare')
    .fill(
      'progress',
      {
        from: day('2026-07-01'),
        to: day('2026-09-30'),
        aware: 300,
        applied: 60,
        assessed: 30,
        matched: 5,
        enrolled: 12,
        completed: 0,
        placedDirect: 2,
        placedTrained: 0,
        reporter: 'Library',
      },
      { from: day('2026-07-01'), to: day('2026-09-30'), segment: 'Veterans', aware: 60, applied: 12, assessed: 6 },
      {
        from: day('2026-10-01'),
        to: day('2026-10-31'),
        aware: 100,
        applied: 20,
        assessed: 10,
        matched: 2,
        enrolled: 4,
      },
    );

const asCell = (typed: Typed): SnapshotCell | undefined =>
  typed === null ? undefined : typeof typed === 'object' ? { ...typed } : { value: typed };

const putCell = (tab: Tab, row: number, column: number, cell: SnapshotCell | undefined): void => {
  while (tab.rows.length <= row) tab.rows.push([]);
  const cells = tab.rows[row]!;
  while (cells.length <= column) cells.push(undefined);
  cells[column] = cell;
};

const withoutTrailingBlanks = (cells: readonly (SnapshotCell | undefined)[]): (SnapshotCell | undefined)[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== undefined) + 1);
