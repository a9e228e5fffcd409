/**
 * Google's list prices in US dollars, in its cheapest regions, without discounts. They change: look them up again before you rely on them.
 *
 * Read in November 2026 from
 * - https://cloud.google.com/run/pricing (services, billed by request, tier 1)
 * - https://cloud.google.com/firestore/pricing (a region in the United States; nam5 costs twice as much)
 * - https://cloud.google.com/tasks/docs/pricing
 * - https://cloud.google.com/scheduler/pricing
 *
 * The Sheets API costs nothing within its quota: https://developers.google.com/workspace/sheets/api/limits
 */
export const prices = {
  cloudRun: {
    cpuSecond: 0.000_024,
    gibibyteSecond: 0.000_002_5,
    request: 0.4 / 1e6,
    /** A month, for a billing account. */
    free: { cpuSeconds: 180_000, gibibyteSeconds: 360_000, requests: 2_000_000 },
  },
  firestore: {
    read: 0.03 / 1e5,
    write: 0.09 / 1e5,
    delete: 0.01 / 1e5,
    /** A day. */
    free: { reads: 50_000, writes: 20_000, deletes: 20_000 },
  },
  tasks: {
    /** An operation is a call of its API or a sending. */
    operation: 0.4 / 1e6,
    free: { operations: 1_000_000 },
  },
  scheduler: { job: 0.1, free: { jobs: 3 } },
} as const;
