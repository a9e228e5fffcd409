import { expect, test } from 'vitest';
import { outsideSource } from '../../functions/sheet/outside-source.ts';

test.each([
  ['=IMPORTRANGE("https://docs.google.com/spreadsheets/d/1", "A1")', { function: 'IMPORTRANGE' }],
  ['=15+importdata("https://example.org/a.csv")', { function: 'IMPORTDATA' }],
  ['=_xlfn.WEBSERVICE("https://example.org")', { function: 'WEBSERVICE' }],
  ["='[Budget 2026.xlsx]Costs'!B4", { workbook: 'Budget 2026.xlsx' }],
  ["=SUM('C:\\plans\\[Budget.xlsx]Our costs'!$B$4:$B$9)", { workbook: 'Budget.xlsx' }],
  ['=[Budget.xlsx]Costs!B4*2', { workbook: 'Budget.xlsx' }],
  ['=2*[1]Costs!B4', { workbook: '1' }],
  ["='file:///home/ana/Budget.ods'#$Costs.B4", { workbook: 'Budget.ods' }],
])('%s takes its value from outside', (formula, source) => {
  expect(outsideSource(formula)).toEqual(source);
});

test.each([
  '=SUM(Demand!C3:F3)',
  "='Our costs'!B4",
  '=SUM(Costs[Amount])',
  "=SUM(Costs[[#This Row],[Amount]])+'Our costs'!B4",
  '=HYPERLINK("https://example.org/[1]x!a", "[1]Costs!B4")',
  '=IF(A1="IMPORTRANGE(x)", 1, 2)',
  '=IMPORTANT(1)',
])('%s takes nothing from outside', (formula) => {
  expect(outsideSource(formula)).toBeNull();
});
