import { type ExclusivePorts, exclusively } from '../edits/exclusive.ts';
import { type ConnectedSheet, type SheetRegistry, whyNotConnected } from '../edits/registry.ts';
import { fingerprintOf, toMirrorValue } from '../mirror/fingerprint.ts';
import type { MirrorStore } from '../mirror/firestore.ts';
import { type PastPlan, planAt } from '../mirror/past.ts';
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
  /** The rows are to be as they were once this revision was written; null is the last. */
  revision: number | null;
  /** Instead of the connected spreadsheet, which is lost: a new one from the template, to be connected in its place. */
  into?: string;
}

/** What a restore would change, in words, and by what it is known that it is still the same. */
export interface RestorePreview {
  spreadsheetId: string;
  revision: number;
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
  /** `key`: of a spreadsheet that is connected now, for its script. */
  | { outcome: 'done'; spreadsheetId: string; changes: string[]; left: string[]; key: string | null }
  /** People changed the sheet since the preview that was agreed to, or while it was written: this is what would be done now. */
  | { outcome: 'changed'; preview: RestorePreview };

/** A wish that cannot be fulfilled, said so that the next one can. */
export class RestoreRefused extends Error {
  override name = 'RestoreRefused';
}

export interface RestorePorts extends ExclusivePorts {
  sheets: SheetsAccess;
  mirror: Pick<MirrorStore, 'history' | 'remembered'>;
  registry: Pick<SheetRegistry, 'list' | 'accountForNew' | 'connect' | 'disconnect' | 'setDrivePush'>;
  /** A new signing key. */
  newKey: () => string;
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
    return previewOf(wish, await planned(sheet, wish, clientOf(sheet, ports), ports));
  },
  carryOut: async (wish, agreed) => {
    const sheet = await sheetOf(wish, ports);
    const client = clientOf(sheet, ports);
    return exclusively(sheet.spreadsheetId, ports, async (stillOurs) => {
      let wanted: string[] = [];
      for (let attempt = 1; ; attempt++) {
        const next = await planned(sheet, wish, client, ports);
        const preview = previewOf(wish, next);
        const { spreadsheetId, changes, left } = preview;
        const done = async (brought: string[]): Promise<RestoreOutcome> => ({
          outcome: 'done',
          spreadsheetId,
          changes: brought,
          left,
          key: wish.into === undefined ? null : await replaceLost(sheet, ports),
        });
        // A write that had no answer was carried out after all.
        if (preview.mark === null && attempt > 1) return done(wanted);
        if (preview.mark !== agreed) return { outcome: 'changed', preview };
        wanted = changes;
        await stillOurs();
        const columns = await write(client, spreadsheetId, next.restoration, attempt < ATTEMPTS);
        if (columns === null) continue;
        const back = takenBack(next.restoration, next.snapshot, columns);
        if (back.length === 0) return done(changes);
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
  if (requests.length === 0) return [];
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

type SheetOfPlan = Pick<ConnectedSheet, 'spreadsheetId' | 'communityId' | 'account' | 'drivePush'> & {
  year: number;
  /** The spreadsheet that this one takes the place of. */
  lost: string | null;
};

const sheetOf = async (
  { communityId, year, into }: Pick<RestoreWish, 'communityId' | 'year' | 'into'>,
  { registry }: RestorePorts,
): Promise<SheetOfPlan> => {
  const sheets = await registry.list();
  const connected = sheets.filter((sheet) => sheet.communityId === communityId && sheet.spreadsheetId !== into);
  const plans = connected.flatMap(({ spreadsheetId, account, drivePush, lastPass }) =>
    lastPass?.year === undefined
      ? []
      : [{ spreadsheetId, communityId, account, drivePush, year: lastPass.year, lost: null }],
  );
  const [plan, ...others] = plans.filter((each) => year === undefined || each.year === year);
  const years = listed(plans.map((each) => String(each.year)).sort());
  if (others.length > 0)
    throw new RestoreRefused(`The community "${communityId}" has sheets for ${years}. Say which with --year.`);
  if (into !== undefined) {
    const other = sheets.find((sheet) => sheet.spreadsheetId === into && sheet.communityId !== communityId);
    if (other)
      throw new RestoreRefused(`Spreadsheet ${into} is connected to the community "${other.communityId}" already.`);
    if (plan) return { ...plan, spreadsheetId: into, lost: plan.spreadsheetId };
    // Nothing is left of the lost sheet but its plan.
    if (year !== undefined)
      return {
        spreadsheetId: into,
        communityId,
        account: await registry.accountForNew(),
        drivePush: false,
        year,
        lost: null,
      };
    throw new RestoreRefused(
      `No sheet is connected to the community "${communityId}". Say with --year which plan it is.`,
    );
  }
  if (plan) return plan;
  if (connected.length === 0) throw new RestoreRefused(`No sheet is connected to the community "${communityId}".`);
  throw new RestoreRefused(
    plans.length === 0
      ? `The sheet of the community "${communityId}" was never checked, so it has no history yet.`
      : `The community "${communityId}" has no connected sheet for ${year}, only for ${years}.`,
  );
};

/** @returns the key of the spreadsheet that the community's plan is in from now on */
const replaceLost = async (
  { spreadsheetId, communityId, account, drivePush, lost }: SheetOfPlan,
  { registry, newKey, now }: RestorePorts,
): Promise<string> => {
  if (lost !== null) await registry.disconnect(lost);
  const connected = await registry.connect({
    spreadsheetId,
    communityId,
    newKey: newKey(),
    now: now().toISOString(),
    account,
    // Those of other years.
    besides: true,
  });
  if (!connected.connected) throw new RestoreRefused(whyNotConnected(connected, { spreadsheetId, communityId }));
  // The script was not in the lost one, and is not in this one either.
  if (drivePush) await registry.setDrivePush(spreadsheetId, true);
  return connected.keys[0]!;
};

const clientOf = ({ spreadsheetId, account }: SheetOfPlan, { sheets }: RestorePorts): SheetsPort =>
  sheets({ spreadsheetId, account, urgency: 'people', onCall: () => undefined });

interface Planned {
  snapshot: Snapshot;
  restoration: Restoration;
  language: Language;
  past: Pick<PastPlan, 'revision' | 'at'>;
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
      wish.revision === null
        ? `The plan ${communityId}/${year} has no history.`
        : `The plan ${communityId}/${year} has no revision ${wish.revision}. Without --revision its revisions are listed.`,
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
  if (restoration.found === 0) throw new RestoreRefused(nothingFound(wish, past));
  if (wish.into !== undefined && restoration.left.length > 0)
    throw new RestoreRefused(
      `Spreadsheet ${spreadsheetId} is no whole planning sheet, so nothing was brought into it. Make a new one from the template.`,
    );
  return { snapshot, restoration, language: parsed.language, past };
};

const nothingFound = ({ tab, row }: RestoreWish, { revision }: PastPlan): string =>
  [
    row === undefined ? 'No row' : `No row "${row}"`,
    ...(tab === undefined ? [] : [`of a tab "${tab}"`]),
    `was in the plan at revision ${revision}.`,
  ].join(' ');

const previewOf = (
  { into }: RestoreWish,
  {
    snapshot: { spreadsheetId },
    restoration: { requests, changes, stays, left },
    language,
    past: { revision, at },
  }: Planned,
): RestorePreview => {
  const { tell } = wordsIn(language);
  const lines = (each: readonly RestoreLine[]): string[] => each.map(({ tab, what }) => `${tell(tab)}: ${tell(what)}`);
  return {
    spreadsheetId,
    revision,
    at,
    changes: lines(changes),
    stays: lines(stays),
    left: lines(left),
    // A new sheet that has everything is still to be connected.
    mark: changes.length === 0 && into === undefined ? null : fingerprintOf(toMirrorValue(requests)),
  };
};
