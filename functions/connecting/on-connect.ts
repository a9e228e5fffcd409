import * as z from 'zod';
import type { EditQueue } from '../edits/queue.ts';
import { type ConnectOutcome, type SheetRegistry, spreadsheetIdSchema } from '../edits/registry.ts';
import { type Refusal, readMessage, refusal, type SheetMessage } from '../edits/signed-message.ts';
import { sharedWith } from '../google/delegation.ts';
import { allLanguages, type Language } from '../plan/messages/language.ts';
import { type Said, say } from '../plan/messages/said.ts';
import { wordsIn } from '../plan/messages/words.ts';
import type { SheetsAccess } from '../sheet/access.ts';
import { QuotaReached, SheetsError, type SheetsPort } from '../sheet/client.ts';
import { type Invitation, type InvitationStore, isInvitationCode, type Proof } from './invitations.ts';

export type ConnectReply = Refusal | { status: 200; body: ConnectOffer | ConnectedBody };

/** The answer to the first step: what the sheet is to show, and to whom. */
export interface ConnectOffer {
  title: string;
  /** What a person is asked before anything is shared. */
  text: string;
  /** The address to share the sheet with as an editor; null where nobody asks for credentials, as on one machine. */
  account: string | null;
  /** Under `metadataKey` in the sheet's own developer metadata. */
  challenge: string;
  metadataKey: string;
}

/** The answer to the second step. */
export interface ConnectedBody {
  title: string;
  text: string;
  /** Where the sheet tells of edits from now on, and what it signs with. */
  url: string;
  key: string;
}

export interface ConnectDeps {
  invitations: InvitationStore;
  registry: Pick<SheetRegistry, 'find' | 'accountForNew' | 'connect'>;
  sheets: SheetsAccess;
  queue: Pick<EditQueue, 'enqueue'>;
  /** Whether somebody from there may ask now. */
  mayAsk(source: string, nowMs: number): boolean;
  newChallenge(): string;
  newKey(): string;
  wait(ms: number): Promise<unknown>;
  /** The address of the function that takes announcements of edits. */
  onEditUrl: string;
}

/**
 * A sheet's wish to be connected, in two steps, without a secret that both sides had before:
 *
 * | step | the sheet sends | the function                                                                       |
 * | ---- | --------------- | ---------------------------------------------------------------------------------- |
 * | ask  | its id, a code  | looks the invitation up, and answers a challenge and the account to share with      |
 * |      |                 | (the script shares the sheet, and writes the challenge into its developer metadata) |
 * | show | its id, a code  | reads the challenge in the sheet and deletes it; makes the key, queues the first pass |
 *
 * Only who may edit the sheet can write there, so that the challenge proves that the caller holds it; that it is found and gone afterwards proves that
 * we can read and write it. The challenge is for this sheet alone, so a copy that has it, too, proves nothing. The invitation says to which
 * community the sheet goes, and is used up in the transaction that connects it.
 *
 * | status | what it means                                                                    |
 * | ------ | -------------------------------------------------------------------------------- |
 * | 200    | what comes next, or the key                                                       |
 * | 400    | no such message                                                                   |
 * | 403    | not-shared, read-only: the sheet is not open to the account                       |
 * | 404    | unknown-invitation: never made, withdrawn or over                                 |
 * | 409    | used-invitation, another-community, another-sheet, not-shown: not this sheet      |
 * | 429    | too many tries from one source                                                    |
 * | 503    | Google or the database did not answer, or the calls of this minute are used up    |
 *
 * A message of a refusal is for the person who connects, in the language that the sheet has told.
 */
export const handleConnect = async (message: SheetMessage, deps: ConnectDeps): Promise<ConnectReply> => {
  const read = readMessage(message, connectSchema, 'Ask for a connection');
  if ('refusal' in read) return read.refusal;
  const { code, language, ...wish } = read.value;
  const refuse = (status: number, name: string, text: Said): Refusal =>
    refusal(status, name, wordsIn(language).tell(text));
  if (!deps.mayAsk(sourceOf(message.headers), message.nowMs)) return refuse(429, 'too-many', say('connecting.tooMany'));
  try {
    const invitation = await deps.invitations.find(code, new Date(message.nowMs));
    if (invitation === null) return refuse(404, 'unknown-invitation', say('connecting.unknown'));
    if (invitation.usedFor !== null && invitation.usedFor !== wish.spreadsheetId)
      return refuse(409, 'used-invitation', say('connecting.used'));
    const reply =
      wish.step === 'ask'
        ? await offered(wish.spreadsheetId, invitation, deps)
        : await connected(wish.spreadsheetId, invitation, message.nowMs, deps);
    if ('refused' in reply) return refuse(reply.status, reply.refused, reply.text);
    const { title, text, ...body } = reply;
    const { tell } = wordsIn(language);
    return { status: 200, body: { title: tell(title), text: tell(text), ...body } };
  } catch (cause) {
    const failed = refuse(503, 'not-connected-yet', say('connecting.failed'));
    return cause instanceof QuotaReached ? failed : { ...failed, cause };
  }
};

const connectSchema = z.object({
  step: z.enum(['ask', 'show']),
  spreadsheetId: spreadsheetIdSchema,
  code: z.string().refine(isInvitationCode),
  language: z.enum(allLanguages as [Language, ...Language[]]).catch('en'),
});

/** In a person's words, not yet in their language. */
type Untold<Body> = Omit<Body, 'title' | 'text'> & { title: Said; text: Said };

interface Refused {
  status: number;
  refused: string;
  text: Said;
}

/** Google appends the address that it has seen to what the sender says of itself. */
const sourceOf = (headers: SheetMessage['headers']): string =>
  String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)!
    .trim();

/** Of the sheet's own developer metadata, which whoever may edit it can write. */
const METADATA_KEY = 'techhireConnect';

const offered = async (
  spreadsheetId: string,
  invitation: Invitation,
  { invitations, registry, newChallenge }: ConnectDeps,
): Promise<Untold<ConnectOffer> | Refused> => {
  const there = await registry.find(spreadsheetId);
  if (there && there.communityId !== invitation.communityId) return anotherCommunity(there.communityId, invitation);
  const account = there ? there.account : (invitation.account ?? (await registry.accountForNew()));
  const address = account === null ? null : sharedWith(account);
  const challenge = newChallenge();
  await invitations.waitFor(invitation.id, { spreadsheetId, challenge, account });
  return {
    title: say('connecting.title'),
    text:
      address === null
        ? say('connecting.offerHere', { community: invitation.communityId })
        : say('connecting.offer', { community: invitation.communityId, account: address }),
    account: address,
    challenge,
    metadataKey: METADATA_KEY,
  };
};

const connected = async (
  spreadsheetId: string,
  { id, communityId, besides, proof }: Invitation,
  nowMs: number,
  deps: ConnectDeps,
): Promise<Untold<ConnectedBody> | Refused> => {
  if (proof?.spreadsheetId !== spreadsheetId) return notShown;
  const refused = await whyNotShown(proof, deps);
  if (refused) return refused;
  const outcome = await deps.registry.connect(
    {
      spreadsheetId,
      communityId,
      besides,
      newKey: deps.newKey(),
      now: new Date(nowMs).toISOString(),
      account: proof.account,
    },
    deps.invitations.use(id, spreadsheetId),
  );
  if (!outcome.connected) return notConnected(outcome, communityId);
  await deps.queue.enqueue(spreadsheetId);
  return {
    title: say('connecting.title'),
    text: say('connecting.done'),
    url: deps.onEditUrl,
    key: outcome.keys[0]!,
  };
};

const notShown: Refused = { status: 409, refused: 'not-shown', text: say('connecting.notShown') };

const anotherCommunity = (communityId: string, { communityId: invited }: Pick<Invitation, 'communityId'>): Refused => ({
  status: 409,
  refused: 'another-community',
  text: say('connecting.anotherCommunity', { community: communityId, invited }),
});

const notConnected = (outcome: Extract<ConnectOutcome, { connected: false }>, communityId: string): Refused => {
  switch (outcome.reason) {
    case 'connected-to-another-community':
      return anotherCommunity(outcome.communityId, { communityId });
    case 'community-has-another-sheet':
      return {
        status: 409,
        refused: 'another-sheet',
        text: say('connecting.anotherSheet', { community: communityId }),
      };
    case 'not-allowed':
      return { status: 409, refused: 'used-invitation', text: say('connecting.used') };
  }
};

/** Looks for the challenge in the sheet and deletes it there. @returns null where it was there, and is gone */
const whyNotShown = async (
  { spreadsheetId, challenge, account }: Proof,
  { sheets, wait }: Pick<ConnectDeps, 'sheets' | 'wait'>,
): Promise<Refused | null> => {
  const client = sheets({ spreadsheetId, account, urgency: 'people', onCall: () => undefined });
  const address = account === null ? '' : sharedWith(account);
  const shown = await shownIn(client, spreadsheetId, wait);
  if (shown === 'no access')
    return { status: 403, refused: 'not-shared', text: say('connecting.notShared', { account: address }) };
  if (!shown.includes(challenge)) return notShown;
  const deletion = {
    deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataKey: METADATA_KEY } } },
  };
  try {
    await client.write(spreadsheetId, [deletion], []);
    return null;
  } catch (error) {
    if (error instanceof SheetsError && error.status === 403)
      return { status: 403, refused: 'read-only', text: say('connecting.readOnly', { account: address }) };
    throw error;
  }
};

const shownIn = async (
  client: SheetsPort,
  spreadsheetId: string,
  wait: ConnectDeps['wait'],
): Promise<string[] | 'no access'> => {
  for (const waitMs of [...PATIENCE_MS, null])
    try {
      const { developerMetadata } = await client.readFields(
        spreadsheetId,
        'developerMetadata(metadataKey,metadataValue)',
      );
      return (developerMetadata ?? []).flatMap(({ metadataKey, metadataValue }) =>
        metadataKey === METADATA_KEY ? [metadataValue ?? ''] : [],
      );
    } catch (error) {
      if (!(error instanceof SheetsError) || (error.status !== 403 && error.status !== 404)) throw error;
      if (waitMs !== null) await wait(waitMs);
    }
  return 'no access';
};

/** What was shared a moment ago is not known everywhere at Google at once. */
const PATIENCE_MS = [500, 1_500, 3_000];
