import { dollars, headerOf, optionOf, type Said, tabOf } from '../messages/said.ts';
import type { FundingStatus } from '../tables/funding.ts';
import { type Check, inRow, type Problem } from './check.ts';

const statusNamed = (status: FundingStatus): Said => optionOf('funding', 'status', status);

/** Does the money hold together? */
export const fundingChecks: readonly Check[] = [
  {
    code: 'spent-over-amount',
    severity: 'error',
    title: 'No more is spent from a source than it gives.',
    on: 'entry',
    check: (plan) =>
      plan.funding.flatMap((row): Problem[] => {
        const { spent, amount } = row.values;
        return spent !== null && amount !== null && spent > amount
          ? [
              {
                at: inRow('funding', row, 'spent'),
                values: { spent: dollars(spent), amount: dollars(amount) },
              },
            ]
          : [];
      }),
  },
  {
    code: 'spent-before-received',
    severity: 'warning',
    title: 'Money is spent only from sources that are committed or received.',
    on: 'entry',
    check: (plan) =>
      plan.funding.flatMap((row): Problem[] => {
        const { spent, status } = row.values;
        return spent !== null && spent > 0 && status !== null && status !== 'committed' && status !== 'received'
          ? [
              {
                at: inRow('funding', row, 'spent'),
                values: {
                  spent: dollars(spent),
                  status: statusNamed(status),
                  committed: statusNamed('committed'),
                  received: statusNamed('received'),
                  statusHeader: headerOf('funding', 'status'),
                  spentHeader: headerOf('funding', 'spent'),
                },
              },
            ]
          : [];
      }),
  },
  {
    code: 'amount-missing',
    severity: 'warning',
    title: 'A source that was applied for, is committed or received has an amount.',
    on: 'entry',
    check: (plan) =>
      plan.funding.flatMap((row): Problem[] => {
        const { amount, status } = row.values;
        return amount === null &&
          !row.invalid.includes('amount') &&
          (status === 'applied' || status === 'committed' || status === 'received')
          ? [
              {
                at: inRow('funding', row, 'amount'),
                values: { status: statusNamed(status) },
              },
            ]
          : [];
      }),
  },
  {
    code: 'set-aside-without-reason',
    severity: 'warning',
    title: 'A source that was considered and set aside says why.',
    on: 'entry',
    check: (plan) =>
      plan.funding.flatMap((row): Problem[] =>
        row.values.status === 'setAside' && row.values.reason === null
          ? [
              {
                at: inRow('funding', row, 'reason'),
              },
            ]
          : [],
      ),
  },
  {
    code: 'uses-missing',
    severity: 'warning',
    title: 'A source that is committed or received says what it may pay for.',
    on: 'entry',
    check: (plan) =>
      plan.funding.flatMap((row): Problem[] => {
        const { mayPayFor, status } = row.values;
        return (mayPayFor === null || mayPayFor.length === 0) &&
          !row.invalid.includes('mayPayFor') &&
          (status === 'committed' || status === 'received')
          ? [
              {
                at: inRow('funding', row, 'mayPayFor'),
                values: { tab: tabOf('resources') },
              },
            ]
          : [];
      }),
  },
];
