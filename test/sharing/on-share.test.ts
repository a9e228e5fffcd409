import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatKey, signMessage } from '../../functions/edits/signature.ts';
import { openBox } from '../../functions/keys/key-box.ts';
import { firestoreSummaries } from '../../functions/rollup/summaries.ts';
import { linkKeys } from '../../functions/sharing/link-keys.ts';
import { linkStore } from '../../functions/sharing/links.ts';
import { handleSharedRollup } from '../../functions/sharing/on-rollup.ts';
import { handleShare, mirroredPlans, type ShareDialogue } from '../../functions/sharing/on-share.ts';
import { type ConnectedSheet, now, openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';

let bench: PlanningBench;

beforeAll(async () => {
  bench = await openPlanningBench();
});
afterAll(() => bench.close());

const shared = () => ({
  links: linkStore(bench.db),
  keys: linkKeys(bench.db, openBox(), { newKey: () => formatKey(Buffer.alloc(32, 7)), nowMs: () => now.getTime() }),
});

/** What the menu of the sheet is answered. */
const asked = async (
  { spreadsheetId, registry }: ConnectedSheet,
  wish: { agreed?: string } = {},
  { id = 'message-1', key }: { id?: string; key?: string } = {},
) => {
  const rawBody = Buffer.from(JSON.stringify({ spreadsheetId, ...wish }));
  const about = { id, timestampSeconds: Math.floor(now.getTime() / 1000) };
  const signingKey = key ?? (await registry.find(spreadsheetId))!.keys[0]!;
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(about.timestampSeconds),
    'webhook-signature': signMessage({ key: signingKey, ...about, body: rawBody }),
  };
  return handleShare(
    { method: 'POST', rawBody, headers, nowMs: now.getTime() },
    {
      ...shared(),
      plans: mirroredPlans(bench.db),
      sheets: registry,
      toleranceSeconds: 300,
      linkDays: 90,
      rollupUrl: 'https://planner.example/rollup',
    },
  );
};

const dialogue = (reply: Awaited<ReturnType<typeof asked>>): ShareDialogue => {
  if (reply.status !== 200 || !('text' in reply.body)) throw new Error(JSON.stringify(reply));
  return reply.body;
};

const addressIn = ({ text }: ShareDialogue): URL => new URL(text.split('\n').at(-1)!);

describe('TechHire > Share with a funder', () => {
  it('says what a link shows, makes it once a person agrees, and the link opens the rollup', async () => {
    const sheet = await bench.connectedSheet();
    await sheet.pass();
    expect(dialogue(await asked(sheet))).toEqual({
      title: 'TechHire: Share with a funder',
      text: [
        'This makes a link to the figures of this plan for 2026: a page with charts, and files for spreadsheets and programs. Whoever has the link can read them until Feb 21, 2027. Counts of fewer than 10 people are hidden, and nobody’s name is in it.',
        '',
        'Shall a link be made?',
      ].join('\n'),
      mark: 'make',
    });
    const made = dialogue(await asked(sheet, { agreed: 'make' }));
    expect(made.text).toMatch(/^Copy this link and send it to your funder\. It works until Feb 21, 2027\.\n\nhttps:/);
    expect(made.mark).toBeNull();
    const query = Object.fromEntries(addressIn(made).searchParams);
    expect(query).toMatchObject({ scope: `community:${sheet.communityId}`, year: '2026' });
    const deps = {
      ...shared(),
      summaries: firestoreSummaries(bench.db),
      publisher: null,
      snapshots: null,
      told: null,
      now: () => now,
    };
    expect((await handleSharedRollup({ query }, deps)).status).toBe(200);
    // Small as it is, the plan says nothing of what becomes public.
    const { link: _, ...without } = query;
    expect((await handleSharedRollup({ query: without }, deps)).status).toBe(403);
    expect(dialogue(await asked(sheet)).text).toContain('• until Feb 21, 2027, opened once (');
  });

  it('answers a message that comes again with the same link, and another message with another', async () => {
    const sheet = await bench.connectedSheet();
    await sheet.pass();
    const link = async (id: string) => addressIn(dialogue(await asked(sheet, { agreed: 'make' }, { id }))).href;
    expect(await link('a')).toBe(await link('a'));
    expect(await link('b')).not.toBe(await link('a'));
    expect(await linkStore(bench.db).list(sheet.spreadsheetId)).toHaveLength(2);
  });

  it('speaks the language of the sheet', async () => {
    const sheet = await bench.connectedSheet();
    await sheet.pass();
    const path = `communities/${sheet.communityId}/plans/2026/community/form`;
    await bench.db.doc(path).update({ 'values.language': 'es' });
    expect(dialogue(await asked(sheet)).title).toBe('TechHire: Compartir con un financiador');
  });

  it('before the plan has been read has nothing to share', async () => {
    const { text, mark } = dialogue(await asked(await bench.connectedSheet()));
    expect(text).toContain('has not been read yet');
    expect(mark).toBeNull();
  });

  it('makes no link for who does not have the key of the sheet', async () => {
    const sheet = await bench.connectedSheet();
    await sheet.pass();
    const reply = await asked(sheet, { agreed: 'make' }, { key: formatKey(Buffer.alloc(32, 9)) });
    expect(reply.status).toBe(401);
    expect(await linkStore(bench.db).list(sheet.spreadsheetId)).toEqual([]);
  });
});
