import { stillToFind } from '../../plan/money.ts';
import type { PlanSummary } from '../../plan/summary.ts';
import { type SourceKind, sourceKinds } from '../../plan/tables/funding.ts';
import { needKinds } from '../../plan/tables/resources.ts';
import type { CoveredDollars, FundingRow, Money } from '../rollup.ts';
import { cents, compare, dollars, entry, inOrder, total } from './sums.ts';

export const foldMoney = (summaries: readonly PlanSummary[]): Money => {
  const needs = new Map<string, CoveredDollars>();
  const months = new Map<string, CoveredDollars>();
  const sources = new Map<string, FundingRow>();
  for (const summary of summaries) {
    for (const each of summary.needs) addCovered(entry(needs, each.need, nothingCovered), each);
    for (const each of summary.moneyByMonth) addCovered(entry(months, each.month, nothingCovered), each);
    const setAside = new Set<string>();
    const notConsidered = new Set<string>();
    for (const { source, status, amount, spent } of summary.funding) {
      const row = entry(sources, source, () => ({
        source,
        label: sourceKinds[source as SourceKind] ?? source,
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
  }
  const funding = inOrder([...sources.values()], ({ source }) => source, sourceKinds);
  const inAll = (status: keyof Money['totals']): number => dollars(funding.reduce((so, row) => so + row[status], 0));
  const covered = nothingCovered();
  for (const each of needs.values()) addCents(covered, each);
  return {
    needs: inOrder([...needs], ([need]) => need, needKinds).map(([need, each]) => ({
      need,
      label: (needKinds as Record<string, string>)[need] ?? need,
      ...inDollars(each),
    })),
    months: [...months]
      .sort(([left], [right]) => compare(left, right))
      .map(([month, each]) => ({ month, ...inDollars(each) })),
    covered: inDollars(covered),
    needed: dollars(covered.amount),
    stillToFind: dollars(stillToFind(covered)),
    costs: {
      placement: costOf(summaries, ({ goals }) => goals.placements),
      participant: costOf(summaries, ({ participants }) => participants),
    },
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
const costOf = (summaries: readonly PlanSummary[], people: (summary: PlanSummary) => number | null): number | null => {
  const saying = summaries.filter(
    (summary) => (people(summary) ?? 0) > 0 && summary.needs.some(({ amount }) => amount > 0),
  );
  const needed = total(saying, ({ needs }) => total(needs, ({ amount }) => cents(amount)));
  return saying.length === 0 ? null : dollars(Math.round(needed / total(saying, (summary) => people(summary)!)));
};
