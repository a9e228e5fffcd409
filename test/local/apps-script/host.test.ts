import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlertAnswer, ExecutionResult, SheetEvent } from '../../../scripts/local/apps-script/execution.ts';
import { createScriptHost, type ScriptHost, type ScriptHostOptions } from '../../../scripts/local/apps-script/host.ts';
import { fileProperties, memoryProperties } from '../../../scripts/local/apps-script/properties-store.ts';
import { startReceiver } from '../../apps-script/receiver.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const hostOf = (code: string, options: Partial<ScriptHostOptions> = {}): ScriptHost => {
  const host = createScriptHost({ code, properties: memoryProperties(), ...options });
  closing.push(() => host.close());
  return host;
};

/** Runs a function body as a menu item, and gives what it logged and whether it threw. */
const run = (body: string, options: Partial<ScriptHostOptions> = {}): Promise<ExecutionResult> =>
  hostOf(`function main() {\n${body}\n}`, options).runMenuItem('sheet', 'main');

const logOf = async (body: string, options?: Partial<ScriptHostOptions>): Promise<string[]> => {
  const { log, error } = await run(body, options);
  expect(error).toBeNull();
  return log;
};

const event = (changes: Partial<SheetEvent> = {}): SheetEvent => ({
  spreadsheetId: 'sheet',
  spreadsheetTitle: 'The plan',
  kind: 'edit',
  tab: 'Demand',
  sheetId: 7,
  a1: 'D7',
  ...changes,
});

const installed = (...triggers: { handler: string; eventType: 'ON_EDIT' | 'ON_CHANGE' }[]) => {
  const properties = memoryProperties();
  const stored = JSON.stringify(triggers.map((trigger, index) => ({ uid: String(index), ...trigger })));
  for (const spreadsheetId of ['sheet', 'other']) properties.set(spreadsheetId, 'host', { triggers: stored });
  return properties;
};

const onEditTrigger = { handler: 'handle', eventType: 'ON_EDIT' } as const;

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('what Apps Script refuses', () => {
  it.each([
    ['onOpen', 'UrlFetchApp.fetch', "UrlFetchApp.fetch('http://127.0.0.1:9/')", 'script.external_request'],
    ['onEdit', 'UrlFetchApp.fetch', "UrlFetchApp.fetch('http://127.0.0.1:9/')", 'script.external_request'],
    ['onOpen', 'Spreadsheet.addEditor', "SpreadsheetApp.getActive().addEditor('a@b.example')", 'spreadsheets'],
    [
      'onOpen',
      'Ui.showSidebar',
      "SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(''))",
      'script.container.ui',
    ],
    ['onEdit', 'ScriptApp.newTrigger', "ScriptApp.newTrigger('f')", 'script.scriptapp'],
    ['onEdit', 'ScriptApp.getProjectTriggers', 'ScriptApp.getProjectTriggers()', 'script.scriptapp'],
  ])('is refused here in the simple trigger %s: %s', async (trigger, method, call, scope) => {
    const results: ExecutionResult[] = [];
    const host = hostOf(`function ${trigger}() { ${call}; }`, { onExecution: (_, result) => results.push(result) });
    await (trigger === 'onOpen' ? host.menu('sheet') : host.fire(event()));
    expect(results).toMatchObject([
      {
        functionName: trigger,
        kind: 'simple',
        outcome: 'failed',
        error: expect.stringContaining(
          `Exception: You do not have permission to call ${method}. Required permissions: https://www.googleapis.com/auth/${scope}`,
        ),
      },
    ]);
  });

  it('is refused when the manifest does not ask for it', async () => {
    const manifest = JSON.stringify({ oauthScopes: ['https://www.googleapis.com/auth/spreadsheets.currentonly'] });
    const result = await run("SpreadsheetApp.getActive().getId(); UrlFetchApp.fetch('http://127.0.0.1:9/');", {
      manifest,
    });
    expect(result.error).toContain('You do not have permission to call UrlFetchApp.fetch.');
  });

  it('is a dialog in an installable trigger', async () => {
    const host = hostOf("function handle() { SpreadsheetApp.getUi().alert('x'); }", {
      properties: installed(onEditTrigger),
    });
    const { executions } = await host.fire(event());
    expect(executions[0]?.error).toContain('Cannot call SpreadsheetApp.getUi() from this context.');
  });

  it.each([
    ['a property over 9 kB', "PropertiesService.getScriptProperties().setProperty('x', 'y'.repeat(9217))", 'too large'],
    [
      'more than 500 kB of properties',
      "for (let i = 0; i < 60; i++) PropertiesService.getScriptProperties().setProperty('p' + i, 'y'.repeat(9000))",
      'property storage quota',
    ],
    ['a cache value over 100 kB', "CacheService.getScriptCache().put('x', 'y'.repeat(102401))", 'too large'],
    ['a cache key over 250 characters', "CacheService.getScriptCache().put('x'.repeat(251), 'y')", 'too large'],
    ['a URL over 2 kB', "UrlFetchApp.fetch('http://127.0.0.1/' + 'x'.repeat(2048))", 'URL Length'],
    ['a URL that is none', "UrlFetchApp.fetch('nowhere')", 'Invalid argument: nowhere'],
    ['a URL of another kind', "UrlFetchApp.fetch('file:///etc/hosts')", 'Attribute provided with invalid value'],
    ['a sleep of more than five minutes', 'Utilities.sleep(300001)', 'Invalid argument'],
    ['a byte above 127', 'Utilities.base64Encode([200])', 'bytes go from -128 to 127'],
    ['text that is not base64', "Utilities.base64Decode('a*b=')", 'Could not decode string.'],
    [
      'a twenty-first trigger',
      "for (let i = 0; i < 21; i++) ScriptApp.newTrigger('f').forSpreadsheet('sheet').onEdit().create()",
      'too many triggers',
    ],
    ['a service that is not there', 'GmailApp.getInboxUnreadCount()', 'does not have GmailApp.getInboxUnreadCount'],
    ['a method that is not there', "SpreadsheetApp.openById('x')", 'does not have SpreadsheetApp.openById'],
    ['an unknown option of a request', "UrlFetchApp.fetch('http://127.0.0.1:9', { retries: 3 })", 'the option retries'],
  ])('includes %s', async (_, body, message) => {
    const result = await run(body);
    expect(result).toMatchObject({ outcome: 'failed', error: expect.stringContaining(message) });
    expect(result.error).toMatch(/^Exception: /);
  });

  it('can be caught by the script as an Error', async () => {
    expect(
      await logOf('try { GmailApp.send(); } catch (e) { console.log(e instanceof Error, e.name, String(e)); }'),
    ).toEqual(["true Exception Exception: This machine's Apps Script does not have GmailApp.send."]);
  });

  it.each(['process', 'require', 'fetch', 'setTimeout', 'Buffer', 'URL', 'TextEncoder'])(
    'is what Apps Script does not have: %s',
    async (name) => {
      expect(await logOf(`console.log(typeof ${name})`)).toEqual(['undefined']);
    },
  );
});

describe('Utilities', () => {
  it('takes and gives signed bytes', async () => {
    // é is C3 A9 in UTF-8: 195 and 169, less 256.
    expect(await logOf("console.log(JSON.stringify(Utilities.newBlob('é').getBytes()))")).toEqual(['[-61,-87]']);
    expect(await logOf('console.log(Utilities.base64Encode([-61, -87]))')).toEqual(['w6k=']);
    expect(await logOf("console.log(JSON.stringify(Utilities.base64Decode('w6k=')))")).toEqual(['[-61,-87]']);
  });

  it('computes HMAC-SHA256 as RFC 4231 does', async () => {
    // Test case 2: key "Jefe", data "what do ya want for nothing?".
    const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    for (const convert of ['', 'Utilities.newBlob']) {
      const bytes = (text: string) => (convert ? `${convert}('${text}').getBytes()` : `'${text}'`);
      expect(
        await logOf(
          `const mac = Utilities.computeHmacSha256Signature(${bytes('what do ya want for nothing?')}, ${bytes('Jefe')});
           console.log(mac.map((b) => ((b + 256) % 256).toString(16).padStart(2, '0')).join(''));`,
        ),
      ).toEqual([expected]);
    }
  });

  it('takes text for US-ASCII, in which é and è are the same question mark', async () => {
    expect(
      await logOf(
        "const mac = (text) => Utilities.base64Encode(Utilities.computeHmacSha256Signature(text, 'key')); console.log(mac('é') === mac('è'))",
      ),
    ).toEqual(['true']);
  });

  it('makes a new UUID each time', async () => {
    const [line = ''] = await logOf('console.log(Utilities.getUuid(), Utilities.getUuid())');
    const [first, second] = line.split(' ');
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(first).not.toBe(second);
  });
});

describe('UrlFetchApp', () => {
  it('posts to a server of the same process, which is not blocked by the script that waits', async () => {
    const receiver = await startReceiver(async () => {
      await delay(50);
      return 202;
    });
    closing.push(receiver.close);
    expect(
      await logOf(
        `const response = UrlFetchApp.fetch('${receiver.url}', { method: 'post', contentType: 'text/plain', payload: [104, -61, -87], headers: { 'X-A': 1 } });
         console.log(response.getResponseCode(), response.getContentText());`,
      ),
    ).toEqual(['202 ']);
    expect(receiver.received[0]?.rawBody.toString()).toBe('hé');
    expect(receiver.received[0]?.headers).toMatchObject({ 'content-type': 'text/plain', 'x-a': '1' });
  });

  it('throws at a status of 400 and above unless it is told not to', async () => {
    const receiver = await startReceiver(() => 503);
    closing.push(receiver.close);
    expect((await run(`UrlFetchApp.fetch('${receiver.url}')`)).error).toContain('returned code 503');
    expect(
      await logOf(`console.log(UrlFetchApp.fetch('${receiver.url}', { muteHttpExceptions: true }).getResponseCode())`),
    ).toEqual(['503']);
  });

  it('throws when nobody answers, muted or not', async () => {
    const receiver = await startReceiver();
    await receiver.close();
    const result = await run(`UrlFetchApp.fetch('${receiver.url}', { muteHttpExceptions: true })`);
    expect(result.error).toContain(`Exception: Address unavailable: ${receiver.url}`);
  });
});

describe('an execution', () => {
  it('gets the event of its trigger', async () => {
    const host = hostOf(
      `function handle(e) {
        console.log(e.authMode === ScriptApp.AuthMode.FULL, e.triggerUid, e.source.getId(), e.range.getA1Notation(),
          e.range.getSheet().getName(), e.range.getSheet().getSheetId(), e.value, e.oldValue, e.changeType);
      }`,
      {
        properties: installed(onEditTrigger, { handler: 'handle', eventType: 'ON_CHANGE' }),
      },
    );
    expect((await host.fire(event({ value: '12', oldValue: '11' }))).executions[0]?.log).toEqual([
      'true 0 sheet D7 Demand 7 12 11 undefined',
    ]);
    const { executions } = await host.fire(event({ kind: 'change', changeType: 'REMOVE_ROW' }));
    // A change has no range.
    expect(executions[0]?.error).toContain('TypeError');
  });

  it('knows that a block of cells has no value of its own', async () => {
    const host = hostOf("function handle(e) { console.log('value' in e, 'oldValue' in e); }", {
      properties: installed(onEditTrigger),
    });
    expect((await host.fire(event({ a1: 'A1:B2' }))).executions[0]?.log).toEqual(['false false']);
  });

  it('runs a function named onEdit twice when it is installed too', async () => {
    const host = hostOf('function onEdit(e) { console.log(String(e.authMode)); }', {
      properties: installed({ handler: 'onEdit', eventType: 'ON_EDIT' }),
    });
    expect((await host.fire(event())).executions.map(({ kind, log }) => [kind, ...log])).toEqual([
      ['simple', 'LIMITED'],
      ['installable', 'FULL'],
    ]);
  });

  it('starts without anything that the one before left in variables', async () => {
    const host = hostOf('var count = 0; function main() { count += 1; console.log(count); }');
    await host.runMenuItem('sheet', 'main');
    expect((await host.runMenuItem('sheet', 'main')).log).toEqual(['1']);
  });

  it('sees the clock of the host', async () => {
    const log = await logOf('console.log(new Date().getFullYear(), new Date(0).getTime(), Date.now() > 4e12)', {
      now: () => Date.UTC(2099, 5, 1),
    });
    expect(log).toEqual(['2099 0 true']);
  });

  it('waits for the answer to its dialog', async () => {
    const host = hostOf(
      `function main() {
        const ui = SpreadsheetApp.getUi();
        console.log(ui.alert('Sure?', 'All of it?', ui.ButtonSet.YES_NO) === ui.Button.YES);
      }`,
      {
        onAlert: async (spreadsheetId, alert): Promise<AlertAnswer> => {
          expect([spreadsheetId, alert]).toEqual([
            'sheet',
            { title: 'Sure?', message: 'All of it?', buttons: 'YES_NO' },
          ]);
          await delay(20);
          return 'YES';
        },
      },
    );
    expect((await host.runMenuItem('sheet', 'main')).log).toEqual(['true']);
  });

  it('that throws is reported with its place in the script, and the next one runs', async () => {
    const host = hostOf('function bad() {\n  null.x;\n}\nfunction good() {}');
    const bad = await host.runMenuItem('sheet', 'bad');
    expect(bad).toMatchObject({ outcome: 'failed', error: expect.stringContaining('Code.gs:2') });
    expect(await host.runMenuItem('sheet', 'good')).toMatchObject({ outcome: 'completed' });
  });

  it('of a function that is not there says so', async () => {
    expect((await hostOf('').runMenuItem('sheet', 'gone')).error).toBe('Exception: Script function not found: gone');
  });

  it('of a script that is not JavaScript says so', async () => {
    expect((await hostOf('function main( {').runMenuItem('sheet', 'main')).error).toContain('SyntaxError');
  });

  it.each([
    ['turns in circles', 'for (;;) {}'],
    ['sleeps', 'Utilities.sleep(60000)'],
    ['calls services without end', "for (;;) PropertiesService.getScriptProperties().getProperty('x')"],
    ['writes to the log without end', "for (;;) console.log('x')"],
  ])('that %s is ended in time and reported, and the next one runs', async (_, body) => {
    const host = hostOf(`function main() { ${body} } function next() {}`, { limitMs: { simple: 2_000, full: 2_000 } });
    const result = await host.runMenuItem('sheet', 'main');
    expect(result).toMatchObject({ outcome: 'timed-out', error: 'Exceeded maximum execution time of 2 s.' });
    expect(result.log.length).toBeLessThanOrEqual(1000);
    expect(await host.runMenuItem('sheet', 'next')).toMatchObject({ outcome: 'completed' });
  });

  it('that takes all memory ends with its thread, is reported, and the next one runs', async () => {
    const host = hostOf(
      'function main() { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); } function next() {}',
    );
    expect(await host.runMenuItem('sheet', 'main')).toMatchObject({
      outcome: 'crashed',
      error: expect.stringContaining('memory'),
    });
    expect(await host.runMenuItem('sheet', 'next')).toMatchObject({ outcome: 'completed' });
  });
});

describe('executions side by side', () => {
  it('of one spreadsheet start in the order of its events', async () => {
    const order: string[] = [];
    const host = hostOf(`function handle(e) { SpreadsheetApp.getActive().toast(e.range.getA1Notation()); }`, {
      properties: installed(onEditTrigger),
      onToast: (_, { message }) => order.push(message),
    });
    const cells = Array.from({ length: 40 }, (_, index) => `A${index + 1}`);
    await Promise.all(cells.map((a1) => host.fire(event({ a1 }))));
    expect(order).toEqual(cells);
  });

  it('go on while one of them sleeps', async () => {
    const order: string[] = [];
    const host = hostOf(
      `function handle(e) {
        const cell = e.range.getA1Notation();
        if (cell === 'A1') Utilities.sleep(3000);
        SpreadsheetApp.getActive().toast(cell);
      }`,
      { properties: installed(onEditTrigger), onToast: (_, { message }) => order.push(message) },
    );
    await Promise.all(['A1', 'A2', 'A3'].map((a1) => host.fire(event({ a1 }))));
    expect(order).toEqual(['A2', 'A3', 'A1']);
  });

  it('do not block the process that they run in', async () => {
    const host = hostOf('function handle() { const end = Date.now() + 300; while (Date.now() < end); }', {
      properties: installed(onEditTrigger),
    });
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 5);
    await host.fire(event());
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });

  it('wait in line when there are more than threads, and all run', async () => {
    const host = hostOf('function handle() { Utilities.sleep(50); }', {
      properties: installed(onEditTrigger),
      maxThreads: 2,
    });
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) => host.fire(event({ spreadsheetId: index % 2 ? 'sheet' : 'other' }))),
    );
    expect(results.flatMap(({ executions }) => executions.map(({ outcome }) => outcome))).toEqual(
      Array(10).fill('completed'),
    );
  });

  it('leave a thread to spreadsheets of which one waits already, however many others want one', async () => {
    const order: string[] = [];
    const host = hostOf(
      `function handle(e) {
        const cell = e.range.getA1Notation();
        if (cell === 'A1') Utilities.sleep(3000);
        SpreadsheetApp.getActive().toast(cell);
      }`,
      {
        properties: installed(onEditTrigger),
        maxThreads: 2,
        onToast: (id, { message }) => order.push(`${id} ${message}`),
      },
    );
    const cells = [
      ['sheet', 'A1'],
      ['other', 'A1'],
      ['sheet', 'A2'],
    ] as const;
    await Promise.all(cells.map(([spreadsheetId, a1]) => host.fire(event({ spreadsheetId, a1 }))));
    expect(order).toEqual(['sheet A2', 'sheet A1', 'other A1']);
  });

  it('keep each other out by a lock, each waiting for the one before', async () => {
    const host = hostOf(
      `function handle() {
        const lock = LockService.getDocumentLock();
        lock.waitLock(20000);
        const properties = PropertiesService.getDocumentProperties();
        const count = Number(properties.getProperty('count'));
        Utilities.sleep(20);
        properties.setProperty('count', count + 1);
        lock.releaseLock();
        console.log(count);
      }`,
      { properties: installed(onEditTrigger) },
    );
    const results = await Promise.all(Array.from({ length: 6 }, () => host.fire(event())));
    expect(results.map(({ executions }) => executions[0]?.log)).toEqual([['0'], ['1'], ['2'], ['3'], ['4'], ['5']]);
  });

  it('do not wait for a lock longer than they say, and get it when its holder is ended', async () => {
    const host = hostOf(
      `function hold() { LockService.getDocumentLock().tryLock(0); for (;;) {} }
       function handle() { console.log(LockService.getDocumentLock().tryLock(10)); }
       function patient() { console.log(LockService.getDocumentLock().tryLock(20000)); }
       function sleeping() { LockService.getDocumentLock().tryLock(0); Utilities.sleep(60000); }`,
      { properties: installed(onEditTrigger), limitMs: { simple: 3_000, full: 3_000 } },
    );
    const holder = host.runMenuItem('sheet', 'sleeping');
    const { executions } = await host.fire(event());
    expect(executions[0]?.log).toEqual(['false']);
    const patient = host.runMenuItem('sheet', 'patient');
    expect((await holder).outcome).toBe('timed-out');
    expect((await patient).log).toEqual(['true']);
  });

  it('have caches that forget in time, and that other spreadsheets do not see', async () => {
    const clock = { now: 1_000_000 };
    const host = hostOf(
      `function put() { CacheService.getDocumentCache().put('x', 'y', 10); }
       function get() { console.log(CacheService.getDocumentCache().get('x')); }`,
      { now: () => clock.now },
    );
    await host.runMenuItem('sheet', 'put');
    expect((await host.runMenuItem('sheet', 'get')).log).toEqual(['y']);
    expect((await host.runMenuItem('other', 'get')).log).toEqual(['null']);
    clock.now += 10_001;
    expect((await host.runMenuItem('sheet', 'get')).log).toEqual(['null']);
  });
});

describe('the host', () => {
  it('keeps properties and triggers for the next start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'apps-script-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    const code = `
      function install() {
        PropertiesService.getUserProperties().setProperties({ a: '1', b: '2' }).deleteProperty('a');
        ScriptApp.newTrigger('handle').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create();
      }
      function handle() { console.log(JSON.stringify(PropertiesService.getUserProperties().getProperties())); }`;
    const first = hostOf(code, { properties: fileProperties(folder) });
    await first.runMenuItem('sheet', 'install');
    await first.close();
    const second = hostOf(code, { properties: fileProperties(folder) });
    expect((await second.fire(event())).executions[0]?.log).toEqual(['{"b":"2"}']);
  });

  it('says why when the triggers of a spreadsheet cannot be read', async () => {
    const properties = memoryProperties();
    properties.set('sheet', 'host', { triggers: 'not json' });
    const { executions } = await hostOf('', { properties }).fire(event());
    expect(executions).toMatchObject([{ outcome: 'failed', error: expect.stringContaining('JSON') }]);
  });

  it('ends what runs and cancels what waits when it is closed', async () => {
    const host = hostOf('function main() { Utilities.sleep(60000); }', { maxThreads: 1 });
    const results = [host.runMenuItem('sheet', 'main'), host.runMenuItem('sheet', 'main')];
    await delay(150);
    await host.close();
    expect((await Promise.all(results)).map(({ outcome }) => outcome)).toEqual(['cancelled', 'cancelled']);
    expect(await host.runMenuItem('sheet', 'main')).toMatchObject({ outcome: 'cancelled' });
  });

  it('is idle when the last execution has ended', async () => {
    const host = hostOf('function main() { Utilities.sleep(100); }');
    await host.idle();
    let ended = false;
    void host.runMenuItem('sheet', 'main').then(() => {
      ended = true;
    });
    await host.idle();
    expect(ended).toBe(true);
  });
});
