import type { Fact } from './facts.ts';

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
export const topicsOf = (facts: Iterable<Fact>): Topic[] => {
  const byTopic = Map.groupBy(facts, (fact) => topics.find(({ holds }) => holds(fact))!);
  return topics.flatMap((topic) => {
    const own = byTopic.get(topic);
    if (!own) return [];
    const series = Map.groupBy(own, ({ indicator, breakdown }) => [indicator, ...breakdown.map(({ by }) => by)].join());
    return { title: topic.title, about: topic.about, facts: [...series.values()].flat() };
  });
};

const isBy = ({ breakdown }: Fact, ...kinds: readonly string[]): boolean =>
  breakdown[0] !== undefined && kinds.includes(breakdown[0].by);

/** The first that holds a fact has it; the last holds any, so that no fact is ever lost. */
const topics: readonly (Pick<Topic, 'title' | 'about'> & { holds: (fact: Fact) => boolean })[] = [
  {
    title: 'People',
    about: 'Everybody, stage by stage, against what the goal takes.',
    holds: ({ indicator, breakdown }) => indicator.startsWith('people-') && breakdown.length === 0,
  },
  {
    title: 'Segments',
    about: 'The same for each group of job seekers that the communities have goals for.',
    holds: (fact) => isBy(fact, 'segment'),
  },
  {
    title: 'Periods',
    about: 'What was counted in each period, in each quarter, and in the plan year through the end of each quarter.',
    holds: (fact) => isBy(fact, 'period', 'quarter', 'to date'),
  },
  {
    title: 'Communities',
    about: 'Who is in these figures, who is left out and why, and placements in each community.',
    holds: (fact) =>
      /^communit(?:y|ies)-/.test(fact.indicator) ||
      (/^people-placed(?:-at-even-pace)?$/.test(fact.indicator) && isBy(fact, 'community')),
  },
  {
    title: 'Forecast',
    about: 'What the year comes to at the pace so far, and the rates as they turn out beside the assumed ones.',
    holds: ({ indicator }) => /^(?:placements-forecast|rate-observed)/.test(indicator),
  },
  {
    title: 'Risk',
    about: 'How likely the plans reach their goals, and which rate the outreach hangs on most.',
    holds: ({ indicator }) => /^(?:chance|confidence|people-aware-by-rate)/.test(indicator),
  },
  {
    title: 'Money needed',
    about: 'What is needed, by need and by month, what may pay for it, and what is still to find.',
    holds: ({ indicator }) => /^(?:money|cost)-/.test(indicator),
  },
  {
    title: 'Funding',
    about: 'Where money comes from, by how certain it is, and what has been spent.',
    holds: ({ indicator }) => /^(?:funding|own-money)-/.test(indicator),
  },
  {
    title: 'Partners and jobs',
    about: 'Partners, the openings that employers expect, and the people who are expected to be ready for them.',
    holds: ({ indicator }) =>
      /^(?:partners|placements-employers|openings|employers|people-ready|people-without-opening|completers|training)/.test(
        indicator,
      ),
  },
  {
    title: 'Local goals',
    about: 'Goals that communities have set themselves beside placements, each measured as it says.',
    holds: ({ indicator }) => indicator === 'local-goal',
  },
  {
    title: 'More',
    about: 'How far the plans are worked out, what is wrong in them, and everything else.',
    holds: () => true,
  },
];
