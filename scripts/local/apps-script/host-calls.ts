import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type {
  Alert,
  AlertAnswer,
  ExecutionRequest,
  Prompt,
  PromptAnswer,
  ScriptMenu,
  SidebarPage,
  Toast,
} from './execution.ts';
import { ScriptError } from './script-error.ts';
import type { ScriptCell, ScriptTab } from './script-sheets.ts';
import type { InstalledTrigger, Scope } from './shared-services.ts';
import type { FetchRequest, FetchResponse } from './url-fetch.ts';

/**
 * How a script's thread asks the host. Apps Script's services answer before the next line runs, so the thread sleeps on a shared integer
 * until the host has answered; the host, in the main thread, is never blocked.
 */

/** What can be asked, each for the spreadsheet of the execution that asks. */
export interface HostCalls {
  sleep(ms: number): void;
  fetch(request: FetchRequest): FetchResponse;
  readProperties(scope: Scope): Record<string, string>;
  changeProperties(scope: Scope, changes: Record<string, string | null>): void;
  readCache(scope: Scope, key: string): string | null;
  putCache(scope: Scope, key: string, value: string, expirationSeconds: number): void;
  removeCache(scope: Scope, key: string): void;
  acquireLock(scope: Scope, timeoutMs: number): boolean;
  releaseLock(scope: Scope): void;
  listTriggers(): InstalledTrigger[];
  createTrigger(handler: string, eventType: InstalledTrigger['eventType']): InstalledTrigger;
  deleteTrigger(uid: string): void;
  showToast(toast: Toast): void;
  showAlert(alert: Alert): AlertAnswer;
  showPrompt(prompt: Prompt): PromptAnswer;
  showSidebar(page: SidebarPage): void;
  addMenu(menu: ScriptMenu): void;
  tabs(): ScriptTab[];
  readTab(title: string): ScriptCell[][];
  writeCell(title: string, a1: string, text: string): void;
  /** Selects a cell in the window of the person. */
  goTo(title: string, a1: string): void;
  addMetadata(key: string, value: string, visibility: string): void;
  addEditor(address: string): void;
}

/** From the script's thread. */
export type FromThread =
  | { kind: 'ready' }
  | { kind: 'unusable'; error: string }
  | { kind: 'call'; name: keyof HostCalls; args: unknown[] }
  | { kind: 'log'; line: string }
  | { kind: 'done'; error: string | null; value: unknown };

/** To the script's thread, between executions. */
export interface ToThread {
  kind: 'run';
  request: ExecutionRequest;
  /** The host's clock less this machine's. */
  clockOffsetMs: number;
}

/** The answer to a call, on a port of its own that is read without an event loop. */
export type CallAnswer = { value: unknown } | { error: string };

export interface ThreadData {
  code: string;
  /** The manifest's oauthScopes; null where all is allowed. */
  oauthScopes: string[] | null;
  answers: MessagePort;
  /** One Int32: 1 once an answer is there. */
  signal: SharedArrayBuffer;
}

/** The calls as the script's thread makes them: each returns when the host has answered. */
export const hostCalls = (
  { answers, signal }: Pick<ThreadData, 'answers' | 'signal'>,
  post: (message: FromThread) => void,
): HostCalls => {
  const answered = new Int32Array(signal);
  const ask = (name: keyof HostCalls, args: unknown[]): unknown => {
    Atomics.store(answered, 0, 0);
    post({ kind: 'call', name, args });
    Atomics.wait(answered, 0, 0);
    const answer = receiveMessageOnPort(answers)?.message as CallAnswer | undefined;
    if (!answer) throw new Error(`The host gave no answer to ${name}.`);
    if ('error' in answer) throw new ScriptError(answer.error);
    return answer.value;
  };
  return new Proxy({} as HostCalls, {
    get:
      (_, name: keyof HostCalls) =>
      (...args: unknown[]) =>
        ask(name, args),
  });
};

/** The host's answer to the call that a thread waits for. */
export const answerCall = (answers: MessagePort, signal: SharedArrayBuffer, answer: CallAnswer): void => {
  answers.postMessage(answer);
  const answered = new Int32Array(signal);
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
};
