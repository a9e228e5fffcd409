import type { firebaserules_v1 } from 'googleapis/build/src/apis/firebaserules/v1.js';
import type { firestore_v1 } from 'googleapis/build/src/apis/firestore/v1.js';
import { expiringFields, searchedFields } from '../deploy/deployed.ts';
import { type Check, fail, type Outcome, ok, warn } from './check.ts';
import { DEPLOY_AGAIN, refused } from './google.ts';
import type { Deployment } from './project.ts';

/** Firestore: whether it is the right kind, keeps what it should and forgets what it may, and answers nobody else. */
export const databaseChecks = ({ project, ask }: Deployment): Check[] => {
  const database = `projects/${project}/databases/(default)`;
  const fields = (filter: string) =>
    ask<firestore_v1.Schema$GoogleFirestoreAdminV1ListFieldsResponse>({
      host: 'firestore.googleapis.com',
      path: `/v1/${database}/collectionGroups/-/fields`,
      query: { filter, pageSize: '300' },
    }).then(({ data }) => data.fields ?? []);
  const refusal = (what: string) => refused({ project, what, role: 'roles/datastore.viewer' });
  return [
    {
      name: 'database',
      looksAt: 'Firestore’s mode, and that nothing in it can be lost by mistake',
      needs: ['project'],
      look: () =>
        ask<firestore_v1.Schema$GoogleFirestoreAdminV1Database>({
          host: 'firestore.googleapis.com',
          path: `/v1/${database}`,
        }).then(({ data }) => databaseOutcome(data), refusal('The database (default)')),
    },
    {
      name: 'indexes',
      looksAt: 'that the indexes are ready which queries need',
      needs: ['database'],
      look: () => fields('indexConfig.usesAncestorConfig:false').then(indexOutcome, refusal('The list of indexes')),
    },
    {
      name: 'expiry',
      looksAt: 'that the database forgets by itself what nobody needs any more',
      needs: ['database'],
      look: () => fields('ttlConfig:*').then(expiryOutcome, refusal('The list of expiring fields')),
    },
    {
      name: 'rules',
      looksAt: 'that nobody but the functions reaches the data',
      needs: ['database'],
      look: async () => {
        try {
          const { data: release } = await ask<firebaserules_v1.Schema$Release>({
            host: 'firebaserules.googleapis.com',
            path: `/v1/projects/${project}/releases/cloud.firestore`,
          });
          const { data: ruleset } = await ask<firebaserules_v1.Schema$Ruleset>({
            host: 'firebaserules.googleapis.com',
            path: `/v1/${release.rulesetName}`,
          });
          return rulesOutcome(ruleset);
        } catch (error) {
          return refused({ project, what: 'The rules of Firestore', role: 'roles/firebaserules.viewer' })(error);
        }
      },
    },
  ];
};

const databaseOutcome = ({
  type,
  locationId,
  deleteProtectionState,
  pointInTimeRecoveryEnablement,
}: firestore_v1.Schema$GoogleFirestoreAdminV1Database): Outcome => {
  if (type !== 'FIRESTORE_NATIVE')
    return fail(
      `The database is of the type ${type}; the planner needs FIRESTORE_NATIVE.`,
      'Deploy into a project of its own: an empty database changes its type by `gcloud firestore databases update --type=firestore-native`, one with data never does.',
    );
  const unsafe = [
    ...(deleteProtectionState === 'DELETE_PROTECTION_ENABLED' ? [] : ['It can be deleted with one command.']),
    ...(pointInTimeRecoveryEnablement === 'POINT_IN_TIME_RECOVERY_ENABLED'
      ? []
      : ['What it held in the last seven days cannot be read back.']),
  ];
  return unsafe.length === 0
    ? ok(`Native mode, in ${locationId}.`)
    : warn(`It works, in ${locationId}, and is not as it was deployed.`, DEPLOY_AGAIN, unsafe);
};

/** `projects/…/collectionGroups/{collection}/fields/{field}`, with a field's own quotes. */
const fieldName = (name: string | null | undefined): string => {
  const [, collection, field] = /collectionGroups\/([^/]+)\/fields\/(.+)$/.exec(name ?? '') ?? [];
  return `${collection}.${field?.replaceAll('`', '')}`;
};

const indexOutcome = (fields: readonly firestore_v1.Schema$GoogleFirestoreAdminV1Field[]): Outcome => {
  const states = new Map(
    fields.map(({ name, indexConfig }) => [
      fieldName(name),
      (indexConfig?.indexes ?? []).map(({ state }) => state ?? 'READY'),
    ]),
  );
  const missing = searchedFields.filter((field) => !states.get(field)?.length);
  if (missing.length > 0)
    return fail('Rollups cannot be asked for by everything that they should.', DEPLOY_AGAIN, [
      ...missing.map((field) => `${field} is not indexed`),
    ]);
  const broken = searchedFields.filter((field) => states.get(field)!.includes('NEEDS_REPAIR'));
  if (broken.length > 0)
    return fail(
      'Indexes are broken.',
      'Google’s page on it says how to mend them: https://cloud.google.com/datastore/docs/tools/indexconfig#Datastore_Managing_indexes',
      broken,
    );
  const building = searchedFields.filter((field) => states.get(field)!.includes('CREATING'));
  return building.length > 0
    ? warn('Indexes are being built; until then rollups fail.', 'Wait, and look again.', building)
    : ok(`All ${searchedFields.length} are ready.`);
};

const expiryOutcome = (fields: readonly firestore_v1.Schema$GoogleFirestoreAdminV1Field[]): Outcome => {
  const states = new Map(fields.map(({ name, ttlConfig }) => [fieldName(name), ttlConfig?.state ?? null]));
  const missing = expiringFields.filter((field) => !states.has(field) || states.get(field) === 'NEEDS_REPAIR');
  if (missing.length > 0)
    return fail('Some documents are kept for ever.', DEPLOY_AGAIN, [
      ...missing.map((field) => `${field}: ${states.get(field) ?? 'no policy'}`),
    ]);
  const starting = expiringFields.filter((field) => states.get(field) === 'CREATING');
  return starting.length > 0
    ? warn('Policies are being made.', 'Wait, and look again.', starting)
    : ok(`All ${expiringFields.length} policies are active.`);
};

const rulesOutcome = ({ source }: firebaserules_v1.Schema$Ruleset): Outcome => {
  const rules = (source?.files ?? []).map(({ content }) => content ?? '').join('\n');
  const open = [...rules.matchAll(/\ballow\b[^;]*;/g)]
    .map(([statement]) => statement.replace(/\s+/g, ' '))
    .filter((statement) => !/: if false ?;$/.test(statement));
  return open.length > 0 ? fail('The rules let clients in.', DEPLOY_AGAIN, open) : ok('They refuse every client.');
};
