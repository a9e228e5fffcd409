import { column, defineForm, defineTable } from '../table.ts';
import { choice, choices, date, link, money, reference, text, yesNo } from '../value.ts';

export const responsibilities = {
  employerEngagement: 'Employer engagement',
  outreachAndTraining: 'Outreach and training',
  validationAndMatching: 'Validation and matching',
  metricsAndData: 'Metrics and data',
} as const;

export const roles = defineTable({
  name: 'roles',
  tab: 'Roles',
  title: 'Roles: who answers for each of the four responsibilities.',
  noun: 'responsibility',
  key: 'responsibility',
  unique: ['responsibility', 'organization'],
  starterRows: Object.values(responsibilities).map((responsibility) => ({ responsibility })),
  roomFor: 12,
  columns: {
    responsibility: column(choice(responsibilities), {
      header: 'Responsibility',
      help: 'One of the four. Add a row where two organizations share one.',
      required: true,
      starter: true,
      width: 320,
    }),
    organization: column(reference('partners'), {
      header: 'Organization',
      help: 'The partner that answers for it, as named on the Partners tab.',
      required: true,
      width: 260,
    }),
    person: column(text(120), { header: 'Person', help: 'Who does it there. Not part of any rollup.', personal: true }),
    agreedOn: column(date(), {
      header: 'Agreed by partners on',
      help: 'The day on which the partners agreed to this.',
      width: 140,
    }),
  },
});

/** What a person must show before an employer hires on ability. */
export const skillKinds = {
  aptitude: 'Aptitude',
  softSkills: 'Soft skills',
  technicalSkills: 'Technical skills',
} as const;

export const dataForms = {
  counts: 'Counts of people',
  rates: 'Rates',
  earnings: 'Earnings',
  money: 'Money',
  byProgram: 'Results by program',
} as const;

export type DataForm = keyof typeof dataForms;

/** How a plan makes its results public; what becomes public follows from it. */
export const publicForms = {
  page: 'A web page',
  report: 'A yearly report',
  openData: 'Open data files',
  onRequest: 'On request only',
  none: 'Not at all',
} as const;

export type PublicForm = keyof typeof publicForms;

export const roleQuestions = defineForm({
  name: 'roleQuestions',
  tab: 'Roles',
  title: 'Questions for the four responsibilities',
  noun: 'answer',
  columns: {
    needsAligned: column(yesNo(), {
      header: 'Are hiring needs aligned to training programs?',
      help: 'Whether employers and providers have gone through roles and skills together.',
    }),
    providerCriteria: column(text(1000), {
      header: 'What criteria must training providers meet?',
      help: 'For example completion, placement, price and employers’ say in what is taught; the same for all providers.',
    }),
    criteriaPublished: column(link(), {
      header: 'Where are the criteria published?',
      help: 'The address of the page, so that every provider can find them.',
    }),
    centralInformation: column(link(), {
      header: 'Where do job seekers find training and matching in one place?',
      help: 'The address of the one page or office site with information on training and matching.',
    }),
    validationMethod: column(text(1000), {
      header: 'How are aptitude, soft and technical skills validated?',
      help: 'A method that employers trust: a test, a work sample, an interview guide, a trial project.',
    }),
    validates: column(choices(skillKinds), {
      header: 'What does the method validate?',
      help: `One or more of: ${Object.values(skillKinds).join(', ')}; with commas between them.`,
    }),
    validationTrusted: column(yesNo(), {
      header: 'Do employers trust what it finds?',
      help: 'Yes once the employers on the Partners tab have said that they interview whoever it recommends.',
    }),
    validationCost: column(money(), {
      header: 'What does validating one person cost?',
      help: 'In dollars a person; 0 if it costs nothing.',
      unit: '$ a person',
    }),
    dataCollector: column(reference('partners'), {
      header: 'Who collects and aggregates the data?',
      help: 'A partner as named on the Partners tab.',
    }),
    dataPublic: column(choices(dataForms), {
      header: 'What data becomes public?',
      help: `One or more of: ${Object.values(dataForms).join(', ')}; with commas between them.`,
    }),
    publicForm: column(choice(publicForms), {
      header: 'In which form does it become public?',
      help: 'Choose the form that most people will use.',
    }),
    outcomesForJobSeekers: column(reference('partners'), {
      header: 'Who informs job seekers of the outcomes?',
      help: 'The partner that tells job seekers how each program’s graduates fare; it may be the one that collects the data.',
    }),
  },
});
