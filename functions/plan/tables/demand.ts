import { column, defineTable } from '../table.ts';
import { reference, text, wholeNumber, yesNo } from '../value.ts';

const openings = (quarter: number) =>
  column(wholeNumber({ max: 100_000 }), {
    header: `Openings Q${quarter}`,
    help: `Jobs that the employer expects to fill in quarter ${quarter} of the plan year. Blank means not known, 0 means none.`,
    unit: 'jobs',
    width: 100,
  });

export const demand = defineTable({
  name: 'demand',
  tab: 'Demand',
  title: 'Demand: which employer needs whom, and when. One row an employer and role.',
  noun: 'line of demand',
  unique: ['employer', 'role'],
  columns: {
    employer: column(reference('partners'), {
      header: 'Employer',
      help: 'As named on the Partners tab.',
      required: true,
    }),
    role: column(text(120), {
      header: 'Role',
      help: 'The job, in the words that programs use too, for example Help desk technician.',
      required: true,
      width: 200,
    }),
    openingsQ1: openings(1),
    openingsQ2: openings(2),
    openingsQ3: openings(3),
    openingsQ4: openings(4),
    hiresOnAbility: column(yesNo(), {
      header: 'Ability is enough',
      help: 'Whether the employer hires for this role without a degree.',
    }),
    skills: column(text(500), { header: 'Skills wanted', help: 'What a person must be able to do.', width: 320 }),
  },
});
