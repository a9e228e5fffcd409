import { describe, expect, it } from 'vitest';
import { diffMirror, emptyMirror, isUnchanged, type MirrorState } from '../../functions/mirror/diff.ts';
import { type MirrorDocuments, mirrorDocuments } from '../../functions/mirror/documents.ts';
import { assessmentOf, planOf, type Typed } from './assessments.ts';

const documents = (partners: readonly Typed[], held: 'partners'[] = []): MirrorDocuments =>
  mirrorDocuments(assessmentOf(planOf(partners), { held }), {
    communityId: 'riverbend',
    year: 2026,
    readAt: '2026-11-23T12:00:00.000Z',
    spreadsheetId: 'sheet-1',
  });

const [acme, beta, gamma] = [
  { id: 'r1', name: 'Acme' },
  { id: 'r2', name: 'Beta' },
  { id: 'r3', name: 'Gamma' },
];
const mirrored = (partners: readonly Typed[]): MirrorState => diffMirror(emptyMirror, documents(partners)).after;
const named = (rows: readonly { section: string; documentId: string; isNew?: boolean }[]): string[] =>
  rows.map(({ section, documentId, isNew }) => `${isNew ? 'new ' : ''}${section}/${documentId}`);

describe('diffMirror', () => {
  it('writes everything of a plan that is not mirrored yet', () => {
    const diff = diffMirror(emptyMirror, documents([acme]));
    expect(named(diff.writes)).toEqual([
      'new community/form',
      'new partners/r1',
      'new goals/form',
      'new roleQuestions/form',
    ]);
    expect(diff.changes).toEqual({ plan: true, summary: true, community: true });
    expect(isUnchanged(diff)).toBe(false);
  });

  it('finds nothing to do for the same plan, also when its rows were sorted', () => {
    const diff = diffMirror(mirrored([acme, beta]), documents([beta, acme]));
    expect([diff.writes, diff.deletes]).toEqual([[], []]);
    expect(isUnchanged(diff)).toBe(true);
  });

  it('names the rows that changed, came and went, and no others', () => {
    const diff = diffMirror(mirrored([acme, beta]), documents([{ ...acme, name: 'Acme Inc' }, gamma]));
    expect(named(diff.writes)).toEqual(['partners/r1', 'new partners/r3']);
    expect(diff.deletes).toEqual([{ section: 'partners', documentId: 'r2' }]);
    expect([...diff.after.rows.keys()].sort()).toEqual([
      'community/form',
      'goals/form',
      'partners/r1',
      'partners/r3',
      'roleQuestions/form',
    ]);
  });

  it('keeps rows whose deletion a guard holds back, in the index too, and writes the rest', () => {
    const before = mirrored([acme, beta, gamma]);
    const guarded: unknown[] = [];
    const diff = diffMirror(before, documents([{ ...acme, name: 'Acme Inc' }]), (deletions) => {
      guarded.push(deletions);
      return deletions.documentIds.length > deletions.rowsBefore / 2;
    });
    const deletions = { section: 'partners', rowsBefore: 3, documentIds: ['r2', 'r3'] };
    expect(guarded).toEqual([deletions]);
    expect(diff.heldBack).toEqual([deletions]);
    expect(diff.deletes).toEqual([]);
    expect(named(diff.writes)).toEqual(['partners/r1']);
    expect(diff.after.rows.get('partners/r2')).toBe(before.rows.get('partners/r2'));
  });

  it('touches nothing of a section that could not be read whole, nor the summary', () => {
    const before = mirrored([acme, beta]);
    const diff = diffMirror(before, documents([], ['partners']));
    expect([diff.writes, diff.deletes, diff.heldBack]).toEqual([[], [], []]);
    expect(diff.changes).toEqual({ plan: true, summary: false, community: false });
    expect(diff.after.rows).toEqual(before.rows);
    expect(diff.after.fingerprints.summary).toBe(before.fingerprints.summary);
  });
});
