import { mirrorDocuments } from '../functions/mirror/documents.ts';
import type { IsoDate } from '../functions/plan/date.ts';
import { localeOf } from '../functions/plan/locale.ts';
import { type SectionName, sections } from '../functions/plan/plan.ts';
import type { PlanSummary } from '../functions/plan/summary.ts';
import type { Column, Section } from '../functions/plan/table.ts';
import { date, money, percent } from '../functions/plan/value.ts';
import type { TypedSection } from '../test/fixtures/riverbend.ts';
import { Sheet } from '../test/support/sheet.ts';

/** A plan that stands as a person types it, in the sheet that it is typed into: tables that have starter rows have these rows instead. */
export const typedSheet = (plan: Readonly<Partial<Record<SectionName, TypedSection>>>): Sheet => {
  const sheet = new Sheet();
  for (const [name, typed] of Object.entries(plan) as [SectionName, TypedSection][]) {
    const { columns, shape } = sections[name] as unknown as Section;
    const entries = 'length' in typed ? (typed as readonly Readonly<Record<string, string>>[]) : [typed];
    if (shape === 'table') sheet.clear(name);
    sheet.fill(
      name,
      ...(entries as readonly Readonly<Record<string, string>>[]).map((entry) =>
        Object.fromEntries(Object.entries(entry).map(([field, text]) => [field, cellValue(columns[field]!, text)])),
      ),
    );
  }
  return sheet;
};

/** What the mirror keeps for rollups of a plan that stands as a person types it. */
export const typedSummary = (
  plan: Parameters<typeof typedSheet>[0],
  context: { communityId: string; year: number; readAt: string; today: IsoDate },
): PlanSummary =>
  mirrorDocuments(typedSheet(plan).assess({ today: context.today }), { ...context, spreadsheetId: context.communityId })
    .summary!;

/** What a spreadsheet makes of a text that is typed into a cell: a number where it understands one, else the text. */
export const cellValue = (column: Column, typed: string): string | number | boolean | null => {
  if (typed === '') return null;
  if (typed.startsWith("'")) return typed.slice(1);
  const types = column.type.kind === 'anything' ? typesOf(typed) : [column.type];
  for (const type of types) {
    const understood = type.understand({ value: typed }, localeOf('en_US'));
    if (!('misfit' in understood)) return type.toCell(understood.candidate as never);
  }
  return typed;
};

/** Where any value may stand, a spreadsheet tells by how it is typed what it is. */
const typesOf = (typed: string) => (typed.endsWith('%') ? [percent()] : [date(), money()]);
