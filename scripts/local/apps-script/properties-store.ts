import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** `document`, `script` and `user` are PropertiesService's; `host` is where the host keeps a sheet's installed triggers. */
export const propertyScopes = ['document', 'script', 'user', 'host'] as const;
export type PropertyScope = (typeof propertyScopes)[number];
export type Properties = Readonly<Record<string, string>>;

/** The properties of each spreadsheet's script. */
export interface PropertiesStore {
  get(spreadsheetId: string, scope: PropertyScope): Properties;
  /** Replaces all of a scope. When it returns the change is kept. */
  set(spreadsheetId: string, scope: PropertyScope, properties: Properties): void;
}

export const memoryProperties = (): PropertiesStore => {
  const sheets = new Map<string, Scopes>();
  return {
    get: (spreadsheetId, scope) => ({ ...sheets.get(spreadsheetId)?.[scope] }),
    set: (spreadsheetId, scope, properties) => {
      sheets.set(spreadsheetId, { ...emptyScopes(), ...sheets.get(spreadsheetId), [scope]: { ...properties } });
    },
  };
};

/**
 * Keeps them as one JSON file a spreadsheet. A file is replaced as a whole, by renaming, so that a process that is killed leaves the state
 * before or after a change and nothing between. The folder is for one process at a time.
 */
export const fileProperties = (folder: string): PropertiesStore => {
  mkdirSync(folder, { recursive: true });
  const known = new Map<string, Scopes>();

  const scopesOf = (spreadsheetId: string): Scopes => {
    const scopes = known.get(spreadsheetId) ?? readScopes(fileOf(folder, spreadsheetId));
    known.set(spreadsheetId, scopes);
    return scopes;
  };

  return {
    get: (spreadsheetId, scope) => ({ ...scopesOf(spreadsheetId)[scope] }),
    set: (spreadsheetId, scope, properties) => {
      const scopes = { ...scopesOf(spreadsheetId), [scope]: { ...properties } };
      replaceFile(fileOf(folder, spreadsheetId), `${JSON.stringify(scopes, null, 2)}\n`);
      known.set(spreadsheetId, scopes);
    },
  };
};

type Scopes = Record<PropertyScope, Properties>;

const emptyScopes = (): Scopes => ({ document: {}, script: {}, user: {}, host: {} });

/** Ids are letters, digits, `-` and `_` in practice; anything else must not lead out of the folder. */
const fileOf = (folder: string, spreadsheetId: string): string =>
  join(folder, `${encodeURIComponent(spreadsheetId).replaceAll('.', '%2E')}.json`);

const readScopes = (path: string): Scopes => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyScopes();
    throw new Error(`Cannot read the script properties in ${path}.`, { cause: error });
  }
  try {
    return { ...emptyScopes(), ...(JSON.parse(text) as Partial<Scopes>) };
  } catch (error) {
    throw new Error(`The script properties in ${path} are not JSON. Move the file away to start without them.`, {
      cause: error,
    });
  }
};

const replaceFile = (path: string, text: string): void => {
  const next = `${path}.next`;
  // Only for its owner: the key that messages are signed with is in it.
  const file = openSync(next, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
};
