import { randomBytes } from 'node:crypto';
import { type SheetRegistry, whyNotConnected } from '../../functions/edits/registry.ts';
import { formatKey } from '../../functions/edits/signature.ts';
import type { ScriptHost } from './apps-script/host.ts';
import type { PropertiesStore } from './apps-script/properties-store.ts';

/** Ties a spreadsheet to its community, and has its bound script announce edits, as a coordinator's TechHire > Connect does. */
export const connectSheet = async (
  sheet: { spreadsheetId: string; communityId: string; url: string },
  registry: SheetRegistry,
  properties: PropertiesStore,
  host: ScriptHost,
): Promise<void> => {
  const { spreadsheetId, communityId, url } = sheet;
  const outcome = await registry.connect({
    spreadsheetId,
    communityId,
    newKey: formatKey(randomBytes(32)),
    now: new Date().toISOString(),
  });
  if (!outcome.connected) throw new Error(whyNotConnected(outcome, sheet));
  properties.set(spreadsheetId, 'document', {
    ...properties.get(spreadsheetId, 'document'),
    techhireUrl: url,
    techhireKey: outcome.keys[0]!,
  });
  const { outcome: ended, error } = await host.runMenuItem(spreadsheetId, 'connect');
  if (ended !== 'completed')
    throw new Error(`The bound script could not connect spreadsheet ${spreadsheetId}: ${error}`);
};
