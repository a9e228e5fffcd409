import type {
  CollectionReference,
  Firestore,
  Query,
  QueryDocumentSnapshot,
  QuerySnapshot,
  Transaction,
} from '@google-cloud/firestore';
import * as z from 'zod';
import { type Said, say } from '../plan/messages/said.ts';
import type { PlanSummary } from '../plan/summary.ts';
import { rateNames } from '../plan/tables/assumptions.ts';
import { fundingStatuses } from '../plan/tables/funding.ts';
import { stageNames } from '../plan/tables/progress.ts';
import { needKinds } from '../plan/tables/resources.ts';
import { dataForms, publicForms } from '../plan/tables/roles.ts';
import { cleanText, nameKey } from '../plan/text.ts';
import { type Group, groupSchema } from './groups.ts';
import { PackedList } from './packed-list.ts';
import { queryPages } from './query-pages.ts';
import type { LeftOutCommunity } from './rollup.ts';
import type { Scope } from './scope.ts';
import { inScope } from './scope-queries.ts';

/** Everything that a scope has for a year, as it stood at one moment. */
export interface ScopeReading {
  /** ISO time of that moment. */
  readAt: string;
  /** What the scope is called, where plans or an operator say so: a group, a funder. */
  name: string | null;
  /** One a plan; may be gone through more than once. */
  summaries: Iterable<PlanSummary>;
  /** How many plans the scope has for the year, those that cannot be read included. */
  found: number;
  /** Communities of the scope that have no plan for the year, or one that cannot be read. */
  leftOut: LeftOutCommunity[];
  /** Where nothing is found: the years for which the scope has plans, in order. */
  otherYears: number[];
}

export interface SummaryReader {
  read(scope: Scope, year: number): Promise<ScopeReading>;
}

/**
 * Reads `summaries` and `communities` in one read-only transaction, so that a plan that changes meanwhile is in the rollup whole or not at all.
 *
 * A summary that is not as this version writes it leaves its community out, and the others unharmed.
 */
export const firestoreSummaries = (firestore: Firestore): SummaryReader => ({
  read: (scope, year) =>
    firestore.runTransaction(
      async (transaction) => {
        const group = scope.kind === 'group' ? await readGroup(firestore, transaction, scope.id) : null;
        const summaries = firestore.collection('summaries');
        const pages = (query: Query, states: string): Pages =>
          pagesOf(transaction, inScope(query, scope, group?.communities ?? [], states));
        const reading = await readingOf(
          pages(summaries.where('year', '==', year), 'community.states'),
          pages(firestore.collection('communities'), 'states'),
          { scope, year, group },
        );
        // A funder's communities are known by their plans only: those of other years tell which of them have none for this one.
        if (reading.found > 0 && scope.kind !== 'funder') return reading;
        const years = new Set<number>();
        const former = new Map<string, LeftOutCommunity>();
        const ofAnyYear = summaries.select('year', 'communityId', 'community.name');
        for await (const { docs } of pages(ofAnyYear, 'community.states')) {
          const others = docs.filter((document) => document.get('year') !== year);
          for (const document of others) years.add(document.get('year') as number);
          if (scope.kind === 'funder')
            for (const each of await withoutPlan(transaction, summaries, others, year)) former.set(each.id, each);
        }
        return {
          ...reading,
          leftOut: [...reading.leftOut, ...former.values()],
          otherYears: [...years].sort((left, right) => left - right),
        };
      },
      { readOnly: true },
    ),
});

const readGroup = async (
  firestore: Firestore,
  transaction: Transaction,
  id: string,
): Promise<Omit<Group, 'id'> | null> => {
  const document = await transaction.get(firestore.doc(`groups/${id}`));
  return document.exists ? groupSchema.parse(document.data()) : null;
};

type Pages = AsyncIterable<QuerySnapshot>;

async function* pagesOf(transaction: Transaction, queries: readonly Query[]): AsyncGenerator<QuerySnapshot> {
  for (const query of queries) yield* queryPages(transaction, query);
}

const UNREADABLE = say('rollup.leftOut.unreadable');

const readingOf = async (
  found: Pages,
  communities: Pages,
  { scope, year, group }: { scope: Scope; year: number; group: Omit<Group, 'id'> | null },
): Promise<ScopeReading> => {
  const summaries = new PackedList<PlanSummary>();
  const leftOut: LeftOutCommunity[] = [];
  const seen = new Set<string>();
  const spellings = new Set<string>();
  let plans = 0;
  let readAt = '';
  for await (const { docs, readTime } of found) {
    readAt = readTime.toDate().toISOString();
    plans += docs.length;
    for (const document of docs) {
      const parsed = summarySchema.safeParse(document.data());
      const id = parsed.data?.communityId ?? textOr(document.get('communityId'), document.id);
      seen.add(id);
      if (parsed.success) {
        summaries.add(parsed.data);
        if (scope.kind === 'funder') for (const name of spellingsOf(scope.name, parsed.data)) spellings.add(name);
      } else leftOut.push({ id, name: textOr(document.get('community.name'), id), reason: UNREADABLE });
    }
  }
  for await (const { docs } of communities)
    for (const document of docs) {
      const id = textOr(document.get('communityId'), document.id);
      if (seen.has(id)) continue;
      seen.add(id);
      leftOut.push({ id, name: textOr(document.get('name'), id), reason: noPlanFor(year) });
    }
  for (const id of group?.communities ?? [])
    if (!seen.has(id)) leftOut.push({ id, name: id, reason: say('rollup.leftOut.noSheet') });
  // Of several spellings the first in order.
  const name = group?.name ?? [...spellings].sort()[0] ?? null;
  return { name, readAt, summaries, found: plans, leftOut, otherYears: [] };
};

const spellingsOf = (key: string, { funding }: PlanSummary): string[] =>
  funding.flatMap(({ funder }) => (funder !== null && nameKey(funder) === key ? cleanText(funder) : []));

const noPlanFor = (year: number): Said => say('rollup.leftOut.noPlan', { year: String(year) });

/** Communities of plans of other years that have no plan for this one. */
const withoutPlan = async (
  transaction: Transaction,
  summaries: CollectionReference,
  others: readonly QueryDocumentSnapshot[],
  year: number,
): Promise<LeftOutCommunity[]> => {
  if (others.length === 0) return [];
  const communities = others.map((document) => {
    const id = textOr(document.get('communityId'), document.id);
    return { id, name: textOr(document.get('community.name'), id), reason: noPlanFor(year) };
  });
  const ofYear = await transaction.getAll(...communities.map(({ id }) => summaries.doc(`${id}_${year}`)), {
    fieldMask: ['communityId'],
  });
  return communities.filter((_, index) => !ofYear[index]!.exists);
};

const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

const count = z.int().min(0);
/** People worked out from rates: at the lowest rates more than whole numbers of a double go. */
const worked = z.number().min(0);
const counted = count.nullable();
const date = z.string().nullable();
const share = z.number().min(0).max(1);
const stage = z.enum(Object.keys(stageNames) as (keyof typeof stageNames)[]);
const perStage = <T extends z.ZodType>(value: T) => z.record(stage, value);

const covered = {
  amount: z.number(),
  received: z.number(),
  committed: z.number(),
  applied: z.number(),
  idea: z.number(),
};

/** A summary as this version writes it; fields that a later one adds do no harm. */
export const summarySchema: z.ZodType<PlanSummary> = z.object({
  communityId: z.string().min(1),
  year: z.int(),
  revision: z.int(),
  readAt: z.string(),
  community: z.object({
    name: z.string(),
    states: z.array(z.string()),
    leadOrganization: z.string().nullable(),
    yearStart: date,
    yearEnd: date,
  }),
  publishThreshold: count,
  goals: z.object({ placements: counted, directShare: z.number().nullable() }),
  scopes: z.array(
    z.object({
      segment: z.string().nullable(),
      placements: count,
      targets: perStage(z.object({ target: worked, withLowRates: worked, withHighRates: worked })).nullable(),
      confidence: perStage(
        z.object({ withConfidence: worked, withUncertainRates: worked, planned: worked, chance: share.nullable() }),
      )
        .nullable()
        .default(null),
      actuals: perStage(counted),
    }),
  ),
  risk: z
    .object({
      wanted: share,
      weakest: z.object({ stage, planned: worked, chance: share }).nullable(),
      swings: z.array(
        z.object({
          step: z.enum(Object.keys(rateNames) as (keyof typeof rateNames)[]),
          segment: z.string().nullable(),
          low: share,
          likely: share,
          high: share,
          awareIfLow: worked,
          awareIfHigh: worked,
        }),
      ),
    })
    .nullable()
    .default(null),
  forecast: z
    .object({
      goal: count,
      confidence: share,
      until: z.string(),
      countedThrough: z.string(),
      expected: z.number().min(0),
      low: count,
      high: count,
      fromTotals: z
        .object({
          expected: z.number().min(0),
          low: count,
          high: count,
          restsOn: z.array(z.enum([...stage.options, 'placed'])),
        })
        .nullable()
        .default(null),
      rates: z.array(
        z.object({
          step: z.enum(Object.keys(rateNames) as (keyof typeof rateNames)[]),
          from: stage,
          to: stage,
          assumed: share,
          moved: count,
          hadTime: z.number().min(0),
          low: share,
          high: share,
        }),
      ),
    })
    .nullable()
    .default(null),
  localGoals: z.array(
    z.object({
      goal: z.string(),
      measure: z.string().nullable(),
      baseline: z.number().nullable(),
      target: z.number().nullable(),
      byWhen: date,
    }),
  ),
  periods: z.array(z.object({ from: z.string(), to: z.string(), actuals: perStage(counted) })),
  partners: z.object({
    byKind: z.record(z.string(), z.object({ invited: count, committed: count })),
    placementsCommitted: count,
  }),
  demand: z.object({ openings: count, employers: count }),
  training: z.object({ programs: count, seats: count }),
  quarters: z.array(z.object({ from: z.string(), to: z.string(), placements: count })),
  pipeline: z
    .object({
      roles: z.array(z.object({ role: z.string(), openings: counted, ready: count, short: count, unplaced: count })),
      capture: z.object({ hired: count, completers: count }).nullable(),
    })
    .nullable(),
  needs: z.array(z.object({ need: z.enum(Object.keys(needKinds) as (keyof typeof needKinds)[]), ...covered })),
  moneyByMonth: z.array(z.object({ month: z.string(), ...covered })),
  participants: worked.nullable(),
  funding: z.array(
    z.object({
      source: z.string(),
      status: z.enum(Object.keys(fundingStatuses) as (keyof typeof fundingStatuses)[]),
      amount: z.number(),
      spent: z.number(),
      used: z.number().default(0),
      funder: z.string().nullable().default(null),
      program: z.string().nullable().default(null),
      mayPayFor: z.array(z.enum(Object.keys(needKinds) as (keyof typeof needKinds)[])).default([]),
      id: z.string().nullable().default(null),
      from: date.default(null),
      to: date.default(null),
      awarded: date.default(null),
    }),
  ),
  funders: z.array(z.string()).default([]),
  publication: z
    .object({
      form: z.enum(Object.keys(publicForms) as (keyof typeof publicForms)[]).nullable(),
      data: z.array(z.enum(Object.keys(dataForms) as (keyof typeof dataForms)[])),
    })
    .default({ form: null, data: [] }),
  checklist: z.object({ done: count, of: count }),
  waivers: z.array(z.object({ rule: z.string(), table: z.string(), reason: z.string() })).default([]),
  findings: z.object({ error: count, warning: count, info: count }),
});
