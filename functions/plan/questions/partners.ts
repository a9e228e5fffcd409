import { say, tabOf } from '../messages/said.ts';
import type { Plan } from '../plan.ts';
import { partnerKinds } from '../tables/partners.ts';
import type { Question } from './question.ts';

type PartnerKind = keyof typeof partnerKinds;

/** Whom the checklist names; partners of another kind are asked about where there are any. */
const expected: ReadonlySet<PartnerKind> = new Set([
  'employer',
  'industryGroup',
  'educator',
  'civicOrganization',
  'workforceBoard',
]);

export const partnerQuestions = (plan: Plan): Question[] =>
  (Object.keys(partnerKinds) as PartnerKind[]).flatMap((kind): Question[] => {
    const rows = plan.partners.filter(({ values }) => values.kind === kind);
    if (rows.length === 0 && !expected.has(kind)) return [];
    const asked = rows.filter((row) => row.values.gaveInput === true);
    const open = rows.find((row) => row.values.gaveInput !== true);
    return [
      {
        code: `input-${kind}`,
        part: say('checklist.parts.goals'),
        question: say(`checklist.questions.input-${kind}`),
        covers: [{ section: 'partners', fields: ['kind', 'gaveInput'], rows }],
        answer:
          rows.length === 0
            ? {
                state: 'toDo',
                why: say('checklist.why.noPartner', { tab: tabOf('partners'), aside: tabOf('setAside') }),
                goTo: { section: 'partners', field: 'name' },
              }
            : {
                state: asked.length === rows.length ? 'done' : asked.length > 0 ? 'inProgress' : 'toDo',
                why: say('checklist.why.gaveInput', { asked: asked.length, partners: rows.length }),
                goTo: { section: 'partners', field: 'gaveInput', row: open ?? rows[0]! },
              },
      },
    ];
  });
