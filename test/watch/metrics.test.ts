import { afterEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../functions/config.ts';
import { type Measurement, metrics } from '../../functions/watch/metrics.ts';
import { openTelemetry } from '../../functions/watch/open-telemetry.ts';
import { counters, histograms } from '../../functions/watch/telemetry.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const receiver = async (...answer: Parameters<typeof startOtlpReceiver>) => {
  const started = await startOtlpReceiver(...answer);
  closing.push(started.close);
  return started;
};

/** Telemetry that sends to a server, on a clock of the test's. */
const sendingTo = (url: string, withinMs?: number) => {
  const clock = { ms: 0 };
  const failures: unknown[] = [];
  const settings = {
    GOOGLE_CLOUD_PROJECT: 'techhire-ohio',
    TECHHIRE_METRICS: 'otlp',
    TECHHIRE_METRICS_URL: url,
    TECHHIRE_QUEUE: 'cloud-tasks',
    TECHHIRE_PUBLIC_URL: 'https://functions.example',
    TECHHIRE_TASKS_SERVICE_ACCOUNT: 'passes@techhire-ohio.iam.gserviceaccount.com',
    TECHHIRE_TASKS_QUEUE: 'projects/techhire-ohio/locations/us-east5/queues/passes',
    K_SERVICE: 'techhire-run-pass',
  };
  const config = readConfig(settings);
  const telemetry = metrics({
    load: async () => openTelemetry(config),
    nowMs: () => clock.ms,
    onFailure: (error) => failures.push(error),
    ...(withinMs === undefined ? {} : { withinMs }),
  });
  return { telemetry, clock, failures };
};

describe('a server of OpenTelemetry’s protocol', () => {
  it('receives counts and durations by attribute, with what Google needs to know whose they are', async () => {
    const { url, received } = await receiver();
    const { telemetry } = sendingTo(url);
    telemetry.count('techhire.passes', { 'techhire.pass.outcome': 'done' });
    telemetry.count('techhire.passes', { 'techhire.pass.outcome': 'done' }, 2);
    telemetry.count('techhire.passes', { 'techhire.pass.outcome': 'failed', 'error.type': 'sheets.503' });
    telemetry.time('techhire.edit.lag', 1_400);
    telemetry.time('techhire.edit.lag', 12_000);
    await telemetry.flush();
    expect(received).toHaveLength(1);
    const [{ resource, points }] = received as [(typeof received)[number]];
    expect(resource).toEqual({
      'gcp.project_id': 'techhire-ohio',
      'service.namespace': 'techhire-planner',
      'service.name': 'techhire-run-pass',
      'service.instance.id': expect.stringMatching(/^[\da-f-]{36}$/),
      'cloud.region': 'us-east5',
      'cloud.provider': 'gcp',
      'cloud.platform': 'gcp_cloud_run',
    });
    const counter = { metric: 'techhire.passes', unit: '{pass}', temporality: 2, isMonotonic: true };
    const { boundaries } = histograms['techhire.edit.lag'];
    expect(points).toEqual([
      { ...counter, attributes: { 'techhire.pass.outcome': 'done' }, value: 3 },
      { ...counter, attributes: { 'techhire.pass.outcome': 'failed', 'error.type': 'sheets.503' }, value: 1 },
      {
        metric: 'techhire.edit.lag',
        unit: 's',
        attributes: {},
        count: 2,
        sum: 13.4,
        bounds: boundaries,
        // One up to 1.5 s, one up to 20 s, and none beyond the last bound.
        buckets: [...boundaries.map((bound) => (bound === 1.5 || bound === 20 ? 1 : 0)), 0],
        temporality: 2,
      },
    ]);
  });

  it('is sent to every ten seconds at most, and gets what was counted meanwhile with the next', async () => {
    const { url, received } = await receiver();
    const { telemetry, clock } = sendingTo(url);
    for (const ms of [0, 5_000, 9_999, 10_000, 10_001]) {
      clock.ms = ms;
      telemetry.count('techhire.lease.losses');
      await telemetry.flush();
    }
    expect(received.map(({ points }) => points[0]!.value)).toEqual([1, 4]);
  });

  it('is not asked where nothing was counted', async () => {
    const load = vi.fn();
    await metrics({ load, nowMs: () => 0, onFailure: () => undefined }).flush();
    expect(load).not.toHaveBeenCalled();
  });

  it('that refuses is told of, and gets all of it the next time', async () => {
    let status = 403;
    const { url, received } = await receiver(() => status);
    const { telemetry, clock, failures } = sendingTo(url);
    telemetry.count('techhire.lease.losses');
    await telemetry.flush();
    expect(failures).toEqual([expect.objectContaining({ code: 'metrics' })]);
    [status, clock.ms] = [200, 60_000];
    telemetry.count('techhire.lease.losses');
    await telemetry.flush();
    expect(received[0]!.points[0]).toMatchObject({ value: 2 });
  });

  it('that never answers holds nobody up', async () => {
    const { url } = await receiver(() => 'never');
    const { telemetry, clock } = sendingTo(url, 20);
    telemetry.count('techhire.lease.losses');
    await telemetry.flush();
    clock.ms = 60_000;
    telemetry.count('techhire.lease.losses');
    await telemetry.flush();
  });
});

it('what cannot be loaded is tried again, and keeps no more than it must', async () => {
  const recorded: Measurement[] = [];
  let tries = 0;
  const failures: unknown[] = [];
  const clock = { ms: 0 };
  const telemetry = metrics({
    load: async () => {
      if (tries++ === 0) throw new Error('no such module');
      return { record: (measurement) => void recorded.push(measurement), send: async () => undefined };
    },
    nowMs: () => clock.ms,
    onFailure: (error) => failures.push(error),
  });
  for (let count = 0; count < 20_000; count++) telemetry.count('techhire.errors');
  await telemetry.flush();
  expect(failures).toHaveLength(1);
  clock.ms = 60_000;
  await telemetry.flush();
  telemetry.count('techhire.errors');
  await telemetry.flush();
  expect(recorded.length).toBeLessThanOrEqual(10_000);
});

it('names follow the rules of OpenTelemetry and of Cloud Monitoring', () => {
  for (const name of [...Object.keys(counters), ...Object.keys(histograms)]) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/);
    expect(name).not.toMatch(/total$|_count$|seconds$/);
  }
  for (const { unit } of Object.values(counters)) expect(unit).toMatch(/^\{[a-z]+\}$/);
  for (const { unit, boundaries } of Object.values(histograms)) {
    expect(unit).toBe('s');
    expect([...boundaries].sort((one, other) => one - other)).toEqual(boundaries);
  }
});
