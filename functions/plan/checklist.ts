import { cellName } from './a1.ts';
import type { Finding } from './finding.ts';
import type { Funnel } from './funnel.ts';
import { plannedNumbers } from './funnel.ts';
import { dollars } from './messages/said.ts';
import { wordsIn } from './messages/words.ts';
import type { Plan, PlanForm, PlanPlaces, PlanRow, RowOf, SectionName } from './plan.ts';
import { sections } from './plan.ts';
import { type SourceKind, sourceKinds } from './tables/funding.ts';
import type { partnerKinds } from './tables/partners.ts';
import { type NeedKind, needKinds } from './tables/resources.ts';
import { responsibilities } from './tables/roles.ts';
import { counted, listed, nameKey } from './text.ts';

export const checklistStates = {
  toDo: 'To do',
  inProgress: 'In progress',
  needsAttention: 'Needs attention',
  done: 'Done',
  setAside: 'Set aside',
} as const;

export type ChecklistState = keyof typeof checklistStates;

/** One question of the planning checklist, with how far the plan is with it. */
export interface ChecklistItem {
  code: string;
  part: string;
  question: string;
  state: ChecklistState;
  /** What the state rests on. */
  why: string;
  /** The cell where to go on. */
  goTo: { section: SectionName; tab: string; cell: string };
}

/**
 * How far a plan is with every question of the checklist, in the checklist's order.
 *
 * @param plan      rows with errors included: an answer with a mistake is an answer that needs attention
 * @param findings  of the same plan
 */
export const planChecklist = (
  plan: Plan,
  funnel: Funnel,
  findings: readonly Finding[],
  places: PlanPlaces,
): ChecklistItem[] => {
  const wrong = Map.groupBy(
    findings.filter((finding) => finding.severity !== 'info' && finding.at),
    (finding) => finding.at!.section,
  );
  return questions(plan, funnel).map(({ code, part, question, answer, covers }) => {
    const bad = covers.flatMap(({ section, fields, rows }) => {
      const ids = rows && new Set(rows.map((row) => row.id));
      return (wrong.get(section) ?? []).filter(
        ({ at }) =>
          (!fields || (at!.field !== null && fields.includes(at!.field))) &&
          (!ids || (at!.rowId !== null && ids.has(at!.rowId))),
      );
    });
    const first = bad[0];
    if (answer.state !== 'toDo' && first)
      return {
        code,
        part,
        question,
        state: 'needsAttention',
        why: `${counted(bad.length, 'finding', 'findings')}: ${first.message}`,
        goTo: { section: covers[0]!.section, tab: first.tab, cell: first.cell },
      };
    return { code, part, question, state: answer.state, why: answer.why, goTo: cellOf(answer.goTo, plan, places) };
  });
};

interface Question {
  code: string;
  part: string;
  question: string;
  answer: Answer;
  /** Whose findings make the question need attention. */
  covers: { section: SectionName; fields?: readonly string[]; rows?: readonly PlanRow<unknown>[] }[];
}

interface Answer {
  state: ChecklistState;
  why: string;
  goTo: Target;
}

/** A field of a form, or of a table's row; without a row the first free one. */
interface Target {
  section: SectionName;
  field: string;
  row?: PlanRow<unknown>;
}

const cellOf = (target: Target, plan: Plan, places: PlanPlaces): ChecklistItem['goTo'] => {
  const { section, field } = target;
  const place = places[section];
  const tab = place?.tab ?? sections[section].tab;
  const column = place?.columns[field];
  if (!place || column === undefined) return { section, tab, cell: 'A1' };
  const contents = plan[section];
  const row = Array.isArray(contents)
    ? (target.row?.row ?? Math.max(place.headerRow, ...contents.map((each) => each.row)) + 1)
    : ((contents as PlanForm).rows[field] ?? place.headerRow);
  return { section, tab, cell: cellName(column, row) };
};

const questions = (plan: Plan, funnel: Funnel): Question[] => [
  ...goalQuestions(plan, funnel),
  ...segmentQuestions(plan),
  ...partnerQuestions(plan),
  localGoalQuestion(plan),
  ...roleQuestions(plan),
  ...resourceQuestions(plan),
  ...fundingQuestions(plan),
];

const GOALS = 'Shared goals';
const ROLES = 'Roles';
const RESOURCES = 'Resources';
const FUNDING = 'Funding';

const goalQuestions = (plan: Plan, funnel: Funnel): Question[] => {
  const { placements, directShare } = plan.goals.values;
  const inGoals = (field: string): Target => ({ section: 'goals', field });
  const planned = plannedNumbers(funnel);
  const worked = (field: 'matched' | 'trainedExisting' | 'trainedNew' | 'aware', what: string): Answer => {
    const own = plan.goals.values[field];
    const numbers = planned ? `${planned[field].toLocaleString('en-US')} ${what}, worked out from the goal` : '';
    if (own !== null)
      return {
        state: 'done',
        why: `Your own number is ${own.toLocaleString('en-US')}${planned ? `; ${numbers}` : ''}.`,
        goTo: inGoals(field),
      };
    if (planned) return { state: 'done', why: `${numbers}.`, goTo: inGoals(field) };
    return {
      state: 'toDo',
      why: `To be worked out; still missing: ${listed(funnel.missing)}.`,
      goTo: inGoals('placements'),
    };
  };
  const question = (code: string, text: string, field: string, answer: Answer): Question => ({
    code,
    part: GOALS,
    question: text,
    answer,
    covers: [{ section: 'goals', fields: [field] }],
  });
  return [
    question(
      'placements',
      'How many people will be placed in tech jobs this year, across all employers and partners?',
      'placements',
      placements !== null
        ? { state: 'done', why: `${counted(placements, 'placement', 'placements')}.`, goTo: inGoals('placements') }
        : {
            state: plan.goals.invalid.includes('placements') ? 'inProgress' : 'toDo',
            why: 'The placements goal is not set.',
            goTo: inGoals('placements'),
          },
    ),
    question(
      'direct-share',
      'Which share of them already has the skills and only needs to be matched?',
      'directShare',
      directShare !== null
        ? { state: 'done', why: `${directShare / 100}% by direct match.`, goTo: inGoals('directShare') }
        : {
            state: plan.goals.invalid.includes('directShare') ? 'inProgress' : 'toDo',
            why: 'The share is not set.',
            goTo: inGoals('directShare'),
          },
    ),
    question(
      'matched',
      'How many people with the skills will be identified and matched?',
      'matched',
      worked('matched', 'people to match'),
    ),
    question(
      'trained-existing',
      'How many people will be trained with existing providers?',
      'trainedExisting',
      worked('trainedExisting', 'people in seats of existing programs'),
    ),
    question(
      'trained-new',
      'How many people will be trained with new providers?',
      'trainedNew',
      worked('trainedNew', 'people beyond the seats of existing programs'),
    ),
    question('aware', 'How many people must hear of the opportunity?', 'aware', worked('aware', 'people to reach')),
  ];
};

const segmentQuestions = (plan: Plan): Question[] => {
  const rows = plan.segments;
  const withoutGoal = rows.find((row) => row.values.placements === null && row.values.share === null);
  const unserved = rows.filter((row) => (row.values.servedBy ?? []).length === 0 && !row.invalid.includes('servedBy'));
  const withoutPartner = unserved.find((row) => row.values.newPartner === null || row.values.askedBy === null);
  return [
    {
      code: 'segments',
      part: GOALS,
      question: 'Which groups of job seekers does the community have goals for?',
      covers: [{ section: 'segments', fields: ['name', 'placements', 'share'] }],
      answer:
        rows.length === 0
          ? { state: 'toDo', why: 'No segment is named.', goTo: { section: 'segments', field: 'name' } }
          : withoutGoal
            ? {
                state: 'inProgress',
                why: `"${withoutGoal.values.name ?? `Row ${withoutGoal.row}`}" has no goal yet.`,
                goTo: { section: 'segments', field: 'placements', row: withoutGoal },
              }
            : {
                state: 'done',
                why: `${counted(rows.length, 'segment has', 'segments have')} a goal.`,
                goTo: { section: 'segments', field: 'name', row: rows[0]! },
              },
    },
    {
      code: 'segment-partners',
      part: GOALS,
      question: 'Which new partners will join for segments that nobody serves, and who asks them?',
      covers: [{ section: 'segments', fields: ['servedBy', 'newPartner', 'askedBy'] }],
      answer:
        rows.length === 0
          ? { state: 'toDo', why: 'No segment is named.', goTo: { section: 'segments', field: 'name' } }
          : withoutPartner
            ? {
                state: 'inProgress',
                why: `For "${withoutPartner.values.name ?? `Row ${withoutPartner.row}`}" it is open who will serve it.`,
                goTo: { section: 'segments', field: 'newPartner', row: withoutPartner },
              }
            : {
                state: 'done',
                why:
                  unserved.length === 0
                    ? 'Every segment is served.'
                    : `${counted(unserved.length, 'new partner is', 'new partners are')} named.`,
                goTo: { section: 'segments', field: 'servedBy', row: rows[0]! },
              },
    },
  ];
};

const inputKinds: readonly { code: string; kinds: readonly (keyof typeof partnerKinds)[]; many: string }[] = [
  { code: 'employers', kinds: ['employer'], many: 'employers' },
  { code: 'industry-groups', kinds: ['industryGroup'], many: 'industry groups' },
  { code: 'educators', kinds: ['educator', 'trainingProvider'], many: 'educators and training providers' },
  { code: 'civic-organizations', kinds: ['civicOrganization'], many: 'civic organizations' },
  { code: 'workforce-boards', kinds: ['workforceBoard'], many: 'workforce boards' },
];

const partnerQuestions = (plan: Plan): Question[] =>
  inputKinds.map(({ code, kinds, many }) => {
    const rows = plan.partners.filter((row) => row.values.kind !== null && kinds.includes(row.values.kind));
    const asked = rows.filter((row) => row.values.gaveInput === true);
    const open = rows.find((row) => row.values.gaveInput !== true);
    return {
      code: `input-${code}`,
      part: GOALS,
      question: `Have ${many} given input on the targets?`,
      covers: [{ section: 'partners', fields: ['kind', 'gaveInput'], rows }],
      answer:
        rows.length === 0
          ? {
              state: 'toDo',
              why: `No partner of this kind is on the Partners tab.`,
              goTo: { section: 'partners', field: 'name' },
            }
          : {
              state: asked.length === rows.length ? 'done' : asked.length > 0 ? 'inProgress' : 'toDo',
              why: `${asked.length} of ${rows.length} gave input.`,
              goTo: { section: 'partners', field: 'gaveInput', row: open ?? rows[0]! },
            },
    };
  });

const localGoalQuestion = (plan: Plan): Question => {
  const rows = plan.localGoals;
  const open = rows.find(
    (row) => row.values.target === null || row.values.owner === null || row.values.byWhen === null,
  );
  return {
    code: 'local-goals',
    part: GOALS,
    question: 'Which additional local goals does the community have?',
    covers: [{ section: 'localGoals' }],
    answer:
      rows.length === 0
        ? { state: 'toDo', why: 'No local goal is set.', goTo: { section: 'localGoals', field: 'goal' } }
        : open
          ? {
              state: 'inProgress',
              why: `"${open.values.goal ?? `Row ${open.row}`}" lacks its target, day or owner.`,
              goTo: { section: 'localGoals', field: 'target', row: open },
            }
          : {
              state: 'done',
              why: `${counted(rows.length, 'local goal', 'local goals')}.`,
              goTo: { section: 'localGoals', field: 'goal', row: rows[0]! },
            },
  };
};

const roleQuestions = (plan: Plan): Question[] => {
  const assigned = Object.entries(responsibilities).map(([code, label]): Question => {
    const rows = plan.roles.filter((row) => row.values.responsibility === code);
    const holder = rows.find((row) => row.values.organization !== null);
    const agreed = rows.find((row) => row.values.organization !== null && row.values.agreedOn !== null);
    return {
      code: `role-${code}`,
      part: ROLES,
      question: `Who answers for ${label.toLowerCase()}, and have partners agreed?`,
      covers: [{ section: 'roles', rows }],
      answer: agreed
        ? {
            state: 'done',
            why: `${agreed.values.organization}.`,
            goTo: { section: 'roles', field: 'organization', row: agreed },
          }
        : holder
          ? {
              state: 'inProgress',
              why: `${holder.values.organization}; the day on which partners agreed is open.`,
              goTo: { section: 'roles', field: 'agreedOn', row: holder },
            }
          : {
              state: 'toDo',
              why: 'No organization is named.',
              goTo: { section: 'roles', field: 'organization', ...(rows[0] ? { row: rows[0] } : {}) },
            },
    };
  });
  const form = plan.roleQuestions.values;
  type Field = keyof typeof form & string;
  const asked = (code: string, question: string, fields: readonly Field[], missing: string): Question => {
    const answered = fields.filter((field) => form[field] !== null || plan.roleQuestions.invalid.includes(field));
    const open = fields.find((field) => !answered.includes(field));
    return {
      code,
      part: ROLES,
      question,
      covers: [{ section: 'roleQuestions', fields }],
      answer: {
        state: open === undefined ? 'done' : answered.length > 0 ? 'inProgress' : 'toDo',
        why: open === undefined ? 'Answered.' : missing,
        goTo: { section: 'roleQuestions', field: open ?? fields[0]! },
      },
    };
  };
  const aligned = asked(
    'needs-aligned',
    'Are hiring needs aligned to training programs?',
    ['needsAligned'],
    'Not answered.',
  );
  if (form.needsAligned === false)
    aligned.answer = { ...aligned.answer, state: 'inProgress', why: 'The answer is No so far.' };
  const informs = asked(
    'informs-job-seekers',
    'Who informs job seekers of outcomes, and is it who collects the data?',
    ['outcomesForJobSeekers'],
    'Not answered.',
  );
  if (form.outcomesForJobSeekers !== null && form.dataCollector !== null)
    informs.answer.why =
      nameKey(form.outcomesForJobSeekers) === nameKey(form.dataCollector)
        ? 'The organization that collects the data informs job seekers too.'
        : `${form.outcomesForJobSeekers} informs; ${form.dataCollector} collects.`;
  return [
    ...assigned,
    aligned,
    asked(
      'provider-criteria',
      'Are the criteria for training providers clear to all, and published?',
      ['providerCriteria', 'criteriaPublished'],
      'The criteria, or where they are published, are open.',
    ),
    asked(
      'central-information',
      'Is there one central place for training and matching information?',
      ['centralInformation'],
      'Not answered.',
    ),
    asked(
      'validation',
      'Is there a trusted low-cost method to validate aptitude, soft and technical skills?',
      ['validationMethod', 'validationCost'],
      'The method, or its cost, is open.',
    ),
    asked('data-collector', 'Who collects and aggregates the data?', ['dataCollector'], 'Not answered.'),
    asked(
      'data-public',
      'What data becomes public, and in what form?',
      ['dataPublic', 'publicForm'],
      'What becomes public, or its form, is open.',
    ),
    informs,
  ];
};

const { tell } = wordsIn('en');

const resourceQuestions = (plan: Plan): Question[] => {
  const asked = (code: string, question: string, needs: readonly NeedKind[]): Question => {
    const rows = plan.resources.filter((row) => row.values.need !== null && needs.includes(row.values.need));
    const priced = rows.filter((row) => row.values.amount !== null && row.values.basis !== null);
    const open = needs.filter((need) => !priced.some((row) => row.values.need === need));
    const openRow = rows.find((row) => open.includes(row.values.need!));
    const first = priced[0];
    return {
      code,
      part: RESOURCES,
      question,
      covers: [{ section: 'resources', rows }],
      answer: {
        state: open.length === 0 ? 'done' : priced.length > 0 ? 'inProgress' : 'toDo',
        why:
          open.length > 0
            ? `Still without an amount: ${listed(open.map((need) => needKinds[need].toLowerCase()))}.`
            : priced.length === 1
              ? `${tell(dollars(first!.values.amount!))}.`
              : `${counted(priced.length, 'line', 'lines')} with an amount.`,
        goTo: { section: 'resources', field: 'amount', ...(openRow ? { row: openRow } : first ? { row: first } : {}) },
      },
    };
  };
  return [
    asked('coordination', 'What does coordination cost?', ['coordination']),
    asked('broadening-access', 'What does broadening access cost: outreach, scholarships, transportation, childcare?', [
      'outreach',
      'scholarships',
      'transportation',
      'childcare',
    ]),
  ];
};

const fundingQuestions = (plan: Plan): Question[] =>
  (Object.keys(sourceKinds) as SourceKind[]).map((source) => {
    const rows = plan.funding.filter((row) => row.values.source === source);
    const at = (...statuses: string[]): RowOf<'funding'>[] =>
      rows.filter((row) => row.values.status !== null && statuses.includes(row.values.status));
    const [won, tried, aside] = [at('committed', 'received'), at('idea', 'applied'), at('setAside')];
    const target = (row: RowOf<'funding'> | undefined, field: string): Target => ({
      section: 'funding',
      field,
      ...(row ? { row } : {}),
    });
    return {
      code: `funding-${source}`,
      part: FUNDING,
      question: `Has this source been considered: ${sourceKinds[source]}?`,
      covers: [{ section: 'funding', rows }],
      answer:
        won.length > 0
          ? {
              state: 'done',
              why: `${counted(won.length, 'source', 'sources')} committed or received.`,
              goTo: target(won[0], 'status'),
            }
          : tried.length > 0
            ? {
                state: 'inProgress',
                why: `${counted(tried.length, 'source', 'sources')} at idea or applied.`,
                goTo: target(tried[0], 'status'),
              }
            : aside.length > 0
              ? {
                  state: 'setAside',
                  why: aside[0]!.values.reason ?? 'No reason is given.',
                  goTo: target(aside[0], 'reason'),
                }
              : { state: 'toDo', why: 'Not considered yet.', goTo: target(rows[0], 'status') },
    };
  });
