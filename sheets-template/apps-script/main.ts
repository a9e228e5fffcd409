/**
 * The script bound to a planning sheet. It tells the functions that something changed, and nothing else: no cell value leaves the
 * sheet by it, and every rule about plans lives in the functions, so that copies of the sheet do not carry old rules around.
 *
 * Each export becomes a top-level function of the bundle, which is what Apps Script calls. The handlers are not called onEdit and
 * onChange: a function of that name also runs as a simple trigger, so every edit would be announced twice, once without the
 * right to send anything.
 */
import { announce } from './announce.ts';
import { talkWith } from './dialogue.ts';
import { type CellFinding, findingsInSheet, goToCell, goToNextFinding, showFindingsList } from './findings.ts';
import { addMissingTriggers, installedTriggers, removeTriggers } from './installed-triggers.ts';
import { connectByInvitation } from './invitation.ts';
import type { Announcement } from './message.ts';
import { aboutText, alertPerson, menuTitle, sayAnyway, sayIfNotConnected, toast } from './notices.ts';
import { forgetProblem, readConnection } from './properties.ts';
import { cellBeside, words } from './words.ts';

/** Shows the menu when somebody opens the sheet, and says where it is a copy that nobody has connected. A simple trigger: it may not send anything. */
export function onOpen(): void {
  const { menu } = words().say;
  SpreadsheetApp.getUi()
    .createMenu(menuTitle)
    .addItem(menu.checkNow, 'checkNow')
    .addItem(menu.nextFinding, 'nextFinding')
    .addItem(menu.findings, 'showFindings')
    .addSeparator()
    .addItem(menu.repair, 'repair')
    .addItem(menu.share, 'share')
    .addItem(menu.language, 'language')
    .addSeparator()
    .addItem(menu.connect, 'connect')
    .addItem(menu.disconnect, 'disconnect')
    .addItem(menu.about, 'about')
    .addToUi();
  sayIfNotConnected();
}

/** Runs on each edit of cells, as an installable trigger. */
export function handleEdit(event: GoogleAppsScript.Events.SheetsOnEdit): void {
  announce({ tab: event.range.getSheet().getName(), range: event.range.getA1Notation() });
}

/** Runs on each change of another kind (rows, columns and tabs inserted or removed, sorting), as an installable trigger. */
export function handleChange(event: GoogleAppsScript.Events.SheetsOnChange): void {
  // Google reports an edit of cells to both triggers. handleEdit announces it, with the range; a second message for each
  // edit would cost a second reading of the sheet.
  if (event.changeType === 'EDIT') return;
  announce({ change: event.changeType });
}

/** Menu: has the whole sheet checked, whether or not something changed. */
export function checkNow(): void {
  announce(wholeSheet, (outcome) => sayAnyway(outcome, words().say.checking));
}

/** Menu: from one cell with a finding to the next. */
export function nextFinding(): void {
  goToNextFinding();
}

/** Menu: the list of findings beside the sheet. */
export function showFindings(): void {
  showFindingsList();
}

/** For the list: what it shows. */
export function listFindings(): CellFinding[] {
  return findingsInSheet();
}

/** For the list: takes the person to a finding's cell. */
export function goTo(tab: string, cell: string): boolean {
  return goToCell(tab, cell);
}

/** Menu: has tabs, headers and columns put back as the planner reads them, once a person has seen what that changes. */
export function repair(): void {
  talkWith('repair');
}

/** Menu: makes a link to what this plan reports, once a person has seen what that shows. */
export function share(): void {
  talkWith('share');
}

/** Menu: takes the person to the question on which the sheet's language depends. Like every answer, it is theirs to give. */
export function language(): void {
  const { say, community } = words();
  const cell = cellBeside(community.tab, community.language);
  if (cell) cell.activate();
  toast(cell ? say.chooseLanguage : say.noLanguage);
}

/** Menu: from now on edits are announced. Harmless when they already are. */
export function connect(): void {
  const { say } = words();
  if (!readConnection() && !connectByInvitation(say.invitation)) return;
  addMissingTriggers();
  let isKnown = true;
  const announceAll = (): void =>
    announce(wholeSheet, (outcome) => {
      // The usual words for this send people to Connect, where they are.
      if (outcome.kind === 'not-connected') isKnown = false;
      else sayAnyway(outcome, say.connected);
    });
  announceAll();
  if (!isKnown && connectByInvitation(`${say.unknownSheet} ${say.invitation}`)) announceAll();
}

/** Menu: edits are no longer announced; the sheet stays as it is. */
export function disconnect(): void {
  const { say } = words();
  const removed = removeTriggers();
  forgetProblem();
  alertPerson(say.menu.disconnect, removed > 0 ? say.disconnected : say.wasNotConnected);
}

/** Menu: what this script is, does and sends. */
export function about(): void {
  alertPerson(words().say.menu.about, aboutText(readConnection(), installedTriggers().length));
}

/** What is announced where no single edit is behind it; the functions read the whole sheet in any case. */
const wholeSheet: Announcement = { change: 'OTHER' };
