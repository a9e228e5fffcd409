import type { StoredDocument } from './document.ts';
import { type FieldPath, parseFieldPath, valueAt } from './field-path.ts';
import type { AggregationMessage } from './messages.ts';
import { invalid } from './status.ts';
import { doubleValue, isNumber, NULL, numberOf, type Value } from './value.ts';

/** https://firebase.google.com/docs/firestore/query-data/aggregation-queries#limitations */
const MAX_AGGREGATIONS = 5;

/** The fields that a document must have for these aggregations to look at it. */
export const aggregatedFields = (aggregations: readonly AggregationMessage[]): FieldPath[] =>
  aggregations.flatMap(({ sum, avg }) => {
    const field = sum?.field ?? avg?.field;
    return field === undefined ? [] : [parseFieldPath(field.fieldPath)];
  });

/** The answers by alias; those without one are called field_1, field_2 and so on. */
export const aggregate = (
  documents: readonly StoredDocument[],
  aggregations: readonly AggregationMessage[],
): Record<string, Value> => {
  if (aggregations.length === 0 || aggregations.length > MAX_AGGREGATIONS)
    throw invalid(`A query must have 1 to ${MAX_AGGREGATIONS} aggregations, not ${aggregations.length}.`);
  const answers: Record<string, Value> = {};
  let unnamed = 0;
  for (const aggregation of aggregations) {
    const alias = aggregation.alias ?? `field_${++unnamed}`;
    if (Object.hasOwn(answers, alias)) throw invalid(`Two aggregations have the alias "${alias}".`);
    answers[alias] = answer(documents, aggregation);
  }
  return answers;
};

const answer = (documents: readonly StoredDocument[], { count, sum, avg }: AggregationMessage): Value => {
  if ([count, sum, avg].filter((operator) => operator !== undefined).length !== 1)
    throw invalid('An aggregation must be one of count, sum and avg.');
  if (count !== undefined) {
    if (count.upTo !== undefined && count.upTo <= 0) throw invalid('up_to must be above 0.');
    return { integerValue: String(Math.min(documents.length, count.upTo ?? Number.POSITIVE_INFINITY)) };
  }
  const path = parseFieldPath((sum ?? avg)!.field.fieldPath);
  const numbers = documents.flatMap(({ fields }) => {
    const value = valueAt(fields, path);
    return value !== undefined && isNumber(value) ? [value] : [];
  });
  if (sum !== undefined) return sumOf(numbers);
  return numbers.length === 0 ? NULL : doubleValue(asNumber(sumOf(numbers)) / numbers.length);
};

/** Whole as long as all are integers and the sum fits 64 bits; else a double. */
const sumOf = (numbers: readonly Value[]): Value => {
  let integers = 0n;
  let doubles = 0;
  let isWhole = true;
  for (const value of numbers) {
    if ('integerValue' in value) integers += BigInt(value.integerValue);
    else {
      doubles += asNumber(value);
      isWhole = false;
    }
  }
  if (isWhole && BigInt.asIntN(64, integers) === integers) return { integerValue: String(integers) };
  return doubleValue(Number(integers) + doubles);
};

const asNumber = (value: Value): number => Number(numberOf(value));
