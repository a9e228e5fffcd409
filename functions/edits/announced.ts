import type { EditQueue } from './queue.ts';
import type { AnnouncedEdit, ConnectedSheet, SheetRegistry } from './registry.ts';

export interface AnnouncedDeps {
  sheets: Pick<SheetRegistry, 'find' | 'raiseRequested'>;
  queue: Pick<EditQueue, 'enqueue'>;
}

/**
 * Counts an announced edit durably, then queues its pass.
 *
 * @returns `queued`: a pass will follow; `replayed`: the announcement was taken before, and its pass is done
 */
export const announce = async (
  sheet: Pick<ConnectedSheet, 'spreadsheetId' | 'owing'>,
  edit: AnnouncedEdit,
  { sheets, queue }: AnnouncedDeps,
): Promise<'queued' | 'replayed' | 'not-connected'> => {
  const counted = await sheets.raiseRequested(sheet, edit);
  if (counted === 'not-connected') return counted;
  // A message that comes again was counted already: its sender did not get our answer, or somebody replays it. While its pass is owed
  // it is queued again, because the first time may have ended between counting and queueing. Looked up anew: it may have been counted
  // since the sheet was read, by another process or by a try of our own whose answer was lost.
  if (counted === 'repeated' && !(await sheets.find(sheet.spreadsheetId))?.owing) return 'replayed';
  await queue.enqueue(sheet.spreadsheetId);
  return 'queued';
};
