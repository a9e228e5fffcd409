import { type Said, say } from '../plan/messages/said.ts';
import type { PlanSummary } from '../plan/summary.ts';
import type { DataForm, PublicForm } from '../plan/tables/roles.ts';
import { type RollupFormat, rollupFormats } from './link.ts';
import type { LeftOutCommunity, WithheldPart } from './rollup.ts';
import type { ScopeReading } from './summaries.ts';

/** What of a scope everybody may see, by the plans' own answers on Roles. */
export interface PublicReading {
  reading: ScopeReading;
  /** How many plans are in it. */
  plans: number;
  withheld: WithheldPart[];
  formats: readonly RollupFormat[];
}

/**
 * Leaves out the plans that make no counts of people public by themselves, each with the reason.
 *
 * | the answer to "In which form does it become public?" | without a link                      |
 * | ---------------------------------------------------- | ----------------------------------- |
 * | A web page, A yearly report                          | the page                            |
 * | Open data files                                      | every format                        |
 * | On request only, Not at all, no answer               | nothing                             |
 *
 * Rates and money are there where all the plans that are left make them public: a sum over some of them would look like one over all. So are files.
 */
export const publicReading = (reading: ScopeReading): PublicReading => {
  const published = new PublicSummaries(reading.summaries);
  const leftOut: LeftOutCommunity[] = [...reading.leftOut];
  let plans = 0;
  let areFilesOpen = true;
  const withheld = new Set<WithheldPart>();
  for (const { communityId, community, publication } of reading.summaries) {
    const reason = notPublicBecause(publication);
    if (reason !== null) {
      leftOut.push({ id: communityId, name: community.name, reason });
      continue;
    }
    plans++;
    if (publication.form !== 'openData') areFilesOpen = false;
    for (const part of withholdableParts) if (!publication.data.includes(part)) withheld.add(part);
  }
  return {
    reading: { ...reading, summaries: published, leftOut },
    plans,
    withheld: withholdableParts.filter((part) => withheld.has(part)),
    formats: areFilesOpen ? rollupFormats : ['html'],
  };
};

const withholdableParts = ['rates', 'money'] as const satisfies readonly (WithheldPart & DataForm)[];

const publicForms: ReadonlySet<PublicForm | null> = new Set<PublicForm>(['page', 'report', 'openData']);

const notPublicBecause = ({ form, data }: PlanSummary['publication']): Said | null => {
  if (form === null) return say('rollup.leftOut.notSaid');
  if (!publicForms.has(form)) return say('rollup.leftOut.onRequest');
  return data.includes('counts') ? null : say('rollup.leftOut.noCounts');
};

/** May be gone through more than once, and keeps none of them. */
class PublicSummaries implements Iterable<PlanSummary> {
  readonly #all: Iterable<PlanSummary>;

  constructor(all: Iterable<PlanSummary>) {
    this.#all = all;
  }

  *[Symbol.iterator](): Generator<PlanSummary> {
    for (const summary of this.#all) if (notPublicBecause(summary.publication) === null) yield summary;
  }
}
