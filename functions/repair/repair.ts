import { createHash } from 'node:crypto';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { templateLayout } from '../../sheets-template/layout.ts';
import { planRepairs, REPAIR_FIELDS, type RepairPlan } from '../../sheets-template/repair.ts';
import { type ExclusivePorts, exclusively } from '../edits/exclusive.ts';
import type { SheetRegistry } from '../edits/registry.ts';
import type { Language } from '../plan/messages/language.ts';
import { say } from '../plan/messages/said.ts';
import { wordsIn } from '../plan/messages/words.ts';
import type { PlanForm } from '../plan/plan.ts';
import type { SheetsAccess } from '../sheet/access.ts';
import type { SheetsPort } from '../sheet/client.ts';
import { parsePlan } from '../sheet/parse.ts';
import { snapshotOf } from '../sheet/read.ts';

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

const reportOf = ({ repairs, left, language }: RepairPlan): RepairReport => {
  const { tell } = wordsIn(language);
  const lines = (each: RepairPlan['left']): string[] => each.map(({ tab, what }) => `${tab}: ${tell(what)}`);
  return { repairs: lines(repairs), left: lines(left) };
};

/**
 * A report as people read it, a line each; of very many the first.
 *
 * @param heading  what stands above the repairs, or instead of them where there are none
 */
export const reportLines = (
  { repairs, left }: RepairReport,
  language: Language,
  heading: `repairs.dialogue.${'would' | 'changed' | 'nothing'}` | null,
): string[] => {
  const { tell } = wordsIn(language);
  const listed = (lines: readonly string[]): string[] => [
    ...lines.slice(0, MOST_LINES).map((line) => `• ${line}`),
    ...(lines.length > MOST_LINES
      ? [`• ${tell(say('repairs.dialogue.more', { count: lines.length - MOST_LINES }))}`]
      : []),
  ];
  return [
    ...(heading === null ? [] : [tell(say(heading))]),
    ...listed(repairs),
    ...(left.length === 0 ? [] : ['', tell(say('repairs.dialogue.left')), ...listed(left)]),
  ];
};

/** A dialogue has no room for more. */
const MOST_LINES = 20;

/** What would be put right, and by what it is known that it is still the same. */
export interface RepairPreview extends RepairReport {
  /** Of all that would be written; null where nothing would. */
  mark: string | null;
  language: Language;
}

export type RepairOutcome =
  | ({ outcome: 'done'; language: Language } & RepairReport)
  /** The sheet was changed since the preview that was agreed to: nothing was done, and this is what would be done now. */
  | { outcome: 'changed'; preview: RepairPreview };

export interface RepairPorts extends ExclusivePorts {
  sheets: SheetsAccess;
  registry: Pick<SheetRegistry, 'find'>;
}

export interface SheetRepair {
  /** @throws SheetsError; QuotaReached */
  preview(spreadsheetId: string): Promise<RepairPreview>;
  /**
   * Carries out what a preview has shown, in one write, while no pass writes to the sheet; where that brings up more to do, such as below a
   * header that is back, that too.
   *
   * @param agreed  the mark of the preview that a person has agreed to
   * @throws SheetsError; QuotaReached; SheetIsBusy
   */
  carryOut(spreadsheetId: string, agreed: string | null): Promise<RepairOutcome>;
}

export const sheetRepair = (ports: RepairPorts): SheetRepair => {
  const { sheets, registry } = ports;
  /** A sheet that is not connected is read by the functions' own account. */
  const clientOf = async (spreadsheetId: string): Promise<SheetsPort> => {
    const account = (await registry.find(spreadsheetId))?.account ?? null;
    return sheets({ spreadsheetId, account, urgency: 'people', onCall: () => undefined });
  };
  const plan = async (client: SheetsPort, spreadsheetId: string): Promise<RepairPlan> =>
    repairsOf(await client.readFields(spreadsheetId, REPAIR_FIELDS));
  return {
    preview: async (spreadsheetId) => previewOf(await plan(await clientOf(spreadsheetId), spreadsheetId)),
    carryOut: (spreadsheetId, agreed) =>
      exclusively(spreadsheetId, ports, async (stillOurs) => {
        const client = await clientOf(spreadsheetId);
        const done: string[] = [];
        for (let round = 0; ; round++) {
          const next = await plan(client, spreadsheetId);
          const { mark, ...report } = previewOf(next);
          if (round === 0 && mark !== agreed) return { outcome: 'changed', preview: { mark, ...report } };
          if (mark === null || round === ROUNDS) return { outcome: 'done', ...report, repairs: done };
          await stillOurs();
          await client.write(spreadsheetId, next.requests, []);
          done.push(...report.repairs);
        }
      }),
  };
};

const previewOf = (plan: RepairPlan): RepairPreview => ({
  ...reportOf(plan),
  language: plan.language,
  mark:
    plan.requests.length === 0
      ? null
      : createHash('sha256').update(JSON.stringify(plan.requests)).digest('base64url').slice(0, 22),
});

const ROUNDS = 4;
