import { all, optionOf } from '../plan/messages/said.ts';
import type { FundingStatus, SourceKind } from '../plan/tables/funding.ts';
import type { NeedKind } from '../plan/tables/resources.ts';
import { nameKey } from '../plan/text.ts';
import { type Fact, type FigureValues, ideaName, type Unit } from './facts.ts';
import type { FoldPart } from './fold/part.ts';
import type { RollupWords } from './words.ts';

/** A funder's own money in the plans of its communities. */
export interface FunderMoney {
  /** By community, then in the order of its Funding tab. */
  grants: Grant[];
  totals: { received: number; committed: number; applied: number; idea: number; spent: number; used: number };
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
      };
    },
  };
};

/** What a funder's own money does: in all, and grant by grant with what it may pay for. */
export const funderFacts = (
  { grants, totals }: FunderMoney,
  figure: (indicator: string, title: string, unit: Unit, values: FigureValues) => Fact,
  { text, tell, source: sourceName, need: needName }: RollupWords,
): Fact[] => [
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
];
