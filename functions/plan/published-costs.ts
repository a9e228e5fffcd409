import type { en } from './messages/en.ts';
import type { CostKind } from './money.ts';
import type { Cents } from './value.ts';

/** What other programs have spent on one person, as published. Beside a plan's own cost it says whether the plan is in the usual range. */
export interface PublishedCost {
  kind: CostKind;
  amount: Cents;
  /** The name under which messages say who, what is in it, and when. */
  what: keyof (typeof en)['publishedCosts'];
  source: string;
}

export const publishedCosts: readonly PublishedCost[] = [
  {
    kind: 'participant',
    amount: 833_300,
    what: 'techHireGrants',
    source: 'h1btechhire.workforcegps.org',
  },
  {
    kind: 'participant',
    amount: 900_000,
    what: 'perScholas',
    source: 'catalog.results4america.org/program/per-scholas',
  },
  {
    kind: 'participant',
    amount: 2_829_000,
    what: 'yearUpParticipant',
    source: 'givingcompass.org, Year Up PACE',
  },
  {
    kind: 'placement',
    amount: 583_300,
    what: 'apprenti',
    source: 'geekwire.com 2016',
  },
  {
    kind: 'placement',
    amount: 4_000_000,
    what: 'yearUpPlacement',
    source: 'givewell.org',
  },
];
