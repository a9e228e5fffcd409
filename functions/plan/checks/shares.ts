import { headerOf, share, tabOf } from '../messages/said.ts';
import type { Plan, RowOf } from '../plan.ts';
import { quarterGoalFields } from '../quarters.ts';
import { WHOLE_IN_BASIS_POINTS } from '../value.ts';
import { type Check, inForm, inRow, type Problem } from './check.ts';

/** Do the parts fit into the whole? */
export const shareChecks: readonly Check[] = [
  {
    code: 'segment-goal-twice',
    severity: 'error',
    title: 'A segment has its goal as a number or as a share, not as both.',
    on: 'entry',
    check: (plan) =>
      plan.segments.flatMap((row): Problem[] =>
        row.values.placements !== null && row.values.share !== null
          ? [
              {
                at: inRow('segments', row, 'share'),
                values: { placements: row.values.placements, share: share(row.values.share) },
              },
            ]
          : [],
      ),
  },
  {
    code: 'segment-shares-over-whole',
    severity: 'error',
    title: 'The segments’ shares of placements come to at most 100%.',
    on: 'entry',
    check: (plan) => {
      const withShare = plan.segments.filter((row) => row.values.share !== null);
      const total = withShare.reduce((sum, row) => sum + row.values.share!, 0);
      const last = withShare.at(-1);
      if (!last || total <= WHOLE_IN_BASIS_POINTS) return [];
      return [
        {
          at: inRow('segments', last, 'share'),
          values: { segments: withShare.length, total: share(total), over: share(total - WHOLE_IN_BASIS_POINTS) },
        },
      ];
    },
  },
  {
    code: 'segment-goals-over-goal',
    severity: 'error',
    title: 'The segments’ goals come to at most the placements goal.',
    on: 'entry',
    check: (plan) => {
      const goal = plan.goals.values.placements;
      if (goal === null) return [];
      const withGoal = plan.segments.filter((row) => goalOf(row, goal) !== null);
      const shares = withGoal.reduce(
        (sum, row) => sum + (row.values.placements === null ? (row.values.share ?? 0) : 0),
        0,
      );
      // Too many shares are a finding of their own.
      if (shares > WHOLE_IN_BASIS_POINTS) return [];
      const numbers = withGoal.reduce((sum, row) => sum + (row.values.placements ?? 0), 0);
      const last = withGoal.filter((row) => row.values.placements !== null).at(-1);
      if (!last || numbers * WHOLE_IN_BASIS_POINTS + goal * shares <= goal * WHOLE_IN_BASIS_POINTS) return [];
      const total = numbers + Math.ceil((goal * shares) / WHOLE_IN_BASIS_POINTS);
      // The shares grow with the goal, so that it must grow beyond the total.
      const enough =
        shares < WHOLE_IN_BASIS_POINTS
          ? Math.ceil((numbers * WHOLE_IN_BASIS_POINTS) / (WHOLE_IN_BASIS_POINTS - shares))
          : null;
      return [
        {
          at: inRow('segments', last, 'placements'),
          text: enough === null ? 'segment-goals-over-goal' : 'segment-goals-over-goal/raise',
          values: { total, goal, tab: tabOf('goals'), over: total - goal, ...(enough === null ? {} : { enough }) },
        },
      ];
    },
  },
  {
    code: 'quarters-not-goal',
    severity: 'warning',
    title: 'The placements of the quarters come to the placements goal.',
    on: 'entry',
    check: (plan) => {
      const { values, invalid } = plan.goals;
      const goal = values.placements;
      const last = quarterGoalFields.findLast((field) => values[field] !== null);
      if (goal === null || !last || quarterGoalFields.some((field) => invalid.includes(field))) return [];
      const typed = quarterGoalFields.flatMap((field) => values[field] ?? []);
      const total = typed.reduce((sum, placements) => sum + placements, 0);
      if (total === goal || (total < goal && typed.length < quarterGoalFields.length)) return [];
      return [
        {
          at: inForm('goals', last),
          text: total > goal ? 'quarters-not-goal/more' : 'quarters-not-goal/fewer',
          values: { total, goal, difference: Math.abs(total - goal), calendar: tabOf('calendar') },
        },
      ];
    },
  },
  {
    code: 'segment-without-goal',
    severity: 'warning',
    title: 'Every segment has a goal.',
    on: 'entry',
    check: (plan) =>
      plan.segments
        .filter((row) => row.values.placements === null && row.values.share === null && !hasInvalidGoal(row))
        .map((row) => ({
          at: inRow('segments', row, 'placements'),
        })),
  },
  {
    code: 'segment-not-served',
    severity: 'warning',
    title: 'Every segment is served by a partner, or a new partner is to join for it.',
    on: 'entry',
    check: (plan) =>
      plan.segments.flatMap((row): Problem[] => {
        const served = (row.values.servedBy ?? []).length > 0 || row.invalid.includes('servedBy');
        if (served) return [];
        if (row.values.newPartner === null)
          return [
            {
              at: inRow('segments', row, 'servedBy'),
              values: { header: headerOf('segments', 'newPartner') },
            },
          ];
        return row.values.askedBy === null && !row.invalid.includes('askedBy')
          ? [
              {
                at: inRow('segments', row, 'askedBy'),
                text: 'segment-not-served/nobody-asks',
                values: { partner: row.values.newPartner },
              },
            ]
          : [];
      }),
  },
];

const goalOf = (row: RowOf<'segments'>, goal: number): number | null =>
  row.values.placements ?? (row.values.share === null ? null : (goal * row.values.share) / WHOLE_IN_BASIS_POINTS);

const hasInvalidGoal = (row: Plan['segments'][number]): boolean =>
  row.invalid.includes('placements') || row.invalid.includes('share');
