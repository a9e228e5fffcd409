/** What is said when a sheet is connected, in English. How to add a text: see en.ts. */
export const connectingTexts = {
  title: 'TechHire: Connect',
  offer:
    'This sheet becomes a plan of the community "{community}". The planner reads and writes it as {account}, so the sheet is shared with that address as an editor. Shall it be connected?',
  /** Where the planner needs no account. */
  offerHere: 'This sheet becomes a plan of the community "{community}". Shall it be connected?',
  done: 'Connected. From now on the plan is checked while you type; the first check is done in some seconds.',

  unknown:
    'This invitation is not known, or its time is over. Please copy it again as a whole, or ask the person who runs TechHire Planner for your community for a new one.',
  used: 'This invitation was used for another sheet. A copy is a sheet of its own: please ask the person who runs TechHire Planner for your community for an invitation for this one.',
  anotherCommunity:
    'This sheet belongs to the community "{community}", and the invitation is for "{invited}". Please ask the person who runs TechHire Planner for your community for one that fits.',
  anotherSheet:
    'The community "{community}" has another sheet already, which goes on as it is. If this one is for another year, or takes its place, please tell the person who runs TechHire Planner for your community.',
  notShown:
    'The planner did not find in this sheet what was just written into it. Choose TechHire > Connect again; you must be allowed to edit the sheet.',
  notShared:
    'The planner cannot open this sheet. Choose Share at the top right, add {account} as an editor, and then TechHire > Connect again.\n\nIf Google refuses that, your organization forbids sharing outside of it. Please ask its administrator: "Can you turn on sharing outside our organization for my account (Admin console > Apps > Google Workspace > Drive and Docs > Sharing settings)? A spreadsheet is to be shared with {account}."\n\nIf the administrator does not want that, there are two other ways, for which please ask the person who runs TechHire Planner for your community: your organization lets the planner act for one account of its own (domain-wide delegation), or the sheet belongs to an account of theirs, which shares it with you.',
  readOnly:
    'The planner may read this sheet and not write it. Choose Share at the top right, make {account} an editor, and then choose TechHire > Connect again.',
  tooMany: 'There were too many tries at once. Choose TechHire > Connect again in a minute.',
  failed: 'Something did not answer in time. Nothing is lost: choose TechHire > Connect again in a minute.',
} as const;
