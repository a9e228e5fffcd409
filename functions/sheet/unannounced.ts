import { cellName } from '../plan/a1.ts';
import type { UnwordedFinding } from '../plan/finding.ts';
import type { Definitions } from '../plan/messages/definitions.ts';
import { rowLabelled } from './rows-gone.ts';
import { type Snapshot, tabTitled } from './snapshot.ts';

/**
 * That the sheet changed and no message came, on Start beside the time of the last change that was checked.
 *
 * @param since  ISO time at which that was found; null where it is not so
 */
export const unannouncedFindings = (
  snapshot: Snapshot,
  since: string | null,
  { startTab }: Definitions,
): UnwordedFinding[] => {
  if (since === null) return [];
  const tab = tabTitled(snapshot, startTab.title);
  const row = tab ? rowLabelled(tab, startTab.state.lastChange) : null;
  return [
    {
      code: 'not-announced',
      severity: 'warning',
      tab: tab?.title ?? startTab.title,
      cell: row === null ? '' : cellName(1, row),
      text: 'not-announced',
      values: { since: timeInWords(new Date(since), snapshot.timeZone) },
    },
  ];
};

/** `2026-11-23 14:05 (America/New_York)` */
export const timeInWords = (time: Date, timeZone: string): string => {
  const shown = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(time);
  return `${shown} (${timeZone})`;
};
