import { createHash } from 'node:crypto';
import { factsOf } from './facts.ts';
import { foldRollup, type RollupInput } from './fold.ts';
import type { PublishedRollup } from './rollup.ts';
import { suppressRollup } from './suppress.ts';

/** From the plans' summaries to what may be published, in every format alike: the only way to a `PublishedRollup`. */
export const publishRollup = (input: RollupInput): PublishedRollup => {
  const rollup = suppressRollup(foldRollup(input), input.summaries);
  const facts = factsOf(rollup);
  return {
    ...rollup,
    facts,
    hidden: facts.filter(({ status }) => status === 'hidden').length,
    contentHash: createHash('sha256')
      .update(canonical({ ...rollup, facts }), 'utf8')
      .digest('hex'),
  };
};

/** When and in which revision a plan was read changes without any figure changing. */
const notContent = new Set(['readAt', 'revision']);

/** One text for one content: keys in code unit order, no spaces. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([key, field]) => field !== undefined && !notContent.has(key))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
};
