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
  /** Whether nothing but the name is asked about. */
  readsNamesOnly: boolean;
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
    return { matches: () => true, inequalityFields: [], readsNamesOnly: true, narrow: (range) => range };
  const conditions = [...leaves(where)];
  checkLimits(where, conditions);
  return {
    matches: compile(where),
    inequalityFields: [...new Set(conditions.filter(({ op }) => INEQUALITIES.has(op)).map(({ field }) => field))].sort(
      compareText,
    ),
    readsNamesOnly: conditions.every(({ field }) => field === NAME_FIELD),
    narrow: (range) => conjuncts(where).reduce(narrowByName, range),
  };
};

const compile = (filter: FilterMessage): Test => {
  if (filter.compositeFilter !== undefined) {
    const tests = filter.compositeFilter.filters.map(compile);
    if (tests.length === 0) return () => true;
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
  return field.fieldPath === NAME_FIELD
    ? compileNameTest(op, value)
    : compileFieldTest(parseFieldPath(field.fieldPath), op, value);
};

const UNARY: Record<'IS_NULL' | 'IS_NOT_NULL' | 'IS_NAN' | 'IS_NOT_NAN', (value: Value) => boolean> = {
  IS_NULL: (value) => 'nullValue' in value,
  IS_NOT_NULL: (value) => !('nullValue' in value),
  IS_NAN: isNaNValue,
  IS_NOT_NAN: (value) => !isNaNValue(value) && !('nullValue' in value),
};

const compileFieldTest = (path: FieldPath, op: FieldOperator, operand: unknown): Test => {
  const test = fieldTest(op, operand);
  return ({ fields }) => {
    const value = valueAt(fields, path);
    return value !== undefined && test(value);
  };
};

/**
 * Null and NaN are found by unary filters only: they are equal to nothing, themselves included, and neither smaller nor larger than
 * anything. (A client turns `== null` and `== NaN` into unary filters.)
 */
const fieldTest = (op: FieldOperator, operand: unknown): ((value: Value) => boolean) => {
  switch (op) {
    case 'EQUAL': {
      const wanted = normalizeValue(operand);
      return isIncomparable(wanted) ? () => false : (value) => equalValues(value, wanted);
    }
    case 'NOT_EQUAL': {
      const unwanted = normalizeValue(operand);
      return 'nullValue' in unwanted ? () => false : (value) => !('nullValue' in value) && differs(value, [unwanted]);
    }
    case 'ARRAY_CONTAINS': {
      const wanted = normalizeValue(operand);
      return (value) => elementsOf(value).some((element) => equalValues(element, wanted));
    }
    case 'ARRAY_CONTAINS_ANY': {
      const wanted = listOperand(op, operand);
      return (value) => elementsOf(value).some((element) => wanted.some((one) => equalValues(element, one)));
    }
    case 'IN': {
      const wanted = listOperand(op, operand).filter((one) => !isIncomparable(one));
      return (value) => wanted.some((one) => equalValues(value, one));
    }
    case 'NOT_IN': {
      const unwanted = listOperand(op, operand);
      if (unwanted.some((one) => 'nullValue' in one)) return () => false;
      return (value) => !('nullValue' in value) && differs(value, unwanted);
    }
    default: {
      const bound = normalizeValue(operand);
      if (isIncomparable(bound)) return () => false;
      const holds = COMPARISONS[op];
      const rank = typeRank(bound);
      // A comparison matches only values of the operand's type.
      return (value) => typeRank(value) === rank && !isNaNValue(value) && holds(compareValues(value, bound));
    }
  }
};

const isIncomparable = (value: Value): boolean => 'nullValue' in value || isNaNValue(value);

const differs = (value: Value, others: readonly Value[]): boolean =>
  isNaNValue(value) || !others.some((other) => equalValues(value, other));

const COMPARISONS: Record<
  'LESS_THAN' | 'LESS_THAN_OR_EQUAL' | 'GREATER_THAN' | 'GREATER_THAN_OR_EQUAL',
  (order: number) => boolean
> = {
  LESS_THAN: (order) => order < 0,
  LESS_THAN_OR_EQUAL: (order) => order <= 0,
  GREATER_THAN: (order) => order > 0,
  GREATER_THAN_OR_EQUAL: (order) => order >= 0,
};

const compileNameTest = (op: FieldOperator, operand: unknown): Test => {
  switch (op) {
    case 'EQUAL': {
      const wanted = keyOfReference(normalizeValue(operand));
      return ({ key }) => key === wanted;
    }
    case 'NOT_EQUAL': {
      const unwanted = keyOfReference(normalizeValue(operand));
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
      const bound = keyOfReference(normalizeValue(operand));
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

/** Element by element, as a list of values to compare with may hold arrays, which an array of a document may not. */
const listOperand = (op: FieldOperator, operand: unknown): Value[] => {
  const values = listOf(operand).map((value) => normalizeValue(value));
  if (values.length === 0) throw invalid(`'${op}' requires a non-empty array of values.`);
  const most = op === 'NOT_IN' ? MAX_NOT_IN : MAX_DISJUNCTIONS;
  if (values.length > most) throw invalid(`'${op}' supports up to ${most} comparison values.`);
  return values;
};

const listOf = (operand: unknown): unknown[] => {
  const values = (operand as { arrayValue?: { values?: unknown } } | null)?.arrayValue?.values;
  return Array.isArray(values) ? values : [];
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

/** https://firebase.google.com/docs/firestore/query-data/queries#query_limitations */
const checkLimits = (where: FilterMessage, conditions: readonly Condition[]): void => {
  const count = (...ops: Condition['op'][]): number => conditions.filter(({ op }) => ops.includes(op)).length;
  if (count(...NEGATIONS) > 1)
    throw invalid("Only a single 'NOT_EQUAL', 'NOT_IN', 'IS_NOT_NAN', or 'IS_NOT_NULL' filter allowed per query.");
  if (count('NOT_IN') > 0 && (count('IN', 'ARRAY_CONTAINS_ANY') > 0 || hasOr(where)))
    throw invalid("'NOT_IN' cannot be used in the same query with 'IN', 'ARRAY_CONTAINS_ANY' or 'OR'.");
  const { disjunctions, arrayContains } = normalForm(where);
  if (disjunctions > MAX_DISJUNCTIONS)
    throw invalid(
      `The query has ${disjunctions} disjunctions once its IN, ARRAY_CONTAINS_ANY and OR are multiplied out; Firestore allows ${MAX_DISJUNCTIONS}.`,
    );
  if (arrayContains > 1) throw invalid("A maximum of 1 'ARRAY_CONTAINS' filter is allowed per disjunction.");
};

const NEGATIONS = ['NOT_EQUAL', 'NOT_IN', 'IS_NOT_NAN', 'IS_NOT_NULL'] as const;

const hasOr = ({ compositeFilter }: FilterMessage): boolean =>
  compositeFilter !== undefined && (compositeFilter.op === 'OR' || compositeFilter.filters.some(hasOr));

/** Of the filter in disjunctive normal form: how many conjunctions, and the most array-contains in one of them. */
const normalForm = (filter: FilterMessage): { disjunctions: number; arrayContains: number } => {
  const { compositeFilter, fieldFilter } = filter;
  if (compositeFilter !== undefined) {
    const inner = compositeFilter.filters.map(normalForm);
    const isAnd = compositeFilter.op === 'AND';
    return inner.reduce(
      (all, one) => ({
        disjunctions: isAnd ? all.disjunctions * one.disjunctions : all.disjunctions + one.disjunctions,
        arrayContains: isAnd ? all.arrayContains + one.arrayContains : Math.max(all.arrayContains, one.arrayContains),
      }),
      { disjunctions: isAnd ? 1 : 0, arrayContains: 0 },
    );
  }
  const isList = fieldFilter?.op === 'IN' || fieldFilter?.op === 'ARRAY_CONTAINS_ANY';
  return {
    disjunctions: isList ? listOf(fieldFilter.value).length : 1,
    arrayContains: fieldFilter?.op === 'ARRAY_CONTAINS' || fieldFilter?.op === 'ARRAY_CONTAINS_ANY' ? 1 : 0,
  };
};
