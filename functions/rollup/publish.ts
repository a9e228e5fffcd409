import { createHash } from 'node:crypto';
import { factsOf } from './facts.ts';
import { foldRollup, type RollupInput } from './fold.ts';
import type { PublishedRollup } from './rollup.ts';
import { suppressRollup } from './suppress.ts';

/** From the plans' summaries to what may be published, in every format alike: the only way to a `PublishedRollup`. */
export const publishRollup = (input: RollupInput): PublishedRollup => {
  const rollup = suppressRollup(foldRollup(input), input.summaries);
  const facts = { [Symbol.iterator]: () => factsOf(rollup) };
  const hash = createHash('sha256');
  let hidden = 0;
  for (const piece of canonical(rollup, PIECES_DEEP)) hash.update(piece, 'utf8');
  for (const fact of facts) {
    hash.update(canonicalText(fact), 'utf8');
    if (fact.status === 'hidden') hidden++;
  }
  return { ...rollup, facts, hidden, contentHash: hash.digest('hex') };
};

/** When and in which revision a plan was read changes without any figure changing. */
const notContent = new Set(['readAt', 'revision']);

/** The rollup, its lists, and what stands in them: of a large scope the whole text is as long as its files. */
const PIECES_DEEP = 2;

/** One text for one content: keys in code unit order, no spaces. */
function* canonical(value: unknown, deep: number): Generator<string> {
  if (deep === 0 || value === null || typeof value !== 'object') {
    yield canonicalText(value);
  } else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      yield index === 0 ? '[' : ',';
      yield* canonical(each, deep - 1);
    }
    yield value.length === 0 ? '[]' : ']';
  } else {
    const fields = contentOf(value);
    for (const [index, [key, field]] of fields.entries()) {
      yield `${index === 0 ? '{' : ','}${JSON.stringify(key)}:`;
      yield* canonical(field, deep - 1);
    }
    yield fields.length === 0 ? '{}' : '}';
  }
}

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
