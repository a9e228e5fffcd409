/** What the files of a rollup say around the figures, in English. How to add a text: see en.ts. */
export const fileTexts = {
  /** What "hidden" says, wherever it stands. */
  hiddenMeaning: 'hidden: fewer than {threshold} people, or a number from which so few could be worked out',
  title: '{title}: TechHire rollup, plan year {year}',

  /** What a reader looks for in one place: in a workbook a sheet, whose name has at most 31 characters and none of []:*?/\. */
  topics: {
    people: { title: 'People', about: 'Everybody, stage by stage, against what the goal takes.' },
    segments: {
      title: 'Segments',
      about: 'The same for each group of job seekers that the communities have goals for.',
    },
    periods: {
      title: 'Periods',
      about: 'What was counted in each period, in each quarter, and in the plan year through the end of each quarter.',
    },
    communities: {
      title: 'Communities',
      about: 'Who is in these figures, who is left out and why, and placements in each community.',
    },
    forecast: {
      title: 'Forecast',
      about: 'What the year comes to at the pace so far, and the rates as they turn out beside the assumed ones.',
    },
    risk: {
      title: 'Risk',
      about: 'How likely the plans reach their goals, and which rate the outreach hangs on most.',
    },
    moneyNeeded: {
      title: 'Money needed',
      about: 'What is needed, by need and by month, what may pay for it, and what is still to find.',
    },
    funding: {
      title: 'Funding',
      about: 'Where money comes from, by how certain it is, and what has been spent.',
    },
    partners: {
      title: 'Partners and jobs',
      about: 'Partners, the openings that employers expect, and the people who are expected to be ready for them.',
    },
    localGoals: {
      title: 'Local goals',
      about: 'Goals that communities have set themselves beside placements, each measured as it says.',
    },
    more: {
      title: 'More',
      about: 'How far the plans are worked out, what is wrong in them, and everything else.',
    },
  },

  workbook: {
    about: 'About',
    scope: 'Scope',
    planYear: 'Plan year',
    notSet: 'not set',
    read: 'Read',
    coverage: 'What is in it',
    included: 'Communities included',
    leftOut: 'Communities left out',
    hidden: 'Figures hidden',
    hash: 'Content hash',
    hashOf: '{hash} (SHA-256; the same as long as no figure changes)',
    sheets: 'What is on which sheet',
    howToRead: 'How to read this, and its limits',
    everyTable: 'In every table',
    oneFigureARow:
      'One figure a row. Where there is no number: “{hidden}”; “{notCounted}”: nobody has reported a number, which is not zero; blank: there is none.',
    charts: 'Charts',
    chartsHow: 'Rows of one figure follow each other: mark their names with {target} and {actual}, and insert a chart.',
  },

  /** Headers of a table of figures. */
  columns: {
    figure: 'Figure',
    unit: 'Unit',
    status: 'Status',
    communities: 'Communities',
    from: 'From',
    to: 'To',
    note: 'Note',
    source: 'Comes from',
    code: 'Code',
    baseline: 'Baseline',
    target: 'Target',
    actual: 'Actual',
    targetIfRatesLow: 'Target if rates are low',
    targetIfRatesHigh: 'Target if rates are high',
    targetWithConfidence: 'Target with confidence',
    targetWithUncertainRates: 'Target with uncertain rates',
  },
  /** What a figure may be a part by, as a header. */
  kinds: {
    segment: 'Segment',
    period: 'Period',
    quarter: 'Quarter',
    'to date': 'To date',
    community: 'Community',
    need: 'Need',
    month: 'Month',
    source: 'Source',
    kind: 'Kind',
    role: 'Role',
    step: 'Step',
    stage: 'Stage',
    rate: 'Rate',
    grant: 'Grant',
    'may pay for': 'May pay for',
    severity: 'Severity',
    rule: 'Rule',
    tab: 'Tab',
  },
  units: {
    people: 'people',
    USD: 'USD',
    organizations: 'organizations',
    communities: 'communities',
    openings: 'openings',
    programs: 'programs',
    seats: 'seats',
    questions: 'questions',
    findings: 'findings',
    percent: 'percent',
    'as stated': 'as stated',
  },
  statuses: { counted: 'counted', notCounted: 'not counted', hidden: 'hidden', planned: 'planned' },

  csv: {
    coverage: 'Communities',
    audit: 'What is hidden, and whether it can be worked out',
    readTime: 'Read at',
    contentHash: 'Content hash (SHA-256)',
  },

  iati: {
    title: '{title}: TechHire, plan year {year}',
    missing: 'Where a count of people is missing: {hidden}; or nobody has counted.',
    hash: 'Content hash (SHA-256): {hash}',
    placed: 'People placed in jobs',
    reached: 'People reached, trained and matched',
    other: 'What it takes: money, partners, openings and the plans themselves',
    indicator: 'Unit: {unit}. Comes from: {source}.',
  },

  /** The funding ledger in 360Giving's fields. */
  grants: {
    package: '{title}: funding of plan year {year}',
    about: 'Received or committed, as communities wrote it down. Published by {name}.',
    leftOut: '{count, plural, one {# row is} other {# rows are}} left out.',
    noFunder: 'no funder',
    noAward: 'no award date',
    noRow: 'read before rows were known by an id',
    title: '{grant} for {community}',
    kind: '{kind}, {status}.',
    for: 'May pay for {needs}.',
    forUnknown: 'The plan does not say what it may pay for.',
    vocabulary: 'TechHire Planner: kind of source',
  },

  wioa: {
    title: 'WIOA reports',
    about:
      'Which line of the federal reports each figure comes near, in what it differs, and which lines cannot be filled.',
    form: 'Form',
    line: 'Line',
    element: 'Element',
    fit: 'Can it be filled?',
    nearest: 'Nearest figure',
    why: 'In what it differs, or why it cannot be filled',
    source: 'Source',
    fits: { nearest: 'nearest figure', none: 'cannot be filled' },
  },
} as const;
