import { MessageChannel, Worker } from 'node:worker_threads';
import type { ExecutionRequest } from './execution.ts';
import {
  answerCall,
  type CallAnswer,
  type FromThread,
  type HostCalls,
  type ThreadData,
  type ToThread,
} from './host-calls.ts';

/** What happens to one execution in its thread. Exactly one of `done` and `gone` is called, once. */
export interface ThreadListener {
  call(name: keyof HostCalls, args: unknown[], answer: (answer: CallAnswer) => void): void;
  log(line: string): void;
  /** The function returned or threw. */
  done(error: string | null, value: unknown): void;
  /** The thread ended under it, by itself or because it was ended. */
  gone(error: string): void;
}

export interface Thread {
  run(request: ExecutionRequest, clockOffsetMs: number, listener: ThreadListener): void;
  /** Ends the thread whatever it is doing. The pool starts another when one is needed. */
  end(): void;
}

export interface ThreadPool {
  /** A thread with nothing to do; null while all that may exist are busy. */
  take(): Thread | null;
  /** How many could be taken now. */
  free(): number;
  close(): Promise<void>;
}

export interface ThreadPoolOptions {
  code: string;
  oauthScopes: string[] | null;
  maxThreads: number;
  /** A thread beyond the first ends after so long without work. */
  idleMs: number;
  /** Memory of one execution; a script that wants more ends with its thread. */
  maxHeapMb: number;
  /** A thread has come free. */
  onFree: () => void;
}

/**
 * Threads for scripts. Several, since an execution that sleeps or sends a message keeps its thread, and others go on meanwhile: so it
 * is with Google, and so it has to be for a burst of edits to become one message.
 */
export const threadPool = (options: ThreadPoolOptions): ThreadPool => {
  const all = new Set<ScriptThread>();
  const idle: ScriptThread[] = [];
  let closed = false;

  const start = (): ScriptThread => {
    const thread = startThread(options, {
      onFree: () => {
        if (closed) return;
        idle.push(thread);
        thread.idleTimer = setTimeout(() => {
          if (all.size > 1 && idle.includes(thread)) void thread.terminate();
        }, options.idleMs).unref();
        options.onFree();
      },
      onEnd: () => {
        all.delete(thread);
        const at = idle.indexOf(thread);
        if (at >= 0) idle.splice(at, 1);
        clearTimeout(thread.idleTimer);
        if (!closed) options.onFree();
      },
    });
    all.add(thread);
    return thread;
  };

  // The first edit should not wait for a thread to start.
  idle.push(start());

  return {
    take: () => {
      if (closed) return null;
      const thread = idle.pop() ?? (all.size < options.maxThreads ? start() : null);
      clearTimeout(thread?.idleTimer);
      return thread;
    },
    free: () => (closed ? 0 : options.maxThreads - all.size + idle.length),
    close: async () => {
      closed = true;
      await Promise.all([...all].map((thread) => thread.terminate()));
    },
  };
};

interface ScriptThread extends Thread {
  idleTimer: NodeJS.Timeout | undefined;
  terminate(): Promise<unknown>;
}

const startThread = (
  { code, oauthScopes, maxHeapMb }: ThreadPoolOptions,
  events: { onFree: () => void; onEnd: () => void },
): ScriptThread => {
  const { port1: answers, port2: answersInThread } = new MessageChannel();
  const signal = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const data: ThreadData = { code, oauthScopes, answers: answersInThread, signal };
  const worker = new Worker(new URL('./script-thread.ts', import.meta.url), {
    workerData: data,
    transferList: [answersInThread],
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: 4 },
    // The flags of this process (a test runner's, an inspector's) are not for scripts, nor is its environment.
    execArgv: [],
    env: {},
    name: 'apps-script',
  });

  let listener: ThreadListener | null = null;
  let unusable: string | null = null;
  let failure: string | null = null;
  let ended = false;

  const settle = (tell: (current: ThreadListener) => void): void => {
    const current = listener;
    listener = null;
    if (current) tell(current);
  };

  worker.on('message', (message: FromThread) => {
    switch (message.kind) {
      case 'ready':
        return;
      case 'unusable':
        unusable = message.error;
        return;
      case 'log':
        listener?.log(message.line);
        return;
      case 'call':
        listener?.call(message.name, message.args, (answer) => {
          if (!ended) answerCall(answers, signal, answer);
        });
        return;
      case 'done':
        // It may finish in the moment in which it is being ended; its thread is not used again.
        if (ended) return;
        settle((current) => current.done(unusable ?? message.error, message.value));
        events.onFree();
    }
  });
  worker.on('error', (error: unknown) => {
    failure = error instanceof Error ? error.message : String(error);
  });
  worker.on('exit', () => {
    ended = true;
    answers.close();
    settle((current) => current.gone(failure ?? 'The thread of the script has ended.'));
    events.onEnd();
  });

  return {
    idleTimer: undefined,
    run: (request, clockOffsetMs, next) => {
      listener = next;
      worker.postMessage({ kind: 'run', request, clockOffsetMs } satisfies ToThread);
    },
    end: () => {
      ended = true;
      void worker.terminate();
    },
    terminate: () => worker.terminate(),
  };
};
