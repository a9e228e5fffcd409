import { serveRunPass } from '../http/run-pass.ts';
import { lazily } from '../http/serve.ts';
import { callBudget } from '../planner/budget.ts';
import { callers } from '../planner/callers.ts';
import { cloudQueue } from '../planner/cloud-queue.ts';
import { passes, passPorts } from '../planner/passes.ts';
import { openStore } from '../planner/store.ts';

serveRunPass(
  lazily((config, log) => {
    const store = openStore(config);
    const ports = passPorts(config, store, callBudget(config, store));
    return { pass: passes(ports, cloudQueue(config, store), log), mayCall: callers(config) };
  }),
);
