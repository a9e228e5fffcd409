/** What a rollup says to those who read it, in English: pages, and the words in files. How to add a text: see en.ts. */
export const rollupTexts = {
  /** What a rollup covers, where it is not one community, whose name it has. */
  scopes: {
    state: 'TechHire communities in {state}',
    funder: 'TechHire communities supported by {funder}',
    network: 'All TechHire communities',
  },

  /** Why there is no rollup. */
  errors: {
    eyebrow: 'TechHire rollup',
    incomplete: 'This link is not complete',
    nothing: 'There is nothing to show',
    scopeMissing: 'Say for whom: {parameter}={forms}.',
    scopeUnknown: 'The scope "{scope}" is not known. Give {parameter}={forms}, for example {example}.',
    yearMissing: 'Say which plan year: {parameter}={form}, the calendar year in which it starts.',
    yearUnknown:
      'The year "{year}" is not one. Give {parameter}={form} from 2000 to 2099, the calendar year in which the plan year starts.',
    formatUnknown: 'The format "{format}" is not known. Give {parameter}={forms}.',
    languageUnknown: 'The language "{language}" is not known. Give {parameter}={forms}.',
    communityUnknown: 'No community "{community}" is known here.',
    communityYear: 'The community "{community}" has no plan for {year}.',
    stateYear: 'No community in {state} has a plan for {year}.',
    groupUnknown: 'No group "{group}" is known here.',
    groupYear: 'No community of {group} has a plan for {year}.',
    funderYear:
      'No plan for {year} has money of a funder "{funder}" that is received or committed. The name is the one on the Partners tab.',
    networkYear: 'No community has a plan for {year}.',
    otherYears: '{problem} There is one for {years}.',
    notInThisForm: 'This rollup cannot be had in this form',
    publisherUnknown:
      'Files in this form say which organization publishes them, and this planner has not been told. Ask whoever runs it to set {setting}; every other form has the same figures.',
    noPlanYear:
      'Files in this form say for which days their figures are, and no plan in it says when its plan year begins and ends. Ask the community to answer it on {tab}; every other form has the same figures.',
  },
} as const;
