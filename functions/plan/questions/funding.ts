import { optionOf, say } from '../messages/said.ts';
import type { Plan, RowOf } from '../plan.ts';
import { type SourceKind, sourceKinds } from '../tables/funding.ts';
import type { Question, Target } from './question.ts';

const FUNDING = say('checklist.parts.funding');

export const fundingQuestions = (plan: Plan): Question[] =>
  (Object.keys(sourceKinds) as SourceKind[]).map((source): Question => {
    const rows = plan.funding.filter((row) => row.values.source === source);
    const at = (...statuses: string[]): RowOf<'funding'>[] =>
      rows.filter((row) => row.values.status !== null && statuses.includes(row.values.status));
    const [tried, ideas, aside] = [at('applied', 'committed', 'received'), at('idea'), at('setAside')];
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
        tried.length > 0
          ? {
              state: 'done',
              why: say('checklist.why.tried', { sources: tried.length }),
              goTo: target(tried[0], 'status'),
            }
          : ideas.length > 0
            ? {
                state: 'inProgress',
                why: say('checklist.why.ideas', { sources: ideas.length }),
                goTo: target(ideas[0], 'status'),
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
