import { cellName } from './a1.ts';
import type { Finding } from './finding.ts';
import type { Funnel } from './funnel.ts';
import { plannedNumbers } from './funnel.ts';
import type { en } from './messages/en.ts';
import { all, dollars, optionOf, quoted, type Said, say, share, small, tabOf } from './messages/said.ts';
import type { Words } from './messages/words.ts';
import type { Plan, PlanForm, PlanPlaces, PlanRow, RowOf, SectionName } from './plan.ts';
import { sections } from './plan.ts';
import { type SourceKind, sourceKinds } from './tables/funding.ts';
import type { partnerKinds } from './tables/partners.ts';
import type { NeedKind } from './tables/resources.ts';
import { responsibilities } from './tables/roles.ts';
import { nameKey } from './text.ts';

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
 * @param words     the language that the questions and reasons are told in
 */
export const planChecklist = (
  plan: Plan,
  funnel: Funnel,
  findings: readonly Finding[],
  places: PlanPlaces,
  { tell }: Words,
): ChecklistItem[] => {
  const wrong = Map.groupBy(
    findings.filter((finding) => finding.severity !== 'info' && finding.at),
    (finding) => finding.at!.section,
  );
  return questions(plan, funnel).map(({ code, answer, covers, ...said }) => {
    const [part, question] = [tell(said.part), tell(said.question)];
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
        why: tell(say('checklist.why.findings', { findings: bad.length, first: first.message })),
        goTo: { section: covers[0]!.section, tab: first.tab, cell: first.cell },
      };
    return {
      code,
      part,
      question,
      state: answer.state,
      why: tell(answer.why),
      goTo: cellOf(answer.goTo, plan, places),
    };
  });
};

interface Question {
  code: string;
  part: Said;
  question: Said;
  answer: Answer;
  /** Whose findings make the question need attention. */
  covers: { section: SectionName; fields?: readonly string[]; rows?: readonly PlanRow<unknown>[] }[];
}

interface Answer {
  state: ChecklistState;
  why: Said;
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

const GOALS = say('checklist.parts.goals');
const ROLES = say('checklist.parts.roles');
const RESOURCES = say('checklist.parts.resources');
const FUNDING = say('checklist.parts.funding');

/** The questions that have words of their own, by code. */
type QuestionCode = keyof (typeof en)['checklist']['questions'];

const nameOf = (row: PlanRow<unknown>, name: string | null): Said => quoted(name ?? say('words.row', { row: row.row }));

const goalQuestions = (plan: Plan, funnel: Funnel): Question[] => {
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

const segmentQuestions = (plan: Plan): Question[] => {
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

const partnerQuestions = (plan: Plan): Question[] =>
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

const localGoalQuestion = (plan: Plan): Question => {
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

const roleQuestions = (plan: Plan): Question[] => {
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

const resourceQuestions = (plan: Plan): Question[] => {
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

const fundingQuestions = (plan: Plan): Question[] =>
  (Object.keys(sourceKinds) as SourceKind[]).map((source): Question => {
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
      question: say('checklist.questions.funding', { source: optionOf('funding', 'source', source) }),
      covers: [{ section: 'funding', rows }],
      answer:
        won.length > 0
          ? {
              state: 'done',
              why: say('checklist.why.won', { sources: won.length }),
              goTo: target(won[0], 'status'),
            }
          : tried.length > 0
            ? {
                state: 'inProgress',
                why: say('checklist.why.tried', { sources: tried.length }),
                goTo: target(tried[0], 'status'),
              }
            : aside.length > 0
              ? {
                  state: 'setAside',
                  why: aside[0]!.values.reason ?? say('checklist.why.noReason'),
                  goTo: target(aside[0], 'reason'),
                }
              : { state: 'toDo', why: say('checklist.why.notConsidered'), goTo: target(rows[0], 'status') },
    };
  });
