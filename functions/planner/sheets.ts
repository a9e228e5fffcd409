import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { Governor } from '../edits/governor.ts';
import { type SheetsAccess, sheetsAccess } from '../sheet/access.ts';
import { sheetsClients } from '../sheet/client.ts';

/** The Sheets API within its quota. */
export const sheetsWithin = (config: Config, budget: Governor): SheetsAccess =>
  sheetsAccess({ clientOf: sheetsClients(config.sheetsRootUrl), budget, random: Math.random, wait });
