import type { SectionName } from '../functions/plan/plan.ts';

/** Tables that can have any number of rows, and nothing below them on their tabs; Roles has its four. */
export const longTables = [
  'partners',
  'localGoals',
  'segments',
  'assumptions',
  'demand',
  'programs',
  'resources',
  'funding',
  'progress',
] as const satisfies readonly SectionName[];

export type LongTable = (typeof longTables)[number];
