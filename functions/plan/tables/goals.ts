import { column, defineForm, defineTable } from '../table.ts';
import { date, percent, quantity, reference, text, wholeNumber } from '../value.ts';

const people = { unit: 'people' } as const;

/** Blank quarters share what the typed ones leave of the goal; see quarterGoals. */
const placementsInQuarter = (quarter: number) =>
  column(wholeNumber(), {
    header: `Placements by quarter: Q${quarter}`,
    help: `How many of the placements are for quarter ${quarter} of the plan year. Leave it blank to have the goal spread evenly over the quarters that are blank. The Calendar tab works backwards from these.`,
    computed: true,
    ...people,
  });

export const goals = defineForm({
  name: 'goals',
  tab: 'Goals',
  title:
    'Goals: shared targets for the year. Type the placements goal; the numbers before it are worked out backwards from it.',
  noun: 'goal',
  columns: {
    placements: column(wholeNumber({ min: 1 }), {
      header: 'Placements this year',
      help: 'People placed in tech jobs across all employers and partners this year, each person counted once.',
      required: true,
      ...people,
    }),
    directShare: column(percent(), {
      header: 'Of them, by direct match',
      help: 'The share of placements of people who already have the skills and only need to be found and matched. The rest are trained first.',
      required: true,
    }),
    matched: column(wholeNumber(), {
      header: 'People with the skills to identify and match',
      help: 'Worked out from the goal and your rates. Type your own number only to plan with it instead.',
      computed: true,
      ...people,
    }),
    trainedExisting: column(wholeNumber(), {
      header: 'People to train with existing providers',
      help: 'Worked out: those who must start training, as far as programs marked Existing have seats for them.',
      computed: true,
      ...people,
    }),
    trainedNew: column(wholeNumber(), {
      header: 'People to train with new providers',
      help: 'Worked out: those who must start training beyond the seats of existing programs.',
      computed: true,
      ...people,
    }),
    aware: column(wholeNumber(), {
      header: 'People to make aware',
      help: 'Worked out: how many must hear of the opportunity so that enough apply.',
      computed: true,
      ...people,
    }),
    placementsQ1: placementsInQuarter(1),
    placementsQ2: placementsInQuarter(2),
    placementsQ3: placementsInQuarter(3),
    placementsQ4: placementsInQuarter(4),
  },
});

export const localGoals = defineTable({
  name: 'localGoals',
  tab: 'Goals',
  title: 'Additional local goals: what this community wants beside placements. One row a goal.',
  noun: 'local goal',
  key: 'goal',
  unique: ['goal'],
  roomFor: 40,
  columns: {
    goal: column(text(300), {
      header: 'Goal',
      help: 'What is to be reached, in a few words.',
      required: true,
      width: 320,
    }),
    measure: column(text(200), {
      header: 'Measured by',
      help: 'What is counted, for example: women among those placed.',
      required: true,
    }),
    baseline: column(quantity(), { header: 'Baseline', help: 'The number today.' }),
    target: column(quantity(), { header: 'Target', help: 'The number to reach.', required: true }),
    byWhen: column(date(), { header: 'By when', help: 'A day in the plan year.' }),
    owner: column(reference('partners'), {
      header: 'Owner',
      help: 'The partner that answers for it, as named on the Partners tab.',
    }),
  },
});
