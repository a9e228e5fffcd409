import * as z from 'zod';
import { invalid, StatusError } from './status.ts';

/**
 * The requests of google.firestore.v1 as REST carries them. Objects are strict: a field that this server does not serve is refused
 * by name, never ignored. Values of documents are checked by `normalizeValue`, which is made for many of them.
 * https://github.com/googleapis/googleapis/tree/master/google/firestore/v1
 */
const value = z.unknown();

/** An enum as proto JSON may write it: by name, or by the number that is its place here. Place 0 is never a choice. */
const protoEnum = <const T extends string>(names: readonly ['', ...T[]]): z.ZodType<T> =>
  z.preprocess((given) => (typeof given === 'number' ? names[given] : given), z.enum(names.slice(1) as T[]));

const database = z.string().optional();
const transaction = z.string();
const readTime = z.string();
const mask = z.strictObject({ fieldPaths: z.array(z.string()).default([]) });
const fieldReference = z.strictObject({ fieldPath: z.string() });

const precondition = z.strictObject({ exists: z.boolean().optional(), updateTime: z.string().optional() });

const document = z.strictObject({
  name: z.string().optional(),
  fields: z.record(z.string(), value).optional(),
  createTime: z.string().optional(),
  updateTime: z.string().optional(),
});

const values = z.strictObject({ values: z.array(value).default([]) });

const fieldTransform = z.strictObject({
  fieldPath: z.string(),
  setToServerValue: protoEnum(['', 'REQUEST_TIME']).optional(),
  increment: value.optional(),
  maximum: value.optional(),
  minimum: value.optional(),
  appendMissingElements: values.optional(),
  removeAllFromArray: values.optional(),
});

const write = z.strictObject({
  update: document.optional(),
  delete: z.string().optional(),
  transform: z.strictObject({ document: z.string(), fieldTransforms: z.array(fieldTransform).default([]) }).optional(),
  updateMask: mask.optional(),
  updateTransforms: z.array(fieldTransform).optional(),
  currentDocument: precondition.optional(),
});

const transactionOptions = z.strictObject({
  readOnly: z.strictObject({ readTime: readTime.optional() }).optional(),
  readWrite: z.strictObject({ retryTransaction: z.string().optional() }).optional(),
});

/** At most one of these says which state of the database a read sees. */
const consistency = {
  transaction: transaction.optional(),
  newTransaction: transactionOptions.optional(),
  readTime: readTime.optional(),
};

const FIELD_OPERATORS = [
  '',
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'EQUAL',
  'NOT_EQUAL',
  'ARRAY_CONTAINS',
  'IN',
  'ARRAY_CONTAINS_ANY',
  'NOT_IN',
] as const;

export type FieldOperator = Exclude<(typeof FIELD_OPERATORS)[number], ''>;

const fieldFilter = z.strictObject({ field: fieldReference, op: protoEnum(FIELD_OPERATORS), value });
/** Numbered from 2. */
const UNARY_OPERATORS = ['IS_NAN', 'IS_NULL', 'IS_NOT_NAN', 'IS_NOT_NULL'] as const;

const unaryFilter = z.strictObject({
  op: z.preprocess(
    (given) => (typeof given === 'number' ? UNARY_OPERATORS[given - 2] : given),
    z.enum(UNARY_OPERATORS),
  ),
  field: fieldReference,
});

export interface FilterMessage {
  fieldFilter?: z.infer<typeof fieldFilter> | undefined;
  unaryFilter?: z.infer<typeof unaryFilter> | undefined;
  compositeFilter?: { op: 'AND' | 'OR'; filters: FilterMessage[] } | undefined;
}

const filter: z.ZodType<FilterMessage> = z.lazy(() =>
  z.strictObject({
    fieldFilter: fieldFilter.optional(),
    unaryFilter: unaryFilter.optional(),
    compositeFilter: z.strictObject({ op: protoEnum(['', 'AND', 'OR']), filters: z.array(filter) }).optional(),
  }),
);

const cursor = z.strictObject({ values: z.array(value).default([]), before: z.boolean().default(false) });

/** A number that proto JSON may write as text, such as an int64. */
const count = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ])
  .pipe(z.number().int());

const structuredQuery = z.strictObject({
  select: z.strictObject({ fields: z.array(fieldReference).default([]) }).nullish(),
  from: z
    .array(z.strictObject({ collectionId: z.string().default(''), allDescendants: z.boolean().default(false) }))
    .default([]),
  where: filter.nullish(),
  orderBy: z
    .array(
      z.strictObject({
        field: fieldReference,
        direction: protoEnum(['', 'ASCENDING', 'DESCENDING']).default('ASCENDING'),
      }),
    )
    .default([]),
  startAt: cursor.nullish(),
  endAt: cursor.nullish(),
  offset: count.default(0),
  limit: count.nullish(),
});

const aggregation = z.strictObject({
  alias: z.string().optional(),
  count: z.strictObject({ upTo: count.optional() }).optional(),
  sum: z.strictObject({ field: fieldReference }).optional(),
  avg: z.strictObject({ field: fieldReference }).optional(),
});

export type DocumentMessage = z.infer<typeof document>;
export type WriteMessage = z.infer<typeof write>;
export type FieldTransformMessage = z.infer<typeof fieldTransform>;
export type PreconditionMessage = z.infer<typeof precondition>;
export type TransactionOptionsMessage = z.infer<typeof transactionOptions>;
export type StructuredQueryMessage = z.infer<typeof structuredQuery>;
export type CursorMessage = z.infer<typeof cursor>;
export type AggregationMessage = z.infer<typeof aggregation>;
/** Which state of the database a read sees. */
export interface ConsistencyMessage {
  transaction?: string | undefined;
  newTransaction?: TransactionOptionsMessage | undefined;
  readTime?: string | undefined;
}

export const batchGetRequest = z.strictObject({
  database,
  documents: z.array(z.string()).default([]),
  mask: mask.optional(),
  ...consistency,
});
export const beginTransactionRequest = z.strictObject({ database, options: transactionOptions.optional() });
export const commitRequest = z.strictObject({
  database,
  writes: z.array(write).default([]),
  transaction: transaction.optional(),
});
export const batchWriteRequest = z.strictObject({
  database,
  writes: z.array(write).default([]),
  labels: z.record(z.string(), z.string()).optional(),
});
export const rollbackRequest = z.strictObject({ database, transaction });
export const runQueryRequest = z.strictObject({ parent: z.string().optional(), structuredQuery, ...consistency });
export const runAggregationQueryRequest = z.strictObject({
  parent: z.string().optional(),
  structuredAggregationQuery: z.strictObject({ structuredQuery, aggregations: z.array(aggregation).default([]) }),
  ...consistency,
});
export const listCollectionIdsRequest = z.strictObject({
  parent: z.string().optional(),
  pageSize: count.default(0),
  pageToken: z.string().default(''),
  readTime: readTime.optional(),
});
export const documentBody = document;

/** What may follow the `?` of the methods that are about one document or one collection. */
const documentReadParameters = {
  mask: mask.optional(),
  transaction: transaction.optional(),
  readTime: readTime.optional(),
};
export const getDocumentParameters = z.strictObject(documentReadParameters);
export const listDocumentsParameters = z.strictObject({
  ...documentReadParameters,
  pageSize: count.default(0),
  pageToken: z.string().default(''),
  orderBy: z.string().default(''),
  showMissing: z.stringbool().default(false),
});
export const createDocumentParameters = z.strictObject({ documentId: z.string().default(''), mask: mask.optional() });
export const updateDocumentParameters = z.strictObject({
  updateMask: mask.optional(),
  mask: mask.optional(),
  currentDocument: z.strictObject({ exists: z.stringbool().optional(), updateTime: z.string().optional() }).optional(),
});
export const deleteDocumentParameters = updateDocumentParameters.pick({ currentDocument: true });

/** Reads a request, or refuses it naming the field that is wrong. */
export const parseMessage = <T extends z.ZodType>(schema: T, message: unknown, rpc: string): z.infer<T> => {
  const parsed = schema.safeParse(message);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const at = issue === undefined || issue.path.length === 0 ? 'the request' : issue.path.join('.');
  if (issue?.code === 'unrecognized_keys')
    throw new StatusError(
      'UNIMPLEMENTED',
      `${rpc}: ${issue.keys.join(', ')} in ${at} is not served by the embedded Firestore.`,
    );
  throw invalid(`${rpc}: this server cannot serve ${at}: ${issue?.message ?? 'not understood'}.`);
};
