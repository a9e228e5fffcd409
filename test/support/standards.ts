import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Schemas that others publish are not ours to keep here. They are looked for in `.local/standards`, or where STANDARD_SCHEMAS says:
 *
 * | folder | files | from |
 * | --- | --- | --- |
 * | `iati` | `iati-activities-schema.xsd`, `iati-common.xsd`, `xml.xsd` | github.com/IATI/IATI-Schemas, version-2.03 |
 * | `360giving` | `360-giving-schema.json`, `360-giving-package-schema.json` | github.com/ThreeSixtyGiving/standard, schema/ |
 * | `terraform` | `providers.json` | `terraform init && terraform providers schema -json`, in scripts/deploy/terraform |
 */
const folder = process.env.STANDARD_SCHEMAS ?? join(import.meta.dirname, '../../.local/standards');

export const standardSchema = (path: string): string => readFileSync(join(folder, path), 'utf8');

/** What to fetch where the schemas of a standard are missing; null where they are there. */
export const withoutSchemas = (standard: 'iati' | '360giving' | 'terraform'): string | null =>
  existsSync(join(folder, standard)) ? null : `the schemas of ${standard}: see test/support/standards.ts`;
