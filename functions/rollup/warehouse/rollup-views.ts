import { sourceKinds } from '../../plan/tables/funding.ts';
import { partnerKinds } from '../../plan/tables/partners.ts';
import { needKinds } from '../../plan/tables/resources.ts';
import { fundingSteps, indicators } from '../facts.ts';
import { OTHERS } from '../fold/people.ts';
import { rollupWords } from '../words.ts';
import type { View } from './flat-views.ts';

/**
 * Rollups of every scope and year at once, over the flat views, in SQL that BigQuery and SQLite both speak: what `foldRollup` adds up, under the
 * indicators and breakdowns that the facts have.
 *
 * Nothing is hidden in them. They are for a funder's own analysts, who may see the plans; what leaves the house comes from `publishRollup` alone, because
 * what has to be hidden of one rollup depends on everything else that is published, which no view can know.
 *
 * Not in them: ranges that rest on chance (forecast, risk, confidence), pace, costs a person, lists of local goals, waivers and late communities.
 *
 * @param table  how the flat views are named in the engine
 */
export const rollupViews = (table: (name: string) => string): View[] => [
  {
    name: 'internal_scopes',
    sql: `SELECT 'network' AS scope, community_id, year FROM ${table('plans')}
UNION ALL SELECT 'community:' || community_id, community_id, year FROM ${table('plans')}
UNION ALL SELECT DISTINCT 'state:' || value, community_id, year FROM ${table('community_states')}
UNION ALL SELECT DISTINCT 'funder:' || value, community_id, year FROM ${table('funders')}`,
  },
  { name: 'internal_rollup', sql: parts(table).join('\nUNION ALL\n') },
];

/** In the order of the columns of `internal_rollup`. */
interface Line {
  indicator: string;
  breakdown?: { by: string; value: string };
  target?: string;
  low?: string;
  high?: string;
  actual?: string;
  communities?: string;
}

const EVERYONE = 'COUNT(DISTINCT m.community_id)';

const parts = (table: (name: string) => string): string[] => {
  const select = ({ indicator, breakdown, target, low, high, actual, communities = EVERYONE }: Line): string =>
    [
      `SELECT m.scope AS scope, m.year AS year, ${indicator} AS indicator`,
      breakdown
        ? `'${breakdown.by}' AS breakdown, ${breakdown.value} AS breakdown_value`
        : 'NULL AS breakdown, NULL AS breakdown_value',
      `${float(target)} AS target, ${float(low)} AS target_if_rates_low, ${float(high)} AS target_if_rates_high`,
      `${float(actual)} AS actual, ${communities} AS communities`,
    ].join(', ');
  /** Of every scope, what a view says of its plans; ungrouped also where it says nothing of any of them. */
  const from = (view: string, groupedBy: readonly string[], where: string): string =>
    [
      `FROM ${table('internal_scopes')} AS m ${groupedBy.length === 0 ? 'LEFT JOIN' : 'JOIN'} ${view} AS v ON v.community_id = m.community_id AND v.year = m.year`,
      ...(where ? [`WHERE ${where}`] : []),
      `GROUP BY ${['m.scope', 'm.year', ...groupedBy].join(', ')}`,
    ].join('\n');
  const line = (view: string, of: Line, groupedBy: readonly string[] = [], where = ''): string =>
    `${select(of)}\n${from(/\s/.test(view) ? `(${view})` : table(view), groupedBy, where)}`;

  const plan = (indicator: string, value: Pick<Line, 'target' | 'actual'>, where = ''): string =>
    line('plans', { indicator: `'${indicator}'`, ...value }, [], where);
  // Who has no such row counts as well: all communities are in every figure of money, and of partners.
  const everyone = `(SELECT COUNT(*) FROM ${table('internal_scopes')} AS e WHERE e.scope = m.scope AND e.year = m.year)`;
  const covered = [
    { indicator: "'money-covered'", target: dollars('v.amount'), actual: dollars('v.received', 'v.committed') },
    { indicator: "'money-covered-hoped-for'", target: dollars('v.applied', 'v.idea') },
    { indicator: "'money-still-to-find'", target: stillToFind },
  ];
  const coveredBy = (view: string, breakdown: NonNullable<Line['breakdown']>, column: string): string[] =>
    [{ indicator: "'money-needed'", target: dollars('v.amount') }, ...covered].map((of) =>
      line(view, { ...of, breakdown, communities: everyone }, [column]),
    );
  /** What is needed, and what is there, come from two tabs. */
  const neededAndSecured = `SELECT community_id, year, amount AS needed, 0 AS secured FROM ${table('needs')}
UNION ALL SELECT community_id, year, 0, amount FROM ${table('funding')} WHERE status IN ('committed', 'received')`;
  return [
    peoplePart(table),
    line(
      'periods_actuals',
      {
        indicator: stepIndicator('v.stage'),
        breakdown: { by: 'period', value: periodText },
        actual: 'SUM(v.people)',
      },
      ['v.stage', 'v.`from`', 'v.`to`'],
    ),
    line(
      'periods_actuals',
      { indicator: `'${indicators.placed}'`, breakdown: { by: 'period', value: periodText }, actual: 'SUM(v.people)' },
      ['v.`from`', 'v.`to`'],
      placedStages('v'),
    ),
    line(neededAndSecured, {
      indicator: "'money-needed'",
      target: dollars('v.needed'),
      actual: dollars('v.secured'),
    }),
    ...covered.map((of) => line('needs', of)),
    ...coveredBy('needs', { by: 'need', value: nameOf('v.need', needKinds) }, 'v.need'),
    ...coveredBy('money_by_month', { by: 'month', value: 'v.month' }, 'v.month'),
    ...fundingSteps.flatMap((status) => {
      const amount = status === 'spent' ? 'v.spent' : `CASE WHEN v.status = '${status}' THEN v.amount ELSE 0 END`;
      const of = { indicator: `'funding-${status}'`, actual: dollars(amount) };
      const breakdown = { by: 'source', value: nameOf('v.source', sourceKinds) };
      return [line('funding', of), line('funding', { ...of, breakdown, communities: everyone }, ['v.source'])];
    }),
    ...(['invited', 'committed'] as const).map((status) =>
      line(
        'partners_by_kind',
        {
          indicator: `'partners-${status}'`,
          breakdown: { by: 'kind', value: nameOf('v.kind', partnerKinds) },
          actual: `SUM(v.${status})`,
          communities: everyone,
        },
        ['v.kind'],
      ),
    ),
    plan('placements-employers-committed-to', { target: 'SUM(v.partners_placements_committed)' }),
    plan('openings', { target: 'SUM(v.demand_openings)' }),
    plan('employers-with-openings', { actual: 'SUM(v.demand_employers)' }),
    ...roleColumns.map(([indicator, column]) =>
      line(
        'pipeline_roles',
        {
          indicator: `'${indicator}'`,
          breakdown: { by: 'role', value: 'MIN(v.role)' },
          target: `SUM(v.${column})`,
          communities: 'COUNT(*)',
        },
        ['v.role_key'],
      ),
    ),
    ...(
      [
        ['completers', 'completers'],
        ['completers-captured', 'hired'],
      ] as const
    ).map(([indicator, column]) =>
      plan(indicator, { target: `SUM(v.pipeline_capture_${column})` }, 'v.pipeline_capture_completers IS NOT NULL'),
    ),
    plan('training-programs', { actual: 'SUM(v.training_programs)' }),
    plan('training-seats', { actual: 'SUM(v.training_seats)' }),
    plan('planning-questions-done', { target: 'SUM(v.checklist_of)', actual: 'SUM(v.checklist_done)' }),
    ...(['error', 'warning', 'info'] as const).map((severity) =>
      line('plans', {
        indicator: "'findings'",
        breakdown: { by: 'severity', value: `'${severity}'` },
        actual: `SUM(v.findings_${severity})`,
      }),
    ),
  ];
};

const roleColumns = [
  ['openings', 'openings'],
  ['people-ready', 'ready'],
  ['openings-short', 'short'],
  ['people-without-opening', 'unplaced'],
] as const;

/**
 * The whole and the segments, by step. Targets and counts come as rows of their own and are not joined: a plan may have two rows of one segment, which
 * spellings keep apart.
 */
const peoplePart = (table: (name: string) => string): string => {
  const columns = 'community_id, year, segment, segment_key';
  return `SELECT scope, year, ${stepIndicator('step')} AS indicator, CASE WHEN segment_key IS NULL THEN NULL ELSE 'segment' END AS breakdown,
CASE WHEN segment_key = '${OTHERS}' THEN '${rollupWords('en').segment({ key: OTHERS, name: OTHERS })}' ELSE segment END AS breakdown_value, target, target_if_rates_low, target_if_rates_high, actual,
CASE WHEN segment_key IS NOT NULL THEN communities WHEN with_target > with_actual THEN with_target ELSE with_actual END AS communities
FROM (
SELECT m.scope AS scope, m.year AS year, v.segment_key AS segment_key, MIN(v.segment) AS segment, v.step AS step,
SUM(v.target) AS target, SUM(v.low) AS target_if_rates_low, SUM(v.high) AS target_if_rates_high, SUM(v.actual) AS actual,
COUNT(DISTINCT v.community_id) AS communities, COUNT(v.target) AS with_target,
COUNT(DISTINCT CASE WHEN v.actual IS NULL THEN NULL ELSE v.community_id END) AS with_actual,
SUM(SUM(CASE WHEN v.target > 0 OR v.actual IS NOT NULL THEN 1 ELSE 0 END)) OVER (PARTITION BY m.scope, m.year, v.segment_key) AS says
FROM ${table('internal_scopes')} AS m JOIN (
SELECT ${columns}, stage AS step, target, with_low_rates AS low, with_high_rates AS high, NULL AS actual FROM ${table('scopes_targets')}
UNION ALL SELECT ${columns}, stage, NULL, NULL, NULL, people FROM ${table('scopes_actuals')}
UNION ALL SELECT ${columns}, 'placed', NULL, NULL, NULL, people FROM ${table('scopes_actuals')} AS a WHERE ${placedStages('a')}
UNION ALL SELECT ${columns}, 'placed', placements, placements, placements, NULL FROM ${table('scopes')} WHERE segment IS NOT NULL
UNION ALL SELECT community_id, year, NULL, NULL, 'placed', goals_placements, goals_placements, goals_placements, NULL FROM ${table('plans')}
) AS v ON v.community_id = m.community_id AND v.year = m.year
GROUP BY m.scope, m.year, v.segment_key, v.step
) AS steps
WHERE segment_key IS NULL OR segment_key <> '${OTHERS}' OR says > 0`;
};

const periodText = "v.`from` || ' to ' || v.`to`";

const placedStages = (alias: string): string => `${alias}.stage IN ('placedDirect', 'placedTrained')`;

/** Of money in whole cents: 0.1 + 0.2 dollars are 0.3. */
const dollars = (...columns: string[]): string => `COALESCE(SUM(${columns.map(cents).join(' + ')}), 0) / 100.0`;

const cents = (column: string): string => `CAST(ROUND(${column} * 100) AS INT64)`;

const stillToFind = `COALESCE(SUM(${cents('v.amount')} - ${cents('v.received')} - ${cents('v.committed')}), 0) / 100.0`;

const float = (value: string | undefined): string => `CAST(${value ?? 'NULL'} AS FLOAT64)`;

const nameOf = (column: string, names: Readonly<Record<string, string>>): string =>
  `CASE ${column} ${Object.entries(names)
    .map(([code, name]) => `WHEN '${code}' THEN '${name}'`)
    .join(' ')} ELSE ${column} END`;

const stepIndicator = (column: string): string => nameOf(column, indicators);
