import { allLanguages } from '../plan/messages/language.ts';
import { nameKey } from '../plan/text.ts';
import { csvLine } from './csv.ts';
import type { Fact } from './facts.ts';
import type { PublishedRollup } from './rollup.ts';
import { type RollupText, type RollupWords, rollupWords } from './words.ts';

/** A line of a federal report, and what a plan can say of it. */
export interface WioaLine {
  form: 'ETA-9173' | 'ETA-9169' | 'ETA-9172 (PIRL)' | '29 U.S.C. 3141(b)';
  /** As the form numbers it. */
  line: string;
  /** As the form names it, which is so in English alone. */
  element: string;
  /**
   * The figure that comes nearest, by its code, of everybody or of the part named; null where none does. No figure of a plan is one of a federal
   * report: that counts people whom a program has registered, by dates that a plan does not hold.
   */
  nearest: { indicator: string; part?: Part } | null;
  /** In what the nearest figure differs; where there is none, why it cannot be filled: a text under `rollup.wioa`. */
  why: Exclude<
    RollupText extends infer Key ? (Key extends `wioa.${infer Name}` ? Name : never) : never,
    'veteransSegment'
  >;
}

/** What a figure is a part by, and what the part is called. */
interface Part {
  by: string;
  named: (words: RollupWords) => string;
}

const veterans: Part = { by: 'segment', named: ({ text }) => text('wioa.veteransSegment') };
const ofWioa: Part = { by: 'source', named: ({ source }) => source('wioa') };

const sources: Record<WioaLine['form'], string> = {
  'ETA-9173': 'https://omb.report/icr/201609-1205-002/doc/68400301 (OMB 1205-0521)',
  'ETA-9169': 'https://omb.report/icr/202411-1205-001/doc/150493800 (OMB 1205-0526)',
  'ETA-9172 (PIRL)': 'https://omb.report/icr/202411-1205-002/doc/148716700 (OMB 1205-0521)',
  '29 U.S.C. 3141(b)': 'https://www.law.cornell.edu/uscode/text/29/3141',
};

/** WIOA's quarterly report (ETA-9173), the annual one (ETA-9169), the records that both are worked out from, and the primary indicators. */
export const wioaLines: readonly WioaLine[] = [
  {
    form: 'ETA-9173',
    line: 'A.1',
    element: 'Total Exiters',
    nearest: null,
    why: 'exits',
  },
  {
    form: 'ETA-9173',
    line: 'A.2',
    element: 'Total Participants Served',
    nearest: { indicator: 'people-enrolled' },
    why: 'served',
  },
  {
    form: 'ETA-9173',
    line: 'A.3',
    element: 'Total Reportable Individuals',
    nearest: { indicator: 'people-applied' },
    why: 'reportable',
  },
  {
    form: 'ETA-9173',
    line: 'B.1 and B.2',
    element: 'Sex; Ethnicity/Race',
    nearest: null,
    why: 'demographics',
  },
  {
    form: 'ETA-9173',
    line: 'B.3a',
    element: 'Eligible Veterans',
    nearest: { indicator: 'people-enrolled', part: veterans },
    why: 'veterans',
  },
  {
    form: 'ETA-9173',
    line: 'B.3b to B.3d',
    element: 'Individuals with a Disability; Incumbent Workers; Unemployed Individuals',
    nearest: null,
    why: 'disability',
  },
  {
    form: 'ETA-9173',
    line: 'B.4a to B.4f',
    element: 'Education Level',
    nearest: null,
    why: 'schooling',
  },
  {
    form: 'ETA-9173',
    line: 'C',
    element: 'Employment Barrier',
    nearest: null,
    why: 'barriers',
  },
  {
    form: 'ETA-9169',
    line: '1 to 4',
    element: 'Career Services: Participants Served; Participants Exited; Funds Expended; Cost Per Participant Served',
    nearest: null,
    why: 'careerServices',
  },
  {
    form: 'ETA-9169',
    line: '5',
    element: 'Training Services: Participants Served',
    nearest: { indicator: 'people-enrolled' },
    why: 'trainingServed',
  },
  {
    form: 'ETA-9169',
    line: '6',
    element: 'Training Services: Participants Exited',
    nearest: null,
    why: 'exits',
  },
  {
    form: 'ETA-9169',
    line: '7',
    element: 'Training Services: Funds Expended',
    nearest: { indicator: 'funding-spent', part: ofWioa },
    why: 'trainingSpent',
  },
  {
    form: 'ETA-9169',
    line: '8',
    element: 'Training Services: Cost Per Participant Served',
    nearest: { indicator: 'cost-per-participant' },
    why: 'trainingCost',
  },
  {
    form: 'ETA-9169',
    line: '11',
    element: 'Percent Training Related Employment',
    nearest: { indicator: 'people-placed-trained' },
    why: 'trainingRelated',
  },
  {
    form: 'ETA-9169',
    line: '12',
    element: 'Percent Enrolled in More than One Program',
    nearest: null,
    why: 'severalPrograms',
  },
  {
    form: 'ETA-9169',
    line: '13',
    element: 'Percent Admin Expended',
    nearest: null,
    why: 'admin',
  },
  {
    form: 'ETA-9169',
    line: 'Negotiated Target',
    element: 'Negotiated Target of each indicator',
    nearest: null,
    why: 'negotiated',
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(I)',
    element: 'Employment in the second quarter after exit (Employment Rate Q2)',
    nearest: { indicator: 'people-placed' },
    why: 'employmentQ2',
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(II)',
    element: 'Employment in the fourth quarter after exit (Employment Rate Q4)',
    nearest: null,
    why: 'employmentQ4',
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(III)',
    element: 'Median earnings in the second quarter after exit',
    nearest: null,
    why: 'earnings',
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(IV)',
    element: 'Credential attainment (Credential Rate)',
    nearest: { indicator: 'people-completed' },
    why: 'credentials',
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(V)',
    element: 'Measurable Skill Gains',
    nearest: null,
    why: 'skillGains',
  },
  {
    form: '29 U.S.C. 3141(b)',
    line: '(2)(A)(i)(VI)',
    element: 'Effectiveness in serving employers',
    nearest: { indicator: 'employers-with-openings' },
    why: 'employers',
  },
  {
    form: 'ETA-9172 (PIRL)',
    line: '100 and all others',
    element: 'Unique Individual Identifier, and every element of a person’s record',
    nearest: null,
    why: 'records',
  },
  {
    form: 'ETA-9172 (PIRL)',
    line: '1813',
    element:
      'Date Completed, During Program Participation, an Education or Training Program Leading to a Recognized Postsecondary Credential or Employment',
    nearest: { indicator: 'people-completed' },
    why: 'dates',
  },
  {
    form: 'ETA-9172 (PIRL)',
    line: '2126',
    element: 'Entered Training-Related Employment',
    nearest: { indicator: 'people-placed-trained' },
    why: 'dates',
  },
];

/** A line with what this rollup has of it. */
export interface FilledWioaLine extends WioaLine {
  source: string;
  /** What the nearest figure is called; null where none comes near. */
  figure: string | null;
  /** null where no figure comes near, or where this rollup does not have it. */
  fact: Fact | null;
}

export const filledWioaLines = ({ facts, language }: PublishedRollup): FilledWioaLine[] => {
  const wanted = new Set(wioaLines.flatMap(({ nearest }) => nearest?.indicator ?? []));
  const titles = new Map<string, string>();
  const found = new Map<string, Fact>();
  for (const fact of facts) {
    if (!wanted.has(fact.indicator)) continue;
    titles.set(fact.indicator, fact.title);
    const [part, further] = fact.breakdown;
    if (!further) found.set(keyOf(fact.indicator, part), fact);
  }
  const words = rollupWords(language);
  return wioaLines.map((line) => {
    const { nearest, form } = line;
    const title = nearest && (titles.get(nearest.indicator) ?? nearest.indicator);
    return {
      ...line,
      source: sources[form],
      figure: nearest?.part ? `${title}: ${nearest.part.named(words)}` : title,
      fact: nearest && (keysOf(nearest).flatMap((key) => found.get(key) ?? [])[0] ?? null),
    };
  });
};

/** A segment is called what people call it, in whichever language they plan. */
const keysOf = ({ indicator, part }: NonNullable<WioaLine['nearest']>): string[] =>
  part
    ? allLanguages.map((language) => keyOf(indicator, { by: part.by, value: part.named(rollupWords(language)) }))
    : [keyOf(indicator)];

const keyOf = (indicator: string, part?: Fact['breakdown'][number]): string =>
  part ? `${indicator} ${part.by} ${nameKey(part.value)}` : indicator;

/** How near a plan's figure comes, in a word. */
export const fitOf = ({ nearest }: WioaLine, { text }: RollupWords): string =>
  text(nearest ? 'files.wioa.fits.nearest' : 'files.wioa.fits.none');

export const whyOf = ({ why }: WioaLine, words: RollupWords): string =>
  words.text(`wioa.${why}`, { segment: veterans.named(words) });

/** One line of a federal report a row; see csv.ts for the form. */
export const wioaCsv = (rollup: PublishedRollup): string => {
  const words = rollupWords(rollup.language);
  return `\uFEFF${[
    csvLine([...wioaHeaders]),
    ...filledWioaLines(rollup).map((line) =>
      csvLine([
        line.form,
        line.line,
        line.element,
        fitOf(line, words),
        line.nearest?.indicator ?? null,
        line.nearest?.part?.named(words) ?? null,
        line.fact?.target ?? null,
        line.fact?.actual ?? null,
        line.fact?.unit ?? null,
        line.fact?.status ?? null,
        whyOf(line, words),
        line.source,
      ]),
    ),
  ].join('')}`;
};

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
export const wioaPage = (): string => {
  const words = rollupWords('en');
  return [
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
      (each) =>
        `| ${each.form} | ${each.line} | ${each.element} | ${nearestName(each, words)} | ${whyOf(each, words)} |`,
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
};

const nearestName = ({ nearest }: WioaLine, words: RollupWords): string =>
  nearest === null
    ? 'none'
    : `\`${nearest.indicator}\`${nearest.part ? `, ${nearest.part.by} ${nearest.part.named(words)}` : ''}`;
