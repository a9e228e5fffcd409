import type { Fact } from './facts.ts';
import type { RollupText, RollupWords } from './words.ts';

/** What a reader looks for in one place, with the facts that speak of it. */
export interface Topic {
  /** At most 31 characters, none of `[]:*?/\`: a sheet is called so. */
  title: string;
  about: string;
  facts: Fact[];
}

/**
 * Every fact in exactly one topic, the topics in a fixed order and only those that there is something to say of.
 *
 * Facts of one indicator and one kind of breakdown follow each other, so that their names and numbers are what a chart is drawn from.
 */
export const topicsOf = (facts: Iterable<Fact>, { text }: RollupWords): Topic[] => {
  const byTopic = Map.groupBy(facts, (fact) => topics.find(({ holds }) => holds(fact))!);
  return topics.flatMap((topic) => {
    const own = byTopic.get(topic);
    if (!own) return [];
    const series = Map.groupBy(own, ({ indicator, breakdown }) => [indicator, ...breakdown.map(({ by }) => by)].join());
    return {
      title: text(`files.topics.${topic.name}.title`),
      about: text(`files.topics.${topic.name}.about`),
      facts: [...series.values()].flat(),
    };
  });
};

const isBy = ({ breakdown }: Fact, ...kinds: readonly string[]): boolean =>
  breakdown[0] !== undefined && kinds.includes(breakdown[0].by);

type TopicName = RollupText extends infer Key ? (Key extends `files.topics.${infer Name}.title` ? Name : never) : never;

/** The first that holds a fact has it; the last holds any, so that no fact is ever lost. */
const topics: readonly { name: TopicName; holds: (fact: Fact) => boolean }[] = [
  {
    name: 'people',
    holds: ({ indicator, breakdown }) => indicator.startsWith('people-') && breakdown.length === 0,
  },
  {
    name: 'segments',
    holds: (fact) => isBy(fact, 'segment'),
  },
  {
    name: 'periods',
    holds: (fact) => isBy(fact, 'period', 'quarter', 'to date'),
  },
  {
    name: 'communities',
    holds: (fact) =>
      /^communit(?:y|ies)-/.test(fact.indicator) ||
      (/^people-placed(?:-at-even-pace)?$/.test(fact.indicator) && isBy(fact, 'community')),
  },
  {
    name: 'forecast',
    holds: ({ indicator }) => /^(?:placements-forecast|rate-observed)/.test(indicator),
  },
  {
    name: 'risk',
    holds: ({ indicator }) => /^(?:chance|confidence|people-aware-by-rate)/.test(indicator),
  },
  {
    name: 'moneyNeeded',
    holds: ({ indicator }) => /^(?:money|cost)-/.test(indicator),
  },
  {
    name: 'funding',
    holds: ({ indicator }) => /^(?:funding|own-money)-/.test(indicator),
  },
  {
    name: 'partners',
    holds: ({ indicator }) =>
      /^(?:partners|placements-employers|openings|employers|people-ready|people-without-opening|completers|training)/.test(
        indicator,
      ),
  },
  {
    name: 'localGoals',
    holds: ({ indicator }) => indicator === 'local-goal',
  },
  {
    name: 'more',
    holds: () => true,
  },
];
