import { expect, test } from 'vitest';
import { openAlerts } from '../../scripts/local/alerts.ts';
import type { GridAlert } from '../../scripts/local/grid-protocol.ts';

const question = { title: 'Sure?', message: 'All of it?', buttons: 'OK_CANCEL' as const };

const opened = (patienceMs?: number) => {
  const told: [string, string[]][] = [];
  const alerts = openAlerts(
    (spreadsheetId, open: GridAlert[]) => told.push([spreadsheetId, open.map(({ title }) => title)]),
    patienceMs,
  );
  return { alerts, told };
};

test('a dialogue is open until somebody answers it, and every window hears of both', async () => {
  const { alerts, told } = opened();
  const answer = alerts.ask('one', question);
  const [{ id, ...shown }] = alerts.open('one') as [GridAlert];
  expect(shown).toEqual({ ...question, wantsText: false });
  expect(alerts.open('other')).toEqual([]);
  expect(alerts.answer('other', id, 'OK')).toBe(false);
  expect(alerts.answer('one', id, 'OK')).toBe(true);
  expect(await answer).toBe('OK');
  expect(alerts.answer('one', id, 'CANCEL')).toBe(false);
  expect(told).toEqual([
    ['one', ['Sure?']],
    ['one', []],
  ]);
});

test('a dialogue that nobody answers closes', async () => {
  const { alerts } = opened(1);
  const answer = alerts.ask('one', question);
  // The timer alone keeps no process alive.
  const waiting = setInterval(() => {}, 10);
  expect(await answer).toBe('CLOSE');
  clearInterval(waiting);
  expect(alerts.open('one')).toEqual([]);
});

test('a dialogue that asks for a line of text gives what was typed, with the button', async () => {
  const alerts = openAlerts(() => {});
  const answer = alerts.askText('one', { title: 'Connect', message: 'Paste it', buttons: 'OK_CANCEL' });
  const [{ id, wantsText }] = alerts.open('one') as [GridAlert];
  expect(wantsText).toBe(true);
  expect(alerts.answer('one', id, 'OK', 'https://planner.example/connect#code')).toBe(true);
  expect(await answer).toEqual({ button: 'OK', text: 'https://planner.example/connect#code' });
});
