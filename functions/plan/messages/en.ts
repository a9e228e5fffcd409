import { connectingTexts } from './connecting-en.ts';
import { rollupTexts } from './rollup-en.ts';
import { scriptTexts } from './script-en.ts';
import { sharingTexts } from './sharing-en.ts';

/**
 * Everything that the planner says about a plan, in English. The other tables say the same under the same names.
 *
 * How to add a text:
 * 1. Give it a name here. A finding's text stands under its code: `'stage-order': { message, fix }`; where a code says several things, each
 *    has a word behind a slash: `'stage-order/first'`. What is wrong with a single value stands under `misfits`, with `but` and `fix`:
 *    "Seats is "many", but {but}. {fix}".
 * 2. Give it the same name in es.ts, and in every other table: a missing text does not compile, and a placeholder that differs fails a test.
 * 3. Say it. A check returns `{ at, values: { people: 12, by: day(yearEnd) } }` and, where its code says several things, `text: 'stage-order/first'`.
 *    Elsewhere `say('words.others', { … })` is what to say, and `wordsIn(language).tell(…)` says it.
 *
 * Texts are ICU messages (https://unicode-org.github.io/icu/userguide/format_parse/messages/):
 * - `{name}` is put in as it is: a string, or what the builders of said.ts make: `day(date)`, `dollars(cents)`, `share(basisPoints)`, `any([…])`,
 *   `tabOf('goals')`, `headerOf('goals', 'aware')`, `optionOf('funding', 'status', 'idea')`. So no text has a header or an option of the sheet in it
 *   that could come to differ from it
 * - `{people, number}` is a number with separators; `{people, plural, one {# person} other {# people}}` a number with its noun
 * - `{kind, select, low {…} other {…}}` chooses by a string
 * - braces alone need quotes: `'{'`; an apostrophe is one apostrophe
 *
 * A message says what is wrong and what was found; a fix what to do. Both are whole sentences, in the words on the tab.
 */
export const en = {
  words: {
    quoted: '"{text}"',
    answerTo: 'The answer to "{question}"',
    waivedCount: '{count, plural, one {# waived} other {# waived}}',
    waives: 'Waived as long as what it speaks of stays the same: {rule} {mark}',
    waiverEnded: 'Waived until what it speaks of changed: {rule} {mark}',
    rowsGone: '{table}: {gone, number} of {of, number} rows',
    sectionOf: '{tab} ({noun})',
    sentence: '{text}.',
    row: 'Row {row}',
    /** Everybody, and those who belong to no segment, in the tabs that the planner writes. */
    everybody: 'All',
    others: 'Others',
    nothing: 'None',
    more: '{count, plural, other {# more}}',
    ok: 'OK',
    errors: '{count, plural, one {# error} other {# errors}}',
    warnings: '{count, plural, one {# warning} other {# warnings}}',
    hints: '{count, plural, one {# hint} other {# hints}}',
    error: 'Error',
    warning: 'Warning',
    info: 'Hint',
    /** Behind how a result is worked out: the cells that it comes from. */
    fromCells: '{how}. From {cells}',
    chanceOfGoal: 'At most {chance}; {wanted} is wanted. It is least at {stage}, with {planned, number} planned',
    inColumns: '{findings}: {columns}',
    titled: '{title}: {text}',
    inMenu: '{menu} > {item}',
    /** Behind the time of the last change that was checked. */
    unannounced: '{time}. The planner had not been told of it: choose TechHire > Connect',
    ownNoteBelow: '— your own note goes below this line —',
  },

  /** Notes on headers and questions, and what whoever types into the planner's cells is told. */
  notes: {
    chooseName: 'Choose a name from the {tab} tab.',
    typeNames: 'Type one or more names from the {tab} tab, with semicolons between them.',
    choose: 'Choose {wants}.',
    type: 'Type {wants}.',
    typeUnit: 'Type {wants} ({unit}).',
    required: 'Required.',
    optional: 'May stay blank.',
    id: 'What a row is known by, however it moves. Written by TechHire Planner.',
    waiver:
      'Why a warning of this row does not count. Write the code of the warning, which stands in brackets in its note, a colon and your reason: "progress-gap: nobody counted in August". The reason alone is enough where the row has warnings of one kind only. Several go on a line each. Errors cannot be waived. A waiver ends when the values that the warning speaks of change; your reason stays, and is shown to funders: write no names of people.\nMay stay blank.',
    answerWaiver:
      'Why a warning of this answer does not count. Write the code of the warning, which stands in brackets in its note, a colon and your reason: "goal-above-reached: two employers have signed for 60". The reason alone is enough where the answer has warnings of one kind only. Several go on a line each. Errors cannot be waived. A waiver ends when the values that the warning speaks of change; your reason stays, and is shown to funders: write no names of people.\nMay stay blank.',
    status: 'Whether the row is in order, and if not, what to mend. Written by TechHire Planner.',
    answerStatus: 'Whether the answer is in order, and if not, what to mend. Written by TechHire Planner.',
    question: 'What is asked. Hover over a question to read what belongs in its answer.',
    answer: 'Type here. Questions in the accent colour must be answered.',
    confirm:
      'When most of a table’s rows are gone at once, they are kept on record until you say here that they were deleted on purpose. The answer counts for the rows named above it only, and is cleared when it has been carried out.',
    computed: 'What the planner works out from the goal and your rates. Leave the answer blank to plan with it.',
  },
  protections: {
    headers:
      'Headers are how TechHire Planner finds your columns, so they keep their wording. Columns of your own can go to the right of them.',
    questions:
      'Questions are how TechHire Planner finds your answers, so they keep their wording. Type in the column "{answer}".',
    id: 'Row IDs are written by TechHire Planner. They let it know a row again after you sort or move it.',
    status: 'The {status} column is written by TechHire Planner. Mend the cell that it names and it changes by itself.',
    computed:
      'The column "{computed}" is written by TechHire Planner. To plan with a number of your own, type it under "{answer}".',
    start: 'The {tab} tab is written by TechHire Planner. Type on the tabs from {first} to {last} instead.',
    checklist:
      'The {tab} tab is written by TechHire Planner from the other tabs. Follow the link in the column "{goTo}" and type there instead.',
    funnel:
      'The {tab} tab is written by TechHire Planner from the other tabs. Change the goal on {goals} or the rates on {assumptions} instead.',
    calendar:
      'The {tab} tab is written by TechHire Planner from the other tabs. Change the placements by quarter on {goals}, the windows on {assumptions} or the intakes on {programs} instead.',
    forecast:
      'The {tab} tab is written by TechHire Planner from the other tabs. Change the counts on {progress} or the rates on {assumptions} instead.',
    pipeline:
      'The {tab} tab is written by TechHire Planner from the other tabs. Change the openings on {demand} or the intakes on {programs} instead.',
    money:
      'The {tab} tab is written by TechHire Planner from the other tabs. Change what is needed on {resources} or the sources on {funding} instead.',
    proposal:
      'The {tab} tab is written by TechHire Planner from the other tabs. Change the seats on {programs} or the sources on {funding} instead.',
    scenarios:
      'The {tab} tab is written by TechHire Planner from the other tabs. Change what is to be tried on {whatIf} instead.',
  },

  checklist: {
    parts: { community: 'The plan', goals: 'Shared goals', roles: 'Roles', resources: 'Resources', funding: 'Funding' },
    questions: {
      community: 'Which community plans, who leads it, and for which year?',
      placements: 'How many people will be placed in tech jobs this year, across all employers and partners?',
      'direct-share': 'Which share of them already has the skills and only needs to be matched?',
      matched: 'How many people with the skills will be identified and matched?',
      'trained-existing': 'How many people will be trained with existing providers?',
      'trained-new': 'How many people will be trained with new providers?',
      aware: 'How many people must hear of the opportunity?',
      segments: 'Which groups of job seekers does the community have goals for?',
      segment: 'How many people of the group {segment} will be placed?',
      'segment-partners': 'Which new partners will join for segments that nobody serves, and who asks them?',
      'input-employer': 'Have employers given input on the targets?',
      'input-industryGroup': 'Have industry groups given input on the targets?',
      'input-educator': 'Have educators given input on the targets?',
      'input-trainingProvider': 'Have training providers given input on the targets?',
      'input-civicOrganization': 'Have civic organizations given input on the targets?',
      'input-workforceBoard': 'Have workforce boards given input on the targets?',
      'input-intermediary': 'Have intermediaries given input on the targets?',
      'input-funder': 'Have funders given input on the targets?',
      'local-goals': 'Which additional local goals does the community have?',
      'role-employerEngagement': 'Who answers for employer engagement, and have partners agreed?',
      'role-outreachAndTraining': 'Who answers for outreach and training, and have partners agreed?',
      'role-validationAndMatching': 'Who answers for validation and matching, and have partners agreed?',
      'role-metricsAndData': 'Who answers for metrics and data, and have partners agreed?',
      'needs-aligned': 'Are hiring needs aligned to training programs?',
      'provider-criteria': 'Are the criteria for training providers clear to all?',
      'criteria-published': 'Are the criteria for training providers published?',
      'central-information': 'Is there one central place for training and matching information?',
      validation: 'Is there a trusted low-cost method to validate aptitude, soft and technical skills?',
      'data-collector': 'Who collects and aggregates the data?',
      'data-public': 'What data becomes public?',
      'public-form': 'In what form does data become public?',
      'informs-job-seekers': 'Who informs job seekers of outcomes, and is it who collects the data?',
      coordination: 'What does coordination cost?',
      'broadening-access': 'What does broadening access cost: outreach, scholarships, transportation, childcare?',
      funding: 'Has this source been considered: {source}?',
    },
    /** What the state of a question rests on. */
    why: {
      findings: '{findings, plural, one {# finding} other {# findings}}: {first}',
      own: 'Your own number is {own, number}.',
      ownBeside: 'Your own number is {own, number}; {numbers}.',
      worked: {
        matched: '{people, number} people to match, worked out from the goal',
        trainedExisting: '{people, number} people in seats of existing programs, worked out from the goal',
        trainedNew: '{people, number} people beyond the seats of existing programs, worked out from the goal',
        aware: '{people, number} people to reach, worked out from the goal',
      },
      stillMissing: 'To be worked out; still missing: {missing}.',
      stillOpen: 'Still open: {open}.',
      community: '{name}, {from} to {to}.',
      noProgram: '{so} No program is on the {tab} tab yet.',
      placements: '{placements, plural, one {# placement} other {# placements}}.',
      noPlacements: 'The placements goal is not set.',
      directShare: '{share} by direct match.',
      noDirectShare: 'The share is not set.',
      noSegment: 'No segment is named. Where there are no goals by group, say so on the {tab} tab.',
      segmentWithoutGoal: 'It has no goal yet: a number or a share.',
      shareOfPlacements: '{share} of the placements.',
      segmentNotServed: 'For {segment} it is open who will serve it.',
      allServed: 'Every segment is served.',
      newPartners: '{partners, plural, one {# new partner is} other {# new partners are}} named.',
      noPartner: 'No partner of this kind is on the {tab} tab. Where there is none to ask, say so on the {aside} tab.',
      gaveInput: '{asked, number} of {partners, number} gave input.',
      noLocalGoal: 'No local goal is set. Where there is none, say so on the {tab} tab.',
      localGoalOpen: '{goal} lacks its target, day or owner.',
      localGoals: '{goals, plural, one {# local goal} other {# local goals}}.',
      notAgreed: '{organization}; the day on which partners agreed is open.',
      noOrganization: 'No organization is named.',
      answered: 'Answered.',
      notAnswered: 'Not answered.',
      noSoFar: 'The answer is No so far.',
      sameInforms: 'The organization that collects the data informs job seekers too.',
      otherInforms: '{informs} informs; {collects} collects.',
      openQuestions: 'Not answered: {open}.',
      nothingToAlign: 'The answer is Yes, but nothing is on the {tab} tab yet.',
      notValidated: 'The method does not validate {kinds}.',
      notTrusted: 'Employers do not trust what it finds so far.',
      withoutAmount: 'Still without an amount: {needs}.',
      withAmount: '{lines, plural, one {# line} other {# lines}} with an amount.',
      tried: '{sources, plural, one {# source} other {# sources}} applied for, committed or received.',
      ideas: 'So far {sources, plural, one {an idea} other {# ideas}}.',
      noReason: 'No reason is given.',
      notConsidered: 'Not considered yet.',
    },
    /** The line on the Start tab. */
    progress: {
      done: '{count, number} of {all, number} done',
      setAside: '{count, plural, other {# set aside}}',
      needsAttention: '{count, plural, one {# needs} other {# need}} attention',
      inProgress: '{count, number} in progress',
      toDo: '{count, number} to do',
    },
  },

  /** The Funnel tab. */
  funnel: {
    missing: {
      placements: 'the placements goal ({tab})',
      directShare: 'the share by direct match ({tab})',
      rates: 'the rate {rates} ({tab})',
    },
    notYet: 'Not worked out yet',
    stillMissing: 'Still missing: {missing}. Errors on those tabs count as missing.',
    allPlacements: 'All placements',
    goal: 'The goal ({goals}). It can be no likelier than at the weakest stage: {planned, number} planned at {stage}, your own number or the target, and no more in training than there are seats',
    byRate: '{aware}, by rate',
    segmentRate: '{rate}, {segment}',
    swing:
      '{swing, plural, one {# person} other {# people}} between this rate’s low ({low}) and its high ({high}), with the other rates at their likely (this one: {likely}). The largest swing comes first: that rate is the one to know better',
    from: {
      segments:
        'The needs of people with the same rates, worked out as below for each segment, added up and then rounded up',
      placedDirect: 'Share by direct match of the placements ({tab})',
      placedTrained: 'The placements that are not by direct match ({tab})',
      matched: '{placed, number} placed ÷ {rate} ({step}), rounded up',
      trained: '{placed, number} placed ÷ ({rates}), rounded up',
      both: 'The larger of {direct, number} ÷ ({directRates}) and {trained, number} ÷ ({trainedRates}), rounded up: both routes draw on the same people',
    },
  },

  /** The Calendar tab. */
  calendar: {
    year: 'Whole year',
    planYear: 'a plan year of about twelve months ({tab})',
    stillMissing: 'Still missing: {missing}.',
    target: 'Target',
    fromFunnel: 'From the {tab} tab',
    reachBy: 'Reach it by',
    reachByHow:
      'So that the last of them are placed by {end}: that day less the days below, or an earlier one where the last quarter has no placements',
    days: 'Days from here to the job',
    daysHow: 'The {window} of each step from here on ({assumptions}). Shorten a window when your people are quicker',
    daysHowTraining:
      'The {window} of each step from here on ({assumptions}); training takes {days, plural, one {# day} other {# days}} ({weeks} on {programs}, by seats). Shorten a window when your people are quicker',
    due: 'Due by then',
    dueHow: 'People who must have reached the stage for all placements whose deadline has come',
    counted: 'Counted so far',
    nobodyCounted: 'Nobody has counted yet ({tab})',
    countedHow: 'The sum of the {tab} tab’s periods, through {through}',
    late: 'Too late by',
    lateHow:
      'Due less counted: so many people come too late for the month that they were meant for. Take off whoever had got there before the plan year; {tab} does not count them',
    ifToday: 'If they were there today',
    placedBy: 'Placed at the latest by',
    placedByHow:
      'Today and the days from here to the job: the earliest date that is still possible for those who are late, at the full rates',
    quarter: 'Q{quarter}',
    quarterMonths: '{quarter}: {from} to {to}',
    placements: 'Placements in the quarter',
    quarterTyped: '{placements, plural, one {# placement} other {# placements}}, as typed on {tab}',
    quarterSpread:
      '{placements, plural, one {# placement} other {# placements}}: what typed quarters leave of the goal, spread evenly ({tab})',
    quarterSoFar: '{how}; {actual, number} counted so far ({tab})',
    before: 'Before {day}',
    dueBefore: 'Due before the plan year',
    dueBeforeHow: 'Whoever is placed early in the year has begun before it',
    to: 'To {day}',
    dueByEnd: 'Due by its end',
    countedByEnd: 'Counted by its end',
    countedByEndHow: 'Periods on {tab} that end by then',
    monthHow:
      '{placements, plural, one {# placement} other {# placements}} in this month, of those in {quarter}; the other stages as many days before as they take',
    starts: 'Starts {day}',
    intake: '{tab} row {row}, if every seat is filled. Ends {ends}; {placed}. {counts}',
    placed: '{placed, number} of those who complete are placed',
    placedUnknown:
      '{placed, number} of those who complete are placed, when cannot be said without the {window} of that step ({tab})',
    placedWhen: '{placed, number} of those who complete are placed: {parts}',
    placedInQuarter: '{people, number} in {quarter}',
    placedAfter: '{people, number} after the plan year',
    countsInFull: 'Counts in full when it starts by {inFull}, in part when it starts by {atAll}',
    countsBy: 'Counts when it starts by {atAll}',
  },

  /** The Forecast tab, and the pace on Start. */
  forecast: {
    atThisPace: 'At this pace: {expected, number} ({low, number} to {high, number}) of {goal, number}',
    pace: '{expected, number} ({low, number} to {high, number}) of {goal, plural, one {# placement} other {# placements}} by {until}, as counted through {through}',
    paceHow:
      'Placements so far, and those that people on the way and people yet to come lead to by {until}, at the pace and the rates counted through {through}; where few are counted, rates near the assumed ones. {confidence} sure to be in the range; the goal is reached with a chance of {chance}',
    window: 'the {window} of {step} ({tab})',
    restsOn: '{moved, number} of about {people, number}',
    observedHow:
      '{moved, number} counted at {to} ({tab}), of about {people, number} from {from} who had the time to get there ({window} on {assumptions}), through {through}',
    notCounted: 'Not observed: {tab} has no counts of {from} or of {to}',
    notTogether:
      'Not observed: {from} and {to} are not counted in the same periods ({tab}). Where one of them is blank and nobody came, type 0',
    noTime: 'Not observed: nobody from {from} has had the time to get to {to} yet ({tab})',
  },

  /** The Pipeline tab. */
  pipeline: {
    year: 'Year',
    stillMissing: 'Not worked out yet. Still missing: lines on the {demand} tab, or programs on the {programs} tab.',
    seeCalendar: 'Not worked out yet. The {tab} tab says what is still missing.',
    sum: 'The sum of the roles',
    capture:
      'The sum of the roles. Employers marked Committed ({tab}) have openings for {hired, number} of the {completers, plural, one {# person} other {# people}} who complete training this year: a capture rate of {rate}%',
    seats: 'Seats that end in the plan year: {existing, number} existing, {new, number} new ({rows})',
    seatsTooLate:
      'Seats that end in the plan year: {existing, number} existing, {new, number} new; {tooLate, number} more end after it ({rows})',
    noDemand: 'No employer on the {tab} tab has this role. {seats}',
    trainees:
      '{needed, plural, one {# trainee} other {# trainees}} needed: its part, by openings, of all who must start training ({tab}). {seats}',
    quarter: 'openings: {demand}; training: {programs}',
    quarterFrom: '{from} to {to}; openings: {demand}; training: {programs}',
    noRows: 'none on {tab}',
    rows: '{tab} {count, plural, one {row} other {rows}} {rows}',
  },

  /** The Money tab. */
  money: {
    byNeed: 'By need',
    byMonth: 'By month',
    bySource: 'By source',
    cost: 'Cost',
    stillMissing: 'Still missing: amounts on {resources}, and prices on {programs}. Rows with errors count as missing.',
    planYear: 'The plan year',
    noMonths: 'Months are shown once {tab} says when the plan year starts and ends',
    monthHow: 'What {tab} says for this month; amounts in all and a person are spread over the days of their period',
    onePlacement: 'One placement',
    oneParticipant: 'One participant',
    placementHow: '{total} ÷ {people, number} placements ({goals}). Published for comparison: {published}',
    participantHow:
      '{total} ÷ {people, number} people who start training or are matched ({funnel}). Published for comparison: {published}',
    published: '{amount}, {what} ({source})',
    noAmountYet: 'No amount on the {tab} tab yet',
    total: '{tab} row {row}: {amount}',
    totalPart: '{tab} row {row}: of {amount} the part of its period that lies in the plan year, by days',
    perMonth: '{tab} row {row}: {each} × {months, plural, one {# month} other {# months}}',
    perPersonUnknown: '{tab} row {row}: {each} a person, but how many people is not known without {missing}',
    perPersonAware:
      '{tab} row {row}: {each} × {people, plural, one {# person} other {# people}} to be made aware ({funnel})',
    perPersonTrained:
      '{tab} row {row}: {each} × {people, plural, one {# person} other {# people}} who must start training ({funnel})',
    price: '{tab} row {row}: {each} × {people, plural, one {# person} other {# people}}',
    averageUnknown: '{tab}: {each} a person on average, but how many people is not known without {missing}',
    average: '{tab}: {each} on average × {people, plural, one {# person} other {# people}} without a seat or a price',
    most: 'The most that can be covered: each source pays only for what {tab} says that it may pay for, while it may be spent',
    mostIdle: '{most}. {idle} that is received or committed finds nothing to pay for',
    mostUnknown: '{most}. Not counted, because how many people is not known: {needs}',
    tiers: { received: 'received', committed: 'committed', applied: 'applied for', idea: 'hoped for' },
    sourceRow: '{tab} row {row}: {note}',
    noAmount: '{tier}, but there is no amount',
    noUses: '{amount} {tier}, but it is not said what it may pay for',
    outsideYear: '{amount} {tier}, but it may not be spent in the plan year',
    usable: '{amount} {tier}, may pay for {needs}; {used}',
    allUsed: 'all of it is used',
    noneUsed: 'all that it may pay for is covered already',
    partIdle: '{idle} of it finds nothing to pay for',
  },

  /** The list of findings beside the sheet. */
  panel: {
    title: 'Findings',
    close: 'Close findings',
    none: 'No findings',
    nothing: 'Nothing to mend: the plan has no findings.',
    checking: 'Checking…',
    checked: 'checked {time}',
    spreadsheet: 'Spreadsheet',
    place: '{severity} in {cell}',
    goTo: 'Go to {place}',
  },

  /** What others have spent on one person, as published; the sums in published-costs.ts. */
  publishedCosts: {
    techHireGrants: 'federal money in the DOL TechHire grants of 2016: $150 million for 18,000 people',
    perScholas: 'Per Scholas, training in person',
    yearUpParticipant: 'Year Up, with internships of which employers pay 59%',
    apprenti: 'public money planned by Apprenti in 2016: $3.5 million for 600 people',
    yearUpPlacement: 'Year Up, placed for good, estimated in 2007',
  },

  /** The report of `npm run check`, beside what it shares with the tabs. */
  report: {
    unnamed: 'A plan without a community name',
    years: '{name}, {from} to {to}',
    noFindings: 'No findings.',
    rules: 'Held to {rules, number} rules, version {version}',
    confidence: 'Confidence',
    noGoal: 'no goal',
    weakest: 'the goal is no likelier than {chance}, with {planned, number} planned at {stage}',
    withConfidence: 'With {confidence} confidence',
    chance: 'Chance of those planned',
    swing: 'Outreach hangs most on {rate}: {fewest, number} to {most, number} people to make aware',
    goal: '{placements, plural, one {# placement} other {# placements}}, {direct, number} by direct match and {trained, number} after training',
    nobodyCounted: 'on {today}, nobody counted yet',
    countedThrough: 'counted through {through}',
    possibleBy: 'Still possible by',
    noneShort: 'no role is short of people',
    short: '{roles, plural, one {# role is} other {# roles are}} short of people',
    shortRole:
      '{role}: {openings, plural, one {# opening} other {# openings}}, {ready, plural, one {# person} other {# people}} ready, {short, number} short',
    withoutDemand: 'Nobody here has openings for: {roles}',
    capture:
      'Committed employers have openings for {hired, number} of the {completers, plural, one {# person} other {# people}} who complete training this year',
    money: '{needed} needed, {toFind} still to find',
    wrote: 'Wrote {file}',
  },

  /** The report of `npm run allocate`. */
  allocation: {
    none: 'No proposal yet. {missing}',
    reached:
      'The goal of {goal, plural, one {# placement} other {# placements}} can be reached; training for it takes {cost} {proven, select, yes {at least} other {as far as was found in time}}.',
    most: 'At most {placed, number} of the {goal, plural, one {# placement} other {# placements}} can be reached; training for them takes {cost} {proven, select, yes {at least} other {as far as was found in time}}.',
    noWay:
      '{most} No further seats, openings or money would change that: no program can start early enough to place anybody in the plan year.',
    ways: '{most} The goal needs {ways}.',
    orElse: '{first}; or {rest}',
    moreSeats: '{seats, plural, one {# more seat} other {# more seats}} for {role} ({program}, to start by {startBy})',
    moreOpenings: '{openings, plural, one {# more opening} other {# more openings}}',
    moreOpeningsFor: '{openings, plural, one {# more opening} other {# more openings}} for {role}',
    moreMoney: '{amount} more that may pay for {need}',
    seats: 'Seats to fill',
    intake: '{seats} of {of}  {program}, from {start} ({role}; {tab} row {row})',
    intakeTooLate: '{seats} of {of}  {program}, from {start} ({role}; {tab} row {row}, ends outside the plan year)',
    roles: 'Placements by role',
    anyRole: 'Any role',
    placed: '{placed}  {role}: {trained, number} after training, {direct, number} by direct match',
    placedOf:
      '{placed} of {openings} openings  {role}: {trained, number} after training, {direct, number} by direct match',
    sources: 'Money used, for coordination and the like first',
    source: '{used} of {amount}  {source} ({tab} row {row})',
    proposal: 'A proposal: nothing is written into the sheet.',
  },

  /** The Proposal tab. */
  proposal: {
    none: 'No proposal',
    tooLarge: 'The plan is too large for a proposal while it is edited. For a downloaded file: {command}',
    noTargets: 'There are no targets yet: the {tab} tab says what is still missing',
    notHere: 'Proposals are worked out in a connected sheet. For a file: {command}',
    goal: 'The goal',
    seats: 'Seats to fill',
    intake: '{program}, from {start}',
    taken: '{role}; {tab} row {row}. It has begun: its part of all who have started training so far',
    open: '{role}; {tab} row {row}',
    tooLate: '{role}; {tab} row {row}. It ends outside the plan year, so nobody of it can be placed in it',
    roles: 'Placements by role',
    role: '{trained, number} after training and {direct, number} by direct match; your own number is the openings ({tab})',
    needs: 'Money by need',
    need: 'Needed as the plan stands ({tab}), and paid with the proposed seats',
    sources: 'Money by source',
    source: '{tab} row {row}: {uses}',
    use: '{amount} for {need}',
    unused: '{tab} row {row}: nothing of it is needed for these seats',
  },

  /** The Scenarios tab, and scenarios on the command line. */
  whatIf: {
    named: '{first}, {rest}',
    blank: 'blank',
    parts: {
      scenario: 'Scenario',
      change: 'Changed',
      targets: 'People needed',
      confidence: 'With confidence',
      dates: 'By when',
      goal: 'The goal',
      seats: 'Seats and openings',
      money: 'Money',
      toFindFor: 'Still to find for',
      cost: 'Cost',
      findings: 'Findings',
    },
    noScenario: 'No scenario yet',
    noScenarioHow: 'Type on the {tab} tab what is to be tried: a name, what to change, and to what',
    name: 'Name',
    asItIs: 'As it is',
    targetsHow: 'The target of each stage ({tab}), with likely rates',
    confidenceHow: 'So many people that the goal is reached as surely as the community wants ({tab})',
    datesHow: 'The day by which the whole target must be reached ({tab})',
    chance: 'Chance of reaching it, at most',
    chanceHow:
      'With uncertain rates, at the stage where it is least likely ({tab}). It is about your own numbers where you typed some, else about the targets above: higher rates ask for fewer people, and fewer people leave more to chance',
    placedByIntakes: 'Whom the intakes place in the plan year',
    placedByIntakesHow: 'If every seat is filled, within the window of that step ({tab})',
    seats: 'Seats that count',
    seatsHow: 'Of intakes that start and end in the plan year ({tab})',
    seatsShort: 'Seats short',
    seatsShortHow: 'People who must start training ({tab}), less those seats',
    openingsShort: 'Openings for which nobody is ready',
    openingsShortHow: 'All roles, in their quarters ({tab})',
    needed: 'Needed',
    moneyHow: 'The sum of all needs ({tab})',
    toFind: 'Still to find',
    toFindHow: 'Needed, less what received and committed money covers',
    open: 'Open',
    added: 'New',
    gone: 'Mended',
    findingsHow: 'Errors and warnings that only this scenario has, or no longer has; hints are counted',
    more: '{count, plural, one {# more} other {# more}}',
    nextLine: '{first}\n{rest}',
    noSuchValue: '"{name}" is no value of the plan.',
    nearValue: '"{name}" is no value of the plan. Did you mean "{near}"?',
    severalValues: '"{name}" can be more than one value of the plan. Name its tab too: {values}.',
    commandTitle: '{scenarios, plural, one {# scenario} other {# scenarios}} beside the plan of {community}',
    addedBy: 'New with "{scenario}": {count, plural, one {# finding} other {# findings}}',
    goneBy: 'Mended by "{scenario}": {count, plural, one {# finding} other {# findings}}',
    nothingTyped: 'The file has no scenario on its {tab} tab.',
  },

  /** What a value is to be; in notes after "Type", and in fixes. */
  wants: {
    text: 'text of up to {longest, number} characters',
    whole: 'a whole number from {min, number} to {max, number}',
    quantity: 'a number',
    percent: 'a percentage from {min} to {max}',
    money: 'an amount in dollars',
    date: 'a date',
    yesNo: 'Yes or No',
    choice: 'one of: {labels}',
    choiceOfList: 'one from the list of the cell',
    choices: 'one or more of: {labels}; with commas between them',
    reference: 'a name from another tab',
    references: 'names from another tab, with semicolons between them',
    link: 'a web address',
    email: 'an email address',
    anything: 'a value such as 120, 85%, $45,000 or 2027-01-11',
  },

  /** Why a single value does not do: "Seats is "many", but {but}. {fix}". */
  misfits: {
    'not-a-number/whole': { but: 'it must be a whole number', fix: 'Type digits only, for example 25.' },
    'not-a-number/quantity': { but: 'it must be a number', fix: 'Type digits only, for example 25.' },
    'not-a-number/percent': { but: 'it must be a percentage', fix: 'Type a percentage, for example 85%.' },
    'not-a-number/money': { but: 'it must be an amount of money', fix: 'Type digits only, for example 4500.' },
    'not-whole': { but: 'people and other things that are counted come whole', fix: 'Type {instead}.' },
    'rate-out-of-range/meant': {
      but: 'a rate is between {min} and {max}',
      fix: 'Did you mean {meant}? Then type {meant}.',
    },
    'rate-out-of-range/range': {
      but: 'a rate is between {min} and {max}',
      fix: 'Type a percentage from {min} to {max}.',
    },
    'rate-out-of-range': { but: 'a rate is between {min} and {max}', fix: 'Type a percentage, for example 85%.' },
    'not-a-date': { but: 'it must be a date', fix: 'Type a date, for example 2026-12-31.' },
    'ambiguous-date': {
      but: 'it can be read as {first} or as {second}',
      fix: 'Type {firstTyped} or {secondTyped}.',
    },
    'date-out-of-range': {
      but: 'a plan has dates from 2000 to 2099',
      fix: 'Type the whole date, for example 2026-12-31.',
    },
    'not-yes-or-no': { but: 'it must be Yes or No', fix: 'Choose Yes or No from the list.' },
    'not-in-list': { but: 'it is not in the list', fix: 'Choose {labels}.' },
    'not-in-list/near': { but: 'it is not in the list', fix: 'Did you mean "{near}"? Otherwise choose {labels}.' },
    'not-a-link': {
      but: 'a web address begins with https://',
      fix: 'Type the whole address, for example https://example.org/criteria.',
    },
    'not-a-link/meant': { but: 'a web address begins with https://', fix: 'Type {meant}' },
    'not-an-email': { but: 'that is not an email address', fix: 'Type an address such as name@example.org.' },
    'too-low': { but: 'the least it can be is {bound}', fix: 'Type {wants}.' },
    'too-high': { but: 'the most it can be is {bound}', fix: 'Type {wants}.' },
    'too-long': {
      but: 'it is longer than {most, number} characters',
      fix: 'Shorten it; notes can go in a column of your own.',
    },
    'not-valid': { but: 'it must be {wants}', fix: 'Type {wants}.' },
  },

  /** What a repair does to the sheet, one line each. */
  repairs: {
    'tab-added': 'Adds the tab "{tab}" again. What stood on it comes back only from the version history.',
    'tab-renamed': 'Names the tab "{found}" "{tab}" again.',
    'header-restored':
      'Writes the header "{header}" into {cell}{found, select, none {} other {, where "{found}" stands}}.',
    'headers-inserted': 'Inserts row {row} with the headers of "{title}".',
    'column-inserted': 'Inserts column {column} for "{header}".',
    'question-restored': 'Writes the question "{header}" into {cell} again.',
    'question-inserted': 'Inserts row {row} for the question "{header}".',
    'title-restored': 'Writes the title of "{header}" into {cell} again.',
    'text-restored': 'Writes "{header}" into {cell} again.',
    'note-restored': 'Puts the help on "{header}" back as a note.',
    'dropdown-restored': 'Offers the choices for "{header}" again.',
    'column-hidden': 'Hides the column "{header}" again.',
    'protection-restored': 'Protects again: {header}',
    'colour-restored': 'Shades the column "{header}" again.',
    'version-noted':
      'Notes that the sheet has version {version} of the template{found, select, none {} other {, no longer {found}}}.',
    /** What the sheet shows before and after. */
    dialogue: {
      title: 'TechHire: Repair',
      nothing: 'Nothing is to be put right: tabs, headers and columns are as the planner reads them.',
      would: 'This would be put right. What people typed stays as it is.',
      changed: 'The sheet has changed since this was shown, so nothing was done yet. Now this would be put right:',
      left: 'This needs a person:',
      more: '{count, plural, one {# more} other {# more}}',
      ask: 'Shall it be done?',
      done: '{count, plural, one {# thing was} other {# things were}} put right. The plan is being checked again.',
    },
    'left/headers':
      'The headers of "{title}" are gone, and nothing tells where they stood. Bring them back from the version history.',
  },

  /** What a restore brings back, one line each. */
  restores: {
    back: 'Brings back "{name}" into row {row}: {cells}',
    typed: '{header} "{text}"',
    changed: 'Row {row}, "{name}": {cells}',
    cell: '{header} ({cell}) is {now}, and becomes {was}',
    blank: 'blank',
    stay: '{rows, plural, one {# row that was added since stays} other {# rows that were added since stay}}.',
    left: '"{title}" is not whole in the sheet. Repair the sheet first (TechHire > Repair), then restore again.',
  },

  findings: {
    // Tabs, headers and single cells.
    'tab-missing': {
      message: 'The tab "{tab}" is not there, so nothing of it counts.',
      fix: 'Name the tab "{tab}" again if it was renamed, or bring it back with Edit > Undo or from the version history.',
    },
    'headers-missing': {
      message: 'The headers of "{title}" are not on this tab, so nothing below them counts.',
      fix: 'Choose TechHire > Repair, or type the headers again in one row: {headers}.',
    },
    'header-missing': {
      message: 'The header "{header}" is not in row {row}, so that column is not read.',
      fix: 'Choose TechHire > Repair, type "{header}" above its column again, or insert a column with that header.',
    },
    'header-doubled': {
      message: 'There are {columns, number} columns with the header "{header}"; only the first, {first}, is read.',
      fix: 'Give this column another header, or delete it if it is a copy.',
    },
    'id-column-missing': {
      message: 'The hidden column "{header}" is gone, so rows can no longer be told apart and none of them are saved.',
      fix: 'Choose TechHire > Repair, bring it back with Edit > Undo or from the version history, or type "{header}" as the header of a new column.',
    },
    'tab-missing/renamed': {
      message: 'The tab "{tab}" is not there, so nothing of it counts. Its headers stand on the tab "{found}".',
      fix: 'Name the tab "{found}" "{tab}" again.',
    },
    'result-tab-missing': {
      message: 'The tab "{tab}" is not there, so what belongs on it is shown nowhere.',
      fix: 'Name the tab "{tab}" again if it was renamed, or bring it back with Edit > Undo or from the version history.',
    },
    'tab-copied': {
      message: 'This tab is a copy of "{tab}". Nothing is read from it, so what is typed here counts nowhere.',
      fix: 'Type on the tab "{tab}" and delete this one; to keep it as a record, hide it.',
    },
    'tab-copied/result': {
      message: 'This tab is a copy of "{tab}". TechHire Planner writes on "{tab}" only, so what stands here grows old.',
      fix: 'Delete this tab; to keep it as a record, hide it.',
    },
    'result-header-changed': {
      message: 'This tab is written by TechHire Planner, and "{found}" stands here in place of "{header}".',
      fix: 'Choose TechHire > Repair, or type "{header}" here again. Remarks of your own can stand on a tab of your own.',
    },
    'result-header-changed/emptied': {
      message: 'This tab is written by TechHire Planner, and here "{header}" is missing.',
      fix: 'Choose TechHire > Repair, or type "{header}" here again.',
    },
    'result-header-changed/label': {
      message: 'The line "{header}" is gone from this tab, so what belongs beside it is not shown.',
      fix: 'Choose TechHire > Repair, or type "{header}" into column A again.',
    },
    'header-missing/reworded': {
      message:
        'The header "{header}" is gone, so that column is not read. It probably was column {column}, which is now called "{found}".',
      fix: 'Type "{header}" here again; or, if this is a column of your own, insert one with the header "{header}".',
    },
    'header-missing/emptied': {
      message:
        'The header "{header}" is gone, so that column is not read. It probably stood here, above column {column}.',
      fix: 'Type "{header}" here again.',
    },
    'status-column-missing': {
      message: 'The column "{header}" is gone, so the state of each row is not shown.',
      fix: 'Choose TechHire > Repair, bring it back with Edit > Undo or from the version history, or type "{header}" as the header of a new column.',
    },
    'id-column-missing/reworded': {
      message:
        'The hidden column "{header}" is gone, so rows can no longer be told apart and none of them are saved. It probably is column {column}{found, select, none {} other {, which is now called "{found}"}}.',
      fix: 'Type "{header}" here again.',
    },
    'computed-column-missing': {
      message: 'The column "{header}" is gone, so the numbers worked out from the goal are not shown.',
      fix: 'Choose TechHire > Repair, bring it back with Edit > Undo or from the version history, or type "{header}" as the header of a new column.',
    },
    'computed-column-missing/reworded': {
      message:
        'The column "{header}" is gone, so the numbers worked out from the goal are not shown. It probably is column {column}{found, select, none {} other {, which is now called "{found}"}}.',
      fix: 'Type "{header}" here again.',
    },
    'status-column-missing/reworded': {
      message:
        'The column "{header}" is gone, so the state of each row is not shown. It probably is column {column}{found, select, none {} other {, which is now called "{found}"}}.',
      fix: 'Type "{header}" here again.',
    },
    'waiver-column-missing': {
      message: 'The column "{header}" is gone, so no warning is waived: those that were count again.',
      fix: 'Choose TechHire > Repair, bring it back with Edit > Undo or from the version history, or type "{header}" as the header of a new column.',
    },
    'waiver-column-missing/reworded': {
      message:
        'The column "{header}" is gone, so no warning is waived: those that were count again. It probably is column {column}{found, select, none {} other {, which is now called "{found}"}}.',
      fix: 'Type "{header}" here again.',
    },
    'question-missing/reworded': {
      message: 'The question "{question}" is gone, so its answer is not read. It probably stood here, in row {row}.',
      fix: 'Type "{question}" here again.',
    },
    'waiver-ended': {
      message: 'What the warning "{rule}" speaks of has changed since it was waived, so the warning counts again.',
      fix: 'Mend what the warning says; or, if it is all right as it is now, change the reason here.',
    },
    'waiver-unknown-rule': {
      message: 'There is no rule "{rule}", so nothing is waived by it.',
      fix: 'Write the code that stands in brackets at the end of the warning, a colon, and why the warning does not count here.',
    },
    'waiver-which-rule': {
      message: 'This waiver does not say which warning it means: the row has {rules}.',
      fix: 'Put the code of one before the reason, with a colon between them.',
    },
    'waiver-not-needed': {
      message: 'Nothing in this row is waived by this: the row has no such warning.',
      fix: 'Delete it, or keep it as a remark.',
    },
    'waiver-of-error': {
      message: '"{rule}" is an error in this row, and errors cannot be waived.',
      fix: 'Mend the error.',
    },
    'rows-gone': {
      message:
        '{gone, number} of {of, number} rows of this table are gone. They are kept on record, and the numbers for funders stay as they were, until somebody says that they were deleted on purpose.',
      fix: 'Bring them back with Edit > Undo or from File > Version history; or choose "{answer}" beside "{question}" on the {start} tab.',
    },
    'not-announced': {
      message:
        'This sheet has changed without the planner being told, as was found on {since}. Until that is mended it is checked a few times a day only, and not while you type.',
      fix: 'Choose TechHire > Connect, which installs the trigger that tells the planner. Do so too where another program has written into the sheet.',
    },
    'question-missing': {
      message: 'The question "{question}" is not on this tab, so its answer is not read.',
      fix: 'Choose TechHire > Repair, or type "{question}" in the "{header}" column again.',
    },
    'question-doubled': {
      message: 'The question "{question}" stands in row {row} already, so the answer in this row is not read.',
      fix: 'Delete one of the two rows, or word the question in row {twin} otherwise if it is one of your own.',
    },
    required: {
      message: '{subject} is blank, and this {where, select, form {form} other {row}} needs it.',
      fix: 'Type {wants}.',
    },
    'formula-reaches-outside': {
      message:
        '{subject} is a formula that fetches from outside this spreadsheet ({function}): its value can change or fail without anybody typing.',
      fix: 'Type the value itself, and say in a column of your own where it comes from.',
    },
    'formula-reaches-outside/workbook': {
      message:
        '{subject} is a formula that takes its value from another workbook ({workbook}): its value can change or fail without anybody typing, and whoever does not have that file sees an old one.',
      fix: 'Type the value itself, and say in a column of your own where it comes from.',
    },
    'formula-fails': {
      message: '{subject} shows {error}: its formula gives no value.',
      fix: 'Mend the formula, or type {wants}.',
    },
    /** For every misfit: they have codes of their own. */
    misfit: { message: '{subject} is {found}, but {but}.', fix: '{fix}' },

    // Duplicates and references.
    'duplicate-row': {
      message: 'This {noun} stands in row {row} already: {headers} {columns, plural, one {is} other {are}} the same.',
      fix: 'Delete one of the two rows, or change {anyHeader} where they differ.',
    },
    'unknown-name': {
      message: '{subject} is "{name}", but the {tab} tab has no {noun} of that name.',
      fix: 'Add "{name}" to the {tab} tab, or choose one that is there.',
    },
    'unknown-name/near': {
      message: '{subject} is "{name}", but the {tab} tab has no {noun} of that name.',
      fix: 'Did you mean "{near}"? Otherwise add "{name}" to the {tab} tab.',
    },

    // Rates.
    'rates-out-of-order/low': {
      message: '{lowHeader} is {low}, and that is more than {likelyHeader}, {likely}.',
      fix: 'Type a {lowHeader} of at most {likely}, or mend {likelyHeader}.',
    },
    'rates-out-of-order/high': {
      message: '{highHeader} is {high}, and that is less than {likelyHeader}, {likely}.',
      fix: 'Type a {highHeader} of at least {likely}, or mend {likelyHeader}.',
    },
    'routes-over-whole': {
      message: '"{matchedStep}" ({matched}) and "{enrolledStep}" ({enrolled}) come to {sum} of the same people.',
      fix: 'Lower one of them, so that together they are at most 100%.',
    },
    'rate-missing': {
      message: 'There is no row for the step "{step}" with a blank segment, so no targets can be worked out.',
      fix: 'Add a row with the step "{step}" and its low, likely and high rates.',
    },

    'rate-differs/observed': {
      message:
        'Counted through {through}, {observed} take the step "{step}": {moved, number} of about {people, number} who had the time. With {confidence} confidence the rate is from {low} to {high}, and {likelyHeader} is {likely}.',
      fix: 'To adopt what is observed, type {low} under {lowHeader}, {observed} under {likelyHeader} and {high} under {highHeader}, and name your own counts under {sourceHeader}. Or leave it, if you know why the rest of the year will differ.',
    },
    'rate-differs/nobody': {
      message:
        'Counted through {through}, nobody of about {people, number} who had the time has taken the step "{step}". With {confidence} confidence the rate is at most {high}, and {likelyHeader} is {likely}.',
      fix: 'Find out what keeps people from moving on. To plan with what is observed, type {high} or less under {likelyHeader}, and name your own counts under {sourceHeader}.',
    },

    // Shares of the goal.
    'segment-goal-twice': {
      message:
        'This segment has a goal of {placements, plural, one {# placement} other {# placements}} and a share of {share} as well; only one can hold.',
      fix: 'Keep one of the two and empty the other cell.',
    },
    'segment-shares-over-whole': {
      message:
        'The shares of {segments, plural, one {# segment} other {# segments}} come to {total} of the placements; each placed person counts in one segment only.',
      fix: 'Lower the shares by {over} in all. People who belong to two groups count in the one you name first.',
    },
    'segment-goals-over-goal': {
      message:
        'The segments’ goals come to {total, plural, one {# placement} other {# placements}}, but the goal of the whole plan is {goal, number} ({tab} tab).',
      fix: 'Lower the segments’ goals by {over, number}.',
    },
    'segment-goals-over-goal/raise': {
      message:
        'The segments’ goals come to {total, plural, one {# placement} other {# placements}}, but the goal of the whole plan is {goal, number} ({tab} tab).',
      fix: 'Lower the segments’ goals by {over, number}, or raise the placements goal to {enough, number}.',
    },
    'quarters-not-goal/more': {
      message:
        'The quarters come to {total, plural, one {# placement} other {# placements}}, but the goal is {goal, number}. Until they agree, the {calendar} tab shares the goal out in their proportion.',
      fix: 'Lower the quarters by {difference, number} in all, or raise the goal to {total, number}.',
    },
    'quarters-not-goal/fewer': {
      message:
        'The quarters come to {total, plural, one {# placement} other {# placements}}, but the goal is {goal, number}. Until they agree, the {calendar} tab shares the goal out in their proportion.',
      fix: 'Raise the quarters by {difference, number} in all, or empty one of them: it then gets what is left.',
    },
    'segment-without-goal': {
      message: 'This segment has neither a placements goal nor a share, so no targets are worked out for it.',
      fix: 'Type how many of the placements are for this group, or which share of them.',
    },
    'segment-not-served': {
      message: 'Nobody serves this segment, and no new partner is named who is to join.',
      fix: 'Name the partners that serve this group, or under "{header}" who is to.',
    },
    'segment-not-served/nobody-asks': {
      message: '"{partner}" is to join, but it is not said who asks them.',
      fix: 'Choose the partner that asks the new one to join.',
    },

    // Days.
    'year-out-of-order/backwards': {
      message: 'The plan year ends on {end}, before it starts on {start}.',
      fix: 'A plan is for one year: {start} to {after}, for example.',
    },
    'year-out-of-order/length': {
      message: 'The plan year lasts {days, plural, one {# day} other {# days}}, from {start} to {end}.',
      fix: 'A plan is for one year: {start} to {after}, for example.',
    },
    'period-out-of-order': {
      message: '{toHeader} is {to}, before {fromHeader}, {from}.',
      fix: 'Swap the two dates, or mend the wrong one.',
    },
    'outside-plan-year': {
      message: '{day} is outside the plan year, {start} to {end}. This plan counts only what happens in its year.',
      fix: 'Mend the date, or the plan year on the {tab} tab.',
    },
    'date-outside-plan-year/goal': {
      message: '{day} is outside the plan year, {start} to {end}. A goal of this plan is due in its year.',
      fix: 'Mend the date, or the plan year on the {tab} tab.',
    },
    'date-outside-plan-year/program': {
      message:
        '{day} is outside the plan year, {start} to {end}. A program that starts outside the year adds nothing to this plan.',
      fix: 'Mend the date, or the plan year on the {tab} tab.',
    },
    'ends-after-plan-year': {
      message:
        'This program starts on {start}, takes {weeks, plural, one {# week} other {# weeks}} and ends on {ends}, after the plan year ({yearEnd}): nobody from it can be placed this year.',
      fix: 'Start it by {latest} at the latest, or leave it for the next plan.',
    },
    'progress-in-future': {
      message: 'This period begins on {from}, and that is still to come.',
      fix: 'Report what has happened; targets for later are worked out on the {tab} tab.',
    },

    // Progress.
    'stage-order': {
      message:
        'Up to {until}, {laterStages} {stages, plural, one {comes} other {come}} to {after, number} people, but {earlierStage} only to {before, number}: a stage cannot hold more people than the one before.',
      fix: 'Mend the numbers of this or an earlier period. People who began last year belong to {earlierStage} of the period in which this plan first counts them.',
    },
    'segments-over-everybody': {
      message: '{stage} is {whole, number} for everybody, but the segments of the same period come to {sum, number}.',
      fix: 'Each person counts in one segment. Mend the segments’ numbers, or the number for everybody.',
    },
    'progress-overlaps': {
      message:
        'This period begins on {from}, before the one in row {row} ends ({until}): the days between are counted twice.',
      fix: 'Mend the dates so that every day is in one period only.',
    },

    // Money.
    'spent-over-amount': {
      message: '{spent} is spent, but the source gives {amount}.',
      fix: 'Mend one of the two amounts, or add the source that paid the rest in a row of its own.',
    },
    'spent-before-received': {
      message: '{spent} is spent, but the source stands at "{status}".',
      fix: 'Set "{statusHeader}" to {committed} or {received}, or empty "{spentHeader}".',
    },
    'amount-missing': {
      message: 'The source stands at "{status}", but there is no amount.',
      fix: 'Type the amount in dollars.',
    },
    'set-aside-without-reason': {
      message: 'This source was set aside, but it is not said why.',
      fix: 'Type the reason in a few words, so that nobody has to ask again next year.',
    },
    'uses-missing': {
      message: 'It is not said what this source may pay for, so it covers no need.',
      fix: 'Type one or more of the needs on the {tab} tab, with commas between them.',
    },

    // Targets.
    'override-too-low': {
      message:
        '{header}: your own number is {own, number}, but the goal needs {needed, number} at the rates on the {tab} tab. It reaches {reached, number} of {of, plural, one {# placement} other {# placements}}{stage, select, matched { by direct match} enrolled { after training} other {}}.',
      fix: 'Type at least {needed, number}, or empty the cell to plan with the number worked out.',
    },
    'openings-below-goal': {
      message:
        'The goal is {goal, plural, one {# placement} other {# placements}}, but the {tab} tab has {openings, plural, one {# opening} other {# openings}} in all.',
      fix: 'Find employers for {missing, number} more, or lower the goal.',
    },
    'commitments-below-goal': {
      message:
        'Employers have committed to {committed, number} of the {goal, plural, one {# placement} other {# placements}}.',
      fix: 'Ask employers on the {tab} tab for commitments to {missing, number} more.',
    },
    'seats-below-need': {
      message:
        '{needed, plural, one {# person} other {# people}} must start training, but the {tab} tab has {seats, plural, one {# seat} other {# seats}}.',
      fix: 'Add intakes with {missing, plural, one {# more seat} other {# more seats}}, or lower the goal.',
    },
    'too-late': {
      message:
        '{late, plural, one {# person} other {# people}} too few have reached {stage}: by {asOf} {due, number} were due, and {counted, number} are counted. Even if they were there today, the last of them would be placed by {earliest}, after the plan year ends on {end}.',
      fix: 'Lower this year’s goal by those who can no longer be placed in it, or shorten the {window} of the steps on {assumptions} if your people are quicker. The {calendar} tab has every stage.',
    },
    'role-short': {
      message:
        'Employers have {openings, plural, one {# opening} other {# openings}} for "{role}" this year, and {ready, plural, one {# person is} other {# people are}} expected to be ready for them.',
      fix: 'Find {missing, plural, one {# more person} other {# more people}}: by an intake that trains for this role and ends in the plan year, or by matching people who have the skills. The {pipeline} tab has the role by quarter.',
    },
    'no-demand-for-role': {
      message: 'This program trains for "{role}", and no employer on the {tab} tab has that role.',
      fix: 'Use the same words as the {tab} tab, or find an employer that hires for this role.',
    },
    'no-demand-for-role/near': {
      message: 'This program trains for "{role}", and no employer on the {tab} tab has that role.',
      fix: 'Did you mean "{near}"? Otherwise find an employer that hires for this role.',
    },

    // Scenarios.
    'scenario-of-which/not-of-any': {
      message: '"{what}" is one value for the whole plan, but "{of}" stands here.',
      fix: 'Empty this cell.',
    },
    'scenario-of-which/none': {
      message: '"{what}" cannot be changed: the {tab} tab has no {noun} yet.',
      fix: 'Add one to the {tab} tab first.',
    },
    'scenario-of-which/which': {
      message: '"{what}" is changed, but it is not said of which {noun}.',
      fix: 'Type one of them here: {names}.',
    },
    'scenario-of-which/several': {
      message: '"{of}" is more than one {noun} on the {tab} tab.',
      fix: 'Type {names}.',
    },
    'scenario-of-which/unknown': {
      message: 'The {tab} tab has no {noun} that is called "{of}".',
      fix: 'Type one of those that are there, for example {names}.',
    },
    'scenario-of-which/near': {
      message: 'The {tab} tab has no {noun} that is called "{of}".',
      fix: 'Did you mean "{near}"?',
    },
    'scenario-value': {
      message: '"{what}" is to become {found}, but {but}.',
      fix: '{fix}',
    },
    'scenarios-too-many': {
      message: '"{scenario}" is one scenario too many: there is room for {most, number} beside the plan.',
      fix: 'Empty the rows of one that you no longer need, or give this row the name of one that is there.',
    },

    // Names under two spellings.
    'alike-partners': {
      message: '"{name}" looks like "{other}" in row {row}.',
      fix: 'If the two are one organization, keep one row and use its name on every tab. If they are not, both may stay.',
    },
    'alike-roles': {
      message: '"{name}" looks like "{other}" in row {row}.',
      fix: 'If the two are one role, use the same words in both lines and on the {tab} tab. If they are not, both may stay.',
    },
    'alike-people': {
      message: '"{name}" here and "{other}" elsewhere look like one person.',
      fix: 'If they are one person, use one spelling. If they are not, both may stay.',
    },
    'new-partner-joined': {
      message: '"{name}" has joined: it stands on the {tab} tab as {committed}.',
      fix: 'Name it among those who serve this segment, and empty this cell.',
    },
    'lead-not-a-partner': {
      message: '"{name}" leads the plan, but the {tab} tab has no organization of that name.',
      fix: 'Add it to the {tab} tab, or use the name that it has there.',
    },

    // Plausibility: every figure is named with its source.
    'goal-above-reached': {
      message:
        'The goal is {goal, number} placements. TechHire communities reported {placements, number} in 2015, {average, number} for each of {communities, number} communities ({source}).',
      fix: 'For a first year, plan with fewer. If you have placed as many before, keep the goal.',
    },
    'rate-above-published': {
      message: '{rate} is higher than any published figure: the highest is {published} ({source}).',
      fix: 'Plan with {published} or less, or keep it and name your own figures as the source.',
    },
    'rate-below-published': {
      message: '{rate} is lower than any published figure: the lowest is {published} ({source}).',
      fix: 'See whether it is counted of the right people. If these are your own figures, keep it.',
    },
    'applicants-placed-too-often': {
      message:
        'Taken together the likely rates place {placed} of those who apply. {source} placed {published}; {admittedBy} did not even admit one in three.',
      fix: 'Lower the likely rates that are assumed and not measured.',
    },
    'window-short': {
      message:
        '{rate} placed within {days, plural, one {# day} other {# days}} of completing is more than is known: {published} within {publishedDays, number} days ({source}).',
      fix: 'Count within 180 days, or plan with {published} or less.',
    },
    'price-above-published': {
      message: '{price} for one person is more than bootcamps cost: up to {published} ({source}).',
      fix: 'Type the price for one person, not for the whole course. If it is right, keep it.',
    },
    'weeks-above-published': {
      message:
        '{weeks, number} weeks are more than two years; the longest known training took {published, number} weeks ({source}).',
      fix: 'If {weeks, number} are days, type {asDays, number}.',
    },
    'cost-above-published': {
      message: '{amount} a person is more than a whole program costs where it costs most: {published} ({source}).',
      fix: 'If it is the amount for everybody, choose "{total}" as its basis. If it is right, keep it.',
    },
    'scholarship-over-price': {
      message: 'The scholarship is {amount} a person, but no program costs more than {price}.',
      fix: 'Type what one person needs at most, or mend the prices on the {tab} tab.',
    },
    'completion-below-assumed': {
      message:
        'Of those who start, {measured} complete by the rates that {programs, plural, one {# program has} other {# programs have}} measured. Even the low rate here is {low}.',
      fix: 'Type at most {measured} here, and look at {likelyHeader} too.',
    },

    // What a source may pay for.
    'use-not-allowed': {
      message: '{source} may not pay for {needs}.',
      fix: 'Take it out of this cell, and find another source for it.',
    },
    'use-conditional': {
      message: '{source} pays for {conditions}.',
      fix: 'Say under "{header}" how this plan keeps to that, or take it out of what this source may pay for.',
    },
    'program-closed': {
      message: '{program} has given no new money since {since}.',
      fix: 'Look for the program that took its place, or set the source aside and say why.',
    },
    'pell-without-program': {
      message:
        'Workforce Pell pays for programs of {fewestWeeks, number} to under {under, number} weeks ({source}), and none on the {tab} tab is of that length.',
      fix: 'Add a program of that length, or set this source aside and say why.',
    },
    'source-unnamed': {
      message: 'The source stands at "{status}", but neither its program nor its funder is named.',
      fix: 'Fill in "{program}" or "{funder}", so that others know whose money it is.',
    },
    'amount-not-sought': {
      message: 'There is an amount of {amount}, but the source stands at "{status}".',
      fix: 'Set "{header}" to how far it is, or empty "{amountHeader}".',
    },
    'need-without-source': {
      message: 'No source on the {tab} tab may pay for {need}.',
      fix: 'Find a source for it, or add it under "{header}" where a source may pay for it.',
    },

    // Periods and windows.
    'period-outside-plan-year': {
      message: '{header} is {day}, so the whole period lies outside the plan year, {start} to {end}.',
      fix: 'Mend the date, or leave this row for the plan of that year.',
    },
    'progress-gap': {
      message: 'Nothing is reported for everybody from {first} to {last}.',
      fix: 'Add the missing period, with 0 where there was nobody, or mend the dates.',
    },
    'segment-without-everybody': {
      message: '"{segment}" is reported from {from} to {to}, but everybody is not, so these people count in no total.',
      fix: 'Add a row for these days with a blank "{header}" that counts all people.',
    },
    'period-without-counts': {
      message: 'This period has no number at any stage.',
      fix: 'Type how many people there were, and 0 where there was nobody; or delete the row.',
    },
    'spent-before-window': {
      message: '{spent} is spent, but the money may not be spent before {from}.',
      fix: 'Mend the amount or the day.',
    },
    'unspent-at-end': {
      message: '{left} is left, and the last day on which it may be spent was {to}.',
      fix: 'Type what has been spent by then, or ask the funder for more time and mend the day.',
    },
    'agreed-in-future': {
      message: 'Partners agree on {day}, and that is still to come.',
      fix: 'Empty the cell until they have agreed, or mend the day.',
    },
    'plan-year-over': {
      message: 'The plan year ended on {end}.',
      fix: 'Type the last numbers, and begin a new sheet for the next year.',
    },

    // Employers' needs.
    'openings-missing': {
      message: 'This line has no openings in any quarter. A blank means not known.',
      fix: 'Ask the employer how many people it wants and when; type 0 where it wants nobody.',
    },
    'commitments-over-openings': {
      message:
        'This employer commits to {committed, plural, one {# placement} other {# placements}}, but the {tab} tab has only {openings, plural, one {# opening} other {# openings}} of it.',
      fix: 'Add its missing lines on the {tab} tab, or mend one of the two numbers.',
    },
    'commitment-without-openings': {
      message:
        'This employer commits to {committed, plural, one {# placement} other {# placements}}, but has no line on the {tab} tab.',
      fix: 'Add a line for each role that it hires for, with its openings.',
    },
    'commitment-while-invited': {
      message: 'This partner stands at "{invited}", but {committed, number} stands under "{header}".',
      fix: 'Set it to "{committedLabel}" if it has said yes, or empty "{header}".',
    },
    'ability-differs': {
      message: '{employer} hires for this role without a degree, but on the {tab} tab "{header}" is {no}.',
      fix: 'Ask the employer, and mend the one that is wrong.',
    },
    'nobody-hires-on-ability': {
      message:
        'No employer hires on ability: {employers, plural, one {the one that was asked does not} other {all # that were asked do not}}.',
      fix: 'Find one employer at least that hires people who can do the work without a degree.',
    },

    // Seats.
    'existing-over-seats': {
      message:
        'Your own number is {own, number}, but programs marked {existing} have {seats, plural, one {# seat} other {# seats}}.',
      fix: 'Type at most {seats, number}, or add the missing intakes on the {tab} tab.',
    },
    'enrolled-over-seats': {
      message:
        'Up to {until} {enrolled, plural, one {# person has} other {# people have}} started training, but programs that had begun by then have {seats, plural, one {# seat} other {# seats}}.',
      fix: 'Add the intake that they started in to the {tab} tab, or mend the numbers.',
    },
    'program-below-criteria': {
      message:
        'This program does not meet the criteria of the community, and its {seats, plural, one {seat counts} other {# seats count}}.',
      fix: 'Agree with the provider on what is to change and by when, or set its seats to 0.',
    },

    // Answers.
    'state-unknown': {
      message: '{typed} is no state that rollups know.',
      fix: 'Type the two letters of each state, with commas between them, for example OH, KY.',
    },
    'state-unknown/meant': {
      message: '{typed} is no state that rollups know.',
      fix: 'Type the two letters of each state, with commas between them: {codes}.',
    },
    'public-and-not': {
      message: 'The answer is "{none}", but the answer to "{header}" names data.',
      fix: 'Choose the form in which it becomes public, or empty the other answer.',
    },
    'link-not-public/document': {
      message: 'This address opens a document for those who may edit it.',
      fix: 'Publish the page, and type the address that everybody can open without signing in.',
    },
    'link-not-public/private': {
      message: 'This address leads to a computer inside an organization’s own network.',
      fix: 'Type the address of a page that everybody can open.',
    },
    'local-goal-without-change': {
      message: 'The target is the same as {header}: nothing is left to reach.',
      fix: 'Type the number to reach, or mend {header}.',
    },
    'partner-only-invited': {
      message: '{tabs}: this partner is counted on there, but here it stands at "{invited}".',
      fix: 'Set it to "{committed}" if it has said yes; if not, take it out there.',
    },
  },

  rollup: rollupTexts,

  sharing: sharingTexts,
  connecting: connectingTexts,
  script: scriptTexts,

  /** Under which condition a kind of source pays: "WIOA pays for {…}". */
  conditions: {
    boardFunction: '{needs} (only as a function of a local workforce board, within the cap on administration)',
    tiedToServices: '{needs} (only where it leads people to its career or training services)',
    trainingAccount:
      '{needs} (through individual training accounts, for programs on the state’s list of eligible providers)',
    supportiveService:
      '{needs} (only for people in career or training services who cannot get it elsewhere, 20 CFR 680.910)',
    aidToStudent: '{needs} (as aid to the student, for programs of accredited institutions that qualify)',
    costOfAttendance: '{needs} (only as part of a student’s cost of attendance)',
    snapHalf: '{needs} (at half of what is newly spent, for people on SNAP)',
  },
} as const;
