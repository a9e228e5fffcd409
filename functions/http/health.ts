import type { PlannerHealth } from '../planner/health.ts';
import { serve } from './serve.ts';

/** Whether the planner works, and how each sheet stands. */
export const serveHealth = (planner: () => { health(): Promise<PlannerHealth> }): void =>
  serve('health', async (_request, response) => {
    response.json(await planner().health());
  });
