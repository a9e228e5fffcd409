import { FieldValue } from '@google-cloud/firestore';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MirrorContext } from '../../functions/mirror/documents.ts';
import { mirrorDocuments } from '../../functions/mirror/documents.ts';
import {
  type CommitOptions,
  type CommitOutcome,
  type MirrorLimits,
  mirrorStore,
} from '../../functions/mirror/firestore.ts';
import type { HistoryEntry } from '../../functions/mirror/history.ts';
import { planPath } from '../../functions/mirror/paths.ts';
import type { Assessment } from '../../functions/sheet/assess.ts';
import { cellsOfRows, mirroredRows, replayedHistory } from '../../scripts/faults/mirror-reading.ts';
import { assessmentOf, findingOf, planOf, type Typed } from './assessments.ts';
import { Crash, crashingAfter, openTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Parts of two rows each, so that a handful of rows is a large plan. */
const tiny: Partial<MirrorLimits> = { transactionWrites: 2 };
const year = 2026;
let communities = 0;

/** A community of its own for each test, and the ways of one sheet with it. */
const community = (limits: Partial<MirrorLimits> = {}) => {
  const communityId = `community-${++communities}`;
  const context: MirrorContext = { communityId, year, readAt: '2026-11-23T12:00:00.000Z', spreadsheetId: 'sheet-1' };
  const fence = { path: `sheets/${communityId}`, isHeld: () => true };
  const { db } = database;
  return {
    communityId,
    fence,
    documents: (assessment: Assessment, changes: Partial<MirrorContext> = {}) =>
      mirrorDocuments(assessment, { ...context, ...changes }),
    commit: (
      assessment: Assessment,
      changes: Partial<MirrorContext> = {},
      options: Partial<CommitOptions> = {},
      client = db,
    ): Promise<CommitOutcome> =>
      mirrorStore(client, limits).commit(mirrorDocuments(assessment, { ...context, ...changes }), {
        fence,
        ...options,
      }),
    withdraw: (spreadsheetId = 'sheet-1') =>
      mirrorStore(db).withdrawOthers({ communityId, year: year + 1, spreadsheetId }, fence),
    rows: () => mirroredRows(db, communityId, year),
    replayed: () => replayedHistory(db, communityId, year),
    history: async () => {
      const entries: HistoryEntry[] = [];
      for await (const entry of mirrorStore(db).history(communityId, year)) entries.push(entry);
      return entries;
    },
    read: async (path: string) => (await db.doc(path).get()).data(),
  };
};

const sheet = (partners: readonly Typed[], goal?: string): Assessment => assessmentOf(planOf(partners, goal));

const partners = (count: number, name = 'Partner'): Typed[] =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, name: `${name} ${index}` }));

const namesOf = async (rows: Promise<Map<string, { values: Record<string, unknown> }>>): Promise<unknown[]> =>
  [...(await rows)].filter(([key]) => key.startsWith('partners/')).map(([, row]) => row.values.name);

describe('a pass that fits into one transaction', () => {
  it('writes rows, plan, summary, community, index and history at the first revision', async () => {
    const { communityId, commit, rows, read, history } = community();
    const assessment = sheet([{ id: 'r1', name: 'Acme', placements: 'many' }], '120');
    // Read: the sheet, the index, the community; and as there is no index, the plan and the end of the history. Written: the row, three forms, plan, summary, community, history, index.
    expect(await commit(assessment, {}, { by: 'ada@example.org' })).toEqual({
      committed: true,
      revision: 1,
      documentsRead: 5,
      documentsWritten: 9,
      documentsDeleted: 0,
      historyWritten: 1,
      heldBack: [],
    });
    expect([...(await rows()).keys()]).toEqual(['community/form', 'partners/r1', 'goals/form', 'roleQuestions/form']);
    const readAt = '2026-11-23T12:00:00.000Z';
    expect(await read(planPath(communityId, year))).toMatchObject({ communityId, year, revision: 1, readAt, held: [] });
    expect(await read(`summaries/${communityId}_${year}`)).toMatchObject({
      communityId,
      year,
      revision: 1,
      readAt,
      goals: { placements: 120 },
    });
    expect(await read(`communities/${communityId}`)).toEqual({
      communityId,
      year,
      name: communityId,
      states: [],
      leadOrganization: null,
    });
    const [entry, ...none] = await history();
    expect(none).toEqual([]);
    expect(entry).toEqual({
      revision: 1,
      at: readAt,
      by: 'ada@example.org',
      spreadsheetId: 'sheet-1',
      added: 4,
      changed: 0,
      removed: 0,
      inParts: false,
      changes: [
        { section: 'community', rowId: 'form', kind: 'added', cells: {} },
        {
          section: 'partners',
          rowId: 'r1',
          kind: 'added',
          cells: {
            name: { from: null, to: { value: 'Acme', raw: 'Acme' } },
            placementsCommitted: { from: null, to: { value: null, raw: 'many' } },
          },
        },
        {
          section: 'goals',
          rowId: 'form',
          kind: 'added',
          cells: { placements: { from: null, to: { value: 120, raw: '120' } } },
        },
        { section: 'roleQuestions', rowId: 'form', kind: 'added', cells: {} },
      ],
    } satisfies HistoryEntry);
  });

  it('writes nothing when the plan says the same, and the revision stays', async () => {
    const { commit, history } = community();
    const [acme, beta] = partners(2);
    await commit(sheet([acme!, beta!], '120'));
    const again = await commit(sheet([beta!, acme!], '120'), { readAt: '2026-11-24T12:00:00.000Z' });
    expect(again).toEqual({
      committed: true,
      revision: 1,
      documentsRead: 2,
      documentsWritten: 0,
      documentsDeleted: 0,
      historyWritten: 0,
      heldBack: [],
    });
    expect(await history()).toHaveLength(1);
  });

  it('reads and writes only the rows that changed, and deletes those that are gone', async () => {
    const { commit, rows, history } = community();
    await commit(sheet(partners(30)));
    const now = partners(30)
      .slice(1)
      .map((row) => (row.id === 'r5' ? { ...row, name: 'Renamed' } : row));
    // Read: sheet, index, the renamed row and the row that is gone. Written: the renamed row, plan, summary, index, history.
    expect(await commit(sheet(now))).toMatchObject({
      revision: 2,
      documentsRead: 4,
      documentsWritten: 5,
      documentsDeleted: 1,
    });
    expect([...(await rows()).keys()].filter((key) => key === 'partners/r0')).toEqual([]);
    const raw = (text: string) => ({ value: text, raw: text });
    expect((await history()).at(-1)).toMatchObject({
      changed: 1,
      removed: 1,
      changes: [
        {
          rowId: 'r5',
          kind: 'changed',
          cells: { name: { from: raw('Partner 5'), to: raw('Renamed') } },
        },
        { rowId: 'r0', kind: 'removed', cells: { name: { from: raw('Partner 0'), to: null } } },
      ],
    });
  });

  it('keeps rows apart whatever people type as their id', async () => {
    const { commit, rows, replayed } = community();
    const ids = ['a/b', 'a', '..', '__id__', 'x'.repeat(3000), 'ä', 'form', ' ', '~'];
    await commit(sheet(ids.map((id, index) => ({ id, name: `Partner ${index}` }))));
    const mirrored = await rows();
    expect(
      [...mirrored.values()]
        .map(({ id }) => id)
        .filter((id) => ids.includes(id))
        .sort(),
    ).toEqual(
      // The three forms are documents called `form` of their own tables.
      [...ids, 'form', 'form', 'form'].sort(),
    );
    expect(await replayed()).toEqual(cellsOfRows(mirrored));
  });

  it('grows the revision for a finding that changed, and has no change of a cell in history', async () => {
    const { commit, rows, history } = community();
    const plan = planOf([{ id: 'r1', name: 'Acme' }]);
    await commit(assessmentOf(plan));
    const finding = findingOf({ section: 'partners', rowId: 'r1', row: 3, field: 'name' }, { code: 'duplicate' });
    expect(await commit(assessmentOf(plan, { findings: [finding] }))).toMatchObject({ revision: 2 });
    expect((await rows()).get('partners/r1')?.findings).toMatchObject([{ code: 'duplicate', field: 'name' }]);
    expect((await history()).at(-1)).toMatchObject({ revision: 2, added: 0, changed: 0, removed: 0, changes: [] });
  });

  it('leaves what the operator keeps on the community, and lets the plan of the latest year name it', async () => {
    const { communityId, commit, read } = community();
    const named = (name: string): Assessment => {
      const plan = planOf([]);
      plan.community.values.name = name;
      return assessmentOf(plan);
    };
    await database.db.doc(`communities/${communityId}`).set({ funders: ['lumina'] });
    await commit(named('Riverbend'));
    await commit(named('Riverbend TechHire'), { year: 2027, spreadsheetId: 'sheet-2' });
    await commit(named('Old name'));
    expect(await read(`communities/${communityId}`)).toMatchObject({
      funders: ['lumina'],
      name: 'Riverbend TechHire',
      year: 2027,
    });
    expect(await read(`summaries/${communityId}_2026`)).toMatchObject({ community: { name: 'Old name' } });
  });

  it('keeps results and summary while a tab is gone, and takes both up again when it is back', async () => {
    const { communityId, commit, read, rows } = community();
    await commit(sheet(partners(3), '120'));
    const before = await read(planPath(communityId, year));
    const gone = { ...sheet([], '130'), held: ['partners' as const] };
    expect(await commit(gone)).toMatchObject({ revision: 2, documentsDeleted: 0 });
    expect(await namesOf(rows())).toHaveLength(3);
    expect((await rows()).get('goals/form')?.values.placements).toBe(130);
    expect(await read(planPath(communityId, year))).toMatchObject({
      revision: 2,
      held: ['partners'],
      results: before!.results,
    });
    expect(await read(`summaries/${communityId}_${year}`)).toMatchObject({ revision: 1, goals: { placements: 120 } });
    await commit(sheet(partners(3), '130'));
    expect(await read(planPath(communityId, year))).toMatchObject({ revision: 3, held: [] });
    expect(await read(`summaries/${communityId}_${year}`)).toMatchObject({ revision: 3, goals: { placements: 130 } });
  });

  it('keeps rows whose deletion is held back, and deletes them when it no longer is', async () => {
    const { commit, rows } = community();
    await commit(sheet(partners(3)));
    const outcome = await commit(sheet([]), {}, { holdBack: ({ documentIds }) => documentIds.length > 1 });
    expect(outcome).toMatchObject({ heldBack: [{ section: 'partners', rowsBefore: 3 }], documentsDeleted: 0 });
    expect(await namesOf(rows())).toHaveLength(3);
    expect(await commit(sheet([]))).toMatchObject({ documentsDeleted: 3, heldBack: [] });
    expect(await namesOf(rows())).toEqual([]);
  });
});

describe('a plan that another sheet or pass writes', () => {
  it('is not written by a pass that lost its lease', async () => {
    const { commit, rows } = community();
    const lost = { fence: { path: 'sheets/sheet-1', isHeld: () => false } };
    expect(await commit(sheet(partners(3)), {}, lost)).toEqual({ committed: false, reason: 'lease-lost' });
    expect((await rows()).size).toBe(0);
  });

  it('is not written from a copy, unless the sheet before was disconnected', async () => {
    const { commit, rows, communityId, read } = community();
    await commit(sheet([{ id: 'r1', name: 'Acme' }]));
    const copied = sheet([{ id: 'r1', name: 'Copy' }]);
    const fromCopy = { spreadsheetId: 'sheet-2' };
    expect(await commit(copied, fromCopy)).toEqual({
      committed: false,
      reason: 'plan-of-another-sheet',
      spreadsheetId: 'sheet-1',
    });
    expect(await namesOf(rows())).toEqual(['Acme']);
    const asked: string[] = [];
    const takesOverFrom = async (spreadsheetId: string) => asked.push(spreadsheetId) > 0;
    expect(await commit(copied, fromCopy, { takesOverFrom })).toMatchObject({ committed: true, revision: 2 });
    expect(asked).toEqual(['sheet-1']);
    expect(await namesOf(rows())).toEqual(['Copy']);
    expect(await read(planPath(communityId, year))).toMatchObject({ spreadsheetId: 'sheet-2' });
  });

  it('names the plan when Firestore does not answer', async () => {
    const { commit, communityId } = community();
    const failing = crashingAfter(database.db, 0);
    await expect(commit(sheet([]), {}, {}, failing)).rejects.toMatchObject({
      message: `Cannot write the mirror of communities/${communityId}/plans/2026`,
      cause: { message: 'The program ends here.' },
    });
  });
});

describe('a plan too large for one transaction', () => {
  it('is written in parts, and its history adds up to it', async () => {
    const { communityId, commit, rows, replayed, history, read } = community(tiny);
    // Seven rows and three forms, two a part: five parts.
    expect(await commit(sheet(partners(7), '120'))).toMatchObject({ revision: 1, historyWritten: 6 });
    expect((await rows()).size).toBe(10);
    expect(await replayed()).toEqual(cellsOfRows(await rows()));
    expect(await history()).toMatchObject([{ revision: 1, inParts: true, added: 10, changed: 0, removed: 0 }]);
    expect(await read(planPath(communityId, year))).toMatchObject({ revision: 1 });
    expect(await commit(sheet(partners(7), '120'))).toMatchObject({ revision: 1, documentsWritten: 0 });
    // All seven change, and then all seven go.
    expect(await commit(sheet(partners(7, 'Renamed'), '120'))).toMatchObject({ revision: 2 });
    expect(await namesOf(rows())).toEqual(partners(7, 'Renamed').map(({ name }) => name));
    expect(await commit(sheet([], '120'))).toMatchObject({ revision: 3, documentsDeleted: 7 });
    expect((await rows()).size).toBe(3);
    expect(await replayed()).toEqual(cellsOfRows(await rows()));
  });

  it('stops at the part at which another pass takes the lease, and writes no summary', async () => {
    const { communityId, commit, read, fence } = community(tiny);
    let looks = 0;
    const outcome = await commit(sheet(partners(7)), {}, { fence: { path: fence.path, isHeld: () => ++looks <= 4 } });
    expect(outcome).toEqual({ committed: false, reason: 'lease-lost' });
    expect(await read(`summaries/${communityId}_${year}`)).toBeUndefined();
    expect(await read(planPath(communityId, year))).toBeUndefined();
  });

  it.each([false, true])(
    'is completed by the next pass, wherever the program ended (answer lost: %s)',
    async (lostAnswer) => {
      // One transaction finds that it is too large, one begins, six write the twelve rows in parts, one ends: nine.
      for (let transactions = lostAnswer ? 1 : 0; transactions <= 9; transactions++) {
        const { communityId, commit, rows, replayed, read } = community(tiny);
        await commit(sheet(partners(7), '120'));
        const before = await read(`summaries/${communityId}_${year}`);
        const changed = [
          ...partners(3, 'Changed'),
          ...Array.from({ length: 4 }, (_, index) => ({ id: `n${index}`, name: 'New' })),
        ];
        const ending = commit(sheet(changed, '150'), {}, {}, crashingAfter(database.db, transactions, lostAnswer));
        if (transactions < 9 || lostAnswer) await expect(ending).rejects.toMatchObject({ cause: expect.any(Crash) });
        else await ending;
        // Readers see the summary of before or of after, never one between.
        const between = await read(`summaries/${communityId}_${year}`);
        if (transactions < 9) expect(between).toEqual(before);
        else expect(between).toMatchObject({ goals: { placements: 150 } });
        // Back to what the index knew of: rows that the program reached must be written again, and those it added must go.
        expect(await commit(sheet(partners(7), '130'))).toMatchObject({ committed: true });
        expect(await namesOf(rows())).toEqual(partners(7).map(({ name }) => name));
        expect(await replayed()).toEqual(cellsOfRows(await rows()));
        expect(await read(`summaries/${communityId}_${year}`)).toMatchObject({ goals: { placements: 130 } });
        expect(await commit(sheet(partners(7), '130'))).toMatchObject({ documentsWritten: 0, documentsRead: 2 });
      }
    },
  );

  it('writes a changed row of an index in two shards without the other shard', async () => {
    const { commit, rows } = community({ shardBytes: 1200 });
    await commit(sheet(partners(80)));
    const changed = partners(80).map((row) => (row.id === 'r9' ? { ...row, name: 'Renamed' } : row));
    // Written: the row, plan, summary, history, the index's head and, where the row is in it, the second shard.
    const outcome = await commit(sheet(changed));
    expect(outcome).toMatchObject({ revision: 2, documentsRead: 4 });
    expect([5, 6]).toContain((outcome as { documentsWritten: number }).documentsWritten);
    // Small enough for one shard again.
    expect(await commit(sheet(changed.slice(0, 2)))).toMatchObject({ documentsDeleted: 79 });
    expect(await namesOf(rows())).toHaveLength(2);
    expect(await commit(sheet(changed.slice(0, 2)))).toMatchObject({ documentsWritten: 0, documentsRead: 2 });
  });

  it('reads the rows once when the index is of another format', async () => {
    const { communityId, commit, rows, replayed } = community();
    await commit(sheet(partners(3)));
    await database.db.doc(`${planPath(communityId, year)}/index/0`).update({ format: 0, rows: FieldValue.delete() });
    // The rows read: three partners and three forms; then the row that changed.
    expect(await commit(sheet(partners(2)))).toMatchObject({ revision: 2, documentsDeleted: 1 });
    expect(await replayed()).toEqual(cellsOfRows(await rows()));
    expect(await commit(sheet(partners(2)))).toMatchObject({ documentsRead: 2, documentsWritten: 0 });
  });

  it('mirrors 5,000 rows, and one edit among them for the price of one', { timeout: 120_000 }, async () => {
    const { commit, rows } = community();
    const many = partners(5000);
    expect(await commit(sheet(many, '120'))).toMatchObject({ committed: true, revision: 1 });
    expect((await rows()).size).toBe(5003);
    many[2500] = { ...many[2500]!, name: 'Renamed' };
    expect(await commit(sheet(many, '120'))).toMatchObject({ revision: 2, documentsRead: 3, documentsWritten: 5 });
    expect(await commit(sheet([], '120'))).toMatchObject({ revision: 3, documentsDeleted: 5000 });
    expect((await rows()).size).toBe(3);
  });
});

describe('any sequence of plans', () => {
  it('ends with the mirror of the last one, and a history that comes to the same, also across crashes', {
    timeout: 120_000,
  }, async () => {
    const partner = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd/e', '..', 'f'),
      name: fc.constantFrom('Acme', 'Beta', 'Ğamma 🚀', ''),
      placements: fc.option(fc.constantFrom('1', '25', 'many'), { nil: undefined }),
    });
    const step = fc.record({
      partners: fc.uniqueArray(partner, { selector: ({ id }) => id, maxLength: 6 }),
      goal: fc.constantFrom('100', '120', 'lots'),
      /** After how many transactions the program ends, if it does before the end. */
      crashAfter: fc.option(fc.nat({ max: 6 }), { nil: undefined }),
      lostAnswer: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.constantFrom<Partial<MirrorLimits>>({}, tiny),
        async (steps, limits) => {
          const { commit, documents, rows, replayed } = community(limits);
          for (const { partners, goal, crashAfter, lostAnswer } of steps) {
            const typed = partners.map(({ placements, ...rest }) => ({ ...rest, ...(placements && { placements }) }));
            const client = crashAfter === undefined ? database.db : crashingAfter(database.db, crashAfter, lostAnswer);
            try {
              await commit(sheet(typed, goal), {}, {}, client);
            } catch (error) {
              expect((error as Error).cause).toBeInstanceOf(Crash);
              continue;
            }
            const mirrored = await rows();
            const expected = documents(sheet(typed, goal)).rows;
            expect(Object.fromEntries(mirrored)).toEqual(
              Object.fromEntries(
                expected.map(({ section, documentId, document }) => [`${section}/${documentId}`, document]),
              ),
            );
            expect(await replayed()).toEqual(cellsOfRows(mirrored));
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a plan whose spreadsheet moved to another year', () => {
  it('leaves rollups, keeps its rows, and comes back whole when the year was a slip of the hand', async () => {
    const { communityId, commit, withdraw, rows, read } = community();
    const assessment = sheet(partners(2), '80');
    await commit(assessment);
    await withdraw();
    expect(await read(`summaries/${communityId}_${year}`)).toBeUndefined();
    expect(await read(`communities/${communityId}`)).toMatchObject({ year: 0 });
    expect(await namesOf(rows())).toEqual(['Partner 0', 'Partner 1']);
    await commit(assessment);
    expect(await read(`summaries/${communityId}_${year}`)).toMatchObject({ goals: { placements: 80 } });
    expect(await read(`communities/${communityId}`)).toMatchObject({ year });
  });

  it('is left alone when it is the plan of another spreadsheet', async () => {
    const { communityId, commit, withdraw, read } = community();
    await commit(sheet(partners(1), '80'));
    await withdraw('sheet-2');
    expect(await read(`summaries/${communityId}_${year}`)).toMatchObject({ goals: { placements: 80 } });
  });
});
