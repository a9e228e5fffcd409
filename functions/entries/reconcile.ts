import { standBeforeFramework } from '../front-door.ts';
import { serveReconcile } from '../http/reconcile.ts';
import { lazily } from '../http/serve.ts';
import { callBudget } from '../planner/budget.ts';
import { callers } from '../planner/callers.ts';
import { cloudQueue } from '../planner/cloud-queue.ts';
import { driveParts, tending } from '../planner/drive.ts';
import { passes, passPorts } from '../planner/passes.ts';
import { openRuns, reconciling } from '../planner/reconciling.ts';
import { openStore } from '../planner/store.ts';

standBeforeFramework();
serveReconcile(
  lazily((config, watch) => {
    const store = openStore(config, watch);
    const ports = passPorts(config, store, callBudget(config, store), watch);
    const queue = cloudQueue(config, store, watch);
    const pass = passes(ports, queue, watch);
    const tend = tending(watch, driveParts(config, store, queue, watch).push);
    return {
      reconcile: reconciling(config, watch, store, { runs: openRuns(store), pass, tend }),
      mayCall: callers(config),
    };
  }),
);
