import type { Telemetry } from './telemetry.ts';

/** A call to another service that has ended. */
export interface EndedCall {
  method: 'GET' | 'POST';
  /** null where no answer came. */
  status: number | null;
  ms: number;
}

/** Takes down calls to a service, by status. @param rootUrl the service's address */
export const callTimer = (telemetry: Telemetry, rootUrl: string): ((call: EndedCall) => void) => {
  const { hostname, protocol, port } = new URL(rootUrl);
  const service = {
    'server.address': hostname,
    'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
  };
  return ({ method, status, ms }) =>
    telemetry.time('http.client.request.duration', ms, {
      ...service,
      'http.request.method': method,
      ...(status !== null && { 'http.response.status_code': status }),
      ...((status === null || status >= 400) && { 'error.type': String(status ?? 'no-answer') }),
    });
};

type Calls<Client> = { readonly [Name in keyof Client]: EndedCall['method'] };

/**
 * A client that tells of each of its calls.
 *
 * @param methods  how each of them calls; their errors have the `status` of the answer, null where there was none
 */
export const timedClient = <Client extends object>(
  client: Client,
  methods: Calls<Client>,
  onCall: (call: EndedCall) => void,
): Client => {
  const timed = Object.entries<EndedCall['method']>(methods).map(([name, method]) => [
    name,
    async (...given: unknown[]) => {
      const startedAt = performance.now();
      const note = (status: number | null): void => onCall({ method, status, ms: performance.now() - startedAt });
      try {
        const answer = await (client as Record<string, (...given: unknown[]) => Promise<unknown>>)[name]!(...given);
        note(200);
        return answer;
      } catch (error) {
        note((error as { status?: number | null }).status ?? null);
        throw error;
      }
    },
  ]);
  return Object.fromEntries(timed) as Client;
};
