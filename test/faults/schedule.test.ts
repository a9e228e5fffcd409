import { expect, it } from 'vitest';
import { type Fault, injector, type Purpose } from '../../scripts/faults/injector.ts';
import { schedule } from '../../scripts/faults/schedule.ts';

const steps = (seed: number) => schedule(seed, 5).take(2000).toArray();

it('a seed stands for one schedule, and another seed for another', () => {
  expect(steps(7)).toEqual(steps(7));
  expect(steps(7)).not.toEqual(steps(8));
});

it('every kind of act and mishap comes up, on every sheet', () => {
  const drawn = [1, 2, 3, 4, 5].flatMap(steps);
  const acts = drawn.flatMap((step) => (step.kind === 'act' ? [step] : []));
  expect(new Set(drawn.map(({ kind }) => kind))).toEqual(
    new Set(['act', 'kill', 'clock', 'second', 'firestore-stops', 'reconcile']),
  );
  expect([...new Set(acts.map(({ act }) => act.do))].sort()).toEqual(
    'answer blank copy cut delete deleteColumn deleteTab filter hide insert insertColumn move moveColumn note paste redo renameColumn renameTab repair show sort type undo unfilter'.split(
      ' ',
    ),
  );
  expect(new Set(acts.map(({ sheet }) => sheet)).size).toBe(5);
});

it('what goes wrong with the n-th request of a kind does not depend on the requests of other kinds', () => {
  const faultsOf = (purposes: readonly Purpose[]): (Fault | null)[] => {
    const faulty = injector(7);
    faulty.begin();
    return Array.from({ length: 600 }, (_, index) => purposes[index % purposes.length]!).flatMap((purpose) => {
      const fault = faulty.faultFor(purpose);
      return purpose === 'sheet-write' ? [fault] : [];
    });
  };
  const mixed = faultsOf(['message', 'sheet-write', 'firestore-commit']);
  expect(mixed).toEqual(faultsOf(['sheet-write']).slice(0, mixed.length));
  expect(mixed.filter((fault) => fault === null).length).toBeGreaterThan(0);
  expect(mixed.filter((fault) => fault !== null).length).toBeGreaterThan(0);
});

it('nothing goes wrong before it begins and after it rests', () => {
  const faulty = injector(7);
  const drawn = () => Array.from({ length: 200 }, () => faulty.faultFor('message') ?? !faulty.isHeard());
  expect(drawn().every((fault) => fault === false)).toBe(true);
  faulty.begin();
  expect(drawn().every((fault) => fault === false)).toBe(false);
  faulty.rest();
  expect(drawn().every((fault) => fault === false)).toBe(true);
});
