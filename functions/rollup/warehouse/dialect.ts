/** In what two engines differ that run the same views: how they go into what a row repeats. All else is SQL that both speak. */
export interface Dialect {
  /** A condition-free join with every entry of a repeated column. @param path  of a column in a row of `of` */
  each(of: string, path: readonly string[], as: string): string;
  /** A column of a row, or of an entry, by its path; an empty path is an entry that is no record. */
  column(of: string, path: readonly string[]): string;
}

/** Backticks because `from` and `to` are words of the language. */
const quoted = (path: readonly string[]): string => path.map((name) => `\`${name}\``).join('.');

/** https://cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax#unnest_operator */
export const bigQuery: Dialect = {
  each: (of, path, as) => `CROSS JOIN UNNEST(${of}.${quoted(path)}) AS ${as}`,
  column: (of, path) => (path.length === 0 ? of : `${of}.${quoted(path)}`),
};

/** Rows of one column `value` with the row as JSON: https://www.sqlite.org/json1.html#the_json_each_and_json_tree_table_valued_functions */
export const sqlite: Dialect = {
  each: (of, path, as) => `CROSS JOIN json_each(${of}.value, '$.${path.join('.')}') AS ${as}`,
  column: (of, path) => (path.length === 0 ? `${of}.value` : `${of}.value ->> '$.${path.join('.')}'`),
};
