import { column, defineTable } from '../table.ts';
import { choice, choices, date, money, reference, text } from '../value.ts';
import { needKinds } from './resources.ts';

export const sourceKinds = {
  wioa: 'WIOA',
  discretionary: 'Discretionary grant',
  accreditation: 'Accreditation and federal aid (EQUIP, Pell)',
  stateLocal: 'State or local',
  philanthropy: 'Philanthropy',
  employerFees: 'Employer fees',
} as const;

export type SourceKind = keyof typeof sourceKinds;

export const fundingStatuses = {
  notConsidered: 'Not considered yet',
  setAside: 'Considered and set aside',
  idea: 'Idea',
  applied: 'Applied',
  committed: 'Committed',
  received: 'Received',
} as const;

export type FundingStatus = keyof typeof fundingStatuses;

export const funding = defineTable({
  name: 'funding',
  tab: 'Funding',
  title:
    'Funding: where the money may come from. Consider each of the six kinds of source; add a row for every program.',
  noun: 'source',
  unique: ['source', 'program', 'funder'],
  starterRows: Object.values(sourceKinds).map((source) => ({ source, status: fundingStatuses.notConsidered })),
  roomFor: 100,
  columns: {
    source: column(choice(sourceKinds), {
      header: 'Kind of source',
      help: 'One of the six kinds.',
      required: true,
      starter: true,
      width: 280,
    }),
    program: column(text(200), { header: 'Program', help: 'The grant or program, as its giver calls it.' }),
    funder: column(reference('partners'), { header: 'Funder', help: 'Who gives it, as named on the Partners tab.' }),
    status: column(choice(fundingStatuses), {
      header: 'How far',
      help: 'Where it stands today.',
      required: true,
      starter: true,
      width: 190,
    }),
    reason: column(text(300), {
      header: 'Why set aside',
      help: 'For a source that was considered and set aside: why.',
    }),
    amount: column(money(), { header: 'Amount', help: 'Dollars asked for or granted.', unit: '$' }),
    from: column(date(), { header: 'From', help: 'First day on which it may be spent.' }),
    to: column(date(), { header: 'To', help: 'Last day on which it may be spent.' }),
    mayPayFor: column(choices(needKinds), {
      header: 'May pay for',
      help: `One or more of: ${Object.values(needKinds).join(', ')}; with commas between them.`,
    }),
    spent: column(money(), { header: 'Spent so far', help: 'Dollars already paid out of it.', unit: '$' }),
    conditions: column(text(500), {
      header: 'How its conditions are kept',
      help: 'For money that pays only under conditions: how this plan keeps them, for example: all programs are on the state’s list.',
      width: 260,
    }),
    awarded: column(date(), {
      header: 'Awarded on',
      help: 'Day on which its giver decided to give it. Lists of grants are published with it.',
    }),
  },
});
