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
import { addMissingTriggers, installedTriggers, removeTriggers } from './installed-triggers.ts';
import type { Announcement } from './message.ts';
import { menuTitle, notices, sayAnyway, sayIfNotConnected } from './notices.ts';
import { forgetProblem, readConnection } from './properties.ts';

/** Shows the menu when somebody opens the sheet, and says where it is a copy that nobody has connected. A simple trigger: it may not send anything. */
export function onOpen(): void {
  SpreadsheetApp.getUi()
    .createMenu(menuTitle)
    .addItem('Check now', 'checkNow')
    .addItem('Repair (Reparar)', 'repair')
    .addItem('Share with a funder (Compartir)', 'share')
    .addSeparator()
    .addItem('Connect', 'connect')
    .addItem('Disconnect', 'disconnect')
    .addItem('About', 'about')
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
  announce(wholeSheet, (outcome) => sayAnyway(outcome, notices.checking));
}

/** Menu: has tabs, headers and columns put back as the planner reads them, once a person has seen what that changes. */
export function repair(): void {
  talkWith('repair');
}

/** Menu: makes a link to what this plan reports, once a person has seen what that shows. */
export function share(): void {
  talkWith('share');
}

/** Menu: from now on edits are announced. Harmless when they already are. */
export function connect(): void {
  if (readConnection() === null) {
    alertPerson('Connect', notices.noConnection(SpreadsheetApp.getActive().getId()));
    return;
  }
  addMissingTriggers();
  announce(wholeSheet, (outcome) => {
    // The usual words for this send people to Connect, where they are.
    if (outcome.kind === 'not-connected')
      alertPerson('Connect', notices.unknownSheet(SpreadsheetApp.getActive().getId()));
    else sayAnyway(outcome, notices.connected);
  });
}

/** Menu: edits are no longer announced; the sheet stays as it is. */
export function disconnect(): void {
  const removed = removeTriggers();
  forgetProblem();
  alertPerson('Disconnect', removed > 0 ? notices.disconnected : notices.wasNotConnected);
}

/** Menu: what this script is, does and sends. */
export function about(): void {
  alertPerson('About', notices.about(readConnection(), installedTriggers().length));
}

/** What is announced where no single edit is behind it; the functions read the whole sheet in any case. */
const wholeSheet: Announcement = { change: 'OTHER' };

function alertPerson(title: string, message: string): void {
  const ui = SpreadsheetApp.getUi();
  ui.alert(`${menuTitle}: ${title}`, message, ui.ButtonSet.OK);
}
