import { coverNeeds, type Supply } from './coverage.ts';
import { addDays, type IsoDate } from './date.ts';
import type { Funnel } from './funnel.ts';
import { LinearModel, type Solver, type Term } from './linear-model.ts';
import { type MoneyTier, moneyTiers } from './money.ts';
import { monthsWithin, type NeedLine, needLines, netPrice, type PlanMonths, planMonths } from './needs.ts';
import type { Plan, RowOf } from './plan.ts';
import { type NeedKind, needKinds } from './tables/resources.ts';
import { nameKey } from './text.ts';
import type { Cents } from './value.ts';

/**
 * A proposal: which seats to fill, and with which money, so that the placements goal is reached at the least cost; where it cannot be reached, as
 * many placements as possible at the least cost, and what would make the goal possible. It stands beside people's own numbers.
 */
export interface Allocation {
  goal: number;
  /** Placements, at most the goal. */
  placed: number;
  intakes: IntakeProposal[];
  roles: RoleProposal[];
  /** Dollars for the people in training. */
  cost: Cents;
  /** Whether no cheaper way is possible, but for a thousandth; false where the solver was stopped before it knew. */
  proven: boolean;
  sources: { row: number; tier: MoneyTier; amount: Cents; used: Cents }[];
  /** Each a way by itself, all of whose asks are needed; [] where the goal is reached. */
  ways: Ask[][];
}

export interface IntakeProposal {
  row: number;
  seats: number;
  of: number;
  /** Whether it ends in the plan year; if not, nobody of it is placed in this year. */
  inTime: boolean;
}

export interface RoleProposal {
  role: string;
  placedDirect: number;
  placedTrained: number;
  /** null: nobody has said how many. */
  openings: number | null;
}

/** What is missing. */
export type Ask =
  | { kind: 'seats'; row: number; count: number; startBy: IsoDate }
  | { kind: 'openings'; role: string; count: number }
  | { kind: 'money'; need: NeedKind; amount: Cents };

/**
 * The best allocation of a plan, as a mixed-integer program.
 *
 * - seats filled of an intake: whole, at most its seats; it counts if it ends in the plan year
 * - placed after training for a role: whole, at most the people in its intakes times their completion rate (the program's own, or else the
 *   likely rate on Assumptions) times the likely rate Completed → placed
 * - placed directly: at most as many as the plan's direct route has
 * - placed for a role: at most the openings that employers expect, where anybody has said how many
 * - money: what does not depend on who trains gets what it can get first; then each person in training must be paid for: the amounts a person
 *   on Resources, and the price less other aid where Resources has no amount for scholarships, in the month in which the intake starts, by
 *   sources that may pay for it then. Received and committed money counts; money hoped for only if asked for
 *
 * People are the best there are; dollars are within a thousandth of the least.
 *
 * The solver works in floating point, so its answer is rounded to whole people, and every constraint is checked again in exact numbers.
 *
 * @param plan  only what counts: rows with errors are left out before
 * @returns null where the funnel is not known yet
 * @throws Error where the solver gives up, or its answer breaks a constraint
 */
export const bestAllocation = (
  plan: Plan,
  funnel: Funnel,
  solve: Solver,
  options: { hopedFor?: boolean } = {},
): Allocation | null => {
  const task = taskOf(plan, funnel, options.hopedFor ?? false);
  if (!task) return null;
  const reached = solved(task, solve, { atLeast: task.goal, relaxed: [] }, ['cost']);
  if (reached) return allocationOf(task, reached, []);
  const most = solved(task, solve, { atLeast: 0, relaxed: [] }, ['placements', 'cost']);
  if (!most) throw new Error('The solver finds no allocation, and placing nobody is always one.');
  return allocationOf(task, most, waysToGoal(task, solve));
};

/** What may be had more of, to see what is missing. */
type Relaxable = 'seats' | 'openings' | 'money';
type Aim = Relaxable | 'placements' | 'cost';

/** One kind of thing by itself where that is enough; else all that is missing together, people first. */
const waysToGoal = (task: Task, solve: Solver): Ask[][] => {
  const alone = (['seats', 'openings', 'money'] as const).flatMap((kind) => {
    const answer = solved(task, solve, { atLeast: task.goal, relaxed: [kind] }, [kind, 'cost']);
    return answer ? [asksOf(task, answer)] : [];
  });
  if (alone.length > 0) return alone;
  const together = solved(task, solve, { atLeast: task.goal, relaxed: ['seats', 'openings', 'money'] }, [
    'openings',
    'seats',
    'money',
  ]);
  return together ? [asksOf(task, together)] : [];
};

interface Task {
  goal: number;
  directAtMost: number;
  intakes: Intake[];
  roles: { key: string; name: string; openings: number | null }[];
  /** Needs by category and month: what must be covered whoever trains. */
  cells: { need: NeedKind; month: number; fixed: Cents }[];
  sources: (Supply & { row: number; tier: MoneyTier })[];
}

interface Intake {
  row: number;
  role: number;
  seats: number;
  inTime: boolean;
  startBy: IsoDate;
  /** Of 100,000,000 people who start, how many are placed. */
  placedOf: number;
  /** Cents for one person, by cell. */
  costs: { cell: number; each: Cents }[];
  cost: Cents;
}

/** Of dollars: proving the last one of a thousand takes a solver longer than anybody waits. People are exact. */
const NEAR_ENOUGH = 0.001;

/** Two rates in hundredths of a percent, multiplied. */
const WHOLE = 100_000_000;

/** An answer in whole people. */
interface People {
  seats: number[];
  trained: number[];
  direct: number[];
  moreSeats: number[];
  moreOpenings: number[];
}

interface Answer extends People {
  /** Cents that no source may pay, by cell; known once it is checked. */
  unpaid: Cents[];
  used: Cents[];
  proven: boolean;
}

const taskOf = (plan: Plan, { all, ...rest }: Funnel, hopedFor: boolean): Task | null => {
  const { yearStart, yearEnd } = plan.community.values;
  if (!all) return null;
  const roles = rolesOf(plan);
  const months = planMonths(plan);
  const kinds = Object.keys(needKinds) as NeedKind[];
  const lines = needLines(plan, { all, ...rest });
  const fixedLines = lines.filter((line) => !followsPeople(line));
  const cells = months.flatMap((_, month) =>
    kinds.map((need) => ({
      month,
      need,
      fixed: fixedLines.reduce((so, line) => so + (line.need === need ? line.byMonth[month]! : 0), 0),
    })),
  );
  const sources = sourcesOf(plan, cells, hopedFor);
  // Rent and coordinators are there before anybody trains; what cannot be paid of them keeps nobody from training.
  const [covered] = coverNeeds(
    cells.map(({ fixed }) => fixed),
    [sources],
  ).covered;
  return {
    goal: all.placements,
    directAtMost: all.placementsDirect,
    roles,
    cells: cells.map((cell, index) => ({ ...cell, fixed: covered![index]! })),
    sources,
    intakes: plan.programs
      .filter(({ values }) => values.role !== null && values.seats !== null && values.startsOn !== null)
      .map((row): Intake => {
        const { startsOn, weeks, seats, completionRate } = row.values;
        const ends = addDays(startsOn!, (weeks ?? 0) * 7);
        const costs = costsOfPerson(row, plan, lines, months);
        return {
          row: row.row,
          role: roles.findIndex(({ key }) => key === nameKey(row.values.role!)),
          seats: seats!,
          inTime: (yearStart === null || ends >= yearStart) && (yearEnd === null || ends <= yearEnd),
          startBy: yearEnd === null ? startsOn! : addDays(yearEnd, -(weeks ?? 0) * 7),
          placedOf: (completionRate ?? all.rates.enrolledToCompleted) * all.rates.completedToPlaced,
          costs: costs.map(({ need, month, each }) => ({ cell: month * kinds.length + kinds.indexOf(need), each })),
          cost: costs.reduce((so, { each }) => so + each, 0),
        };
      }),
  };
};

const followsPeople = ({ from }: NeedLine): boolean =>
  from.kind === 'price' || from.kind === 'averagePrice' || (from.kind === 'perPerson' && from.stage === 'enrolled');

/** What one person in an intake needs, in the month in which it starts; before the plan year: in its first. */
const costsOfPerson = (
  row: RowOf<'programs'>,
  plan: Plan,
  lines: readonly NeedLine[],
  months: PlanMonths,
): { need: NeedKind; month: number; each: Cents }[] => {
  const month = Math.max(
    0,
    months.findIndex((each) => each === null || each === row.values.startsOn?.slice(0, 7)),
  );
  const typed = plan.resources.flatMap(({ values: { need, amount, basis } }) =>
    need !== null && amount !== null && basis === 'perPerson' && need !== 'outreach'
      ? [{ need, month, each: amount }]
      : [],
  );
  const byPrice = lines.find(({ from }) => from.kind === 'price' || from.kind === 'averagePrice');
  if (!byPrice) return typed;
  const average = lines.find(({ from }) => from.kind === 'averagePrice')?.from;
  const price = row.values.price === null ? (average?.kind === 'averagePrice' ? average.each : 0) : netPrice(row);
  return [...typed, { need: 'scholarships', month, each: price }];
};

const rolesOf = (plan: Plan): Task['roles'] => {
  const roles = new Map<string, Task['roles'][number]>();
  for (const { values } of plan.demand) {
    if (values.role === null) continue;
    const said = [values.openingsQ1, values.openingsQ2, values.openingsQ3, values.openingsQ4].filter(
      (count) => count !== null,
    );
    const key = nameKey(values.role);
    const role = roles.get(key) ?? { key, name: values.role, openings: null };
    if (said.length > 0) role.openings = (role.openings ?? 0) + said.reduce((so, count) => so + count, 0);
    roles.set(key, role);
  }
  const nobodySaid = roles.size === 0;
  for (const { values } of plan.programs) {
    if (values.role === null || roles.has(nameKey(values.role))) continue;
    roles.set(nameKey(values.role), { key: nameKey(values.role), name: values.role, openings: nobodySaid ? null : 0 });
  }
  return [...roles.values(), ...(nobodySaid ? [{ key: '', name: '', openings: null }] : [])];
};

const sourcesOf = (
  plan: Plan,
  cells: readonly { need: NeedKind; month: number }[],
  hopedFor: boolean,
): Task['sources'] =>
  plan.funding.flatMap((row) => {
    const { status, amount, mayPayFor, from, to } = row.values;
    const tier = moneyTiers.find((each) => each === status);
    if (!tier || amount === null || mayPayFor === null) return [];
    if (!hopedFor && (tier === 'applied' || tier === 'idea')) return [];
    const touches = monthsWithin(from, to, plan);
    const mayPay = cells.flatMap(({ need, month }, index) =>
      touches[month] && mayPayFor.includes(need) ? [index] : [],
    );
    return [{ row: row.row, tier, amount, mayPay }];
  });

/** Solves for one aim after the other, each as good as those before allow; null where there is no way. */
const solved = (
  task: Task,
  solve: Solver,
  conditions: { atLeast: number; relaxed: readonly Relaxable[] },
  aims: readonly Aim[],
): Answer | null => {
  // Where floating point lets a person be placed who is not quite there, once more with a little less allowed.
  for (const margin of [0, 1e-5]) {
    const kept: { terms: Term[]; relation: '<=' | '>='; right: number }[] = [];
    let best = null as Answer | null;
    for (const aim of aims) {
      const inDollars = aim === 'cost' || aim === 'money';
      const { model, objectives } = modelOf(task, conditions, margin);
      for (const { terms, relation, right } of kept) model.constrain(terms, relation, right);
      const terms = objectives[aim];
      const answer = solve(model.text(aim === 'placements' ? 'Maximize' : 'Minimize', terms), {
        relative: inDollars ? NEAR_ENOUGH : 0,
      });
      if (answer.status === 'infeasible' && kept.length === 0) return null;
      // How many people can be placed is said as a fact; what it costs may be said as the best that was found.
      if (answer.status === 'unsolved' || (answer.status === 'stopped' && !inDollars))
        throw new Error(
          `The solver gave up on the best allocation: ${answer.status === 'unsolved' ? answer.why : 'time was up'}.`,
        );
      const found = answer.status === 'infeasible' ? null : checked(task, rounded(task, answer.values), conditions);
      if (answer.status === 'infeasible' || (answer.status === 'stopped' && !found)) {
        // Nothing better than what the aims before have found already.
        if (best) best = { ...best, proven: false };
        break;
      }
      best = found && { ...found, proven: answer.status === 'optimal' && (best?.proven ?? true) };
      const reached = terms.reduce((so, { times, name }) => so + times * (answer.values.get(name) ?? 0), 0);
      if (aim === 'placements') kept.push({ terms, relation: '>=', right: Math.round(reached) });
      else if (aim === 'seats' || aim === 'openings') kept.push({ terms, relation: '<=', right: Math.round(reached) });
      // Half a cent, so that rounding in the solver does not make its own answer impossible.
      else kept.push({ terms, relation: '<=', right: reached + 0.005 });
    }
    if (best) return best;
  }
  throw new Error("The solver's answer breaks a constraint of the best allocation.");
};

const modelOf = (
  task: Task,
  { atLeast, relaxed }: { atLeast: number; relaxed: readonly Relaxable[] },
  margin: number,
): { model: LinearModel; objectives: Record<Aim, Term[]> } => {
  const model = new LinearModel();
  const inTime = task.intakes.flatMap((intake, index) => (intake.inTime ? [{ ...intake, index }] : []));
  const term = (times: number, name: string): Term => ({ times, name });
  for (const { index, seats } of inTime) {
    model.variable(`x${index}`, { most: null, whole: true });
    model.variable(`more${index}`, { most: relaxed.includes('seats') ? null : 0, whole: true });
    model.constrain([term(1, `x${index}`), term(-1, `more${index}`)], '<=', seats);
  }
  for (const [role, { openings }] of task.roles.entries()) {
    model.variable(`y${role}`, { most: null, whole: true });
    model.variable(`z${role}`, { most: null, whole: true });
    model.variable(`open${role}`, { most: relaxed.includes('openings') ? null : 0, whole: true });
    const intakes = inTime.filter((intake) => intake.role === role);
    const divisor = [WHOLE, ...intakes.map(({ placedOf }) => placedOf)].reduce(greatestCommonDivisor);
    model.constrain(
      [
        ...intakes.map(({ index, placedOf }) => term(placedOf / divisor, `x${index}`)),
        term(-WHOLE / divisor, `y${role}`),
      ],
      '>=',
      (margin * WHOLE) / divisor,
    );
    if (openings !== null)
      model.constrain([term(1, `y${role}`), term(1, `z${role}`), term(-1, `open${role}`)], '<=', openings);
  }
  const direct = task.roles.map((_, role) => term(1, `z${role}`));
  const placements = [...task.roles.map((_, role) => term(1, `y${role}`)), ...direct];
  model.constrain(direct, '<=', task.directAtMost);
  model.constrain(placements, '<=', task.goal);
  model.constrain(placements, '>=', atLeast);

  const used = new Set<number>([
    ...inTime.flatMap(({ costs }) => costs.map(({ cell }) => cell)),
    ...task.cells.flatMap(({ fixed }, cell) => (fixed > 0 ? [cell] : [])),
  ]);
  // Sources that may pay for the same cells are one, and so are cells of a need that the same sources may pay for: the model has a tenth of the size.
  const payers = groupsOf(task.sources.keys(), (source) => task.sources[source]!.mayPay.join(' '));
  const mayPay = payers.map(([first]) => new Set(task.sources[first!]!.mayPay));
  const payerSet = (cell: number): number[] => [...mayPay.keys()].filter((payer) => mayPay[payer]!.has(cell));
  const demands = groupsOf(used, (cell) => `${task.cells[cell]!.need} ${payerSet(cell)}`);
  for (const [demand, cells] of demands.entries()) {
    model.variable(`short${demand}`, { most: relaxed.includes('money') ? null : 0, whole: false });
    const inDemand = new Set(cells);
    model.constrain(
      [
        ...payerSet(cells[0]!).map((payer) => term(1, `p${payer}_${demand}`)),
        term(1, `short${demand}`),
        ...inTime.flatMap(({ index, costs }) => {
          const each = costs.reduce((so, cost) => so + (inDemand.has(cost.cell) ? cost.each : 0), 0);
          return each > 0 ? [term(-each / 100, `x${index}`)] : [];
        }),
      ],
      '>=',
      cells.reduce((so, cell) => so + task.cells[cell]!.fixed, 0) / 100,
    );
  }
  for (const [payer, sources] of payers.entries())
    model.constrain(
      [...demands.keys()]
        .filter((demand) => mayPay[payer]!.has(demands[demand]![0]!))
        .map((demand) => term(1, `p${payer}_${demand}`)),
      '<=',
      sources.reduce((so, source) => so + task.sources[source]!.amount, 0) / 100,
    );
  return {
    model,
    objectives: {
      placements,
      cost: inTime.filter(({ cost }) => cost > 0).map(({ index, cost }) => term(cost / 100, `x${index}`)),
      seats: inTime.map(({ index }) => term(1, `more${index}`)),
      openings: task.roles.map((_, role) => term(1, `open${role}`)),
      money: [...demands.keys()].map((demand) => term(1, `short${demand}`)),
    },
  };
};

const groupsOf = (items: Iterable<number>, key: (item: number) => string): number[][] => [
  ...Map.groupBy(items, key).values(),
];

const rounded = (task: Task, values: ReadonlyMap<string, number>): People => {
  const whole = (name: string): number => Math.round(values.get(name) ?? 0);
  const ofRoles = (letter: string): number[] => task.roles.map((_, role) => whole(`${letter}${role}`));
  return {
    seats: task.intakes.map((_, index) => whole(`x${index}`)),
    moreSeats: task.intakes.map((_, index) => whole(`more${index}`)),
    trained: ofRoles('y'),
    direct: ofRoles('z'),
    moreOpenings: ofRoles('open'),
  };
};

/** Holds whole people and cents to every constraint; null where one is broken. */
const checked = (
  task: Task,
  answer: People,
  { atLeast, relaxed }: { atLeast: number; relaxed: readonly Relaxable[] },
): Omit<Answer, 'proven'> | null => {
  const { seats, moreSeats, trained, direct, moreOpenings } = answer;
  const placed = sum(trained) + sum(direct);
  const holds =
    task.intakes.every(
      (intake, index) => seats[index]! >= 0 && seats[index]! <= (intake.inTime ? intake.seats + moreSeats[index]! : 0),
    ) &&
    task.roles.every(({ openings }, role) => {
      const ready = task.intakes.reduce(
        (so, intake, index) => (intake.role === role ? so + BigInt(intake.placedOf) * BigInt(seats[index]!) : so),
        0n,
      );
      return (
        BigInt(trained[role]!) * BigInt(WHOLE) <= ready &&
        (openings === null || trained[role]! + direct[role]! <= openings + moreOpenings[role]!)
      );
    }) &&
    sum(direct) <= task.directAtMost &&
    placed >= atLeast &&
    placed <= task.goal;
  if (!holds) return null;
  const needed = task.cells.map(
    ({ fixed }, cell) =>
      fixed +
      task.intakes.reduce(
        (so, { costs }, index) =>
          so + costs.reduce((each, cost) => each + (cost.cell === cell ? cost.each * seats[index]! : 0), 0),
        0,
      ),
  );
  const coverage = coverNeeds(needed, [task.sources]);
  const unpaid = needed.map((amount, cell) => amount - coverage.covered[0]![cell]!);
  return relaxed.includes('money') || sum(unpaid) === 0 ? { ...answer, unpaid, used: coverage.used[0]! } : null;
};

const allocationOf = (task: Task, answer: Answer, ways: Ask[][]): Allocation => ({
  goal: task.goal,
  placed: sum(answer.trained) + sum(answer.direct),
  intakes: task.intakes.map(({ row, seats, inTime }, index) => ({
    row,
    seats: answer.seats[index]!,
    of: seats,
    inTime,
  })),
  roles: task.roles.map(({ name, openings }, role) => ({
    role: name,
    placedDirect: answer.direct[role]!,
    placedTrained: answer.trained[role]!,
    openings,
  })),
  proven: answer.proven,
  cost: task.intakes.reduce((so, { cost }, index) => so + cost * answer.seats[index]!, 0),
  sources: task.sources.map(({ row, tier, amount }, index) => ({ row, tier, amount, used: answer.used[index]! })),
  ways,
});

const asksOf = (task: Task, answer: Answer): Ask[] => [
  ...task.intakes.flatMap(({ row, startBy }, index): Ask[] =>
    answer.moreSeats[index]! > 0 ? [{ kind: 'seats', row, count: answer.moreSeats[index]!, startBy }] : [],
  ),
  ...task.roles.flatMap(({ name }, role): Ask[] =>
    answer.moreOpenings[role]! > 0 ? [{ kind: 'openings', role: name, count: answer.moreOpenings[role]! }] : [],
  ),
  ...(Object.keys(needKinds) as NeedKind[]).flatMap((need): Ask[] => {
    const amount = sum(answer.unpaid.filter((_, cell) => task.cells[cell]!.need === need));
    return amount > 0 ? [{ kind: 'money', need, amount }] : [];
  }),
];

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

const sum = (parts: readonly number[]): number => parts.reduce((so, part) => so + part, 0);
