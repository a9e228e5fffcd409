import { factTexts } from './rollup-facts-en.ts';
import { fileTexts } from './rollup-files-en.ts';
import { wioaTexts } from './rollup-wioa-en.ts';

/** What a rollup says to those who read it, in English: pages, and the words in files. How to add a text: see en.ts. */
export const rollupTexts = {
  /** What a rollup covers, where it is not one community, whose name it has. */
  scopes: {
    state: 'TechHire communities in {state}',
    funder: 'TechHire communities supported by {funder}',
    network: 'All TechHire communities',
  },

  /** Why a community is in no figure of a rollup, behind its name and a colon. */
  leftOut: {
    noPlan: 'no plan for {year}',
    noSheet: 'no sheet of this community has been read yet',
    unreadable: 'its figures are not in the form that this version reads; they are written anew with its next edit',
    notSaid: 'its plan does not say in which form data becomes public',
    onRequest: 'its figures are given on request only, by a link',
    noCounts: 'its plan makes no counts of people public',
  },

  /** Words that stand for a number or beside one. */
  labels: {
    placed: 'Placed in jobs',
    everybodyElse: 'Everybody else',
    underOnePercent: 'under 1%',
    notCounted: 'not counted',
    hidden: 'hidden',
    notSet: 'not set',
    notGiven: 'not given',
    notSaid: 'not said',
    none: '–',
    /** `12 of 80`; `hidden, of 80`. */
    outOf: '{part} of {whole}',
    wordOutOf: '{word}, of {whole}',
    range: '{low} to {high}',
    estimate: '{expected} ({low} to {high})',
    days: '{from} to {to}',
    daysFrom: 'dates from {first} to {last}',
    time: '{day} at {time} UTC',
    of: 'of {whole}',
  },

  /** Around the sections. */
  page: {
    title: '{title}, plan year {year}: TechHire rollup',
    eyebrow: 'TechHire rollup, plan year {year}',
    skip: 'Skip to the figures',
    ledBy: 'Led by {organization}',
    tools: 'Downloads and language',
    download: 'Download',
    onPaper:
      'On paper long lists have their first 6 rows only, and money by month, the rates and what the outreach hangs on are left out. The Excel file has everything.',
    read: 'Read on {time}. Made by TechHire Planner.',
    readRevision: 'Read on {time}, from revision {revision} of the plan. Made by TechHire Planner.',
    hash: 'Content hash (SHA-256), the same as long as no figure changes: {hash}',
    more: {
      segments: '{count, plural, one {# more group is} other {# more groups are}} in the downloads.',
      periods: '{count, plural, one {# more period is} other {# more periods are}} in the downloads.',
      communities: '{count, plural, one {# more community is} other {# more communities are}} in the downloads.',
      roles: '{count, plural, one {# more role is} other {# more roles are}} in the downloads.',
      localGoals: '{count, plural, one {# more local goal is} other {# more local goals are}} in the downloads.',
      grants: '{count, plural, one {# more grant is} other {# more grants are}} in the downloads.',
      rates: '{count, plural, one {# more rate is} other {# more rates are}} in the downloads.',
      warnings: '{count, plural, one {# more warning is} other {# more warnings are}} in the downloads.',
    },
    /** Read in place of a chart. */
    chart: '{about} {rows}. The table below has the same figures.',
    chartRow: '{label}: {text}',
  },

  /** The first screen. */
  answer: {
    onTrack: 'Are they on track?',
    ofGoal: 'of {goal, plural, one {# placement} other {# placements}} in tech jobs',
    withoutGoal: '{count, plural, one {placement} other {placements}} in tech jobs so far',
    notCounted: 'placements not counted yet',
    hidden: 'number of placements hidden',
    /** What stands first, by how the forecast and the goal lie to each other. */
    headlines: {
      noGoal: 'No goal for placements has been set yet.',
      notCounted: 'Placements have not been counted for everybody yet, so nothing can be said about the pace.',
      hidden:
        'The number is too small to publish, or would give a small one away, so nothing is said about the pace either.',
      reached: 'The goal is reached.',
      safe: 'On track: even the low end of the forecast reaches the goal.',
      likely: 'On track, but not safely: the low end of the forecast falls short of the goal.',
      possible: 'At risk: the forecast falls short of the goal, which only its upper part reaches.',
      unlikely: 'Off track: even the high end of the forecast falls short of the goal.',
      ahead: 'On track: no fewer people are placed than at an even pace.',
      behind: 'Behind: fewer people are placed than at an even pace.',
      noPace: 'How the year turns out cannot be said yet.',
    },
    forecast: '{atThisPace} by {until}.',
    forecastOfSome:
      '{atThisPace} by {until}, in the {counted, number} of {communities, number} communities of which it can be said.',
    share: '{share} of the goal.',
    pace: '{share} of the goal, counted through {through}. An even pace would have placed {even, number} by then.',
    paceOfSome:
      '{share} of the goal. {counted, number} of {communities, number} communities have counted, through {through}; their goals add up to {goal, number}, and an even pace would have placed {even, number} by then.',
    trainFirst:
      'People are placed late in a year in which they train first, so see how far along the earlier stages are.',
    bars: {
      placed: 'Placed so far',
      even: 'Even pace',
      forecast: 'Forecast',
      goal: 'Goal: {goal, number}',
      about: 'Bar chart of placements against the goal of {goal, number}.',
    },
    money: 'What does the money do?',
    secured: 'of {needed} needed is received or committed',
    noNeeds: 'No needs have been written down yet.',
    needed: 'Needed',
    received: 'Received or committed',
    stillToFind: 'Still to find',
    spent: 'Spent so far',
    costOfPlacement: 'Needed for one placement',
    soFar: 'So far {people}.',
    soFarSpent: 'So far {spent} is spent, and {people}.',
    started: '{count, plural, one {# person has} other {# people have}} started training',
    completed: '{count, plural, one {# has} other {# have}} completed it',
    placed: '{count, plural, one {# has} other {# have}} been placed',
  },

  funnel: {
    title: 'From first contact to a job',
    lead: 'The targets are worked out backwards from the placements goal. Each bar shows how much of its own target has been reached so far.',
    leadWithPace:
      'The targets are worked out backwards from the placements goal. Each bar shows how much of its own target has been reached so far. The mark across the bars is where an even pace through the plan year would be.',
    chart: 'Bar chart of the share of each stage’s target reached so far.',
    evenPace: 'Even pace',
    table: 'People by stage',
    stage: 'Stage',
    soFar: 'So far',
    target: 'Target',
    reached: 'Reached',
  },

  segments: {
    title: 'By group of job seekers',
    lead: 'Placements so far against the goal of each group; below, people so far and the target of each stage.',
    chart: 'Bar chart of placements by group.',
    table: 'People by group and stage',
    group: 'Group',
  },

  quarters: {
    title: 'By quarter',
    lead: 'Placements counted in each quarter of the plan year, against the quarter’s goal.',
    chart: 'Bar chart of placements by quarter.',
    table: 'Placements by quarter',
    quarter: 'Quarter',
    placed: 'Placed',
    goal: 'Goal',
    reached: 'Reached',
    periods: 'By period',
    periodsLead: 'People as they moved on in each period that has been counted.',
    periodsTable: 'People by period and stage',
    period: 'Period',
    soFar: 'So far',
  },

  communities: {
    title: 'Communities',
    lead: '{included, number} of {all, number} are in these figures. Each bar has the same scale: the whole of it is the community’s own goal, or all the money that it needs.',
    leadWithPace:
      '{included, number} of {all, number} are in these figures. Each bar has the same scale: the whole of it is the community’s own goal, or all the money that it needs. The mark is where an even pace would be.',
    furthest:
      'Shown are the {shown, number} communities that are furthest behind their own goals, as far as it may be published.',
    placed: 'Placed',
    money: 'Funded',
    asTable: 'As a table',
    table: 'Communities included',
    community: 'Community',
    state: 'State',
    placedSoFar: 'Placed so far',
    goal: 'Goal',
    evenPace: 'Even pace',
    needed: 'Money needed',
    covered: 'Received or committed for it',
    errors: 'Errors in the plan',
    leftOut: 'Left out',
    leftOutItem: '{community}: {reason}.',
  },

  money: {
    title: 'What it costs and who pays',
    noNeeds: 'No needs have been written down yet.',
    covered: 'Money received or committed may pay for {share} of what is needed, which leaves {toFind} to find.',
    idle: '{idle} of it finds nothing to pay for, because a source pays only for what its giver allows, and while it may be spent.',
    drawn:
      'Each kind of money is drawn where the one before it ends, so that the bars together show how far it reaches.',
    chart: 'Bar chart of money.',
    needed: 'Needed',
    received: 'Received',
    committed: 'Committed',
    applied: 'Applied for',
    ideas: 'Ideas',
    hopedFor: 'Hoped for',
    stillToFind: 'Still to find',
    amount: 'Amount',
    spent: 'Spent so far',
    needs: 'Needs, and what is there for them',
    needsChart: 'Bar chart of what received or committed money covers of each need.',
    needsTable: 'What the money is for',
    need: 'Need',
    byMonth: 'By month',
    monthsTable: 'When it is needed',
    month: 'Month',
    sourcesTable: 'Where the money comes from',
    source: 'Source',
    allSources: 'All sources',
    setAside: 'Considered and set aside: {sources}.',
    open: 'Not considered yet: {sources}.',
    costs: 'What a person costs',
    costOfPlacement: 'One placement: {amount}. Published elsewhere: {published}.',
    costOfParticipant: 'One person who starts training or is matched: {amount}. Published elsewhere: {published}.',
  },

  /** A funder's own money, in the rollup of the communities that it supports. */
  ownMoney: {
    title: 'What {funder} pays for',
    lead: '{given} is received or committed in {communities, plural, one {# community} other {# communities}}. {used} of it finds something to pay for in this plan year, and {spent} is spent.',
    hoped: '{hoped} more is applied for, or an idea.',
    chart: 'Bar chart of what is spent of the money of each community.',
    spentOf: '{spent} of {given} spent',
    toWhom: 'To whom, and for what',
    community: 'Community',
    program: 'Program',
    status: 'Status',
    mayPayFor: 'May pay for',
    amount: 'Amount',
    used: 'Finds something to pay for',
    spent: 'Spent so far',
    given: 'Received or committed',
    byUse: 'By what it may pay for',
    byUseLead:
      'Received or committed money, each dollar once: a grant for several needs is not divided among them, because no plan says which dollar pays for what.',
    all: 'All',
    results: 'What comes of it',
    ofNeeds: 'It may pay for {share} of the {needed} that these communities need.',
    planned: 'They aim at {goal, plural, one {# placement} other {# placements}}: {amount} of this money for each.',
    soFar: '{placed, plural, one {# person has} other {# people have}} been placed so far: {amount} spent for each.',
    caveat:
      'Others pay for the same people, and money is spent long before somebody is placed: this is what this money comes to by placement, not what a placement costs.',
    allTogether: 'All money together, of every giver: {amount} for one placement as planned.',
  },

  partners: {
    title: 'Employers, training and partners',
    demand: 'Demand and training',
    openings: 'Openings that employers expect',
    employers: 'Employers with openings',
    placements: 'Placements that employers have committed to',
    programs: 'Training programs',
    seats: 'Seats in them',
    enrolled: 'People to be enrolled',
    partners: 'Partners',
    none: 'No partners yet.',
    table: 'Organizations by kind',
    kind: 'Kind',
    committed: 'Committed',
    invited: 'Invited',
    countedOnce: 'An organization that works with several communities counts once in each.',
  },

  roles: {
    title: 'Roles short of candidates',
    noneShort: 'For every opening somebody is expected to be ready.',
    short:
      '{count, plural, one {# role has} other {# roles have}} openings for which nobody is expected to be ready in time.',
    expected:
      'Expected are people who complete training, if every seat is filled, or are matched, as far as the plan’s rates say that they take a job.',
    table: 'Openings and people by role',
    role: 'Role',
    openings: 'Openings',
    ready: 'People ready',
    openingsShort: 'Openings short',
    waiting: 'Waiting at the end of the year',
    capture:
      'Capture rate: employers that have committed have openings for {hired, number} of the {completers, plural, one {# person} other {# people}} expected to complete training ({share}).',
    ownOnly: 'People are counted for the employers of their own community only.',
  },

  forecast: {
    title: 'At this pace',
    hidden:
      'What the year comes to rests on counts of which some are hidden, so that it is hidden too: they could be worked out from it.',
    lead: 'What the plan year comes to by {until} if it goes on as counted.',
    table: 'Placements of the plan year',
    placements: 'Placements',
    people: 'People',
    low: 'Forecast, low end',
    expected: 'Forecast',
    high: 'Forecast, high end',
    goal: 'Goal',
    method:
      'Placed so far, and expected of the people on the way and of those yet to come, if as many come as did through {through} and move on as they did; where few have been counted, rates are near the assumed ones. The placements are in the range with a confidence of {confidence}.',
    methodOfSeveral:
      'It is that of {counted, number} of {communities, number} communities; the others have counted nothing yet, or too little may be said of them. Their forecasts add up; their ranges do as those of years that turn out independently.',
    fromTotals:
      'Counts of single periods are hidden, so it is worked out from the totals so far alone, as if equally many people had come on each day: it tells nothing that the totals do not tell.',
    fromTotalsOfSeveral:
      'In {count, plural, one {# community} other {# communities}} counts of single periods are hidden; the forecast is worked out there from the totals so far alone, as if equally many people had come on each day: it tells nothing that the totals do not tell.',
    rates: 'Rates, assumed and observed',
    ratesLead:
      'Of the people who had the time to move on, how many did. Those who still have time are no failures yet: they count by as much of it as is over.',
    step: 'Step',
    assumed: 'Assumed',
    observed: 'Observed',
    range: 'Range',
    restsOn: 'Rests on',
    movedOf: '{moved, number} of about {people, number}',
  },

  risk: {
    title: 'How sure the plan is',
    unknown: 'Whether the goal is likely to be reached cannot be said yet.',
    chance:
      'With the plan’s own numbers the goal is reached with a chance of {chance} at most; the community wants to be {wanted} sure. The weakest stage is “{stage}”, where {planned, plural, one {# person is} other {# people are}} planned.',
    chances:
      'In {sure, number} of {communities, plural, one {# community} other {# communities}} the plan’s own numbers reach its goal as surely as is wanted there. Chances are not added up: what one community reaches says nothing of another.',
    columns:
      'If rates turn out high, or low: the people needed if every rate does. With confidence: the people with whom the goal is reached as surely as wanted, if the likely rates are right. With uncertain rates: the same, if each rate may be anything from its low to its high.',
    columnsOfSeveral:
      'If rates turn out high, or low: the people needed if every rate does. With confidence: the people with whom each community’s goal is reached as surely as wanted, if the likely rates are right. With uncertain rates: the same, if each rate may be anything from its low to its high.',
    table: 'People needed to be sure of the goal',
    stage: 'Stage',
    target: 'Target',
    ifHigh: 'If rates turn out high',
    ifLow: 'If rates turn out low',
    confidence: 'With confidence',
    confidenceOf: 'With {confidence} confidence',
    uncertain: 'With uncertain rates',
    planned: 'Planned',
    enough: 'Chance that they are enough',
    ranges: 'How much the targets depend on the rates',
    rangesLead:
      'The point is the target; the band runs from the fewest to the most people that could be needed. Each line is ten times the one before.',
    rangesChart:
      'Range chart of the people needed at each stage, on a scale on which each line is ten times the one before.',
    rangeRow: 'target {target, number}, from {low, number} to {high, number}',
    swings: 'Which rate the outreach hangs on most',
    swingsLead:
      'People to be made aware if this one rate turns out as high, or as low, as the plan allows for, and all others as is likely. The line is the target, {aware, number}; the longest bar is the rate to know better. A rate without a bar changes nothing by itself.',
    swingsLeadOfSeveral:
      'People to be made aware if this one rate turns out as high, or as low, as every plan that has it allows for, and all others as is likely. The line is the target, {aware, number}; the longest bar is the rate to know better. A rate without a bar changes nothing by itself.',
    swingsChart: 'Bar chart of the people to be made aware as one rate at a time turns out high or low.',
    rateOfSegment: '{rate}, {segment}',
    asTable: 'By rate, as a table',
    swingsTable: 'People to be made aware, by rate',
    rate: 'Rate',
    low: 'Low',
    likely: 'Likely',
    high: 'High',
    communities: 'Communities',
    awareIfHigh: 'To be made aware if high',
    awareIfLow: 'To be made aware if low',
  },

  localGoals: {
    title: 'Local goals',
    lead: 'What the community wants beside placements, in its own words.',
    leadOfSeveral: 'What the communities want beside placements, in their own words.',
    goal: 'Goal',
    community: 'Community',
    measure: 'Measured by',
    baseline: 'Baseline',
    target: 'Target',
    byWhen: 'By when',
  },

  /** How the figures are to be read, on the page and in the workbook. */
  method: {
    title: 'How to read this, and its limits',
    errors:
      '{errors, plural, one {# error} other {# errors}} in the {communities, plural, one {plan} other {plans}}: rows left out.',
    errorsHow: 'A row with an error is in none of these figures until it is mended.',
    noErrors: 'No row is left out for errors.',
    warnings: '{warnings, plural, one {# warning} other {# warnings}}: counted as typed, but worth a question.',
    checklist: 'Planning checklist: {done, number} of {of, plural, one {# question} other {# questions}} answered.',
    soFar:
      '“So far” is what partners have counted and reported in the plan. “Not counted” means that nobody has reported a number; it is not zero.',
    countedBy:
      'Placements have been counted by {counted, number}, and a goal has been set by {withGoal, number}, of {communities, number} communities.',
    targets:
      'Targets are whole people, worked out backwards from the placements goal with the share of people that the plan expects to move on from each stage. They are plans, not forecasts. People who could be matched directly and people who train first are drawn from the same ones who are assessed.',
    hiding:
      'To protect people, a count below {threshold, number} is not shown, nor one from which such a count could be worked out: it says “hidden”. {hidden, plural, =0 {Nothing is hidden} one {# figure is hidden} other {# figures are hidden}} in this rollup. Targets and money are never hidden.',
    hiddenCounts:
      'Of {of, number} counts of people in all, by group and by period, {hidden, plural, one {# is} other {# are}} hidden: {few, number} because they are few or part of few, {complementary, number} so that those cannot be worked out, and {earlier, number} because together with an earlier state they would tell of few people.',
    audited:
      'Before it was given out, working out what is hidden was tried: whoever puts together all that is published can tell no protected count to within less than {narrowest, plural, one {# person} other {# people}}.',
    knownAnyway:
      '{count, plural, one {# hidden count is} other {# hidden counts are}} nearly known from what has been published elsewhere, whatever is hidden here.',
    amounts:
      'Amounts are dollars as the {communities, plural, one {community} other {communities}} wrote them down; nobody has audited them. A grant that is received is not counted as committed as well.',
    waived: '{count, plural, one {# warning was} other {# warnings were}} waived, with these reasons:',
    waiver: '{table} ({rule}): {reason}',
    waiverOf: '{community}, {table} ({rule}): {reason}',
    wholeDollars: 'This page rounds to whole dollars.',
  },

  /** Who is in the figures, and what keeps them from being whole: the parts of one sentence, with semicolons between them. */
  coverage: {
    included: '{included, number} of {all, plural, one {# community} other {# communities}}',
    since: '{late, number} without progress since {day}',
    sinceOrLonger: '{late, number} without progress since {day} or longer',
    never: '{late, number} without any progress yet',
    errors: '{errors, number} with errors in {errors, plural, one {its plan} other {their plans}}',
    /** Of one community, by itself. */
    sinceHere: 'No progress since {day}',
    neverHere: 'No progress yet',
  },

  /** Communities whose counts are late, and plans with errors. */
  reporting: {
    title: 'What is late, and what has errors',
    late: '{late, number} of {all, plural, one {# community has} other {# communities have}} no counts since {since} or longer, though a quarter asks for them that has been over for more than 45 days.',
    never:
      '{late, number} of {all, plural, one {# community has} other {# communities have}} no counts at all, though a quarter asks for them that has been over for more than 45 days.',
    errors: '{errors, number} of {all, number} plans have errors; the rows with errors are in no figure.',
    lateItem: '{community}: counted through {through}, due through {due}',
    lateNever: '{community}: nothing is counted, due through {due}',
    more: '{count, plural, one {# more is} other {# more are}} in the data files.',
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
    unsafe: 'This rollup is not given out at the moment',
    unsafeFound:
      'Before figures are given out, working out what they hide is tried. Of {counts, plural, one {# hidden count} other {# hidden counts}} of people more could be worked out than may be, so that nothing is shown.',
    unsafeDo:
      'This is an error of the planner, not of a plan. It has been logged: whoever runs TechHire Planner finds it there as “{log}”, with the scope and the year to report.',
    unsafeBefore: 'Open what was published before, as it was read on {day}',
    notInThisForm: 'This rollup cannot be had in this form',
    publisherUnknown:
      'Files in this form say which organization publishes them, and this planner has not been told. Ask whoever runs it to set {setting}; every other form has the same figures.',
    noGrants:
      'No grant in it can be published in this form: each needs who gives it and when it was awarded. On {tab}, fill in {funder} and {awarded} for what is received or committed; every other form has the same amounts.',
    noPlanYear:
      'Files in this form say for which days their figures are, and no plan in it says when its plan year begins and ends. Ask the community to answer it on {tab}; every other form has the same figures.',
  },

  facts: factTexts,

  files: fileTexts,

  wioa: wioaTexts,
} as const;
