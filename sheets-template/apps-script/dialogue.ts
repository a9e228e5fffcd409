import { newMessage, sendMessage, type Wish } from './message.ts';
import { sayAnyway } from './notices.ts';
import { type Connection, readConnection } from './properties.ts';
import { words } from './words.ts';

/** What the planner would have shown, in the sheet's language. */
interface Dialogue {
  title: string;
  text: string;
  /** To be sent back where the person agrees; null where there is nothing to agree to. */
  mark: string | null;
}

/**
 * Shows what one of the functions would do, and has it done where the person agrees. What changed meanwhile is shown anew.
 *
 * @param name  the function's name in addresses
 */
export function talkWith(name: 'repair' | 'share'): void {
  const connection = readConnection();
  if (!connection) {
    sayAnyway({ kind: 'not-connected', detail: 'no address and key', mayPass: false }, '');
    return;
  }
  const ui = SpreadsheetApp.getUi();
  let dialogue = ask(name, {}, connection);
  while (dialogue) {
    const { title, text, mark } = dialogue;
    const answer = ui.alert(title, text, mark === null ? ui.ButtonSet.OK : ui.ButtonSet.OK_CANCEL);
    if (mark === null || answer !== ui.Button.OK) return;
    dialogue = ask(name, { agreed: mark }, connection);
  }
}

/** @returns null where there is nothing to show: the person has been told why */
function ask(name: string, wish: Wish, connection: Connection): Dialogue | null {
  // The functions stand beside each other under their names; in Google Cloud onEdit is on-edit.
  const url = connection.url.replace(/on-?edit(?!.*on-?edit)/i, name);
  const reply = sendMessage(newMessage(wish), { ...connection, url });
  const dialogue = reply.kind === 'delivered' ? readDialogue<Dialogue>(reply.body) : null;
  if (dialogue) return dialogue;
  sayAnyway(
    reply.kind === 'delivered' ? { kind: 'refused', detail: words().say.notPlanner, mayPass: false } : reply,
    '',
  );
  return null;
}

/** @returns null where whoever answered is not the planner */
export function readDialogue<Kind extends { text: string }>(body: string): Kind | null {
  try {
    const dialogue: Kind = JSON.parse(body);
    return typeof dialogue.text === 'string' ? dialogue : null;
  } catch (_) {
    return null;
  }
}
