import { leases } from '../edits/lease.ts';
import { standBeforeFramework } from '../front-door.ts';
import { serveRepair } from '../http/repair.ts';
import { lazily } from '../http/serve.ts';
import { callBudget } from '../planner/budget.ts';
import { cloudQueue } from '../planner/cloud-queue.ts';
import { randomId } from '../planner/ids.ts';
import { owePass } from '../planner/owe-pass.ts';
import { repairDoor, repairs } from '../planner/repairs.ts';
import { sheetsWithin } from '../planner/sheets.ts';
import { openStore } from '../planner/store.ts';

standBeforeFramework();
serveRepair(
  lazily((config, watch) => {
    const store = openStore(config, watch);
    const ports = {
      sheets: sheetsWithin(config, callBudget(config, store), watch),
      registry: store.registry,
      leases: leases(store.firestore, config.leaseSeconds * 1000),
      newId: randomId,
      now: () => new Date(),
    };
    return repairDoor(config, watch, store, repairs(ports, owePass(store, cloudQueue(config, store, watch))));
  }),
);
