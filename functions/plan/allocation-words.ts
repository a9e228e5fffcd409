import type { Allocation, Ask } from './allocation.ts';
import { all, day, dollars, optionOf, type Said, say, small } from './messages/said.ts';
import type { Plan } from './plan.ts';

/** `At most 62 of the 80 placements can be reached; … The goal needs 14 more seats for Help desk technician (…); or …` */
export const allocationVerdict = ({ goal, placed, cost, proven, ways }: Allocation, plan: Plan): Said => {
  const reach = { goal, cost: dollars(cost), proven: proven ? 'yes' : 'no' };
  if (placed >= goal) return say('allocation.reached', reach);
  const most = say('allocation.most', { ...reach, placed });
  if (ways.length === 0) return say('allocation.noWay', { most });
  return say('allocation.ways', { most, ways: orElse(ways.map((way) => all(way.map((ask) => askFor(ask, plan))))) });
};

/** `a; or b` */
const orElse = ([first, ...rest]: readonly Said[]): Said =>
  rest.length === 0 ? first! : say('allocation.orElse', { first: first!, rest: orElse(rest) });

const askFor = (ask: Ask, plan: Plan): Said => {
  switch (ask.kind) {
    case 'seats': {
      const { values } = plan.programs.find(({ row }) => row === ask.row)!;
      return say('allocation.moreSeats', {
        seats: ask.count,
        role: values.role!,
        program: values.name!,
        startBy: day(ask.startBy),
      });
    }
    case 'openings':
      return ask.role === ''
        ? say('allocation.moreOpenings', { openings: ask.count })
        : say('allocation.moreOpeningsFor', { openings: ask.count, role: ask.role });
    case 'money':
      return say('allocation.moreMoney', {
        amount: dollars(ask.amount),
        need: small(optionOf('resources', 'need', ask.need)),
      });
  }
};
