import { PassThroughClient } from 'google-auth-library';
import { sheets } from 'googleapis/build/src/apis/sheets/index.js';
import { quotedTab } from '../../functions/plan/a1.ts';
import { type LayoutOptions, templateLayout } from '../../sheets-template/layout.ts';
import { templateRequests } from '../../sheets-template/requests.ts';

export interface SheetEntry {
  tab: string;
  range: string;
  /** As a person would type them. */
  values: (string | number | boolean | null)[][];
}

/**
 * Makes a spreadsheet from the template through the Sheets API, and types a plan into it where there is one.
 *
 * @param rootUrl  of the Sheets API, without a slash at its end
 * @returns the spreadsheet's id
 */
export const createPlanningSheet = async (
  rootUrl: string,
  title: string,
  entries: readonly SheetEntry[],
  layout: Omit<LayoutOptions, 'title'> = {},
): Promise<string> => {
  const { spreadsheets } = sheets({ version: 'v4', rootUrl: `${rootUrl}/`, auth: new PassThroughClient() as never });
  const { spreadsheet, requests } = templateRequests(templateLayout({ ...layout, title }));
  const created = await spreadsheets.create({ requestBody: spreadsheet, fields: 'spreadsheetId' });
  const spreadsheetId = created.data.spreadsheetId!;
  await spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests }, fields: 'spreadsheetId' });
  if (entries.length > 0)
    await spreadsheets.values.batchUpdate({
      spreadsheetId,
      requestBody: {
        valueInputOption: 'USER_ENTERED',
        data: entries.map(({ tab, range, values }) => ({ range: `${quotedTab(tab)}!${range}`, values })),
      },
    });
  return spreadsheetId;
};
