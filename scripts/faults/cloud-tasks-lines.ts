import { chanceOf } from '../chance.ts';
import { startCloudTasks } from '../local/cloud-tasks.ts';
import type { Line } from './line.ts';

export interface CloudTasksLines {
  /** The settings of functions that use it. */
  settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Cloud Tasks with faults on both of its lines: that on which it is asked, and that on which it has passes run.
 *
 * @param options.now          in ms since 1970
 * @param options.nextProcess  of the functions, `127.0.0.1:PORT`; null while none is there
 */
export const cloudTasksLines = async (options: {
  seed: number;
  project: string;
  now: () => number;
  nextProcess: () => string | null;
  lineTo: (target: () => string | null, purpose: 'queue' | 'task') => Promise<Line>;
}): Promise<CloudTasksLines> => {
  const { seed, project, now, nextProcess, lineTo } = options;
  const tasks = await startCloudTasks({ now, random: chanceOf(seed, 'tasks').next, doubled: 0.05, lateMs: 500 });
  const queueLine = await lineTo(() => new URL(tasks.rootUrl).host, 'queue');
  const tasksLine = await lineTo(nextProcess, 'task');
  return {
    settings: {
      TECHHIRE_QUEUE: 'cloud-tasks',
      TECHHIRE_TASKS_QUEUE: `projects/${project}/locations/us-east5/queues/passes`,
      TECHHIRE_TASKS_SERVICE_ACCOUNT: `passes@${project}.iam.gserviceaccount.com`,
      TECHHIRE_TASKS_ROOT_URL: `http://${queueLine.host}`,
      TECHHIRE_PUBLIC_URL: `http://${tasksLine.host}/functions`,
    },
    close: tasks.close,
  };
};
