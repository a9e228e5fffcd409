import { column, defineTable } from '../table.ts';
import { choice, email, text, wholeNumber, yesNo } from '../value.ts';

export const partnerKinds = {
  employer: 'Employer',
  industryGroup: 'Industry group',
  educator: 'Educator',
  trainingProvider: 'Training provider',
  civicOrganization: 'Civic organization',
  workforceBoard: 'Workforce board',
  intermediary: 'Intermediary',
  funder: 'Funder',
} as const;

export const partners = defineTable({
  name: 'partners',
  tab: 'Partners',
  title: 'Partners: one row an organization. Other tabs refer to partners by the name given here.',
  noun: 'partner',
  key: 'name',
  unique: ['name'],
  columns: {
    name: column(text(200), {
      header: 'Organization',
      help: 'As it is to be called on every tab.',
      required: true,
      width: 220,
    }),
    kind: column(choice(partnerKinds), {
      header: 'Kind',
      help: 'What the organization is in this plan. One that plays two parts gets the part in which it commits most.',
      required: true,
    }),
    contact: column(text(120), {
      header: 'Contact',
      help: 'Who speaks for it. Not part of any rollup.',
      personal: true,
      width: 150,
    }),
    email: column(email(), { header: 'Email', help: "The contact's address. Not part of any rollup.", personal: true }),
    status: column(choice({ invited: 'Invited', committed: 'Committed' }), {
      header: 'Commitment',
      help: 'Committed once the organization has said yes to its part.',
      required: true,
      width: 120,
    }),
    gaveInput: column(yesNo(), {
      header: 'Gave input on targets',
      help: 'Whether it has been asked about the shared targets and has answered.',
      width: 110,
    }),
    hiresOnAbility: column(yesNo(), {
      header: 'Hires on ability',
      help: 'Employers: whether people without a degree are hired when they can do the work.',
      width: 110,
    }),
    placementsCommitted: column(wholeNumber({ max: 100_000 }), {
      header: 'Placements committed',
      help: 'Employers: how many people it has said it will hire through this community this year.',
      unit: 'people',
    }),
  },
});
