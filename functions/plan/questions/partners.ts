import { say, tabOf } from '../messages/said.ts';
import type { Plan } from '../plan.ts';
import type { partnerKinds } from '../tables/partners.ts';
import type { Question } from './question.ts';

const GOALS = say('checklist.parts.goals');

const inputKinds: readonly {
  code: 'employers' | 'industry-groups' | 'educators' | 'civic-organizations' | 'workforce-boards';
  kinds: readonly (keyof typeof partnerKinds)[];
}[] = [
  { code: 'employers', kinds: ['employer'] },
  { code: 'industry-groups', kinds: ['industryGroup'] },
  { code: 'educators', kinds: ['educator', 'trainingProvider'] },
  { code: 'civic-organizations', kinds: ['civicOrganization'] },
  { code: 'workforce-boards', kinds: ['workforceBoard'] },
];

export const partnerQuestions = (plan: Plan): Question[] =>
  inputKinds.map(({ code, kinds }): Question => {
    const rows = plan.partners.filter((row) => row.values.kind !== null && kinds.includes(row.values.kind));
    const asked = rows.filter((row) => row.values.gaveInput === true);
    const open = rows.find((row) => row.values.gaveInput !== true);
    return {
      code: `input-${code}`,
      part: GOALS,
      question: say(`checklist.questions.input-${code}`),
      covers: [{ section: 'partners', fields: ['kind', 'gaveInput'], rows }],
      answer:
        rows.length === 0
          ? {
              state: 'toDo',
              why: say('checklist.why.noPartner', { tab: tabOf('partners') }),
              goTo: { section: 'partners', field: 'name' },
            }
          : {
              state: asked.length === rows.length ? 'done' : asked.length > 0 ? 'inProgress' : 'toDo',
              why: say('checklist.why.gaveInput', { asked: asked.length, partners: rows.length }),
              goTo: { section: 'partners', field: 'gaveInput', row: open ?? rows[0]! },
            },
    };
  });
