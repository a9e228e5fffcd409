import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorCounts } from '../../functions/edits/error-counts.ts';
import { openTestDatabase, type TestDatabase } from '../mirror/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const at = (minutes: number): Date => new Date(Date.parse('2026-11-23T12:00:30Z') + minutes * 60_000);
const storedMinutes = async (): Promise<number> => (await database.db.collection('errors').get()).size;

it('errors of several processes are added up over an hour, and what is older is written over', async () => {
  const processes = Array.from({ length: 3 }, () => errorCounts(database.db));
  const [one] = processes;
  await one!.add(new Map([['sheets.503', 1]]), at(-60));
  await Promise.all(processes.map((each) => each.add(new Map([['sheets.503', 2]]), at(-59))));
  await one!.add(
    new Map([
      ['firestore.UNAVAILABLE', 1],
      ['sheets.503', 1],
    ]),
    at(0),
  );
  expect(await one!.lastHour(at(0))).toEqual([
    { kind: 'sheets.503', count: 7 },
    { kind: 'firestore.UNAVAILABLE', count: 1 },
  ]);
  expect(await one!.lastHour(at(1))).toEqual([
    { kind: 'firestore.UNAVAILABLE', count: 1 },
    { kind: 'sheets.503', count: 1 },
  ]);
  expect(await one!.lastHour(at(61))).toEqual([]);
});

it('keeps a bounded number of documents, however long it goes on', async () => {
  const here = errorCounts(database.db, () => 0);
  for (let minute = 100; minute < 300; minute++) await here.add(new Map([['TypeError', 1]]), at(minute));
  const many = await storedMinutes();
  for (let minute = 300; minute < 400; minute++) await here.add(new Map([['TypeError', 1]]), at(minute));
  expect(await storedMinutes()).toBe(many);
  expect(await here.lastHour(at(399))).toEqual([{ kind: 'TypeError', count: 60 }]);
});
