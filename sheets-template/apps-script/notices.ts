import type { Outcome } from './announce.ts';
import {
  type Connection,
  forgetProblem,
  type Problem,
  readConnection,
  readProblem,
  rememberProblem,
} from './properties.ts';
import { cellBeside, fill, words } from './words.ts';

/** The bundler puts the version of the project here. */
declare const TECHHIRE_VERSION: string;

export const menuTitle = 'TechHire';

/** A dialogue with one button. */
export function alertPerson(title: string, message: string): void {
  const ui = SpreadsheetApp.getUi();
  ui.alert(`${menuTitle}: ${title}`, message, ui.ButtonSet.OK);
}

export function toast(message: string): void {
  SpreadsheetApp.getActive().toast(message, `${menuTitle} Planner`, 8);
}

export function aboutText(connection: Connection | null, triggers: number): string {
  const { say } = words();
  return [
    `TechHire Planner ${TECHHIRE_VERSION}`,
    say.about,
    connection ? fill(say.aboutTold, { url: connection.url.replace(/\?.*/, '') }) : say.notConnected,
    triggers > 0 ? say.aboutYou : say.aboutOthers,
  ].join('\n\n');
}

/** When the sheet is opened: a fresh copy has no triggers yet, so nothing else would tell its people that nobody checks it. */
export function sayIfNotConnected(): void {
  if (readConnection()) return;
  const { notConnected } = words().say;
  toast(notConnected);
  showState(notConnected);
}

/** After an edit: says a problem once and then every minute at most, and says when it is over. */
export function sayOutcome(outcome: Outcome): void {
  if (outcome.kind === 'left') return;
  const before = readProblem();
  if (outcome.kind === 'delivered') {
    if (before) sayOver(words().say.checkingAgain);
    return;
  }
  const isNew = !before || before.kind !== outcome.kind;
  if (isNew || Date.now() - before.toldMs >= tellAgainMs) sayProblem(outcome, isNew ? Date.now() : before.sinceMs);
}

/** After a choice in the menu: always says how it went. */
export function sayAnyway(outcome: Outcome, success: string): void {
  const before = readProblem();
  if (outcome.kind === 'delivered' && before) sayOver(success);
  else if (outcome.kind === 'delivered' || outcome.kind === 'left') toast(success);
  else sayProblem(outcome, before && before.kind === outcome.kind ? before.sinceMs : Date.now());
}

/** What a person reads of a problem. */
export function problemText(kind: Problem['kind'], detail: string): string {
  const { say } = words();
  const texts: Record<Problem['kind'], string> = {
    'not-connected': say.notConnected,
    'clocks-differ': say.clocksDiffer,
    refused: say.refused,
    unreachable: say.unreachable,
  };
  return fill(texts[kind], { detail });
}

function sayProblem(outcome: { kind: Problem['kind']; detail: string }, sinceMs: number): void {
  const { kind, detail } = outcome;
  rememberProblem({ kind, detail, sinceMs, toldMs: Date.now() });
  console.warn('TechHire Planner: %s, %s', kind, detail);
  const text = problemText(kind, detail);
  toast(text);
  showState(text);
}

function sayOver(message: string): void {
  forgetProblem();
  toast(message);
  showState(message);
}

/**
 * Says it on the Start tab for as long as it lasts: in the planner's own cell, which counts the findings, and would count old ones meanwhile. The next pass
 * puts its count back.
 */
function showState(text: string): void {
  const { start } = words();
  try {
    const cell = cellBeside(start.tab, start.findings);
    // Each write is a step in the sheet's history.
    if (cell && cell.getDisplayValue() !== text) cell.setValue(text);
  } catch (error) {
    // The tab is protected, and who is told may not be one of those that may write there. The toast has told them.
    console.warn('TechHire Planner: not shown on the tab %s. %s', start.tab, error);
  }
}

const tellAgainMs = 60_000;
