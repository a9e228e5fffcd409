import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { settings } from '../config.ts';
import { headerOf, type Said, say, tabOf } from '../plan/messages/said.ts';
import type { Writing } from './answer.ts';
import { csvLines } from './csv.ts';
import { type GrantsPackage, grantsCsv, grantsJson, grantsOf } from './grants.ts';
import { rollupIati } from './iati.ts';
import { jsonPieces } from './json.ts';
import type { RollupFile, RollupFormat } from './link.ts';
import type { Publisher } from './publisher.ts';
import type { PublishedRollup } from './rollup.ts';
import { wioaCsv } from './wioa.ts';

/** How a rollup leaves the house. What takes a while to load is loaded when it is first asked for. */
export interface FileFormat {
  contentType: string;
  extension: string;
  /** In the file's name, where it holds something else than all figures. */
  part?: string;
  /** `attachment` is saved, `inline` shown where a browser can. */
  disposition: 'attachment' | 'inline';
  /** Of the format's own, beside those that every answer has. */
  headers?: Readonly<Record<string, string>>;
  /** @param publisher  null where the settings do not say who publishes, which some formats cannot do without */
  write: (rollup: PublishedRollup, publisher: Publisher | null) => string | Writing | Refusal;
}

/** Why there is no file, for whoever asked. */
export interface Refusal {
  refused: Said;
}

/** Every format but the page, which is no file. */
export const formats: Readonly<Record<RollupFile, FileFormat>> = {
  xlsx: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    disposition: 'attachment',
    write: (rollup) => async (out) => (await import('./xlsx.ts')).writeRollupWorkbook(rollup, out),
  },
  csv: {
    contentType: 'text/csv; charset=utf-8',
    extension: 'csv',
    disposition: 'attachment',
    write: (rollup) => inPieces(csvLines(rollup)),
  },
  json: {
    contentType: 'application/json; charset=utf-8',
    extension: 'json',
    disposition: 'inline',
    // Source: https://json-schema.org/draft/2020-12/json-schema-core#section-9.5.1.1
    headers: { link: '<?format=json-schema>; rel="describedby"; type="application/schema+json"' },
    write: (rollup) => inPieces(jsonPieces(rollup)),
  },
  iati: {
    contentType: 'application/xml; charset=utf-8',
    extension: 'xml',
    disposition: 'attachment',
    write: (rollup, publisher) =>
      publisher === null
        ? { refused: say('rollup.errors.publisherUnknown', { setting: settings.publisherOrganization.env }) }
        : (rollupIati(rollup, publisher) ?? { refused: say('rollup.errors.noPlanYear', { tab: tabOf('community') }) }),
  },
  wioa: {
    contentType: 'text/csv; charset=utf-8',
    extension: 'csv',
    part: 'wioa',
    disposition: 'attachment',
    write: wioaCsv,
  },
  '360giving': {
    contentType: 'application/json; charset=utf-8',
    extension: 'json',
    part: 'grants',
    disposition: 'attachment',
    write: (rollup, publisher) => withGrants(rollup, publisher, (grants, by) => grantsJson(rollup, by, grants)),
  },
  '360giving-csv': {
    contentType: 'text/csv; charset=utf-8',
    extension: 'csv',
    part: 'grants',
    disposition: 'attachment',
    write: (rollup, publisher) => withGrants(rollup, publisher, grantsCsv),
  },
};

/** Pieces are short: a network call each would cost more than they do. */
const inPieces =
  (pieces: Iterable<string>): Writing =>
  (out) =>
    pipeline(Readable.from(joined(pieces)), out);

function* joined(pieces: Iterable<string>): Generator<string> {
  let so = '';
  for (const piece of pieces) {
    so += piece;
    if (so.length < PIECE_LENGTH) continue;
    yield so;
    so = '';
  }
  if (so !== '') yield so;
}

/** Characters. */
const PIECE_LENGTH = 64 * 1024;

/** A package of grants has at least one, and none has an identifier where nobody has given out a prefix. */
const withGrants = (
  rollup: PublishedRollup,
  publisher: Publisher | null,
  write: (grants: GrantsPackage, by: Publisher) => string,
): string | Refusal => {
  if (publisher === null)
    return { refused: say('rollup.errors.publisherUnknown', { setting: settings.publisherOrganization.env }) };
  if (rollup.withheld.includes('money')) return { refused: say('sharing.withheld.money') };
  if (publisher.grantPrefix === null)
    return { refused: say('rollup.errors.publisherUnknown', { setting: settings.grantPrefix.env }) };
  const grants = grantsOf(rollup, publisher.grantPrefix);
  return grants.grants.length === 0
    ? {
        refused: say('rollup.errors.noGrants', {
          tab: tabOf('funding'),
          funder: headerOf('funding', 'funder'),
          awarded: headerOf('funding', 'awarded'),
        }),
      }
    : write(grants, publisher);
};

/** Of the formats that are open to a reader, those that are not refused whatever the rollup is. */
export const offeredFormats = (open: readonly RollupFormat[], publisher: Publisher | null): RollupFormat[] =>
  open.filter((format) =>
    format === 'iati'
      ? publisher !== null
      : format === '360giving' || format === '360giving-csv'
        ? publisher !== null && publisher.grantPrefix !== null
        : true,
  );
