import { all, dollars, optionOf, say, small } from '../messages/said.ts';
import type { Plan } from '../plan.ts';
import type { NeedKind } from '../tables/resources.ts';
import type { Question, QuestionCode } from './question.ts';

const RESOURCES = say('checklist.parts.resources');

export const resourceQuestions = (plan: Plan): Question[] => {
  const asked = (code: QuestionCode, needs: readonly NeedKind[]): Question => {
    const rows = plan.resources.filter((row) => row.values.need !== null && needs.includes(row.values.need));
    const priced = rows.filter((row) => row.values.amount !== null && row.values.basis !== null);
    const open = needs.filter((need) => !priced.some((row) => row.values.need === need));
    const openRow = rows.find((row) => open.includes(row.values.need!));
    const first = priced[0];
    return {
      code,
      part: RESOURCES,
      question: say(`checklist.questions.${code}`),
      covers: [{ section: 'resources', rows }],
      answer: {
        state: open.length === 0 ? 'done' : priced.length > 0 ? 'inProgress' : 'toDo',
        why:
          open.length > 0
            ? say('checklist.why.withoutAmount', {
                needs: all(open.map((need) => small(optionOf('resources', 'need', need)))),
              })
            : priced.length === 1
              ? say('words.sentence', { text: dollars(first!.values.amount!) })
              : say('checklist.why.withAmount', { lines: priced.length }),
        goTo: { section: 'resources', field: 'amount', ...(openRow ? { row: openRow } : first ? { row: first } : {}) },
      },
    };
  };
  return [
    asked('coordination', ['coordination']),
    asked('broadening-access', ['outreach', 'scholarships', 'transportation', 'childcare']),
  ];
};
