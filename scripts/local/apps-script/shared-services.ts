import type { PropertiesStore, PropertyScope } from './properties-store.ts';
import { ScriptError } from './script-error.ts';

/**
 * What all executions of a spreadsheet's script share: properties, caches, locks and installed triggers, with the limits that Google
 * documents at https://developers.google.com/apps-script/guides/services/quotas and in the reference of each service.
 */

export type Scope = 'document' | 'script' | 'user';

/** PropertiesService: 9 kB a value and 500 kB a store. */
export const changeProperties = (
  store: PropertiesStore,
  spreadsheetId: string,
  scope: Scope,
  changes: Readonly<Record<string, string | null>>,
): void => {
  const next: Record<string, string> = { ...store.get(spreadsheetId, scope) };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete next[name];
    else if (Buffer.byteLength(value) > maxPropertyBytes) throw new ScriptError('Argument too large: value');
    else next[name] = value;
  }
  const bytes = Object.entries(next).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (bytes > maxStoreBytes)
    throw new ScriptError('You have exceeded the property storage quota. Please remove some properties and try again.');
  store.set(spreadsheetId, scope, next);
};

const maxPropertyBytes = 9 * 1024;
const maxStoreBytes = 500 * 1024;

export interface SharedCache {
  get(spreadsheetId: string, scope: Scope, key: string): string | null;
  put(spreadsheetId: string, scope: Scope, key: string, value: string, expirationSeconds: number): void;
  remove(spreadsheetId: string, scope: Scope, key: string): void;
}

/** CacheService: keys of 250 characters, values of 100 kB, up to six hours, 900 of the newest entries kept. */
export const sharedCache = (now: () => number): SharedCache => {
  const caches = new Map<string, Map<string, { value: string; untilMs: number }>>();
  const cacheOf = (spreadsheetId: string, scope: Scope): Map<string, { value: string; untilMs: number }> => {
    const name = `${scope} ${spreadsheetId}`;
    const cache = caches.get(name) ?? new Map();
    caches.set(name, cache);
    return cache;
  };
  return {
    get: (spreadsheetId, scope, key) => {
      const entry = cacheOf(spreadsheetId, scope).get(key);
      return entry && entry.untilMs > now() ? entry.value : null;
    },
    put: (spreadsheetId, scope, key, value, expirationSeconds) => {
      if (key.length > 250) throw new ScriptError('Argument too large: key');
      if (Buffer.byteLength(value) > 100 * 1024) throw new ScriptError('Argument too large: value');
      const cache = cacheOf(spreadsheetId, scope);
      const seconds = Math.min(Math.max(expirationSeconds, 1), 21_600);
      cache.delete(key);
      cache.set(key, { value, untilMs: now() + seconds * 1000 });
      for (const oldest of cache.keys()) {
        if (cache.size <= 900) break;
        cache.delete(oldest);
      }
    },
    remove: (spreadsheetId, scope, key) => {
      cacheOf(spreadsheetId, scope).delete(key);
    },
  };
};

export interface SharedLocks {
  /** @returns whether the execution has the lock; waits up to `timeoutMs` for it */
  acquire(spreadsheetId: string, scope: Scope, owner: number, timeoutMs: number): Promise<boolean>;
  /** Whether `acquire` would answer at once. */
  isFree(spreadsheetId: string, scope: Scope, owner: number): boolean;
  release(spreadsheetId: string, scope: Scope, owner: number): void;
  /** Google lets go of an execution's locks when it ends, however it ends. */
  releaseAll(owner: number): void;
}

/** LockService: one execution at a time, in the order in which they asked. */
export const sharedLocks = (): SharedLocks => {
  const locks = new Map<string, { owner: number; waiting: { owner: number; grant: (has: boolean) => void }[] }>();

  const release = (name: string, owner: number): void => {
    const lock = locks.get(name);
    if (!lock) return;
    // An execution that ends while it waits must not be given the lock.
    lock.waiting = lock.waiting.filter((waiter) => waiter.owner !== owner);
    if (lock.owner !== owner) return;
    const next = lock.waiting.shift();
    if (!next) locks.delete(name);
    else {
      lock.owner = next.owner;
      next.grant(true);
    }
  };

  return {
    isFree: (spreadsheetId, scope, owner) => {
      const lock = locks.get(`${scope} ${spreadsheetId}`);
      return !lock || lock.owner === owner;
    },
    acquire: (spreadsheetId, scope, owner, timeoutMs) => {
      const name = `${scope} ${spreadsheetId}`;
      const lock = locks.get(name);
      if (!lock) {
        locks.set(name, { owner, waiting: [] });
        return Promise.resolve(true);
      }
      if (lock.owner === owner) return Promise.resolve(true);
      return new Promise((resolve) => {
        const waiter = {
          owner,
          grant: (has: boolean): void => {
            clearTimeout(timer);
            resolve(has);
          },
        };
        const timer = setTimeout(() => {
          lock.waiting = lock.waiting.filter((other) => other !== waiter);
          resolve(false);
        }, timeoutMs);
        lock.waiting.push(waiter);
      });
    },
    release: (spreadsheetId, scope, owner) => release(`${scope} ${spreadsheetId}`, owner),
    releaseAll: (owner) => {
      for (const name of [...locks.keys()]) release(name, owner);
    },
  };
};

export interface InstalledTrigger {
  uid: string;
  handler: string;
  eventType: 'ON_OPEN' | 'ON_EDIT' | 'ON_CHANGE' | 'ON_FORM_SUBMIT';
}

export interface TriggerRegistry {
  list(spreadsheetId: string): InstalledTrigger[];
  create(spreadsheetId: string, trigger: InstalledTrigger): void;
  delete(spreadsheetId: string, uid: string): void;
}

/** ScriptApp's triggers: at most 20 for each person and script. They outlive the host. */
export const triggerRegistry = (store: PropertiesStore): TriggerRegistry => {
  const scope: PropertyScope = 'host';
  const list = (spreadsheetId: string): InstalledTrigger[] =>
    JSON.parse(store.get(spreadsheetId, scope).triggers ?? '[]') as InstalledTrigger[];
  const keep = (spreadsheetId: string, triggers: readonly InstalledTrigger[]): void =>
    store.set(spreadsheetId, scope, { ...store.get(spreadsheetId, scope), triggers: JSON.stringify(triggers) });
  return {
    list,
    create: (spreadsheetId, trigger) => {
      const present = list(spreadsheetId);
      if (present.length >= 20)
        throw new ScriptError(
          'This script has too many triggers. Triggers must be deleted from the script before more can be added.',
        );
      keep(spreadsheetId, [...present, trigger]);
    },
    delete: (spreadsheetId, uid) =>
      keep(
        spreadsheetId,
        list(spreadsheetId).filter((trigger) => trigger.uid !== uid),
      ),
  };
};
