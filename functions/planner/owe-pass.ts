import type { EditQueue } from '../edits/queue.ts';
import type { Store } from './store.ts';

/** Has a pass run over a sheet whether or not somebody edits it. */
export const owePass =
  ({ registry }: Pick<Store, 'registry'>, queue: Pick<EditQueue, 'enqueue'>) =>
  async (spreadsheetId: string): Promise<void> => {
    const sheet = await registry.find(spreadsheetId);
    if (sheet && (await registry.raiseRequested(sheet, { at: new Date() })) !== 'not-connected')
      await queue.enqueue(spreadsheetId);
  };
