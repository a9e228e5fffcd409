import type { StoredDocument } from './document.ts';
import { type FieldPath, NAME_FIELD, parseFieldPath, valueAt } from './field-path.ts';
import { afterAllBelow, firstBelow, type Key, keyOfPath } from './key.ts';
import type { FieldOperator, FilterMessage } from './messages.ts';
import { parseName } from './name.ts';
import { invalid } from './status.ts';
import type { KeyRange } from './store.ts';
import { compareText } from './text-order.ts';
import { isNaNValue, normalizeValue, type Value } from './value.ts';
import { compareValues, equalValues, typeRank } from './value-order.ts';

/** A query's `where`, ready to use. */
export interface Filter {
  matches(document: StoredDocument): boolean;
  /** Fields that are compared by anything but equality, in the order of their names: results are sorted by them. */
  inequalityFields: string[];
  /** The only keys that can match, as far as conditions on the name tell. */
  narrow(range: KeyRange): KeyRange;
}

type Test = (document: StoredDocument) => boolean;

const INEQUALITIES: ReadonlySet<string> = new Set<FieldOperator | 'IS_NOT_NULL' | 'IS_NOT_NAN'>([
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'NOT_EQUAL',
  'NOT_IN',
  'IS_NOT_NULL',
  'IS_NOT_NAN',
]);

/** https://firebase.google.com/docs/firestore/query-data/queries#limits_on_or_queries */
const MAX_DISJUNCTIONS = 30;
const MAX_NOT_IN = 10;

export const compileFilter = (where: FilterMessage | null | undefined): Filter => {
  if (where === null || where === undefined)
    return { matches: () => true, inequalityFields: [], narrow: (range) => range };
  const conditions = [...leaves(where)];
  checkLimits(where, conditions);
  return {
    matches: compile(where),
    inequalityFields: [...new Set(conditions.filter(({ op }) => INEQUALITIES.has(op)).map(({ field }) => field))].sort(
      compareText,
    ),
    narrow: (range) => conjuncts(where).reduce(narrowByName, range),
  };
};

const compile = (filter: FilterMessage): Test => {
  if (filter.compositeFilter !== undefined) {
    const tests = filter.compositeFilter.filters.map(compile);
    if (tests.length === 0) throw invalid('A composite filter must have at least one filter in it.');
    return filter.compositeFilter.op === 'AND'
      ? (document) => tests.every((test) => test(document))
      : (document) => tests.some((test) => test(document));
  }
  if (filter.unaryFilter !== undefined) {
    const { op, field } = filter.unaryFilter;
    const path = parseFieldPath(field.fieldPath);
    const test = UNARY[op];
    return ({ fields }) => {
      const value = valueAt(fields, path);
      return value !== undefined && test(value);
    };
  }
  if (filter.fieldFilter === undefined) throw invalid('A filter must be a field, unary or composite filter.');
  const { field, op, value } = filter.fieldFilter;
  if (field.fieldPath === NAME_FIELD) return compileNameTest(op, normalizeValue(value));
  return compileFieldTest(parseFieldPath(field.fieldPath), op, normalizeValue(value));
};

const UNARY: Record<'IS_NULL' | 'IS_NOT_NULL' | 'IS_NAN' | 'IS_NOT_NAN', (value: Value) => boolean> = {
  IS_NULL: (value) => 'nullValue' in value,
  IS_NOT_NULL: (value) => !('nullValue' in value),
  IS_NAN: isNaNValue,
  IS_NOT_NAN: (value) => !isNaNValue(value) && !('nullValue' in value),
};

const compileFieldTest = (path: FieldPath, op: FieldOperator, operand: Value): Test => {
  const test = fieldTest(op, operand);
  return ({ fields }) => {
    const value = valueAt(fields, path);
    return value !== undefined && test(value);
  };
};

const fieldTest = (op: FieldOperator, operand: Value): ((value: Value) => boolean) => {
  switch (op) {
    case 'EQUAL':
      return (value) => equalValues(value, operand);
    case 'NOT_EQUAL':
      return (value) => !('nullValue' in value) && !equalValues(value, operand);
    case 'ARRAY_CONTAINS':
      return (value) => elementsOf(value).some((element) => equalValues(element, operand));
    case 'ARRAY_CONTAINS_ANY': {
      const wanted = listOperand(op, operand);
      return (value) => elementsOf(value).some((element) => wanted.some((one) => equalValues(element, one)));
    }
    case 'IN': {
      const wanted = listOperand(op, operand).filter((one) => !('nullValue' in one));
      return (value) => wanted.some((one) => equalValues(value, one));
    }
    case 'NOT_IN': {
      const unwanted = listOperand(op, operand);
      if (unwanted.some((one) => 'nullValue' in one)) return () => false;
      return (value) => !('nullValue' in value) && !unwanted.some((one) => equalValues(value, one));
    }
    default: {
      const holds = COMPARISONS[op];
      const rank = typeRank(operand);
      // A comparison matches only values of the operand's type; NaN is no number that could be smaller or larger.
      const isNaNOperand = isNaNValue(operand);
      return (value) =>
        typeRank(value) === rank && isNaNValue(value) === isNaNOperand && holds(compareValues(value, operand));
    }
  }
};

const COMPARISONS: Record<
  'LESS_THAN' | 'LESS_THAN_OR_EQUAL' | 'GREATER_THAN' | 'GREATER_THAN_OR_EQUAL',
  (order: number) => boolean
> = {
  LESS_THAN: (order) => order < 0,
  LESS_THAN_OR_EQUAL: (order) => order <= 0,
  GREATER_THAN: (order) => order > 0,
  GREATER_THAN_OR_EQUAL: (order) => order >= 0,
};

const compileNameTest = (op: FieldOperator, operand: Value): Test => {
  switch (op) {
    case 'EQUAL': {
      const wanted = keyOfReference(operand);
      return ({ key }) => key === wanted;
    }
    case 'NOT_EQUAL': {
      const unwanted = keyOfReference(operand);
      return ({ key }) => key !== unwanted;
    }
    case 'IN': {
      const wanted = new Set(listOperand(op, operand).map(keyOfReference));
      return ({ key }) => wanted.has(key);
    }
    case 'NOT_IN': {
      const unwanted = new Set(listOperand(op, operand).map(keyOfReference));
      return ({ key }) => !unwanted.has(key);
    }
    case 'ARRAY_CONTAINS':
    case 'ARRAY_CONTAINS_ANY':
      throw invalid(`${op} cannot be asked of ${NAME_FIELD}.`);
    default: {
      const bound = keyOfReference(operand);
      const holds = COMPARISONS[op];
      return ({ key }) => holds(compareText(key, bound));
    }
  }
};

/** The key that a reference to a document stands for; queries compare names by it. */
export const keyOfReference = (value: Value): Key => {
  if (!('referenceValue' in value)) throw invalid(`${NAME_FIELD} can only be compared with references to documents.`);
  return keyOfPath(parseName(value.referenceValue).path);
};

const elementsOf = (value: Value): readonly Value[] => ('arrayValue' in value ? (value.arrayValue.values ?? []) : []);

const listOperand = (op: FieldOperator, operand: Value): readonly Value[] => {
  const values = elementsOf(operand);
  if (!('arrayValue' in operand) || values.length === 0) throw invalid(`'${op}' requires a non-empty array of values.`);
  if (op === 'NOT_IN' && values.length > MAX_NOT_IN)
    throw invalid(`'NOT_IN' supports up to ${MAX_NOT_IN} comparison values.`);
  return values;
};

/** A single condition of a filter. */
interface Condition {
  field: string;
  op: FieldOperator | keyof typeof UNARY;
  value: unknown;
}

function* leaves(filter: FilterMessage): Iterable<Condition> {
  for (const inner of filter.compositeFilter?.filters ?? []) yield* leaves(inner);
  const { fieldFilter, unaryFilter } = filter;
  if (fieldFilter) yield { field: fieldFilter.field.fieldPath, op: fieldFilter.op, value: fieldFilter.value };
  if (unaryFilter) yield { field: unaryFilter.field.fieldPath, op: unaryFilter.op, value: null };
}

/** The conditions that every match must meet: those that stand under no OR. */
const conjuncts = (filter: FilterMessage): Condition[] =>
  filter.compositeFilter?.op === 'AND'
    ? filter.compositeFilter.filters.flatMap(conjuncts)
    : filter.compositeFilter === undefined
      ? [...leaves(filter)]
      : [];

const narrowByName = (range: KeyRange, { field, op, value }: Condition): KeyRange => {
  if (field !== NAME_FIELD) return range;
  const bound = (): Key => keyOfReference(normalizeValue(value));
  switch (op) {
    case 'EQUAL':
      return intersect(range, { from: bound(), to: firstBelow(bound()) });
    case 'GREATER_THAN':
      return intersect(range, { from: firstBelow(bound()), to: range.to });
    case 'GREATER_THAN_OR_EQUAL':
      return intersect(range, { from: bound(), to: range.to });
    case 'LESS_THAN':
      return intersect(range, { from: range.from, to: bound() });
    case 'LESS_THAN_OR_EQUAL':
      return intersect(range, { from: range.from, to: firstBelow(bound()) });
    default:
      return range;
  }
};

export const intersect = (a: KeyRange, b: KeyRange): KeyRange => ({
  from: compareText(a.from, b.from) >= 0 ? a.from : b.from,
  to: compareText(a.to, b.to) <= 0 ? a.to : b.to,
});

/** All keys below a document, a collection or, for the empty key, the root. */
export const rangeBelow = (key: Key): KeyRange => ({ from: firstBelow(key), to: afterAllBelow(key) });

const checkLimits = (where: FilterMessage, conditions: readonly Condition[]): void => {
  const disjunctions = countDisjunctions(where);
  if (disjunctions > MAX_DISJUNCTIONS)
    throw invalid(
      `The query has ${disjunctions} disjunctions once its IN, ARRAY_CONTAINS_ANY and OR are multiplied out; Firestore allows ${MAX_DISJUNCTIONS}.`,
    );
  const count = (...ops: string[]): number => conditions.filter(({ op }) => ops.includes(op)).length;
  if (count('NOT_IN') > 1) throw invalid("A query cannot have more than one 'NOT_IN' filter.");
  if (count('NOT_IN') > 0 && count('NOT_EQUAL', 'IS_NOT_NULL', 'IS_NOT_NAN') > 0)
    throw invalid("A query cannot have both 'NOT_IN' and 'NOT_EQUAL' filters.");
};

/** How many conjunctions the filter has in disjunctive normal form. */
const countDisjunctions = (filter: FilterMessage): number => {
  if (filter.compositeFilter !== undefined) {
    const counts = filter.compositeFilter.filters.map(countDisjunctions);
    return filter.compositeFilter.op === 'AND'
      ? counts.reduce((product, count) => product * count, 1)
      : counts.reduce((total, count) => total + count, 0);
  }
  const { fieldFilter } = filter;
  if (fieldFilter?.op !== 'IN' && fieldFilter?.op !== 'ARRAY_CONTAINS_ANY') return 1;
  return elementsOf(normalizeValue(fieldFilter.value)).length;
};
