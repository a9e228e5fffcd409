import { optionOf, type Said, say, small } from '../messages/said.ts';
import type { Plan } from '../plan.ts';
import { responsibilities } from '../tables/roles.ts';
import { nameKey } from '../text.ts';
import type { Question, QuestionCode } from './question.ts';

const ROLES = say('checklist.parts.roles');

export const roleQuestions = (plan: Plan): Question[] => {
  const assigned = Object.keys(responsibilities).map((code): Question => {
    const rows = plan.roles.filter((row) => row.values.responsibility === code);
    const holder = rows.find((row) => row.values.organization !== null);
    const agreed = rows.find((row) => row.values.organization !== null && row.values.agreedOn !== null);
    return {
      code: `role-${code}`,
      part: ROLES,
      question: say('checklist.questions.role', {
        responsibility: small(optionOf('roles', 'responsibility', code)),
      }),
      covers: [{ section: 'roles', rows }],
      answer: agreed
        ? {
            state: 'done',
            why: say('words.sentence', { text: agreed.values.organization! }),
            goTo: { section: 'roles', field: 'organization', row: agreed },
          }
        : holder
          ? {
              state: 'inProgress',
              why: say('checklist.why.notAgreed', { organization: holder.values.organization! }),
              goTo: { section: 'roles', field: 'agreedOn', row: holder },
            }
          : {
              state: 'toDo',
              why: say('checklist.why.noOrganization'),
              goTo: { section: 'roles', field: 'organization', ...(rows[0] ? { row: rows[0] } : {}) },
            },
    };
  });
  const form = plan.roleQuestions.values;
  type Field = keyof typeof form & string;
  const asked = (
    code: QuestionCode,
    fields: readonly Field[],
    missing: Said = say('checklist.why.notAnswered'),
  ): Question => {
    const answered = fields.filter((field) => form[field] !== null || plan.roleQuestions.invalid.includes(field));
    const open = fields.find((field) => !answered.includes(field));
    return {
      code,
      part: ROLES,
      question: say(`checklist.questions.${code}`),
      covers: [{ section: 'roleQuestions', fields }],
      answer: {
        state: open === undefined ? 'done' : answered.length > 0 ? 'inProgress' : 'toDo',
        why: open === undefined ? say('checklist.why.answered') : missing,
        goTo: { section: 'roleQuestions', field: open ?? fields[0]! },
      },
    };
  };
  const aligned = asked('needs-aligned', ['needsAligned']);
  if (form.needsAligned === false)
    aligned.answer = { ...aligned.answer, state: 'inProgress', why: say('checklist.why.noSoFar') };
  const informs = asked('informs-job-seekers', ['outcomesForJobSeekers']);
  if (form.outcomesForJobSeekers !== null && form.dataCollector !== null)
    informs.answer.why =
      nameKey(form.outcomesForJobSeekers) === nameKey(form.dataCollector)
        ? say('checklist.why.sameInforms')
        : say('checklist.why.otherInforms', {
            informs: form.outcomesForJobSeekers,
            collects: form.dataCollector,
          });
  return [
    ...assigned,
    aligned,
    asked('provider-criteria', ['providerCriteria', 'criteriaPublished'], say('checklist.why.criteriaOpen')),
    asked('central-information', ['centralInformation']),
    asked('validation', ['validationMethod', 'validationCost'], say('checklist.why.methodOpen')),
    asked('data-collector', ['dataCollector']),
    asked('data-public', ['dataPublic', 'publicForm'], say('checklist.why.publicOpen')),
    informs,
  ];
};
