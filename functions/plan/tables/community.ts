import { languages } from '../messages/language.ts';
import { column, defineForm } from '../table.ts';
import { choice, date, email, percent, text, wholeNumber } from '../value.ts';

export const community = defineForm({
  name: 'community',
  tab: 'Community',
  title: 'Community: who plans, and for which year. Answer in the white cells.',
  noun: 'answer',
  columns: {
    name: column(text(120), {
      header: 'Community name',
      help: 'The name that funders know, for example Riverbend TechHire.',
      required: true,
    }),
    states: column(text(200), {
      header: 'State or states',
      help: 'Two-letter codes with commas between them, for example OH, KY. State rollups find the community by them.',
      required: true,
    }),
    leadOrganization: column(text(200), {
      header: 'Lead organization',
      help: 'The organization that answers for this plan.',
      required: true,
    }),
    coordinator: column(text(120), {
      header: 'Coordinator',
      help: 'Who keeps this sheet. Not part of any rollup.',
      personal: true,
    }),
    coordinatorEmail: column(email(), {
      header: "Coordinator's email",
      help: 'Where questions about this plan go. Not part of any rollup.',
      personal: true,
    }),
    yearStart: column(date(), {
      header: 'Plan year starts on',
      help: 'First day of the year that this sheet plans, for example 2026-07-01.',
      required: true,
    }),
    yearEnd: column(date(), {
      header: 'Plan year ends on',
      help: 'Last day of that year. Placements after it belong to the next plan.',
      required: true,
    }),
    confidence: column(percent({ min: 5000, max: 9900 }), {
      header: 'Confidence wanted',
      help: 'How sure you want to be of reaching the placements goal: 50% to 99%. Most plans use 80%.',
      starter: true,
    }),
    publishThreshold: column(wholeNumber({ min: 5, max: 100 }), {
      header: 'Smallest number to publish',
      help: 'Counts of people below this are hidden in rollups, so that nobody can be recognized. 10 is what most states use.',
      unit: 'people',
      starter: true,
    }),
    language: column(choice(languages), {
      header: 'Language',
      help: 'The language of headers, notes, messages and results on this sheet. What you type stays as it is.',
      starter: true,
    }),
  },
  starterAnswers: { confidence: '80%', publishThreshold: 10, language: languages.en },
});
