import type { IsoDate } from '../plan/date.ts';
import type { Severity } from '../plan/finding.ts';
import type { Language } from '../plan/messages/language.ts';
import type { Said } from '../plan/messages/said.ts';
import type { Covered } from '../plan/money.ts';
import type { RateName } from '../plan/tables/assumptions.ts';
import { type StageName, stageNames } from '../plan/tables/progress.ts';
import type { NeedKind } from '../plan/tables/resources.ts';
import type { Audit } from './disclosure/audit.ts';
import type { Fact } from './facts.ts';
import type { FunderMoney } from './funder.ts';
import type { LateCommunity } from './lateness.ts';
import type { Scope } from './scope.ts';

/** The stages of the funnel, and all placements together. */
export type Step = StageName | 'placed';

export const steps: readonly Step[] = [...(Object.keys(stageNames) as StageName[]), 'placed'];

/** Actual people as the plans have them; null where nobody has counted, which is never zero. */
export type Counted = number | null;

/** Actual people as they may be published. `hidden`: few people, or a count from which few people could be worked out. */
export type Published = number | 'hidden' | null;

export interface StepFigures<Count> {
  /** People needed; null where no plan says enough to work it out. */
  target: number | null;
  /** The most people: every rate turns out low. */
  withLowRates: number | null;
  /** The fewest people: every rate turns out high. */
  withHighRates: number | null;
  /** People with whom each community reaches its own goal as surely as it wants to, at the likely rates and with uncertain ones; null where one of those with a target does not say. */
  withConfidence: number | null;
  withUncertainRates: number | null;
  actual: Count;
  /** How many communities have a target, and how many have counted. */
  communities: { target: number; actual: number };
}

export type Row<Count> = Record<Step, StepFigures<Count>>;

export interface SegmentRow<Count> {
  /** What spellings of the same name have in common; segments of the same key add up. */
  key: string;
  name: string;
  /** Communities that have goals for this segment. */
  communities: number;
  row: Row<Count>;
}

export interface PeriodRow<Count> {
  from: IsoDate;
  to: IsoDate;
  communities: number;
  actuals: Record<Step, Count>;
}

/** Every figure that counts people. Only the actual counts in it are ever hidden, never targets. */
export interface People<Count> {
  whole: Row<Count>;
  segments: SegmentRow<Count>[];
  periods: PeriodRow<Count>[];
}

/** Placements that plans aim at in a quarter of their year. */
export interface QuarterGoal {
  from: IsoDate;
  to: IsoDate;
  communities: number;
  /** Placements. */
  target: number;
}

/** A quarter of a plan year: its goal, and what was counted in periods that lie within it. */
export interface QuarterRow<Count> extends QuarterGoal {
  /** Placements. */
  actual: Count;
  actuals: Record<Step, Count>;
  /** From the first day of the plan year through the last of this quarter. */
  toDate: { target: number; actuals: Record<Step, Count> };
}

/** Plans, not counts: openings that employers expect, and people whom the plans expect to be ready. */
export interface RollupPipeline {
  roles: RoleRow[];
  /** Of the people who complete training, those for whom committed employers have openings. */
  capture: { hired: number; completers: number; communities: number } | null;
}

export interface RoleRow {
  /** What spellings of the same role have in common; roles of the same key add up. */
  key: string;
  name: string;
  communities: number;
  /** null where no employer has said. */
  openings: number | null;
  ready: number;
  /** Openings for which nobody is ready in their quarter. */
  short: number;
  /** People without an opening at the end of the year. */
  unplaced: number;
}

/** What one kind of source gives, in dollars. */
export interface FundingRow {
  source: string;
  /** Only an idea, asked for, promised, in hand: a program is in one of the four. */
  idea: number;
  applied: number;
  committed: number;
  received: number;
  spent: number;
  /** Communities that considered this kind of source and set it aside, and that have not considered it yet. */
  setAside: number;
  notConsidered: number;
}

/** Dollars needed, and what each kind of money covers of it beyond the kinds before; summed over the communities, never across them. */
export type CoveredDollars = Covered;

export interface Money {
  needs: ({ need: string } & CoveredDollars)[];
  /** In order; the months of the communities whose plan year is known. */
  months: ({ month: string } & CoveredDollars)[];
  covered: CoveredDollars;
  needed: number;
  /** Needed and covered by nothing that is received or committed. */
  stillToFind: number;
  /** Dollars needed for one person, over the communities that have a goal and needs; null where none has. */
  costs: { placement: number | null; participant: number | null };
  funding: FundingRow[];
  totals: { idea: number; applied: number; committed: number; received: number; spent: number };
}

/** Money that a community has, or is promised: one row of its Funding tab. */
export interface LedgerGrant {
  communityId: string;
  community: string;
  leadOrganization: string | null;
  states: string[];
  /** What the row is known by; null where its summary does not say. */
  row: string | null;
  /** The kind of source. */
  source: string;
  status: 'committed' | 'received';
  /** Dollars. */
  amount: number;
  funder: string | null;
  program: string | null;
  mayPayFor: NeedKind[];
  from: IsoDate | null;
  to: IsoDate | null;
  awarded: IsoDate | null;
}

export interface LocalGoal<Count> {
  communityId: string;
  community: string;
  goal: string;
  measure: string | null;
  /** May count people, so that it is published as counts of people are. */
  baseline: Count;
  target: number | null;
  byWhen: IsoDate | null;
}

export interface IncludedCommunity<Count> {
  id: string;
  name: string;
  leadOrganization: string | null;
  states: string[];
  yearStart: IsoDate | null;
  yearEnd: IsoDate | null;
  goal: number | null;
  placed: Count;
  /** Placements at an even pace by the last day that is counted, not rounded; null as `Pace` is. */
  evenPace: number | null;
  /** Dollars needed, and of them those that received or committed money may pay for; null where money is withheld. */
  money: { needed: number; secured: number } | null;
  findings: Record<Severity, number>;
  checklist: { done: number; of: number };
  /** Which state of the plan this is, and when it was read. */
  revision: number;
  readAt: string;
}

/** Why a community lets a warning stand. */
export interface WaivedWarning {
  communityId: string;
  community: string;
  rule: string;
  /** The tab that it stands on. */
  table: string;
  reason: string;
}

export interface LeftOutCommunity {
  id: string;
  name: string;
  /** "no plan for 2027" */
  reason: Said;
}

/** Where an even pace through each plan year would be on the last day on which placements were counted. */
export interface Pace {
  /** People who would have been placed, not rounded. */
  expected: number;
  /** The placements goal of the communities that it is worked out from. */
  goal: number;
  communities: number;
  countedThrough: { first: IsoDate; last: IsoDate };
}

/** What the plan years come to at the pace counted so far. Rests on counts of people, and published is what follows from those that are. */
export interface RollupForecast {
  /** null where no plan has a forecast; `hidden` where none may be said. */
  placements: ForecastFigures | 'hidden' | null;
  /** In the order of the steps; those that somebody has counted. */
  rates: ObservedRow[];
}

/** Placements of the plan year, whole people. */
export interface ForecastFigures {
  expected: number;
  low: number;
  high: number;
  /** The placements goal of the communities that have a forecast. */
  goal: number;
  /** With which they are from low to high, 0 to 1; of several communities that want different ones the least. */
  confidence: number;
  communities: number;
  /** Of them, those whose forecast is worked out from totals, because their own pages hide counts of single periods or routes. */
  fromTotals: number;
  /** The last day of the plan years. */
  until: IsoDate;
  countedThrough: { first: IsoDate; last: IsoDate };
}

/** Which share takes a step, of those who had the time to. */
export interface ObservedRow {
  step: RateName;
  from: StageName;
  to: StageName;
  communities: number;
  /** As shares, of one community; null where several have counted. */
  assumed: number | null;
  observed: { rate: number; range: { low: number; high: number } | null; moved: number; hadTime: number } | 'hidden';
}

/**
 * How much chance and uncertain rates can do to the plans. Chances belong to one plan each: they are neither added up nor averaged, because
 * whether one community reaches its goal says nothing of another's, and the sum of goals reached is no goal of anybody.
 */
export interface RollupRisk {
  /** By id; of the communities whose plans say so. */
  chances: CommunityChance[];
  /** Of one community: how likely so many people as are planned with at each stage are enough. [] for several. */
  stages: { stage: StageName; planned: number; chance: number }[];
  /** What each rate alone does to the people who must be made aware, the largest first. */
  swings: SwingRow[];
}

export interface CommunityChance {
  communityId: string;
  community: string;
  /** How sure the community wants to be, 0 to 1. */
  wanted: number;
  /** The goal is no likelier than this; the chance that so many people as are planned at the stage are enough. */
  chance: number;
  stage: StageName;
  planned: number;
}

/** A rate in all communities that are not certain of it: what is needed where it turns out low, or high, in each of them at once. */
export interface SwingRow {
  step: RateName;
  /** Whose own rate it is; null for everybody's. */
  segment: string | null;
  communities: number;
  /** As shares, of one community; null where several have it. */
  rate: { low: number; likely: number; high: number } | null;
  /** People to be made aware in all communities, the other rates at their likely. */
  awareIfLow: number;
  awareIfHigh: number;
}

/** What several plans say together, before anything is hidden (`Counted`) or as it may be published (`Published`). */
export interface Rollup<Count> {
  scope: Scope;
  /** Of the community, the group or the funder, as somebody has given it; null for a state and the network. */
  name: string | null;
  year: number;
  /** First and last day of the plan years in it. */
  period: { from: IsoDate | null; to: IsoDate | null };
  /** ISO time at which all summaries were read at once. */
  readAt: string;
  /** Counts of people below this are not published: the strictest that a community in it asks for. */
  threshold: number;
  people: People<Count>;
  risk: RollupRisk;
  pace: Pace | null;
  forecast: RollupForecast;
  money: Money;
  partners: {
    byKind: { kind: string; invited: number; committed: number }[];
    placementsCommitted: number;
  };
  demand: { openings: number; employers: number };
  training: { programs: number; seats: number };
  quarters: QuarterRow<Count>[];
  pipeline: RollupPipeline;
  localGoals: LocalGoal<Count>[];
  ledger: Iterable<LedgerGrant>;
  communities: IncludedCommunity<Count>[];
  leftOut: LeftOutCommunity[];
  /** Of `communities`: those whose counts are late; by id. */
  late: LateCommunity[];
  /** Of a funder's communities: its own money. null for other scopes. */
  funder: FunderMoney | null;
  /** Warnings that somebody waived, by community, rule and table. */
  waivers: WaivedWarning[];
  findings: Record<Severity, number>;
  checklist: { done: number; of: number };
}

/** What plans may make public or keep for those who have a link, beside counts of people. */
export type WithheldPart = 'rates' | 'money';

/** Small counts are hidden, and somebody has tried to work them out. */
export interface AuditedRollup extends Rollup<Published> {
  audit: Audit;
}

/** The only form that a format accepts: small counts are hidden, and the facts say the same as the parts. */
export interface PublishedRollup extends AuditedRollup {
  /** Of `facts` and of the files that are made of it. */
  language: Language;
  /** What is not in it, because not all of its plans make it public: not unknown, and not zero. */
  withheld: WithheldPart[];
  /** Made anew each time that they are gone through. */
  facts: Iterable<Fact>;
  /** Counts that are hidden in `facts`. */
  hidden: number;
  /** SHA-256 in hex over every published figure and name; not over times of reading, so that unchanged figures keep it. */
  contentHash: string;
}
