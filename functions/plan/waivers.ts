import { cellName } from './a1.ts';
import { aboutOf, type Finding, type UnwordedFinding } from './finding.ts';
import { all } from './messages/said.ts';
import { type Plan, type PlanPlaces, type PlanRow, type SectionName, sectionList } from './plan.ts';
import { cleanText } from './text.ts';

/**
 * A person says in a row's Waiver cell why a warning does not count there: `progress-gap: nobody counted in August`, one a line; or the reason
 * alone, where the row has warnings of one rule only. The row of a form is one answer. It silences the warnings of that rule in that row as long as what they speak of stays the
 * same. Errors are not waived: they say that a value cannot be used.
 *
 * What a waiver was given for is kept in the planner's part of the note on the Waiver cell, as `[rule=values/reason]`. There it is read with the
 * same call as everything else and written with the same write, and it goes where the cell goes: sorting and moving rows, undo and a copy of
 * the whole sheet keep it. Firestore would have to be read for every waived row in every pass, as the index there only tells that a row
 * changed; the hidden id cell is what rows are known by and must say nothing else. Where somebody deletes the note, the waiver counts as given anew.
 */
export interface Waiver {
  section: SectionName;
  /** null for an answer of a form. */
  rowId: string | null;
  /** Of a form: which answer; null for a table's row. */
  field: string | null;
  /** The rule's code. */
  rule: string;
  reason: string;
  /** The values that it was given for, as the rule tells them; differs when they change. */
  givenFor: string;
  /** False since they changed: the warnings count again, until the reason is written anew. */
  holds: boolean;
}

/** What stands in the Waiver cell of a row. */
export interface WaiverCell {
  text: string;
  note: string;
}

export interface WaivedPlan {
  /** Those that count. */
  findings: Finding[];
  /** Warnings that are waived. */
  waived: Finding[];
  waivers: Waiver[];
  /** About the waivers themselves; in no language yet. */
  about: UnwordedFinding[];
}

/**
 * Sorts out which warnings people have waived.
 *
 * @param known  codes of all rules
 */
export const waive = (
  findings: readonly Finding[],
  plan: Plan,
  places: PlanPlaces,
  known: ReadonlySet<string>,
): WaivedPlan => {
  const result: WaivedPlan = { findings: [], waived: [], waivers: [], about: [] };
  const inRow = Map.groupBy(
    findings.filter(({ at }) => at !== undefined),
    ({ at }) => rowKey(at!),
  );
  const silent = new Set<Finding>();
  for (const row of rowsWithWaivers(plan))
    for (const finding of waiveRow(row, inRow.get(rowKey(row)) ?? [], places, known, result)) silent.add(finding);
  for (const finding of findings) (silent.has(finding) ? result.waived : result.findings).push(finding);
  return result;
};

/** A table's row, or an answer of a form, beside which something is written. */
interface WaivedRow extends Pick<Waiver, 'section' | 'rowId' | 'field'> {
  row: number;
  cell: WaiverCell;
}

/** Of a form, what speaks of one answer belongs together; of a table, what speaks of one row. */
const rowKey = ({ section, rowId, field }: Pick<NonNullable<Finding['at']>, 'section' | 'rowId' | 'field'>): string =>
  rowId === null ? `${section} ${field}` : `${section}/${rowId}`;

const rowsWithWaivers = (plan: Plan): WaivedRow[] =>
  sectionList.flatMap((each): WaivedRow[] => {
    const section = each.name as SectionName;
    const contents = plan[section];
    if (Array.isArray(contents))
      return (contents as PlanRow[]).flatMap(({ id, row, waiver }) =>
        waiver ? [{ section, rowId: id, field: null, row, cell: waiver }] : [],
      );
    return Object.entries(contents.waivers ?? {}).map(([field, cell]) => ({
      section,
      rowId: null,
      field,
      row: contents.rows[field]!,
      cell,
    }));
  });

const waiveRow = (
  { section, rowId, field, row, cell }: WaivedRow,
  findings: readonly Finding[],
  places: PlanPlaces,
  known: ReadonlySet<string>,
  result: WaivedPlan,
): Finding[] => {
  const place = places[section]!;
  const about = (
    code: 'waiver-ended' | 'waiver-unknown-rule' | 'waiver-not-needed' | 'waiver-which-rule' | 'waiver-of-error',
    values: UnwordedFinding['values'],
  ): void => {
    result.about.push({
      code,
      severity: 'info',
      tab: place.tab,
      cell: cellName(place.waiverColumn!, row),
      text: code,
      values,
      at: { section, rowId, row, field },
    });
  };
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const rules = [...new Set(warnings.map(({ code }) => code))];
  const before = givenBefore(cell.note);
  const silent: Finding[] = [];
  for (const { named, reason } of written(cell.text, known)) {
    if (named !== null && !known.has(named)) {
      about('waiver-unknown-rule', { rule: named });
      continue;
    }
    if (named !== null && findings.some(({ code, severity }) => code === named && severity === 'error')) {
      about('waiver-of-error', { rule: named });
      continue;
    }
    const remembered = [...before].filter(([, { reason: same }]) => same === tag(reason)).map(([code]) => code);
    // What was once given for one rule does not pass to the next one that the row runs into.
    const rule = named ?? remembered[0] ?? (rules.length === 1 ? rules[0]! : null);
    const meant = warnings.filter(({ code }) => code === rule);
    if (rule === null && rules.length > 1) {
      about('waiver-which-rule', { rules: all(rules) });
      continue;
    }
    const given = rule === null ? undefined : before.get(rule);
    const isGivenBefore = given !== undefined && given.reason === tag(reason);
    if (rule === null || meant.length === 0) {
      about('waiver-not-needed', {});
      if (rule !== null && isGivenBefore)
        result.waivers.push({ section, rowId, field, rule, reason, givenFor: given.values, holds: false });
      continue;
    }
    const now = tag(meant.map((finding) => `${finding.at!.field} ${aboutOf(finding)}`).join('\n'));
    const holds = !isGivenBefore || given.values === now;
    result.waivers.push({ section, rowId, field, rule, reason, givenFor: isGivenBefore ? given.values : now, holds });
    if (holds) silent.push(...meant);
    else about('waiver-ended', { rule });
  }
  return silent;
};

/** Reasons by the rule that they name, if any; a line that names none goes on from the one before. */
const written = (text: string, known: ReadonlySet<string>): { named: string | null; reason: string }[] => {
  const entries: { named: string | null; reason: string }[] = [];
  for (const line of text.split(/\r?\n/).map(cleanText)) {
    if (line === '') continue;
    const [, named, reason] = /^([a-z0-9]+(?:-[a-z0-9]+)*)\s*:\s*(.*)$/i.exec(line) ?? [];
    const code = named?.toLowerCase();
    const namesRule = code !== undefined && (known.has(code) || code.includes('-'));
    if (namesRule) entries.push({ named: code, reason: reason! });
    else if (entries.length > 0) entries.at(-1)!.reason += ` ${line}`;
    else entries.push({ named: null, reason: line });
  }
  return entries;
};

/** `[progress-gap=1k2j3h/9f8e7d]` */
export const waiverMark = ({ rule, givenFor, reason }: Waiver): string => `[${rule}=${givenFor}/${tag(reason)}]`;

const givenBefore = (note: string): Map<string, { values: string; reason: string }> =>
  new Map(
    [...note.matchAll(/\[([a-z0-9-]+)=([a-z0-9]+)\/([a-z0-9]+)\]/g)].map(([, rule, values, reason]) => [
      rule!,
      { values: values!, reason: reason! },
    ]),
  );

/** Short, and another one for another text in all likelihood; no secret. FNV-1a over UTF-16, twice with other beginnings. */
const tag = (text: string): string =>
  [0x811c9dc5, 0x050c5d1f]
    .map((start) => {
      let hash = start;
      for (let index = 0; index < text.length; index++)
        hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
      return hash.toString(36);
    })
    .join('');
