import { all, optionOf } from '../plan/messages/said.ts';
import type { FundingStatus, SourceKind } from '../plan/tables/funding.ts';
import { type NeedKind, needKinds } from '../plan/tables/resources.ts';
import { nameKey } from '../plan/text.ts';
import { type Fact, type FigureValues, ideaName, type Unit } from './facts.ts';
import type { FoldPart } from './fold/part.ts';
import { cents, dollars, entry } from './fold/sums.ts';
import type { Published, StepFigures } from './rollup.ts';
import type { RollupWords } from './words.ts';

/** A funder's own money in the plans of its communities. */
export interface FunderMoney {
  /** By community, then in the order of its Funding tab. */
  grants: Grant[];
  totals: { received: number; committed: number; applied: number; idea: number; spent: number; used: number };
  /** What is received or committed, by what it may pay for: each dollar once. */
  uses: UseOfMoney[];
}

/** Money that may pay for the same needs, in dollars. */
export interface UseOfMoney {
  /** In the order of the Resources tab; none where no plan says. */
  mayPayFor: NeedKind[];
  given: number;
  used: number;
  spent: number;
}

/** What one community has, or hopes for, of one program of the funder. Amounts in dollars. */
export interface Grant {
  communityId: string;
  community: string;
  source: SourceKind | string;
  program: string | null;
  status: FundingStatus;
  amount: number;
  spent: number;
  /** Of the amount, what finds something to pay for in this plan year. Which of its uses each dollar goes to no plan says. */
  used: number;
  mayPayFor: NeedKind[];
}

/**
 * The money of one funder, plan by plan.
 *
 * @param key  the funder's name as `nameKey` has it
 */
export const funderPart = (key: string): FoldPart<FunderMoney> => {
  const byCommunity = new Map<string, Grant[]>();
  return {
    add: ({ communityId, community, funding }) => {
      const own = funding.filter(({ funder }) => funder !== null && nameKey(funder) === key);
      byCommunity.set(
        communityId,
        own.map(({ funder: _, ...grant }) => ({ communityId, community: community.name, ...grant })),
      );
    },
    result: () => {
      const grants = [...byCommunity].sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, own]) => own);
      const total = (amountOf: (grant: Grant) => number): number =>
        grants.reduce((so, grant) => so + Math.round(amountOf(grant) * 100), 0) / 100;
      const by = (status: FundingStatus): number => total((grant) => (grant.status === status ? grant.amount : 0));
      return {
        grants,
        totals: {
          received: by('received'),
          committed: by('committed'),
          applied: by('applied'),
          idea: by('idea'),
          spent: total(({ spent }) => spent),
          used: total(({ used }) => used),
        },
        uses: usesOf(grants.filter(isGiven)),
      };
    },
  };
};

/** What is only hoped for is not given. */
export const isGiven = ({ status }: Grant): boolean => status === 'received' || status === 'committed';

/** The needs that fewest others are with come first, each in the order of the Resources tab. */
const usesOf = (given: readonly Grant[]): UseOfMoney[] => {
  const order = Object.keys(needKinds) as NeedKind[];
  const uses = new Map<string, UseOfMoney>();
  for (const { mayPayFor, amount, used, spent } of given) {
    const needs = order.filter((need) => mayPayFor.includes(need));
    const use = entry(uses, needs.join(), () => ({ mayPayFor: needs, given: 0, used: 0, spent: 0 }));
    use.given += cents(amount);
    use.used += cents(used);
    use.spent += cents(spent);
  }
  const place = ({ mayPayFor }: UseOfMoney): number => order.indexOf(mayPayFor[0]!);
  return [...uses.values()]
    .sort((one, other) => one.mayPayFor.length - other.mayPayFor.length || place(one) - place(other))
    .map((use) => ({ ...use, given: dollars(use.given), used: dollars(use.used), spent: dollars(use.spent) }));
};

/**
 * What the funder gives for each placement that its communities aim at, and what of it is spent for each so far; dollars, null where that cannot be said. Others
 * pay for the same placements, so that this is no price of one.
 */
export const moneyByPlacement = (
  { received, committed, spent }: FunderMoney['totals'],
  { actual, target }: Pick<StepFigures<Published>, 'actual' | 'target'>,
): { planned: number | null; soFar: number | null } => {
  const each = (amount: number, people: number): number => dollars(Math.round(cents(amount) / people));
  return {
    planned: target === null || target === 0 ? null : each(received + committed, target),
    soFar: typeof actual !== 'number' || actual === 0 ? null : each(spent, actual),
  };
};

/** What a funder's own money does: in all, and grant by grant with what it may pay for. */
export const funderFacts = (
  { grants, totals, uses }: FunderMoney,
  placed: Pick<StepFigures<Published>, 'actual' | 'target'>,
  figure: (indicator: string, title: string, unit: Unit, values: FigureValues) => Fact,
  words: RollupWords,
): Fact[] => {
  const { text, tell, source: sourceName, need: needName } = words;
  const byPlacement = moneyByPlacement(totals, placed);
  return [
    ...(['received', 'committed', 'applied', 'idea', 'used', 'spent'] as const).map((status) =>
      figure(`own-money-${status}`, text(`facts.ownMoney.${status}`, ideaName), 'USD', { actual: totals[status] }),
    ),
    ...grants.flatMap(({ communityId, program, source, status, amount, spent, used, mayPayFor }, index) => {
      const of = {
        communities: 1,
        breakdown: [
          { by: 'community', value: communityId },
          // Two grants of one name are two grants.
          { by: 'grant', value: `${index + 1}${program === null ? '' : `: ${program}`}` },
        ],
        note: [
          sourceName(source),
          tell(optionOf('funding', 'status', status)),
          mayPayFor.length === 0 ? null : text('facts.ownMoney.mayPayFor', { needs: all(mayPayFor.map(needName)) }),
        ]
          .filter((part) => part !== null)
          .join('; '),
      };
      return [
        figure('own-money-granted', text('facts.ownMoney.granted'), 'USD', { ...of, actual: amount }),
        figure('own-money-used', text('facts.ownMoney.used'), 'USD', { ...of, actual: used }),
        figure('own-money-spent', text('facts.ownMoney.spent'), 'USD', { ...of, actual: spent }),
      ];
    }),
    ...uses.flatMap((use) => {
      const breakdown = [{ by: 'may pay for', value: usesName(use, words) }];
      return [
        figure('own-money-given', text('facts.ownMoney.given'), 'USD', { breakdown, actual: use.given }),
        figure('own-money-used', text('facts.ownMoney.used'), 'USD', { breakdown, actual: use.used }),
        figure('own-money-spent', text('facts.ownMoney.spent'), 'USD', { breakdown, actual: use.spent }),
      ];
    }),
    ...(byPlacement.planned === null && byPlacement.soFar === null
      ? []
      : [
          figure('own-money-per-placement', text('facts.ownMoney.perPlacement'), 'USD', {
            target: byPlacement.planned,
            actual: byPlacement.soFar,
            note: text('facts.ownMoney.perPlacementNote'),
          }),
        ]),
  ];
};

/** `Childcare and Transportation` */
export const usesName = ({ mayPayFor }: Pick<UseOfMoney, 'mayPayFor'>, { text, tell, need }: RollupWords): string =>
  mayPayFor.length === 0 ? text('labels.notSaid') : tell(all(mayPayFor.map(need)));
