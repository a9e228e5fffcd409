import { describe, expect, it } from 'vitest';
import { healthPage } from '../../functions/http/health-page.ts';
import type { PlannerHealth } from '../../functions/planner/health.ts';

const none = { count: 0, sheets: [] };
const well: PlannerHealth = {
  ok: true,
  at: '2026-11-23T12:00:00.000Z',
  connected: 5_000,
  queue: { owing: 0, lagMs: 0 },
  slowest: { pass: null, feedback: null },
  attention: { passFailed: none, waiting: none, triggerNotInstalled: none },
  errors: { lastHour: 0, kinds: [] },
  accounts: [],
  drive: [],
  reconcile: null,
};

/** What stands beside a name in the table of figures. */
const figure = (page: string, name: string): string =>
  new RegExp(`<th scope="row">${name}</th><td>(.*?)</td>`).exec(page)?.[1] ?? '';

describe('the page of health', () => {
  it('says that all is well, in few words', () => {
    const page = healthPage(well);
    expect(page).toContain('<h1>TechHire Planner: all is well</h1>');
    expect(figure(page, 'Connected sheets')).toBe('5,000');
    expect(figure(page, 'Errors in the last hour')).toBe('none');
    expect(page).not.toContain('<section>');
  });

  it('shows until when Drive tells of edits, and when it last did', () => {
    expect(healthPage(well)).not.toContain('Drive');
    const page = healthPage({
      ...well,
      drive: [{ account: null, channelExpiresAt: '2026-11-30T12:00:00.000Z', heardAt: null }],
    });
    expect(page).toContain('<th scope="row">the functions’ own</th><td>2026-11-30T12:00:00.000Z</td><td>never</td>');
  });

  it('says who is needed where, why, and what to do', () => {
    const page = healthPage({
      ...well,
      ok: false,
      queue: { owing: 12, lagMs: 90_000 },
      slowest: {
        pass: { spreadsheetId: '1AbC', communityId: 'riverbend', ms: 8_240, at: '2026-11-23T11:59:00.000Z' },
        feedback: null,
      },
      attention: {
        ...well.attention,
        passFailed: {
          count: 21,
          sheets: [
            {
              spreadsheetId: '1AbC',
              communityId: 'riverbend',
              since: '2026-11-23T11:59:00.000Z',
              message: 'No <b>answer</b>.',
            },
          ],
        },
      },
      errors: { lastHour: 3, kinds: [{ kind: 'sheets.503', count: 3 }] },
    });
    expect(page).toContain('<h1>TechHire Planner: somebody is needed</h1>');
    expect(figure(page, 'Sheets with edits that wait')).toBe('12, the oldest for 90.0 s');
    expect(figure(page, 'Errors in the last hour')).toBe('3: sheets.503 3');
    expect(figure(page, 'Slowest last pass')).toContain(
      '8.2 s, <a href="https://docs.google.com/spreadsheets/d/1AbC">riverbend</a>',
    );
    expect(page).toContain('Sheets whose last pass failed: 21');
    expect(page).toContain('No &lt;b&gt;answer&lt;/b&gt;.');
    expect(page).toContain('And 20 more.');
  });
});
