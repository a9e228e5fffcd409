import { Ajv } from 'ajv';
import * as z from 'zod';
import { valueRules } from '../../functions/plan/checks/values.ts';
import { sections } from '../../functions/plan/plan.ts';
import type { Table } from '../../functions/plan/table.ts';
import { counted } from '../../functions/plan/text.ts';
import { assess } from '../../functions/sheet/assess.ts';
import { parsePlan } from '../../functions/sheet/parse.ts';
import type { Snapshot } from '../../functions/sheet/snapshot.ts';
import { templateLayout } from '../../sheets-template/layout.ts';
import { longTables } from '../long-tables.ts';
import { bigPlan, spread } from './big-plan.ts';
import { columnRules } from './column-rules.ts';
import type { Contender, Contest, Measurement } from './measurement.ts';

export const check = {
  name: 'check',
  title: 'Checking a plan, its rows spread over nine tables, 2 cells in 1,000 wrong',
  fairness: [
    'ajv and zod hold the rows, ready as objects, to the same rules of single columns. They do not find tables and columns in a sheet, read numbers and days as people type them, look from one row or tab at another, say in words what is wrong, or work out anything.',
    'Values alone: finds tables and columns, reads every cell, holds it to its column. The whole check: all rules across rows and tabs, targets with their confidence, calendar, pipeline, money, checklist, all in words.',
  ],
  contests: function* () {
    for (const rows of [200, 2_000, 20_000]) yield contestOf(rows);
  },
} satisfies Measurement;

const contestOf = (rows: number): Contest => {
  const snapshot = bigPlan(spread(rows));
  const objects = longTables.map((name) => ({ name, rows: rowObjects(snapshot, name) }));
  return {
    name: `${rows.toLocaleString('en-US')} rows`,
    peer: withAjv(objects),
    others: [withZod(objects), valuesAlone(snapshot), wholeCheck(snapshot)],
  };
};

interface TableRows {
  name: (typeof longTables)[number];
  rows: Record<string, unknown>[];
}

const badCells = (cells: Iterable<string>): string => counted(new Set(cells).size, 'bad cell', 'bad cells');

const withAjv = (tables: readonly TableRows[]): Contender => {
  const ajv = new Ajv({ allErrors: true });
  const validators = new Map(tables.map(({ name }) => [name, ajv.compile(columnRules(sections[name] as Table))]));
  return {
    name: 'ajv, columns only',
    run: () =>
      badCells(
        tables.flatMap(({ name, rows }) => {
          const validate = validators.get(name)!;
          return rows.flatMap((row, index) =>
            validate(row)
              ? []
              : validate.errors!.map(
                  ({ instancePath, params }) => `${name} ${index} ${params.missingProperty ?? instancePath.slice(1)}`,
                ),
          );
        }),
      ),
  };
};

const withZod = (tables: readonly TableRows[]): Contender => {
  const schemas = new Map(
    tables.map(({ name }) => [name, z.fromJSONSchema(columnRules(sections[name] as Table) as never)]),
  );
  return {
    name: 'zod, columns only',
    run: () =>
      badCells(
        tables.flatMap(({ name, rows }) => {
          const schema = schemas.get(name)!;
          return rows.flatMap((row, index) => {
            const { error } = schema.safeParse(row);
            return error ? error.issues.map(({ path }) => `${name} ${index} ${String(path[0])}`) : [];
          });
        }),
      ),
  };
};

const ofValues: ReadonlySet<string> = new Set(valueRules.map(({ code }) => code));

const valuesAlone = (snapshot: Snapshot): Contender => ({
  name: 'planner, values alone',
  run: () => {
    const { findings } = parsePlan(snapshot, counter());
    return badCells(findings.filter(({ code }) => ofValues.has(code)).map(({ tab, cell }) => `${tab} ${cell}`));
  },
});

const wholeCheck = (snapshot: Snapshot): Contender => ({
  name: 'planner, the whole check',
  run: () => {
    const { findings } = assess(snapshot, { today: '2026-11-20', newId: counter() });
    const values = findings.filter(({ code }) => ofValues.has(code));
    return `${badCells(values.map(({ tab, cell }) => `${tab} ${cell}`))}, ${findings.length - values.length} other findings`;
  },
});

const counter = (): (() => string) => {
  let made = 0;
  return () => `row-${++made}`;
};

/** A table's rows as a validator takes them: by field, blanks left out. */
const rowObjects = (snapshot: Snapshot, name: (typeof longTables)[number]): Record<string, unknown>[] => {
  const { tab: title, firstRow, columns } = templateLayout().places[name];
  const { rows } = snapshot.tabs.find((tab) => tab.title === title)!;
  return rows
    .slice(firstRow - 1)
    .map((cells) =>
      Object.fromEntries(
        Object.entries(columns).flatMap(([field, column]) => {
          const value = cells[column]?.value ?? null;
          return value === null ? [] : [[field, value]];
        }),
      ),
    )
    .filter((row) => Object.keys(row).length > 0);
};
