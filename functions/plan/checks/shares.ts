import type { Plan, RowOf } from '../plan.ts';
import { counted } from '../text.ts';
import { percent, WHOLE_IN_BASIS_POINTS } from '../value.ts';
import { type Check, inRow, type Problem } from './check.ts';

const { show } = percent();

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
                message: `This segment has a goal of ${counted(row.values.placements, 'placement', 'placements')} and a share of ${show(row.values.share)} as well; only one can hold.`,
                fix: 'Keep one of the two and empty the other cell.',
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
          message: `The shares of ${counted(withShare.length, 'segment', 'segments')} come to ${show(total)} of the placements; each placed person counts in one segment only.`,
          fix: `Lower the shares by ${show(total - WHOLE_IN_BASIS_POINTS)} in all. People who belong to two groups count in the one you name first.`,
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
          message: `The segments’ goals come to ${counted(total, 'placement', 'placements')}, but the goal of the whole plan is ${goal.toLocaleString('en-US')} (Goals tab).`,
          fix: `Lower the segments’ goals by ${(total - goal).toLocaleString('en-US')}${enough === null ? '' : `, or raise the placements goal to ${enough.toLocaleString('en-US')}`}.`,
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
          message: 'This segment has neither a placements goal nor a share, so no targets are worked out for it.',
          fix: 'Type how many of the placements are for this group, or which share of them.',
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
              message: 'Nobody serves this segment, and no new partner is named who is to join.',
              fix: 'Name the partners that serve this group, or under "New partner to join" who is to.',
            },
          ];
        return row.values.askedBy === null && !row.invalid.includes('askedBy')
          ? [
              {
                at: inRow('segments', row, 'askedBy'),
                message: `"${row.values.newPartner}" is to join, but it is not said who asks them.`,
                fix: 'Choose the partner that asks the new one to join.',
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
