import type { Allocation, Ask } from './allocation.ts';
import { dateInWords } from './date.ts';
import { dollars } from './messages/said.ts';
import { wordsIn } from './messages/words.ts';
import type { Plan } from './plan.ts';
import { needKinds } from './tables/resources.ts';
import { counted, listed } from './text.ts';
import type { Cents } from './value.ts';

/** `Of the 80 placements 62 can be reached. To reach the goal: 14 more seats for Help desk technician by March 1, 2027; or ...` */
export const allocationVerdict = ({ goal, placed, cost, proven, ways }: Allocation, plan: Plan): string => {
  const goalInWords = counted(goal, 'placement', 'placements');
  const least = proven ? 'at least' : 'as far as was found in time';
  if (placed >= goal) return `The goal of ${goalInWords} can be reached; training for it takes ${show(cost)} ${least}.`;
  const most = `At most ${placed.toLocaleString('en-US')} of the ${goalInWords} can be reached; training for them takes ${show(cost)} ${least}.`;
  if (ways.length === 0)
    return `${most} No further seats, openings or money would change that: no program ends in the plan year.`;
  return `${most} The goal needs ${ways.map((way) => listed(way.map((ask) => askInWords(ask, plan)))).join('; or ')}.`;
};

const askInWords = (ask: Ask, plan: Plan): string => {
  switch (ask.kind) {
    case 'seats': {
      const { values } = plan.programs.find(({ row }) => row === ask.row)!;
      return `${counted(ask.count, 'more seat', 'more seats')} for ${values.role} (${values.name}, to start by ${dateInWords(ask.startBy)})`;
    }
    case 'openings':
      return ask.role === ''
        ? counted(ask.count, 'more opening', 'more openings')
        : `${counted(ask.count, 'more opening', 'more openings')} for ${ask.role}`;
    case 'money':
      return `${show(ask.amount)} more that may pay for ${needKinds[ask.need].toLowerCase()}`;
  }
};

const show = (cents: Cents): string => wordsIn('en').tell(dollars(cents));
