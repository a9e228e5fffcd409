import type { CostKind } from './money.ts';
import type { Cents } from './value.ts';

/** What other programs have spent on one person, as published. Beside a plan's own cost it says whether the plan is in the usual range. */
export interface PublishedCost {
  kind: CostKind;
  amount: Cents;
  /** Who, what is in it, and when. */
  what: string;
  source: string;
}

export const publishedCosts: readonly PublishedCost[] = [
  {
    kind: 'participant',
    amount: 833_300,
    what: 'federal money in the DOL TechHire grants of 2016: $150 million for 18,000 people',
    source: 'h1btechhire.workforcegps.org',
  },
  {
    kind: 'participant',
    amount: 900_000,
    what: 'Per Scholas, training in person',
    source: 'catalog.results4america.org/program/per-scholas',
  },
  {
    kind: 'participant',
    amount: 2_829_000,
    what: 'Year Up, with internships of which employers pay 59%',
    source: 'givingcompass.org, Year Up PACE',
  },
  {
    kind: 'placement',
    amount: 583_300,
    what: 'public money planned by Apprenti in 2016: $3.5 million for 600 people',
    source: 'geekwire.com 2016',
  },
  {
    kind: 'placement',
    amount: 4_000_000,
    what: 'Year Up, placed for good, estimated in 2007',
    source: 'givewell.org',
  },
];
