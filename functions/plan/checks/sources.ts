import { dollars, headerOf, optionOf, small, tabOf } from '../messages/said.ts';
import { type NeedKind, needKinds } from '../tables/resources.ts';
import { type Check, inRow, problem } from './check.ts';

/** Is it clear where the money comes from, and is there some for every need? */
export const sourceChecks: readonly Check[] = [
  {
    code: 'source-unnamed',
    severity: 'warning',
    title: 'Money that is committed or received has a program or a funder.',
    on: 'entry',
    check: (plan) =>
      plan.funding
        .filter(
          ({ values, invalid }) =>
            (values.status === 'committed' || values.status === 'received') &&
            values.program === null &&
            values.funder === null &&
            !invalid.includes('program') &&
            !invalid.includes('funder'),
        )
        .map((row) =>
          problem(inRow('funding', row, 'program'), {
            status: optionOf('funding', 'status', row.values.status!),
            program: headerOf('funding', 'program'),
            funder: headerOf('funding', 'funder'),
          }),
        ),
  },
  {
    code: 'amount-not-sought',
    severity: 'warning',
    title: 'A source with an amount is at least an idea.',
    on: 'entry',
    check: (plan) =>
      plan.funding
        .filter(
          ({ values }) =>
            (values.status === 'notConsidered' || values.status === 'setAside') && (values.amount ?? 0) > 0,
        )
        .map((row) =>
          problem(inRow('funding', row, 'status'), {
            amount: dollars(row.values.amount!),
            status: optionOf('funding', 'status', row.values.status!),
            header: headerOf('funding', 'status'),
            amountHeader: headerOf('funding', 'amount'),
          }),
        ),
  },
  {
    code: 'need-without-source',
    severity: 'info',
    title: 'For every need with an amount there is a source that may pay for it.',
    on: 'entry',
    check: (plan) => {
      // A source whose uses are not told, or cannot be read, may pay for anything.
      const open = plan.funding.some(
        ({ values, invalid }) =>
          invalid.includes('mayPayFor') ||
          ((values.status === 'committed' || values.status === 'received') && (values.mayPayFor ?? []).length === 0),
      );
      if (open) return [];
      const covered = new Set(
        plan.funding
          .filter(({ values }) => values.status !== 'notConsidered' && values.status !== 'setAside')
          .flatMap(({ values }) => values.mayPayFor ?? []),
      );
      // Before a first source says what it pays for, every need would be told of.
      if (covered.size === 0) return [];
      return (Object.keys(needKinds) as NeedKind[]).flatMap((need) => {
        const row = plan.resources.find(({ values }) => values.need === need && (values.amount ?? 0) > 0);
        return row === undefined || covered.has(need)
          ? []
          : [
              problem(inRow('resources', row, 'need'), {
                need: small(optionOf('resources', 'need', need)),
                tab: tabOf('funding'),
                header: headerOf('funding', 'mayPayFor'),
              }),
            ];
      });
    },
  },
];
