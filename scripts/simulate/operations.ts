/**
 * What one message and one pass ask of Firestore, in documents, where a person has changed one cell of one row. A test counts them.
 */
export const operations = {
  message: { reads: 2, writes: 2, deletes: 1 },
  pass: { reads: 9, writes: 10, deletes: 0 },
  /** A reconciling pass that finds the sheet as it was; it also counts what the mirror has of each table. */
  idlePass: { reads: 26, writes: 3, deletes: 0 },
} as const;

/** How the functions are billed for each, as they are deployed (scripts/deploy/terraform/functions.tf). */
export const billed = {
  message: { seconds: 0.2, memoryGibibytes: 0.25, concurrency: 5 },
  pass: { seconds: 2, memoryGibibytes: 0.5, concurrency: 2 },
} as const;
