/**
 * What the bound script says by itself, in English. How to add a text: see en.ts; here placeholders are `{name}` alone, without plurals, as the script only puts
 * values in.
 */
export const scriptTexts = {
  menu: {
    checkNow: 'Check now',
    nextFinding: 'Go to the next finding',
    findings: 'List the findings',
    repair: 'Repair',
    share: 'Share with a funder',
    language: 'Language',
    connect: 'Connect',
    disconnect: 'Disconnect',
    about: 'About',
  },

  checking: 'The plan is being checked. What needs attention shows in the cells.',
  connected: 'Connected. From now on the plan is checked while you type.',
  checkingAgain: 'Connected again. What was changed meanwhile is being checked.',
  disconnected: 'The plan is no longer checked while you type. TechHire > Connect turns it on again.',
  wasNotConnected: 'You had not connected this sheet. If somebody else did, they can disconnect it.',

  invitation:
    'To connect this sheet, paste the invitation here. The person who runs TechHire Planner for your community makes one for you; it is an address with a # in it.',
  unknownSheet: 'The planner does not know this copy, or its key has changed.',
  notAnInvitation:
    'This is no whole invitation: it begins with https and ends with a # and 32 letters. Please copy it again as you got it.',
  plannerAt: 'You were invited by the planner at {host}.',
  sharesWith: 'The sheet will be shared with {account}.',
  notPlanner: 'what answers there is not the planner',

  notConnected: 'This copy is not connected: TechHire > Connect',
  clocksDiffer:
    "The planner's clock is wrong, so it took no message from this sheet. Your edits are safe; please tell the person who runs TechHire Planner for your community.",
  refused: 'The planner did not accept a message from this sheet ({detail}). Your edits are safe in the sheet.',
  unreachable:
    'The planner cannot be reached ({detail}). Your edits are safe; they are checked as soon as it answers, with your next edit or by TechHire > Check now.',

  about:
    'After an edit this script tells the planner that this sheet changed, and where. It never sends what a cell holds.',
  aboutTold: 'It tells: {url}',
  aboutYou: 'Edits are announced by you.',
  aboutOthers: 'Edits are not announced by you; somebody else may have connected this sheet.',

  sidebar: {
    title: 'Findings',
    refresh: 'Look again',
    reading: 'Reading the sheet…',
    none: 'No cell has a finding.',
    count: 'Findings in this sheet: {count}',
    failed: 'The list could not be read. Choose "Look again".',
  },
  chooseLanguage: 'Choose the language in this cell. The sheet follows within seconds.',
  noLanguage: 'The question about the language is not where it was: TechHire > Repair brings it back.',
} as const;
