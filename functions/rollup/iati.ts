import { createHash } from 'node:crypto';
import { coverageOf } from './coverage.ts';
import type { Fact } from './facts.ts';
import { methodNotes } from './method.ts';
import type { Publisher } from './publisher.ts';
import type { Published, PublishedRollup, Rollup } from './rollup.ts';
import { scopeText } from './scope.ts';
import { type RollupText, type RollupWords, rollupWords } from './words.ts';
import { type XmlElement, xml, xmlDocument } from './xml.ts';

/**
 * The facts as results in IATI's form: one activity for the scope and the plan year, its figures as indicators.
 *
 * | of a fact | in IATI |
 * | --- | --- |
 * | indicator, title, unit | an indicator with the code as its own vocabulary's reference (99) |
 * | period | `period`; what the figure is a part by: `dimension` of target and actual |
 * | baseline, target, actual | `baseline`, `target`, `actual`; the further targets have one more dimension each |
 * | note | `comment` |
 * | no number, and why | no `actual`, as IATI has it, and `none` in a namespace of our own, which IATI provides for |
 *
 * How many communities' figures are in a fact has no place there.
 *
 * @returns null where the plan year is not known: IATI has no period without its days
 * Source: https://iatistandard.org/en/iati-standard/203/activity-standard/iati-activities/iati-activity/result/
 */
export const rollupIati = (rollup: PublishedRollup, publisher: Publisher): string | null => {
  const { from, to } = rollup.period;
  if (from === null || to === null) return null;
  const words = rollupWords(rollup.language);
  return xmlDocument(
    xml(
      'iati-activities',
      { version: '2.03', 'generated-datetime': rollup.readAt, 'xmlns:techhire': NAMESPACE },
      xml(
        'iati-activity',
        { 'default-currency': 'USD', 'last-updated-datetime': rollup.readAt, 'xml:lang': rollup.language },
        xml('iati-identifier', {}, activityIdentifier(rollup, publisher)),
        xml('reporting-org', { ref: publisher.organization, type: publisher.type }, narrative(publisher.name)),
        xml(
          'title',
          {},
          narrative(words.text('files.iati.title', { title: words.title(rollup), year: String(rollup.year) })),
        ),
        xml('description', { type: 1 }, narrative(descriptionOf(rollup, words))),
        participants(rollup, publisher),
        activityStatus(rollup.readAt, from, to),
        xml('recipient-country', { code: 'US', percentage: 100 }),
        // DAC's sector 11330 is vocational training.
        xml('sector', { vocabulary: 1, code: 11330, percentage: 100 }),
        resultsOf(rollup.facts, words),
      ),
    ),
  );
};

/** Elements that IATI does not have. */
const NAMESPACE = 'urn:techhire-rollup:1';

const narrative = (text: string): XmlElement => xml('narrative', {}, text);

/**
 * Begins with the organization, as IATI demands, and has no character that it forbids; a scope that had to be spelled in another way has a piece
 * of its hash, so that no two are the same.
 */
const activityIdentifier = ({ scope, year }: PublishedRollup, { organization }: Publisher): string => {
  const text = scopeText(scope);
  const plain = text.replace(':', '-').replace(/[^A-Za-z0-9.-]+/g, '-');
  const exact = plain === text.replace(':', '-');
  const hash = exact ? '' : `-${createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 8)}`;
  return `${organization}-TECHHIRE-${plain}${hash}-${year}`;
};

const descriptionOf = (rollup: PublishedRollup, words: RollupWords): string => {
  const { text } = words;
  const coverage = coverageOf(rollup, words);
  return [
    ...(coverage === '' ? [] : [`${coverage}.`]),
    text('files.iati.missing', { hidden: text('files.hiddenMeaning', { threshold: rollup.threshold }) }),
    ...methodNotes(rollup, words).map((note) => (note.alert === null ? note.text : `${note.alert} ${note.text}`)),
    text('files.iati.hash', { hash: rollup.contentHash }),
  ].join('\n');
};

const ACCOUNTABLE = 2;
const IMPLEMENTING = 4;

const participants = ({ communities }: Rollup<Published>, { organization, name, type }: Publisher): XmlElement[] => [
  xml('participating-org', { ref: organization, type, role: ACCOUNTABLE }, narrative(name)),
  ...[...new Set(communities.flatMap(({ leadOrganization }) => leadOrganization ?? []))].map((lead) =>
    xml('participating-org', { role: IMPLEMENTING }, narrative(lead)),
  ),
];

/** As of the day of reading. Codes: ActivityStatus 1 to 3, ActivityDateType 1 to 4. */
const activityStatus = (readAt: string, from: string, to: string): XmlElement[] => {
  const today = readAt.slice(0, 10);
  const [begun, ended] = [today >= from, today > to];
  const date = (type: number, day: string) => xml('activity-date', { type, 'iso-date': day });
  return [
    xml('activity-status', { code: ended ? 3 : begun ? 2 : 1 }),
    date(1, from),
    ...(begun ? [date(2, from)] : []),
    date(3, to),
    ...(ended ? [date(4, to)] : []),
  ];
};

/** Codes of ResultType; the first whose pattern an indicator has. */
const results: readonly { type: number; title: RollupText & `files.iati.${string}`; holds: RegExp }[] = [
  { type: 2, title: 'files.iati.placed', holds: /^people-placed|^placements-forecast/ },
  {
    type: 1,
    title: 'files.iati.reached',
    holds: /^people-(?:aware|applied|assessed|matched|enrolled|completed)$|^rate-observed/,
  },
  { type: 9, title: 'files.iati.other', holds: /^/ },
];

const resultsOf = (facts: Iterable<Fact>, words: RollupWords): XmlElement[] => {
  const byResult = Map.groupBy(facts, ({ indicator }) => results.find(({ holds }) => holds.test(indicator))!);
  return results.flatMap((result) => {
    const own = byResult.get(result);
    if (!own) return [];
    const byIndicator = Map.groupBy(own, ({ indicator, title, unit }) => JSON.stringify([indicator, title, unit]));
    return xml('result', { type: result.type }, xml('title', {}, narrative(words.text(result.title))), [
      ...[...byIndicator.values()].map((facts) => indicatorOf(facts, words)),
    ]);
  });
};

/** Indicators of which less is better. */
const descending =
  /^(?:cost-|money-still-to-find|openings-short|people-without-opening|findings|warning-waived|community-left-out)/;

/** Codes of IndicatorMeasure. */
const [UNIT, PERCENTAGE] = [1, 2];
/** The vocabulary of whoever reports. */
const OWN_VOCABULARY = 99;

const indicatorOf = (facts: readonly Fact[], words: RollupWords): XmlElement => {
  const { indicator, title, unit, source } = facts[0]!;
  const byPeriod = Map.groupBy(facts, ({ periodStart, periodEnd }) => `${periodStart}/${periodEnd}`);
  return xml(
    'indicator',
    { measure: unit === 'percent' ? PERCENTAGE : UNIT, ascending: descending.test(indicator) ? 'false' : 'true' },
    xml('title', {}, narrative(title)),
    xml('description', {}, narrative(words.text('files.iati.indicator', { unit: words.unit(unit), source }))),
    xml('reference', { vocabulary: OWN_VOCABULARY, code: indicator }),
    facts.flatMap((fact) =>
      fact.baseline === null
        ? []
        : xml(
            'baseline',
            { year: fact.periodStart!.slice(0, 4), 'iso-date': fact.periodStart, value: fact.baseline },
            dimensionsOf(fact),
          ),
    ),
    [...byPeriod.values()].map(periodOf),
  );
};

const periodOf = (facts: readonly Fact[]): XmlElement => {
  const { periodStart, periodEnd } = facts[0]!;
  return xml(
    'period',
    {},
    // What is due before the plan year begins has no first day; IATI wants one that is not after the last.
    xml('period-start', { 'iso-date': periodStart! < periodEnd! ? periodStart : periodEnd }),
    xml('period-end', { 'iso-date': periodEnd }),
    facts.flatMap(targetsOf),
    facts.flatMap((fact) =>
      fact.actual === null ? [] : xml('actual', { value: fact.actual }, dimensionsOf(fact), commentOf(fact)),
    ),
    facts.flatMap((fact) =>
      fact.actual === null ? xml('techhire:none', { status: fact.status }, dimensionsOf(fact), commentOf(fact)) : [],
    ),
  );
};

/** The likely target, and those that another assumption gives: each says by one more dimension which it is. */
const targetsOf = (fact: Fact): XmlElement[] =>
  (
    [
      [fact.target, null],
      [fact.targetIfRatesLow, { name: 'if all rates turn out', value: 'low' }],
      [fact.targetIfRatesHigh, { name: 'if all rates turn out', value: 'high' }],
      [fact.targetWithConfidence, { name: 'to be as sure as is wanted', value: 'at the likely rates' }],
      [fact.targetWithUncertainRates, { name: 'to be as sure as is wanted', value: 'with uncertain rates' }],
    ] as const
  ).flatMap(([value, assumption]) =>
    value === null
      ? []
      : xml(
          'target',
          { value },
          dimensionsOf(fact),
          assumption === null ? null : xml('dimension', assumption),
          commentOf(fact),
        ),
  );

const dimensionsOf = ({ breakdown }: Fact): XmlElement[] =>
  breakdown.map(({ by, value }) => xml('dimension', { name: by, value }));

const commentOf = ({ note }: Fact): XmlElement | null => (note === null ? null : xml('comment', {}, narrative(note)));
