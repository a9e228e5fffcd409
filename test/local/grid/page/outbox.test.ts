import { expect, test } from 'vitest';
import {
  createOutbox,
  type OutboxItem,
  type Outcome,
  splitByRows,
} from '../../../../scripts/local/grid/page/outbox.ts';
import type { PersonAction, PersonEdit } from '../../../../scripts/local/grid-protocol.ts';
import { sampleSheet, sampleState } from './sample.ts';

const entry = (id: number, rowKeys: (number | null)[], texts: string[]): OutboxItem => ({
  id,
  kind: 'edit',
  block: { sheetId: 1, rowKeys, column: 1 },
  values: texts.map((text) => [text]),
  clear: [],
});
type Edit = Extract<OutboxItem, { kind: 'edit' }>;

test('an entry goes to where its row stands now', () => {
  const state = sampleState([sampleSheet([['a'], ['b'], ['c']])]);
  state.sheets[0]!.rows = [...state.sheets[0]!.rows].reverse();
  expect(splitByRows(state, entry(1, [10], ['x']) as Edit)).toMatchObject({
    kind: 'here',
    edit: { tab: 'Goals', range: 'B3', values: [['x']] },
    rest: null,
  });
});

test('a block whose rows were torn apart goes in parts', () => {
  const state = sampleState([sampleSheet([['a'], ['b'], ['c'], ['d']])]);
  const [a, b, c, d] = state.sheets[0]!.rows;
  state.sheets[0]!.rows = [a!, b!, d!, c!];
  expect(splitByRows(state, entry(1, [10, 11, 12], ['x', 'y', 'z']) as Edit)).toMatchObject({
    edit: { range: 'B1:B2', values: [['x'], ['y']] },
    rest: { block: { rowKeys: [12] }, values: [['z']] },
  });
});

test('rows past the end of the tab follow the last one', () => {
  const state = sampleState([sampleSheet([['a'], ['b']])]);
  expect(splitByRows(state, entry(1, [11, null, null], ['x', 'y', 'z']) as Edit)).toMatchObject({
    edit: { range: 'B2:B4', values: [['x'], ['y'], ['z']] },
    rest: null,
  });
});

test('an entry into a deleted row is given back with the reason', () => {
  const state = sampleState([sampleSheet([['a']])]);
  expect(splitByRows(state, entry(1, [77], ['x']) as Edit)).toEqual({
    kind: 'gone',
    message: 'The row was deleted before this was saved.',
  });
});

/** A server that answers from a list, and what the outbox told of. */
const bench = (answers: Outcome[]) => {
  const state = sampleState([sampleSheet([['a'], ['b'], ['c']])]);
  const sent: (PersonEdit | PersonAction)[] = [];
  const log: string[] = [];
  const answer = async (what: PersonEdit | PersonAction): Promise<Outcome> => {
    sent.push(what);
    return answers.shift() ?? { kind: 'done', result: { revision: 6 } };
  };
  const outbox = createOutbox({
    edit: answer,
    act: answer,
    state: () => state,
    done: (item) => log.push(`done ${item.id}`),
    refused: (item, message) => log.push(`refused ${item.id}: ${message}`),
    waiting: (items, reachable) => log.push(`${items.length} wait${reachable ? '' : ', unreachable'}`),
  });
  return { state, sent, log, outbox, settled: () => new Promise((resolve) => setTimeout(resolve, 5)) };
};

test('what cannot be sent is kept in order and sent when the server is back', async () => {
  const { sent, log, outbox, settled } = bench([{ kind: 'unreachable' }]);
  outbox.add(entry(1, [10], ['one']));
  outbox.add(entry(2, [11], ['two']));
  await settled();
  expect(outbox.size).toBe(2);
  expect(log.at(-1)).toBe('2 wait, unreachable');
  outbox.resume();
  await settled();
  expect(outbox.size).toBe(0);
  expect(sent.map((edit) => 'values' in edit && edit.values[0]![0])).toEqual(['one', 'one', 'two']);
  expect(log.filter((line) => line.startsWith('done'))).toEqual(['done 1', 'done 2']);
});

test('a refusal is reported and the next entry goes on', async () => {
  const { log, outbox, settled } = bench([{ kind: 'refused', message: 'Protected.' }]);
  outbox.add(entry(1, [10], ['one']));
  outbox.add(entry(2, [11], ['two']));
  await settled();
  expect(log).toContain('refused 1: Protected.');
  expect(log).toContain('done 2');
});

const deletion: OutboxItem = {
  id: 1,
  kind: 'action',
  action: { kind: 'deleteRows', sheetId: 1, start: 0, count: 1 },
  label: 'Delete rows',
};

test('an action that was never answered is repeated only where nothing has changed since', async () => {
  const same = bench([{ kind: 'unreachable' }]);
  same.outbox.add(deletion);
  await same.settled();
  same.outbox.resume();
  await same.settled();
  expect(same.log).toContain('done 1');

  const changed = bench([{ kind: 'unreachable' }]);
  changed.outbox.add(deletion);
  await changed.settled();
  changed.state.revision++;
  changed.outbox.resume();
  await changed.settled();
  expect(changed.sent).toHaveLength(1);
  expect(changed.log.find((line) => line.startsWith('refused'))).toContain('Please look whether it was');
});
