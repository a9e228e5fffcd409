/**
 * The two installable triggers. Google shows a script only those of the person who runs it: where two people connect a sheet, each
 * edit runs twice, and the second run leaves its announcement to the first.
 */

/** Creates what is missing and deletes doubles, which an interrupted or repeated set-up leaves behind. */
export function addMissingTriggers(): void {
  const lock = LockService.getDocumentLock();
  lock.waitLock(10_000); // Against a second click while the first is still at work.
  try {
    for (const { handler, eventType, install } of wanted()) {
      const ours = installedTriggers().filter((trigger) => trigger.getHandlerFunction() === handler);
      const keep = ours.find((trigger) => trigger.getEventType() === eventType);
      for (const trigger of ours) if (trigger !== keep) ScriptApp.deleteTrigger(trigger);
      if (!keep) install(ScriptApp.newTrigger(handler).forSpreadsheet(SpreadsheetApp.getActive())).create();
    }
  } finally {
    lock.releaseLock();
  }
}

/** @returns how many there were */
export function removeTriggers(): number {
  const present = installedTriggers();
  for (const trigger of present) ScriptApp.deleteTrigger(trigger);
  return present.length;
}

export function installedTriggers(): GoogleAppsScript.Script.Trigger[] {
  const handlers = wanted().map(({ handler }) => handler);
  return ScriptApp.getProjectTriggers().filter((trigger) => handlers.indexOf(trigger.getHandlerFunction()) >= 0);
}

interface WantedTrigger {
  handler: string;
  eventType: GoogleAppsScript.Script.EventType;
  install(
    builder: GoogleAppsScript.Script.SpreadsheetTriggerBuilder,
  ): GoogleAppsScript.Script.SpreadsheetTriggerBuilder;
}

/** A function, since no service may be touched while the script is loaded. */
function wanted(): WantedTrigger[] {
  const { EventType } = ScriptApp;
  return [
    { handler: 'handleEdit', eventType: EventType.ON_EDIT, install: (builder) => builder.onEdit() },
    { handler: 'handleChange', eventType: EventType.ON_CHANGE, install: (builder) => builder.onChange() },
  ];
}
