import { definitionsIn } from '../functions/plan/messages/definitions.ts';
import { listed } from '../functions/plan/text.ts';
import { tabTitled } from '../functions/sheet/snapshot.ts';
import { type OpenedWorkbook, readWorkbookFile, UnreadableFile } from './xlsx-snapshot.ts';

/**
 * Opens a planning sheet.
 *
 * @param locale  how numbers and dates typed as text are read; otherwise as the file says
 * @throws UnreadableFile also where the workbook is none of ours
 */
export const openPlanFile = async (file: string, locale?: string): Promise<OpenedWorkbook> => {
  const opened = await readWorkbookFile(file, locale === undefined ? {} : { locale });
  const { inputTabs } = definitionsIn('en');
  if (inputTabs.some((tab) => tabTitled(opened.snapshot, tab.title))) return opened;
  const titles = opened.snapshot.tabs.map((tab) => `"${tab.title}"`);
  throw new UnreadableFile(
    `Cannot read ${file}: none of the planning sheet's tabs (${listed(inputTabs.map((tab) => tab.title))}) is in it. It has ${listed(titles)}. Is it the right file? A new one comes from: npm run template -- --xlsx plan.xlsx`,
  );
};
