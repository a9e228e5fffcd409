import { standBeforeFramework } from '../front-door.ts';
import { serveHealth } from '../http/health.ts';
import { lazily } from '../http/serve.ts';
import { callBudget } from '../planner/budget.ts';
import { healthReading } from '../planner/health.ts';
import { openRuns } from '../planner/reconciling.ts';
import { openStore } from '../planner/store.ts';

standBeforeFramework();
serveHealth(
  lazily((config, watch) => {
    const store = openStore(config, watch);
    return { health: healthReading(store, callBudget(config, store), openRuns(store)) };
  }),
);
