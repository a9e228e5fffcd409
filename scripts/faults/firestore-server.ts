import { type RunningFirestore, startEmbeddedFirestore } from '../local/firestore/embedded.ts';

/** A Firestore that can be stopped and goes on later where it was, at the same address. */
export interface StoppableFirestore {
  host: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export const stoppableFirestore = async (file: string): Promise<StoppableFirestore> => {
  let running: RunningFirestore | null = await startEmbeddedFirestore({ file });
  const { host } = running;
  const port = Number(host.split(':')[1]);
  return {
    host,
    stop: async () => {
      const stopped = running;
      running = null;
      await stopped?.close();
    },
    start: async () => {
      running ??= await startEmbeddedFirestore({ file, port });
    },
  };
};
