import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { templateLayout } from '../sheets-template/layout.ts';
import { planRepairs, REPAIR_FIELDS, type RepairPlan } from '../sheets-template/repair.ts';
import { type Words, wordsIn } from './plan/messages/words.ts';
import type { PlanForm } from './plan/plan.ts';
import type { StructurePort } from './sheet/client.ts';
import { parsePlan } from './sheet/parse.ts';
import { snapshotOf } from './sheet/read.ts';

/** What a repair would change or has changed, in words. */
export interface RepairReport {
  /** `Partners: Writes the header "Kind" into B2.` */
  repairs: string[];
  /** What only a person can bring back. */
  left: string[];
}

/** What would be repaired in a spreadsheet as it was read with REPAIR_FIELDS; pure. */
export const repairsOf = (spreadsheet: sheets_v4.Schema$Spreadsheet): RepairPlan => {
  const read = snapshotOf(spreadsheet);
  // Ids are none of a repair's business.
  const parse = (snapshot: typeof read) => parsePlan(snapshot, () => '');
  const { renamed } = parse(read);
  const titled = {
    ...read,
    tabs: read.tabs.map((tab) => ({
      ...tab,
      title: renamed.find(({ sheetId }) => sheetId === tab.sheetId)?.title ?? tab.title,
    })),
  };
  const { plan, places, language } = parse(titled);
  return planRepairs(spreadsheet, templateLayout({ language, locale: read.locale, timeZone: read.timeZone }), {
    places,
    questionRows: (form) => (plan[form] as PlanForm).rows,
    renamed,
  });
};

export const reportOf = (
  { repairs, left, language }: RepairPlan,
  { tell }: Words = wordsIn(language),
): RepairReport => ({
  repairs: repairs.map(({ tab, what }) => `${tab}: ${tell(what)}`),
  left: left.map(({ tab, what }) => `${tab}: ${tell(what)}`),
});

export interface SheetRepair {
  /** @throws SheetsError */
  preview(spreadsheetId: string): Promise<RepairReport>;
  /**
   * Carries out what a preview would show now, in one write; where that brings up more to do, such as below a header that is back, that too.
   *
   * @returns what was done
   * @throws SheetsError
   */
  carryOut(spreadsheetId: string): Promise<RepairReport>;
}

export const sheetRepair = (sheets: StructurePort): SheetRepair => {
  const plan = async (spreadsheetId: string): Promise<RepairPlan> =>
    repairsOf(await sheets.read(spreadsheetId, REPAIR_FIELDS));
  return {
    preview: async (spreadsheetId) => reportOf(await plan(spreadsheetId)),
    carryOut: async (spreadsheetId) => {
      const done: string[] = [];
      for (let round = 0; ; round++) {
        const next = await plan(spreadsheetId);
        const { repairs, left } = reportOf(next);
        if (next.requests.length === 0 || round === ROUNDS) return { repairs: done, left };
        await sheets.write(spreadsheetId, next.requests);
        done.push(...repairs);
      }
    },
  };
};

const ROUNDS = 4;
