import { matchingMetadata } from '../data-filters.ts';
import { invalid } from '../failure.ts';
import { lineCount } from '../lines.ts';
import { overlaid, updateMask } from '../mask.ts';
import type { DeveloperMetadata, Spreadsheet } from '../model.ts';
import type { Handlers } from './outcome.ts';
import { required, requiredSheet } from './outcome.ts';

/** Requests about developer metadata. */
export const metadataRequests: Handlers = {
  createDeveloperMetadata: (spreadsheet, request, { newId }) => {
    const given = required(request.developerMetadata, 'developerMetadata');
    const metadataId = given.metadataId ?? newId();
    if (spreadsheet.metadata.some((entry) => entry.metadataId === metadataId))
      throw invalid(`Developer metadata with id ${metadataId} already exists.`);
    const developerMetadata = checkedMetadata(spreadsheet, { ...given, metadataId });
    return {
      spreadsheet: { ...spreadsheet, metadata: [...spreadsheet.metadata, developerMetadata] },
      reply: { createDeveloperMetadata: { developerMetadata } },
    };
  },

  updateDeveloperMetadata: (spreadsheet, { dataFilters = [], developerMetadata = {}, fields }) => {
    const mask = updateMask(fields, 'DeveloperMetadata', ['metadataId']);
    const matched = new Set(dataFilters.flatMap((filter) => matchingMetadata(spreadsheet, filter)));
    const changed: DeveloperMetadata[] = [];
    const metadata = spreadsheet.metadata.map((entry) => {
      if (!matched.has(entry)) return entry;
      const next = checkedMetadata(spreadsheet, {
        ...overlaid<DeveloperMetadata>(entry, developerMetadata, mask),
        metadataId: entry.metadataId!,
      });
      changed.push(next);
      return next;
    });
    return {
      spreadsheet: { ...spreadsheet, metadata },
      reply: { updateDeveloperMetadata: { developerMetadata: changed } },
    };
  },

  deleteDeveloperMetadata: (spreadsheet, { dataFilter }) => {
    const deleted = matchingMetadata(spreadsheet, required(dataFilter, 'dataFilter'));
    return {
      spreadsheet: { ...spreadsheet, metadata: spreadsheet.metadata.filter((entry) => !deleted.includes(entry)) },
      reply: { deleteDeveloperMetadata: { deletedDeveloperMetadata: deleted } },
    };
  },
};

const checkedMetadata = (spreadsheet: Spreadsheet, entry: DeveloperMetadata): DeveloperMetadata => {
  if (!entry.metadataKey) throw invalid('Developer metadata must have a metadataKey.');
  if (entry.visibility !== 'DOCUMENT' && entry.visibility !== 'PROJECT')
    throw invalid('Developer metadata must have a visibility.');
  const { spreadsheet: whole, sheetId, dimensionRange } = required(entry.location, 'location');
  const kinds = [whole || undefined, sheetId, dimensionRange].filter((kind) => kind !== undefined);
  if (kinds.length !== 1)
    throw invalid('A metadata location must have exactly one of spreadsheet, sheetId and dimensionRange.');
  if (whole) return { ...entry, location: { locationType: 'SPREADSHEET', spreadsheet: true } };
  if (!dimensionRange) {
    requiredSheet(spreadsheet, sheetId);
    return { ...entry, location: { locationType: 'SHEET', sheetId: sheetId ?? 0 } };
  }
  const sheet = requiredSheet(spreadsheet, dimensionRange.sheetId);
  const { dimension, startIndex = 0, endIndex = startIndex + 1 } = dimensionRange;
  if (dimension !== 'ROWS' && dimension !== 'COLUMNS') throw invalid('A metadata location must name its dimension.');
  if (endIndex - startIndex !== 1) throw invalid('Developer metadata can only be on a single row or column.');
  if (startIndex < 0 || endIndex > lineCount(sheet, dimension))
    throw invalid(`The ${dimension.toLowerCase()} ${startIndex} is outside of the grid.`);
  return {
    ...entry,
    location: {
      locationType: dimension === 'ROWS' ? 'ROW' : 'COLUMN',
      dimensionRange: { sheetId: sheet.properties.sheetId, dimension, startIndex, endIndex },
    },
  };
};
