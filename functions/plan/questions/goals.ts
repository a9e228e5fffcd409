import type { Funnel } from '../funnel.ts';
import { plannedNumbers } from '../funnel.ts';
import { all, say, share, tabOf } from '../messages/said.ts';
import type { Plan, RowOf } from '../plan.ts';
import { type Answer, nameOf, type Question, type QuestionCode, type Target } from './question.ts';

const GOALS = say('checklist.parts.goals');

export const goalQuestions = (plan: Plan, funnel: Funnel): Question[] => {
  const { placements, directShare } = plan.goals.values;
  const inGoals = (field: string): Target => ({ section: 'goals', field });
  const planned = plannedNumbers(funnel);
  const worked = (field: 'matched' | 'trainedExisting' | 'trainedNew' | 'aware'): Answer => {
    const own = plan.goals.values[field];
    const numbers = planned && say(`checklist.why.worked.${field}`, { people: planned[field] });
    if (own !== null)
      return {
        state: 'done',
        why: numbers ? say('checklist.why.ownBeside', { own, numbers }) : say('checklist.why.own', { own }),
        goTo: inGoals(field),
      };
    if (!numbers)
      return {
        state: 'toDo',
        why: say('checklist.why.stillMissing', { missing: all(funnel.missing) }),
        goTo: inGoals(directShare === null && placements !== null ? 'directShare' : 'placements'),
      };
    return { state: 'done', why: say('words.sentence', { text: numbers }), goTo: inGoals(field) };
  };
  /** Who is to train so many people is an answer of the Programs tab. */
  const trained = (field: 'trainedExisting' | 'trainedNew'): Answer => {
    const answer = worked(field);
    return answer.state === 'done' &&
      planned &&
      planned.trainedExisting + planned.trainedNew > 0 &&
      plan.programs.length === 0
      ? {
          state: 'inProgress',
          why: say('checklist.why.noProgram', { so: answer.why, tab: tabOf('programs') }),
          goTo: { section: 'programs', field: 'provider' },
        }
      : answer;
  };
  const programs = (existing: 'existing' | 'new'): Question['covers'][number] => ({
    section: 'programs',
    rows: plan.programs.filter(({ values }) => values.existing === existing || values.existing === null),
  });
  const question = (code: QuestionCode, field: string, answer: Answer, ...covers: Question['covers']): Question => ({
    code,
    part: GOALS,
    question: say(`checklist.questions.${code}`),
    answer,
    covers: [{ section: 'goals', fields: [field] }, ...covers],
  });
  return [
    question(
      'placements',
      'placements',
      placements !== null
        ? { state: 'done', why: say('checklist.why.placements', { placements }), goTo: inGoals('placements') }
        : {
            state: plan.goals.invalid.includes('placements') ? 'inProgress' : 'toDo',
            why: say('checklist.why.noPlacements'),
            goTo: inGoals('placements'),
          },
    ),
    question(
      'direct-share',
      'directShare',
      directShare !== null
        ? {
            state: 'done',
            why: say('checklist.why.directShare', { share: share(directShare) }),
            goTo: inGoals('directShare'),
          }
        : {
            state: plan.goals.invalid.includes('directShare') ? 'inProgress' : 'toDo',
            why: say('checklist.why.noDirectShare'),
            goTo: inGoals('directShare'),
          },
    ),
    question('matched', 'matched', worked('matched')),
    question('trained-existing', 'trainedExisting', trained('trainedExisting'), programs('existing')),
    question('trained-new', 'trainedNew', trained('trainedNew'), programs('new')),
    question('aware', 'aware', worked('aware')),
  ];
};

/** Which groups there are, a question for each of them, and who is to serve those that nobody serves. */
export const segmentQuestions = (plan: Plan): Question[] => {
  const rows = plan.segments;
  const [first] = rows;
  const none: Answer = {
    state: 'toDo',
    why: say('checklist.why.noSegment', { tab: tabOf('setAside') }),
    goTo: { section: 'segments', field: 'name' },
  };
  return [
    {
      code: 'segments',
      part: GOALS,
      question: say('checklist.questions.segments'),
      covers: [{ section: 'segments', fields: ['name'] }],
      answer: first
        ? {
            state: 'done',
            why: say('words.sentence', { text: all(rows.map((row) => nameOf(row, row.values.name))) }),
            goTo: { section: 'segments', field: 'name', row: first },
          }
        : none,
    },
    ...rows.map((row) => segmentQuestion(row)),
    {
      code: 'segment-partners',
      part: GOALS,
      question: say('checklist.questions.segment-partners'),
      covers: [{ section: 'segments', fields: ['servedBy', 'newPartner', 'askedBy'] }],
      ...(first ? { answer: newPartners(rows, first) } : { answer: none, within: 'segments' }),
    },
  ];
};

const segmentQuestion = (row: RowOf<'segments'>): Question => {
  const { name, placements, share: part } = row.values;
  const target = (field: string): Target => ({ section: 'segments', field, row });
  return {
    code: `segment-${row.id}`,
    part: GOALS,
    question: say('checklist.questions.segment', { segment: nameOf(row, name) }),
    covers: [{ section: 'segments', fields: ['placements', 'share'], rows: [row] }],
    answer:
      placements !== null
        ? { state: 'done', why: say('checklist.why.placements', { placements }), goTo: target('placements') }
        : part !== null
          ? {
              state: 'done',
              why: say('checklist.why.shareOfPlacements', { share: share(part) }),
              goTo: target('share'),
            }
          : { state: 'inProgress', why: say('checklist.why.segmentWithoutGoal'), goTo: target('placements') },
  };
};

const newPartners = (rows: readonly RowOf<'segments'>[], first: RowOf<'segments'>): Answer => {
  const unserved = rows.filter((row) => (row.values.servedBy ?? []).length === 0 && !row.invalid.includes('servedBy'));
  const open = unserved.find((row) => row.values.newPartner === null || row.values.askedBy === null);
  if (open)
    return {
      state: 'inProgress',
      why: say('checklist.why.segmentNotServed', { segment: nameOf(open, open.values.name) }),
      goTo: { section: 'segments', field: open.values.newPartner === null ? 'newPartner' : 'askedBy', row: open },
    };
  return {
    state: 'done',
    why:
      unserved.length === 0
        ? say('checklist.why.allServed')
        : say('checklist.why.newPartners', { partners: unserved.length }),
    goTo: { section: 'segments', field: 'servedBy', row: first },
  };
};

export const localGoalQuestion = (plan: Plan): Question => {
  const rows = plan.localGoals;
  const open = rows.find(
    (row) => row.values.target === null || row.values.owner === null || row.values.byWhen === null,
  );
  return {
    code: 'local-goals',
    part: GOALS,
    question: say('checklist.questions.local-goals'),
    covers: [{ section: 'localGoals' }],
    answer:
      rows.length === 0
        ? {
            state: 'toDo',
            why: say('checklist.why.noLocalGoal', { tab: tabOf('setAside') }),
            goTo: { section: 'localGoals', field: 'goal' },
          }
        : open
          ? {
              state: 'inProgress',
              why: say('checklist.why.localGoalOpen', { goal: nameOf(open, open.values.goal) }),
              // The first of the three that is open.
              goTo: {
                section: 'localGoals',
                field: open.values.target === null ? 'target' : open.values.byWhen === null ? 'byWhen' : 'owner',
                row: open,
              },
            }
          : {
              state: 'done',
              why: say('checklist.why.localGoals', { goals: rows.length }),
              goTo: { section: 'localGoals', field: 'goal', row: rows[0]! },
            },
  };
};
