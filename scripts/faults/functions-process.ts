import type { AddressInfo } from 'node:net';
import type { ReconcileReport } from '../../functions/edits/reconcile.ts';
import { frontDoorServer } from '../../functions/front-door.ts';
import { functionsHost } from '../local/functions-host.ts';

/**
 * The functions as a process of their own, with a clock that can be set: the parent says by how much it differs from this machine's, in
 * the environment at first and in messages later. Ends with an error where the work of a process before it cannot be found out, as a
 * container does that cannot start.
 */
export type ToParent = { listensOn: number } | { passDone: string } | { reconciled: ReconcileReport | null };

export type ToFunctions =
  | { clockOffsetMs: number }
  /** ISO time: sheets whose last pass is older are to be passed over. */
  | { reconcileBefore: string };

/** A Date for the whole process that is as far from this machine's clock as the parent says. */
const settableDate = (offsetMs: number): { set(offsetMs: number): void } => {
  const MachineDate = Date;
  let offset = offsetMs;
  const now = (): number => MachineDate.now() + offset;
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
  });
  return {
    set: (next) => {
      offset = next;
    },
  };
};

const tellParent = (message: ToParent): void => void process.send!(message);

const clock = settableDate(Number(process.env.FAULTS_CLOCK_OFFSET_MS));
process.on('message', (asked: ToFunctions) => {
  if ('clockOffsetMs' in asked) clock.set(asked.clockOffsetMs);
});
// Nobody is left to work for.
process.on('disconnect', () => process.exit(0));

const functions = await import('../../functions/index.ts');
const planner = functions.planner();
planner.onPass((report) => {
  if (report.outcome === 'done') tellParent({ passDone: report.spreadsheetId });
});
process.on('message', async (asked: ToFunctions) => {
  if ('reconcileBefore' in asked)
    tellParent({ reconciled: await planner.reconcile(new Date(asked.reconcileBefore)).catch(() => null) });
});
const serveFunction = functionsHost();
const server = frontDoorServer().on('request', (request, response) => {
  if (!serveFunction(request, response)) response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => tellParent({ listensOn: (server.address() as AddressInfo).port }));
await planner.queue.recover();
