import { column, defineTable } from '../table.ts';
import { choice, percent, reference, text, wholeNumber } from '../value.ts';

/** The steps of the funnel, from first contact to a job, in order; labels as the sheet shows them. */
export const rateNames = {
  awareToApplied: 'Aware → applied',
  appliedToAssessed: 'Applied → assessed',
  assessedToMatched: 'Assessed → matched (direct)',
  matchedToPlaced: 'Matched → placed (direct)',
  assessedToEnrolled: 'Assessed → enrolled (trained)',
  enrolledToCompleted: 'Enrolled → completed (trained)',
  completedToPlaced: 'Completed → placed (trained)',
} as const;

export type RateName = keyof typeof rateNames;

const rate = percent({ min: 1 });

export const assumptions = defineTable({
  name: 'assumptions',
  tab: 'Assumptions',
  title:
    'Assumptions: which share of people moves on from each step. Replace the starting figures by your own as soon as you have them.',
  noun: 'rate',
  unique: ['rate', 'segment'],
  roomFor: 60,
  columns: {
    rate: column(choice(rateNames), {
      header: 'Step',
      help: 'From which step to which.',
      required: true,
      starter: true,
      width: 230,
    }),
    segment: column(reference('segments'), {
      header: 'Only for segment',
      help: 'Leave blank for everybody. To give a segment a rate of its own, add a row with the same step and name the segment here.',
    }),
    low: column(rate, { header: 'Low', help: 'If it goes badly.', required: true, starter: true, width: 80 }),
    likely: column(rate, { header: 'Likely', help: 'What you plan with.', required: true, starter: true, width: 80 }),
    high: column(rate, { header: 'High', help: 'If it goes well.', required: true, starter: true, width: 80 }),
    windowDays: column(wholeNumber({ max: 1_000 }), {
      header: 'Window',
      help: 'Days within which the step is counted; placement is usually counted within 180 days of completing.',
      unit: 'days',
      starter: true,
      width: 90,
    }),
    source: column(text(500), {
      header: 'Source',
      help: 'Where the rate comes from: your own figures with their year, or a published one. "Assumed" is an honest answer.',
      starter: true,
      width: 420,
    }),
  },
  starterRows: [
    {
      rate: rateNames.awareToApplied,
      low: '5%',
      likely: '10%',
      high: '20%',
      windowDays: 60,
      source: 'Assumed: no published figure found',
    },
    {
      rate: rateNames.appliedToAssessed,
      low: '40%',
      likely: '60%',
      high: '80%',
      windowDays: 30,
      source: 'Assumed: no published figure found',
    },
    {
      rate: rateNames.assessedToMatched,
      low: '10%',
      likely: '15%',
      high: '25%',
      windowDays: 30,
      source: 'Assumed: no published figure found',
    },
    {
      rate: rateNames.matchedToPlaced,
      low: '10%',
      likely: '25%',
      high: '40%',
      windowDays: 180,
      source: 'Assumed: no published figure found',
    },
    {
      rate: rateNames.assessedToEnrolled,
      low: '20%',
      likely: '35.6%',
      high: '57%',
      windowDays: 60,
      source:
        "Assumed 40% admitted, under Year Up's 1 in 3 of applicants (GiveWell 2007); of them 89% start (DOL TechHire grants 2016-18)",
    },
    {
      rate: rateNames.enrolledToCompleted,
      low: '65%',
      likely: '77%',
      high: '85%',
      windowDays: 112,
      source: 'Turing 2015: 76.5%; NPower: 80%; Per Scholas: 85%; NPower Dallas 2013: 71%',
    },
    {
      rate: rateNames.completedToPlaced,
      low: '55%',
      likely: '70%',
      high: '80%',
      windowDays: 180,
      source: 'Hackbright 2016: 70.5% in the field at 180 days (CIRR); Year Up: 73%; WIOA adults: 64%',
    },
  ],
});
