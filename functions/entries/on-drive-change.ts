import { standBeforeFramework } from '../front-door.ts';
import { serveOnDriveChange } from '../http/on-drive-change.ts';
import { lazily } from '../http/serve.ts';
import { cloudQueue } from '../planner/cloud-queue.ts';
import { driveDoor, driveParts } from '../planner/drive.ts';
import { openStore } from '../planner/store.ts';

standBeforeFramework();
serveOnDriveChange(
  lazily((config, watch) => {
    const store = openStore(config, watch);
    return driveDoor(watch, driveParts(config, store, cloudQueue(config, store, watch), watch));
  }),
);
