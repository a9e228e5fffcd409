import type { Leases } from './lease.ts';
import { SheetIsBusy } from './sheet-is-busy.ts';

export interface ExclusivePorts {
  leases: Leases;
  newId: () => string;
  now: () => Date;
  wait: (ms: number) => Promise<void>;
}

/**
 * Does something to a sheet while no pass and nothing else of ours writes to it; waits for a pass to end. What was owed to the sheet is owed still.
 * A sheet that is not connected has no passes, so nothing is waited for.
 *
 * @param work  calls `stillOurs` before each thing that it writes
 * @throws SheetIsBusy where others kept it too long, or took it over; and whatever `work` throws
 */
export const exclusively = async <T>(
  spreadsheetId: string,
  { leases, newId, now, wait }: ExclusivePorts,
  work: (stillOurs: () => Promise<void>) => Promise<T>,
): Promise<T> => {
  const holder = newId();
  for (let tries = 1; ; tries++) {
    const acquired = await leases.acquire(spreadsheetId, holder, now().getTime());
    if (!acquired.acquired && acquired.reason !== 'held') return work(async () => {});
    if (acquired.acquired) {
      let { lease } = acquired;
      const stillOurs = async (): Promise<void> => {
        const renewed = await leases.renew(lease, now().getTime());
        if (!renewed.held) throw new SheetIsBusy(`A pass took spreadsheet ${spreadsheetId} over.`);
        lease = renewed.lease;
      };
      try {
        return await work(stillOurs);
      } finally {
        // One that cannot be given back ends by itself.
        await leases.letGo(lease).catch(() => undefined);
      }
    }
    if (tries === TRIES)
      throw new SheetIsBusy(`Another pass has spreadsheet ${spreadsheetId} until ${acquired.until}.`);
    await wait(BETWEEN_TRIES_MS);
  }
};

/** A pass takes a second or two, and whoever chose the menu item waits for an answer. */
const TRIES = 30;
const BETWEEN_TRIES_MS = 500;
