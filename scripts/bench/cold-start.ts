import { type FunctionName, functionNames } from '../../functions/function-names.ts';
import { bundleFunctions } from '../bundle/bundle.ts';
import { type BundleFolders, bundleFolders } from '../bundle/running.ts';
import { type Surroundings, startSurroundings } from '../bundle/surroundings.ts';
import type { Contender, Measurement } from './measurement.ts';

export const coldStart: Measurement = {
  name: 'cold-start',
  title: 'a function from the start of its process to its first answer, as bundled for the cloud',
  fairness: [
    'The peer is a function of one line under the same framework: what nobody can be faster than. It reads nothing; ours read their settings and Firestore, and the pass checks the whole demo plan.',
    'All of Google’s services are on this machine, so their distance is in none. The memory is the most that was resident.',
  ],
  contests: async function* () {
    let messages = 0;
    const surroundings = await startSurroundings(() => `msg_${++messages}`);
    const folders = await bundleFolders();
    try {
      await folders.add('empty', new Map([['index.js', EMPTY]]));
      for (const { name, files } of await bundleFunctions()) await folders.add(name, files);
      const peer = contender('an empty function', 'empty', folders, {}, (url) => fetch(url));
      // A rollup has something to show only after a pass.
      await contender('a pass', 'runPass', folders, surroundings.envOf('runPass'), (url) =>
        first.runPass(url, surroundings),
      ).run();
      for (const name of functionNames)
        yield {
          name,
          peer,
          others: [contender(name, name, folders, surroundings.envOf(name), (url) => first[name](url, surroundings))],
        };
    } finally {
      await folders.remove();
      await surroundings.close();
    }
  },
};

const EMPTY = `require('@google-cloud/functions-framework').http('empty', (request, response) => response.json({}));\n`;

/** What each function is asked first. */
const first: Record<FunctionName, (url: string, surroundings: Surroundings) => Promise<Response>> = {
  onEdit: (url, { post }) => post(url, { tab: 'Goals', range: 'B2' }),
  // Over a channel that nobody has opened: it is looked up, and that is all.
  onDriveChange: (url) =>
    fetch(url, {
      method: 'POST',
      headers: {
        'x-goog-channel-id': 'nobodys',
        'x-goog-channel-token': 'account=own&secret=none',
        'x-goog-message-number': '1',
        'x-goog-resource-id': 'none',
        'x-goog-resource-state': 'sync',
      },
    }),
  connect: (url, { post }) => post(url, { step: 'ask', code: 'x'.repeat(32) }),
  repair: (url, { post }) => post(url, { step: 'preview' }),
  share: (url, { post }) => post(url, {}),
  runPass: (url, { spreadsheetId }) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ spreadsheetId, always: true }),
    }),
  reconcile: (url) => fetch(url, { method: 'POST' }),
  rollup: (url) => fetch(`${url}?scope=network&year=2026`),
  health: (url) => fetch(url),
};

const contender = (
  title: string,
  name: string,
  folders: BundleFolders,
  env: Readonly<Record<string, string>>,
  ask: (url: string) => Promise<Response>,
): Contender => ({
  name: title,
  run: async () => {
    const running = await folders.start(name, env);
    try {
      const answer = await ask(running.url);
      await answer.arrayBuffer();
      const memory = await running.memory();
      return `${answer.status}${memory === null ? '' : `, ${Math.round(memory / 1e6)} MB`}`;
    } finally {
      running.stop();
    }
  },
});
