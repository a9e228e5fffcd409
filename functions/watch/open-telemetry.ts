import { randomUUID } from 'node:crypto';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  ConsoleMetricExporter,
  MeterProvider,
  MetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import { GoogleAuth } from 'google-auth-library';
import type { Config } from '../config.ts';
import type { MeterReader } from './metrics.ts';
import { OperatorError } from './operator-error.ts';
import { counters, histograms } from './telemetry.ts';

export const GOOGLE_METRICS_URL = 'https://telemetry.googleapis.com/v1/metrics';

type MetricsConfig = Pick<Config, 'metrics' | 'metricsUrl' | 'projectId' | 'serviceName' | 'tasksQueue'>;

/**
 * OpenTelemetry's own library, sending on demand: its timers do not run where a process sleeps between requests.
 *
 * Google's endpoint takes OTLP as it is, from an account with the role Monitoring Metric Writer, for the project in `gcp.project_id`. It files points under
 * `prometheus_target`, whose labels follow from the resource: location (required), job and namespace from service.*, instance from
 * service.instance.id (required). https://docs.cloud.google.com/stackdriver/docs/reference/telemetry/v1.metrics
 */
export const openTelemetry = (config: MetricsConfig): MeterReader => {
  const exporter = exporterOf(config);
  const reader = new OnDemandReader();
  const meter = new MeterProvider({ resource: resourceFromAttributes(resourceOf(config)), readers: [reader] }).getMeter(
    'techhire-planner',
  );
  const counts = Object.fromEntries(
    Object.entries(counters).map(([name, options]) => [name, meter.createCounter(name, options)]),
  );
  const durations = Object.fromEntries(
    Object.entries(histograms).map(([name, { boundaries, ...options }]) => [
      name,
      meter.createHistogram(name, { ...options, advice: { explicitBucketBoundaries: [...boundaries] } }),
    ]),
  );
  return {
    record: (measurement) => {
      const { by, attributes } = measurement;
      if ('counter' in measurement) counts[measurement.counter]!.add(by, attributes);
      else durations[measurement.histogram]!.record(by, attributes);
    },
    send: async () => {
      const { resourceMetrics } = await reader.collect();
      const { code, error } = await new Promise<Parameters<Parameters<PushMetricExporter['export']>[1]>[0]>((resolve) =>
        exporter.export(resourceMetrics, resolve),
      );
      if (code !== 0)
        throw new OperatorError('metrics', `Metrics were not taken at ${config.metricsUrl}`, { cause: error });
    },
  };
};

class OnDemandReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

const exporterOf = ({ metrics, metricsUrl }: MetricsConfig): PushMetricExporter => {
  if (metrics === 'terminal') return new ConsoleMetricExporter();
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/monitoring.write'] });
  return new OTLPMetricExporter({
    url: metricsUrl,
    timeoutMillis: SEND_TIMEOUT_MS,
    // Another server, such as a collector beside the functions, is asked without credentials.
    ...(metricsUrl === GOOGLE_METRICS_URL && {
      headers: async () => Object.fromEntries(await auth.getRequestHeaders(metricsUrl)),
    }),
  });
};

const SEND_TIMEOUT_MS = 5_000;

const resourceOf = ({ projectId, serviceName, tasksQueue }: MetricsConfig): Record<string, string> => ({
  'gcp.project_id': projectId,
  'service.namespace': 'techhire-planner',
  'service.name': serviceName ?? 'techhire-planner',
  'service.instance.id': randomUUID(),
  // Where the queue is, which is where the functions are.
  'cloud.region': /\/locations\/([^/]+)\//.exec(tasksQueue ?? '')?.[1] ?? 'global',
  ...(serviceName !== null && { 'cloud.provider': 'gcp', 'cloud.platform': 'gcp_cloud_run' }),
});
