import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signMessage } from '../../functions/edits/signature.ts';
import type { SignedMessage } from '../../functions/edits/signed-message.ts';
import { handleRepair, type RepairReply } from '../../functions/repair/on-repair.ts';
import type { SheetRepair } from '../../functions/repair/repair.ts';
import { SheetsError } from '../../functions/sheet/client.ts';
import { type ConnectedSheet, now, openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';

let bench: PlanningBench;

beforeAll(async () => {
  bench = await openPlanningBench();
});

afterAll(() => bench.close());

const signed = (body: object, key: string): SignedMessage => {
  const rawBody = Buffer.from(JSON.stringify(body));
  const about = { id: 'message-1', timestampSeconds: Math.floor(now.getTime() / 1000) };
  return {
    method: 'POST',
    rawBody,
    headers: {
      'webhook-id': about.id,
      'webhook-timestamp': String(about.timestampSeconds),
      'webhook-signature': signMessage({ key, ...about, body: rawBody }),
    },
    nowMs: now.getTime(),
  };
};

/** What the sheet's own script is answered. */
const asked = async (
  { spreadsheetId, registry }: ConnectedSheet,
  wish: { agreed?: string } = {},
  repair: SheetRepair = bench.repair,
): Promise<RepairReply> => {
  const { keys } = (await registry.find(spreadsheetId))!;
  const message = signed({ spreadsheetId, ...wish }, keys[0]!);
  return handleRepair(message, { sheets: registry, repair, toleranceSeconds: 300 });
};

const dialogue = (reply: RepairReply) => {
  if (reply.status !== 200 || !('text' in reply.body)) throw new Error(JSON.stringify(reply));
  return reply.body;
};

describe('TechHire > Repair', () => {
  it('shows what would be put right, does it once a person agrees, and then has nothing to do', async () => {
    const sheet = await bench.connectedSheet();
    await sheet.insists(await sheet.sheetId('Partners'), 2, 1, 'Type of org');
    const shown = dialogue(await asked(sheet));
    expect(shown).toEqual({
      title: 'TechHire: Repair',
      text: [
        'This would be put right. What people typed stays as it is.',
        '• Partners: Writes the header "Kind" into B2, where "Type of org" stands.',
        '',
        'Shall it be done?',
      ].join('\n'),
      mark: expect.any(String),
    });
    expect((await sheet.cell('Partners', 2, 1))?.value).toBe('Type of org');
    expect(dialogue(await asked(sheet, { agreed: shown.mark! }))).toEqual({
      title: 'TechHire: Repair',
      text: '1 thing was put right. The plan is being checked again.',
      mark: null,
    });
    expect((await sheet.cell('Partners', 2, 1))?.value).toBe('Kind');
    expect(dialogue(await asked(sheet))).toMatchObject({
      text: 'Nothing is to be put right: tabs, headers and columns are as the planner reads them.',
      mark: null,
    });
  });

  it('does nothing where the sheet has changed since it was shown, and asks again', async () => {
    const sheet = await bench.connectedSheet();
    const partners = await sheet.sheetId('Partners');
    await sheet.insists(partners, 2, 1, 'Type of org');
    const shown = dialogue(await asked(sheet));
    await sheet.insists(partners, 2, 2, 'Whom to ask');
    const again = dialogue(await asked(sheet, { agreed: shown.mark! }));
    expect(again.text.split('\n').slice(0, 3)).toEqual([
      'The sheet has changed since this was shown, so nothing was done yet. Now this would be put right:',
      '• Partners: Writes the header "Kind" into B2, where "Type of org" stands.',
      '• Partners: Writes the header "Contact" into C2, where "Whom to ask" stands.',
    ]);
    expect((await sheet.cell('Partners', 2, 1))?.value).toBe('Type of org');
    expect(dialogue(await asked(sheet, { agreed: again.mark! })).text).toMatch(/^2 things were put right/);
  });

  it('speaks the language of the sheet', async () => {
    const sheet = await bench.connectedSheet();
    sheet.types('Community', 'B12', [['Español']]);
    await sheet.pass({ always: true });
    expect(dialogue(await asked(sheet))).toMatchObject({
      title: 'TechHire: Reparar',
      text: expect.stringMatching(/^No hay nada que arreglar/),
    });
  });

  it('is refused to whoever has not this sheet’s key', async () => {
    const sheet = await bench.connectedSheet();
    const message = signed({ spreadsheetId: sheet.spreadsheetId }, 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD');
    const deps = { sheets: sheet.registry, repair: bench.repair, toleranceSeconds: 300 };
    expect(await handleRepair(message, deps)).toMatchObject({
      status: 401,
      body: { error: { code: 'bad-signature' } },
    });
    expect(await handleRepair({ ...message, method: 'GET' }, deps)).toMatchObject({ status: 405 });
    const other = signed({ spreadsheetId: 'nobodys' }, 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD');
    expect(await handleRepair(other, deps)).toMatchObject({ status: 404 });
  });

  it('can be chosen again where a pass has the sheet or Google does not answer', async () => {
    const sheet = await bench.connectedSheet();
    await sheet.insists(await sheet.sheetId('Partners'), 2, 1, 'Type of org');
    const { mark } = dialogue(await asked(sheet));
    await sheet.ports.leases.acquire(sheet.spreadsheetId, 'a pass', now.getTime());
    expect(await asked(sheet, { agreed: mark! })).toMatchObject({ status: 503, body: { error: { code: 'busy' } } });
    const failing: SheetRepair = {
      ...bench.repair,
      preview: () => Promise.reject(new SheetsError('no answer', null, null, {})),
    };
    expect(await asked(sheet, {}, failing)).toMatchObject({ status: 503, body: { error: { code: 'not-repaired' } } });
  });
});
