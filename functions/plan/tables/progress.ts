import { column, defineTable } from '../table.ts';
import { date, reference, wholeNumber } from '../value.ts';

/** People at each stage, first contact to a job; the two routes share the first three stages. */
export const stageNames = {
  aware: 'Aware',
  applied: 'Applied',
  assessed: 'Assessed',
  matched: 'Matched (direct)',
  enrolled: 'Enrolled (trained)',
  completed: 'Completed (trained)',
  placedDirect: 'Placed by direct match',
  placedTrained: 'Placed after training',
} as const;

export type StageName = keyof typeof stageNames;

const people = (stage: StageName, help: string) =>
  column(wholeNumber(), {
    header: stageNames[stage],
    help: `${help} Blank means not counted, 0 means nobody.`,
    unit: 'people',
    width: 105,
  });

export const progress = defineTable({
  name: 'progress',
  tab: 'Progress',
  title:
    'Progress: people as they actually moved on, in each period. One row a period and segment; leave Segment blank for everybody.',
  noun: 'period',
  unique: ['from', 'to', 'segment', 'reporter'],
  columns: {
    from: column(date(), { header: 'From', help: 'First day of the period.', required: true }),
    to: column(date(), { header: 'To', help: 'Last day of the period.', required: true }),
    segment: column(reference('segments'), {
      header: 'Segment',
      help: 'Blank: all people of the period. A segment’s row tells of people who are in the row of all as well.',
    }),
    aware: people('aware', 'Who heard of the opportunity in this period.'),
    applied: people('applied', 'Who applied in this period.'),
    assessed: people('assessed', 'Whose aptitude and skills were assessed in this period.'),
    matched: people('matched', 'Who had the skills and were matched with employers in this period.'),
    enrolled: people('enrolled', 'Who started training in this period.'),
    completed: people('completed', 'Who completed training in this period.'),
    placedDirect: people('placedDirect', 'Who started a job in this period by direct match.'),
    placedTrained: people('placedTrained', 'Who started a job in this period after training.'),
    reporter: column(reference('partners'), {
      header: 'Reported by',
      help: 'The partner that counted, as named on the Partners tab.',
    }),
  },
});
