import { serveConnect } from './http/connect.ts';
import { serveHealth } from './http/health.ts';
import { serveOnDriveChange } from './http/on-drive-change.ts';
import { serveOnEdit } from './http/on-edit.ts';
import { serveReconcile } from './http/reconcile.ts';
import { serveRepair } from './http/repair.ts';
import { serveRollup } from './http/rollup.ts';
import { serveRunPass } from './http/run-pass.ts';
import { lazily } from './http/serve.ts';
import { serveShare } from './http/share.ts';
import { createPlanner, type Planner } from './planner.ts';

/** The planner of this process, made when the first request needs it. */
export const planner: () => Planner = lazily(createPlanner);

// All functions in one process, as on one machine. In the cloud each is a process of its own, from functions/entries.
serveOnEdit(planner);
serveOnDriveChange(planner);
serveConnect(planner);
serveRepair(planner);
serveShare(planner);
serveRunPass(planner);
serveReconcile(planner);
serveRollup(planner);
serveHealth(planner);
