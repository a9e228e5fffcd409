import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyMessage } from '../../functions/edits/signature.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { type BoundScript, buildBoundScript } from '../../scripts/bound-script.ts';
import type { Alert, AlertAnswer, SheetEvent, Toast } from '../../scripts/local/apps-script/execution.ts';
import { createScriptHost, type ScriptHost } from '../../scripts/local/apps-script/host.ts';
import { memoryProperties, type PropertiesStore } from '../../scripts/local/apps-script/properties-store.ts';
import { ScriptError } from '../../scripts/local/apps-script/script-error.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const spreadsheetId = '1AbC-d_E';

let script: BoundScript;

beforeAll(async () => {
  script = await buildBoundScript();
});

interface Sheet {
  host: ScriptHost;
  properties: PropertiesStore;
  toasts: Toast[];
  alerts: Alert[];
}

interface SheetOptions {
  /** How far the host's clock is ahead; may be changed while the test runs. */
  clock?: { aheadMs: number };
  /** After so long a run is ended. */
  limitMs?: number;
  /** What a person chooses in every dialogue. */
  chooses?: AlertAnswer;
  fetch?: typeof globalThis.fetch;
}

interface World {
  receiver(...args: Parameters<typeof startReceiver>): Promise<Receiver>;
  /** A spreadsheet with the bound script; `url` as whoever connects it would store it, null in a fresh copy. */
  sheet(url: string | null, options?: SheetOptions): Sheet;
  /** A sheet whose triggers are installed, as by Connect, some time ago. */
  connectedSheet(to: Receiver, options?: SheetOptions): Sheet;
}

/** Each test has servers and sheets of its own, so that those that wait can wait side by side. */
const it = test.extend<{ world: World }>({
  world: async ({ task: _ }, use) => {
    const closing: (() => Promise<unknown>)[] = [];
    const sheet: World['sheet'] = (
      url,
      { clock = { aheadMs: 0 }, limitMs = 60_000, chooses = 'OK', fetch = globalThis.fetch } = {},
    ) => {
      const properties = memoryProperties();
      if (url !== null) properties.set(spreadsheetId, 'document', { techhireUrl: url, techhireKey: key });
      const toasts: Toast[] = [];
      const alerts: Alert[] = [];
      const host = createScriptHost({
        ...script,
        properties,
        fetch,
        now: () => Date.now() + clock.aheadMs,
        limitMs: { simple: limitMs, full: limitMs },
        onToast: (_, toast) => toasts.push(toast),
        onAlert: (_, alert) => {
          alerts.push(alert);
          return chooses;
        },
      });
      closing.push(() => host.close());
      return { host, properties, toasts, alerts };
    };
    await use({
      receiver: async (...args) => {
        const started = await startReceiver(...args);
        closing.push(started.close);
        return started;
      },
      sheet,
      connectedSheet: (to, options) => {
        const made = sheet(to.url, options);
        made.properties.set(spreadsheetId, 'host', { triggers: JSON.stringify(bothTriggers) });
        return made;
      },
    });
    for (const close of closing) await close();
  },
});

const bothTriggers = [
  { uid: '1', handler: 'handleEdit', eventType: 'ON_EDIT' },
  { uid: '2', handler: 'handleChange', eventType: 'ON_CHANGE' },
];

const edit = (a1: string, tab = 'Demand'): SheetEvent => ({
  spreadsheetId,
  spreadsheetTitle: 'Plan',
  kind: 'edit',
  tab,
  sheetId: 7,
  a1,
  value: '4111-SECRET',
});

const change = (changeType: string): SheetEvent => ({ ...edit('A1'), kind: 'change', changeType });

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const property = ({ properties }: Sheet, name: string): string | undefined =>
  properties.get(spreadsheetId, 'document')[name];

describe.concurrent('an edit', () => {
  it('is announced with the tab and range and without any cell value', async ({ world }) => {
    const functions = await world.receiver();
    const { host } = world.connectedSheet(functions);
    const { executions } = await host.fire(edit('B3:F40'));
    expect(executions).toMatchObject([{ functionName: 'handleEdit', outcome: 'completed', error: null }]);
    expect(functions.bodies()).toEqual([{ spreadsheetId, tab: 'Demand', range: 'B3:F40' }]);
    expect(functions.received[0]?.rawBody.toString()).not.toContain('SECRET');
    expect(functions.received[0]?.headers['content-type']).toBe('application/json');
    expect(functions.received[0]?.headers['x-techhire-script']).toBe(packageFile.version);
  });

  it.for(['Demand', 'Étapes', 'Ход работ', '求人', 'الطلب', '🚀 plan', 'quote " and \\ back', 'a.b', 'lone \ud800'])(
    'is signed so that the functions and openssl agree, on a tab named %j',
    async (tab, { world }) => {
      const functions = await world.receiver();
      const { host } = world.connectedSheet(functions);
      await host.fire(edit('C7', tab));
      await host.idle();

      expect(functions.bodies()).toEqual([{ spreadsheetId, tab, range: 'C7' }]);
      const { headers, rawBody } = functions.received[0] as Receiver['received'][number];
      expect(verifyMessage({ keys: [key], headers, rawBody, nowSeconds: Date.now() / 1000 })).toMatchObject({
        ok: true,
        id: headers['webhook-id'],
      });
      const hexKey = Buffer.from(key.slice('whsec_'.length), 'base64').toString('hex');
      const mac = execFileSync(
        'openssl',
        ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${hexKey}`, '-binary'],
        {
          input: Buffer.concat([Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`), rawBody]),
        },
      );
      expect(headers['webhook-signature']).toBe(`v1,${mac.toString('base64')}`);
    },
  );

  it('is announced by nobody before the sheet is connected', async ({ world }) => {
    const functions = await world.receiver();
    const { host } = world.sheet(functions.url);
    expect(await host.fire(edit('A1'))).toEqual({ executions: [] });
    expect(functions.received).toEqual([]);
  });
});

describe.concurrent('a change that is no edit of cells', () => {
  it.for(['INSERT_ROW', 'REMOVE_ROW', 'INSERT_GRID', 'REMOVE_GRID', 'FORMAT', 'OTHER'])(
    'is announced by its kind: %s',
    async (changeType, { world }) => {
      const functions = await world.receiver();
      const { host } = world.connectedSheet(functions);
      await host.fire(change(changeType));
      expect(functions.bodies()).toEqual([{ spreadsheetId, change: changeType }]);
    },
  );

  it('is not announced when it is the edit that the edit trigger announces', async ({ world }) => {
    const functions = await world.receiver();
    const { host } = world.connectedSheet(functions);
    await Promise.all([host.fire(change('EDIT')), host.fire(edit('A1')), host.fire(change('EDIT'))]);
    expect(functions.bodies()).toEqual([{ spreadsheetId, tab: 'Demand', range: 'A1' }]);
  });
});

/** One at once and one a second after that, however busy the machine is; one more where the clocks of two processes differ a little. */
const mostMessages = (startedMs: number, received: readonly { atMs: number }[]): number =>
  2 + Math.floor(((received.at(-1)?.atMs ?? startedMs) - startedMs) / 1000);

describe.concurrent('a burst of edits', () => {
  it('of fifty in a second costs at most three messages, and the last is sent after the last edit', async ({
    world,
  }) => {
    const functions = await world.receiver();
    const { host } = world.connectedSheet(functions);
    const startedMs = performance.now();
    let lastEditMs = 0;
    for (let row = 1; row <= 50; row++) {
      lastEditMs = performance.now();
      void host.fire(edit(`B${row}`));
      await delay(18);
    }
    await host.idle();

    const { received } = functions;
    expect(received.length).toBeGreaterThanOrEqual(2);
    expect(received.length).toBeLessThanOrEqual(mostMessages(startedMs, received));
    expect(functions.bodies().at(-1)).toEqual({ spreadsheetId, tab: 'Demand', range: 'B50' });
    expect(received.at(-1)?.atMs).toBeGreaterThan(lastEditMs);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(received.length);
  });

  it('is announced by messages a second apart', async ({ world }) => {
    const functions = await world.receiver();
    const { host } = world.connectedSheet(functions);
    const startedMs = performance.now();
    void host.fire(edit('A1'));
    void host.fire(edit('A2'));
    await host.idle();
    expect(functions.received).toHaveLength(2);
    // Counted from before the first: on their way two messages may come closer together.
    expect(functions.received[1]!.atMs - startedMs).toBeGreaterThan(990);
  });

  it('all at once is announced like a burst over time', async ({ world }) => {
    const functions = await world.receiver();
    const { host } = world.connectedSheet(functions);
    const startedMs = performance.now();
    await Promise.all(Array.from({ length: 50 }, (_, index) => host.fire(edit(`C${index + 1}`))));
    expect(functions.received.length).toBeLessThanOrEqual(mostMessages(startedMs, functions.received));
    expect(functions.bodies().at(-1)).toEqual({ spreadsheetId, tab: 'Demand', range: 'C50' });
  });

  it('an edit made while a message is on its way is announced by one more message, after it', async ({ world }) => {
    let answerFirst = (): void => {};
    const firstAnswered = new Promise<void>((resolve) => {
      answerFirst = resolve;
    });
    const functions = await world.receiver(async (_, index) => {
      if (index === 0) await firstAnswered;
      return 202;
    });
    const { host } = world.connectedSheet(functions);
    const first = host.fire(edit('A1'));
    while (functions.received.length < 1) await delay(5);
    const second = await host.fire(edit('A2'));
    expect(second.executions).toMatchObject([{ outcome: 'completed' }]);
    expect(functions.received.length).toBe(1);
    answerFirst();
    await first;
    expect(functions.bodies()).toEqual([
      { spreadsheetId, tab: 'Demand', range: 'A1' },
      { spreadsheetId, tab: 'Demand', range: 'A2' },
    ]);
  });

  it('goes on after the clock was set back', async ({ world }) => {
    const functions = await world.receiver();
    const clock = { aheadMs: 3_600_000 };
    const { host } = world.connectedSheet(functions, { clock });
    await host.fire(edit('A1'));
    clock.aheadMs = 0;
    await host.fire(edit('A2'));
    expect(functions.bodies()).toEqual([
      { spreadsheetId, tab: 'Demand', range: 'A1' },
      { spreadsheetId, tab: 'Demand', range: 'A2' },
    ]);
  });

  it('goes on half a minute after the run that was sending was ended', async ({ world }) => {
    const functions = await world.receiver(async (_, index) => {
      if (index === 0) await delay(5000);
      return 202;
    });
    const clock = { aheadMs: 0 };
    const { host } = world.connectedSheet(functions, { clock, limitMs: 1500 });
    const ended = host.fire(edit('A1'));
    while (functions.received.length < 1) await delay(5);
    await host.fire(edit('A2'));
    expect((await ended).executions).toMatchObject([{ outcome: 'timed-out' }]);
    await host.fire(edit('A3'));
    expect(functions.received).toHaveLength(1);
    clock.aheadMs = 31_000;
    await host.fire(edit('A4'));
    expect(functions.bodies().slice(1)).toEqual([{ spreadsheetId, tab: 'Demand', range: 'A4' }]);
  });

  it('on one sheet does not hold up another sheet', async ({ world }) => {
    let answer = (): void => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const functions = await world.receiver(async (_, index) => {
      if (index === 0) await answered;
      return 202;
    });
    const { host, properties } = world.connectedSheet(functions);
    properties.set('other', 'document', { techhireUrl: functions.url, techhireKey: key });
    properties.set('other', 'host', { triggers: JSON.stringify(bothTriggers) });
    for (let row = 1; row <= 20; row++) void host.fire(edit(`B${row}`));
    while (functions.received.length < 1) await delay(5);
    await host.fire({ ...edit('D4'), spreadsheetId: 'other' });
    expect(functions.bodies()).toMatchObject([{ spreadsheetId }, { spreadsheetId: 'other' }]);
    answer();
    await host.idle();
  });
});

describe.concurrent('when the functions cannot be reached', () => {
  it('says so once, keeps trying with each edit, and says when it is over', async ({ world }) => {
    const first = await world.receiver();
    const made = world.connectedSheet(first);
    await first.close();

    await made.host.fire(edit('A1'));
    expect(made.toasts).toMatchObject([{ message: expect.stringContaining('cannot be reached') }]);
    expect(JSON.parse(property(made, 'techhireState') ?? '')).toMatchObject({ kind: 'unreachable' });
    await made.host.fire(edit('A2'));
    await made.host.fire(edit('A3'));
    expect(made.toasts).toHaveLength(1);

    const again = await world.receiver(() => 202, first.port);
    await made.host.fire(edit('A4'));
    expect(again.bodies()).toEqual([{ spreadsheetId, tab: 'Demand', range: 'A4' }]);
    expect(made.toasts.map(({ message }) => message).slice(1)).toEqual([
      'Connected again. What was changed meanwhile is being checked.',
    ]);
    expect(property(made, 'techhireState')).toBeUndefined();
  });

  it('says so again after a minute', async ({ world }) => {
    const functions = await world.receiver();
    const clock = { aheadMs: 0 };
    const made = world.connectedSheet(functions, { clock });
    await functions.close();
    await made.host.fire(edit('A1'));
    clock.aheadMs = 61_000;
    await made.host.fire(edit('A2'));
    expect(made.toasts).toHaveLength(2);
  });

  it('sends a message that failed again, under its own id and with a new time, without bothering anybody', async ({
    world,
  }) => {
    const statuses = [503, 202];
    const functions = await world.receiver(() => statuses.shift() ?? 500);
    const made = world.connectedSheet(functions);
    await made.host.fire(edit('A1'));

    expect(functions.received).toHaveLength(2);
    const [failed, repeated] = functions.received;
    expect(repeated?.rawBody).toEqual(failed?.rawBody);
    expect(repeated?.headers['webhook-id']).toBe(failed?.headers['webhook-id']);
    expect(Number(repeated?.headers['webhook-timestamp'])).toBeGreaterThan(
      Number(failed?.headers['webhook-timestamp']),
    );
    for (const { headers, rawBody } of functions.received)
      expect(verifyMessage({ keys: [key], headers, rawBody, nowSeconds: Date.now() / 1000 }).ok).toBe(true);
    expect(made.toasts).toEqual([]);
  });

  it('gives a message a new id when an edit came in before it was sent again', async ({ world }) => {
    const statuses = [503, 202];
    const functions = await world.receiver(() => statuses.shift() ?? 500);
    const made = world.connectedSheet(functions);
    const first = made.host.fire(edit('A1'));
    while (functions.received.length < 1) await delay(5);
    await made.host.fire(edit('A2'));
    await first;
    expect(functions.bodies()).toEqual([
      { spreadsheetId, tab: 'Demand', range: 'A1' },
      { spreadsheetId, tab: 'Demand', range: 'A2' },
    ]);
    const [failed, next] = functions.received;
    expect(next?.headers['webhook-id']).not.toBe(failed?.headers['webhook-id']);
  });

  it('does not follow a redirection, which would take the message elsewhere', async ({ world }) => {
    const functions = await world.receiver(() => 302);
    const made = world.connectedSheet(functions);
    await made.host.fire(edit('A1'));
    expect(functions.received).toHaveLength(1);
    expect(made.toasts.at(-1)?.message).toContain('did not accept a message from this sheet (HTTP 302)');
  });
});

describe.concurrent('when the functions do not know the sheet', () => {
  it.for([401, 404])(
    'says at %d that this copy is not connected, and does not repeat the message',
    async (status, { world }) => {
      const functions = await world.receiver(() => status);
      const made = world.connectedSheet(functions);
      await made.host.fire(edit('A1'));
      expect(functions.received).toHaveLength(1);
      expect(made.toasts.map(({ message }) => message)).toEqual(['This copy is not connected: TechHire > Connect']);
      expect(JSON.parse(property(made, 'techhireState') ?? '')).toMatchObject({
        kind: 'not-connected',
        detail: `HTTP ${status}`,
      });
    },
  );

  it('says so when a copy is opened, which has no triggers that could tell of it', async ({ world }) => {
    const copy = world.sheet(null);
    await copy.host.menu(spreadsheetId);
    expect(copy.toasts.map(({ message }) => message)).toEqual(['This copy is not connected: TechHire > Connect']);
  });

  it('says the same without sending anything when the copy has no key', async ({ world }) => {
    const functions = await world.receiver();
    const made = world.connectedSheet(functions);
    made.properties.set(spreadsheetId, 'document', { techhireUrl: functions.url });
    await made.host.fire(edit('A1'));
    expect(functions.received).toEqual([]);
    expect(made.toasts.map(({ message }) => message)).toEqual(['This copy is not connected: TechHire > Connect']);
  });

  it('says the same when the key is not one, and never shows the key', async ({ world }) => {
    const functions = await world.receiver();
    const made = world.connectedSheet(functions);
    made.properties.set(spreadsheetId, 'document', { techhireUrl: functions.url, techhireKey: 'whsec_mistyped!' });
    const { executions } = await made.host.fire(edit('A1'));
    expect(functions.received).toEqual([]);
    expect(made.toasts.map(({ message }) => message)).toEqual(['This copy is not connected: TechHire > Connect']);
    expect(JSON.stringify([executions, property(made, 'techhireState')])).not.toContain('mistyped');
  });
});

describe.concurrent('an answer that is no reason to connect anew', () => {
  it.for(['stale', 'too-new'])('when the clocks differ (%s) speaks of the clock', async (code, { world }) => {
    const functions = await world.receiver(() => ({ status: 401, code }));
    const made = world.connectedSheet(functions);
    await made.host.fire(edit('A1'));
    expect(made.toasts.map(({ message }) => message)).toEqual([
      "The planner's clock is wrong, so it took no message from this sheet. Your edits are safe; please tell the person who runs TechHire Planner for your community.",
    ]);
    expect(JSON.parse(property(made, 'techhireState') ?? '')).toMatchObject({ kind: 'clocks-differ' });
  });

  it('when a message was only long on its way bothers nobody', async ({ world }) => {
    const functions = await world.receiver((_, index) => (index === 0 ? { status: 401, code: 'stale' } : 202));
    const made = world.connectedSheet(functions);
    await made.host.fire(edit('A1'));
    expect([functions.received.length, made.toasts]).toEqual([2, []]);
  });

  it('when the functions have taken the message before counts as delivered', async ({ world }) => {
    const functions = await world.receiver((_, index) => (index === 0 ? 503 : { status: 409, code: 'replayed' }));
    const made = world.connectedSheet(functions);
    await made.host.fire(edit('A1'));
    expect([functions.received.length, made.toasts]).toEqual([2, []]);
  });
});

describe.concurrent('a day on which all requests that Google allows are made', () => {
  it('is told, and nothing is tried again', async ({ world }) => {
    let requests = 0;
    const made = world.sheet('http://127.0.0.1:9/functions/onEdit', {
      fetch: async () => {
        requests++;
        throw new ScriptError('Service invoked too many times for one day: urlfetch.');
      },
    });
    await made.host.runMenuItem(spreadsheetId, 'checkNow');
    expect(requests).toBe(1);
    expect(made.toasts.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The planner cannot be reached \(.*too many times for one day.*\)\. Your edits are safe;/),
    ]);
  });
});

describe.concurrent('the TechHire menu', () => {
  it('when the sheet is connected says nothing on opening', async ({ world }) => {
    const made = world.sheet((await world.receiver()).url);
    await made.host.menu(spreadsheetId);
    expect(made.toasts).toEqual([]);
  });

  it('is added when the sheet is opened, and each of its items runs', async ({ world }) => {
    const functions = await world.receiver();
    const { host } = world.sheet(functions.url);
    const menus = await host.menu(spreadsheetId);
    expect(menus).toEqual([
      {
        title: 'TechHire',
        items: [
          { label: 'Check now', functionName: 'checkNow' },
          { label: 'Go to the next finding', functionName: 'nextFinding' },
          { label: 'List the findings', functionName: 'showFindings' },
          { label: 'Repair', functionName: 'repair' },
          { label: 'Share with a funder', functionName: 'share' },
          { label: 'Language', functionName: 'language' },
          { label: 'Connect', functionName: 'connect' },
          { label: 'Disconnect', functionName: 'disconnect' },
          { label: 'About', functionName: 'about' },
        ],
      },
    ]);
    for (const { functionName } of menus[0]?.items ?? [])
      expect(await host.runMenuItem(spreadsheetId, functionName)).toMatchObject({ outcome: 'completed', error: null });
  });

  it('Check now has the sheet checked without an edit', async ({ world }) => {
    const functions = await world.receiver();
    const { host, toasts } = world.connectedSheet(functions);
    await host.runMenuItem(spreadsheetId, 'checkNow');
    expect(functions.bodies()).toEqual([{ spreadsheetId, change: 'OTHER' }]);
    expect(toasts.map(({ message }) => message)).toEqual([
      'The plan is being checked. What needs attention shows in the cells.',
    ]);
  });

  it('Repair shows what would be done, and says with the mark of it that a person agrees', async ({ world }) => {
    const asked = { title: 'TechHire: Repair', text: 'Hides the column "Row ID" again.', mark: 'as-shown' };
    const changed = { ...asked, text: 'Now something else.', mark: 'as-shown-later' };
    const done = { title: 'TechHire: Repair', text: '1 thing was put right.', mark: null };
    const functions = await world.receiver((_, index) => ({ status: 200, body: [asked, changed, done][index]! }));
    const { host, alerts } = world.connectedSheet(functions);
    await host.runMenuItem(spreadsheetId, 'repair');
    expect(functions.bodies()).toEqual([
      { spreadsheetId },
      { spreadsheetId, agreed: 'as-shown' },
      { spreadsheetId, agreed: 'as-shown-later' },
    ]);
    expect(functions.received.map(({ path }) => path)).toEqual(Array(3).fill('/functions/repair'));
    for (const { headers, rawBody } of functions.received)
      expect(verifyMessage({ keys: [key], headers, rawBody, nowSeconds: Date.now() / 1000 })).toMatchObject({
        ok: true,
      });
    expect(alerts).toEqual([
      { title: asked.title, message: asked.text, buttons: 'OK_CANCEL' },
      { title: asked.title, message: changed.text, buttons: 'OK_CANCEL' },
      { title: asked.title, message: done.text, buttons: 'OK' },
    ]);
  });

  it.for<[string, string]>([
    ['/functions/onEdit', '/functions/share'],
    ['/techhire-on-edit', '/techhire-share'],
    ['/on-edit/here-on-edit?x=1', '/on-edit/here-share?x=1'],
  ])(
    'Share with a funder, connected to %s, makes a link at %s once a person agrees',
    async ([to, asked], { world }) => {
      const offer = { title: 'TechHire: Share with a funder', text: 'Shall a link be made?', mark: 'make' };
      const made = { ...offer, text: 'http://localhost/rollup?link=a.b', mark: null };
      const functions = await world.receiver((_, index) => ({ status: 200, body: [offer, made][index]! }));
      const { host, alerts } = world.connectedSheet({ ...functions, url: new URL(to, functions.url).href });
      await host.runMenuItem(spreadsheetId, 'share');
      expect(functions.bodies()).toEqual([{ spreadsheetId }, { spreadsheetId, agreed: 'make' }]);
      expect(functions.received.map(({ path }) => path)).toEqual([asked, asked]);
      expect(alerts.map(({ message }) => message)).toEqual([offer.text, made.text]);
    },
  );

  it('Repair does nothing where the person steps back', async ({ world }) => {
    const functions = await world.receiver(() => ({ status: 200, body: { title: 'T', text: 'Much.', mark: 'm' } }));
    const { host, alerts } = world.connectedSheet(functions, { chooses: 'CANCEL' });
    await host.runMenuItem(spreadsheetId, 'repair');
    expect(alerts).toHaveLength(1);
    expect(functions.bodies()).toEqual([{ spreadsheetId }]);
  });

  it.for<[string, Parameters<typeof startReceiver>[0], string]>([
    ['the sheet is being checked', () => ({ status: 503, code: 'busy' }), 'cannot be reached'],
    ['the key is not this sheet’s', () => ({ status: 401, code: 'bad-signature' }), 'not connected'],
    ['something else answers', () => 200, 'did not accept'],
  ])('Repair says so when %s', async ([_, answer, said], { world }) => {
    const { host, toasts, alerts } = world.connectedSheet(await world.receiver(answer));
    await host.runMenuItem(spreadsheetId, 'repair');
    expect(alerts).toEqual([]);
    expect(toasts.map(({ message }) => message)).toEqual([expect.stringContaining(said)]);
  });

  it('Check now always says when the functions cannot be reached', async ({ world }) => {
    const functions = await world.receiver();
    const { host, toasts } = world.connectedSheet(functions);
    await functions.close();
    await host.runMenuItem(spreadsheetId, 'checkNow');
    await host.runMenuItem(spreadsheetId, 'checkNow');
    expect(toasts).toHaveLength(2);
    expect(toasts[1]?.message).toContain('cannot be reached');
  });

  const handlers = ({ properties }: Sheet): unknown =>
    (
      JSON.parse(properties.get(spreadsheetId, 'host').triggers ?? '[]') as { handler: string; eventType: string }[]
    ).map(({ handler, eventType }) => [handler, eventType]);

  it('Connect creates the two triggers once, however often it is chosen', async ({ world }) => {
    const functions = await world.receiver();
    const made = world.sheet(functions.url);
    await made.host.runMenuItem(spreadsheetId, 'connect');
    await made.host.runMenuItem(spreadsheetId, 'connect');
    await Promise.all([1, 2, 3].map(() => made.host.runMenuItem(spreadsheetId, 'connect')));
    expect(handlers(made)).toEqual([
      ['handleEdit', 'ON_EDIT'],
      ['handleChange', 'ON_CHANGE'],
    ]);
  });

  it('Connect deletes doubles and triggers of the wrong kind, and leaves the triggers of others alone', async ({
    world,
  }) => {
    const functions = await world.receiver();
    const made = world.sheet(functions.url);
    const trigger = (uid: string, handler: string, eventType = 'ON_EDIT') => ({ uid, handler, eventType });
    made.properties.set(spreadsheetId, 'host', {
      triggers: JSON.stringify([
        trigger('1', 'handleEdit'),
        trigger('2', 'ourOwnMacro'),
        trigger('3', 'handleEdit'),
        trigger('4', 'handleEdit'),
        trigger('5', 'handleEdit', 'ON_CHANGE'),
      ]),
    });
    await made.host.runMenuItem(spreadsheetId, 'connect');
    expect(handlers(made)).toEqual([
      ['handleEdit', 'ON_EDIT'],
      ['ourOwnMacro', 'ON_EDIT'],
      ['handleChange', 'ON_CHANGE'],
    ]);
  });

  it('Disconnect ends it, and says whether there was anything to end', async ({ world }) => {
    const functions = await world.receiver();
    const made = world.connectedSheet(functions);
    await made.host.runMenuItem(spreadsheetId, 'disconnect');
    await made.host.runMenuItem(spreadsheetId, 'disconnect');
    expect(await made.host.fire(edit('A1'))).toEqual({ executions: [] });
    expect(made.alerts.map(({ message }) => message)).toEqual([
      'The plan is no longer checked while you type. TechHire > Connect turns it on again.',
      'You had not connected this sheet. If somebody else did, they can disconnect it.',
    ]);
  });

  it('About tells the version, what is sent and to whom, and keeps the key to itself', async ({ world }) => {
    const functions = await world.receiver();
    const made = world.connectedSheet(functions);
    await made.host.runMenuItem(spreadsheetId, 'about');
    const message = made.alerts[0]?.message ?? '';
    expect(message).toMatch(/TechHire Planner \d+\.\d+\.\d+/);
    expect(message).toContain('never sends what a cell holds');
    expect(message).toContain(functions.url);
    expect(message).not.toContain('whsec_');
  });
});
