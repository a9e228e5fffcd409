import { all, day, headerOf, say, small } from '../messages/said.ts';
import type { Plan } from '../plan.ts';
import { community } from '../tables/community.ts';
import type { Question } from './question.ts';

/** Every target, month and rollup rests on it: whose plan it is, and of which year. */
export const communityQuestion = ({ community: form }: Plan): Question => {
  type Field = keyof typeof community.columns & string;
  const required = (Object.keys(community.columns) as Field[]).filter((field) => community.columns[field].required);
  const open = required.filter((field) => form.raw[field] === undefined);
  const { name, yearStart, yearEnd } = form.values;
  return {
    code: 'community',
    part: say('checklist.parts.community'),
    question: say('checklist.questions.community'),
    covers: [{ section: 'community' }],
    answer: {
      state: open.length === 0 ? 'done' : open.length < required.length ? 'inProgress' : 'toDo',
      why:
        open.length > 0
          ? say('checklist.why.stillOpen', { open: all(open.map((field) => small(headerOf('community', field)))) })
          : say('checklist.why.community', {
              name: name ?? '',
              from: yearStart === null ? '' : day(yearStart),
              to: yearEnd === null ? '' : day(yearEnd),
            }),
      goTo: { section: 'community', field: open[0] ?? 'name' },
    },
  };
};
