import { afterAll, beforeAll, expect, it } from 'vitest';
import { switchDrivePush } from '../../scripts/drive-push.ts';
import { type RunningMachine, startMachine, temporaryFolder, waitFor } from '../support/machine.ts';

const folder = temporaryFolder();
let machine: RunningMachine;
beforeAll(async () => {
  machine = await startMachine(folder.path, ['--empty', '--without-script']);
}, 60_000);
afterAll(async () => {
  await machine?.stop();
  folder.remove();
});

const run = async (args: string[], env: Record<string, string> = { TECHHIRE_SHEETS_ROOT_URL: machine.url }) => {
  let [out, err] = ['', ''];
  const status = await switchDrivePush(args, { out: (text) => (out += text), err: (text) => (err += text), env });
  return { status, out, err };
};

it('npm start checks a sheet whose script tells nobody of edits', async () => {
  await machine.post('edits', { tab: 'Partners', range: 'B3', values: [['Emploier']], clear: [], client: 'a window' });
  await waitFor(async () => ((await machine.findings('Partners', 'B3')).length > 0 ? true : null), 20_000);
  await waitFor(async () => ((await machine.cell('Partners', 'J3')) === '' ? null : true), 20_000);
});

it('lists the sheets that Drive tells of, turns one off, and on again', async () => {
  const { spreadsheetId } = machine;
  const heard = expect.stringMatching(new RegExp(`${spreadsheetId}  the functions' own account  20\\S+Z  20\\S+Z\\n$`));
  expect(await run(['list'])).toEqual({ status: 0, out: heard, err: '' });
  expect(await run(['off', '--spreadsheet', spreadsheetId])).toEqual({
    status: 0,
    out: `Drive does not tell of edits in ${spreadsheetId} any more.\n`,
    err: '',
  });
  expect(await run(['list'])).toEqual({ status: 0, out: 'Drive tells of edits in no sheet.\n', err: '' });
  expect(await run(['on', '--spreadsheet', spreadsheetId])).toEqual({
    status: 0,
    out: `Drive tells of edits in ${spreadsheetId} from now on.\n`,
    err: '',
  });
  expect((await run(['list'])).out).toContain(spreadsheetId);
});

it.each([
  [[], 'Say on, off or list.'],
  [['sometimes'], 'Say on, off or list.'],
  [['on'], 'For which spreadsheet is it to be turned on?'],
  [['list', 'all'], '"all" is not expected here.'],
  [['on', '--spreadsheet', 'no-such-sheet'], 'The spreadsheet no-such-sheet is not connected. Connect it first.'],
  [['off', '--spreadsheet', 'no-such-sheet'], 'The spreadsheet no-such-sheet is not connected. Connect it first.'],
])('says what is wrong with %j', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(message) });
});

it.each([
  [{}, 'TECHHIRE_PUBLIC_URL is not set.'],
  [{ TECHHIRE_DRIVE_PUSH: 'off' }, 'TECHHIRE_DRIVE_PUSH is "off".'],
])('says what keeps Drive from telling: %j', async (env, message) => {
  const settings = { GOOGLE_CLOUD_PROJECT: 'techhire-ohio', ...env };
  expect(await run(['on', '--spreadsheet', 'x'], settings)).toMatchObject({
    status: 2,
    err: expect.stringContaining(message),
  });
});
