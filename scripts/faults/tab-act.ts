import { sections } from '../../functions/plan/plan.ts';
import type { Chance } from '../chance.ts';
import { type PulledColumns, pulledColumns } from './ground.ts';

/** What one person does to a tab or its columns. Times are in milliseconds. */
export type TabAct =
  /** `to` is counted round and round the places between columns. */
  | { do: 'moveColumn'; table: PulledColumns; field: string; to: number }
  /** A column of their own. */
  | { do: 'insertColumn'; table: PulledColumns; at: number }
  /** Somebody sees what happened, and takes it back. */
  | { do: 'deleteColumn'; table: PulledColumns; field: string; backAfterMs: number }
  | { do: 'deleteTab'; table: PulledColumns; backAfterMs: number }
  | { do: 'renameTab'; table: PulledColumns }
  | { do: 'renameColumn'; table: PulledColumns; field: string }
  /** A column, or where there is no field the tab. */
  | { do: 'hide' | 'show'; table: PulledColumns; field: string | null }
  /** Shows only rows that have something in a column, or all of them again. */
  | { do: 'filter' | 'unfilter'; table: PulledColumns; field: string }
  /** Chooses Repair in the menu and agrees. */
  | { do: 'repair' };

const frequencies: Readonly<Record<TabAct['do'], number>> = {
  moveColumn: 6,
  insertColumn: 2,
  deleteColumn: 3,
  deleteTab: 1,
  renameTab: 1,
  renameColumn: 2,
  hide: 2,
  show: 2,
  filter: 2,
  unfilter: 2,
  repair: 4,
};

export const drawnTabAct = (chance: Chance): TabAct => {
  const kind = chance.weighted(frequencies);
  if (kind === 'repair') return { do: kind };
  const table = chance.pick(pulledColumns);
  const field = chance.pick(Object.keys(sections[table].columns));
  const backAfterMs = chance.between(0, 3_000);
  switch (kind) {
    case 'moveColumn':
      return { do: kind, table, field, to: chance.whole(1000) };
    case 'insertColumn':
      return { do: kind, table, at: chance.whole(1000) };
    case 'deleteColumn':
      return { do: kind, table, field, backAfterMs };
    case 'deleteTab':
      return { do: kind, table, backAfterMs };
    case 'renameTab':
      return { do: kind, table };
    case 'hide':
    case 'show':
      return { do: kind, table, field: chance.is(0.7) ? field : null };
    default:
      return { do: kind, table, field };
  }
};

export const isTabAct = <Other extends { do: string }>(act: Other | TabAct): act is TabAct =>
  Object.hasOwn(frequencies, act.do);
