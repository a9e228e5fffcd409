import type { Config } from '../../functions/config.ts';
import { driveClients } from '../../functions/drive/client.ts';
import { channelStanding } from '../../functions/edits/drive-watch.ts';
import { driveWatches } from '../../functions/edits/drive-watches.ts';
import type { ConnectedSheet } from '../../functions/edits/registry.ts';
import { sharedWith } from '../../functions/google/delegation.ts';
import { TEMPLATE_VERSION } from '../../functions/plan/results.ts';
import { openRuns } from '../../functions/planner/reconciling.ts';
import type { Store } from '../../functions/planner/store.ts';
import { sheetsClients } from '../../functions/sheet/client.ts';
import { OperatorError } from '../../functions/watch/operator-error.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { type Check, fail, type Outcome, ok, warn } from './check.ts';
import { once } from './once.ts';

export interface SheetsToLookAt {
  config: Config;
  store: Store;
  /** One sheet alone; null for all. */
  spreadsheetId: string | null;
  /** What has to be well before anything of a sheet can be seen. */
  needs: readonly string[];
  nowMs(): number;
  /** What to do where one may not work as an account; null where one may. */
  barredAs(account: string | null): Promise<string | null>;
}

/** Whether the connected sheets are checked, reached and heard of. */
export const sheetChecks = ({ config, store, spreadsheetId, needs, nowMs, barredAs }: SheetsToLookAt): Check[] => {
  const { registry, firestore } = store;
  const sheets = once(async () => {
    if (spreadsheetId === null) return registry.list();
    const sheet = await registry.find(spreadsheetId);
    return sheet ? [sheet] : [];
  });
  const ofSheets = (check: Omit<Check, 'needs' | 'look'>, problemOf: ProblemOf): Check => ({
    ...check,
    needs: ['sheets'],
    look: async () => sheetsOutcome(await sheets(), problemOf),
  });
  return [
    {
      name: 'sheets',
      looksAt: 'which sheets are connected',
      needs,
      look: async () => {
        try {
          const { length } = await sheets();
          if (length > 0) return ok(length === 1 ? 'One is connected.' : `${length} are connected.`);
          return spreadsheetId === null
            ? warn('None is connected.', 'In a sheet made from the template choose TechHire > Connect.')
            : fail(
                `${spreadsheetId} is not connected.`,
                'See that the id is as in the sheet’s address; in the sheet choose TechHire > Connect.',
              );
        } catch (error) {
          if (error instanceof OperatorError) return fail(error.message, 'Do what is said there.');
          return fail(
            `Firestore did not say: ${(error as Error).message}`,
            'You need the role roles/datastore.user in the project, and credentials: `gcloud auth application-default login`',
          );
        }
      },
    },
    ofSheets({ name: 'passes', looksAt: 'that edits are checked soon, and checking succeeds' }, (sheet) =>
      passProblem(sheet, nowMs()),
    ),
    ofSheets(
      { name: 'triggers', looksAt: 'that no sheet changes without telling, as it does where its trigger is gone' },
      triggerProblem,
    ),
    ofSheets({ name: 'template', looksAt: 'the version of the template that sheets were made from' }, templateProblem),
    ofSheets(
      { name: 'scripts', looksAt: 'the version of the script in each sheet, as its last message said it' },
      scriptProblem,
    ),
    ofSheets({ name: 'signing keys', looksAt: 'that the keys open with which sheets sign' }, (sheet) =>
      keyProblem(sheet, store),
    ),
    {
      name: 'access',
      looksAt: `that sheets can be read and written${spreadsheetId === null ? `; of many, ${MOST_READ} of those most in need of a look` : ''}`,
      needs: ['sheets'],
      look: async () => {
        const looked = (await sheets()).toSorted(byNeed).slice(0, MOST_READ);
        return sheetsOutcome(looked, accessProblemIn(config, barredAs));
      },
    },
    {
      name: 'channels of Drive',
      looksAt: 'that Google Drive tells of edits in sheets without the bound script',
      needs: ['sheets'],
      look: async () => {
        const pushed = (await sheets()).filter(({ drivePush }) => drivePush);
        if (pushed.length === 0) return ok('No sheet needs one.');
        const open = new Map(
          (await driveWatches(firestore).list()).map((watch) => [watch.account, channelStanding(watch)]),
        );
        return sheetsOutcome(pushed, ({ account }) => {
          const until = open.get(account)?.channelExpiresAt ?? null;
          return until !== null && Date.parse(until) > nowMs()
            ? null
            : {
                result: 'fail',
                found: until === null ? 'no channel is open' : `its channel ended at ${until}`,
                mend: 'Reconciling opens it again: `npm run reconcile` says why it does not.',
              };
        });
      },
    },
    {
      name: 'reconciling',
      looksAt: 'when sheets were looked at last that nobody had announced an edit of',
      needs: ['sheets'],
      look: async () => {
        const last = await openRuns(store).last();
        if (last === null)
          return warn('No run has ended yet.', 'It is done every ten minutes; `npm run reconcile` does it now.');
        const minutesAgo = Math.round((nowMs() - Date.parse(last.finishedAt)) / 60_000);
        const found = `The last run ended ${minutesAgo} minutes ago: ${last.passed} checked, ${last.failed} failed, ${last.left} left for the next time.`;
        if (minutesAgo > LATE_MINUTES)
          return fail(found, '`npm run reconcile` does it now, and says why it is not done.');
        return last.failed > 0 ? warn(found, 'What is said of passes says why.') : ok(found);
      },
    },
  ];
};

interface SheetProblem {
  result: 'warn' | 'fail';
  found: string;
  mend: string;
}

type ProblemOf = (sheet: ConnectedSheet) => SheetProblem | null | Promise<SheetProblem | null>;

const sheetsOutcome = async (sheets: readonly ConnectedSheet[], problemOf: ProblemOf): Promise<Outcome> => {
  const looked = await Promise.all(
    sheets.map(async (sheet) => {
      const problem = await problemOf(sheet);
      return problem && { ...problem, spreadsheetId: sheet.spreadsheetId, communityId: sheet.communityId };
    }),
  );
  const problems = looked.filter((problem) => problem !== null);
  if (problems.length === 0)
    return ok(sheets.length === 1 ? 'The sheet is well.' : `All ${sheets.length} sheets are well.`);
  const say = problems.some(({ result }) => result === 'fail') ? fail : warn;
  return say(
    sheets.length === 1 ? 'The sheet is not well.' : `${problems.length} of ${sheets.length} sheets are not well.`,
    [...new Set(problems.map(({ mend }) => mend))].join(' '),
    [
      ...problems
        .slice(0, MOST_NAMED)
        .map(({ spreadsheetId, communityId, found }) => `${spreadsheetId} (${communityId}): ${found}`),
      ...(problems.length > MOST_NAMED ? [`and ${problems.length - MOST_NAMED} more`] : []),
    ],
  );
};

const MOST_NAMED = 20;

const passProblem = ({ lastPass, owingSince }: ConnectedSheet, nowMs: number): SheetProblem | null => {
  if (lastPass?.outcome === 'failed')
    return {
      result: 'fail',
      found: `its pass of ${lastPass.finishedAt} failed: ${lastPass.message ?? 'the log says why'}`,
      mend: 'Do what is said there; the next edit, or `npm run reconcile`, tries again.',
    };
  const waitedMinutes = owingSince === null ? 0 : Math.round((nowMs - Date.parse(owingSince)) / 60_000);
  return waitedMinutes > WAITING_MINUTES
    ? {
        result: 'fail',
        found: `an edit has waited for ${waitedMinutes} minutes`,
        mend: 'See what is said of the queue and of health.',
      }
    : null;
};

/** As the function health counts it. */
const WAITING_MINUTES = 10;

const triggerProblem = ({ unannouncedSince, drivePush }: ConnectedSheet): SheetProblem | null => {
  if (unannouncedSince === null) return null;
  return drivePush
    ? {
        result: 'warn',
        found: `it changed without Drive telling of it, found at ${unannouncedSince}`,
        mend: '`npm run drive-push -- list` shows whether its channel is open.',
      }
    : {
        result: 'fail',
        found: `it changed though no message came, found at ${unannouncedSince}`,
        mend: 'Have somebody open the sheet and choose TechHire > Connect; where the script cannot be installed, `npm run drive-push -- on --spreadsheet ID`.',
      };
};

const templateProblem = ({ templateVersion }: ConnectedSheet): SheetProblem | null => {
  if (templateVersion === null || templateVersion === TEMPLATE_VERSION) return null;
  return templateVersion < TEMPLATE_VERSION
    ? {
        result: 'warn',
        found: `version ${templateVersion}; the newest is ${TEMPLATE_VERSION}`,
        mend: '`npm run upgrade` brings it to the newest, and what people typed stays as it is.',
      }
    : {
        result: 'warn',
        found: `version ${templateVersion}, which is newer than this program's ${TEMPLATE_VERSION}`,
        mend: 'Deploy the newest version: `npm run deploy`',
      };
};

const scriptProblem = ({ scriptVersion }: ConnectedSheet): SheetProblem | null =>
  scriptVersion === null || scriptVersion === packageFile.version
    ? null
    : {
        result: 'warn',
        found: `version ${scriptVersion}; this program is ${packageFile.version}`,
        mend: '`npm run upgrade` brings the script along with the template; where that was done, deploy the newest version: `npm run deploy`',
      };

const keyProblem = async (sheet: ConnectedSheet, { registry }: Store): Promise<SheetProblem | null> => {
  try {
    if ((await registry.keysOf(sheet)).length > 0) return null;
    return {
      result: 'fail',
      found: 'it has no key',
      mend: `\`npm run rotate-key -- --spreadsheet ${sheet.spreadsheetId}\``,
    };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { result: 'fail', found: error.message, mend: 'Do what is said there.' };
  }
};

/** Reads once and looks at Drive once, as the sheet's account does. */
const accessProblemIn = ({ sheetsRootUrl, driveRootUrl }: Config, barredAs: SheetsToLookAt['barredAs']): ProblemOf => {
  const sheetsOf = sheetsClients(sheetsRootUrl);
  const driveOf = driveClients(driveRootUrl);
  return async ({ spreadsheetId, account }) => {
    const as = account === null ? 'the planner’s service account' : sharedWith(account);
    const barred = await barredAs(account);
    if (barred !== null)
      return { result: 'warn', found: `not looked at, because you may not work as ${as}`, mend: barred };
    try {
      await (await sheetsOf(account)).readFields(spreadsheetId, 'spreadsheetId');
      if (await (await driveOf(account)).mayEdit(spreadsheetId)) return null;
      return {
        result: 'fail',
        found: `${as} may read it and not write it`,
        mend: `Have somebody share the sheet with ${as} as an editor.`,
      };
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      return { result: 'fail', found: error.message, mend: 'Do what is said there.' };
    }
  };
};

/** A minute's calls of one account are 60, and people wait for them. */
const MOST_READ = 20;

/** Those first whose last pass failed, then those that were looked at the longest ago. */
const byNeed = (one: ConnectedSheet, other: ConnectedSheet): number => urgency(one).localeCompare(urgency(other));

const urgency = ({ lastPass }: ConnectedSheet): string =>
  `${lastPass?.outcome === 'done' ? 1 : 0} ${lastPass?.finishedAt ?? ''}`;

/** Three times as long as between two runs. */
const LATE_MINUTES = 30;
