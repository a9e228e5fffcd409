import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyMessage } from '../../functions/edits/signature.ts';
import { type BoundScript, buildBoundScript } from '../../scripts/bound-script.ts';
import type { Alert, AlertAnswer, Prompt } from '../../scripts/local/apps-script/execution.ts';
import { createScriptHost } from '../../scripts/local/apps-script/host.ts';
import { memoryProperties, type Properties } from '../../scripts/local/apps-script/properties-store.ts';
import { type ReceivedMessage, startReceiver } from './receiver.ts';
import { type SheetDouble, sheetDouble } from './sheet-double.ts';

const spreadsheetId = '1AbC-d_E';
const code = 'abcdefghijklmnopqrstuvwxyz-_0123';
const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const account = 'sheets-1@techhire-ohio.iam.gserviceaccount.com';

let script: BoundScript;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  script = await buildBoundScript();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface World {
  /** What a person pastes; the address of the functions stands for `{url}`. */
  pastes?: string;
  agrees?: AlertAnswer;
  refuses?: Partial<Record<'ask' | 'show', { status: number; message: string }>>;
  sheet?: SheetDouble;
  before?: Properties;
  /** What onEdit answers first. */
  onEdit?: number;
}

/** Chooses TechHire > Connect in a sheet, with the functions in place. */
const connect = async (world: World = {}) => {
  const { pastes = `{url}#${code}`, agrees = 'OK', refuses = {}, sheet = sheetDouble([]) } = world;
  let edits = 0;
  const functions = await startReceiver(({ path, rawBody }) => {
    if (path.endsWith('onEdit')) return edits++ === 0 && world.onEdit ? world.onEdit : 202;
    const { step } = JSON.parse(rawBody.toString()) as { step: 'ask' | 'show' };
    sheet.done.push(step);
    const refused = refuses[step];
    if (refused) return { status: refused.status, body: { error: { code: 'no', message: refused.message } } };
    return {
      status: 200,
      body:
        step === 'ask'
          ? { title: 'T', text: 'Shall it be connected?', account, challenge: 'a-challenge', metadataKey: 'a-key' }
          : { title: 'T', text: 'Connected.', url: functions.url, key },
    };
  });
  const properties = memoryProperties();
  if (world.before) properties.set(spreadsheetId, 'document', { techhireUrl: functions.url, ...world.before });
  const [alerts, prompts, toasts]: [Alert[], Prompt[], string[]] = [[], [], []];
  const host = createScriptHost({
    ...script,
    properties,
    sheets: sheet,
    onPrompt: (_, prompt) => {
      prompts.push(prompt);
      return { button: 'OK', text: pastes.replace('{url}', functions.url.replace('onEdit', 'connect')) };
    },
    onAlert: (_, alert) => {
      alerts.push(alert);
      return agrees;
    },
    onToast: (_, { message }) => toasts.push(message),
  });
  closing.push(functions.close, host.close);
  expect(await host.runMenuItem(spreadsheetId, 'connect')).toMatchObject({ outcome: 'completed', error: null });
  const announced = (): ReceivedMessage[] => functions.received.filter(({ path }) => path.endsWith('onEdit'));
  return {
    done: sheet.done,
    alerts: alerts.map(({ message }) => message),
    prompts: prompts.map(({ message }) => message),
    toasts,
    asked: functions.received
      .filter(({ path }) => path.endsWith('connect'))
      .map(({ rawBody }) => JSON.parse(rawBody.toString()) as unknown),
    announced,
    kept: properties.get(spreadsheetId, 'document'),
    triggers: JSON.parse(properties.get(spreadsheetId, 'host').triggers ?? '[]') as unknown[],
    url: functions.url,
  };
};

describe('TechHire > Connect with an invitation', () => {
  it('shares the sheet once a person agrees, shows the challenge in it, keeps the key, and has the sheet checked', async () => {
    const { done, alerts, asked, announced, kept, triggers, toasts, url } = await connect();
    expect(done).toEqual(['ask', `shared with ${account}`, 'metadata a-key = a-challenge, DOCUMENT', 'show']);
    expect(asked).toEqual(['ask', 'show'].map((step) => ({ step, spreadsheetId, code, language: 'en' })));
    // An invitation may come from anybody: a person sees whose it is.
    expect(alerts).toEqual([
      `Shall it be connected?\n\nYou were invited by the planner at ${new URL(url).host}. The sheet will be shared with ${account}.`,
    ]);
    expect(kept).toEqual({ techhireUrl: url, techhireKey: key, techhireSheet: spreadsheetId });
    expect(triggers).toHaveLength(2);
    const [{ headers, rawBody }, ...more] = announced() as [ReceivedMessage, ...ReceivedMessage[]];
    expect(verifyMessage({ keys: [key], headers, rawBody, nowSeconds: Date.now() / 1000 })).toMatchObject({ ok: true });
    expect(more).toEqual([]);
    expect(toasts).toEqual(['Connected. From now on the plan is checked while you type.']);
  });

  it('shares nothing where the person steps back', async () => {
    const { done, kept, triggers } = await connect({ agrees: 'CANCEL' });
    expect([done, kept, triggers]).toEqual([['ask'], {}, []]);
  });

  it.each([
    ['is cut short', `{url}#${code.slice(1)}`],
    ['is the address alone', '{url}'],
    ['leads to an address that is not encrypted', `http://planner.example/connect#${code}`],
    ['is something else', 'riverbend'],
  ])('asks nobody where what was pasted %s', async (_, pastes) => {
    const { asked, alerts, kept } = await connect({ pastes });
    expect([asked, kept]).toEqual([[], {}]);
    expect(alerts).toEqual([expect.stringContaining('This is no whole invitation')]);
  });

  it('forgives spaces and line ends around it', async () => {
    const { kept } = await connect({ pastes: ` {url}#${code}\n` });
    expect(kept).toMatchObject({ techhireKey: key });
  });

  it.each(['ask', 'show'] as const)('says in the function’s words why it is refused (%s)', async (step) => {
    const message = 'Please ask its administrator.';
    const { alerts, kept, triggers, announced } = await connect({ refuses: { [step]: { status: 403, message } } });
    expect(alerts.at(-1)).toBe(message);
    expect([kept, triggers, announced()]).toEqual([{}, [], []]);
  });

  it('leaves it to the function to say what to do where sharing is forbidden', async () => {
    const message = 'Your organization forbids it.';
    const sheet = sheetDouble([], { forbidsSharing: true });
    const { done, alerts } = await connect({ sheet, refuses: { show: { status: 403, message } } });
    expect(done).toEqual(['ask', 'metadata a-key = a-challenge, DOCUMENT', 'show']);
    expect(alerts.at(-1)).toBe(message);
  });

  it('does not take the key of another sheet for its own, should a copy ever have it', async () => {
    const { prompts, kept } = await connect({ before: { techhireKey: key, techhireSheet: 'the-original' } });
    expect(prompts).toEqual([expect.stringContaining('paste the invitation here')]);
    expect(kept).toMatchObject({ techhireSheet: spreadsheetId });
  });

  it('asks for an invitation where the functions do not know the sheet any more', async () => {
    const before = { techhireKey: 'whsec_b2Ygbm8gdXNlIGJ1dCBpbiB0aGVzZSB0ZXN0cw==', techhireSheet: spreadsheetId };
    const { prompts, kept, announced } = await connect({ before, onEdit: 404 });
    expect(prompts).toEqual([expect.stringContaining('does not know this copy')]);
    expect(kept).toMatchObject({ techhireKey: key });
    expect(announced()).toHaveLength(2);
  });

  it('speaks Spanish in a Spanish sheet, and says so to the function', async () => {
    const { prompts, asked, toasts } = await connect({ sheet: sheetDouble([{ title: 'Inicio', cells: {} }]) });
    expect(prompts).toEqual([expect.stringContaining('pegue aquí la invitación')]);
    expect(asked[0]).toMatchObject({ language: 'es' });
    expect(toasts).toEqual(['Conectada. Desde ahora el plan se revisa mientras escribe.']);
  });
});
