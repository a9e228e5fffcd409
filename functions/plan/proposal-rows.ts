import { allocationVerdict } from './allocation-words.ts';
import { all, day, dollars, optionOf, type Said, say, tabOf } from './messages/said.ts';
import type { Words } from './messages/words.ts';
import type { MoneyPlan } from './money.ts';
import { sourceNamed } from './money-rows.ts';
import type { Plan } from './plan.ts';
import type { Proposal } from './proposal.ts';
import type { ResultRows } from './results.ts';
import { type NeedKind, needKinds } from './tables/resources.ts';

type Cell = Said | null;

/** Typed in a terminal, and so the same in every language. */
const COMMAND = 'npm run allocate -- plan.xlsx';

const why = (kind: Exclude<Proposal['kind'], 'best'>): Said =>
  kind === 'noTargets'
    ? say('proposal.noTargets', { tab: tabOf('funnel') })
    : say(`proposal.${kind}`, { command: COMMAND });

/** What the Proposal tab shows: seats, placements and money as people have them, and as they would reach most for least. */
export const proposalRows = (proposal: Proposal, plan: Plan, money: MoneyPlan, { tell }: Words): ResultRows =>
  linesOf(proposal, plan, money).map((cells) =>
    cells.map((cell) => (cell === null || typeof cell === 'number' ? cell : tell(cell))),
  );

const linesOf = (proposal: Proposal, plan: Plan, { needs }: MoneyPlan): Cell[][] => {
  if (proposal.kind !== 'best') return [[say('proposal.none'), null, null, null, why(proposal.kind)]];
  const { allocation } = proposal;
  const needed = (kind: NeedKind): number => needs.find(({ need }) => need === kind)?.amount ?? 0;
  const paidFor = (kind: NeedKind): number =>
    allocation.sources.reduce(
      (so, { paid }) => so + paid.reduce((all, { need, amount }) => all + (need === kind ? amount : 0), 0),
      0,
    );
  return [
    [
      say('proposal.goal'),
      say('funnel.allPlacements'),
      allocation.goal,
      allocation.placed,
      allocationVerdict(allocation, plan),
    ],
    ...allocation.intakes.map(({ row, seats, of, taken, inTime }): Cell[] => {
      const { name, startsOn, role } = plan.programs.find((each) => each.row === row)!.values;
      const how = { role: role!, tab: tabOf('programs'), row };
      return [
        say('proposal.seats'),
        say('proposal.intake', { program: name!, start: day(startsOn!) }),
        of,
        seats,
        taken !== null ? say('proposal.taken', how) : say(inTime ? 'proposal.open' : 'proposal.tooLate', how),
      ];
    }),
    ...allocation.roles
      .filter(({ placedDirect, placedTrained, openings }) => placedDirect + placedTrained > 0 || openings !== null)
      .map(({ role, placedDirect, placedTrained, openings }): Cell[] => [
        say('proposal.roles'),
        role === '' ? say('allocation.anyRole') : role,
        openings,
        placedDirect + placedTrained,
        say('proposal.role', { trained: placedTrained, direct: placedDirect, tab: tabOf('demand') }),
      ]),
    ...(Object.keys(needKinds) as NeedKind[])
      .filter((need) => needed(need) > 0 || paidFor(need) > 0)
      .map((need): Cell[] => [
        say('proposal.needs'),
        optionOf('resources', 'need', need),
        dollars(needed(need)),
        dollars(paidFor(need)),
        say('proposal.need', { tab: tabOf('money') }),
      ]),
    ...allocation.sources.map(({ row, amount, used, paid }): Cell[] => [
      say('proposal.sources'),
      sourceNamed(plan.funding.find((each) => each.row === row)!),
      dollars(amount),
      dollars(used),
      paid.length === 0
        ? say('proposal.unused', { tab: tabOf('funding'), row })
        : say('proposal.source', {
            tab: tabOf('funding'),
            row,
            uses: all(
              paid.map((each) =>
                say('proposal.use', { amount: dollars(each.amount), need: optionOf('resources', 'need', each.need) }),
              ),
            ),
          }),
    ]),
  ];
};
