import { readDialogue } from './dialogue.ts';
import { post } from './message.ts';
import { alertPerson, problemText } from './notices.ts';
import { type Connection, rememberConnection } from './properties.ts';
import { fill, words } from './words.ts';

/** What the function connect answers first: functions/connecting/on-connect.ts. */
interface Offer {
  text: string;
  account: string | null;
  challenge: string;
  metadataKey: string;
}

/**
 * Connects this sheet by an invitation that a person pastes. That the script can write the planner's challenge into the sheet shows that it holds it.
 *
 * @param plea  how the person is asked for it
 * @returns whether it is connected now; if not, the person knows why
 */
export function connectByInvitation(plea: string): boolean {
  const ui = SpreadsheetApp.getUi();
  const { say, language } = words();
  const title = say.menu.connect;
  const answer = ui.prompt(`TechHire: ${title}`, plea, ui.ButtonSet.OK_CANCEL);
  if (answer.getSelectedButton() !== ui.Button.OK) return false;
  const invitation = readInvitation(answer.getResponseText());
  if (!invitation) {
    alertPerson(title, say.notAnInvitation);
    return false;
  }
  const { url, code } = invitation;
  const wish = { spreadsheetId: SpreadsheetApp.getActive().getId(), code, language };

  const offer = asked<Offer>(url, { step: 'ask', ...wish });
  if (!offer) return false;
  // In the script's own words too, since an invitation may come from anybody, and so may the text.
  const facts = [fill(say.plannerAt, { host: url.split('/')[2]! })];
  if (offer.account) facts.push(fill(say.sharesWith, { account: offer.account }));
  const question = `${offer.text}\n\n${facts.join(' ')}`;
  if (ui.alert(`TechHire: ${title}`, question, ui.ButtonSet.OK_CANCEL) !== ui.Button.OK) return false;
  share(offer);
  const connection = asked<Connection & { text: string }>(url, { step: 'show', ...wish });
  if (!connection) return false;
  rememberConnection(connection);
  return true;
}

/** Encrypted all the way, or to this very machine. */
function readInvitation(text: string): { url: string; code: string } | null {
  const [, url, code] =
    /^\s*(https:\/\/[^\s#]+|http:\/\/(?:127\.0\.0\.1|localhost):\d+\/[^\s#]*)#([\w-]{32})\s*$/.exec(text) || [];
  return url && code ? { url, code } : null;
}

function share({ account, metadataKey, challenge }: Offer): void {
  const sheet = SpreadsheetApp.getActive();
  try {
    if (account) sheet.addEditor(account);
  } catch (error) {
    // Where an organization forbids it; the function finds out whether it matters, and says what to do.
    console.warn('TechHire Planner: not shared. %s', error);
  }
  sheet.addDeveloperMetadata(metadataKey, challenge, SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
  // Before the function looks for it.
  SpreadsheetApp.flush();
}

/** @returns null where it was refused: the person has been told why */
function asked<Kind extends { text: string }>(url: string, wish: object): Kind | null {
  const reply = post(url, JSON.stringify(wish));
  const read = reply.kind === 'delivered' ? readDialogue<Kind>(reply.body) : null;
  if (read) return read;
  const { menu, notPlanner } = words().say;
  if (reply.kind === 'delivered') alertPerson(menu.connect, problemText('refused', notPlanner));
  else alertPerson(menu.connect, reply.said || problemText(reply.kind, reply.detail));
  return null;
}
