import { fingerprintOf, type MirrorValue } from '../mirror/fingerprint.ts';
import { type PlanForm, type PlanRow, type SectionName, sectionList } from '../plan/plan.ts';
import { TEMPLATE_VERSION } from '../plan/results.ts';
import type { Assessment } from '../sheet/assess.ts';
import type { Snapshot } from '../sheet/snapshot.ts';

/** What people have typed into a sheet, as far as it is needed to tell later whether somebody has typed since. */
export interface TypedContents {
  /** By which version it was taken: another one may look at other cells. */
  templateVersion: number;
  fingerprint: string;
}

/**
 * Of all cells that people fill in, waivers too, by the row that they stand in: sorting changes nothing. A formula counts as its own text,
 * because what it comes to may change without anybody, as the planner's findings and numbers may with the day.
 */
export const typedContents = (
  snapshot: Snapshot,
  { plan, places }: Pick<Assessment, 'plan' | 'places'>,
): TypedContents => {
  const contents: Record<string, MirrorValue> = {};
  for (const section of sectionList) {
    const name = section.name as SectionName;
    const place = places[name];
    const tab = snapshot.tabs.find(({ sheetId }) => sheetId === place?.sheetId);
    if (!place || !tab) continue;
    const typedIn = (row: number, column: number | undefined): MirrorValue => {
      const cell = column === undefined ? undefined : tab.rows[row - 1]?.[column];
      return cell?.formula ?? cell?.value ?? '';
    };
    const note = (key: string, row: number, columns: Readonly<Record<string, number | undefined>>): void => {
      for (const [field, column] of Object.entries({ ...columns, waiver: place.waiverColumn })) {
        const typed = typedIn(row, column);
        if (typed !== '') contents[`${name}/${key}/${field}`] = typed;
      }
    };
    if (section.shape === 'table') for (const { id, row } of plan[name] as PlanRow[]) note(id, row, place.columns);
    else
      for (const [field, row] of Object.entries((plan[name] as PlanForm).rows))
        note(field, row, { answer: place.columns[field] });
  }
  return { templateVersion: TEMPLATE_VERSION, fingerprint: fingerprintOf(contents) };
};

/** Whether somebody has typed in between; not where nobody can tell. */
export const isTypedSince = (before: TypedContents | undefined, now: TypedContents): boolean =>
  before !== undefined && before.templateVersion === now.templateVersion && before.fingerprint !== now.fingerprint;
