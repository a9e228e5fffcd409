import { stillToFind } from '../../plan/money.ts';
import type { PlanSummary } from '../../plan/summary.ts';
import { sourceKinds } from '../../plan/tables/funding.ts';
import { needKinds } from '../../plan/tables/resources.ts';
import type { CoveredDollars, FundingRow, Money } from '../rollup.ts';
import type { FoldPart } from './part.ts';
import { cents, compare, dollars, entry, inOrder, total } from './sums.ts';

export const moneyPart = (): FoldPart<Money> => {
  const needs = new Map<string, CoveredDollars>();
  const months = new Map<string, CoveredDollars>();
  const sources = new Map<string, FundingRow>();
  const costs = {
    placement: costPart(({ goals }) => goals.placements),
    participant: costPart((of) => of.participants),
  };
  return {
    add: (summary) => {
      for (const each of summary.needs) addCovered(entry(needs, each.need, nothingCovered), each);
      for (const each of summary.moneyByMonth) addCovered(entry(months, each.month, nothingCovered), each);
      addFunding(sources, summary);
      for (const cost of Object.values(costs)) cost.add(summary);
    },
    result: () => {
      const funding = inOrder([...sources.values()], ({ source }) => source, sourceKinds);
      const inAll = (status: keyof Money['totals']): number =>
        dollars(funding.reduce((so, row) => so + row[status], 0));
      const covered = nothingCovered();
      for (const each of needs.values()) addCents(covered, each);
      return {
        needs: inOrder([...needs], ([need]) => need, needKinds).map(([need, each]) => ({
          need,
          ...inDollars(each),
        })),
        months: [...months]
          .sort(([left], [right]) => compare(left, right))
          .map(([month, each]) => ({ month, ...inDollars(each) })),
        covered: inDollars(covered),
        needed: dollars(covered.amount),
        stillToFind: dollars(stillToFind(covered)),
        costs: { placement: costs.placement.result(), participant: costs.participant.result() },
        totals: {
          idea: inAll('idea'),
          applied: inAll('applied'),
          committed: inAll('committed'),
          received: inAll('received'),
          spent: inAll('spent'),
        },
        funding: funding.map((row) => ({
          ...row,
          idea: dollars(row.idea),
          applied: dollars(row.applied),
          committed: dollars(row.committed),
          received: dollars(row.received),
          spent: dollars(row.spent),
        })),
      };
    },
  };
};

/** Rows are in cents while they grow. */
const addFunding = (sources: Map<string, FundingRow>, { funding }: PlanSummary): void => {
  const setAside = new Set<string>();
  const notConsidered = new Set<string>();
  for (const { source, status, amount, spent } of funding) {
    const row = entry(sources, source, () => ({
      source,
      idea: 0,
      applied: 0,
      committed: 0,
      received: 0,
      spent: 0,
      setAside: 0,
      notConsidered: 0,
    }));
    row.spent += cents(spent);
    if (status === 'setAside') setAside.add(source);
    else if (status === 'notConsidered') notConsidered.add(source);
    else row[status] += cents(amount);
  }
  for (const source of setAside) sources.get(source)!.setAside++;
  for (const source of notConsidered) sources.get(source)!.notConsidered++;
};

const nothingCovered = (): CoveredDollars => ({ amount: 0, received: 0, committed: 0, applied: 0, idea: 0 });

const coveredParts = ['amount', 'received', 'committed', 'applied', 'idea'] as const;

const addCents = (so: CoveredDollars, more: CoveredDollars): void => {
  for (const part of coveredParts) so[part] += more[part];
};

const addCovered = (so: CoveredDollars, more: CoveredDollars): void =>
  addCents(so, { ...more, ...Object.fromEntries(coveredParts.map((part) => [part, cents(more[part])])) });

const inDollars = (covered: CoveredDollars): CoveredDollars => ({
  amount: dollars(covered.amount),
  received: dollars(covered.received),
  committed: dollars(covered.committed),
  applied: dollars(covered.applied),
  idea: dollars(covered.idea),
});

/** Only communities that say both how many people and what they cost: the others would make a person look cheap, or dear. */
const costPart = (peopleOf: (summary: PlanSummary) => number | null): FoldPart<number | null> => {
  let people = 0;
  let needed = 0;
  return {
    add: (summary) => {
      const here = peopleOf(summary) ?? 0;
      if (here <= 0 || !summary.needs.some(({ amount }) => amount > 0)) return;
      people += here;
      needed += total(summary.needs, ({ amount }) => cents(amount));
    },
    result: () => (people === 0 ? null : dollars(Math.round(needed / people))),
  };
};
