import { createHash } from 'node:crypto';
import { formatLocales } from '../plan/messages/language.ts';
import { all, optionOf, small } from '../plan/messages/said.ts';
import { cleanText, nameKey } from '../plan/text.ts';
import { csvLine } from './csv.ts';
import type { Publisher } from './publisher.ts';
import type { LedgerGrant, PublishedRollup } from './rollup.ts';
import { type RollupWords, rollupWords } from './words.ts';

/** A grant in the fields of 360Giving; the names in CSV are the standard's titles. */
export interface PublishedGrant {
  id: string;
  title: string;
  description: string;
  currency: 'USD';
  amountAwarded: number;
  /** What is received; what is only promised has none. */
  amountDisbursed?: number;
  awardDate: string;
  plannedDates?: [{ startDate: string; endDate?: string }];
  recipientOrganization: [GrantOrganization];
  fundingOrganization: [GrantOrganization];
  grantProgramme?: [{ title: string }];
  beneficiaryLocation?: [{ name: string; countryCode: 'US' }];
  classifications: [{ vocabulary: string; code: string; title: string }];
}

interface GrantOrganization {
  id: string;
  name: string;
}

/** The ledger as far as it can be published, and what of it cannot. */
export interface GrantsPackage {
  grants: PublishedGrant[];
  /** In words: "Riverbend, Opportunity fund ($5,000): no award date". */
  leftOut: string[];
}

/**
 * Funding that is received or committed in the fields of the 360Giving Data Standard 1.4, which cannot do without who gives it and when it was awarded.
 *
 * Identifiers are made of the publisher's prefix: the row's id keeps a grant's the same as long as the row is there, and organizations have theirs by
 * name, as nobody has typed a registered one.
 * Source: https://standard.threesixtygiving.org/en/latest/technical/reference/
 *
 * @param prefix  as 360Giving gives it out
 */
export const grantsOf = ({ ledger, language }: PublishedRollup, prefix: string): GrantsPackage => {
  const words = rollupWords(language);
  const { text, tell } = words;
  const grants: PublishedGrant[] = [];
  const leftOut: string[] = [];
  for (const grant of ledger) {
    const missing = [
      ...(grant.funder === null ? [text('files.grants.noFunder')] : []),
      ...(grant.awarded === null ? [text('files.grants.noAward')] : []),
      ...(grant.row === null ? [text('files.grants.noRow')] : []),
    ];
    if (missing.length > 0) {
      const money = grant.amount.toLocaleString(formatLocales[language], { style: 'currency', currency: 'USD' });
      leftOut.push(
        `${grant.community}, ${grant.program ?? words.source(grant.source)} (${money}): ${tell(all(missing))}`,
      );
    } else grants.push(publishedGrant(grant, prefix, words));
  }
  return { grants, leftOut };
};

const publishedGrant = (grant: LedgerGrant, prefix: string, words: RollupWords): PublishedGrant => {
  const { text, tell } = words;
  const { communityId, community, row, status, amount, program, source, mayPayFor, from, to, states } = grant;
  const kind = words.source(source);
  const recipient = grant.leadOrganization ?? community;
  return {
    id: `${prefix}-${idPart(communityId)}-${idPart(row!)}`,
    title: shortTitle(text('files.grants.title', { grant: program ?? kind, community })),
    description: [
      text('files.grants.kind', { kind, status: small(optionOf('funding', 'status', status)) }),
      mayPayFor.length === 0
        ? text('files.grants.forUnknown')
        : text('files.grants.for', { needs: tell(all(mayPayFor.map(words.need))) }),
    ].join(' '),
    currency: 'USD',
    amountAwarded: amount,
    ...(status === 'received' ? { amountDisbursed: amount } : {}),
    awardDate: grant.awarded!,
    ...(from === null ? {} : { plannedDates: [{ startDate: from, ...(to === null ? {} : { endDate: to }) }] }),
    recipientOrganization: [{ id: `${prefix}-ORG-${idPart(communityId)}`, name: recipient }],
    fundingOrganization: [{ id: `${prefix}-ORG-${idPart(nameKey(grant.funder!))}`, name: cleanText(grant.funder!) }],
    ...(program === null ? {} : { grantProgramme: [{ title: program }] }),
    ...(states.length === 0 ? {} : { beneficiaryLocation: [{ name: states.join(', '), countryCode: 'US' }] }),
    classifications: [{ vocabulary: text('files.grants.vocabulary'), code: source, title: kind }],
  };
};

/** The standard asks for less than 140 characters. */
const shortTitle = (title: string): string => (title.length < 140 ? title : `${title.slice(0, 138)}…`);

/** The standard asks for no slashes and no spaces; text that has to be spelled in another way has a piece of its hash, so that no two are the same. */
const idPart = (text: string): string => {
  const plain = text.replace(/[^A-Za-z0-9.-]+/g, '_');
  return plain === text ? plain : `${plain}_${createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 8)}`;
};

/** A package of grants, as 360Giving's package schema has it. */
export const grantsJson = (
  rollup: PublishedRollup,
  { name }: Publisher,
  { grants, leftOut }: GrantsPackage,
): string => {
  const { text, title } = rollupWords(rollup.language);
  return `${JSON.stringify(
    {
      version: '1.4',
      title: text('files.grants.package', { title: title(rollup), year: String(rollup.year) }),
      description: [
        text('files.grants.about', { name }),
        ...(leftOut.length === 0
          ? []
          : [text('files.grants.leftOut', { count: leftOut.length }), ...leftOut.map((each) => `${each}.`)]),
      ].join(' '),
      modified: rollup.readAt,
      grants,
    },
    null,
    2,
  )}\n`;
};

/** One grant a row, under the titles of the standard; see csv.ts for the form. */
export const grantsCsv = ({ grants }: GrantsPackage): string =>
  `\uFEFF${[csvLine(columns.map(([title]) => title)), ...grants.map((grant) => csvLine(columns.map(([, read]) => read(grant) ?? null)))].join('')}`;

const columns: readonly (readonly [title: string, read: (grant: PublishedGrant) => string | number | undefined])[] = [
  ['Identifier', ({ id }) => id],
  ['Title', ({ title }) => title],
  ['Description', ({ description }) => description],
  ['Currency', ({ currency }) => currency],
  ['Amount Awarded', ({ amountAwarded }) => amountAwarded],
  ['Amount Disbursed', ({ amountDisbursed }) => amountDisbursed],
  ['Award Date', ({ awardDate }) => awardDate],
  ['Planned Dates:Start Date', ({ plannedDates }) => plannedDates?.[0].startDate],
  ['Planned Dates:End Date', ({ plannedDates }) => plannedDates?.[0].endDate],
  ['Recipient Org:Identifier', ({ recipientOrganization }) => recipientOrganization[0].id],
  ['Recipient Org:Name', ({ recipientOrganization }) => recipientOrganization[0].name],
  ['Funding Org:Identifier', ({ fundingOrganization }) => fundingOrganization[0].id],
  ['Funding Org:Name', ({ fundingOrganization }) => fundingOrganization[0].name],
  ['Grant Programme:Title', ({ grantProgramme }) => grantProgramme?.[0].title],
  ['Beneficiary Location:0:Name', ({ beneficiaryLocation }) => beneficiaryLocation?.[0].name],
  ['Beneficiary Location:0:Country Code', ({ beneficiaryLocation }) => beneficiaryLocation?.[0].countryCode],
  ['Classifications:0:Vocabulary', ({ classifications }) => classifications[0].vocabulary],
  ['Classifications:0:Code', ({ classifications }) => classifications[0].code],
  ['Classifications:0:Title', ({ classifications }) => classifications[0].title],
];
