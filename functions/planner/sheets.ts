import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { Governor } from '../edits/governor.ts';
import { type SheetsAccess, sheetsAccess } from '../sheet/access.ts';
import { type SheetsPort, sheetsClients } from '../sheet/client.ts';
import { callTimer, timedClient } from '../watch/calls.ts';
import type { Watch } from '../watch/watch.ts';

/** The Sheets API within its quota. */
export const sheetsWithin = (config: Config, budget: Governor, { telemetry }: Watch): SheetsAccess => {
  const clientOf = sheetsClients(config.sheetsRootUrl);
  const onCall = callTimer(telemetry, config.sheetsRootUrl);
  return sheetsAccess({
    clientOf: async (account) => timedClient(await clientOf(account), METHODS, onCall),
    budget,
    random: Math.random,
    wait,
  });
};

const METHODS = { read: 'GET', readFields: 'GET', write: 'POST' } as const satisfies Record<keyof SheetsPort, string>;
