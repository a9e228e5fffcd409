import type { PublishedRollup } from './rollup.ts';
import type { RollupWords } from './words.ts';

/** What a reader has to know of the figures. `alert` comes first, and stands out. */
export interface MethodNote {
  alert: string | null;
  text: string;
}

/** How the figures are to be read and what their limits are, in every format that people read; what was left out for errors is the first. */
export const methodNotes = (rollup: PublishedRollup, { text }: RollupWords): MethodNote[] => {
  const { findings, checklist, threshold, hidden, communities: included, people } = rollup;
  const { target: withGoal, actual: counted } = people.whole.placed.communities;
  const communities = included.length;
  const warnings = findings.warning > 0 ? [text('method.warnings', { warnings: findings.warning })] : [];
  return [
    findings.error > 0
      ? {
          alert: text('method.errors', { errors: findings.error, communities }),
          text: [text('method.errorsHow'), ...warnings].join(' '),
        }
      : { alert: null, text: [text('method.noErrors'), ...warnings].join(' ') },
    ...[
      text('method.checklist', { ...checklist }),
      [
        text('method.soFar'),
        ...(communities > 1 ? [text('method.countedBy', { counted, withGoal, communities })] : []),
      ].join(' '),
      text('method.targets'),
      [text('method.hiding', { threshold, hidden }), auditNote(rollup, { text })].join(' ').trim(),
      text('method.amounts', { communities }),
    ].map((each) => ({ alert: null, text: each })),
  ];
};

/** How much is hidden and why, and what came of working it out; '' where nothing is hidden. */
export const auditNote = ({ audit }: PublishedRollup, { text }: Pick<RollupWords, 'text'>): string => {
  const { of, few, complementary, earlier } = audit.counts;
  if (few + complementary + earlier === 0) return '';
  return [
    text('method.hiddenCounts', { of, hidden: few + complementary + earlier, few, complementary, earlier }),
    ...(audit.narrowest === null ? [] : [text('method.audited', { narrowest: audit.narrowest })]),
    ...(audit.knownAnyway === 0 ? [] : [text('method.knownAnyway', { count: audit.knownAnyway })]),
  ].join(' ');
};
