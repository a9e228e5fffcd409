import type { PublishedRollup } from '../rollup.ts';
import type { RollupWords } from '../words.ts';
import { type HtmlPart, html } from './html.ts';
import { count, missing, more, number, section, table } from './parts.ts';

/** A page is for reading: what goes beyond is in the data files. */
const MOST_LOCAL_GOALS = 40;

export const localGoalSection = ({ localGoals, scope }: PublishedRollup, words: RollupWords): HtmlPart => {
  if (localGoals.length === 0) return null;
  const { text } = words;
  const shown = localGoals.slice(0, MOST_LOCAL_GOALS);
  const many = scope.kind !== 'community';
  return section(
    'local-goals',
    text('localGoals.title'),
    text(many ? 'localGoals.leadOfSeveral' : 'localGoals.lead'),
    html`${table({
      label: text('localGoals.title'),
      isLong: true,
      columns: [
        { header: text('localGoals.goal'), typed: true },
        ...(many ? [{ header: text('localGoals.community'), kind: 'words', typed: true } as const] : []),
        { header: text('localGoals.measure'), kind: 'words', typed: true },
        { header: text('localGoals.baseline') },
        { header: text('localGoals.target') },
        { header: text('localGoals.byWhen'), kind: 'date' },
      ],
      rows: shown.map((goal) => [
        goal.goal,
        ...(many ? [goal.community] : []),
        goal.measure ?? missing(text('labels.notSaid')),
        count(words, goal.baseline, 'labels.notGiven'),
        number(words, goal.target),
        goal.byWhen === null ? missing(text('labels.notGiven')) : words.day(goal.byWhen),
      ]),
    })}
${more(words, 'page.more.localGoals', localGoals.length - shown.length)}`,
  );
};
