import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Invitation, invitationCode, invitationStore } from '../../functions/connecting/invitations.ts';
import {
  type ConnectDeps,
  type ConnectedBody,
  type ConnectOffer,
  handleConnect,
} from '../../functions/connecting/on-connect.ts';
import { sourceLimit } from '../../functions/connecting/source-limit.ts';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { QuotaReached, SheetsError, type SheetsPort, sheetsClient } from '../../functions/sheet/client.ts';
import { createPlanningSheet } from '../../scripts/local/planning-sheet.ts';
import { openPlanningBench, type PlanningBench, unlimitedAccess } from '../support/planning-bench.ts';

const account = 'sheets-1@techhire-ohio.iam.gserviceaccount.com';
const now = new Date('2026-11-24T12:00:00Z');
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

let bench: PlanningBench;
let count = 0;

beforeAll(async () => {
  bench = await openPlanningBench();
});
afterAll(() => bench.close());

/** Everything that one coordinator needs, of their own. */
const invited = async (
  invitation: Partial<Pick<Invitation, 'communityId' | 'besides' | 'account'> & { expiresAt: Date }> = {},
) => {
  count += 1;
  const communityId = invitation.communityId ?? `community-${count}`;
  const code = invitationCode(Buffer.alloc(24, count));
  const invitations = invitationStore(bench.db);
  await invitations.make({ besides: false, account: null, expiresAt: later(14), ...invitation, communityId, code });
  const queued: string[] = [];
  const waited: number[] = [];
  let challenges = 0;
  const registry = sheetRegistry(bench.db, [account]);
  const deps = (changes: Partial<ConnectDeps> = {}): ConnectDeps => ({
    invitations,
    registry,
    sheets: unlimitedAccess(sheetsClient(bench.rootUrl)),
    queue: { enqueue: async (spreadsheetId) => void queued.push(spreadsheetId) },
    mayAsk: () => true,
    newChallenge: () => `challenge-${count}-${++challenges}`,
    newKey: () => key,
    wait: async (ms) => void waited.push(ms),
    onEditUrl: 'https://planner.example/on-edit',
    ...changes,
  });
  const says = (
    step: string,
    spreadsheetId: string,
    changes: Partial<ConnectDeps> = {},
    content: object = {},
    at = now,
  ) =>
    handleConnect(
      {
        method: 'POST',
        headers: { 'x-forwarded-for': '6.6.6.6, 7.7.7.7' },
        rawBody: Buffer.from(JSON.stringify({ step, spreadsheetId, code, language: 'en', ...content })),
        nowMs: at.getTime(),
      },
      deps(changes),
    );
  return { communityId, code, registry, queued, waited, says };
};

const newSheet = () => createPlanningSheet(bench.rootUrl, 'A copy', []);

/** What the script in the sheet does with the answer to its first step. */
const writesInto = async (spreadsheetId: string, reply: Awaited<ReturnType<typeof handleConnect>>): Promise<void> => {
  if (reply.status !== 200) throw new Error(JSON.stringify(reply));
  const { challenge, metadataKey } = reply.body as ConnectOffer;
  const developerMetadata = {
    metadataKey,
    metadataValue: challenge,
    location: { spreadsheet: true },
    visibility: 'DOCUMENT',
  };
  await sheetsClient(bench.rootUrl).write(spreadsheetId, [{ createDeveloperMetadata: { developerMetadata } }], []);
};

const metadataOf = async (spreadsheetId: string) => {
  const { developerMetadata } = await sheetsClient(bench.rootUrl).readFields(spreadsheetId, 'developerMetadata');
  return developerMetadata!.map(({ metadataKey }) => metadataKey);
};

const refusalOf = (reply: Awaited<ReturnType<typeof handleConnect>>): [number, string] => {
  if (reply.status === 200) throw new Error(JSON.stringify(reply));
  return [reply.status, (reply.body as { error: { code: string } }).error.code];
};

const refusing = (status: number, method: 'readFields' | 'write', times = Number.POSITIVE_INFINITY) => {
  const client = sheetsClient(bench.rootUrl);
  let refusals = 0;
  const port: SheetsPort = {
    ...client,
    [method]: async (...args: never[]) => {
      if (++refusals <= times) throw new SheetsError('Refused.', status, null, {});
      return (client[method] as (...given: never[]) => unknown)(...args);
    },
  };
  return { sheets: unlimitedAccess(port) };
};

describe('TechHire > Connect', () => {
  it('connects a sheet whose editor shows the challenge in it, and owes it a first pass', async () => {
    const { communityId, registry, queued, says } = await invited();
    const spreadsheetId = await newSheet();
    const offer = await says('ask', spreadsheetId);
    expect(offer).toEqual({
      status: 200,
      body: {
        title: 'TechHire: Connect',
        text: `This sheet becomes a plan of the community "${communityId}". The planner reads and writes it as ${account}, so the sheet is shared with that address as an editor. Shall it be connected?`,
        account,
        challenge: `challenge-${count}-1`,
        metadataKey: 'techhireConnect',
      },
    });
    expect(await registry.find(spreadsheetId)).toBeNull();
    await writesInto(spreadsheetId, offer);
    const reply = await says('show', spreadsheetId);
    expect(reply).toMatchObject({ status: 200, body: { url: 'https://planner.example/on-edit', key } });
    const sheet = await registry.find(spreadsheetId);
    expect(sheet).toMatchObject({ communityId, account, owing: true });
    expect(await registry.keysOf(sheet!)).toEqual([key]);
    expect(queued).toEqual([spreadsheetId]);
    // The template's own stays.
    expect(await metadataOf(spreadsheetId)).toEqual(['techhireTemplateVersion']);
  });

  it('speaks the language of the sheet', async () => {
    const { says } = await invited();
    const offer = await says('ask', await newSheet(), {}, { language: 'es' });
    expect((offer.body as ConnectOffer).title).toBe('TechHire: Conectar');
  });

  it('makes no key for who has the invitation and cannot write into the sheet', async () => {
    const { registry, says } = await invited();
    const spreadsheetId = await newSheet();
    expect(refusalOf(await says('show', spreadsheetId))).toEqual([409, 'not-shown']);
    await says('ask', spreadsheetId);
    expect(refusalOf(await says('show', spreadsheetId))).toEqual([409, 'not-shown']);
    expect(await registry.find(spreadsheetId)).toBeNull();
  });

  it('takes no copy for the original, though it was made while the challenge stood in it', async () => {
    const { registry, says } = await invited();
    const [original, copy] = [await newSheet(), await newSheet()];
    const offer = await says('ask', original);
    await writesInto(original, offer);
    await writesInto(copy, offer);
    expect(refusalOf(await says('show', copy))).toEqual([409, 'not-shown']);
    expect(await says('show', original)).toMatchObject({ status: 200 });
    expect(refusalOf(await says('ask', copy))).toEqual([409, 'used-invitation']);
    expect(await registry.find(copy)).toBeNull();
  });

  it('answers a sheet whose connection was lost on the way with the same key again, once it has shown itself again', async () => {
    const { says } = await invited();
    const spreadsheetId = await newSheet();
    for (const newKey of [key, 'whsec_b2Ygbm8gdXNlIGJ1dCBpbiB0aGVzZSB0ZXN0cw==']) {
      await writesInto(spreadsheetId, await says('ask', spreadsheetId));
      const reply = await says('show', spreadsheetId, { newKey: () => newKey });
      expect((reply.body as ConnectedBody).key).toBe(key);
      expect(refusalOf(await says('show', spreadsheetId))).toEqual([409, 'not-shown']);
    }
  });

  it('of two sheets that are offered one invitation connects the one that asked last', async () => {
    const { says } = await invited();
    const [first, second] = [await newSheet(), await newSheet()];
    const offers = [await says('ask', first), await says('ask', second)];
    await writesInto(first, offers[0]!);
    await writesInto(second, offers[1]!);
    const replies = await Promise.all([says('show', first), says('show', second)]);
    expect(replies.map(({ status }) => status)).toEqual([409, 200]);
  });

  it('gives a community that has a sheet no other one, unless the operator has said so', async () => {
    const held = await invited();
    const [first, second] = [await newSheet(), await newSheet()];
    await writesInto(first, await held.says('ask', first));
    await held.says('show', first);
    for (const [besides, expected] of [
      [false, 409],
      [true, 200],
    ] as const) {
      const { says } = await invited({ communityId: held.communityId, besides });
      await writesInto(second, await says('ask', second));
      expect((await says('show', second)).status).toBe(expected);
    }
  });

  it('does not move a sheet to the community of another invitation', async () => {
    const held = await invited();
    const spreadsheetId = await newSheet();
    await writesInto(spreadsheetId, await held.says('ask', spreadsheetId));
    await held.says('show', spreadsheetId);
    const { says } = await invited();
    expect(refusalOf(await says('ask', spreadsheetId))).toEqual([409, 'another-community']);
    expect(await held.registry.find(spreadsheetId)).toMatchObject({ communityId: held.communityId });
  });

  it('says what to ask the administrator where the organization forbids sharing outside', async () => {
    const { registry, waited, says } = await invited();
    const spreadsheetId = await newSheet();
    await writesInto(spreadsheetId, await says('ask', spreadsheetId));
    const reply = await says('show', spreadsheetId, refusing(403, 'readFields'));
    expect(refusalOf(reply)).toEqual([403, 'not-shared']);
    const { message } = (reply.body as { error: { message: string } }).error;
    expect(message).toContain(`Choose Share at the top right, add ${account} as an editor`);
    expect(message).toContain('your organization forbids sharing outside of it. Please ask its administrator');
    // Sharing takes a moment to be known.
    expect(waited).toEqual([500, 1_500, 3_000]);
    expect(await registry.find(spreadsheetId)).toBeNull();
    expect((await says('show', spreadsheetId, refusing(404, 'readFields', 2))).status).toBe(200);
  });

  it('works as an account that acts for a person of the organization, and has the sheet shared with the person', async () => {
    const acting = `${account}:planner@school.example`;
    const { registry, says } = await invited({ account: acting });
    const spreadsheetId = await newSheet();
    const offer = await says('ask', spreadsheetId);
    expect(offer.body).toMatchObject({
      account: 'planner@school.example',
      text: expect.stringContaining('as planner@school.example, so the sheet is shared with that address'),
    });
    await writesInto(spreadsheetId, offer);
    const refused = await says('show', spreadsheetId, refusing(403, 'readFields'));
    expect((refused.body as { error: { message: string } }).error.message).toContain('add planner@school.example as');
    await says('show', spreadsheetId);
    expect(await registry.find(spreadsheetId)).toMatchObject({ account: acting });
  });

  it('says so where the sheet is shared for reading only', async () => {
    const { registry, says } = await invited();
    const spreadsheetId = await newSheet();
    await writesInto(spreadsheetId, await says('ask', spreadsheetId));
    expect(refusalOf(await says('show', spreadsheetId, refusing(403, 'write')))).toEqual([403, 'read-only']);
    expect(await registry.find(spreadsheetId)).toBeNull();
  });

  it.each([
    ['Google does not answer', new SheetsError('No answer.', 503, null, {}), true],
    ['the calls of this minute are used up', new QuotaReached('Full.', 1_000), false],
  ])('asks for patience where %s', async (_, error, isFault) => {
    const { says } = await invited();
    const spreadsheetId = await newSheet();
    await says('ask', spreadsheetId);
    const sheets = unlimitedAccess({
      ...sheetsClient(bench.rootUrl),
      readFields: async () => {
        throw error;
      },
    });
    const reply = await says('show', spreadsheetId, { sheets });
    expect(refusalOf(reply)).toEqual([503, 'not-connected-yet']);
    expect('cause' in reply).toBe(isFault);
  });
});

describe('an invitation', () => {
  it.each([
    ['was never made', { code: invitationCode(Buffer.alloc(24, 250)) }, now, [404, 'unknown-invitation']],
    ['is over', {}, later(14), [404, 'unknown-invitation']],
    ['is no code', { code: 'x' }, now, [400, 'malformed']],
  ] as const)('that %s connects nothing', async (_, content, at, expected) => {
    const { says } = await invited();
    expect(refusalOf(await says('ask', await newSheet(), {}, content, at))).toEqual(expected);
  });

  it('that was withdrawn connects nothing', async () => {
    const { communityId, says } = await invited();
    expect(await invitationStore(bench.db).withdraw(communityId, now)).toBe(1);
    expect(refusalOf(await says('ask', await newSheet()))).toEqual([404, 'unknown-invitation']);
  });

  it('is not to be read in the database', async () => {
    const { code } = await invited();
    const { docs } = await bench.db.collection('invitations').get();
    expect(JSON.stringify(docs.map((document) => [document.id, document.data()]))).not.toContain(code);
  });

  it('is looked up so often a minute from one source and no more, whatever the source says of itself', async () => {
    const sources: string[] = [];
    const limit = sourceLimit(2);
    const mayAsk = (source: string, nowMs: number): boolean => {
      sources.push(source);
      return limit(source, nowMs);
    };
    const { says } = await invited();
    const spreadsheetId = await newSheet();
    const statuses = [];
    for (let tries = 0; tries < 3; tries++) statuses.push((await says('ask', spreadsheetId, { mayAsk })).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(sources).toEqual(Array(3).fill('7.7.7.7'));
    expect(limit('8.8.8.8', now.getTime())).toBe(true);
    expect(limit('7.7.7.7', now.getTime() + 60_000)).toBe(true);
  });
});
