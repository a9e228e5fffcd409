import { OAuth2Client } from 'google-auth-library';
import type { Config } from '../config.ts';
import { type CallerRefusal, callerCheck } from '../edits/caller.ts';
import { CLOUD_TASKS_ROOT_URL } from '../edits/cloud-tasks.ts';
import { functionUrl } from './addresses.ts';

/** Whether somebody may call one of our own functions over HTTP, by the header `authorization`. */
export type MayCall = (name: 'runPass' | 'reconcile', authorization: string | undefined) => Promise<CallerRefusal>;

/** In the cloud the queue's own account; on one machine whoever reaches the port. */
export const callers = (config: Config): MayCall => {
  if (config.queueKind === 'memory') return async () => null;
  const check = (name: 'runPass' | 'reconcile') =>
    callerCheck({ audience: functionUrl(config, name), serviceAccount: config.tasksServiceAccount! }, signers(config));
  const checks = { runPass: check('runPass'), reconcile: check('reconcile') };
  return (name, authorization) => checks[name](authorization);
};

/** Another queue than Google's signs with keys of its own, and shows them. */
const signers = ({ tasksRootUrl }: Config): OAuth2Client =>
  tasksRootUrl === CLOUD_TASKS_ROOT_URL
    ? new OAuth2Client()
    : new OAuth2Client({ endpoints: { oauth2FederatedSignonPemCertsUrl: `${tasksRootUrl}/certs` } });
