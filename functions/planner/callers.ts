import type { Config } from '../config.ts';
import { type CallerRefusal, callerCheck } from '../edits/caller.ts';
import { functionUrl } from './addresses.ts';

/** Whether somebody may call one of our own functions over HTTP, by the header `authorization`. */
export type MayCall = (name: 'runPass' | 'reconcile', authorization: string | undefined) => Promise<CallerRefusal>;

/** In the cloud the queue's own account; on one machine whoever reaches the port. */
export const callers = (config: Config): MayCall => {
  if (config.queueKind === 'memory') return async () => null;
  const check = (name: 'runPass' | 'reconcile') =>
    callerCheck({ audience: functionUrl(config, name), serviceAccount: config.tasksServiceAccount! });
  const checks = { runPass: check('runPass'), reconcile: check('reconcile') };
  return (name, authorization) => checks[name](authorization);
};
