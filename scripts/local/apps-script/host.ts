import { randomUUID } from 'node:crypto';
import type {
  Alert,
  AlertAnswer,
  ExecutionRequest,
  ExecutionResult,
  Prompt,
  PromptAnswer,
  ScriptMenu,
  Seat,
  SheetEvent,
  SidebarPage,
  Toast,
} from './execution.ts';
import type { CallAnswer, HostCalls } from './host-calls.ts';
import type { PropertiesStore } from './properties-store.ts';
import { ScriptError } from './script-error.ts';
import type { ScriptSheets } from './script-sheets.ts';
import {
  changeProperties,
  type InstalledTrigger,
  sharedCache,
  sharedLocks,
  triggerRegistry,
} from './shared-services.ts';
import { type Thread, threadPool } from './thread-pool.ts';
import { fetchForScript } from './url-fetch.ts';

export interface ScriptHostOptions {
  /** The script: one file with top-level functions, as `buildBoundScript` makes it. */
  code: string;
  /** appsscript.json: what it does not ask for is refused. Without it everything is allowed. */
  manifest?: string;
  properties: PropertiesStore;
  /** Milliseconds since 1970; also what scripts see as the time. Default: this machine's clock. */
  now?: () => number;
  /** Makes the requests of UrlFetchApp, in the main thread. */
  fetch?: typeof globalThis.fetch;
  onToast?: (spreadsheetId: string, toast: Toast) => void;
  /** Shows a dialog; the script stands still until it is answered. Without it every dialog is closed at once. */
  onAlert?: (spreadsheetId: string, alert: Alert) => AlertAnswer | Promise<AlertAnswer>;
  /** Asks for a line of text; without it every such dialog is closed at once. */
  onPrompt?: (spreadsheetId: string, prompt: Prompt) => PromptAnswer | Promise<PromptAnswer>;
  onSidebar?: (spreadsheetId: string, seat: Seat | null, page: SidebarPage) => void;
  onGoTo?: (spreadsheetId: string, seat: Seat | null, place: { tab: string; a1: string }) => void;
  /** What the script reads and writes; without it the spreadsheets have no tabs. */
  sheets?: ScriptSheets;
  /** Each execution as it ends: what Google lists under Executions. */
  onExecution?: (spreadsheetId: string, result: ExecutionResult) => void;
  /** How long a script may run. Default: Google's, 30 s for simple triggers and 6 min for everything else. */
  limitMs?: { simple: number; full: number };
  /** At most so many executions at a time, over all spreadsheets. Each keeps a thread of some 25 MB while it lasts. */
  maxThreads?: number;
}

export interface FireResult {
  /** In the order in which they were started; empty when no trigger wanted the event. */
  executions: ExecutionResult[];
}

export interface ScriptHost {
  /**
   * Runs what is installed for an edit or change. Executions of one spreadsheet start in the order of its events; the next one
   * starts when the one before has ended or waits (sleeps, fetches, waits for a lock or a dialog), as several run side by side at Google.
   *
   * @returns when all of it has ended; never rejects. Whoever answers the person's edit does not wait for it.
   */
  fire(event: SheetEvent): Promise<FireResult>;
  /** The menus that the script adds when the spreadsheet is opened. */
  menu(spreadsheetId: string): Promise<ScriptMenu[]>;
  /** Runs a function as a person's choice in the menu, or in a page of the script. Never rejects. */
  runMenuItem(
    spreadsheetId: string,
    functionName: string,
    by?: { seat: Seat | null; args?: readonly unknown[] },
  ): Promise<ExecutionResult>;
  /** Resolves when nothing runs and nothing waits in line, such as a burst's last message. */
  idle(): Promise<void>;
  /** Ends every execution. What waits in line is cancelled. */
  close(): Promise<void>;
}

/** Runs the bound script of local spreadsheets, one script for all of them, each with its own properties and triggers. */
export const createScriptHost = (options: ScriptHostOptions): ScriptHost => {
  const { code, properties, now = Date.now, fetch = globalThis.fetch } = options;
  const maxThreads = options.maxThreads ?? 8;
  const limitMs = options.limitMs ?? { simple: 30_000, full: 360_000 };
  const topLevelFunctions = new Set(Array.from(code.matchAll(/^function\s+([\w$]+)/gm), (match) => match[1]));
  const cache = sharedCache(now);
  const locks = sharedLocks();
  const triggers = triggerRegistry(properties);

  const lines = new Map<string, Execution[]>();
  const live = new Set<Execution>();
  const whenIdle: (() => void)[] = [];
  let lastExecution = 0;
  let closed = false;

  const pool = threadPool({
    code,
    oauthScopes: options.manifest === undefined ? null : scopesOf(options.manifest),
    maxThreads,
    idleMs: 10_000,
    maxHeapMb: 32,
    onFree: () => pump(),
  });

  const enqueue = (
    request: ExecutionRequest,
    onMenu: (menu: ScriptMenu) => void = () => {},
  ): Promise<ExecutionResult> =>
    new Promise((resolve) => {
      lastExecution += 1;
      const execution: Execution = {
        id: lastExecution,
        request,
        state: 'queued',
        thread: null,
        startedMs: 0,
        timer: undefined,
        log: [],
        abort: new AbortController(),
        onMenu,
        ended: null,
        resolve,
      };
      if (closed) {
        end(execution, 'cancelled', 'The host of the script is closed.');
        return;
      }
      const line = lines.get(request.spreadsheetId) ?? [];
      lines.set(request.spreadsheetId, line);
      line.push(execution);
      pump();
    });

  const stateOf = (spreadsheetId: string): 'idle' | 'waiting' | 'running' => {
    let state: 'idle' | 'waiting' = 'idle';
    for (const execution of live) {
      if (execution.request.spreadsheetId !== spreadsheetId) continue;
      if (execution.state === 'running') return 'running';
      state = 'waiting';
    }
    return state;
  };

  /** Starts what can start. Spreadsheets take turns, so that a busy one does not keep the others waiting. */
  const pump = (): void => {
    for (const [spreadsheetId, line] of [...lines]) {
      if (closed) return;
      const state = stateOf(spreadsheetId);
      if (state === 'running') continue;
      // The last thread is for spreadsheets of which an execution waits already: the next one has only to leave its edit with that
      // one. Were all threads with waiting ones, edits would pile up and each be announced by itself.
      if (state === 'idle' && pool.free() === 1 && maxThreads > 1) continue;
      const thread = pool.take();
      if (!thread) return;
      const execution = line.shift();
      lines.delete(spreadsheetId);
      if (line.length > 0) lines.set(spreadsheetId, line);
      if (execution) start(execution, thread);
    }
  };

  const start = (execution: Execution, thread: Thread): void => {
    const { request } = execution;
    const limit = request.kind === 'simple' ? limitMs.simple : limitMs.full;
    execution.state = 'running';
    execution.thread = thread;
    execution.startedMs = performance.now();
    execution.timer = setTimeout(() => {
      end(execution, 'timed-out', `Exceeded maximum execution time of ${limit / 1000} s.`);
      thread.end();
    }, limit);
    live.add(execution);
    thread.run(request, now() - Date.now(), {
      log: (line) => {
        // A script that writes without end must not fill the memory of the server.
        if (execution.log.length < maxLogLines) execution.log.push(line);
      },
      done: (error, value) => end(execution, error === null ? 'completed' : 'failed', error, value),
      gone: (error) => end(execution, 'crashed', `The script's thread ended: ${error}`),
      call: (name, args, answer) => void answerCallOf(execution, name, args).then(answer),
    });
  };

  const answerCallOf = async (execution: Execution, name: keyof HostCalls, args: unknown[]): Promise<CallAnswer> => {
    try {
      const call = callsOf(execution)[name] as (...given: unknown[]) => unknown;
      return { value: await call(...args) };
    } catch (error) {
      if (error instanceof ScriptError) return { error: error.message };
      return { error: `The host failed at ${name}: ${error instanceof Error ? error.message : String(error)}` };
    }
  };

  const end = (
    execution: Execution,
    outcome: ExecutionResult['outcome'],
    error: string | null,
    value: unknown = null,
  ): void => {
    if (execution.ended !== null) return;
    execution.ended = outcome;
    clearTimeout(execution.timer);
    execution.abort.abort();
    live.delete(execution);
    locks.releaseAll(execution.id);
    const { functionName, kind, spreadsheetId } = execution.request;
    const ms = execution.thread === null ? 0 : Math.round(performance.now() - execution.startedMs);
    const result: ExecutionResult = { functionName, kind, outcome, error, ms, log: execution.log, value };
    execution.resolve(result);
    if (execution.thread !== null) options.onExecution?.(spreadsheetId, result);
    pump();
    if (live.size === 0 && lines.size === 0) for (const resolve of whenIdle.splice(0)) resolve();
  };

  /** While an execution waits, the next one of its spreadsheet may start. */
  const waiting = async <Value>(execution: Execution, wait: Promise<Value>): Promise<Value> => {
    execution.state = 'waiting';
    pump();
    try {
      return await wait;
    } finally {
      if (execution.ended === null) execution.state = 'running';
    }
  };

  const callsOf = (execution: Execution): AnsweredCalls => {
    const { spreadsheetId, seat } = execution.request;
    const ofSheet = <Value>(work: (sheets: ScriptSheets) => Promise<Value>): Promise<Value> => {
      if (!options.sheets) throw new ScriptError('There is no spreadsheet here.');
      return work(options.sheets);
    };
    return {
      sleep: (ms) => waiting(execution, delay(ms, execution.abort.signal)),
      fetch: (request) => waiting(execution, fetchForScript(fetch, request, execution.abort.signal)),
      readProperties: (scope) => properties.get(spreadsheetId, scope),
      changeProperties: (scope, changes) => changeProperties(properties, spreadsheetId, scope, changes),
      readCache: (scope, key) => cache.get(spreadsheetId, scope, key),
      putCache: (scope, key, value, seconds) => cache.put(spreadsheetId, scope, key, value, seconds),
      removeCache: (scope, key) => cache.remove(spreadsheetId, scope, key),
      acquireLock: (scope, timeoutMs) => {
        const granted = locks.acquire(spreadsheetId, scope, execution.id, timeoutMs);
        return locks.isFree(spreadsheetId, scope, execution.id) ? granted : waiting(execution, granted);
      },
      releaseLock: (scope) => locks.release(spreadsheetId, scope, execution.id),
      listTriggers: () => triggers.list(spreadsheetId),
      createTrigger: (handler, eventType) => {
        const trigger: InstalledTrigger = { uid: randomUUID(), handler, eventType };
        triggers.create(spreadsheetId, trigger);
        return trigger;
      },
      deleteTrigger: (uid) => triggers.delete(spreadsheetId, uid),
      showToast: (toast) => options.onToast?.(spreadsheetId, toast),
      showAlert: (alert) => waiting(execution, Promise.resolve(options.onAlert?.(spreadsheetId, alert) ?? 'CLOSE')),
      showPrompt: (prompt) =>
        waiting(
          execution,
          Promise.resolve(options.onPrompt?.(spreadsheetId, prompt) ?? { button: 'CLOSE' as const, text: '' }),
        ),
      showSidebar: (page) => options.onSidebar?.(spreadsheetId, seat, page),
      goTo: (tab, a1) => options.onGoTo?.(spreadsheetId, seat, { tab, a1 }),
      tabs: () => options.sheets?.tabs(spreadsheetId) ?? [],
      readTab: (title) => ofSheet((sheets) => sheets.cells(spreadsheetId, title)),
      writeCell: (title, a1, text) => ofSheet((sheets) => sheets.write(spreadsheetId, title, a1, text)),
      addMetadata: (key, value, visibility) =>
        ofSheet((sheets) => sheets.addMetadata(spreadsheetId, { key, value, visibility })),
      addEditor: (address) => ofSheet((sheets) => sheets.addEditor(spreadsheetId, address)),
      addMenu: (menu) => execution.onMenu(menu),
    };
  };

  const simpleRequest = (functionName: string, spreadsheetId: string, event: SheetEvent | null): ExecutionRequest => ({
    functionName,
    kind: 'simple',
    spreadsheetId,
    spreadsheetTitle: event?.spreadsheetTitle ?? '',
    event,
    seat: null,
    args: [],
    triggerUid: null,
  });

  const requestsFor = (event: SheetEvent): ExecutionRequest[] => {
    const { spreadsheetId, spreadsheetTitle } = event;
    const requests: ExecutionRequest[] = [];
    // A function of this name runs without being installed, and runs again when it is installed too.
    if (event.kind === 'edit' && topLevelFunctions.has('onEdit'))
      requests.push(simpleRequest('onEdit', spreadsheetId, event));
    for (const { uid, handler, eventType } of triggers.list(spreadsheetId))
      if (eventType === (event.kind === 'edit' ? 'ON_EDIT' : 'ON_CHANGE'))
        requests.push({
          functionName: handler,
          kind: 'installable',
          spreadsheetId,
          spreadsheetTitle,
          event,
          seat: null,
          args: [],
          triggerUid: uid,
        });
    return requests;
  };

  return {
    fire: async (event) => {
      try {
        return { executions: await Promise.all(requestsFor(event).map((request) => enqueue(request))) };
      } catch (error) {
        // The properties could not be read, so nobody knows what is installed.
        const message = error instanceof Error ? error.message : String(error);
        const result: ExecutionResult = {
          functionName: '',
          kind: 'installable',
          outcome: 'failed',
          error: message,
          ms: 0,
          log: [],
          value: null,
        };
        options.onExecution?.(event.spreadsheetId, result);
        return { executions: [result] };
      }
    },
    menu: async (spreadsheetId) => {
      const menus: ScriptMenu[] = [];
      if (topLevelFunctions.has('onOpen'))
        await enqueue(simpleRequest('onOpen', spreadsheetId, null), (menu) => menus.push(menu));
      return menus;
    },
    runMenuItem: (spreadsheetId, functionName, { seat, args = [] } = { seat: null }) =>
      enqueue({
        functionName,
        kind: 'menu',
        spreadsheetId,
        spreadsheetTitle: '',
        event: null,
        seat,
        args,
        triggerUid: null,
      }),
    idle: () =>
      live.size === 0 && lines.size === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve)),
    close: async () => {
      closed = true;
      const queued = [...lines.values()].flat();
      lines.clear();
      for (const execution of [...live, ...queued]) end(execution, 'cancelled', 'The host of the script was closed.');
      await pool.close();
    },
  };
};

interface Execution {
  id: number;
  request: ExecutionRequest;
  state: 'queued' | 'running' | 'waiting';
  thread: Thread | null;
  startedMs: number;
  timer: NodeJS.Timeout | undefined;
  log: string[];
  /** Ends what the execution waits for, when it ends otherwise. */
  abort: AbortController;
  onMenu: (menu: ScriptMenu) => void;
  ended: ExecutionResult['outcome'] | null;
  resolve: (result: ExecutionResult) => void;
}

/** The host's side of each call: the same, but it may take its time. */
type AnsweredCalls = {
  [Name in keyof HostCalls]: (
    ...args: Parameters<HostCalls[Name]>
  ) => ReturnType<HostCalls[Name]> | Promise<ReturnType<HostCalls[Name]>>;
};

const maxLogLines = 1000;

const scopesOf = (manifest: string): string[] => {
  const { oauthScopes } = JSON.parse(manifest) as { oauthScopes?: string[] };
  return oauthScopes ?? [];
};

const delay = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
