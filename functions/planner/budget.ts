import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { accountLimit, type Governor, governor, MOST_AGE_MS } from '../edits/governor.ts';
import type { Store } from './store.ts';

/** The Sheets API's quota, shared by all processes. */
export const callBudget = (config: Config, { firestore }: Store): Governor =>
  governor(firestore, {
    collection: 'quota',
    limits: {
      calls: accountLimit(config.callsPerAccount, config.callsPerProject, config.sheetsAccounts.length),
      windowMs: QUOTA_WINDOW_MS,
    },
    random: Math.random,
    wait,
    elapsedMs: () => performance.now(),
  });

/** Google's quota is for a minute. The rest is for calls that arrive there later after they were granted than others do: theirs is a second, too. */
const QUOTA_WINDOW_MS = 60_000 + MOST_AGE_MS + 1_000;
