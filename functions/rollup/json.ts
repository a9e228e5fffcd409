import { coverageOf } from './coverage.ts';
import { ROLLUP_FORMAT, type RollupDocument } from './json-schema.ts';
import type { PublishedRollup } from './rollup.ts';
import { scopeText } from './scope.ts';
import { rollupWords } from './words.ts';

/**
 * The facts with all that is needed to read them without asking; the same bytes for the same data.
 *
 * Piece by piece as it is asked for: of a large scope the file is never whole in memory.
 */
export function* jsonPieces(rollup: PublishedRollup): Generator<string> {
  let before = '{\n';
  for (const [name, value] of Object.entries(documentOf(rollup))) {
    yield `${before}  ${JSON.stringify(name)}: `;
    if (typeof value === 'object' && Symbol.iterator in value) yield* listPieces(value);
    else yield indented(value, '  ');
    before = ',\n';
  }
  yield '\n}\n';
}

function* listPieces(items: Iterable<unknown>): Generator<string> {
  let isEmpty = true;
  for (const item of items) {
    yield `${isEmpty ? '[' : ','}\n    ${indented(item, '    ')}`;
    isEmpty = false;
  }
  yield isEmpty ? '[]' : '\n  ]';
}

/** As `JSON.stringify` would indent it within the whole. */
const indented = (value: unknown, by: string): string => JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`);

/** Its lists need not be in memory. */
type Gathered<Document> = {
  [Name in keyof Document]: Document[Name] extends readonly (infer Item)[] ? Iterable<Item> : Document[Name];
};

const documentOf = (rollup: PublishedRollup): Gathered<RollupDocument> => {
  const words = rollupWords(rollup.language);
  return {
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
    communities: rollup.communities
      .values()
      .map(({ id, name, leadOrganization, states, yearStart, yearEnd, revision, readAt, findings, checklist }) => ({
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
      })),
    leftOut: rollup.leftOut.values().map((community) => ({ ...community, reason: words.tell(community.reason) })),
    withheld: rollup.withheld,
    waivers: rollup.waivers.values().map((waiver) => ({ ...waiver, table: words.tab(waiver.table) })),
    facts: rollup.facts,
  };
};
