import { column, defineTable } from '../table.ts';
import { choice, date, money, percent, reference, text, wholeNumber, yesNo } from '../value.ts';

export const programs = defineTable({
  name: 'programs',
  tab: 'Programs',
  title: 'Programs: training that people can start this year. One row an intake.',
  noun: 'program',
  key: 'name',
  unique: ['provider', 'name', 'startsOn'],
  columns: {
    provider: column(reference('partners'), {
      header: 'Provider',
      help: 'As named on the Partners tab.',
      required: true,
    }),
    name: column(text(160), { header: 'Program', help: 'What it is called.', required: true, width: 220 }),
    role: column(text(120), {
      header: 'Trains for',
      help: 'The role, in the same words as on the Demand tab.',
      required: true,
      width: 190,
    }),
    existing: column(choice({ existing: 'Existing', new: 'New' }), {
      header: 'Existing or new',
      help: 'New: a provider or program that is to begin this year.',
      required: true,
      width: 120,
    }),
    seats: column(wholeNumber({ max: 100_000 }), {
      header: 'Seats',
      help: 'How many people can start in this intake.',
      unit: 'people',
      required: true,
      width: 90,
    }),
    startsOn: column(date(), { header: 'Starts on', help: 'First day of this intake.', required: true }),
    weeks: column(wholeNumber({ min: 1, max: 260 }), {
      header: 'Weeks',
      help: 'How long the training lasts.',
      unit: 'weeks',
      required: true,
      width: 80,
    }),
    price: column(money(), {
      header: 'Price',
      help: 'Tuition for one person, in dollars. 0 if it is free.',
      unit: '$ a person',
    }),
    completionRate: column(percent(), {
      header: 'Completion rate',
      help: 'Which share of those who start completes, as this program has measured it.',
    }),
    meetsCriteria: column(yesNo(), {
      header: 'Meets the criteria',
      help: 'Whether it meets the criteria that the community agreed on (Roles tab).',
    }),
    aid: column(money(), {
      header: 'Other aid',
      help: 'What other aid pays of the price for one person, such as Pell or a discount, in dollars. Not aid that is a row on the Funding tab.',
      unit: '$ a person',
    }),
  },
});
