import { actualsSoFar, lastCounted } from './actuals.ts';
import { apportion } from './apportion.ts';
import { coverNeeds, type Supply } from './coverage.ts';
import { addDays, daysBetween, type IsoDate } from './date.ts';
import { Flow } from './flow.ts';
import type { Funnel, FunnelScope } from './funnel.ts';
import { LinearModel, type Solver, type Term } from './linear-model.ts';
import { type MoneyTier, moneyTiers } from './money.ts';
import { monthsWithin, type NeedLine, needLines, netPrice, type PlanMonths, planMonths } from './needs.ts';
import type { Plan, RowOf } from './plan.ts';
import { type NeedKind, needKinds } from './tables/resources.ts';
import { nameKey } from './text.ts';
import type { Cents } from './value.ts';
import { stepWindows } from './windows.ts';

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
  /** What each source would pay, in all and by need. */
  sources: { row: number; tier: MoneyTier; amount: Cents; used: Cents; paid: { need: NeedKind; amount: Cents }[] }[];
  /** Each a way by itself, all of whose asks are needed; [] where the goal is reached. */
  ways: Ask[][];
}

export interface IntakeProposal {
  row: number;
  seats: number;
  of: number;
  /** Its seats that are taken, as far as Progress tells; null where it has not begun by then. */
  taken: number | null;
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

type AllocationPayments = { need: NeedKind; amount: Cents }[][];

/** What is missing. */
export type Ask =
  /** Seats in an intake of the program in this row that starts by a day: the one of the row, or a further one. */
  | { kind: 'seats'; row: number; count: number; startBy: IsoDate }
  | { kind: 'openings'; role: string; count: number }
  | { kind: 'money'; need: NeedKind; amount: Cents };

/**
 * What a best allocation of a plan hangs on; two plans with the same task have the same best allocation.
 *
 * - seats filled of an intake: whole, at most its seats; it counts if it ends in the plan year. In an intake that has begun by the last day that
 *   Progress tells of, seats are as taken as they are: the people who have started by then, shared out over those intakes by seats
 * - placed after training for a role: whole, at most the people in its intakes times their completion rate (the program's own, or else the
 *   likely rate on Assumptions) times the likely rate Completed → placed, and of them the part of the window of that step that lies within the
 *   plan year: graduates are placed evenly over it, as the calendar has them. Without a window all of them count
 * - placed directly: at most as many as the plan's direct route has
 * - placed for a role: at most the openings that employers expect, where anybody has said how many
 * - money: what does not depend on who is still to begin gets what it can get first; then each person in training must be paid for: the amounts a person
 *   on Resources, and the price less other aid where Resources has no amount for scholarships, in the month in which the intake starts, by
 *   sources that may pay for it then. Received and committed money counts; money hoped for only if asked for
 *
 * @param plan  only what counts: rows with errors are left out before
 * @returns null where the funnel is not known yet
 */
export const allocationTask = (
  plan: Plan,
  { all, ...rest }: Funnel,
  { today, hopedFor = false }: { today: IsoDate; hopedFor?: boolean },
): AllocationTask | null => {
  if (!all) return null;
  const roles = rolesOf(plan);
  const months = planMonths(plan);
  const kinds = Object.keys(needKinds) as NeedKind[];
  const lines = needLines(plan, { all, ...rest });
  const cellOf = (month: number, need: NeedKind): number => month * kinds.length + kinds.indexOf(need);
  const intakes = intakesOf(plan, all, { roles, today }, (row, startsOn) =>
    costsOfPerson(row, startsOn, plan, lines, months).map(({ need, month, each }) => ({
      cell: cellOf(month, need),
      each,
    })),
  );
  const fixedLines = lines.filter((line) => !followsPeople(line));
  const cells = months.flatMap((_, month) =>
    kinds.map((need) => ({
      month,
      need,
      fixed:
        fixedLines.reduce((so, line) => so + (line.need === need ? line.byMonth[month]! : 0), 0) +
        // Whoever has begun is paid for.
        sum(
          intakes.flatMap(({ taken, costs }) =>
            costs.map(({ cell, each }) => (cell === cellOf(month, need) ? each * (taken ?? 0) : 0)),
          ),
        ),
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
    intakes,
  };
};

/**
 * The best allocation, as a mixed-integer program. People are the best there are; dollars are within a thousandth of the least.
 *
 * The solver works in floating point, so its answer is rounded to whole people, and every constraint is checked again in exact numbers.
 *
 * @throws Error where the solver gives up, or its answer breaks a constraint
 */
export const bestAllocation = (task: AllocationTask, solve: Solver): Allocation => {
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
const waysToGoal = (task: AllocationTask, solve: Solver): Ask[][] => {
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

export interface AllocationTask {
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
  /** null: as many as one likes, but only to see what is missing. */
  seats: number | null;
  taken: number | null;
  inTime: boolean;
  startsOn: IsoDate;
  /** Of 100,000,000 people who start, how many are placed in the plan year. */
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
  moreOpenings: number[];
}

interface Answer extends People {
  /** Cents that no source may pay, by cell; known once it is checked. */
  unpaid: Cents[];
  /** By source, then by need. */
  paid: AllocationPayments;
  proven: boolean;
}

const followsPeople = ({ from }: NeedLine): boolean =>
  from.kind === 'price' || from.kind === 'averagePrice' || (from.kind === 'perPerson' && from.stage === 'enrolled');

/** The intakes of the plan, and behind them for each program a further one, without end to its seats, that starts as late as it can to count in full. */
const intakesOf = (
  plan: Plan,
  all: FunnelScope,
  { roles, today }: { roles: AllocationTask['roles']; today: IsoDate },
  costsOf: (row: RowOf<'programs'>, startsOn: IsoDate) => Intake['costs'],
): Intake[] => {
  const { yearStart, yearEnd } = plan.community.values;
  const window = stepWindows(plan, null).completedToPlaced ?? null;
  const rows = plan.programs.filter(
    ({ values }) => values.role !== null && values.seats !== null && values.startsOn !== null,
  );
  const taken = seatsTaken(plan, rows);
  const intake = (row: RowOf<'programs'>, startsOn: IsoDate, seats: number | null): Intake => {
    const { weeks, completionRate, role } = row.values;
    const ends = addDays(startsOn, (weeks ?? 0) * 7);
    const inTime = (yearStart === null || ends >= yearStart) && (yearEnd === null || ends <= yearEnd);
    const placed = (completionRate ?? all.rates.enrolledToCompleted) * all.rates.completedToPlaced;
    const days = yearEnd === null || window === null ? null : Math.min(window, Math.max(0, daysBetween(ends, yearEnd)));
    const costs = costsOf(row, startsOn);
    return {
      row: row.row,
      role: roles.findIndex(({ key }) => key === nameKey(role!)),
      seats,
      taken: seats === null ? null : (taken.get(row.id) ?? null),
      inTime,
      startsOn,
      // Down: a part of a person is nobody.
      placedOf: days === null || window === 0 ? placed : Math.floor((placed * days) / window!),
      costs,
      cost: sum(costs.map(({ each }) => each)),
    };
  };
  return [
    ...rows.map((row) => intake(row, row.values.startsOn!, row.values.seats!)),
    ...rows.flatMap((row) => {
      if (yearEnd === null) return [intake(row, row.values.startsOn!, null)];
      const inFull = addDays(yearEnd, -(row.values.weeks ?? 0) * 7 - (window ?? 0));
      if (inFull > today) return [intake(row, inFull, null)];
      // Nothing counts in full any more: seats in an intake that is still to come, if they count in part, else one that starts at once.
      const own = intake(row, row.values.startsOn!, null);
      return [own.startsOn > today && own.inTime && own.placedOf > 0 ? own : intake(row, addDays(today, 1), null)];
    }),
  ];
};

/** By the row's id: of the people who have started training, by seats, for each intake that had begun in the plan year when they were last counted. */
const seatsTaken = (plan: Plan, rows: readonly RowOf<'programs'>[]): ReadonlyMap<string, number> => {
  const { yearStart } = plan.community.values;
  const { enrolled } = actualsSoFar(plan, null);
  const through = lastCounted(plan);
  if (enrolled === null || through === null) return new Map();
  const begun = rows.filter(
    ({ values }) => values.startsOn! <= through && (yearStart === null || values.startsOn! >= yearStart),
  );
  const seats = begun.map(({ values }) => values.seats!);
  const parts = apportion(Math.min(enrolled, sum(seats)), seats, seats);
  return new Map(begun.map(({ id }, index) => [id, parts[index]!]));
};

/** What one person in an intake needs, in the month in which it starts; before the plan year: in its first. */
const costsOfPerson = (
  row: RowOf<'programs'>,
  startsOn: IsoDate,
  plan: Plan,
  lines: readonly NeedLine[],
  months: PlanMonths,
): { need: NeedKind; month: number; each: Cents }[] => {
  const month = Math.max(
    0,
    months.findIndex((each) => each === null || each === startsOn.slice(0, 7)),
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

const rolesOf = (plan: Plan): AllocationTask['roles'] => {
  const roles = new Map<string, AllocationTask['roles'][number]>();
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
): AllocationTask['sources'] =>
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
  task: AllocationTask,
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
  task: AllocationTask,
  { atLeast, relaxed }: { atLeast: number; relaxed: readonly Relaxable[] },
  margin: number,
): { model: LinearModel; objectives: Record<Aim, Term[]> } => {
  const model = new LinearModel();
  const inTime = task.intakes.flatMap((intake, index) => (intake.inTime ? [{ ...intake, index }] : []));
  // Whoever has begun is among what must be covered whoever trains.
  const stillToBegin = inTime.filter(({ taken }) => taken === null);
  const term = (times: number, name: string): Term => ({ times, name });
  for (const { index, seats, taken } of inTime)
    model.variable(`x${index}`, {
      least: taken ?? 0,
      most: seats === null ? (relaxed.includes('seats') ? null : 0) : (taken ?? seats),
      whole: true,
    });
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
    ...stillToBegin.flatMap(({ costs }) => costs.map(({ cell }) => cell)),
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
        ...stillToBegin.flatMap(({ index, costs }) => {
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
      seats: inTime.filter(({ seats }) => seats === null).map(({ index }) => term(1, `x${index}`)),
      openings: task.roles.map((_, role) => term(1, `open${role}`)),
      money: [...demands.keys()].map((demand) => term(1, `short${demand}`)),
    },
  };
};

const groupsOf = (items: Iterable<number>, key: (item: number) => string): number[][] => [
  ...Map.groupBy(items, key).values(),
];

const rounded = (task: AllocationTask, values: ReadonlyMap<string, number>): People => {
  const whole = (name: string): number => Math.round(values.get(name) ?? 0);
  const ofRoles = (letter: string): number[] => task.roles.map((_, role) => whole(`${letter}${role}`));
  return {
    // Also where an intake ends too late to be in the model.
    seats: task.intakes.map(({ taken }, index) => taken ?? whole(`x${index}`)),
    trained: ofRoles('y'),
    direct: ofRoles('z'),
    moreOpenings: ofRoles('open'),
  };
};

/** Holds whole people and cents to every constraint; null where one is broken. */
const checked = (
  task: AllocationTask,
  answer: People,
  { atLeast, relaxed }: { atLeast: number; relaxed: readonly Relaxable[] },
): Omit<Answer, 'proven'> | null => {
  const { seats, trained, direct, moreOpenings } = answer;
  const placed = sum(trained) + sum(direct);
  const further = relaxed.includes('seats') ? Infinity : 0;
  const holds =
    task.intakes.every(
      (intake, index) =>
        intake.taken !== null ||
        (seats[index]! >= 0 && seats[index]! <= (intake.inTime ? (intake.seats ?? further) : 0)),
    ) &&
    task.roles.every(({ openings }, role) => {
      const ready = task.intakes.reduce(
        (so, intake, index) =>
          intake.role === role && intake.inTime ? so + BigInt(intake.placedOf) * BigInt(seats[index]!) : so,
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
        (so, { costs, taken }, index) =>
          so +
          (taken === null ? costs : []).reduce(
            (each, cost) => each + (cost.cell === cell ? cost.each * seats[index]! : 0),
            0,
          ),
        0,
      ),
  );
  const coverage = coverNeeds(needed, [task.sources]);
  const unpaid = needed.map((amount, cell) => amount - coverage.covered[0]![cell]!);
  return relaxed.includes('money') || sum(unpaid) === 0
    ? { ...answer, unpaid, paid: paymentsOf(task, coverage.used[0]!, coverage.covered[0]!) }
    : null;
};

/** Who pays for what, where it is known how much each source pays and how far each cell is paid: there is a way (see `coverNeeds`). */
const paymentsOf = (
  { sources, cells }: AllocationTask,
  used: readonly Cents[],
  covered: readonly Cents[],
): AllocationPayments => {
  const flow = new Flow(
    sources.map(({ mayPay }) => mayPay),
    cells.length,
  );
  for (const [cell, amount] of covered.entries()) flow.addRoom(cell, amount);
  for (const [source, amount] of used.entries()) flow.push(source, amount);
  return sources.map((_, source) =>
    (Object.keys(needKinds) as NeedKind[]).flatMap((need) => {
      const amount = sum(cells.map((cell, index) => (cell.need === need ? (flow.sentTo(index).get(source) ?? 0) : 0)));
      return amount > 0 ? [{ need, amount }] : [];
    }),
  );
};

const allocationOf = (task: AllocationTask, answer: Answer, ways: Ask[][]): Allocation => ({
  goal: task.goal,
  placed: sum(answer.trained) + sum(answer.direct),
  intakes: task.intakes.flatMap(({ row, seats, taken, inTime }, index) =>
    seats === null ? [] : [{ row, seats: answer.seats[index]!, of: seats, taken, inTime }],
  ),
  roles: task.roles.map(({ name, openings }, role) => ({
    role: name,
    placedDirect: answer.direct[role]!,
    placedTrained: answer.trained[role]!,
    openings,
  })),
  proven: answer.proven,
  cost: task.intakes.reduce((so, { cost }, index) => so + cost * answer.seats[index]!, 0),
  sources: task.sources.map(({ row, tier, amount }, index) => {
    const paid = answer.paid[index]!;
    return { row, tier, amount, used: sum(paid.map((each) => each.amount)), paid };
  }),
  ways,
});

const asksOf = (task: AllocationTask, answer: Answer): Ask[] => [
  ...task.intakes.flatMap(({ row, startsOn, seats }, index): Ask[] =>
    seats === null && answer.seats[index]! > 0
      ? [{ kind: 'seats', row, count: answer.seats[index]!, startBy: startsOn }]
      : [],
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
