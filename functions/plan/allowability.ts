import type { SourceKind } from './tables/funding.ts';
import type { NeedKind } from './tables/resources.ts';

/**
 * Whether a kind of source may pay for a kind of need: `yes`, `no`, or under a condition, named by the word under which messages have it.
 *
 * Sources: WIOA supportive services 20 CFR 680.900 and 680.910, individual training accounts TEGL 8-19, local boards' functions and
 * administration 20 CFR 683.215; Workforce Pell as SBCTC describes it; SNAP E&T's half as Massachusetts Budget describes it. What other
 * state and local money may pay for differs from place to place, so nothing is said of it.
 */
export type Allowed = 'yes' | 'no' | Condition;

export const conditions = [
  'boardFunction',
  'tiedToServices',
  'trainingAccount',
  'supportiveService',
  'aidToStudent',
  'costOfAttendance',
  'snapHalf',
] as const;

export type Condition = (typeof conditions)[number];

/** What is known of a source beside its kind. */
export interface SourceFacts {
  kind: SourceKind;
  program: string | null;
  /** Its giver is a workforce board, whose own functions WIOA pays for. */
  fromWorkforceBoard: boolean;
}

export const mayPay = ({ kind, program, fromWorkforceBoard }: SourceFacts, need: NeedKind): Allowed => {
  switch (kind) {
    case 'wioa':
      if (need === 'coordination') return fromWorkforceBoard ? 'yes' : 'boardFunction';
      if (need === 'outreach') return 'tiedToServices';
      return need === 'scholarships' ? 'trainingAccount' : 'supportiveService';
    case 'accreditation':
      if (need === 'coordination' || need === 'outreach') return 'no';
      return need === 'scholarships' ? 'aidToStudent' : 'costOfAttendance';
    case 'stateLocal':
      return /\bSNAP\b/i.test(program ?? '') && need !== 'coordination' && need !== 'outreach' ? 'snapHalf' : 'yes';
    // Grants, foundations and employers' fees pay for what was agreed with their giver.
    case 'discretionary':
    case 'philanthropy':
    case 'employerFees':
      return 'yes';
  }
};

/** Programs that give no new money, known by what people call them. */
export const closedPrograms: readonly { name: string; since: string; pattern: RegExp }[] = [
  // An experiment of 2015 with eight partnerships, three of which had left by May 2018; never opened to others.
  { name: 'EQUIP', since: '2018', pattern: /\bEQUIP\b|quality through innovative partnerships/i },
  // $150 million to 39 partnerships, awarded once.
  { name: 'DOL TechHire', since: '2016', pattern: /\btechhire\b.*\bgrants?\b|\bgrants?\b.*\btechhire\b/i },
  { name: 'Strengthening Working Families Initiative', since: '2016', pattern: /\bstrengthening working families\b/i },
  { name: 'One Workforce', since: '2021', pattern: /\bone workforce\b/i },
];
