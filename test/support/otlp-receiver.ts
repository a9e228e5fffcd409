import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A series as it was received. */
export interface ReceivedPoint {
  metric: string;
  unit: string;
  attributes: Record<string, string | number>;
  /** Of a counter. */
  value?: number;
  /** Of a histogram. */
  count?: number;
  sum?: number;
  buckets?: number[];
  bounds?: number[];
  /** 1 delta, 2 cumulative. */
  temporality: number;
  isMonotonic?: boolean;
}

export interface Received {
  headers: Record<string, string | string[] | undefined>;
  resource: Record<string, string | number>;
  points: ReceivedPoint[];
}

/**
 * A server that takes metrics as OpenTelemetry's protocol has them over HTTP, and reads their bytes by the published numbers of fields:
 * https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/metrics/v1/metrics.proto
 *
 * @param answer  the status of an answer, or `never` for none
 */
export const startOtlpReceiver = async (answer: () => number | 'never' = () => 200) => {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const status = answer();
    if (status === 'never') return;
    if (request.headers['content-type'] !== 'application/x-protobuf' || request.url !== '/v1/metrics') {
      response.writeHead(400).end();
      return;
    }
    if (status === 200) received.push(readRequest(Buffer.concat(chunks), request.headers));
    response.writeHead(status, { 'content-type': 'application/x-protobuf' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/metrics`,
    received,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

type Field = bigint | Buffer;
type Message = Map<number, Field[]>;

/** The wire format: https://protobuf.dev/programming-guides/encoding/ */
const readMessage = (bytes: Buffer): Message => {
  const fields: Message = new Map();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const take = (length: number): Buffer => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const kind = tag & 7;
    const field = kind === 0 ? varint() : kind === 1 ? take(8) : kind === 5 ? take(4) : take(Number(varint()));
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), field]);
  }
  return fields;
};

const messages = (message: Message, field: number): Message[] =>
  (message.get(field) ?? []).map((bytes) => readMessage(bytes as Buffer));
const text = (message: Message, field: number): string => String(message.get(field)?.[0] ?? '');
const whole = (message: Message, field: number): number => Number(message.get(field)?.[0] ?? 0n);
const fixed = (bytes: Field): number => Number((bytes as Buffer).readBigInt64LE());
const double = (bytes: Field): number => (bytes as Buffer).readDoubleLE();
const packed = (message: Message, field: number): Buffer[] =>
  ((message.get(field) ?? []) as Buffer[]).flatMap((bytes) =>
    Array.from({ length: bytes.length / 8 }, (_, index) => bytes.subarray(index * 8, index * 8 + 8)),
  );

const attributesIn = (message: Message, field: number): Record<string, string | number> =>
  Object.fromEntries(
    messages(message, field).map((pair) => {
      const [value] = messages(pair, 2);
      const double4 = value!.get(4)?.[0];
      return [text(pair, 1), value!.has(1) ? text(value!, 1) : double4 ? double(double4) : whole(value!, 3)];
    }),
  );

const readRequest = (body: Buffer, headers: Received['headers']): Received => {
  const [resourceMetrics] = messages(readMessage(body), 1);
  return {
    headers,
    resource: attributesIn(messages(resourceMetrics!, 1)[0]!, 1),
    points: messages(resourceMetrics!, 2)
      .flatMap((scope) => messages(scope, 2))
      .flatMap((metric) => {
        const common = { metric: text(metric, 1), unit: text(metric, 3) };
        const sums = messages(metric, 7).flatMap((sum) =>
          messages(sum, 1).map((point) => ({
            ...common,
            attributes: attributesIn(point, 7),
            value: point.has(6) ? fixed(point.get(6)![0]!) : double(point.get(4)![0]!),
            temporality: whole(sum, 2),
            isMonotonic: whole(sum, 3) === 1,
          })),
        );
        const histograms = messages(metric, 9).flatMap((histogram) =>
          messages(histogram, 1).map((point) => ({
            ...common,
            attributes: attributesIn(point, 9),
            count: fixed(point.get(4)![0]!),
            sum: double(point.get(5)![0]!),
            buckets: packed(point, 6).map(fixed),
            bounds: packed(point, 7).map(double),
            temporality: whole(histogram, 2),
          })),
        );
        return [...sums, ...histograms];
      }),
  };
};
