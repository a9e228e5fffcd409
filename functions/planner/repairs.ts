import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { SignedMessage } from '../edits/signed-message.ts';
import { handleRepair, type RepairReply } from '../repair/on-repair.ts';
import { type RepairPorts, type SheetRepair, sheetRepair } from '../repair/repair.ts';
import type { Watch } from '../watch/watch.ts';
import type { Store } from './store.ts';

/**
 * @param owe  a pass follows a repair that changed something
 */
export const repairs = (
  ports: Omit<RepairPorts, 'wait'>,
  owe: (spreadsheetId: string) => Promise<void>,
): SheetRepair => {
  const ofSheet = sheetRepair({ ...ports, wait });
  return {
    preview: ofSheet.preview,
    carryOut: async (spreadsheetId, agreed) => {
      const outcome = await ofSheet.carryOut(spreadsheetId, agreed);
      if (outcome.outcome === 'done' && outcome.repairs.length > 0) await owe(spreadsheetId);
      return outcome;
    },
  };
};

export interface RepairDoor {
  onRepair(message: SignedMessage): Promise<RepairReply>;
}

/** Takes what the menu TechHire > Repair says. */
export const repairDoor = (
  config: Config,
  watch: Watch,
  { registry }: Pick<Store, 'registry'>,
  repair: SheetRepair,
): RepairDoor => ({
  onRepair: async (message) => {
    const reply = await handleRepair(message, {
      sheets: registry,
      repair,
      toleranceSeconds: config.webhookToleranceSeconds,
    });
    if ('cause' in reply) watch.failed('not repaired', reply.cause);
    return reply;
  },
});
