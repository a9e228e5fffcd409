import { createHmac, randomUUID } from 'node:crypto';
import { format } from 'node:util';
import type { Alert, ExecutionRequest, Prompt } from './execution.ts';
import type { HostCalls } from './host-calls.ts';
import { ScriptError } from './script-error.ts';
import { enumeration, isEnumValue, service } from './service.ts';
import type { InstalledTrigger, Scope } from './shared-services.ts';
import { DeveloperMetadataVisibility, spreadsheetService } from './sheet-services.ts';

/**
 * Apps Script's global objects, as far as the bound script uses them, behaving as the reference says
 * (https://developers.google.com/apps-script/reference) and refusing what Apps Script refuses. What is not here says so when it is
 * used, instead of being undefined.
 */
export const scriptServices = (
  request: ExecutionRequest,
  oauthScopes: readonly string[] | null,
  host: HostCalls,
  log: (line: string) => void,
): Record<string, unknown> => {
  /** Simple triggers run without anybody's authorization; all others have what the manifest asks for. */
  const requireScope = (method: string, ...anyOf: string[]): void => {
    const names = anyOf.map((name) => `https://www.googleapis.com/auth/${name}`);
    const granted = oauthScopes === null || names.some((name) => oauthScopes.includes(name));
    if (request.kind === 'simple' || !granted)
      throw new ScriptError(
        `You do not have permission to call ${method}. Required permissions: ${names.join(' or ')}`,
      );
  };

  const spreadsheet = spreadsheetService(request, host, requireScope);

  const getActive = (): unknown => {
    // The simple triggers of a bound script may use the sheet that it is bound to.
    if (request.kind !== 'simple')
      requireScope('SpreadsheetApp.getActiveSpreadsheet', 'spreadsheets.currentonly', 'spreadsheets');
    return spreadsheet;
  };

  const getUi = (): unknown => {
    const opening = request.kind === 'simple' && request.functionName === 'onOpen';
    if (request.kind !== 'menu' && !opening)
      throw new ScriptError('Cannot call SpreadsheetApp.getUi() from this context.');
    return ui;
  };

  const ui = service('Ui', {
    Button,
    ButtonSet,
    createMenu: (title: string) => newMenu(String(title), host),
    alert: (...args: unknown[]) => {
      const [first, second, third] = args;
      const titled = args.length > 1 && !isEnumValue(second);
      const buttons = (titled ? third : second) ?? ButtonSet.OK;
      const answer = host.showAlert({
        title: titled ? String(first) : '',
        message: String(titled ? second : first),
        buttons: String(buttons) as Alert['buttons'],
      });
      return Button[answer];
    },
    prompt: (title: unknown, message: unknown, buttons: unknown) => {
      const { button, text } = host.showPrompt({
        title: String(title),
        message: String(message),
        buttons: String(buttons) as Prompt['buttons'],
      });
      return service('PromptResponse', { getSelectedButton: () => Button[button], getResponseText: () => text });
    },
    showSidebar: (page: { getTitle(): string; getContent(): string }) => {
      requireScope('Ui.showSidebar', 'script.container.ui');
      host.showSidebar({ title: page.getTitle(), html: page.getContent() });
    },
  });

  const offered = {
    SpreadsheetApp: service('SpreadsheetApp', {
      DeveloperMetadataVisibility,
      getActive,
      getActiveSpreadsheet: getActive,
      getUi,
      flush: () => {},
    }),
    HtmlService: service('HtmlService', { createHtmlOutput: (html: unknown) => htmlOutput(String(html)) }),
    UrlFetchApp: service('UrlFetchApp', {
      fetch: (url: unknown, options: Record<string, unknown> = {}) => {
        requireScope('UrlFetchApp.fetch', 'script.external_request');
        return fetchResponse(host, String(url), options);
      },
    }),
    Utilities: utilities(host),
    PropertiesService: service('PropertiesService', {
      getDocumentProperties: () => propertiesOf('document', host),
      getScriptProperties: () => propertiesOf('script', host),
      getUserProperties: () => propertiesOf('user', host),
    }),
    CacheService: service('CacheService', {
      getDocumentCache: () => cacheOf('document', host),
      getScriptCache: () => cacheOf('script', host),
      getUserCache: () => cacheOf('user', host),
    }),
    LockService: service('LockService', {
      getDocumentLock: () => lockOf('document', host),
      getScriptLock: () => lockOf('script', host),
      getUserLock: () => lockOf('user', host),
    }),
    ScriptApp: service('ScriptApp', {
      AuthMode,
      EventType,
      TriggerSource,
      getProjectTriggers: () => {
        requireScope('ScriptApp.getProjectTriggers', 'script.scriptapp');
        return host.listTriggers().map((installed) => trigger(installed, request.spreadsheetId));
      },
      newTrigger: (handler: string) => {
        requireScope('ScriptApp.newTrigger', 'script.scriptapp');
        return triggerBuilder(String(handler), request.spreadsheetId, host);
      },
      deleteTrigger: (installed: { getUniqueId(): string }) => {
        requireScope('ScriptApp.deleteTrigger', 'script.scriptapp');
        host.deleteTrigger(installed.getUniqueId());
      },
    }),
    Logger: service('Logger', { log: (...args: unknown[]) => log(format(...args)) }),
    console: service(
      'console',
      Object.fromEntries(
        ['log', 'info', 'warn', 'error'].map((level) => [
          level,
          (...args: unknown[]) => log(`${level === 'log' ? '' : `${level}: `}${format(...args)}`),
        ]),
      ),
    ),
  };

  return { ...Object.fromEntries(absentServices.map((name) => [name, service(name, {})])), ...offered };
};

/** The event object of a trigger: https://developers.google.com/apps-script/guides/triggers/events */
export const eventObject = (request: ExecutionRequest, source: unknown): Record<string, unknown> => {
  const { event, kind, triggerUid } = request;
  const common = {
    authMode: kind === 'simple' ? AuthMode.LIMITED : AuthMode.FULL,
    source,
    ...(triggerUid === null ? {} : { triggerUid }),
  };
  if (event === null) return common;
  if (event.kind === 'change') return { ...common, changeType: event.changeType ?? 'OTHER' };
  const sheet = service('Sheet', { getName: () => event.tab, getSheetId: () => event.sheetId });
  return {
    ...common,
    range: service('Range', { getA1Notation: () => event.a1, getSheet: () => sheet }),
    ...(event.value === undefined ? {} : { value: event.value }),
    ...(event.oldValue === undefined ? {} : { oldValue: event.oldValue }),
  };
};

const AuthMode = enumeration(['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL']);
const EventType = enumeration(['CLOCK', 'ON_OPEN', 'ON_EDIT', 'ON_FORM_SUBMIT', 'ON_CHANGE', 'ON_EVENT_UPDATED']);
const TriggerSource = enumeration(['SPREADSHEETS', 'CLOCK', 'FORMS', 'DOCUMENTS', 'CALENDAR']);
const ButtonSet = enumeration(['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']);
const Button = enumeration(['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']);

const newMenu = (title: string, host: HostCalls): unknown => {
  const items: { label: string; functionName: string }[] = [];
  const menu: unknown = service('Menu', {
    addItem: (caption: string, functionName: string) => {
      items.push({ label: String(caption), functionName: String(functionName) });
      return menu;
    },
    addSeparator: () => menu,
    addToUi: () => host.addMenu({ title, items }),
  });
  return menu;
};

const htmlOutput = (html: string): unknown => {
  let title = '';
  const output: unknown = service('HtmlOutput', {
    setTitle: (next: unknown) => {
      title = String(next);
      return output;
    },
    getTitle: () => title,
    getContent: () => html,
  });
  return output;
};

const fetchOptions = [
  'contentType',
  'headers',
  'method',
  'payload',
  'muteHttpExceptions',
  'followRedirects',
  'validateHttpsCertificates',
  'escaping',
];

const fetchResponse = (host: HostCalls, url: string, options: Record<string, unknown>): unknown => {
  for (const name of Object.keys(options))
    if (!fetchOptions.includes(name))
      throw new ScriptError(`This machine's UrlFetchApp does not have the option ${name}.`);
  const body = payloadBytes(options.payload);
  const headers: Record<string, string> = { 'user-agent': 'Mozilla/5.0 (compatible; Google-Apps-Script)' };
  for (const [name, value] of Object.entries((options.headers as Record<string, unknown> | undefined) ?? {}))
    headers[name.toLowerCase()] = String(value);
  if (body !== null) headers['content-type'] ??= String(options.contentType ?? 'application/x-www-form-urlencoded');
  if (Object.keys(headers).length > 100) throw new ScriptError('Limit Exceeded: URLFetch Header Count.');
  if (JSON.stringify(headers).length > 8 * 1024) throw new ScriptError('Limit Exceeded: URLFetch Header Size.');
  const response = host.fetch({
    url,
    method: String(options.method ?? (body === null ? 'get' : 'post')),
    headers,
    body,
    muteHttpExceptions: options.muteHttpExceptions === true,
    followRedirects: options.followRedirects !== false,
  });
  return service('HTTPResponse', {
    getResponseCode: () => response.status,
    getContentText: () => Buffer.from(response.body).toString('utf8'),
    getContent: () => signedBytes(response.body),
    getHeaders: () => ({ ...response.headers }),
    getAllHeaders: () => ({ ...response.headers }),
  });
};

const payloadBytes = (payload: unknown): Uint8Array | null => {
  if (payload === undefined || payload === null) return null;
  const bytes = Array.isArray(payload)
    ? unsignedBytes(payload)
    : typeof payload === 'object'
      ? Buffer.from(new URLSearchParams(payload as Record<string, string>).toString())
      : Buffer.from(String(payload), 'utf8');
  if (bytes.length > 50 * 1024 * 1024) throw new ScriptError('Limit Exceeded: URLFetch POST Size.');
  return bytes;
};

const utilities = (host: HostCalls): unknown =>
  service('Utilities', {
    getUuid: () => randomUUID(),
    sleep: (ms: number) => {
      if (!(ms >= 0) || ms > 300_000) throw new ScriptError('Invalid argument: milliseconds');
      host.sleep(ms);
    },
    newBlob: (data: unknown) => {
      const bytes = Array.isArray(data) ? unsignedBytes(data) : Buffer.from(String(data), 'utf8');
      return service('Blob', {
        getBytes: () => signedBytes(bytes),
        getDataAsString: () => Buffer.from(bytes).toString('utf8'),
      });
    },
    base64Encode: (data: unknown) => Buffer.from(textOrBytes(data)).toString('base64'),
    base64Decode: (encoded: string) => {
      if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0)
        throw new ScriptError('Could not decode string.');
      return signedBytes(Buffer.from(encoded, 'base64'));
    },
    computeHmacSha256Signature: (value: unknown, key: unknown) => {
      if (Array.isArray(value) !== Array.isArray(key))
        throw new ScriptError(
          "The parameters don't match the method signature for Utilities.computeHmacSha256Signature.",
        );
      return signedBytes(createHmac('sha256', textOrBytes(key)).update(textOrBytes(value)).digest());
    },
  });

/** Without a character set Apps Script's text methods use US-ASCII, and what is not in it becomes a question mark. */
const textOrBytes = (data: unknown): Uint8Array =>
  Array.isArray(data) ? unsignedBytes(data) : Buffer.from(String(data).replace(/[^\p{ASCII}]/gu, '?'), 'ascii');

/** Apps Script's bytes go from -128 to 127. */
const signedBytes = (bytes: Uint8Array): number[] => [...new Int8Array(bytes)];

const unsignedBytes = (bytes: readonly unknown[]): Uint8Array =>
  Uint8Array.from(bytes, (byte) => {
    if (typeof byte !== 'number' || !Number.isInteger(byte) || byte < -128 || byte > 127)
      throw new ScriptError(`Cannot convert ${String(byte)} to a byte: bytes go from -128 to 127.`);
    return byte & 0xff;
  });

const propertiesOf = (scope: Scope, host: HostCalls): unknown => {
  const properties: unknown = service('Properties', {
    getProperty: (name: string) => host.readProperties(scope)[name] ?? null,
    getProperties: () => host.readProperties(scope),
    getKeys: () => Object.keys(host.readProperties(scope)),
    setProperty: (name: string, value: unknown) => {
      host.changeProperties(scope, { [name]: String(value) });
      return properties;
    },
    setProperties: (values: Record<string, unknown>, deleteAllOthers = false) => {
      const removed = deleteAllOthers ? Object.keys(host.readProperties(scope)).map((name) => [name, null]) : [];
      const set = Object.entries(values).map(([name, value]) => [name, String(value)]);
      host.changeProperties(scope, Object.fromEntries([...removed, ...set]));
      return properties;
    },
    deleteProperty: (name: string) => {
      host.changeProperties(scope, { [name]: null });
      return properties;
    },
    deleteAllProperties: () => {
      host.changeProperties(
        scope,
        Object.fromEntries(Object.keys(host.readProperties(scope)).map((name) => [name, null])),
      );
      return properties;
    },
  });
  return properties;
};

const cacheOf = (scope: Scope, host: HostCalls): unknown =>
  service('Cache', {
    get: (key: string) => host.readCache(scope, key),
    put: (key: string, value: unknown, expirationSeconds = 600) =>
      host.putCache(scope, key, String(value), expirationSeconds),
    remove: (key: string) => host.removeCache(scope, key),
  });

const lockOf = (scope: Scope, host: HostCalls): unknown => {
  let has = false;
  const tryLock = (timeoutMs: number): boolean => {
    has = host.acquireLock(scope, timeoutMs);
    return has;
  };
  return service('Lock', {
    tryLock,
    waitLock: (timeoutMs: number) => {
      if (!tryLock(timeoutMs))
        throw new ScriptError('Lock timeout: another process was holding the lock for too long.');
    },
    hasLock: () => has,
    releaseLock: () => {
      if (has) host.releaseLock(scope);
      has = false;
    },
  });
};

const trigger = (installed: InstalledTrigger, spreadsheetId: string): unknown =>
  service('Trigger', {
    getUniqueId: () => installed.uid,
    getHandlerFunction: () => installed.handler,
    getEventType: () => EventType[installed.eventType],
    getTriggerSource: () => TriggerSource.SPREADSHEETS,
    getTriggerSourceId: () => spreadsheetId,
  });

const triggerBuilder = (handler: string, spreadsheetId: string, host: HostCalls): unknown =>
  service('TriggerBuilder', {
    forSpreadsheet: (sheet: string | { getId(): string }) => {
      const id = typeof sheet === 'string' ? sheet : sheet.getId();
      if (id !== spreadsheetId)
        throw new ScriptError(
          "This machine's Apps Script has triggers only for the sheet that the script is bound to.",
        );
      let eventType: InstalledTrigger['eventType'] | null = null;
      const choose = (type: InstalledTrigger['eventType']) => () => {
        eventType = type;
        return builder;
      };
      const builder: unknown = service('SpreadsheetTriggerBuilder', {
        onOpen: choose('ON_OPEN'),
        onEdit: choose('ON_EDIT'),
        onChange: choose('ON_CHANGE'),
        onFormSubmit: choose('ON_FORM_SUBMIT'),
        create: () => {
          if (eventType === null) throw new ScriptError('The trigger has no event.');
          return trigger(host.createTrigger(handler, eventType), spreadsheetId);
        },
      });
      return builder;
    },
  });

const absentServices = [
  'AdminDirectory',
  'Browser',
  'CalendarApp',
  'CardService',
  'Charts',
  'ContactsApp',
  'ContentService',
  'DocumentApp',
  'Drive',
  'DriveApp',
  'FormApp',
  'Gmail',
  'GmailApp',
  'GroupsApp',
  'Jdbc',
  'LanguageApp',
  'LinearOptimizationService',
  'MailApp',
  'Maps',
  'People',
  'Session',
  'Sheets',
  'SitesApp',
  'SlidesApp',
  'XmlService',
];
