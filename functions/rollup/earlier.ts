import type { Language } from '../plan/messages/language.ts';
import { type Said, say } from '../plan/messages/said.ts';
import { shortened } from '../plan/text.ts';
import { changesBetween, type RollupChanges } from './changes.ts';
import { inLanguage } from './publish.ts';
import type { Published, PublishedRollup, Rollup } from './rollup.ts';
import type { Scope } from './scope.ts';
import type { Snapshot, SnapshotStore } from './snapshots.ts';

/** A rollup beside what was published of its scope before. */
export interface RollupInTime {
  /** As it is now, or as it was when that is asked for. */
  rollup: PublishedRollup;
  /** null where nobody asks what has changed. */
  changes: RollupChanges | null;
  /** Other states that were published of the same scope and year, the newest first. */
  others: Snapshot[];
}

/** Which earlier state is meant: the beginning of its content hash, or a day, for the last state that was read by then. */
export interface AskedInTime {
  snapshot: string | null;
  since: string | null;
  /** In which its facts, and those that have changed, are said. */
  language: Language;
}

/**
 * Keeps what is published now, and finds what was published before.
 *
 * @param publish   makes what is published now; not called where an earlier state is asked for
 * @param isPublic  whether it is shown without a link; who has none sees no state that only links have shown
 */
export const inTime = async (
  store: SnapshotStore,
  { scope, year }: Pick<Rollup<Published>, 'scope' | 'year'>,
  publish: () => Promise<PublishedRollup>,
  { snapshot, since, language }: AskedInTime,
  isPublic: boolean,
): Promise<RollupInTime | { problem: Said }> => {
  const all = await openSnapshots(store, scope, year, isPublic);
  const found = async (asked: string): Promise<PublishedRollup | { problem: Said }> => {
    const named = snapshotNamed(all, asked);
    const whole = named && (await store.read(named));
    return whole
      ? inLanguage(whole, language)
      : { problem: say('sharing.changes.unknown', { asked: shortened(asked) }) };
  };
  const published = async (): Promise<PublishedRollup> => {
    const now = await publish();
    await store.keep(now, isPublic);
    return inLanguage(now, language);
  };
  const rollup = snapshot === null ? await published() : await found(snapshot);
  if ('problem' in rollup) return rollup;
  const before = since === null ? null : await found(since);
  if (before && 'problem' in before) return before;
  return {
    rollup,
    changes: before && changesBetween(before, rollup),
    others: all.filter(({ contentHash }) => contentHash !== rollup.contentHash),
  };
};

/** The newest first; who has no link sees none that only links have shown. */
export const openSnapshots = async (
  store: SnapshotStore,
  scope: Scope,
  year: number,
  isPublic: boolean,
): Promise<Snapshot[]> => (await store.list(scope, year)).filter((each) => !isPublic || each.isPublic);

const snapshotNamed = (newestFirst: readonly Snapshot[], asked: string): Snapshot | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.test(asked)
    ? newestFirst.find(({ readAt }) => readAt.slice(0, 10) <= asked)
    : /^[0-9a-f]{8,64}$/.test(asked)
      ? newestFirst.find(({ contentHash }) => contentHash.startsWith(asked))
      : undefined;
