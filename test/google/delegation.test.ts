import { expect, it } from 'vitest';
import {
  DelegationRefused,
  delegatedCredentials,
  delegationIn,
  sharedWith,
  TOKEN_URL,
} from '../../functions/google/delegation.ts';

const serviceAccount = 'sheets-1@techhire-ohio.iam.gserviceaccount.com';
const person = 'planner@school.example';
const scope = 'https://www.googleapis.com/auth/spreadsheets';

/** @param answers  of Google's token endpoint, one after the other */
const credentials = (...answers: { status: number; body: object }[]) => {
  const signed: [string, unknown][] = [];
  const exchanged: [string, Record<string, string>][] = [];
  const nowMs = Date.parse('2026-11-24T12:00:00.400Z');
  const client = delegatedCredentials({ serviceAccount, person }, scope, {
    sign: async (account, payload) => {
      signed.push([account, JSON.parse(payload)]);
      return 'head.payload.signature';
    },
    fetch: async (url, init) => {
      exchanged.push([String(url), Object.fromEntries(init!.body as URLSearchParams)]);
      const { status, body } = answers.shift()!;
      return Response.json(body, { status });
    },
    nowMs: () => nowMs,
  });
  return { client, signed, exchanged };
};

it('asks Google for a token in the person’s name, signed by the service account, for one scope and an hour', async () => {
  const { client, signed, exchanged } = credentials({
    status: 200,
    body: { access_token: 'a-token', expires_in: 3599, token_type: 'Bearer' },
  });
  expect((await client.getRequestHeaders()).get('authorization')).toBe('Bearer a-token');
  // The fields and the grant that https://developers.google.com/identity/protocols/oauth2/service-account names.
  const iat = Date.parse('2026-11-24T12:00:00Z') / 1000;
  expect(signed).toEqual([
    [serviceAccount, { iss: serviceAccount, sub: person, scope, aud: TOKEN_URL, iat, exp: iat + 3600 }],
  ]);
  expect(exchanged).toEqual([
    [
      'https://oauth2.googleapis.com/token',
      { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'head.payload.signature' },
    ],
  ]);
});

it.each([
  [401, 403, 'unauthorized_client'],
  [503, 503, 'backend_error'],
])('says who has to allow it where Google answers %i, which counts as %i', async (answered, status, error) => {
  const { client } = credentials({ status: answered, body: { error } });
  const refused = await client.getRequestHeaders().catch((cause: unknown) => cause);
  expect(refused).toBeInstanceOf(DelegationRefused);
  expect(refused).toMatchObject({
    status,
    message: `${serviceAccount} cannot act for ${person}: ${error} (${answered}) from Google. The administrator of ${person} has to allow it the scope ${scope}: Admin console > Security > API controls > Domain-wide delegation.`,
  });
});

it.each([
  [serviceAccount, null, serviceAccount],
  [`${serviceAccount}:${person}`, { serviceAccount, person }, person],
])('%s', (account, delegation, address) => {
  expect(delegationIn(account)).toEqual(delegation);
  expect(sharedWith(account)).toBe(address);
});
