/** What is said about who may see a rollup, and about links to it, in English. How to add a text: see en.ts. */
export const sharingTexts = {
  /** Somebody has no link, or one that gives no right to what they ask for. */
  notPublic: {
    title: 'These figures are not public',
    community:
      '{community} gives its figures to those who have a link. Please ask its coordinator for one: coordinators make it from the menu of their sheet, {menu}.',
    scope:
      'No community in this scope makes its figures public by itself. Please ask whoever runs TechHire Planner there for a link.',
    format:
      'Without a link this is to be had as {formats} only, because not all of the plans in it make their data files public.',
    formatOfLink:
      'This link is for {formats} only. Please ask whoever gave it to you for one with this format as well.',
  },

  withheld: {
    money: 'What this costs and who pays is not public. A link from its coordinator shows it.',
    rates: 'Rates, chances and forecasts are not public. A link from its coordinator shows them.',
  },

  /** A link that does not work. */
  links: {
    title: 'This link does not open here',
    altered:
      'The link is not whole, or it was changed. Please copy it anew from where you got it, or ask for a new one.',
    over: 'This link has ended',
    expired: 'It worked until {day}. Please ask whoever gave it to you for a new one.',
    revoked: 'Whoever made it has withdrawn it. Please ask them for a new one if you still need the figures.',
    otherScope: 'It is for {scope}, plan year {year}, and for nothing else. Open it without changing its address.',
  },

  /** What has changed since an earlier state of the same rollup. */
  changes: {
    title: 'What has changed',
    since:
      '{count, plural, =0 {No figure has} one {# figure has} other {# figures have}} changed since what was read on {day}.',
    compare: 'Compare with what was published before, as it was read on:',
    all: 'All of these states as a list:',
    state: '{day} (content {hash})',
    figure: 'Figure',
    before: 'Before',
    now: 'Now',
    targetBefore: 'Target before',
    targetNow: 'Target now',
    hidden: 'hidden',
    notCounted: 'not counted',
    more: '{count, plural, one {# more is} other {# more are}} in the files beside this page.',
    unknownTitle: 'There is no such earlier state',
    unknown:
      'Nothing that was published is called "{asked}". Give a day such as 2027-03-31, for the last state that was read by then, or the beginning of a content hash.',
  },

  /** TechHire > Share with a funder. */
  dialogue: {
    title: 'TechHire: Share with a funder',
    notRead: 'The plan has not been read yet, so there is nothing to share. Choose {menu}, and then this again.',
    offer:
      'This makes a link to the figures of this plan for {year}: a page with charts, and files for spreadsheets and programs. Whoever has the link can read them until {day}. Counts of fewer than {threshold, number} people are hidden, and nobody’s name is in it.',
    there: 'Links that work now:',
    line: '• until {day}, opened {downloads, plural, =0 {never} one {once} other {# times}} ({id})',
    withdraw: 'To withdraw one, tell the person who runs TechHire Planner for your community what stands in brackets.',
    ask: 'Shall a link be made?',
    made: 'Copy this link and send it to your funder. It works until {day}.',
  },
} as const;
