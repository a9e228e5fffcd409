import type { secretmanager_v1 } from 'googleapis/build/src/apis/secretmanager/v1.js';
import { rootKeySecretId, rootKeySecretName } from '../deploy/deployed.ts';
import { type Check, fail, ok } from './check.ts';
import { refused } from './google.ts';
import type { Deployment } from './project.ts';

/** The secret without which no message of a sheet is taken. */
export const rootKeysCheck = ({ project, ask }: Deployment): Check => ({
  name: 'root keys',
  looksAt: 'the secret that seals the signing keys in Firestore',
  needs: ['project'],
  look: () =>
    ask<secretmanager_v1.Schema$SecretVersion>({
      host: 'secretmanager.googleapis.com',
      path: `/v1/${rootKeySecretName(project)}/versions/latest`,
    }).then(
      ({ data }) =>
        data.state === 'ENABLED'
          ? ok(`Version ${data.name?.split('/').at(-1)}, of ${data.createTime?.slice(0, 10)}.`)
          : fail(
              `Its newest version is ${data.state}, so no message of a sheet is taken.`,
              `\`gcloud secrets versions enable ${data.name?.split('/').at(-1)} --secret=${rootKeySecretId} --project=${project}\``,
            ),
      refused({ project, what: `The secret ${rootKeySecretId}`, role: 'roles/secretmanager.viewer' }),
    ),
});
