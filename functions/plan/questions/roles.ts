import { all, headerOf, optionOf, quoted, say, small, tabOf } from '../messages/said.ts';
import type { Plan } from '../plan.ts';
import { type responsibilities, skillKinds } from '../tables/roles.ts';
import { nameKey } from '../text.ts';
import type { Answer, Question, QuestionCode, Target } from './question.ts';

const ROLES = say('checklist.parts.roles');

/** Each responsibility, followed by the questions that are its own. */
export const roleQuestions = (plan: Plan): Question[] => {
  const { asked, aligned, validation, informs } = formQuestions(plan);
  return [
    responsibilityQuestion(plan, 'employerEngagement'),
    aligned(),
    responsibilityQuestion(plan, 'outreachAndTraining'),
    asked('provider-criteria', ['providerCriteria']),
    asked('criteria-published', ['criteriaPublished']),
    asked('central-information', ['centralInformation']),
    responsibilityQuestion(plan, 'validationAndMatching'),
    validation(),
    responsibilityQuestion(plan, 'metricsAndData'),
    asked('data-collector', ['dataCollector']),
    asked('data-public', ['dataPublic']),
    asked('public-form', ['publicForm']),
    informs(),
  ];
};

const responsibilityQuestion = (plan: Plan, code: keyof typeof responsibilities): Question => {
  const rows = plan.roles.filter((row) => row.values.responsibility === code);
  const holder = rows.find((row) => row.values.organization !== null);
  const agreed = rows.find((row) => row.values.organization !== null && row.values.agreedOn !== null);
  return {
    code: `role-${code}`,
    part: ROLES,
    question: say(`checklist.questions.role-${code}`),
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
};

const formQuestions = (plan: Plan) => {
  const { values: form, raw } = plan.roleQuestions;
  type Field = keyof typeof form & string;
  const inForm = (field: Field): Target => ({ section: 'roleQuestions', field });
  const asked = (code: QuestionCode, fields: readonly Field[]): Question => {
    const open = fields.filter((field) => raw[field] === undefined);
    return {
      code,
      part: ROLES,
      question: say(`checklist.questions.${code}`),
      covers: [{ section: 'roleQuestions', fields }],
      answer: {
        state: open.length === 0 ? 'done' : open.length < fields.length ? 'inProgress' : 'toDo',
        why:
          open.length === 0
            ? say('checklist.why.answered')
            : fields.length === 1
              ? say('checklist.why.notAnswered')
              : say('checklist.why.openQuestions', {
                  open: all(open.map((field) => quoted(headerOf('roleQuestions', field)))),
                }),
        goTo: inForm(open[0] ?? fields[0]!),
      },
    };
  };
  /** Yes says that people have met over it; that there is something to align is for Demand and Programs to show. */
  const aligned = (): Question => {
    const question = asked('needs-aligned', ['needsAligned']);
    const missing = (['demand', 'programs'] as const).find((table) => plan[table].length === 0);
    const answer: Answer =
      form.needsAligned === false
        ? { state: 'inProgress', why: say('checklist.why.noSoFar'), goTo: inForm('needsAligned') }
        : form.needsAligned === true && missing
          ? {
              state: 'inProgress',
              why: say('checklist.why.nothingToAlign', { tab: tabOf(missing) }),
              goTo: { section: missing, field: missing === 'demand' ? 'employer' : 'provider' },
            }
          : question.answer;
    const covers: Question['covers'] = [
      ...question.covers,
      { section: 'demand' },
      { section: 'programs', fields: ['role'] },
    ];
    return { ...question, answer, covers };
  };
  const validation = (): Question => {
    const question = asked('validation', ['validationMethod', 'validates', 'validationTrusted', 'validationCost']);
    if (question.answer.state !== 'done') return question;
    const unseen = (Object.keys(skillKinds) as (keyof typeof skillKinds)[]).filter(
      (kind) => form.validates !== null && !form.validates.includes(kind),
    );
    const answer: Answer =
      unseen.length > 0
        ? {
            state: 'inProgress',
            why: say('checklist.why.notValidated', {
              kinds: all(unseen.map((kind) => small(optionOf('roleQuestions', 'validates', kind)))),
            }),
            goTo: inForm('validates'),
          }
        : form.validationTrusted === false
          ? { state: 'inProgress', why: say('checklist.why.notTrusted'), goTo: inForm('validationTrusted') }
          : question.answer;
    return { ...question, answer };
  };
  const informs = (): Question => {
    const question = asked('informs-job-seekers', ['outcomesForJobSeekers']);
    const { outcomesForJobSeekers, dataCollector } = form;
    if (outcomesForJobSeekers === null || dataCollector === null) return question;
    const why =
      nameKey(outcomesForJobSeekers) === nameKey(dataCollector)
        ? say('checklist.why.sameInforms')
        : say('checklist.why.otherInforms', { informs: outcomesForJobSeekers, collects: dataCollector });
    return { ...question, answer: { ...question.answer, why } };
  };
  return { asked, aligned, validation, informs };
};
