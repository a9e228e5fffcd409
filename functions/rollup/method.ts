import { counted } from '../plan/text.ts';
import type { PublishedRollup } from './rollup.ts';

/** What a reader has to know of the figures. `alert` comes first, and stands out. */
export interface MethodNote {
  alert: string | null;
  text: string;
}

/** How the figures are to be read and what their limits are, in every format that people read; what was left out for errors is the first. */
export const methodNotes = (rollup: PublishedRollup): MethodNote[] => {
  const { findings, checklist, threshold, hidden, communities, people } = rollup;
  const { target: withTarget, actual: withActual } = people.whole.placed.communities;
  const many = communities.length > 1;
  const warnings =
    findings.warning > 0
      ? ` ${counted(findings.warning, 'warning', 'warnings')}: counted as typed, but worth a question.`
      : '';
  return [
    findings.error > 0
      ? {
          alert: `${counted(findings.error, 'error', 'errors')} in the ${many ? 'plans' : 'plan'}: rows left out.`,
          text: `A row with an error is in none of these figures until it is mended.${warnings}`,
        }
      : { alert: null, text: `No row is left out for errors.${warnings}` },
    ...[
      `Planning checklist: ${checklist.done.toLocaleString('en-US')} of ${counted(checklist.of, 'question', 'questions')} answered.`,
      `“So far” is what partners have counted and reported in the plan. “Not counted” means that nobody has reported a number; it is not zero.${many ? ` Placements have been counted by ${withActual}, and a goal has been set by ${withTarget}, of ${communities.length} communities.` : ''}`,
      'Targets are whole people, worked out backwards from the placements goal with the share of people that the plan expects to move on from each stage. They are plans, not forecasts. People who could be matched directly and people who train first are drawn from the same ones who are assessed.',
      `To protect people, a count below ${threshold} is not shown, nor one from which such a count could be worked out: it says “hidden”. ${
        hidden > 0
          ? `${counted(hidden, 'figure is', 'figures are')} hidden in this rollup.`
          : 'Nothing is hidden in this rollup.'
      } Targets and money are never hidden.`,
      `Amounts are dollars as the ${many ? 'communities' : 'community'} wrote them down; nobody has audited them. A grant that is received is not counted as committed as well.`,
    ].map((text) => ({ alert: null, text })),
  ];
};
