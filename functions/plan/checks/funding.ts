import { fundingStatuses } from '../tables/funding.ts';
import { money } from '../value.ts';
import { type Check, inRow, type Problem } from './check.ts';

const { show } = money();

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
                message: `${show(spent)} is spent, but the source gives ${show(amount)}.`,
                fix: 'Mend one of the two amounts, or add the source that paid the rest in a row of its own.',
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
                message: `${show(spent)} is spent, but the source stands at "${fundingStatuses[status]}".`,
                fix: 'Set "How far" to Committed or Received, or empty "Spent so far".',
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
                message: `The source stands at "${fundingStatuses[status]}", but there is no amount.`,
                fix: 'Type the amount in dollars.',
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
                message: 'This source was set aside, but it is not said why.',
                fix: 'Type the reason in a few words, so that nobody has to ask again next year.',
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
                message: 'It is not said what this source may pay for, so it covers no need.',
                fix: 'Type one or more of the needs on the Resources tab, with commas between them.',
              },
            ]
          : [];
      }),
  },
];
