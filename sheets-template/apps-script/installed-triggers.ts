/**
 * The two installable triggers. Google shows a script only those of the person who runs it: where two people connect a sheet, each
 * edit runs twice, and the second run leaves its announcement to the first.
 */

/** Creates what is missing and deletes doubles, which an interrupted or repeated set-up leaves behind. */
export function addMissingTriggers(): void {
  const present = installedTriggers();
  for (const [handler, create] of Object.entries(creators)) {
    const same = present.filter((trigger) => trigger.getHandlerFunction() === handler);
    same.slice(1).forEach((double) => {
      ScriptApp.deleteTrigger(double);
    });
    if (same.length === 0) create(ScriptApp.newTrigger(handler).forSpreadsheet(SpreadsheetApp.getActive())).create();
  }
}

/** @returns how many there were */
export function removeTriggers(): number {
  const present = installedTriggers();
  present.forEach((trigger) => {
    ScriptApp.deleteTrigger(trigger);
  });
  return present.length;
}

export function installedTriggers(): GoogleAppsScript.Script.Trigger[] {
  return ScriptApp.getProjectTriggers().filter((trigger) => trigger.getHandlerFunction() in creators);
}

type Builder = GoogleAppsScript.Script.SpreadsheetTriggerBuilder;

const creators: Record<string, (builder: Builder) => Builder> = {
  handleEdit: (builder) => builder.onEdit(),
  handleChange: (builder) => builder.onChange(),
};
