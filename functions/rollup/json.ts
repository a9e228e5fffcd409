import { coverageOf } from './coverage.ts';
import { ROLLUP_FORMAT, type RollupDocument } from './json-schema.ts';
import type { PublishedRollup } from './rollup.ts';
import { scopeText } from './scope.ts';
import { rollupWords } from './words.ts';

/** The facts with all that is needed to read them without asking; the same bytes for the same data. */
export const rollupJson = (rollup: PublishedRollup): string => {
  const words = rollupWords(rollup.language);
  return `${JSON.stringify(
    {
      format: ROLLUP_FORMAT,
      scope: scopeText(rollup.scope),
      language: rollup.language,
      title: words.title(rollup),
      year: rollup.year,
      period: rollup.period,
      readAt: rollup.readAt,
      contentHash: rollup.contentHash,
      suppression: {
        threshold: rollup.threshold,
        hidden: rollup.hidden,
        meaning: words.text('files.hiddenMeaning', { threshold: rollup.threshold }),
        audit: rollup.audit,
      },
      coverage: coverageOf(rollup, words),
      communities: rollup.communities.map(
        ({ id, name, leadOrganization, states, yearStart, yearEnd, revision, readAt, findings, checklist }) => ({
          id,
          name,
          leadOrganization,
          states,
          yearStart,
          yearEnd,
          revision,
          readAt,
          findings,
          checklist,
        }),
      ),
      leftOut: rollup.leftOut.map((community) => ({ ...community, reason: words.tell(community.reason) })),
      withheld: rollup.withheld,
      waivers: rollup.waivers.map((waiver) => ({ ...waiver, table: words.tab(waiver.table) })),
      facts: [...rollup.facts],
    } satisfies RollupDocument,
    null,
    2,
  )}\n`;
};
