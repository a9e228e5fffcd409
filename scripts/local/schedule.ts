/**
 * Has something done now, and again after each end of it, until it is stopped: what Cloud Scheduler does in the cloud.
 *
 * @param work  one that fails is left to the next turn
 * @returns stops it; a turn that is under way goes on
 */
export const schedule = (work: () => Promise<unknown>, everyMs: number): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const turn = async (): Promise<void> => {
    await work().catch(() => undefined);
    if (!isStopped) timer = setTimeout(() => void turn(), everyMs).unref();
  };
  void turn();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
};
