import type {
  GridAlert,
  GridAlertAnswer,
  GridChange,
  GridMenu,
  GridNotice,
  GridPassState,
  GridPlace,
  GridRun,
  GridRunWish,
  GridSeat,
  GridSidebar,
  GridState,
  PersonAction,
  PersonEdit,
  PersonResult,
} from '../../grid-protocol.ts';
import type { Outcome } from './outbox.ts';

export interface ConnectionEvents {
  load(state: GridState): void;
  change(change: GridChange): void;
  pass(state: GridPassState): void;
  notice(notice: GridNotice): void;
  /** The script's dialogues that are open now. */
  alerts(alerts: GridAlert[]): void;
  /** What the script shows beside the sheet, and where it takes a window: perhaps another one than this. */
  sidebar(sidebar: GridSidebar): void;
  goTo(place: GridPlace): void;
  connected(connected: boolean): void;
  failed(message: string): void;
}

export interface Connection {
  edit(edit: PersonEdit): Promise<Outcome>;
  act(action: PersonAction): Promise<Outcome>;
  /** The menus of the bound script; none where there is no script. */
  menus(): Promise<GridMenu[]>;
  /** A person's choice in one of them; what the script has to say arrives as a notice. */
  choose(functionName: string, seat: GridSeat): Promise<void>;
  /** What the script's page beside the sheet asks for. */
  run(functionName: string, wish: GridRunWish): Promise<GridRun>;
  /** A person's answer to a dialogue of the script; which others are open is heard of afterwards. */
  answer(alertId: string, answer: GridAlertAnswer): Promise<void>;
  reload(): void;
}

/** How long an unanswered request is waited for; a local answer takes milliseconds, a paste of thousands of rows a second. */
const patienceMs = 20_000;
const retryMs = [300, 600, 1000, 2000];

/**
 * Keeps this window in step with the server: the whole state first, then changes as they happen. After every interruption the state is
 * asked for anew, because changes in between were not heard.
 */
export const connect = (spreadsheetId: string, events: ConnectionEvents): Connection => {
  const base = `/local/spreadsheets/${encodeURIComponent(spreadsheetId)}`;
  let source: EventSource | null = null;
  let attempts = 0;
  /** Changes heard while the whole state is under way. */
  let heard: GridChange[] | null = null;
  let loadAgain = false;
  /** How often a pass was heard of; an answer that was asked for before the last time is older than what is shown. */
  let passesHeard = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const load = async (): Promise<void> => {
    if (heard) {
      loadAgain = true;
      return;
    }
    heard = [];
    try {
      const response = await fetch(`${base}/grid`, { signal: AbortSignal.timeout(patienceMs), cache: 'no-store' });
      if (response.status === 404) {
        events.failed(await messageOf(response));
        source?.close();
        return;
      }
      if (!response.ok) throw new Error(`${response.status} from ${base}/grid`);
      events.load((await response.json()) as GridState);
      attempts = 0;
      const since = heard;
      heard = null;
      for (const change of since) events.change(change);
      events.connected(true);
      void loadPass();
      void loadAlerts();
      if (loadAgain) {
        loadAgain = false;
        void load();
      }
    } catch {
      heard = null;
      loadAgain = false;
      lost();
    }
  };

  const loadPass = async (): Promise<void> => {
    const heardBefore = passesHeard;
    const response = await fetch(`${base}/state`, { signal: AbortSignal.timeout(patienceMs), cache: 'no-store' }).catch(
      () => null,
    );
    if (!response?.ok) return;
    const state = (await response.json()) as GridPassState;
    if (passesHeard === heardBefore) events.pass(state);
  };

  const loadAlerts = async (): Promise<void> => {
    const response = await fetch(`${base}/alerts`, {
      signal: AbortSignal.timeout(patienceMs),
      cache: 'no-store',
    }).catch(() => null);
    if (response?.ok) events.alerts((await response.json()) as GridAlert[]);
  };

  const lost = (): void => {
    source?.close();
    source = null;
    events.connected(false);
    clearTimeout(retry);
    retry = setTimeout(open, retryMs[Math.min(attempts++, retryMs.length - 1)]);
  };

  const open = (): void => {
    const opened = new EventSource(`${base}/events`);
    source = opened;
    opened.onopen = () => void load();
    // The browser's own reconnecting gives up on some answers and is slow on others, so every attempt is a new one.
    opened.onerror = () => {
      if (source === opened) lost();
    };
    opened.addEventListener('change', (event) => {
      const change = JSON.parse(event.data) as GridChange;
      if (heard) heard.push(change);
      else events.change(change);
    });
    opened.addEventListener('state', (event) => {
      passesHeard++;
      events.pass(JSON.parse(event.data) as GridPassState);
    });
    opened.addEventListener('alerts', (event) => events.alerts(JSON.parse(event.data) as GridAlert[]));
    opened.addEventListener('sidebar', (event) => events.sidebar(JSON.parse(event.data) as GridSidebar));
    opened.addEventListener('goTo', (event) => events.goTo(JSON.parse(event.data) as GridPlace));
    opened.addEventListener('notice', (event) => events.notice(JSON.parse(event.data) as GridNotice));
  };

  const send = (route: string, body: unknown, signal: AbortSignal | null = null): Promise<Response> =>
    fetch(`${base}/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });

  const post = async (route: string, body: unknown): Promise<Outcome> => {
    try {
      const response = await send(route, body, AbortSignal.timeout(patienceMs));
      if (response.ok) return { kind: 'done', result: (await response.json()) as PersonResult };
      if ([502, 503, 504].includes(response.status)) throw new Error(`${response.status}`);
      return { kind: 'refused', message: await messageOf(response) };
    } catch {
      // The stream may still look alive; a fresh one shows whether the server is.
      if (source) lost();
      return { kind: 'unreachable' };
    }
  };

  open();
  return {
    edit: (edit) => post('edits', edit),
    act: (action) => post('actions', action),
    menus: async () => {
      const response = await fetch(`${base}/menu`, { signal: AbortSignal.timeout(patienceMs) }).catch(() => null);
      return response?.ok ? ((await response.json()) as GridMenu[]) : [];
    },
    choose: async (functionName, seat) => {
      // Longer than any other answer: the script may wait for its own messages.
      await send(`menu/${encodeURIComponent(functionName)}`, seat).catch(() => lost());
    },
    run: async (functionName, wish) => {
      try {
        const response = await send(`run/${encodeURIComponent(functionName)}`, wish);
        return response.ok ? ((await response.json()) as GridRun) : { value: null, error: await messageOf(response) };
      } catch (error) {
        return { value: null, error: String(error) };
      }
    },
    answer: async (alertId, answer) => {
      await send(`alerts/${alertId}`, answer).catch(() => lost());
    },
    reload: () => void load(),
  };
};

/** Google's error envelope, or what is left of an answer that has none. */
const messageOf = async (response: Response): Promise<string> => {
  const text = await response.text().catch(() => '');
  try {
    const message: unknown = (JSON.parse(text) as { error?: { message?: unknown } }).error?.message;
    if (typeof message === 'string' && message !== '') return message;
  } catch {
    // Not JSON: said below.
  }
  return `The server answered ${response.status} ${response.statusText}.`;
};
