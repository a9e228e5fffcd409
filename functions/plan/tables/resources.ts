import { column, defineTable } from '../table.ts';
import { choice, date, money, reference, text } from '../value.ts';

/** What money is needed for; Funding says for which of these a source may pay. */
export const needKinds = {
  coordination: 'Coordination',
  outreach: 'Outreach',
  scholarships: 'Training scholarships',
  transportation: 'Transportation',
  childcare: 'Childcare',
  otherSupport: 'Other support',
} as const;

export type NeedKind = keyof typeof needKinds;

export const resources = defineTable({
  name: 'resources',
  tab: 'Resources',
  title: 'Resources: what the plan costs. Coordination first, then what broadens access. One row a need.',
  noun: 'need',
  unique: ['need', 'description', 'from'],
  starterRows: Object.values(needKinds).map((need) => ({ need })),
  roomFor: 100,
  columns: {
    need: column(choice(needKinds), {
      header: 'Need',
      help: 'What the money is for.',
      required: true,
      starter: true,
      width: 190,
    }),
    description: column(text(300), {
      header: 'Description',
      help: 'What exactly, for example: part-time coordinator, bus passes.',
      width: 280,
    }),
    amount: column(money(), {
      header: 'Amount',
      help: 'Dollars for the basis in the next column.',
      unit: '$',
      required: true,
    }),
    basis: column(choice({ total: 'In all', perPerson: 'A person', perMonth: 'A month' }), {
      header: 'Basis',
      help: 'Whether the amount is for the whole period, for each person or for each month of it.',
      required: true,
      width: 110,
    }),
    from: column(date(), { header: 'From', help: 'First day on which it is needed. Blank: the plan year’s start.' }),
    to: column(date(), { header: 'To', help: 'Last day on which it is needed. Blank: the plan year’s end.' }),
    provider: column(reference('partners'), {
      header: 'Provided by',
      help: 'The partner that provides it, if that is agreed.',
    }),
  },
});
