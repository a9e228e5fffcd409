import { standBeforeFramework } from '../front-door.ts';
import { serveOnEdit } from '../http/on-edit.ts';
import { lazily } from '../http/serve.ts';
import { cloudQueue } from '../planner/cloud-queue.ts';
import { editDoor } from '../planner/door.ts';
import { openStore } from '../planner/store.ts';

standBeforeFramework();
serveOnEdit(
  lazily((config, watch) => {
    const store = openStore(config, watch);
    return editDoor(config, watch, store, cloudQueue(config, store, watch));
  }),
);
