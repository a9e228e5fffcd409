import { join } from 'node:path';
import { loadPackageDefinition, Server, ServerCredentials, type ServiceClientConstructor } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { decode, ExtData, encode } from '@msgpack/msgpack';
import { standardSchema } from './standards.ts';

/** A schema as `terraform providers schema -json` prints it. */
interface SchemaJson {
  version?: number;
  block: BlockJson;
}

interface BlockJson {
  attributes?: Record<
    string,
    { type: unknown; required?: boolean; optional?: boolean; computed?: boolean; sensitive?: boolean }
  >;
  block_types?: Record<string, { nesting_mode: string; block: BlockJson; min_items?: number; max_items?: number }>;
}

export interface ProviderSchemas {
  provider: SchemaJson;
  resource_schemas: Record<string, SchemaJson>;
  data_source_schemas: Record<string, SchemaJson>;
}

/** The schemas of hashicorp/google, as `terraform providers schema -json` prints them. */
export const googleProviderSchemas = (): ProviderSchemas => {
  const printed = JSON.parse(standardSchema('terraform/providers.json')) as {
    provider_schemas: Record<string, ProviderSchemas>;
  };
  return printed.provider_schemas['registry.terraform.io/hashicorp/google']!;
};

/**
 * Speaks Terraform's plugin protocol with Google's schemas and nothing behind them, so that the real `terraform validate` and
 * `terraform plan` check our files where the provider itself cannot be downloaded: names and types of arguments, what is required, how
 * often a block may stand, and every expression. What only Google's provider knows (which values an argument takes) stays unchecked.
 *
 * @returns the environment that makes Terraform use it
 */
export const startTerraformProvider = async (
  schemas: ProviderSchemas,
): Promise<{ env: Record<string, string>; stop: () => void }> => {
  const definition = loadSync(join(import.meta.dirname, 'tfplugin5.proto'), { keepCase: true, longs: Number });
  const service = (
    (loadPackageDefinition(definition) as Record<string, Record<string, unknown>>).tfplugin5!
      .Provider as ServiceClientConstructor
  ).service;
  const server = new Server();
  server.addService(service, {
    GetSchema: answer(() => ({
      provider: schemaMessage(schemas.provider),
      resource_schemas: mapped(schemas.resource_schemas, schemaMessage),
      data_source_schemas: mapped(schemas.data_source_schemas, schemaMessage),
    })),
    PrepareProviderConfig: answer((request: { config: unknown }) => ({ prepared_config: request.config })),
    ValidateResourceTypeConfig: answer(() => ({})),
    ValidateDataSourceConfig: answer(() => ({})),
    Configure: answer(() => ({})),
    PlanResourceChange: answer(({ type_name, proposed_new_state: proposed }: PlanRequest) => ({
      planned_state: {
        msgpack: encode(withUnknowns(decode(proposed.msgpack), schemas.resource_schemas[type_name]!.block)),
      },
    })),
    ReadDataSource: answer(({ type_name, config }: { type_name: string; config: DynamicValue }) => ({
      state: { msgpack: encode(withReadings(decode(config.msgpack), schemas.data_source_schemas[type_name]!.block)) },
    })),
    Stop: answer(() => ({})),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    env: {
      TF_REATTACH_PROVIDERS: JSON.stringify({
        'registry.terraform.io/hashicorp/google': {
          Protocol: 'grpc',
          ProtocolVersion: 5,
          Pid: process.pid,
          Test: true,
          Addr: { Network: 'tcp', String: `127.0.0.1:${port}` },
        },
      }),
    },
    stop: () => server.forceShutdown(),
  };
};

const answer =
  <Request>(reply: (request: Request) => unknown) =>
  (call: { request: Request }, done: (error: null, value: unknown) => void): void =>
    done(null, reply(call.request));

interface DynamicValue {
  msgpack: Buffer;
}

interface PlanRequest {
  type_name: string;
  proposed_new_state: DynamicValue;
}

/** What Google fills in when the resource is made is not known before. */
const withUnknowns = (value: unknown, block: BlockJson): unknown =>
  filled(value, block, () => new ExtData(0, new Uint8Array([0])));

/** What Google would say of something that is there: its name stands for every text, 1 for every number. */
const withReadings = (value: unknown, block: BlockJson): unknown =>
  filled(value, block, (name, type) => (type === 'string' ? name : type === 'number' ? 1 : null));

/** @param missing  the value of an attribute that is worked out by Google and was not given */
const filled = (value: unknown, block: BlockJson, missing: (name: string, type: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => filled(item, block, missing));
  if (typeof value !== 'object' || value === null || value instanceof ExtData) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, given]) => {
      const attribute = block.attributes?.[name];
      if (attribute) return [name, given === null && attribute.computed ? missing(name, attribute.type) : given];
      return [name, filled(given, block.block_types![name]!.block, missing)];
    }),
  );
};

const mapped = <From, To>(values: Record<string, From>, change: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));

const schemaMessage = (schema: SchemaJson): unknown => ({
  version: schema.version ?? 0,
  block: blockMessage(schema.block),
});

const nestingModes = ['', 'single', 'list', 'set', 'map', 'group'];

const blockMessage = (block: BlockJson): unknown => ({
  attributes: Object.entries(block.attributes ?? {}).map(([name, { type, ...rest }]) => ({
    name,
    type: Buffer.from(JSON.stringify(type)),
    ...rest,
  })),
  block_types: Object.entries(block.block_types ?? {}).map(([type_name, nested]) => ({
    type_name,
    block: blockMessage(nested.block),
    nesting: nestingModes.indexOf(nested.nesting_mode),
    min_items: nested.min_items ?? 0,
    max_items: nested.max_items ?? 0,
  })),
});
