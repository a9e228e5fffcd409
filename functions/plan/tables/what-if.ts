import { column, defineTable } from '../table.ts';
import { anything, choice, text } from '../value.ts';
import { assumptions, type RateName, rateNames } from './assumptions.ts';
import { community } from './community.ts';
import { demand } from './demand.ts';
import { funding } from './funding.ts';
import { goals } from './goals.ts';
import { programs } from './programs.ts';
import { resources } from './resources.ts';
import { segments } from './segments.ts';

/** What of a plan a scenario can change, by section and in the order of the tabs: columns, questions, and of Assumptions the steps. */
export const leverFields = {
  community: ['confidence'],
  goals: [
    'placements',
    'directShare',
    'matched',
    'trainedExisting',
    'trainedNew',
    'aware',
    'placementsQ1',
    'placementsQ2',
    'placementsQ3',
    'placementsQ4',
  ],
  segments: ['placements', 'share'],
  assumptions: Object.keys(rateNames) as RateName[],
  demand: ['openingsQ1', 'openingsQ2', 'openingsQ3', 'openingsQ4'],
  programs: ['seats', 'startsOn', 'weeks', 'price', 'aid', 'completionRate'],
  resources: ['amount', 'from', 'to'],
  funding: ['status', 'amount', 'from', 'to', 'mayPayFor'],
} as const;

export type LeverSection = keyof typeof leverFields;

/** `programs.seats`, `assumptions.completedToPlaced`: how a plan value is named where a program names it. */
export type Lever = {
  [Name in LeverSection]: `${Name}.${(typeof leverFields)[Name][number]}`;
}[LeverSection];

/** The words of a section, in whichever language. */
interface LeverWords {
  readonly tab: string;
  readonly columns: Readonly<Record<string, { readonly header: string }>>;
}

/**
 * `Programs: Seats`, `Assumptions: Completed → placed (trained)`: made of the sheet's own words, so that none can come to differ from them.
 *
 * @param rates  labels of the steps
 */
export const leverLabels = (
  words: Readonly<Record<LeverSection, LeverWords>>,
  rates: Readonly<Record<RateName, string>>,
): Record<Lever, string> =>
  Object.fromEntries(
    Object.entries(leverFields).flatMap(([section, fields]) => {
      const { tab, columns } = words[section as LeverSection];
      return fields.map((field) => [
        `${section}.${field}`,
        `${tab}: ${section === 'assumptions' ? rates[field as RateName] : columns[field]!.header}`,
      ]);
    }),
  ) as Record<Lever, string>;

/** How many scenarios stand beside the plan. */
export const MOST_SCENARIOS = 3;

/** Beside the plan, not in it: nothing of the plan's own results, of the mirror's or of rollups follows from these rows. */
export const whatIf = defineTable({
  name: 'whatIf',
  tab: 'What-if',
  title:
    'What-if: up to three scenarios, worked out beside the plan on the Scenarios tab. One row a change; rows with the same scenario belong together. Nothing here changes the plan.',
  noun: 'change',
  unique: ['scenario', 'what', 'of'],
  roomFor: 60,
  columns: {
    scenario: column(text(60), {
      header: 'Scenario',
      help: 'A name of yours for the scenario, for example More seats. Repeat it in every row that belongs to the scenario; there can be three.',
      required: true,
      width: 180,
    }),
    what: column(
      choice(leverLabels({ community, goals, segments, assumptions, demand, programs, resources, funding }, rateNames)),
      {
        header: 'What to change',
        help: 'A value of the plan, by its tab and column. Low and High of a rate stay where they are, unless the new Likely passes one of them.',
        required: true,
        width: 300,
      },
    ),
    of: column(text(200), {
      header: 'Of which',
      help: 'Which program, segment, source, need or line of demand, as it is named on its tab; with the start where two intakes have one name: IT Support 2027-01-11. Blank for Goals, and for a rate of everybody.',
      width: 280,
    }),
    to: column(anything(), {
      header: 'Change it to',
      help: 'The new value, as you would type it on its tab: 120, 85%, $45,000, 2027-01-11.',
      required: true,
      width: 140,
    }),
  },
});
