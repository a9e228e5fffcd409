import type { PlannerHealth } from '../planner/health.ts';
import { failure, serve } from './serve.ts';

/** Whether the planner works, and which sheets need somebody: JSON for programs, a page for browsers. */
export const serveHealth = (planner: () => { health(): Promise<PlannerHealth> }): void =>
  serve('health', async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.status(405).set('allow', 'GET, HEAD').json(failure('method-not-allowed', 'Read the health with GET.'));
      return;
    }
    const health = await planner().health();
    response.set({ 'cache-control': 'no-store', vary: 'accept' });
    if (request.accepts(['json', 'html']) !== 'html') {
      response.json(health);
      return;
    }
    // Loaded by those who look at it.
    const { healthPage } = await import('./health-page.ts');
    response
      .set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
      .type('html')
      .send(healthPage(health));
  });
