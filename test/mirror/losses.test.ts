import type { Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseFence, leases } from '../../functions/edits/lease.ts';
import { mirrorStore } from '../../functions/mirror/firestore.ts';
import { type ConnectedSheet, openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';
import { crashingAfter } from './test-database.ts';

/* What is deleted behind the planner's back comes back with the next reconciling pass, and history adds up to the rows as it did before. */

let bench: PlanningBench;
let db: Firestore;
beforeAll(async () => {
  bench = await openPlanningBench();
  ({ db } = bench);
});
afterAll(() => bench.close());

/** A sheet with a history of some revisions: a row was changed, one came and one went. */
const sheetWithPast = async () => {
  const sheet = await bench.connectedSheet();
  await sheet.pass();
  const partners = await sheet.sheetId('Partners');
  sheet.types('Partners', 'E5', [['Committed']]);
  await sheet.pass({ always: true });
  sheet.types('Partners', 'A6:B6', [['Delta', 'Employer']]);
  await sheet.act({ kind: 'deleteRows', sheetId: partners, start: 2, count: 1 });
  await sheet.pass({ always: true });
  const plan = `communities/${sheet.communityId}/plans/2026`;
  const partnerIds = [...(await sheet.mirrored()).keys()].filter((key) => key.startsWith('partners/'));
  return { sheet, plan, partnerIds, before: await sheet.mirrored(), summary: await sheet.summary() };
};

const gone = async (...paths: string[]): Promise<void> => {
  for (const path of paths)
    await db.recursiveDelete(path.split('/').length % 2 === 0 ? db.doc(path) : db.collection(path));
};

const reconciled = async (sheet: ConnectedSheet) => {
  const report = await sheet.pass({ reconciling: true });
  if (report.outcome !== 'done') throw new Error(report.outcome);
  return report;
};

/** Everything that readers look at is there again, and a further look finds nothing. */
const expectWhole = async ({ sheet, plan, before, summary }: Awaited<ReturnType<typeof sheetWithPast>>) => {
  expect(await sheet.mirrored()).toEqual(before);
  expect({ ...(await sheet.summary()), revision: 0, readAt: '' }).toEqual({ ...summary, revision: 0, readAt: '' });
  const { rows, history } = await sheet.toldTwice();
  expect(history).toEqual(rows);
  const documents = await db.getAll(
    db.doc(plan),
    db.doc(`communities/${sheet.communityId}`),
    db.doc(`${plan}/index/0`),
  );
  expect(documents.map(({ exists }) => exists)).toEqual([true, true, true]);
  expect(await reconciled(sheet)).toMatchObject({ losses: [], documentsWritten: 0 });
};

describe('a part of a mirror that is gone', () => {
  it('costs nothing where nothing is', async () => {
    const { sheet } = await sheetWithPast();
    expect(await reconciled(sheet)).toMatchObject({ losses: [], documentsWritten: 0, documentsDeleted: 0 });
  });

  it.each<[string, (parts: { plan: string; partnerIds: string[]; communityId: string }) => string[], string[]]>([
    ['one row', ({ plan, partnerIds }) => [`${plan}/${partnerIds[0]}`], ['rows']],
    ['a whole table', ({ plan }) => [`${plan}/partners`], ['rows']],
    ['a form’s answers', ({ plan }) => [`${plan}/goals`], ['rows']],
    ['the summary', ({ communityId }) => [`summaries/${communityId}_2026`], ['summary']],
    ['all of history', ({ plan }) => [`${plan}/history`], ['history']],
    ['an entry of history', ({ plan }) => [`${plan}/history/2`], ['history']],
    ['rows and history', ({ plan }) => [`${plan}/partners`, `${plan}/history`], ['rows', 'history']],
  ])('is found and written again: %s', async (_, paths, losses) => {
    const past = await sheetWithPast();
    await gone(...paths({ ...past, communityId: past.sheet.communityId }));
    expect((await reconciled(past.sheet)).losses).toEqual(losses);
    await expectWhole(past);
  });

  it('is found where the plan’s own document or the community’s is gone, and nothing below', async () => {
    const past = await sheetWithPast();
    await db.doc(past.plan).delete();
    await db.doc(`communities/${past.sheet.communityId}`).delete();
    expect((await reconciled(past.sheet)).losses).toEqual(['plan', 'community']);
    await expectWhole(past);
  });

  it.each<[string, (plan: string) => string[]]>([
    ['the index', (plan) => [`${plan}/index`]],
    ['the index and a table', (plan) => [`${plan}/index`, `${plan}/partners`]],
  ])('needs no reconciling where it is %s: any pass writes it again and goes on counting', async (_, paths) => {
    const past = await sheetWithPast();
    const { revision } = (await past.sheet.registry.find(past.sheet.spreadsheetId))!.lastPass!;
    await gone(...paths(past.plan));
    expect(await past.sheet.pass({ always: true })).toMatchObject({ outcome: 'done', revision: revision! + 1 });
    await expectWhole(past);
  });

  it('comes back in two steps where index and history are both gone', async () => {
    const past = await sheetWithPast();
    await gone(`${past.plan}/index`, `${past.plan}/history`);
    await past.sheet.pass({ always: true });
    expect((await reconciled(past.sheet)).losses).toEqual(['history']);
    await expectWhole(past);
  });

  it('is told to be removed where people have deleted its row from the sheet meanwhile', async () => {
    const { sheet, plan, partnerIds } = await sheetWithPast();
    await gone(...partnerIds.map((key) => `${plan}/${key}`));
    await sheet.act({ kind: 'deleteRows', sheetId: await sheet.sheetId('Partners'), start: 2, count: 1 });
    expect((await reconciled(sheet)).losses).toEqual(['rows']);
    expect(await sheet.partners()).toEqual(['Delta', 'Gamma']);
    const { rows, history } = await sheet.toldTwice();
    expect(history).toEqual(rows);
  });

  it('is written by whoever comes next where the program ends in between', async () => {
    const past = await sheetWithPast();
    const { sheet, plan } = past;
    await gone(`${plan}/history`);
    const { lease } = (await leases(db, 60_000).acquire(
      sheet.spreadsheetId,
      'a test',
      Date.parse('2026-11-23T15:00:00Z'),
    )) as {
      lease: Parameters<typeof leaseFence>[0];
    };
    const named = { communityId: sheet.communityId, year: 2026 };
    await expect(mirrorStore(crashingAfter(db, 1, true)).inspect(named, leaseFence(lease))).rejects.toThrow('ends');
    await leases(db, 60_000).letGo(lease);
    await sheet.pass({ always: true });
    await expectWhole(past);
  });

  it('is left alone by a pass that has lost its lease', async () => {
    const { sheet, plan } = await sheetWithPast();
    await gone(`${plan}/partners`);
    const fence = { path: `sheets/${sheet.spreadsheetId}`, isHeld: () => false };
    const before = (await db.doc(`${plan}/index/0`).get()).data();
    await mirrorStore(db).inspect({ communityId: sheet.communityId, year: 2026 }, fence);
    expect((await db.doc(`${plan}/index/0`).get()).data()).toEqual(before);
  });
});
