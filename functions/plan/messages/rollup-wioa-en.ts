/** In what the nearest figure of a plan differs from a line of a federal report, or why there is none, in English. How to add a text: see en.ts. */
export const wioaTexts = {
  /** What communities call the group of those who have served. */
  veteransSegment: 'Veterans',

  exits:
    'A plan records no exits, which are known 90 days after a person’s last service (20 CFR 677.150): people who complete training have not left the program by that.',
  served:
    'Counts people who start training, whoever pays for it, and not those who receive career services only. A participant is determined to be eligible for the program.',
  reportable: 'Counts everybody who applied to a partner of the community, whether or not to the workforce program.',
  demographics:
    'A plan holds numbers of people, never persons: it has segments that each community chooses for itself, which may overlap and need not cover everybody.',
  veterans:
    'Only where a community has a segment called {segment}; who belongs to it is for the community to say, and not by 38 U.S.C. 4211.',
  disability: 'A plan holds numbers of people, never persons: nobody’s disability or work is asked for.',
  schooling: 'A plan holds numbers of people, never persons: nobody’s schooling is asked for.',
  barriers: 'A plan holds numbers of people, never persons: nobody’s barriers are asked for.',
  careerServices: 'A plan does not tell career services from others.',
  trainingServed: 'Counts people who start training, whoever pays for it.',
  trainingSpent:
    'WIOA dollars spent on everything that they may pay for, career services and support included, as partners report them.',
  trainingCost:
    'Planned needs of every kind and source for each person who starts training or is matched, not what was spent.',
  trainingRelated:
    'The number of people, not a percentage of those employed in the second quarter after exit. Every placement of a plan is in the field.',
  severalPrograms: 'A plan holds numbers of people, never persons: nobody can be found in two programs.',
  admin: 'A plan does not divide what is spent by 20 CFR 683.215: coordination may be administration or a service.',
  negotiated: 'Negotiated between the state and the Department of Labor; a plan’s targets are the community’s own.',
  employmentQ2:
    'The number of people placed when they begin the job, not the share of those who exited who work two quarters later by wage records.',
  employmentQ4: 'A plan holds numbers of people, never persons: nobody is followed for a year.',
  earnings: 'A plan holds numbers of people, never persons: nobody’s wage is asked for.',
  credentials: 'The number of people who complete a program, whether or not it ends in a recognized credential.',
  skillGains:
    'A plan holds numbers of people, never persons: between start and completion nobody’s progress is recorded.',
  employers:
    'The number of employers with openings in the plan, not those who keep whom they hired, come back or are reached among all.',
  records: 'A plan holds numbers of people, never persons: the records stay with the program that serves the person.',
  dates: 'How many people would have a date there, for those trained by partners.',
} as const;
