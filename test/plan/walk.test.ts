import { expect, test } from 'vitest';
import { cellName } from '../../functions/plan/a1.ts';
import type { Finding } from '../../functions/plan/finding.ts';
import type { Assessment } from '../../functions/sheet/assess.ts';
import { localeOf } from '../../scripts/local/sheets-api/locale.ts';
import { readTyped } from '../../scripts/local/sheets-api/typed.ts';
import { millrace } from '../fixtures/millrace.ts';
import { Sheet, TODAY } from '../support/sheet.ts';
import { type Desk, walk } from '../support/walker.ts';

/** A sheet that is checked after every stop, without a server or a window: what the browser's walk shows slowly, this one says at once. */
const deskOf = (sheet: Sheet): Desk => {
  let assessment: Assessment;
  let at = { tab: 'Start', cell: 'A1' };
  const words = ({ message, fix }: Finding): string => `${message} ${fix}`;
  const open = (): Finding[] => assessment.findings.filter(({ severity }) => severity !== 'info');
  return {
    settled: async () => {
      assessment = sheet.assess();
    },
    checklist: async () =>
      assessment.results.checklist.map(([, question, state, why]) => ({
        question: String(question),
        state: String(state),
        why: String(why),
      })),
    follow: async (question) => {
      at = assessment.checklist.find((item) => item.question === question)!.goTo;
    },
    findings: async () => open().map(words),
    goTo: async (finding) => {
      at = open().find((each) => words(each) === finding)!;
    },
    openTab: async (title) => {
      at = { tab: title, cell: 'A1' };
    },
    place: async () => at,
    seen: async () =>
      new Map(
        sheet
          .snapshot()
          .tabs.find(({ title }) => title === at.tab)!
          .rows.flatMap((cells, row) =>
            cells.flatMap((cell, column): [string, string][] =>
              cell ? [[cellName(column, row + 1), cell.text ?? String(cell.value ?? '')]] : [],
            ),
          ),
      ),
    type: async (cell, text) => {
      const { value } = readTyped(text, localeOf('en_US'), 2026);
      sheet.set(at.tab, cell, { value: value?.numberValue ?? value?.stringValue ?? value?.boolValue ?? null, text });
    },
  };
};

test('a blank template that is filled in by following the findings and the Checklist alone is done everywhere', async () => {
  const sheet = new Sheet();
  const story = millrace(TODAY);
  const { told } = await walk(deskOf(sheet), story);
  for (const slip of story.slips) expect(told.get(slip), slip.typed).toMatch(slip.told);
  const { checklist, findings, waivers } = sheet.assess();
  expect(waivers).toMatchObject([
    { section: 'roleQuestions', field: 'criteriaPublished', rule: 'link-not-public', holds: true },
  ]);
  expect(checklist.filter(({ state }) => state !== 'done').map(({ code, state }) => `${code}: ${state}`)).toEqual([
    'input-industryGroup: setAside',
    'funding-discretionary: setAside',
    'funding-accreditation: setAside',
    'funding-employerFees: setAside',
  ]);
  expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});
