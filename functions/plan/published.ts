import type { BasisPoints, Cents } from './value.ts';

/** A figure that somebody has published, as messages name it. */
export interface Published {
  /** Who, when and of whom: the same in every language. */
  source: string;
  url: string;
}

/**
 * The lowest and the highest published figure of a rate, as far as there is one. The first steps of the funnel and direct match have none:
 * no public figure was found for them.
 */
export const publishedRates = {
  enrolledToCompleted: {
    lowest: {
      rate: 7_100,
      source: 'NPower Dallas 2013',
      url: 'https://www.bizjournals.com/dallas/blog/2013/09/20-veterans-receive-it-certification.html',
    },
    highest: {
      rate: 10_000,
      source: 'Hackbright 2016 (CIRR)',
      url: 'https://docecity.com/i-report-information-school-name-hackbright-academy-campus35527.html',
    },
  },
  completedToPlaced: {
    lowest: {
      rate: 4_490,
      source: 'Hackbright 2016 (CIRR)',
      url: 'https://docecity.com/i-report-information-school-name-hackbright-academy-campus35527.html',
    },
    highest: {
      rate: 8_300,
      source: 'Year Up (PACE)',
      url: 'https://givingcompass.org/article/implementation-early-impacts-year-program',
    },
  },
} as const satisfies Record<string, Record<'lowest' | 'highest', Published & { rate: BasisPoints }>>;

/** Of graduates who were in a job of the field: 44.9% within 90 days, 70.5% within 180. */
export const placedWithin90Days = {
  rate: 4_490,
  days: 90,
  source: 'Hackbright 2016 (CIRR)',
  url: 'https://docecity.com/i-report-information-school-name-hackbright-academy-campus35527.html',
} as const satisfies Published & { rate: BasisPoints; days: number };

/** Admitted of those who applied: fewer than one in three. Nobody is placed who was not admitted. */
export const admittedOfApplicants = {
  one: 1,
  in: 3,
  source: 'Year Up 2007 (GiveWell)',
  url: 'https://www.givewell.org/node/1983/printable/print',
} as const satisfies Published & { one: number; in: number };

/** Placed of those who applied, end to end: about 11%. */
export const placedOfApplicants = {
  rate: 1_100,
  source: 'LaunchCode 2017',
  url: 'https://stlouis.cbslocal.com/2017/08/30/',
} as const satisfies Published & { rate: BasisPoints };

/** 2,387 placements in 2015 by 51 communities: 47 each; 114 each if all were by the 21 of the first hour. */
export const communityYear = {
  placements: 2_387,
  communities: 51,
  average: 47,
  /** Above every reading of the figures. */
  farAbove: 120,
  source: 'Opportunity@Work 2016',
  url: 'https://opportunityatwork.org/press-release/the-techhire-ecosystem-thrives/',
} as const satisfies Published & Record<string, unknown>;

/** What a bootcamp costs: $15,000 to $20,000. */
export const trainingPrice = {
  highest: 2_000_000,
  source: 'codingbootcamp.net',
  url: 'https://codingbootcamp.net/learn/how-to-read-outcomes-report',
} as const satisfies Published & { highest: Cents };

/** Training under the TechHire grants lasted from three months to two years. */
export const trainingLength = {
  longestWeeks: 104,
  source: 'DOL TechHire grants 2016-18',
  url: 'https://dol.gov/resource-library/early-outcomes-study-evaluation-techhire-strengthening-working-families-initiative',
} as const satisfies Published & { longestWeeks: number };

/** The whole cost of one participant where it is highest: $28,290, of which employers paid 59%. */
export const costOfOne = {
  highest: 2_829_000,
  source: 'Year Up (PACE)',
  url: 'https://givingcompass.org/article/implementation-early-impacts-year-program',
} as const satisfies Published & { highest: Cents };

/** Programs that Workforce Pell pays for: at least 8 and under 15 weeks. */
export const workforcePell = {
  fewestWeeks: 8,
  under: 15,
  source: 'SBCTC, Workforce Pell',
  url: 'https://www.sbctc.edu/colleges-staff/programs-services/student-services/workforce-pell',
} as const satisfies Published & { fewestWeeks: number; under: number };
