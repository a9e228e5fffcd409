import { createHash } from 'node:crypto';
import { FieldValue, type Firestore, type QueryDocumentSnapshot, type Transaction } from '@google-cloud/firestore';
import * as z from 'zod';
import { type KeyBox, openBox } from '../keys/key-box.ts';
import type { RowsGone } from '../sheet/rows-gone.ts';
import { OperatorError } from '../watch/operator-error.ts';
import type { TypedContents } from './typed-contents.ts';

/** How the last pass of a sheet ended. */
export interface LastPass {
  /** ISO time. */
  finishedAt: string;
  outcome: 'done' | 'failed';
  /** Why it failed, for the operator; never a cell's content. */
  message?: string;
  title?: string;
  year?: number;
  revision?: number;
  /** Calls to the Sheets API. */
  reads?: number;
  writes?: number;
  documentsRead?: number;
  documentsWritten?: number;
  documentsDeleted?: number;
  ms?: number;
  /** From the first announced edit that it has seen to its end; null where none was. */
  lagMs?: number | null;
  /** What the sheet asks of rows that are gone; absent where nothing is. */
  rowsGone?: RowsGone[];
  /** What stood in the sheet; of a failed pass, at the last one that was done. */
  typed?: TypedContents;
}

/** `sheets/{spreadsheetId}`: a spreadsheet that is connected to a community. */
export interface SheetRecord {
  communityId: string;
  connectedAt: string;
  /** The service account that reads and writes it, for as long as it is connected: the sheet is shared with this one. Null is the functions' own. */
  account: string | null;
  /** Signing keys of its bound script, sealed: the newest first, and during a rotation the one before it. Nothing in the sheet has them in a cell. */
  keys: string[];
  /** Of the sheet when it was last read. */
  templateVersion: number | null;
  /** How many edits were announced; grows by one with each. */
  requested: number;
  /** What `requested` was when the last pass that is done began. */
  processed: number;
  /** `requested > processed`, as a field that can be asked for. */
  owing: boolean;
  /** ISO time of the first edit that no pass has seen; null when nothing is owed. */
  owingSince: string | null;
  /** Its edits are to be found in Drive's log of changes, because no bound script tells of them. */
  drivePush: boolean;
  /** ISO time at which it was found to have changed though no message had come; null since the last message. */
  unannouncedSince: string | null;
  /** Of the bound script that sent the last message; null before the first, and of scripts that do not say it. */
  scriptVersion: string | null;
  lease: {
    /** Grows with each pass and never shrinks: of two passes the one with the greater token is the newer. */
    token: number;
    /** The pass that has it; null when none has. */
    holder: string | null;
    /** ISO time. */
    expiresAt: string | null;
  };
  lastPass: LastPass | null;
}

export type ConnectedSheet = SheetRecord & { spreadsheetId: string };

/** What Google uses, and nothing that Firestore refuses as a document's name. */
export const spreadsheetIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,128}$/)
  .refine((id) => !/^__.*__$/.test(id));

/** Part of document paths and links: lower-case letters, digits and hyphens. */
export const communityIdSchema = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);

export const sheetPath = (spreadsheetId: string): string => `sheets/${spreadsheetId}`;

export interface ConnectRequest {
  spreadsheetId: string;
  communityId: string;
  /** A new key for the sheet, from a random source; used where the sheet has none yet. */
  newKey: string;
  /** ISO time. */
  now: string;
  /** The service account that the sheet is shared with already; by default it gets `accountForNew`. */
  account?: string | null;
  /** The community may have other sheets already, such as last year's. */
  besides?: boolean;
}

/** What has to happen together with a connection: reads first, and returns what writes; null where it must not be. */
export type ConnectCondition = (transaction: Transaction) => Promise<(() => void) | null>;

export type ConnectOutcome =
  /** `isNew` false: it was connected to this community before, and keeps its keys and account. `keys`: unsealed. `account`: whom the sheet must be shared with. */
  | { connected: true; isNew: boolean; keys: string[]; account: string | null }
  | { connected: false; reason: 'connected-to-another-community'; communityId: string }
  | { connected: false; reason: 'community-has-another-sheet'; spreadsheetId: string }
  | { connected: false; reason: 'not-allowed' };

/** Why a sheet was not connected, for operators: one sentence. */
export const whyNotConnected = (
  outcome: Extract<ConnectOutcome, { connected: false }>,
  { spreadsheetId, communityId }: Pick<ConnectRequest, 'spreadsheetId' | 'communityId'>,
): string => {
  switch (outcome.reason) {
    case 'connected-to-another-community':
      return `Spreadsheet ${spreadsheetId} is connected to the community "${outcome.communityId}" already.`;
    case 'community-has-another-sheet':
      return `The community "${communityId}" has another sheet already, ${outcome.spreadsheetId}.`;
    case 'not-allowed':
      return `Spreadsheet ${spreadsheetId} may not be connected to the community "${communityId}".`;
  }
};

export interface SheetRegistry {
  find(spreadsheetId: string): Promise<ConnectedSheet | null>;
  /** The keys that the sheet's messages are signed with: the newest first, and during a rotation the one before it. */
  keysOf(sheet: Pick<ConnectedSheet, 'spreadsheetId' | 'keys'>): Promise<string[]>;
  /** By spreadsheet id. */
  list(): Promise<ConnectedSheet[]>;
  /** Spreadsheets with edits that no pass has seen. */
  owing(): Promise<string[]>;
  /**
   * Those whose last pass, done or failed, ended before then, and those that were connected before then and have had none: the longest ago first.
   * Their records are not looked into, so one that cannot be read holds up no other.
   *
   * @param limit  of how many to name; `all` counts the rest too
   */
  lastPassedBefore(time: Date, limit: number): Promise<{ sheets: AccountSheet[]; all: number }>;
  /** Of the pool the service account with the fewest sheets; null, the functions' own, where there is no pool. */
  accountForNew(): Promise<string | null>;
  /** Connects a sheet, once: repeating it changes nothing. A sheet is never moved to another community, nor a community given another sheet, in silence. */
  connect(request: ConnectRequest, condition?: ConnectCondition): Promise<ConnectOutcome>;
  /** The sheet's messages are refused from now on, and its plan may be taken over by another sheet. The mirror stays. */
  disconnect(spreadsheetId: string): Promise<void>;
  /**
   * The new key is valid at once, the one before it until the next rotation.
   *
   * @returns false where the sheet is not connected
   */
  rotateKey(spreadsheetId: string, newKey: string): Promise<boolean>;
  /**
   * Seals the keys of every sheet with the newest root key.
   *
   * @returns of how many sheets they were not sealed so before
   */
  renewSeals(): Promise<number>;
  /**
   * Whether its edits are looked for in Drive's log of changes from now on.
   *
   * @returns false where the sheet is not connected
   */
  setDrivePush(spreadsheetId: string, isOn: boolean): Promise<boolean>;
  /** Those whose edits are looked for there. */
  withDrivePush(): Promise<AccountSheet[]>;
  /** Notes durably that a pass is owed, once for each message. Whatever is lost afterwards, `owing` finds it. */
  raiseRequested(sheet: Pick<ConnectedSheet, 'spreadsheetId' | 'owing'>, edit: AnnouncedEdit): Promise<RaiseOutcome>;
  /** Forgets messages that nobody can replay any more. In the cloud the database does that by itself, by a TTL policy on `messages.rememberUntil`. */
  forgetMessages(now: Date): Promise<void>;
}

/** What is known of a sheet without looking into its record. */
export type AccountSheet = Pick<ConnectedSheet, 'spreadsheetId' | 'account'>;

export interface AnnouncedEdit {
  at: Date;
  /** The message that announced it, if one did. */
  message?: {
    id: string;
    rememberUntil: Date;
    /** The version of the bound script that sent it, null where it does not say so; undefined where no script has. */
    script?: string | null;
  };
}

/** `repeated`: the message was counted before, by this process or another. */
export type RaiseOutcome = 'raised' | 'repeated' | 'not-connected';

/**
 * @param pool  service accounts that new sheets are shared out among
 * @param box   seals their keys
 */
export const sheetRegistry = (db: Firestore, pool: readonly string[] = [], box: KeyBox = openBox()): SheetRegistry => {
  const sheets = db.collection('sheets');
  const messages = db.collection('messages');
  const find = async (spreadsheetId: string): Promise<ConnectedSheet | null> => {
    if (!spreadsheetIdSchema.safeParse(spreadsheetId).success) return null;
    const document = await sheets.doc(spreadsheetId).get();
    return document.exists ? readSheet(spreadsheetId, document.data()) : null;
  };
  const opened = (spreadsheetId: string, keys: readonly string[]): Promise<string[]> =>
    Promise.all(keys.map((key) => box.open(key, sheetPath(spreadsheetId))));
  const accountForNew = async (): Promise<string | null> => {
    const counted = await Promise.all(
      pool.map(async (account) => ({
        account,
        sheets: (await sheets.where('account', '==', account).count().get()).data().count,
      })),
    );
    return counted.sort((one, other) => one.sheets - other.sheets)[0]?.account ?? null;
  };
  return {
    find,
    keysOf: ({ spreadsheetId, keys }) => opened(spreadsheetId, keys),
    accountForNew,
    list: async () => (await sheets.get()).docs.map((document) => readSheet(document.id, document.data())),
    owing: async () => (await sheets.where('owing', '==', true).select().get()).docs.map(({ id }) => id),
    lastPassedBefore: async (time, limit) => {
      const before = time.toISOString();
      const passed = sheets.where('lastPass.finishedAt', '<', before);
      // Until its first pass a sheet owes one.
      const owing = await sheets.where('owing', '==', true).select('account', 'connectedAt', 'lastPass').get();
      const never = owing.docs
        .filter((document) => document.get('lastPass') === null && (document.get('connectedAt') as string) < before)
        .sort((one, other) => (one.get('connectedAt') < other.get('connectedAt') ? -1 : 1));
      const [oldest, counted] = await Promise.all([
        passed.orderBy('lastPass.finishedAt').limit(limit).select('account').get(),
        passed.count().get(),
      ]);
      return {
        sheets: [...never, ...oldest.docs].slice(0, limit).map(accountSheet),
        all: never.length + counted.data().count,
      };
    },
    connect: async (request, condition = async () => () => undefined) => {
      spreadsheetIdSchema.parse(request.spreadsheetId);
      communityIdSchema.parse(request.communityId);
      const account = request.account === undefined ? await accountForNew() : request.account;
      const place = sheetPath(request.spreadsheetId);
      const newKey = await box.seal(request.newKey, place);
      return db.runTransaction(async (transaction) => {
        const reference = sheets.doc(request.spreadsheetId);
        const document = await transaction.get(reference);
        const ofCommunity = sheets.where('communityId', '==', request.communityId).limit(1).select();
        const [other] = (await transaction.get(ofCommunity)).docs;
        const allow = await condition(transaction);
        if (document.exists) {
          const { communityId, keys, account } = readSheet(document.id, document.data());
          if (communityId !== request.communityId)
            return { connected: false, reason: 'connected-to-another-community', communityId };
          if (!allow) return { connected: false, reason: 'not-allowed' };
          const renewed = await box.renewed(keys, place);
          const there = await opened(request.spreadsheetId, keys);
          allow();
          if (renewed !== keys) transaction.update(reference, { keys: renewed });
          return { connected: true, isNew: false, keys: there, account };
        }
        if (other && !request.besides)
          return { connected: false, reason: 'community-has-another-sheet', spreadsheetId: other.id };
        if (!allow) return { connected: false, reason: 'not-allowed' };
        allow();
        const record: SheetRecord = {
          communityId: request.communityId,
          connectedAt: request.now,
          account,
          keys: [newKey],
          templateVersion: null,
          // The first pass is owed from the start.
          requested: 1,
          processed: 0,
          owing: true,
          owingSince: request.now,
          drivePush: false,
          unannouncedSince: null,
          scriptVersion: null,
          lease: { token: 0, holder: null, expiresAt: null },
          lastPass: null,
        };
        transaction.create(reference, record);
        return { connected: true, isNew: true, keys: [request.newKey], account };
      });
    },
    disconnect: async (spreadsheetId) => {
      await db.recursiveDelete(sheets.doc(spreadsheetId));
    },
    rotateKey: async (spreadsheetId, newKey) => {
      // The keys before are left sealed: so a sheet whose keys do not open any more gets one that does.
      const kept = await box.seal(newKey, sheetPath(spreadsheetId));
      return db.runTransaction(async (transaction) => {
        const reference = sheets.doc(spreadsheetId);
        const document = await transaction.get(reference);
        if (!document.exists) return false;
        const { keys } = readSheet(document.id, document.data());
        // A retry of a rotation whose answer was lost.
        if (keys[0] !== kept) transaction.update(reference, { keys: [kept, ...keys.slice(0, 1)] });
        return true;
      });
    },
    renewSeals: async () => {
      let renewedSheets = 0;
      for (const { ref } of (await sheets.select().get()).docs) {
        const isRenewed = await db.runTransaction(async (transaction) => {
          const document = await transaction.get(ref);
          if (!document.exists) return false;
          const { keys } = readSheet(document.id, document.data());
          const renewed = await box.renewed(keys, sheetPath(document.id));
          if (renewed === keys) return false;
          transaction.update(ref, { keys: renewed });
          return true;
        });
        if (isRenewed) renewedSheets++;
      }
      return renewedSheets;
    },
    setDrivePush: async (spreadsheetId, drivePush) => {
      try {
        await sheets.doc(spreadsheetId).update({ drivePush });
        return true;
      } catch (error) {
        if ((error as { code?: unknown }).code === notFound) return false;
        throw error;
      }
    },
    withDrivePush: async () =>
      (await sheets.where('drivePush', '==', true).select('account').get()).docs.map(accountSheet),
    raiseRequested: async ({ spreadsheetId, owing }, { at, message }) => {
      const batch = db.batch();
      // Of several processes that get the same message, one can create this.
      if (message)
        batch.create(messages.doc(messageDocumentId(spreadsheetId, message.id)), {
          rememberUntil: message.rememberUntil,
        });
      batch.update(sheets.doc(spreadsheetId), {
        // Counted by the server, so that none of several at once is lost.
        requested: FieldValue.increment(1),
        owing: true,
        ...(owing ? {} : { owingSince: at.toISOString() }),
        ...(message && { unannouncedSince: null }),
        ...(message?.script !== undefined && { scriptVersion: message.script }),
      });
      try {
        await batch.commit();
        return 'raised';
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (code === alreadyExists) return 'repeated';
        if (code === notFound) return 'not-connected';
        throw error;
      }
    },
    forgetMessages: async (now) => {
      for (;;) {
        const { docs } = await messages.where('rememberUntil', '<', now).limit(deletedAtOnce).select().get();
        const batch = db.batch();
        for (const { ref } of docs) batch.delete(ref);
        await batch.commit();
        if (docs.length < deletedAtOnce) return;
      }
    },
  };
};

const accountSheet = (document: QueryDocumentSnapshot): AccountSheet => ({
  spreadsheetId: document.id,
  account: (document.get('account') as string) ?? null,
});

const deletedAtOnce = 400;

/** A message id may hold characters that no document's name can, and two sheets may use the same. */
const messageDocumentId = (spreadsheetId: string, messageId: string): string =>
  createHash('sha256').update(`${spreadsheetId} ${messageId}`).digest('base64url');

/** gRPC's codes. */
const alreadyExists = 6;
const notFound = 5;

/** What earlier versions did not record has a default. */
const recordSchema = z.object({
  communityId: communityIdSchema,
  connectedAt: z.string(),
  account: z.string().nullable().default(null),
  keys: z.array(z.string()),
  templateVersion: z.int().nullable(),
  requested: z.int().min(0),
  processed: z.int().min(0),
  owing: z.boolean(),
  owingSince: z.string().nullable().default(null),
  drivePush: z.boolean().default(false),
  unannouncedSince: z.string().nullable().default(null),
  scriptVersion: z.string().nullable().default(null),
  lease: z.object({ token: z.int().min(0), holder: z.string().nullable(), expiresAt: z.string().nullable() }),
  lastPass: z.custom<LastPass>((value) => typeof value === 'object' && value !== null).nullable(),
}) satisfies z.ZodType<SheetRecord>;

/** @throws OperatorError naming the document and its wrong fields, never their content: keys are among them */
export const readSheet = (spreadsheetId: string, data: unknown): ConnectedSheet => {
  const read = recordSchema.safeParse(data);
  if (read.success) return { spreadsheetId, ...read.data };
  const fields = read.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new OperatorError(
    'record',
    `Cannot read ${sheetPath(spreadsheetId)}: these fields are not as they should be: ${fields}. Disconnect the sheet and connect it again.`,
  );
};
