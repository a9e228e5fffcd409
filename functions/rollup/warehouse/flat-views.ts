import type { Dialect } from './dialect.ts';
import type { WarehouseField } from './table.ts';

export interface View {
  name: string;
  sql: string;
}

/** The table that rows are loaded into. */
export const SUMMARIES = 'summaries';

/**
 * A view for what a row is, and one for each column that it repeats, however deep, named by its path: `scopes_actuals` has a row for each stage of each
 * scope of each plan. Each has the plan's `community_id` and `year`, and the columns of all that it stands in.
 *
 * @param table  how the tables and views are named in the engine: `project.dataset.name`
 */
export const flatViews = (
  fields: readonly WarehouseField[],
  dialect: Dialect,
  table: (name: string) => string,
): View[] => {
  const views: View[] = [];
  const key = ['community_id', 'year'].map((name) => `${dialect.column('r', [name])} AS ${name}`);
  const add = (name: string, columns: readonly string[], joins: readonly string[]): void => {
    views.push({ name, sql: [`SELECT ${columns.join(', ')}`, `FROM ${table(SUMMARIES)} AS r`, ...joins].join('\n') });
  };
  const repeated = (at: Level, above: readonly string[], joins: readonly string[]): void => {
    for (const { path, fields } of at.repeated) {
      const name = [...at.name, ...path].join('_');
      const alias = `e${joins.length + 1}`;
      const below = levelOf(fields ?? [], alias, [...at.name, ...path], dialect);
      const columns = [...above, ...(fields ? below.columns : [`${dialect.column(alias, [])} AS value`])];
      const all = [...joins, dialect.each(at.alias, path, alias)];
      add(name, columns, all);
      repeated(below, columns, all);
    }
  };
  const row = levelOf(fields, 'r', [], dialect);
  add('plans', row.columns, []);
  repeated(row, key, []);
  return views;
};

interface Level {
  alias: string;
  name: readonly string[];
  /** `value AS name`, of all that is there once. */
  columns: string[];
  repeated: { path: readonly string[]; fields: WarehouseField[] | undefined }[];
}

const levelOf = (
  fields: readonly WarehouseField[],
  alias: string,
  name: readonly string[],
  dialect: Dialect,
): Level => {
  const level: Level = { alias, name, columns: [], repeated: [] };
  const walk = (each: readonly WarehouseField[], above: readonly string[]): void => {
    for (const field of each) {
      const path = [...above, field.name];
      if (field.mode === 'REPEATED') level.repeated.push({ path, fields: field.fields });
      else if (field.fields) walk(field.fields, path);
      else level.columns.push(`${dialect.column(alias, path)} AS \`${path.join('_')}\``);
    }
  };
  walk(fields, []);
  return level;
};
