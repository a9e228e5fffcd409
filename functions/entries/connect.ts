import { standBeforeFramework } from '../front-door.ts';
import { serveConnect } from '../http/connect.ts';
import { lazily } from '../http/serve.ts';
import { callBudget } from '../planner/budget.ts';
import { cloudQueue } from '../planner/cloud-queue.ts';
import { connectDoor } from '../planner/connecting.ts';
import { sheetsWithin } from '../planner/sheets.ts';
import { openStore } from '../planner/store.ts';

standBeforeFramework();
serveConnect(
  lazily((config, watch) => {
    const store = openStore(config, watch);
    const sheets = sheetsWithin(config, callBudget(config, store), watch);
    return connectDoor(config, watch, store, sheets, cloudQueue(config, store, watch));
  }),
);
