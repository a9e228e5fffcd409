import type { MayCall } from '../planner/callers.ts';
import type { Reconciling } from '../planner/reconciling.ts';
import { isOwnCall, serve } from './serve.ts';

/** A schedule has the sheets looked at that nobody has looked at for long; a run that finds another one under way leaves it to that. */
export const serveReconcile = (planner: () => { reconcile: Reconciling; mayCall: MayCall }): void =>
  serve('reconcile', async (request, response) => {
    const { reconcile, mayCall } = planner();
    if (await isOwnCall(mayCall, 'reconcile', 'Reconcile', request, response)) response.json(await reconcile());
  });
