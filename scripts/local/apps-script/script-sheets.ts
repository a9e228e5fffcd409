import { PassThroughClient } from 'google-auth-library';
import { sheets } from 'googleapis/build/src/apis/sheets/index.js';
import { quotedTab } from '../../../functions/plan/a1.ts';

/** What bound scripts do with their spreadsheets. Like everything that programs do, it sets off no trigger. */
export interface ScriptSheets {
  /** In the order in which they stand. */
  tabs(spreadsheetId: string): Promise<ScriptTab[]>;
  /** The cells of a tab from A1 to the last one with something in it, all rows of one length. */
  cells(spreadsheetId: string, title: string): Promise<ScriptCell[][]>;
  write(spreadsheetId: string, title: string, a1: string, text: string): Promise<void>;
  addMetadata(spreadsheetId: string, metadata: { key: string; value: string; visibility: string }): Promise<void>;
  addEditor(spreadsheetId: string, address: string): Promise<void>;
}

export interface ScriptTab {
  sheetId: number;
  title: string;
  hidden: boolean;
}

export interface ScriptCell {
  /** As displayed. */
  text: string;
  note: string;
}

/** @param rootUrl  of the local Sheets API, without a slash at its end */
export const sheetsByApi = (rootUrl: string): ScriptSheets => {
  const { spreadsheets } = sheets({ version: 'v4', rootUrl: `${rootUrl}/`, auth: new PassThroughClient() as never });
  return {
    tabs: async (spreadsheetId) => {
      const { data } = await spreadsheets.get({ spreadsheetId, fields: 'sheets(properties(sheetId,title,hidden))' });
      return data.sheets!.map(({ properties }) => ({
        sheetId: properties!.sheetId ?? 0,
        title: properties!.title!,
        hidden: properties!.hidden ?? false,
      }));
    },
    cells: async (spreadsheetId, title) => {
      const { data } = await spreadsheets.get({
        spreadsheetId,
        ranges: [quotedTab(title)],
        fields: 'sheets(data(rowData(values(formattedValue,note))))',
      });
      const rows = (data.sheets![0]!.data?.[0]?.rowData ?? []).map(({ values }) => values ?? []);
      const width = Math.max(1, ...rows.map(({ length }) => length));
      return rows.map((row) =>
        Array.from({ length: width }, (_, column) => ({
          text: row[column]?.formattedValue ?? '',
          note: row[column]?.note ?? '',
        })),
      );
    },
    write: async (spreadsheetId, title, a1, text) => {
      await spreadsheets.values.update({
        spreadsheetId,
        range: `${quotedTab(title)}!${a1}`,
        valueInputOption: 'RAW',
        requestBody: { values: [[text]] },
      });
    },
    addMetadata: async (spreadsheetId, { key, value, visibility }) => {
      const developerMetadata = {
        metadataKey: key,
        metadataValue: value,
        visibility,
        location: { spreadsheet: true },
      };
      const requests = [{ createDeveloperMetadata: { developerMetadata } }];
      await spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } });
    },
    // Everybody on this machine may edit everything.
    addEditor: async () => undefined,
  };
};
