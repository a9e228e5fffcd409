import { cellName } from '../../../functions/plan/a1.ts';
import { definitionsIn } from '../../../functions/plan/messages/definitions.ts';
import { type SectionName, sectionList } from '../../../functions/plan/plan.ts';
import { nameKey } from '../../../functions/plan/text.ts';
import type { Assessment } from '../../../functions/sheet/assess.ts';
import { feedback } from '../../../functions/sheet/feedback.ts';
import type { Snapshot, SnapshotCell } from '../../../functions/sheet/snapshot.ts';
import { translate } from '../../../functions/sheet/translate.ts';
import { templateLayout } from '../../../sheets-template/layout.ts';
import { applied } from '../../sheet/applied.ts';
import { assessed } from '../../support/sheet.ts';

/** A sheet as a community that works in Spanish sees it after a pass. */
export interface SpanishSheet {
  assessment: Assessment;
  /** What the planner says in it: titles, headers, notes, results, statuses. */
  said: string[];
  /** What people have typed, in whatever language. */
  typed: string[];
}

/**
 * Turns an English sheet into the same one of a Spanish community: its answers are chosen in Spanish, its names are in no language at all, its
 * form asks for Spanish, and a pass has followed. Whatever is English in what the planner says then comes from the program.
 */
export const inSpanish = (english: Snapshot, today?: string): SpanishSheet => {
  const { places } = templateLayout();
  const typedCells = new Set<string>();
  const snapshot = structuredClone(english);
  for (const section of sectionList) {
    const place = places[section.name as SectionName];
    const tab = snapshot.tabs.find(({ title }) => title === place.tab);
    if (!tab) continue;
    const isForm = section.shape === 'form';
    for (const [index, [field, { type }]] of Object.entries(section.columns).entries())
      for (
        let row = isForm ? place.firstRow + index : place.firstRow;
        row <= (isForm ? place.firstRow + index : place.lastRow);
        row++
      ) {
        const column = place.columns[field]!;
        const cell = tab.rows[row - 1]?.[column];
        if (!cell) continue;
        typedCells.add(`${tab.sheetId} ${cellName(column, row)}`);
        if (typeof cell.value !== 'string' || cell.formula !== undefined) continue;
        retype(cell, typedInSpanish(cell.value, section.name as SectionName, field, type.kind));
      }
  }
  answerSpanish(snapshot);
  const translation = translate(snapshot);
  let ids = 0;
  const assessment = assessed(translation.snapshot, {
    newId: () => String(++ids),
    ...(today === undefined ? {} : { today }),
  });
  const shown = applied(
    translation.snapshot,
    feedback(translation.snapshot, assessment, new Date('2026-11-20T12:00:00Z')),
  );
  const visible = shown.tabs.filter(({ hidden }) => !hidden);
  const cells = visible.flatMap(({ sheetId, rows }) =>
    rows.flatMap((inRow, row) =>
      inRow.flatMap((cell, column) =>
        cell ? [{ cell, isTyped: typedCells.has(`${sheetId} ${cellName(column, row + 1)}`) }] : [],
      ),
    ),
  );
  const values = (isTyped: boolean): string[] =>
    cells.flatMap((each) => (each.isTyped === isTyped && typeof each.cell.value === 'string' ? [each.cell.value] : []));
  return {
    assessment,
    said: [
      ...visible.map(({ title }) => title),
      ...values(false),
      ...cells.flatMap(({ cell }) => cell.note ?? []),
      ...translation.dropdowns.flatMap(({ options }) => options),
    ],
    typed: values(true),
  };
};

const retype = (cell: { value: SnapshotCell['value']; text?: string }, value: string): void => {
  cell.value = value;
  if (cell.text !== undefined) cell.text = value;
};

const typedInSpanish = (typed: string, section: SectionName, field: string, kind: string): string => {
  if (kind === 'text' || kind === 'reference' || kind === 'references') return inNoLanguage(typed);
  const [english, spanish] = (['en', 'es'] as const).map(
    (language) => definitionsIn(language).sections[section].columns[field]!.type.options,
  );
  if (!english || !spanish) return typed;
  const labelled = (part: string): string => {
    const code = Object.keys(english).find((each) => nameKey(english[each]!) === nameKey(part));
    return code === undefined ? part : spanish[code]!;
  };
  return kind === 'choices'
    ? typed
        .split(/[,;]/)
        .map((part) => labelled(part))
        .join('; ')
    : labelled(typed);
};

/** Letters thirteen places on: the same names stay the same, and no word of them is one. */
export const inNoLanguage = (typed: string): string =>
  typed.replace(/[a-z]/gi, (letter) => {
    const first = letter < 'a' ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26));
  });

const answerSpanish = (snapshot: Snapshot): void => {
  const { community } = templateLayout().places;
  const row = community.firstRow + Object.keys(definitionsIn('en').sections.community.columns).indexOf('language');
  const rows = snapshot.tabs.find(({ title }) => title === community.tab)!.rows as (SnapshotCell | undefined)[][];
  rows[row - 1]![Object.values(community.columns)[0]!] = { value: 'Español' };
};
