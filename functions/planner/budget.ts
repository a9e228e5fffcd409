import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { accountLimit, type Governor, governor } from '../edits/governor.ts';
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
  });

/** Google's quota is for a minute. The rest is for calls that arrive there later after they were granted than others do. */
const QUOTA_WINDOW_MS = 62_000;
