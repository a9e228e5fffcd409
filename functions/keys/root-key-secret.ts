import { ownCredentials } from '../google/accounts.ts';
import { callFailure } from '../google/failure.ts';
import { OperatorError } from '../watch/operator-error.ts';
import type { RootKeyStore } from './root-keys.ts';

/**
 * A secret of Secret Manager: its newest version is read, and writing adds one. For operators; the functions get it as a file.
 * https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets
 *
 * @param name  `projects/{project}/secrets/{secret}`
 */
export const rootKeySecret = (name: string, rootUrl = GOOGLE_SECRETS_ROOT_URL): RootKeyStore => {
  const google = ownCredentials({
    rootUrl,
    googleRootUrl: GOOGLE_SECRETS_ROOT_URL,
    scope: 'https://www.googleapis.com/auth/cloud-platform',
  });
  return {
    read: async () => {
      const { data } = await google
        .request<{ payload: { data: string } }>({
          url: `${rootUrl}/v1/${name}/versions/latest:access`,
          timeout: CALL_TIMEOUT_MS,
        })
        .catch(failed('read', name));
      return Buffer.from(data.payload.data, 'base64').toString('utf8');
    },
    write: async (lines) => {
      await google
        .request({
          url: `${rootUrl}/v1/${name}:addVersion`,
          method: 'POST',
          data: { payload: { data: Buffer.from(lines).toString('base64') } },
          timeout: CALL_TIMEOUT_MS,
        })
        .catch(failed('add a version to', name));
    },
  };
};

export const GOOGLE_SECRETS_ROOT_URL = 'https://secretmanager.googleapis.com';

const CALL_TIMEOUT_MS = 20_000;

const failed =
  (operation: string, name: string) =>
  (cause: unknown): never => {
    const { status } = callFailure(cause);
    const mend =
      status === 403
        ? 'Your account needs the role Secret Manager Admin on it.'
        : status === 404
          ? 'npm run deploy makes it.'
          : status === null
            ? 'Sign in with "gcloud auth application-default login", and see that the network reaches Google.'
            : 'Try again.';
    throw new OperatorError(
      'root-keys',
      `Cannot ${operation} the secret ${name}: ${status === null ? 'no answer' : `${status} from Secret Manager`}. ${mend}`,
      { cause },
    );
  };
