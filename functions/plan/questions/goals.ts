import type { Funnel } from '../funnel.ts';
import { plannedNumbers } from '../funnel.ts';
import { all, say, share } from '../messages/said.ts';
import type { Plan } from '../plan.ts';
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
    if (numbers) return { state: 'done', why: say('words.sentence', { text: numbers }), goTo: inGoals(field) };
    return {
      state: 'toDo',
      why: say('checklist.why.stillMissing', { missing: all(funnel.missing) }),
      goTo: inGoals('placements'),
    };
  };
  const question = (code: QuestionCode, field: string, answer: Answer): Question => ({
    code,
    part: GOALS,
    question: say(`checklist.questions.${code}`),
    answer,
    covers: [{ section: 'goals', fields: [field] }],
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
    question('trained-existing', 'trainedExisting', worked('trainedExisting')),
    question('trained-new', 'trainedNew', worked('trainedNew')),
    question('aware', 'aware', worked('aware')),
  ];
};

export const segmentQuestions = (plan: Plan): Question[] => {
  const rows = plan.segments;
  const withoutGoal = rows.find((row) => row.values.placements === null && row.values.share === null);
  const unserved = rows.filter((row) => (row.values.servedBy ?? []).length === 0 && !row.invalid.includes('servedBy'));
  const withoutPartner = unserved.find((row) => row.values.newPartner === null || row.values.askedBy === null);
  return [
    {
      code: 'segments',
      part: GOALS,
      question: say('checklist.questions.segments'),
      covers: [{ section: 'segments', fields: ['name', 'placements', 'share'] }],
      answer:
        rows.length === 0
          ? { state: 'toDo', why: say('checklist.why.noSegment'), goTo: { section: 'segments', field: 'name' } }
          : withoutGoal
            ? {
                state: 'inProgress',
                why: say('checklist.why.segmentWithoutGoal', { segment: nameOf(withoutGoal, withoutGoal.values.name) }),
                goTo: { section: 'segments', field: 'placements', row: withoutGoal },
              }
            : {
                state: 'done',
                why: say('checklist.why.segmentsWithGoal', { segments: rows.length }),
                goTo: { section: 'segments', field: 'name', row: rows[0]! },
              },
    },
    {
      code: 'segment-partners',
      part: GOALS,
      question: say('checklist.questions.segment-partners'),
      covers: [{ section: 'segments', fields: ['servedBy', 'newPartner', 'askedBy'] }],
      answer:
        rows.length === 0
          ? { state: 'toDo', why: say('checklist.why.noSegment'), goTo: { section: 'segments', field: 'name' } }
          : withoutPartner
            ? {
                state: 'inProgress',
                why: say('checklist.why.segmentNotServed', {
                  segment: nameOf(withoutPartner, withoutPartner.values.name),
                }),
                goTo: {
                  section: 'segments',
                  field: withoutPartner.values.newPartner === null ? 'newPartner' : 'askedBy',
                  row: withoutPartner,
                },
              }
            : {
                state: 'done',
                why:
                  unserved.length === 0
                    ? say('checklist.why.allServed')
                    : say('checklist.why.newPartners', { partners: unserved.length }),
                goTo: { section: 'segments', field: 'servedBy', row: rows[0]! },
              },
    },
  ];
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
        ? { state: 'toDo', why: say('checklist.why.noLocalGoal'), goTo: { section: 'localGoals', field: 'goal' } }
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
