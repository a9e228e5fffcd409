import { wordsIn } from '../plan/messages/words.ts';
import { ROLLUP_FORMAT, type RollupDocument } from './json-schema.ts';
import { hiddenMeaning, type PublishedRollup } from './rollup.ts';
import { scopeText } from './scope.ts';

/** The facts with all that is needed to read them without asking; the same bytes for the same data. */
export const rollupJson = (rollup: PublishedRollup): string =>
  `${JSON.stringify(
    {
      format: ROLLUP_FORMAT,
      scope: scopeText(rollup.scope),
      title: rollup.title,
      year: rollup.year,
      period: rollup.period,
      readAt: rollup.readAt,
      contentHash: rollup.contentHash,
      suppression: {
        threshold: rollup.threshold,
        hidden: rollup.hidden,
        meaning: hiddenMeaning(rollup.threshold),
        audit: rollup.audit,
      },
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
      leftOut: rollup.leftOut.map((community) => ({ ...community, reason: wordsIn('en').tell(community.reason) })),
      withheld: rollup.withheld,
      waivers: rollup.waivers,
      facts: [...rollup.facts],
    } satisfies RollupDocument,
    null,
    2,
  )}\n`;
