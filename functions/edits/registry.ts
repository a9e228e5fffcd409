import { FieldValue, type Firestore } from '@google-cloud/firestore';
import * as z from 'zod';
import type { RowsGone } from '../sheet/rows-gone.ts';

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
  /** What the sheet asks of rows that are gone; absent where nothing is. */
  rowsGone?: RowsGone[];
}

/** `sheets/{spreadsheetId}`: a spreadsheet that is connected to a community. */
export interface SheetRecord {
  communityId: string;
  connectedAt: string;
  /** Signing keys of its bound script: the newest first, and during a rotation the one before it. Nothing in the sheet has them in a cell. */
  keys: string[];
  /** Of the sheet when it was last read. */
  templateVersion: number | null;
  /** How many edits were announced; grows by one with each. */
  requested: number;
  /** What `requested` was when the last pass that is done began. */
  processed: number;
  /** `requested > processed`, as a field that can be asked for. */
  owing: boolean;
  /** Ids of the last messages that were taken, newest first. */
  recentMessages: string[];
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
}

export type ConnectOutcome =
  /** `isNew` false: it was connected to this community before, and keeps its keys. */
  | { connected: true; isNew: boolean; keys: string[] }
  | { connected: false; reason: 'connected-to-another-community'; communityId: string };

export interface SheetRegistry {
  find(spreadsheetId: string): Promise<ConnectedSheet | null>;
  /** By spreadsheet id. */
  list(): Promise<ConnectedSheet[]>;
  /** Spreadsheets with edits that no pass has seen. */
  owing(): Promise<string[]>;
  /** Connects a sheet, once: repeating it changes nothing, and a sheet is never moved to another community in silence. */
  connect(request: ConnectRequest): Promise<ConnectOutcome>;
  /** The sheet's messages are refused from now on, and its plan may be taken over by another sheet. The mirror stays. */
  disconnect(spreadsheetId: string): Promise<void>;
  /**
   * The new key is valid at once, the one before it until the next rotation.
   *
   * @returns false where the sheet is not connected
   */
  rotateKey(spreadsheetId: string, newKey: string): Promise<boolean>;
  /**
   * Notes durably that a pass is owed. Whatever is lost afterwards, `owing` finds it.
   *
   * @param messageId  of the message that announced the edit, if one did
   * @returns false where the sheet is not connected any more
   */
  raiseRequested(sheet: Pick<ConnectedSheet, 'spreadsheetId' | 'recentMessages'>, messageId?: string): Promise<boolean>;
}

export const sheetRegistry = (db: Firestore): SheetRegistry => {
  const sheets = db.collection('sheets');
  const find = async (spreadsheetId: string): Promise<ConnectedSheet | null> => {
    if (!spreadsheetIdSchema.safeParse(spreadsheetId).success) return null;
    const document = await sheets.doc(spreadsheetId).get();
    return document.exists ? readSheet(spreadsheetId, document.data()) : null;
  };
  return {
    find,
    list: async () => (await sheets.get()).docs.map((document) => readSheet(document.id, document.data())),
    owing: async () => (await sheets.where('owing', '==', true).select().get()).docs.map(({ id }) => id),
    connect: async (request) => {
      spreadsheetIdSchema.parse(request.spreadsheetId);
      communityIdSchema.parse(request.communityId);
      return db.runTransaction(async (transaction) => {
        const reference = sheets.doc(request.spreadsheetId);
        const document = await transaction.get(reference);
        if (document.exists) {
          const { communityId, keys } = readSheet(document.id, document.data());
          return communityId === request.communityId
            ? { connected: true, isNew: false, keys }
            : { connected: false, reason: 'connected-to-another-community', communityId };
        }
        const record: SheetRecord = {
          communityId: request.communityId,
          connectedAt: request.now,
          keys: [request.newKey],
          templateVersion: null,
          // The first pass is owed from the start.
          requested: 1,
          processed: 0,
          owing: true,
          recentMessages: [],
          lease: { token: 0, holder: null, expiresAt: null },
          lastPass: null,
        };
        transaction.create(reference, record);
        return { connected: true, isNew: true, keys: record.keys };
      });
    },
    disconnect: async (spreadsheetId) => {
      await sheets.doc(spreadsheetId).delete();
    },
    rotateKey: (spreadsheetId, newKey) =>
      db.runTransaction(async (transaction) => {
        const reference = sheets.doc(spreadsheetId);
        const document = await transaction.get(reference);
        if (!document.exists) return false;
        const { keys } = readSheet(document.id, document.data());
        // A retry of a rotation whose answer was lost.
        if (keys[0] !== newKey) transaction.update(reference, { keys: [newKey, ...keys.slice(0, 1)] });
        return true;
      }),
    raiseRequested: async ({ spreadsheetId, recentMessages }, messageId) => {
      try {
        await sheets.doc(spreadsheetId).update({
          // Counted by the server, so that none of several at once is lost.
          requested: FieldValue.increment(1),
          owing: true,
          // Not counted by the server: of two at once the list may lose one, which costs at most one needless pass.
          ...(messageId !== undefined && {
            recentMessages: [messageId, ...recentMessages].slice(0, rememberedMessages),
          }),
        });
        return true;
      } catch (error) {
        if ((error as { code?: unknown }).code === notFound) return false;
        throw error;
      }
    },
  };
};

/** A sender repeats its last message or two; more than these would only be a replay, which costs one pass. */
const rememberedMessages = 20;

/** gRPC's NOT_FOUND. */
const notFound = 5;

const recordSchema = z.object({
  communityId: communityIdSchema,
  connectedAt: z.string(),
  keys: z.array(z.string()),
  templateVersion: z.int().nullable(),
  requested: z.int().min(0),
  processed: z.int().min(0),
  owing: z.boolean(),
  recentMessages: z.array(z.string()),
  lease: z.object({ token: z.int().min(0), holder: z.string().nullable(), expiresAt: z.string().nullable() }),
  lastPass: z.custom<LastPass>((value) => typeof value === 'object' && value !== null).nullable(),
}) satisfies z.ZodType<SheetRecord>;

/** @throws Error naming the document and its wrong fields, never their content: keys are among them */
export const readSheet = (spreadsheetId: string, data: unknown): ConnectedSheet => {
  const read = recordSchema.safeParse(data);
  if (read.success) return { spreadsheetId, ...read.data };
  const fields = read.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Error(
    `Cannot read ${sheetPath(spreadsheetId)}: these fields are not as they should be: ${fields}. Disconnect the sheet and connect it again.`,
  );
};
