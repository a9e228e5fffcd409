import type { Outcome } from './announce.ts';
import {
  type Connection,
  forgetProblem,
  type Problem,
  readConnection,
  readProblem,
  rememberProblem,
} from './properties.ts';

/** The bundler puts the version of the project here. */
declare const TECHHIRE_VERSION: string;

export const menuTitle = 'TechHire';

/** What people read. Plain words: they know their sheet, not our functions. */
export const notices = {
  checking: 'The plan is being checked. What needs attention shows in the cells.',
  connected: 'Connected. From now on the plan is checked while you type.',
  checkingAgain: 'Connected again. What was changed meanwhile is being checked.',
  disconnected: 'The plan is no longer checked while you type. TechHire > Connect turns it on again.',
  wasNotConnected: 'You had not connected this sheet. If somebody else did, they can disconnect it.',
  noConnection: (spreadsheetId: string): string =>
    'This copy has no address and key yet. Please ask the person who runs TechHire Planner for your community to connect it, ' +
    `and give them this id:\n\n${spreadsheetId}`,
  unknownSheet: (spreadsheetId: string): string =>
    'The planner does not know this copy, or its key has changed. Please ask the person who runs TechHire Planner for your ' +
    `community to connect it, and give them this id:\n\n${spreadsheetId}`,
  about: (connection: Connection | null, triggers: number): string =>
    [
      `TechHire Planner ${TECHHIRE_VERSION}`,
      'After an edit this script tells the planner that this sheet changed, and where. It never sends what a cell holds.',
      connection ? `It tells: ${connection.url.split('?')[0]}` : 'This copy is not connected: TechHire > Connect',
      triggers > 0
        ? 'Edits are announced by you.'
        : 'Edits are not announced by you; somebody else may have connected this sheet.',
    ].join('\n\n'),
};

const problems: Record<Problem['kind'], (detail: string) => string> = {
  'not-connected': () => 'This copy is not connected: TechHire > Connect',
  'clocks-differ': () =>
    "The planner's clock is wrong, so it took no message from this sheet. Your edits are safe; please tell the person who runs TechHire Planner for your community.",
  refused: (detail) =>
    `The planner did not accept a message from this sheet (${detail}). Your edits are safe in the sheet.`,
  unreachable: (detail) =>
    `The planner cannot be reached (${detail}). Your edits are safe; they are checked as soon as it answers, with your next edit or by TechHire > Check now.`,
};

/** When the sheet is opened: a fresh copy has no triggers yet, so nothing else would tell its people that nobody checks it. */
export function sayIfNotConnected(): void {
  if (!readConnection()) toast(problems['not-connected'](''));
}

/** After an edit: says a problem once and then every minute at most, and says when it is over. */
export function sayOutcome(outcome: Outcome): void {
  if (outcome.kind === 'left') return;
  const before = readProblem();
  if (outcome.kind === 'delivered') {
    if (!before) return;
    forgetProblem();
    toast(notices.checkingAgain);
    return;
  }
  const isNew = !before || before.kind !== outcome.kind;
  if (isNew || Date.now() - before.toldMs >= tellAgainMs) sayProblem(outcome, isNew ? Date.now() : before.sinceMs);
}

/** After a choice in the menu: always says how it went. */
export function sayAnyway(outcome: Outcome, success: string): void {
  if (outcome.kind === 'delivered' || outcome.kind === 'left') {
    if (outcome.kind === 'delivered') forgetProblem();
    toast(success);
  } else {
    const before = readProblem();
    sayProblem(outcome, before && before.kind === outcome.kind ? before.sinceMs : Date.now());
  }
}

function sayProblem(outcome: { kind: Problem['kind']; detail: string }, sinceMs: number): void {
  const { kind, detail } = outcome;
  rememberProblem({ kind, detail, sinceMs, toldMs: Date.now() });
  console.warn('TechHire Planner: %s, %s', kind, detail);
  toast(problems[kind](detail));
}

function toast(message: string): void {
  SpreadsheetApp.getActive().toast(message, `${menuTitle} Planner`, 8);
}

const tellAgainMs = 60_000;
