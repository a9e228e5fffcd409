import type { CellSource, WithCells } from './cell-names.ts';
import type { Funnel } from './funnel.ts';
import { all, atMost, dollars, optionOf, parts, type Said, say, tabOf } from './messages/said.ts';
import type { Words } from './messages/words.ts';
import { type Covered, type MoneyPlan, type MoneySource, type MoneyTier, stillToFind } from './money.ts';
import type { NeedLine, NeedOrigin } from './needs.ts';
import type { Plan, RowOf } from './plan.ts';
import { publishedCosts } from './published-costs.ts';
import type { ResultRows } from './results.ts';
import { type NeedKind, needKinds } from './tables/resources.ts';

/** What the Money tab shows: needs, months, sources, and what a person costs. */
export const moneyRows = (
  plan: MoneyPlan,
  counted: Plan,
  funnel: Funnel,
  { tell }: Words,
  fromCells: WithCells,
): ResultRows => {
  const rows =
    plan.needs.length === 0 && plan.sources.length === 0
      ? [
          [
            say('money.byNeed'),
            say('funnel.notYet'),
            ...Array.from({ length: 5 }, () => null),
            say('money.stillMissing', { resources: tabOf('resources'), programs: tabOf('programs') }),
          ],
        ]
      : linesOf(plan, counted, funnel, fromCells);
  return rows.map((cells) => cells.map((cell) => (cell === null || typeof cell === 'number' ? cell : tell(cell))));
};

type SaidRow = (Said | null)[];

const needNamed = (need: NeedKind): Said => optionOf('resources', 'need', need);

const linesOf = (plan: MoneyPlan, counted: Plan, funnel: Funnel, fromCells: WithCells): SaidRow[] => {
  const { funding } = counted;
  const needed = needCells(
    plan.needs.flatMap(({ lines }) => lines),
    counted,
  );
  const covered = [...needed, ...supplyCells(funding.map(({ row }) => row))];
  return [
    ...(Object.keys(needKinds) as NeedKind[]).map((need) => needRow(need, plan, counted, funnel, fromCells)),
    coveredRow(say('money.byNeed'), say('words.everybody'), plan.total, fromCells(totalNote(plan), covered)),
    ...plan.months.map((month) =>
      coveredRow(
        say('money.byMonth'),
        month.month === null ? say('money.planYear') : { month: `${month.month}-01` },
        month,
        fromCells(
          month.month === null
            ? say('money.noMonths', { tab: tabOf('community') })
            : say('money.monthHow', { tab: tabOf('resources') }),
          covered,
        ),
      ),
    ),
    ...sourceRows(plan.sources, funding, fromCells),
    ...plan.costs.map(
      ({ kind, each, people }): SaidRow => [
        say('money.cost'),
        say(kind === 'placement' ? 'money.onePlacement' : 'money.oneParticipant'),
        each / 100,
        null,
        null,
        null,
        null,
        fromCells(
          say(kind === 'placement' ? 'money.placementHow' : 'money.participantHow', {
            total: dollars(plan.total.amount),
            people,
            goals: tabOf('goals'),
            funnel: tabOf('funnel'),
            published: parts(
              publishedCosts
                .filter((published) => published.kind === kind)
                .map(({ amount, what, source }) =>
                  say('money.published', { amount: dollars(amount), what: say(`publishedCosts.${what}`), source }),
                ),
            ),
          }),
          [{ section: 'goals', fields: ['placements', 'directShare'] }, ...needed],
        ),
      ],
    ),
  ];
};

/** Cells of what is needed, and of the people whom it is for. */
const needCells = (lines: readonly NeedLine[], plan: Plan): CellSource[] => {
  const origins = new Set(lines.flatMap(({ from }) => ('row' in from && from.kind !== 'price' ? from.row : [])));
  const priced = lines.some(({ from }) => from.kind === 'averagePrice')
    ? plan.programs.map(({ row }) => row)
    : lines.flatMap(({ from }) => (from.kind === 'price' ? from.row : []));
  return [
    { section: 'resources', fields: ['amount', 'basis'], rows: [...origins] },
    ...(['from', 'to'] as const).map(
      (field): CellSource => ({
        section: 'resources',
        fields: [field],
        rows: plan.resources
          .filter(({ row, values }) => values[field] !== null && origins.has(row))
          .map(({ row }) => row),
      }),
    ),
    { section: 'programs', fields: ['seats', 'price', 'aid'], rows: priced },
  ];
};

/** Cells of what money there is, and what it may pay for. */
const supplyCells = (rows: readonly number[]): CellSource[] => [
  { section: 'funding', fields: ['status', 'amount', 'from', 'to', 'mayPayFor'], rows },
];

const coveredRow = (part: Said, what: Said, covered: Covered, how: Said): SaidRow => [
  part,
  what,
  covered.amount / 100,
  covered.received / 100,
  covered.committed / 100,
  (covered.applied + covered.idea) / 100,
  stillToFind(covered) / 100,
  how,
];

const needRow = (
  need: NeedKind,
  { needs, sources }: MoneyPlan,
  plan: Plan,
  funnel: Funnel,
  fromCells: WithCells,
): SaidRow => {
  const found = needs.find((each) => each.need === need);
  const mayPay = sources.filter(({ mayPayFor }) => mayPayFor.includes(need)).map(({ row }) => row);
  const how = found
    ? fromCells(originsOf(found.lines, funnel), [...needCells(found.lines, plan), ...supplyCells(mayPay)])
    : say('money.noAmountYet', { tab: tabOf('resources') });
  const known = found?.lines.some(({ amount }) => amount !== null);
  if (!found || !known) return [say('money.byNeed'), needNamed(need), null, null, null, null, null, how];
  return coveredRow(say('money.byNeed'), needNamed(need), found, how);
};

const originsOf = (lines: readonly NeedLine[], funnel: Funnel): Said =>
  parts(
    atMost(
      MOST_ORIGINS,
      lines.map(({ from }) => originOf(from, funnel)),
    ),
  );

const MOST_ORIGINS = 30;

/** From which cells an amount comes. */
const originOf = (from: NeedOrigin, funnel: Funnel): Said => {
  const [resources, programs] = [tabOf('resources'), tabOf('programs')];
  switch (from.kind) {
    case 'total':
      return say(from.partOfPeriod ? 'money.totalPart' : 'money.total', {
        tab: resources,
        row: from.row,
        amount: dollars(from.amount),
      });
    case 'perMonth':
      return say('money.perMonth', { tab: resources, row: from.row, each: dollars(from.each), months: from.months });
    case 'perPerson': {
      const each = { tab: resources, row: from.row, each: dollars(from.each) };
      return from.people === null
        ? say('money.perPersonUnknown', { ...each, missing: all(funnel.missing) })
        : say(from.stage === 'aware' ? 'money.perPersonAware' : 'money.perPersonTrained', {
            ...each,
            people: from.people,
            funnel: tabOf('funnel'),
          });
    }
    case 'price':
      return say('money.price', { tab: programs, row: from.row, each: dollars(from.each), people: from.people });
    case 'averagePrice':
      return from.people === null
        ? say('money.averageUnknown', { tab: programs, each: dollars(from.each), missing: all(funnel.missing) })
        : say('money.average', { tab: programs, each: dollars(from.each), people: from.people });
  }
};

const totalNote = ({ needs, sources }: MoneyPlan): Said => {
  const idle = sources
    .filter(({ tier }) => tier === 'received' || tier === 'committed')
    .reduce((so, { amount, used }) => so + amount - used, 0);
  const unknown = needs
    .filter(({ lines }) => lines.some(({ amount }) => amount === null))
    .map(({ need }) => needNamed(need));
  const most = say('money.most', { tab: tabOf('funding') });
  const withIdle = idle > 0 ? say('money.mostIdle', { most, idle: dollars(idle) }) : most;
  return unknown.length > 0 ? say('money.mostUnknown', { most: withIdle, needs: all(unknown) }) : withIdle;
};

const tierWords: Record<MoneyTier, Said> = {
  received: say('money.tiers.received'),
  committed: say('money.tiers.committed'),
  applied: say('money.tiers.applied'),
  idea: say('money.tiers.idea'),
};

const sourceRows = (sources: readonly MoneySource[], funding: Plan['funding'], fromCells: WithCells): SaidRow[] => {
  const byRow = new Map(funding.map((each) => [each.row, each]));
  return sources.map((source) => sourceRow(source, byRow.get(source.row)!, fromCells));
};

const sourceRow = (source: MoneySource, given: RowOf<'funding'>, fromCells: WithCells): SaidRow => {
  const used = source.used / 100;
  const hoped = source.tier === 'applied' || source.tier === 'idea';
  return [
    say('money.bySource'),
    sourceNamed(given),
    null,
    source.tier === 'received' ? used : null,
    source.tier === 'committed' ? used : null,
    hoped ? used : null,
    null,
    fromCells(
      say('money.sourceRow', { tab: tabOf('funding'), row: source.row, note: sourceNote(source) }),
      supplyCells([source.row]),
    ),
  ];
};

/** `WIOA: Adult`, by its kind, its program or both. */
export const sourceNamed = ({ values: { source, program } }: RowOf<'funding'>): Said => {
  const kind = source === null ? null : optionOf('funding', 'source', source);
  return kind !== null && program !== null
    ? say('words.titled', { title: kind, text: program })
    : (kind ?? program ?? '');
};

const sourceNote = ({ amount, used, tier, mayPayFor, unusable }: MoneySource): Said => {
  const given = { amount: dollars(amount), tier: tierWords[tier] };
  switch (unusable) {
    case 'noAmount':
      return say('money.noAmount', { tier: tierWords[tier] });
    case 'noUses':
      return say('money.noUses', given);
    case 'outsideYear':
      return say('money.outsideYear', given);
    case null:
      return say('money.usable', {
        ...given,
        needs: all(mayPayFor.map(needNamed)),
        used:
          used === amount
            ? say('money.allUsed')
            : used === 0
              ? say('money.noneUsed')
              : say('money.partIdle', { idle: dollars(amount - used) }),
      });
  }
};
