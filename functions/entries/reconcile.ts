import { serveReconcile } from '../http/reconcile.ts';
import { lazily } from '../http/serve.ts';
import { callBudget } from '../planner/budget.ts';
import { callers } from '../planner/callers.ts';
import { cloudQueue } from '../planner/cloud-queue.ts';
import { driveParts, tending } from '../planner/drive.ts';
import { passes, passPorts } from '../planner/passes.ts';
import { openRuns, reconciling } from '../planner/reconciling.ts';
import { openStore } from '../planner/store.ts';

serveReconcile(
  lazily((config, log) => {
    const store = openStore(config);
    const ports = passPorts(config, store, callBudget(config, store));
    const queue = cloudQueue(config, store);
    const pass = passes(ports, queue, log);
    const tend = tending(log, driveParts(config, store, queue).push);
    return {
      reconcile: reconciling(config, log, store, { runs: openRuns(store), pass, tend }),
      mayCall: callers(config),
    };
  }),
);
