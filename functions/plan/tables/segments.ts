import { column, defineTable } from '../table.ts';
import { percent, reference, references, text, wholeNumber } from '../value.ts';

export const segments = defineTable({
  name: 'segments',
  tab: 'Segments',
  title:
    'Segments: the groups of job seekers that the community has goals for. Each placed person counts in one row; those in no row count as others.',
  noun: 'segment',
  key: 'name',
  unique: ['name'],
  roomFor: 50,
  columns: {
    name: column(text(120), {
      header: 'Segment',
      help: 'For example: veterans, women, young adults 17 to 29, people with a criminal record.',
      required: true,
      width: 220,
    }),
    placements: column(wholeNumber(), {
      header: 'Placements goal',
      help: 'How many of the placements. Give this or the share, not both.',
      unit: 'people',
    }),
    share: column(percent(), {
      header: 'Share of placements',
      help: 'Which part of all placements. Give this or the number, not both.',
    }),
    servedBy: column(references('partners'), {
      header: 'Served by',
      help: 'Partners that already work with this group, as named on the Partners tab, with semicolons between them.',
    }),
    newPartner: column(text(200), {
      header: 'New partner to join',
      help: 'For a group that nobody serves yet: which organization is to join.',
    }),
    askedBy: column(reference('partners'), {
      header: 'Who asks them',
      help: 'The partner that asks the new one to join.',
    }),
  },
});
