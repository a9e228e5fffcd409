import { standBeforeFramework } from '../front-door.ts';
import { serveRunPass } from '../http/run-pass.ts';
import { lazily } from '../http/serve.ts';
import { callBudget } from '../planner/budget.ts';
import { callers } from '../planner/callers.ts';
import { cloudQueue } from '../planner/cloud-queue.ts';
import { passes, passPorts } from '../planner/passes.ts';
import { openStore } from '../planner/store.ts';

standBeforeFramework();
serveRunPass(
  lazily((config, watch) => {
    const store = openStore(config, watch);
    const ports = passPorts(config, store, callBudget(config, store), watch);
    return { pass: passes(ports, cloudQueue(config, store, watch), watch), mayCall: callers(config) };
  }),
);
