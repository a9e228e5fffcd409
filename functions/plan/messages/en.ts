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
    rowsGone: '{table}: {gone, number} of {of, number} rows',
    sectionOf: '{tab} ({noun})',
  },

  /** Tabs that the planner writes. */
  tabs: { start: 'Start', checklist: 'Checklist', funnel: 'Funnel' },

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
    choices: 'one or more of: {labels}; with commas between them',
    reference: 'a name from another tab',
    references: 'names from another tab, with semicolons between them',
    link: 'a web address',
    email: 'an email address',
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
    'left/headers':
      'The headers of "{title}" are gone, and nothing tells where they stood. Bring them back from the version history.',
  },

  findings: {
    // Tabs, headers and single cells.
    'tab-missing': {
      message: 'The tab "{tab}" is not there, so nothing of it counts.',
      fix: 'Name the tab "{tab}" again if it was renamed, or bring it back with Edit > Undo or from the version history.',
    },
    'headers-missing': {
      message: 'The headers of "{title}" are not on this tab, so nothing below them counts.',
      fix: 'Type the headers again in one row: {headers}.',
    },
    'header-missing': {
      message: 'The header "{header}" is not in row {row}, so that column is not read.',
      fix: 'Type "{header}" above its column again, or insert a column with that header.',
    },
    'header-doubled': {
      message: 'There are {columns, number} columns with the header "{header}"; only the first, {first}, is read.',
      fix: 'Give this column another header, or delete it if it is a copy.',
    },
    'id-column-missing': {
      message: 'The hidden column "{header}" is gone, so rows can no longer be told apart and none of them are saved.',
      fix: 'Bring it back with Edit > Undo or from the version history, or type "{header}" as the header of a new column.',
    },
    'tab-missing/renamed': {
      message: 'The tab "{tab}" is not there, so nothing of it counts. Its headers stand on the tab "{found}".',
      fix: 'Name the tab "{found}" "{tab}" again.',
    },
    'result-tab-missing': {
      message: 'The tab "{tab}" is not there, so what belongs on it is shown nowhere.',
      fix: 'Name the tab "{tab}" again if it was renamed, or bring it back with Edit > Undo or from the version history.',
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
      fix: 'Bring it back with Edit > Undo or from the version history, or type "{header}" as the header of a new column.',
    },
    'question-missing/reworded': {
      message: 'The question "{question}" is gone, so its answer is not read. It probably stood here, in row {row}.',
      fix: 'Type "{question}" here again.',
    },
    'rows-gone': {
      message:
        '{gone, number} of {of, number} rows of this table are gone. They are kept on record, and the numbers for funders stay as they were, until somebody says that they were deleted on purpose.',
      fix: 'Bring them back with Edit > Undo or from File > Version history; or choose "{answer}" beside "{question}" on the {start} tab.',
    },
    'question-missing': {
      message: 'The question "{question}" is not on this tab, so its answer is not read.',
      fix: 'Type "{question}" in the "{header}" column again.',
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
        'The quarters come to {total, plural, one {# placement} other {# placements}}, but the goal is {goal, number}. Until they agree, the Calendar tab shares the goal out in their proportion.',
      fix: 'Lower the quarters by {difference, number} in all, or raise the goal to {total, number}.',
    },
    'quarters-not-goal/fewer': {
      message:
        'The quarters come to {total, plural, one {# placement} other {# placements}}, but the goal is {goal, number}. Until they agree, the Calendar tab shares the goal out in their proportion.',
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
        '{header}: your own number is {own, number}, but the goal needs {needed, number} at the rates on the {tab} tab.',
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
    'role-short': {
      message:
        'Employers have {openings, plural, one {# opening} other {# openings}} for "{role}" this year, and {ready, plural, one {# person is} other {# people are}} expected to be ready for them.',
      fix: 'Find {missing, plural, one {# more person} other {# more people}}: by an intake that trains for this role and ends in the plan year, or by matching people who have the skills. The Pipeline tab has the role by quarter.',
    },
    'no-demand-for-role': {
      message: 'This program trains for "{role}", and no employer on the {tab} tab has that role.',
      fix: 'Use the same words as the {tab} tab, or find an employer that hires for this role.',
    },
  },
} as const;
