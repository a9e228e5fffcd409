import { en } from '../messages/en.ts';
import { column, defineTable } from '../table.ts';
import { choice, text } from '../value.ts';

/**
 * Questions of the checklist that a community may leave unanswered. Not the ones that every target is worked out from; and a source of funding is set
 * aside in its own row on Funding.
 */
const codes = [
  'segments',
  'segment-partners',
  'input-employer',
  'input-industryGroup',
  'input-educator',
  'input-trainingProvider',
  'input-civicOrganization',
  'input-workforceBoard',
  'input-intermediary',
  'input-funder',
  'local-goals',
  'role-employerEngagement',
  'needs-aligned',
  'role-outreachAndTraining',
  'provider-criteria',
  'criteria-published',
  'central-information',
  'role-validationAndMatching',
  'validation',
  'role-metricsAndData',
  'data-collector',
  'data-public',
  'public-form',
  'informs-job-seekers',
  'coordination',
  'broadening-access',
] as const;

type SetAsideCode = (typeof codes)[number];

/** As the Checklist tab asks them, by code. */
export const setAsideQuestions = (
  questions: Readonly<Record<SetAsideCode, string>>,
): Readonly<Record<SetAsideCode, string>> =>
  Object.fromEntries(codes.map((code) => [code, questions[code]])) as Record<SetAsideCode, string>;

export const setAside = defineTable({
  name: 'setAside',
  tab: 'Set aside',
  title: 'Set aside: questions of the checklist that this plan leaves out, and why. One row a question.',
  noun: 'question set aside',
  unique: ['question'],
  roomFor: 30,
  columns: {
    question: column(choice(setAsideQuestions(en.checklist.questions)), {
      header: 'Question set aside',
      help: 'As the Checklist tab asks it. A source of funding is set aside on the Funding tab instead.',
      required: true,
      width: 480,
    }),
    reason: column(text(300), {
      header: 'Why it is left out',
      help: 'In one sentence, for partners and funders: for example, no industry group is active in our county.',
      required: true,
      width: 420,
    }),
  },
});
