import { csvLine } from './csv.ts';
import type { Fact } from './facts.ts';
import type { PublishedRollup } from './rollup.ts';

/** A line of a federal report, and what a plan can say of it. */
export interface WioaLine {
  form: 'ETA-9173' | 'ETA-9169' | 'ETA-9172 (PIRL)' | '29 U.S.C. 3141(b)';
  /** As the form numbers it. */
  line: string;
  /** As the form names it. */
  element: string;
  /**
   * The figure that comes nearest, by its code, of everybody or of the part named; null where none does. No figure of a plan is one of a federal
   * report: that counts people whom a program has registered, by dates that a plan does not hold.
   */
  nearest: { indicator: string; part?: { by: string; value: string } } | null;
  /** In what the nearest figure differs; where there is none, why it cannot be filled. */
  why: string;
}

const sources: Record<WioaLine['form'], string> = {
  'ETA-9173': 'https://omb.report/icr/201609-1205-002/doc/68400301 (OMB 1205-0521)',
  'ETA-9169': 'https://omb.report/icr/202411-1205-001/doc/150493800 (OMB 1205-0526)',
  'ETA-9172 (PIRL)': 'https://omb.report/icr/202411-1205-002/doc/148716700 (OMB 1205-0521)',
  '29 U.S.C. 3141(b)': 'https://www.law.cornell.edu/uscode/text/29/3141',
};

const PERSONS = 'A plan holds numbers of people, never persons:';
const EXITS = 'A plan records no exits, which are known 90 days after a person’s last service (20 CFR 677.150):';

/** WIOA's quarterly report (ETA-9173), the annual one (ETA-9169), the records that both are worked out from, and the primary indicators. */
export const wioaLines: readonly WioaLine[] = [
  {
    form: 'ETA-9173',
    line: 'A.1',
    element: 'Total Exiters',
    nearest: null,
    why: `${EXITS} people who complete training have not left the program by that.`,
  },
  {
    form: 'ETA-9173',
    line: 'A.2',
    element: 'Total Participants Served',
    nearest: { indicator: 'people-enrolled' },
    why: 'Counts people who start training, whoever pays for it, and not those who receive career services only. A participant is determined to be eligible for the program.',
  },
  {
    form: 'ETA-9173',
    line: 'A.3',
    element: 'Total Reportable Individuals',
    nearest: { indicator: 'people-applied' },
    why: 'Counts everybody who applied to a partner of the community, whether or not to the workforce program.',
  },
  {
    form: 'ETA-9173',
    line: 'B.1 and B.2',
    element: 'Sex; Ethnicity/Race',
    nearest: null,
    why: `${PERSONS} it has segments that each community chooses for itself, which may overlap and need not cover everybody.`,
  },
  {
    form: 'ETA-9173',
    line: 'B.3a',
    element: 'Eligible Veterans',
    nearest: { indicator: 'people-enrolled', part: { by: 'segment', value: 'Veterans' } },
    why: 'Only where a community has a segment called Veterans; who belongs to it is for the community to say, and not by 38 U.S.C. 4211.',
  },
  {
    form: 'ETA-9173',
    line: 'B.3b to B.3d',
    element: 'Individuals with a Disability; Incumbent Workers; Unemployed Individuals',
    nearest: null,
    why: `${PERSONS} nobody’s disability or work is asked for.`,
  },
  {
    form: 'ETA-9173',
    line: 'B.4a to B.4f',
    element: 'Education Level',
    nearest: null,
    why: `${PERSONS} nobody’s schooling is asked for.`,
  },
  {
    form: 'ETA-9173',
    line: 'C',
    element: 'Employment Barrier',
    nearest: null,
    why: `${PERSONS} nobody’s barriers are asked for.`,
  },
  {
    form: 'ETA-9169',
    line: '1 to 4',
    element: 'Career Services: Participants Served; Participants Exited; Funds Expended; Cost Per Participant Served',
    nearest: null,
    why: 'A plan does not tell career services from others.',
  },
  {
    form: 'ETA-9169',
    line: '5',
    element: 'Training Services: Participants Served',
    nearest: { indicator: 'people-enrolled' },
    why: 'Counts people who start training, whoever pays for it.',
  },
  {
    form: 'ETA-9169',
    line: '6',
    element: 'Training Services: Participants Exited',
    nearest: null,
    why: `${EXITS} people who complete training have not left the program by that.`,
  },
  {
    form: 'ETA-9169',
    line: '7',
    element: 'Training Services: Funds Expended',
    nearest: { indicator: 'funding-spent', part: { by: 'source', value: 'WIOA' } },
    why: 'WIOA dollars spent on everything that they may pay for, career services and support included, as partners report them.',
  },
  {
    form: 'ETA-9169',
    line: '8',
    element: 'Training Services: Cost Per Participant Served',
    nearest: { indicator: 'cost-per-participant' },
    why: 'Planned needs of every kind and source for each person who starts training or is matched, not what was spent.',
  },
  {
    form: 'ETA-9169',
    line: '11',
    element: 'Percent Training Related Employment',
    nearest: { indicator: 'people-placed-trained' },
    why: 'The number of people, not a percentage of those employed in the second quarter after exit. Every placement of a plan is in the field.',
  },
  {
    form: 'ETA-9169',
    line: '12',
    element: 'Percent Enrolled in More than One Program',
    nearest: null,
    why: `${PERSONS} nobody can be found in two programs.`,
  },
  {
    form: 'ETA-9169',
    line: '13',
    element: 'Percent Admin Expended',
    nearest: null,
    why: 'A plan does not divide what is spent by 20 CFR 683.215: coordination may be administration or a service.',
  },
  {
    form: 'ETA-9169',
    line: 'Negotiated Target',
    element: 'Negotiated Target of each indicator',
    nearest: null,
    why: 'Negotiated between the state and the Department of Labor; a plan’s targets are the community’s own.',
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(I)',
    element: 'Employment in the second quarter after exit (Employment Rate Q2)',
    nearest: { indicator: 'people-placed' },
    why: 'The number of people placed when they begin the job, not the share of those who exited who work two quarters later by wage records.',
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(II)',
    element: 'Employment in the fourth quarter after exit (Employment Rate Q4)',
    nearest: null,
    why: `${PERSONS} nobody is followed for a year.`,
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(III)',
    element: 'Median earnings in the second quarter after exit',
    nearest: null,
    why: `${PERSONS} nobody’s wage is asked for.`,
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(IV)',
    element: 'Credential attainment (Credential Rate)',
    nearest: { indicator: 'people-completed' },
    why: 'The number of people who complete a program, whether or not it ends in a recognized credential.',
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(V)',
    element: 'Measurable Skill Gains',
    nearest: null,
    why: `${PERSONS} between start and completion nobody’s progress is recorded.`,
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(VI)',
    element: 'Effectiveness in serving employers',
    nearest: { indicator: 'employers-with-openings' },
    why: 'The number of employers with openings in the plan, not those who keep whom they hired, come back or are reached among all.',
  },
  {
    form: 'ETA-9172 (PIRL)',
    line: '100 and all others',
    element: 'Unique Individual Identifier, and every element of a person’s record',
    nearest: null,
    why: `${PERSONS} the records stay with the program that serves the person.`,
  },
  {
    form: 'ETA-9172 (PIRL)',
    line: '1813',
    element:
      'Date Completed, During Program Participation, an Education or Training Program Leading to a Recognized Postsecondary Credential or Employment',
    nearest: { indicator: 'people-completed' },
    why: 'How many people would have a date there, for those trained by partners.',
  },
  {
    form: 'ETA-9172 (PIRL)',
    line: '2126',
    element: 'Entered Training-Related Employment',
    nearest: { indicator: 'people-placed-trained' },
    why: 'How many people would have a date there, for those trained by partners.',
  },
];

/** A line with what this rollup has of it. */
export interface FilledWioaLine extends WioaLine {
  source: string;
  /** null where no figure comes near, or where this rollup does not have it. */
  fact: Fact | null;
}

export const filledWioaLines = ({ facts }: PublishedRollup): FilledWioaLine[] => {
  const wanted = new Map<string, Fact | null>(
    wioaLines.flatMap(({ nearest }) => (nearest ? [[keyOf(nearest), null]] : [])),
  );
  for (const fact of facts) {
    if (fact.breakdown.length > 1) continue;
    const [part] = fact.breakdown;
    const key = keyOf({ indicator: fact.indicator, ...(part ? { part } : {}) });
    if (wanted.has(key)) wanted.set(key, fact);
  }
  return wioaLines.map((line) => ({
    ...line,
    source: sources[line.form],
    fact: line.nearest && (wanted.get(keyOf(line.nearest)) ?? null),
  }));
};

const keyOf = ({ indicator, part }: NonNullable<WioaLine['nearest']>): string =>
  part ? `${indicator} ${part.by} ${part.value.toLowerCase()}` : indicator;

/** How near a plan's figure comes, in a word. */
export const fitOf = ({ nearest }: WioaLine): string => (nearest ? 'nearest figure' : 'cannot be filled');

/** One line of a federal report a row; see csv.ts for the form. */
export const wioaCsv = (rollup: PublishedRollup): string =>
  `\uFEFF${[
    csvLine([...wioaHeaders]),
    ...filledWioaLines(rollup).map((line) =>
      csvLine([
        line.form,
        line.line,
        line.element,
        fitOf(line),
        line.nearest?.indicator ?? null,
        line.nearest?.part?.value ?? null,
        line.fact?.target ?? null,
        line.fact?.actual ?? null,
        line.fact?.unit ?? null,
        line.fact?.status ?? null,
        line.why,
        line.source,
      ]),
    ),
  ].join('')}`;

const wioaHeaders = [
  'form',
  'line',
  'element',
  'fit',
  'indicator',
  'part',
  'target',
  'actual',
  'unit',
  'status',
  'explanation',
  'source',
] as const;

/** The same for readers of the documentation, without figures. */
export const wioaPage = (): string =>
  [
    '# WIOA reports, line by line',
    '',
    'Made by `npm run reference` from `functions/rollup/wioa.ts`; not written by hand. The same table is in every workbook, and with figures at',
    '`rollup?…&format=wioa`.',
    '',
    'No figure of a plan is a figure of a federal report. Where one comes near, this says which and in what it differs; where none does, why.',
    '',
    '| Form | Line | Element | Nearest figure | In what it differs, or why there is none |',
    '| --- | --- | --- | --- | --- |',
    ...wioaLines.map(
      ({ form, line, element, nearest, why }) =>
        `| ${form} | ${line} | ${element} | ${nearest ? `\`${nearest.indicator}\`${nearest.part ? `, ${nearest.part.by} ${nearest.part.value}` : ''}` : 'none'} | ${why} |`,
    ),
    '',
    'Sources:',
    '',
    ...Object.entries(sources).map(
      ([form, source]) =>
        `- ${form}: <${source.split(' ')[0]}>${source.slice(source.indexOf(' ') < 0 ? source.length : source.indexOf(' '))}`,
    ),
    '',
  ].join('\n');
