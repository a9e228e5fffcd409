import type { Config } from '../config.ts';
import { cloudTasksQueue } from '../edits/cloud-tasks.ts';
import type { EditQueue } from '../edits/queue.ts';
import { callTimer } from '../watch/calls.ts';
import type { Watch } from '../watch/watch.ts';
import { functionUrl } from './addresses.ts';
import type { Store } from './store.ts';

/** Edits wait in Google Cloud, which calls `runPass` for them. */
export const cloudQueue = (config: Config, { registry }: Store, { telemetry }: Watch): EditQueue =>
  cloudTasksQueue({
    rootUrl: config.tasksRootUrl,
    queue: config.tasksQueue!,
    passUrl: functionUrl(config, 'runPass'),
    serviceAccount: config.tasksServiceAccount!,
    windowMs: config.queueWindowMs,
    // Names need some.
    spacingMs: Math.max(config.passSpacingMs, 1),
    owing: () => registry.owing(),
    now: Date.now,
    onCall: callTimer(telemetry, config.tasksRootUrl),
    random: Math.random,
  });
