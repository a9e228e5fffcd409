import { type ExclusivePorts, exclusively } from '../edits/exclusive.ts';
import type { ConnectedSheet, SheetRegistry } from '../edits/registry.ts';
import { fingerprintOf, toMirrorValue } from '../mirror/fingerprint.ts';
import type { MirrorStore } from '../mirror/firestore.ts';
import { planAt } from '../mirror/past.ts';
import type { Language } from '../plan/messages/language.ts';
import { wordsIn } from '../plan/messages/words.ts';
import { listed } from '../plan/text.ts';
import type { SheetsAccess } from '../sheet/access.ts';
import { SheetsError, type SheetsPort } from '../sheet/client.ts';
import type { RowMemory } from '../sheet/identity.ts';
import { parsePlan } from '../sheet/parse.ts';
import type { Snapshot } from '../sheet/snapshot.ts';
import { feedbackRequests } from '../sheet/write.ts';
import { planRestoration, type Restoration, type RestoreLine, type RestoreScope, takenBack } from './restoration.ts';

/** What is to be brought back. */
export interface RestoreWish extends RestoreScope {
  communityId: string;
  /** The calendar year in which the plan year starts; may be left out where one sheet is connected to the community. */
  year?: number;
  /** The rows are to be as they were once this revision was written. */
  revision: number;
}

/** What a restore would change, in words, and by what it is known that it is still the same. */
export interface RestorePreview {
  spreadsheetId: string;
  /** ISO time at which the revision was read. */
  at: string;
  /** `Partners: Brings back "Acme" into row 7: Kind "Employer"` */
  changes: string[];
  /** What came into the plan since, and stays. */
  stays: string[];
  /** What cannot be brought back before the sheet is repaired. */
  left: string[];
  /** Of all that would be written; null where nothing would. */
  mark: string | null;
}

export type RestoreOutcome =
  | { outcome: 'done'; spreadsheetId: string; changes: string[]; left: string[] }
  /** People changed the sheet since the preview that was agreed to, or while it was written: this is what would be done now. */
  | { outcome: 'changed'; preview: RestorePreview };

/** A wish that cannot be fulfilled, said so that the next one can. */
export class RestoreRefused extends Error {
  override name = 'RestoreRefused';
}

export interface RestorePorts extends ExclusivePorts {
  sheets: SheetsAccess;
  mirror: Pick<MirrorStore, 'history' | 'remembered'>;
  registry: Pick<SheetRegistry, 'list'>;
}

export interface SheetRestore {
  /** The plan's revisions, oldest first: when each was read, and how many rows came, changed and went. @throws RestoreRefused */
  revisions(
    wish: Pick<RestoreWish, 'communityId' | 'year'>,
  ): Promise<{ revision: number; at: string; added: number; changed: number; removed: number }[]>;
  /** @throws RestoreRefused; SheetsError; QuotaReached */
  preview(wish: RestoreWish): Promise<RestorePreview>;
  /**
   * Carries out what a preview has shown, in one write, while no pass writes to the sheet.
   *
   * @param agreed  the mark of the preview that a person has agreed to
   * @throws RestoreRefused; SheetsError; QuotaReached; SheetIsBusy
   */
  carryOut(wish: RestoreWish, agreed: string): Promise<RestoreOutcome>;
}

export const sheetRestore = (ports: RestorePorts): SheetRestore => ({
  revisions: async (wish) => {
    const { communityId, year } = await sheetOf(wish, ports);
    const revisions = [];
    for await (const { revision, at, added, changed, removed } of ports.mirror.history(communityId, year))
      revisions.push({ revision, at, added, changed, removed });
    return revisions;
  },
  preview: async (wish) => {
    const sheet = await sheetOf(wish, ports);
    return previewOf(await planned(sheet, wish, clientOf(sheet, ports), ports));
  },
  carryOut: async (wish, agreed) => {
    const sheet = await sheetOf(wish, ports);
    const client = clientOf(sheet, ports);
    return exclusively(sheet.spreadsheetId, ports, async (stillOurs) => {
      let wanted: string[] = [];
      for (let attempt = 1; ; attempt++) {
        const next = await planned(sheet, wish, client, ports);
        const preview = previewOf(next);
        const { spreadsheetId, changes, left } = preview;
        // A write that had no answer was carried out after all.
        if (preview.mark === null && attempt > 1) return { outcome: 'done', spreadsheetId, changes: wanted, left };
        if (preview.mark !== agreed) return { outcome: 'changed', preview };
        wanted = changes;
        await stillOurs();
        const columns = await write(client, spreadsheetId, next.restoration, attempt < ATTEMPTS);
        if (columns === null) continue;
        const back = takenBack(next.restoration, next.snapshot, columns);
        if (back.length === 0) return { outcome: 'done', spreadsheetId, changes, left };
        await client.write(spreadsheetId, feedbackRequests({ cells: back, grow: [] }), []);
      }
    });
  },
});

const ATTEMPTS = 4;

/** @returns what stands afterwards in the columns that tell rows apart; null where nobody knows whether it was carried out */
const write = async (
  client: SheetsPort,
  spreadsheetId: string,
  { requests, inPlace }: Restoration,
  mayAgain: boolean,
): Promise<string[][] | null> => {
  try {
    return await client.write(
      spreadsheetId,
      requests,
      inPlace.map(({ column }) => column),
    );
  } catch (error) {
    if (mayAgain && error instanceof SheetsError && error.mayPass) return null;
    throw error;
  }
};

type SheetOfPlan = Pick<ConnectedSheet, 'spreadsheetId' | 'communityId' | 'account'> & { year: number };

const sheetOf = async (
  { communityId, year }: Pick<RestoreWish, 'communityId' | 'year'>,
  { registry }: RestorePorts,
): Promise<SheetOfPlan> => {
  const connected = (await registry.list()).filter((sheet) => sheet.communityId === communityId);
  const plans = connected.flatMap(({ spreadsheetId, account, lastPass }) =>
    lastPass?.year === undefined ? [] : [{ spreadsheetId, communityId, account, year: lastPass.year }],
  );
  const [plan, ...others] = plans.filter((each) => year === undefined || each.year === year);
  if (plan && others.length === 0) return plan;
  if (connected.length === 0) throw new RestoreRefused(`No sheet is connected to the community "${communityId}".`);
  if (plans.length === 0)
    throw new RestoreRefused(
      `The sheet of the community "${communityId}" was never checked, so it has no history yet.`,
    );
  const years = plans.map((each) => each.year).sort();
  throw new RestoreRefused(
    plan
      ? `The community "${communityId}" has sheets for ${listed(years.map(String))}. Say which with --year.`
      : `The community "${communityId}" has no connected sheet for ${year}, only for ${listed(years.map(String))}.`,
  );
};

const clientOf = ({ spreadsheetId, account }: SheetOfPlan, { sheets }: RestorePorts): SheetsPort =>
  sheets({ spreadsheetId, account, urgency: 'people', onCall: () => undefined });

interface Planned {
  snapshot: Snapshot;
  restoration: Restoration;
  language: Language;
  at: string;
}

const planned = async (
  { spreadsheetId, communityId, year }: SheetOfPlan,
  wish: RestoreWish,
  client: SheetsPort,
  { mirror }: RestorePorts,
): Promise<Planned> => {
  const past = await planAt(mirror.history(communityId, year), wish.revision);
  if (past === null)
    throw new RestoreRefused(
      `The plan ${communityId}/${year} has no revision ${wish.revision}. Without --revision its revisions are listed.`,
    );
  const snapshot = await client.read(spreadsheetId);
  // Rows without an id get theirs with the next pass: here they are rows that history does not know.
  let unnamed = 0;
  const parse = (memory?: RowMemory) =>
    parsePlan(snapshot, () => `unnamed ${++unnamed}`, memory === undefined ? {} : { memory });
  let parsed = parse();
  if (parsed.disputed.length + parsed.unnamed.length > 0)
    parsed = parse((await mirror.remembered({ communityId, year }, parsed)).memory);
  const restoration = planRestoration(snapshot, parsed, past.rows, wish);
  if (restoration.found === 0) throw new RestoreRefused(nothingFound(wish));
  return { snapshot, restoration, language: parsed.language, at: past.at };
};

const nothingFound = ({ tab, row, revision }: RestoreWish): string =>
  [
    row === undefined ? 'No row' : `No row "${row}"`,
    ...(tab === undefined ? [] : [`of a tab "${tab}"`]),
    `was in the plan at revision ${revision}.`,
  ].join(' ');

const previewOf = ({
  snapshot: { spreadsheetId },
  restoration: { requests, changes, stays, left },
  language,
  at,
}: Planned): RestorePreview => {
  const { tell } = wordsIn(language);
  const lines = (each: readonly RestoreLine[]): string[] => each.map(({ tab, what }) => `${tell(tab)}: ${tell(what)}`);
  return {
    spreadsheetId,
    at,
    changes: lines(changes),
    stays: lines(stays),
    left: lines(left),
    mark: requests.length === 0 ? null : fingerprintOf(toMirrorValue(requests)),
  };
};
