import { execFile } from 'node:child_process';
import { cp, glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig, settings } from '../../../functions/config.ts';
import { type FunctionName, functionNames } from '../../../functions/function-names.ts';
import { sections } from '../../../functions/plan/plan.ts';
import { functionUrl } from '../../../functions/planner/addresses.ts';
import {
  apis,
  expiringFields,
  functionRights,
  jobName,
  queueName,
  rootKeySecretId,
  searchedFields,
  serviceId,
} from '../../../scripts/deploy/deployed.ts';
import { withQuota } from '../../../scripts/simulate/advice.ts';
import { describeWhere, programMissing } from '../../support/required.ts';
import { withoutSchemas } from '../../support/standards.ts';
import { googleProviderSchemas, startTerraformProvider } from '../../support/terraform-provider.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

interface Resource {
  address: string;
  type: string;
  name: string;
  index?: string | number;
  values: Record<string, unknown>;
}

describeWhere(
  programMissing('terraform', 'version') ?? withoutSchemas('terraform'),
  'the deployment, as Terraform reads it',
  () => {
    let folder: string;
    let provider: Awaited<ReturnType<typeof startTerraformProvider>>;
    let resources: Resource[];

    const terraform = async (...words: string[]): Promise<string> => {
      const { stdout } = await run('terraform', words, {
        cwd: folder,
        env: { ...process.env, ...provider.env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
        maxBuffer: 1 << 26,
      });
      return stdout;
    };
    const plan = async (variables: Record<string, string> = {}): Promise<Resource[]> => {
      const given = {
        project: 'techhire-ohio',
        region: 'us-east5',
        firestore_location: 'us-east5',
        bundles: join(folder, 'bundles'),
        root_key_secret: rootKeySecretId,
        ...variables,
      };
      await terraform(
        'plan',
        '-input=false',
        '-out=plan',
        ...Object.entries(given).flatMap(([name, value]) => ['-var', `${name}=${value}`]),
      );
      const shown = JSON.parse(await terraform('show', '-json', 'plan')) as {
        planned_values: { root_module: { resources: Resource[] } };
      };
      return shown.planned_values.root_module.resources;
    };
    const ofType = (type: string, among = resources): Resource[] => among.filter((resource) => resource.type === type);

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'terraform-'));
      await cp(join(root, 'scripts/deploy/terraform'), folder, { recursive: true });
      // The state of a test lies beside it, not in a bucket.
      await rm(join(folder, 'backend.tf'));
      await mkdir(join(folder, 'bundles'));
      for (const name of functionNames) await writeFile(join(folder, 'bundles', `${name}.zip`), name);
      provider = await startTerraformProvider(googleProviderSchemas());
      resources = await plan();
    }, 60_000);
    afterAll(async () => {
      provider?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    test('is formatted', async () => {
      expect(await terraform('fmt', '-check', '-recursive')).toBe('');
    });

    test('is valid by the schemas of Google’s provider', async () => {
      expect(JSON.parse(await terraform('validate', '-json'))).toMatchObject({
        valid: true,
        error_count: 0,
        warning_count: 0,
      });
    });

    test('is refused where an argument is misspelt, so that being valid says something', async () => {
      const file = join(folder, 'misspelt.tf');
      await writeFile(file, 'resource "google_service_account" "misspelt" {\n  acount_id = "x"\n}\n');
      try {
        await expect(terraform('validate')).rejects.toThrow(/acount_id/);
      } finally {
        await rm(file);
      }
    });

    test('every function is deployed under its own account', () => {
      const functions = ofType('google_cloudfunctions2_function');
      expect(functions.map(({ index }) => index).sort()).toEqual([...functionNames].sort());
      for (const { index, values } of functions) {
        expect(values).toMatchObject({ build_config: [{ runtime: 'nodejs22', entry_point: index }] });
      }
      const accounts = ofType('google_service_account').filter(({ name }) => name === 'function');
      expect(accounts).toHaveLength(functionNames.length);
      expect(new Set(accounts.map(({ values }) => values.account_id)).size).toBe(functionNames.length);
      // Google refuses shorter and longer ones.
      for (const { values } of ofType('google_service_account'))
        expect(values.account_id).toMatch(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
    });

    test('nobody has a right that covers more than one kind of thing', () => {
      const roles = resources.flatMap(({ values }) => (typeof values.role === 'string' ? [values.role] : []));
      expect(roles.filter((role) => /owner|editor|admin/i.test(role))).toEqual([]);
    });

    test('the functions get settings that they know, and every one that they cannot do without', () => {
      const known = new Set(Object.values(settings).map(({ env }) => env));
      for (const { index, values } of ofType('google_cloudfunctions2_function')) {
        const [service] = values.service_config as { environment_variables: Record<string, string> }[];
        const environment = service!.environment_variables;
        expect(
          Object.keys(environment).filter((name) => !known.has(name)),
          String(index),
        ).toEqual([]);
        expect(() => readConfig(environment), String(index)).not.toThrow();
      }
    });

    test('the root keys are a file for the functions that check or make signatures, and for no other', () => {
      const mounted = ofType('google_cloudfunctions2_function').flatMap(({ index, values }) => {
        const [service] = values.service_config as {
          environment_variables: Record<string, string>;
          secret_volumes: { secret: string; mount_path: string; versions: { version: string; path: string }[] }[];
        }[];
        const [volume] = service!.secret_volumes;
        const { rootKeys } = readConfig(service!.environment_variables);
        expect(rootKeys).toBe(volume ? `${volume.mount_path}/${volume.versions[0]!.path}` : null);
        if (volume) expect(volume).toMatchObject({ secret: rootKeySecretId, versions: [{ version: 'latest' }] });
        return volume ? [index] : [];
      });
      expect(mounted).toEqual(['connect', 'onEdit', 'repair', 'rollup', 'share']);
      const readers = ofType('google_secret_manager_secret_iam_member');
      expect(readers.map(({ index }) => index)).toEqual(mounted);
      for (const { values } of readers)
        expect(values).toMatchObject({ secret_id: rootKeySecretId, role: 'roles/secretmanager.secretAccessor' });
    });

    test('the publisher of rollups is told to the functions', async () => {
      const publisher = { organization: 'US-EIN-123456789', name: 'TechHire Ohio', type: '22' };
      const planned = await plan({ publisher: JSON.stringify(publisher) });
      const [service] = ofType('google_cloudfunctions2_function', planned)[0]!.values.service_config as {
        environment_variables: Record<string, string>;
      }[];
      expect(readConfig(service!.environment_variables)).toMatchObject({
        publisherOrganization: publisher.organization,
        publisherName: publisher.name,
        publisherType: publisher.type,
        grantPrefix: null,
      });
    });

    test('is what those look for who look whether it is well', () => {
      const those = (type: string, name?: string): Resource[] =>
        ofType(type).filter((resource) => name === undefined || resource.name === name);
      expect(those('google_project_service').map((each) => each.values.service)).toEqual([...apis]);
      expect(those('google_cloud_tasks_queue').map((each) => each.values.name)).toEqual([
        queueName('techhire-ohio', 'us-east5').split('/').at(-1),
      ]);
      expect(those('google_cloud_scheduler_job').map((each) => each.values.name)).toEqual([
        jobName('techhire-ohio', 'us-east5').split('/').at(-1),
      ]);
      const fieldsOf = (name: string): string[] =>
        those('google_firestore_field', name).map((each) => `${each.values.collection}.${each.values.field}`);
      expect(fieldsOf('searched').sort()).toEqual([...searchedFields]);
      expect(fieldsOf('expiring').sort()).toEqual([...expiringFields]);
      for (const name of functionNames) {
        // Indices are the function's name, alone or with what stands behind it.
        const has = (type: string, resource: string): boolean =>
          those(type, resource).some(({ index }) => String(index).split(/[ -]/)[0] === name);
        expect(
          {
            service: those('google_cloudfunctions2_function').find(({ index }) => index === name)?.values.name,
            account: those('google_service_account', 'function').find(({ index }) => index === name)?.values.account_id,
            public: has('google_cloud_run_v2_service_iam_member', 'public'),
            firestore: those('google_project_iam_member', 'firestore').find(({ index }) => index === name)?.values.role,
            queues: has('google_cloud_tasks_queue_iam_member', 'queuer'),
            sheets: has('google_service_account_iam_member', 'uses_sheets'),
            keys: has('google_secret_manager_secret_iam_member', 'root_keys'),
          },
          name,
        ).toEqual({ service: serviceId(name), account: serviceId(name), ...functionRights[name] });
      }
    });

    test('the database refuses every client, keeps a week of revisions, and is not deleted by mistake', () => {
      expect(ofType('google_firestore_database').map(({ values }) => values)).toMatchObject([
        {
          type: 'FIRESTORE_NATIVE',
          point_in_time_recovery_enablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
          delete_protection_state: 'DELETE_PROTECTION_ENABLED',
        },
      ]);
      const [ruleset] = ofType('google_firebaserules_ruleset');
      const rules = JSON.stringify(ruleset!.values);
      expect(rules).toContain('if false');
      expect(rules.match(/allow/g)).toHaveLength(1);
    });

    test('no table of the plan, nor anything else that is large, is indexed by what stands in it', () => {
      const unsearched = ofType('google_firestore_field').filter(({ name }) => name === 'unsearched');
      expect(unsearched.map(({ values }) => values.field)).toEqual(unsearched.map(() => '*'));
      const collections = unsearched.map(({ values }) => values.collection as string);
      expect(collections.filter((name) => name in sections).sort()).toEqual(Object.keys(sections).sort());
      expect(collections.filter((name) => !(name in sections))).toEqual([
        'changes',
        'history',
        'index',
        'parts',
        'openWrites',
        'plans',
        'summaries',
        'told',
      ]);
    });

    test('every field that a query asks for is indexed', async () => {
      const asked = new Set<string>();
      for await (const file of glob(join(root, 'functions/**/*.ts')))
        for (const [, field] of (await readFile(file, 'utf8')).matchAll(/\.(?:where|orderBy)\('([^']+)'/g))
          asked.add(field!);
      const searched = ofType('google_firestore_field').filter(({ name }) => name === 'searched');
      const indexed = new Set(searched.map(({ values }) => values.field as string));
      // Of collections with an index of every field; the name of a document needs none.
      const byItself = [
        '__name__',
        'account',
        'drivePush',
        'lastPass.finishedAt',
        'lastPass.outcome',
        'minute',
        'link',
        'owing',
        'owingSince',
        'rememberUntil',
        'series',
        'spreadsheetId',
        'unannouncedSince',
      ];
      expect([...asked].filter((field) => !indexed.has(field) && !byItself.includes(field))).toEqual([]);
      for (const { values } of searched)
        for (const { indexes } of values.index_config as { indexes: object[] }[])
          expect(indexes).toEqual(indexes.map(() => expect.objectContaining({ query_scope: 'COLLECTION' })));
    });

    test('messages that nobody can replay any more are deleted, and so is what else nobody needs after a time', () => {
      const expiring = ofType('google_firestore_field').filter(({ name }) => name === 'expiring');
      expect(expiring.map(({ values }) => `${values.collection}.${values.field}`)).toEqual([
        'downloads.forgetAt',
        'invitations.expiresAt',
        'links.forgetAt',
        'messages.rememberUntil',
        'openWrites.keepUntil',
      ]);
    });

    test('the schedule and the queue call functions of ours as the account that these let in', async () => {
      const [job] = ofType('google_cloud_scheduler_job');
      const [target] = job!.values.http_target as { uri: string; oidc_token: { audience: string }[] }[];
      const [service] = ofType('google_cloudfunctions2_function')[0]!.values.service_config as {
        environment_variables: Record<string, string>;
      }[];
      const config = readConfig(service!.environment_variables);
      expect(target!.uri).toBe(functionUrl(config, 'reconcile'));
      expect(target!.oidc_token[0]!.audience).toBe(functionUrl(config, 'reconcile'));
      const account = ofType('google_service_account').find(({ name }) => name === 'queue')!;
      expect(config.tasksServiceAccount).toBe(`${account.values.account_id}@techhire-ohio.iam.gserviceaccount.com`);
      const [queue] = ofType('google_cloud_tasks_queue');
      expect(config.tasksQueue).toBe(`projects/techhire-ohio/locations/us-east5/queues/${queue!.values.name}`);
      for (const { index, values } of ofType('google_cloudfunctions2_function'))
        expect(functionUrl(config, index as FunctionName)).toMatch(new RegExp(`/${values.name}$`));
    });

    test('each sheet account is made, and known to the functions', async () => {
      const pooled = await plan({ sheet_accounts: '3' });
      const accounts = ofType('google_service_account', pooled).filter(({ name }) => name === 'sheets');
      const [service] = ofType('google_cloudfunctions2_function', pooled)[0]!.values.service_config as {
        environment_variables: Record<string, string>;
      }[];
      expect(readConfig(service!.environment_variables).sheetsAccounts).toEqual(
        accounts.map(({ values }) => `${values.account_id}@techhire-ohio.iam.gserviceaccount.com`),
      );
      // Whoever works on sheets may speak for each of them.
      expect(
        ofType('google_service_account_iam_member', pooled).filter(({ name }) => name === 'uses_sheets'),
      ).toHaveLength(3 * 4);
    });

    test.each([
      ['300', 100, 40],
      ['6000', 150, 400],
      ['38400', 500, 2560],
    ])(
      'with %s calls a minute the queue begins %i passes a second and has %i under way, and is never what holds them up',
      async (calls, perSecond, concurrent) => {
        const [queue] = ofType('google_cloud_tasks_queue', await plan({ calls_per_project: calls }));
        expect(queue!.values.rate_limits).toMatchObject([
          { max_dispatches_per_second: perSecond, max_concurrent_dispatches: concurrent },
        ]);
        expect(withQuota(Number(calls))).toEqual({ dispatchesPerSecond: perSecond, concurrentDispatches: concurrent });
      },
    );

    test('whoever puts tasks into the queue may also look at them', () => {
      const roles = ofType('google_cloud_tasks_queue_iam_member').map(({ values }) => values.role);
      expect(roles.filter((role) => role === 'roles/cloudtasks.viewer')).toHaveLength(roles.length / 2);
    });

    test('alerts and the budget are there once somebody is to be told', async () => {
      expect(ofType('google_monitoring_notification_channel')).toEqual([]);
      expect(ofType('google_billing_budget')).toEqual([]);
      const told = await plan({ alert_email: 'operator@techhire.example', billing_account: '012345-6789AB-CDEF01' });
      expect(ofType('google_monitoring_notification_channel', told)).toHaveLength(1);
      expect(ofType('google_billing_budget', told)).toHaveLength(1);
      expect(ofType('google_monitoring_alert_policy', told)).toHaveLength(2);
    });

    test('a value that cannot be is refused with what it should be', async () => {
      await expect(plan({ sheet_accounts: '0' })).rejects.toThrow(/whole number from 1 to 100/);
    });
  },
  { isOptional: true },
);
