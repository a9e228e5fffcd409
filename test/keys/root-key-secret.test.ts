import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { rootKeySecret } from '../../functions/keys/root-key-secret.ts';
import { isSecretName } from '../../functions/keys/root-key-store.ts';

const name = 'projects/techhire-ohio/secrets/techhire-root-keys';
let server: Server | undefined;
afterEach(() => void server?.close());

/** A Secret Manager with one secret. https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets */
const secretManager = async (versions: string[], status = 200): Promise<string> => {
  server = createServer(async (request, response) => {
    const body = JSON.parse((await Array.fromAsync(request)).join('') || '{}') as { payload?: { data: string } };
    response.setHeader('content-type', 'application/json');
    response.statusCode = status;
    if (request.url === `/v1/${name}/versions/latest:access` && request.method === 'GET')
      response.end(JSON.stringify({ name: `${name}/versions/${versions.length}`, payload: { data: versions.at(-1) } }));
    else if (request.url === `/v1/${name}:addVersion` && request.method === 'POST') {
      versions.push(body.payload!.data);
      response.end(JSON.stringify({ name: `${name}/versions/${versions.length}`, state: 'ENABLED' }));
    } else response.writeHead(404).end('{}');
  });
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

it('the newest version is read, and writing adds one', async () => {
  const versions = [Buffer.from('one\n').toString('base64')];
  const store = rootKeySecret(name, await secretManager(versions));
  expect(await store.read()).toBe('one\n');
  await store.write('two\n');
  expect(versions).toHaveLength(2);
  expect(await store.read()).toBe('two\n');
});

it.each([
  [
    403,
    `Cannot read the secret ${name}: 403 from Secret Manager. Your account needs the role Secret Manager Admin on it.`,
  ],
  [404, `Cannot read the secret ${name}: 404 from Secret Manager. npm run deploy makes it.`],
])('a refusal with %i says what to do', async (status, message) => {
  await expect(rootKeySecret(name, await secretManager(['b25l'], status)).read()).rejects.toThrow(message);
});

it.each([
  [name, true],
  ['/etc/secrets/root-keys', false],
  ['projects/x/secrets/y/versions/2', false],
])('%s is told from a file', (where, isSecret) => {
  expect(isSecretName(where)).toBe(isSecret);
});
