import type { Fact } from './facts.ts';
import { entry } from './fold/sums.ts';
import type { RollupText, RollupWords } from './words.ts';

/** What a reader looks for in one place, with the facts that speak of it. */
export interface Topic {
  /** At most 31 characters, none of `[]:*?/\`: a sheet is called so. */
  title: string;
  about: string;
  /** Looked for among all facts each time that they are gone through. */
  facts: Iterable<Fact>;
  count: number;
}

/**
 * Every fact in exactly one topic, the topics in a fixed order and only those that there is something to say of.
 *
 * Facts of one indicator and one kind of breakdown follow each other, so that their names and numbers are what a chart is drawn from.
 *
 * @param facts  can be gone through again and again; of a large scope they are never all in memory
 */
export const topicsOf = (facts: Iterable<Fact>, { text }: RollupWords): Topic[] => {
  const byTopic = new Map<TopicName, Map<string, number>>();
  for (const fact of facts) {
    const { name } = topics.find(({ holds }) => holds(fact))!;
    const series = entry(byTopic, name, () => new Map<string, number>());
    series.set(seriesOf(fact), (series.get(seriesOf(fact)) ?? 0) + 1);
  }
  return topics.flatMap(({ name }) => {
    const series = byTopic.get(name);
    if (!series) return [];
    return {
      title: text(`files.topics.${name}.title`),
      about: text(`files.topics.${name}.about`),
      facts: { [Symbol.iterator]: () => factsInSeries(facts, series) },
      count: [...series.values()].reduce((sum, count) => sum + count, 0),
    };
  });
};

/** What all facts of a series have in common; they are of one topic. */
const seriesOf = ({ indicator, breakdown }: Fact): string => [indicator, ...breakdown.map(({ by }) => by)].join();

/** @param series  the number of facts by series */
function* factsInSeries(facts: Iterable<Fact>, series: ReadonlyMap<string, number>): Generator<Fact> {
  for (const names of gatheredSeries(series)) {
    const gathered = new Map(names.map((name): [string, Fact[]] => [name, []]));
    for (const fact of facts) {
      const name = seriesOf(fact);
      if (names.length > 1) gathered.get(name)?.push(fact);
      else if (name === names[0]) yield fact;
    }
    yield* [...gathered.values()].flat();
  }
}

/** Series that follow each other and are few facts together are looked for at once; a long one goes out as it is found. */
function* gatheredSeries(series: ReadonlyMap<string, number>): Generator<string[]> {
  let [names, facts]: [string[], number] = [[], 0];
  for (const [name, count] of series) {
    if (names.length > 0 && facts + count > MOST_GATHERED) {
      yield names;
      [names, facts] = [[], 0];
    }
    names.push(name);
    facts += count;
  }
  if (names.length > 0) yield names;
}

const MOST_GATHERED = 5_000;

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
