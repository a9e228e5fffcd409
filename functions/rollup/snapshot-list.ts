import { csvLine } from './csv.ts';
import { type Scope, scopeText } from './scope.ts';
import type { Snapshot } from './snapshots.ts';

/** What has been published of a scope and year, the newest first; `snapshot=` with the content hash opens one. */
export interface SnapshotList {
  scope: Scope;
  year: number;
  snapshots: readonly Snapshot[];
}

export const snapshotsJson = ({ scope, year, snapshots }: SnapshotList): string =>
  `${JSON.stringify(
    {
      format: 'techhire-rollup-snapshots/1',
      scope: scopeText(scope),
      year,
      snapshots: snapshots.map(({ readAt, contentHash, hidden, communities, isPublic }) => ({
        readAt,
        contentHash,
        hidden,
        communities,
        isPublic,
      })),
    },
    null,
    2,
  )}\n`;

export const snapshotsCsv = ({ scope, year, snapshots }: SnapshotList): string =>
  [
    `\uFEFF${csvLine(['scope', 'year', 'read_at', 'content_hash', 'hidden', 'communities', 'public'])}`,
    ...snapshots.map(({ readAt, contentHash, hidden, communities, isPublic }) =>
      csvLine([scopeText(scope), year, readAt, contentHash, hidden, communities, isPublic ? 'yes' : 'no']),
    ),
  ].join('');
