import * as z from 'zod';
import { allLanguages } from '../plan/messages/language.ts';
import type { Fact } from './facts.ts';

/** Grows when a program that reads the JSON would have to change. */
export const ROLLUP_FORMAT = 'techhire-rollup/1';

const date = z.iso.date().nullable();
const time = z.iso.datetime();
const count = z.int().min(0);
const number = z.number().nullable();

const fact = z
  .strictObject({
    scope: z.string().describe('What the figure is of, as in a link: community:riverbend, state:OH, network.'),
    periodStart: date,
    periodEnd: date,
    indicator: z.string().describe('What is counted; stable.'),
    title: z.string().describe('The same in words.'),
    breakdown: z
      .array(z.strictObject({ by: z.string(), value: z.string() }))
      .describe('What the figure is a part by, from the outside in; empty for all.'),
    baseline: number,
    target: number,
    targetIfRatesLow: number.describe('What is needed if every rate turns out low.'),
    targetIfRatesHigh: number.describe('What is needed if every rate turns out high.'),
    targetWithConfidence: number.describe(
      'With so many, each community reaches its goal as surely as it wants to, at the likely rates.',
    ),
    targetWithUncertainRates: number.describe('The same, where the rates are uncertain.'),
    actual: number,
    unit: z
      .enum([
        'people',
        'USD',
        'organizations',
        'communities',
        'openings',
        'programs',
        'seats',
        'questions',
        'findings',
        'percent',
        'as stated',
      ])
      .describe('Percents are from 0 to 100; "as stated" is measured as the note says.'),
    status: z
      .enum(['counted', 'notCounted', 'hidden', 'planned'])
      .describe(
        'How to read "actual" (of a local goal: "baseline"). counted: it is there; notCounted: nobody has counted, which is not zero; hidden: few people, or a number from which few could be worked out; planned: there is nothing to count.',
      ),
    communities: count.describe('How many communities’ figures are in it.'),
    source: z.string().describe('Tabs of the planning sheet that it comes from.'),
    note: z.string().nullable(),
  })
  .meta({ id: 'Fact', description: 'One published figure, complete in itself.' }) satisfies z.ZodType<Fact>;

const severities = z.strictObject({ error: count, warning: count, info: count });
const checklist = z.strictObject({ done: count, of: count });

/** What a rollup in JSON is made of. A later version of the planner may add fields only together with their description here. */
export const rollupDocument = z.strictObject({
  format: z.literal(ROLLUP_FORMAT),
  scope: z.string(),
  language: z
    .enum(allLanguages)
    .describe(
      'Of titles, notes, reasons, tabs and the names of parts. Codes, units and statuses are the same in each.',
    ),
  title: z.string(),
  year: z.int().min(2000).max(2099).describe('The calendar year in which the plan year starts.'),
  period: z.strictObject({ from: date, to: date }),
  readAt: time.describe('When all plans were read at once.'),
  contentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 over every published figure and name; the same as long as none changes.'),
  suppression: z.strictObject({
    threshold: count.describe('Counts of people from 1 to one below it are not published.'),
    hidden: count.describe('Facts whose count is hidden.'),
    meaning: z.string(),
    audit: z
      .strictObject({
        cells: count.describe('Hidden counts whose range was worked out.'),
        narrowest: count
          .nullable()
          .describe(
            'People between the least and the largest that the one can be that is told the best; null where nothing tells.',
          ),
        knownAnyway: count.describe('Hidden counts that other publications give away, whatever is hidden here.'),
        counts: z
          .strictObject({
            of: count.describe('All of them, hidden or not.'),
            few: count.describe('Hidden because they are few people, or part of few.'),
            complementary: count.describe('Hidden so that others cannot be worked out, here or beside other pages.'),
            earlier: count.describe('Hidden because beside an earlier export they would tell of few people.'),
          })
          .describe('Counts of people in all, by group and by period.'),
      })
      .describe('What came of working out hidden counts from all that is published.'),
  }),
  coverage: z
    .string()
    .describe(
      'Who is in the figures, who is late and whose plans have errors, in one sentence; empty where one community has nothing of that.',
    ),
  communities: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      leadOrganization: z.string().nullable(),
      states: z.array(z.string()),
      yearStart: date,
      yearEnd: date,
      revision: count,
      readAt: time,
      findings: severities,
      checklist,
    }),
  ),
  leftOut: z.array(z.strictObject({ id: z.string(), name: z.string(), reason: z.string() })),
  withheld: z
    .array(z.enum(['rates', 'money']))
    .describe('What is not among the facts because not all of the plans make it public: neither unknown nor zero.'),
  waivers: z.array(
    z.strictObject({
      communityId: z.string(),
      community: z.string(),
      rule: z.string(),
      table: z.string(),
      reason: z.string(),
    }),
  ),
  facts: z.array(fact),
});

export type RollupDocument = z.infer<typeof rollupDocument>;

/** JSON Schema 2020-12 of a rollup in JSON; the same bytes are in `rollup.schema.json` beside this file. */
export const rollupJsonSchema = (): string =>
  `${JSON.stringify(
    {
      $id: `urn:${ROLLUP_FORMAT.replace('/', ':')}`,
      title: 'TechHire rollup',
      description: 'What the plans of one or several TechHire communities say together, safe to publish.',
      ...z.toJSONSchema(rollupDocument),
    },
    null,
    2,
  )}\n`;
