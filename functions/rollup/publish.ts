import { createHash } from 'node:crypto';
import type { Language } from '../plan/messages/language.ts';
import type { Telling } from './disclosure/told.ts';
import { type Fact, factsOf } from './facts.ts';
import { moneyPart } from './fold/money.ts';
import { folded } from './fold/part.ts';
import { riskPart } from './fold/risk.ts';
import { foldRollup, type RollupInput } from './fold.ts';
import { forecastPart } from './forecasts.ts';
import type { Published, PublishedRollup, Rollup, WithheldPart } from './rollup.ts';
import { disclose } from './suppress.ts';
import { rollupWords } from './words.ts';

export type Publishing = RollupInput & { withheld?: readonly WithheldPart[] };

export const publishRollup = (input: Publishing): PublishedRollup => publishAndTell(input).rollup;

/** From the plans' summaries to what may be published, in every format alike: the only way to a `PublishedRollup`; and what it tells, for exports to come. */
export const publishAndTell = (input: Publishing): { rollup: PublishedRollup; telling: Telling } => {
  const withheld = [...(input.withheld ?? [])];
  const { rollup: whole, telling } = disclose(foldRollup(input), input.summaries, input.told ?? null);
  const rollup = { ...whole, ...blanksFor(withheld, whole), withheld };
  const language = 'en';
  const facts = shownFacts(rollup, language);
  const hash = createHash('sha256');
  let hidden = 0;
  for (const piece of canonical(rollup, PIECES_DEEP)) hash.update(piece, 'utf8');
  for (const fact of facts) {
    hash.update(canonicalText(fact), 'utf8');
    if (fact.status === 'hidden') hidden++;
  }
  return { rollup: { ...rollup, language, facts, hidden, contentHash: hash.digest('hex') }, telling };
};

/** The same rollup, its facts in another language: numbers, codes and the hash stay as they are. */
export const inLanguage = (rollup: PublishedRollup, language: Language): PublishedRollup =>
  language === rollup.language ? rollup : { ...rollup, language, facts: shownFacts(rollup, language) };

const shownFacts = (
  rollup: Rollup<Published> & Pick<PublishedRollup, 'withheld'>,
  language: Language,
): Iterable<Fact> => ({
  *[Symbol.iterator]() {
    for (const fact of factsOf(rollup, rollupWords(language)))
      if (!rollup.withheld.some((part) => indicatorsOf[part].test(fact.indicator))) yield fact;
  },
});

/** Of parts that are withheld nothing is left, neither in the facts nor in what a page is made of. */
const blanksFor = (
  withheld: readonly WithheldPart[],
  { communities }: Rollup<Published>,
): Partial<Rollup<Published>> => ({
  ...(withheld.includes('money')
    ? {
        money: folded(moneyPart(), []),
        funder: null,
        ledger: [],
        communities: communities.map((community) => ({ ...community, money: null })),
      }
    : {}),
  ...(withheld.includes('rates') ? { risk: folded(riskPart(), []), forecast: folded(forecastPart(), []) } : {}),
});

const indicatorsOf: Record<WithheldPart, RegExp> = {
  money: /^(?:money|cost|funding|own-money)-/,
  rates: /^(?:rate|chance|confidence|placements-forecast|people-aware-by-rate)/,
};

/** When and in which revision a plan was read changes without any figure changing. */
const notContent = new Set(['readAt', 'revision']);

/** The rollup, its lists, and what stands in them: of a large scope the whole text is as long as its files. */
const PIECES_DEEP = 2;

/** One text for one content: keys in code unit order, no spaces. */
function* canonical(value: unknown, deep: number): Generator<string> {
  if (deep === 0 || value === null || typeof value !== 'object') {
    yield canonicalText(value);
  } else if (isListed(value)) {
    let before = '[';
    for (const each of value) {
      yield before;
      yield* canonical(each, deep - 1);
      before = ',';
    }
    yield before === '[' ? '[]' : ']';
  } else {
    const fields = contentOf(value);
    for (const [index, [key, field]] of fields.entries()) {
      yield `${index === 0 ? '{' : ','}${JSON.stringify(key)}:`;
      yield* canonical(field, deep - 1);
    }
    yield fields.length === 0 ? '{}' : '}';
  }
}

/** A list need not be in memory. */
const isListed = (value: object): value is Iterable<unknown> => Symbol.iterator in value;

const canonicalText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${contentOf(value)
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalText(field)}`)
    .join(',')}}`;
};

const contentOf = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([key, field]) => field !== undefined && !notContent.has(key))
    .sort(([left], [right]) => (left < right ? -1 : 1));
