import { DatabaseSync } from 'node:sqlite';
import type { PlanSummary } from '../../../functions/plan/summary.ts';
import { sqlite } from '../../../functions/rollup/warehouse/dialect.ts';
import { flatViews, SUMMARIES } from '../../../functions/rollup/warehouse/flat-views.ts';
import { rollupViews } from '../../../functions/rollup/warehouse/rollup-views.ts';
import { summaryRow } from '../../../functions/rollup/warehouse/row.ts';
import { summaryTable } from '../../../functions/rollup/warehouse/table.ts';

/** The rows that an export writes, in an engine on this machine, with what the same views say: worked out once, as every scope asks for it. */
export const localWarehouse = (summaries: Iterable<PlanSummary>): DatabaseSync => {
  const database = new DatabaseSync(':memory:');
  database.exec(`CREATE TABLE ${SUMMARIES} (value TEXT)`);
  const insert = database.prepare(`INSERT INTO ${SUMMARIES} VALUES (?)`);
  for (const summary of summaries) insert.run(JSON.stringify(summaryRow(summary)));
  const asItIs = (name: string): string => name;
  for (const { name, sql } of [...flatViews(summaryTable(), sqlite, asItIs), ...rollupViews(asItIs)])
    database.exec(`CREATE TABLE ${name} AS ${sql}`);
  return database;
};
