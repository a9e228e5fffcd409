import { findRange, findRangeWithin } from './a1.ts';
import type { Area } from './area.ts';
import { areaOf, intersection, wholeSheet } from './area.ts';
import { invalid, notFound } from './failure.ts';
import type { DataFilter, DeveloperMetadata, DeveloperMetadataLookup, Sheet, Spreadsheet } from './model.ts';
import { sheetOf } from './model.ts';

/** The blocks that a data filter speaks of. */
export const filteredAreas = (spreadsheet: Spreadsheet, filter: DataFilter): { sheet: Sheet; area: Area }[] => {
  checkFilter(filter);
  if (filter.a1Range !== undefined) {
    const { sheet, area } = findRangeWithin(spreadsheet, filter.a1Range);
    return [{ sheet, area }];
  }
  if (filter.gridRange) {
    const sheet = sheetOf(spreadsheet, filter.gridRange.sheetId ?? 0);
    if (!sheet) throw invalid(`No grid with id: ${filter.gridRange.sheetId ?? 0}`);
    return [{ sheet, area: areaOf(sheet, filter.gridRange) }];
  }
  return matchingMetadata(spreadsheet, filter).flatMap((entry) => locatedArea(spreadsheet, entry));
};

const checkFilter = (filter: DataFilter): void => {
  const kinds = [filter.a1Range, filter.gridRange, filter.developerMetadataLookup].filter((kind) => kind !== undefined);
  if (kinds.length !== 1)
    throw invalid('A data filter must have exactly one of a1Range, gridRange and developerMetadataLookup.');
};

/** The metadata entries that a data filter speaks of: by lookup, or all that lie within its range. */
export const matchingMetadata = (spreadsheet: Spreadsheet, filter: DataFilter): DeveloperMetadata[] => {
  checkFilter(filter);
  if (filter.developerMetadataLookup) {
    const lookup = filter.developerMetadataLookup;
    return spreadsheet.metadata.filter((entry) => matchesLookup(spreadsheet, entry, lookup));
  }
  const [first] = filteredAreasOfRange(spreadsheet, filter);
  return spreadsheet.metadata.filter((entry) =>
    locatedArea(spreadsheet, entry).some(
      ({ sheet, area }) => first !== undefined && sheet === first.sheet && intersection(area, first.area) !== undefined,
    ),
  );
};

const filteredAreasOfRange = (spreadsheet: Spreadsheet, filter: DataFilter): { sheet: Sheet; area: Area }[] => {
  if (filter.a1Range !== undefined) return [findRange(spreadsheet, filter.a1Range)];
  const sheet = sheetOf(spreadsheet, filter.gridRange?.sheetId ?? 0);
  if (!sheet) throw notFound();
  return [{ sheet, area: areaOf(sheet, filter.gridRange ?? {}) }];
};

const locatedArea = (spreadsheet: Spreadsheet, { location }: DeveloperMetadata): { sheet: Sheet; area: Area }[] => {
  if (location?.spreadsheet) return spreadsheet.sheets.map((sheet) => ({ sheet, area: wholeSheet(sheet) }));
  const lines = location?.dimensionRange;
  const sheet = sheetOf(spreadsheet, lines?.sheetId ?? location?.sheetId ?? 0);
  if (!sheet) return [];
  const whole = wholeSheet(sheet);
  if (!lines) return [{ sheet, area: whole }];
  const start = lines.startIndex ?? 0;
  const end = lines.endIndex ?? start + 1;
  return [
    {
      sheet,
      area:
        lines.dimension === 'COLUMNS'
          ? { ...whole, startColumn: start, endColumn: end }
          : { ...whole, startRow: start, endRow: end },
    },
  ];
};

const matchesLookup = (
  spreadsheet: Spreadsheet,
  entry: DeveloperMetadata,
  lookup: DeveloperMetadataLookup,
): boolean => {
  if (lookup.metadataId !== undefined && lookup.metadataId !== entry.metadataId) return false;
  if (lookup.metadataKey !== undefined && lookup.metadataKey !== entry.metadataKey) return false;
  if (lookup.metadataValue !== undefined && lookup.metadataValue !== (entry.metadataValue ?? '')) return false;
  if (lookup.visibility !== undefined && lookup.visibility !== entry.visibility) return false;
  if (lookup.locationType !== undefined && lookup.locationType !== entry.location?.locationType) return false;
  const place = lookup.metadataLocation;
  if (!place) return true;
  const areas = locatedArea(spreadsheet, { location: place });
  const own = locatedArea(spreadsheet, entry);
  if (lookup.locationMatchingStrategy === 'INTERSECTING_LOCATION')
    return own.some(({ sheet, area }) =>
      areas.some((other) => other.sheet === sheet && intersection(other.area, area) !== undefined),
    );
  return JSON.stringify(comparable(place)) === JSON.stringify(comparable(entry.location));
};

const comparable = (location: DeveloperMetadata['location']): unknown => {
  const lines = location?.dimensionRange;
  if (lines) return ['lines', lines.sheetId ?? 0, lines.dimension, lines.startIndex ?? 0, lines.endIndex];
  return location?.spreadsheet ? ['spreadsheet'] : ['sheet', location?.sheetId ?? 0];
};
