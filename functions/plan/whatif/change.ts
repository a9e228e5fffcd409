import { misfitOf } from '../finding.ts';
import type { Locale } from '../locale.ts';
import { all, any, type FindingText, optionOf, quoted, type Said, say, tabOf, type Values } from '../messages/said.ts';
import { blankValues, type Plan, type PlanForm, type PlanRow, type RowOf, sections } from '../plan.ts';
import { wordsOf } from '../spelling.ts';
import type { Column } from '../table.ts';
import type { RateName } from '../tables/assumptions.ts';
import { type Lever, type LeverSection, leverFields } from '../tables/what-if.ts';
import { nameKey, nearestName, shortened } from '../text.ts';
import { type Candidate, candidatesFor, keyOf } from './candidates.ts';

/** A change as somebody asks for it, on the What-if tab or the command line. */
export interface AskedChange {
  what: Lever;
  /** Which row, in words; null where nothing is said. */
  of: string | null;
  /** As a cell holds it. */
  to: string | number | boolean;
  /** As it was typed, for messages. */
  shown: string;
}

/** One value of a plan that is to be another. */
export interface PlanChange {
  section: LeverSection;
  /** Of Assumptions the step, whose likely rate it is. */
  field: string;
  /** The row; of Assumptions the segment's row on Segments. null for a form, and for everybody's rates. */
  rowId: string | null;
  /** `Programs: Seats` */
  what: Said;
  /** What its row is called; null where there is nothing to tell apart. */
  called: Said | null;
  from: Said | null;
  to: Said;
  value: unknown;
}

/** Why a change cannot be made: which of its parts, and where the message tables have its words. */
export interface Unclear {
  part: 'of' | 'to';
  text: FindingText;
  values: Values;
}

/** What a row of the What-if tab asks for; null where it does not say all of it. */
export const changeIn = ({ values, raw }: RowOf<'whatIf'>, plan: Plan, locale: Locale): PlanChange | Unclear | null => {
  const { scenario, what, of, to } = values;
  if (scenario === null || what === null || to === null) return null;
  const asked: AskedChange = { what, of, to, shown: raw.to ?? String(to) };
  return understoodChange(asked, plan, locale);
};

/** @returns the change, or the first thing that is wrong with it */
export const understoodChange = (asked: AskedChange, plan: Plan, locale: Locale): PlanChange | Unclear => {
  const { section, field } = placeOf(asked.what);
  const candidate = candidateFor(asked, plan);
  if ('text' in candidate) return candidate;
  const type = columnOf(section, field).type;
  const misfit = (values: { but: Said; fix: Said }): Unclear => ({
    part: 'to',
    text: 'scenario-value',
    values: { what: labelOf(asked.what), found: quoted(shortened(asked.shown)), ...values },
  });
  const read = type.understand({ value: asked.to }, locale);
  const parsed = 'misfit' in read ? null : type.schema.safeParse(read.candidate);
  const wrong = 'misfit' in read ? read.misfit : parsed!.success ? null : misfitOf(parsed!.error.issues[0]!, type);
  if (wrong)
    return misfit({
      but: say(`misfits.${wrong.text}.but`, wrong.values),
      fix: say(`misfits.${wrong.text}.fix`, wrong.values),
    });
  const from = valueNow(section, field, candidate, plan);
  return {
    section,
    field,
    rowId: candidate.rowId,
    what: labelOf(asked.what),
    called: candidate.called,
    from: from === null ? null : shown(section, field, from),
    to: shown(section, field, parsed!.data),
    value: parsed!.data,
  };
};

/** `programs.seats` */
export const placeOf = (lever: Lever): { section: LeverSection; field: string } => {
  const [section, field] = lever.split('.') as [LeverSection, string];
  return { section, field };
};

export const allLevers: readonly Lever[] = Object.entries(leverFields).flatMap(([section, fields]) =>
  fields.map((field) => `${section}.${field}` as Lever),
);

/** `Programs: Seats` */
export const labelOf = (lever: Lever): Said => optionOf('whatIf', 'what', lever);

/** Where a rate is a row's, its Likely is what a scenario changes. */
const columnOf = (section: LeverSection, field: string): Column =>
  sections[section].columns[(section === 'assumptions' ? 'likely' : field) as never] as Column;

/** Options in the words of whoever reads. */
const shown = (section: LeverSection, field: string, value: unknown): Said => {
  const { type } = columnOf(section, field);
  if (type.kind === 'choice') return optionOf(section, field, value as string);
  if (type.kind === 'choices') return all((value as string[]).map((code) => optionOf(section, field, code)));
  return type.show(value);
};

const NAMED_AT_MOST = 8;

/** The row that a change is about, or why that cannot be said. */
export const candidateFor = ({ what, of }: Pick<AskedChange, 'what' | 'of'>, plan: Plan): Candidate | Unclear => {
  const { section } = placeOf(what);
  const candidates = candidatesFor(section, plan);
  const unclear = (
    why: 'not-of-any' | 'none' | 'which' | 'several' | 'unknown' | 'near',
    values: Values = {},
  ): Unclear => {
    const table = section === 'assumptions' ? 'segments' : section;
    return {
      part: 'of',
      text: `scenario-of-which/${why}`,
      values: { what: labelOf(what), of: shortened(of ?? ''), tab: tabOf(table), noun: { nounOf: table }, ...values },
    };
  };
  const named = (some: readonly Candidate[]): Values => ({
    names: any(some.flatMap(({ called }) => (called === null ? [] : [quoted(called)])).slice(0, NAMED_AT_MOST)),
  });
  if (candidates === null) return of === null ? wholePlan : unclear('not-of-any');
  if (of === null) {
    const only = section === 'assumptions' || candidates.length === 1 ? candidates[0] : undefined;
    return only ?? (candidates.length === 0 ? unclear('none') : unclear('which', named(candidates)));
  }
  const typed = wordsOf(of).filter((word) => !passedOver.has(word));
  const found = candidates.filter(({ words }) => typed.every((word) => words.has(word)));
  const exact = found.filter(({ names }) => names.some((name) => keyOf(name) === keyOf(of)));
  const [first, ...others] = exact.length === 1 ? exact : found;
  if (first) return others.length === 0 ? first : unclear('several', named([first, ...others]));
  const near = nearestName(
    of,
    candidates.flatMap(({ names }) => names),
  );
  if (candidates.every(({ called }) => called === null)) return unclear('none');
  return near === null ? unclear('unknown', named(candidates)) : unclear('near', { near });
};

/** Words that tell one row from another nowhere. */
export const passedOver: ReadonlySet<string> = new Set(
  'a an and at for from in of on the to with de del el en la las los para y'.split(' '),
);

const wholePlan: Candidate = { rowId: null, called: null, words: new Set(), names: [] };

const valueNow = (section: LeverSection, field: string, { rowId }: Candidate, plan: Plan): unknown => {
  if (section === 'assumptions') {
    const rate = field as RateName;
    const segment = segmentNamed(rowId, plan);
    return (rateRow(rate, segment, plan) ?? rateRow(rate, null, plan))?.values.likely ?? null;
  }
  const contents = plan[section] as PlanForm | PlanRow[];
  const values = Array.isArray(contents) ? contents.find(({ id }) => id === rowId)?.values : contents.values;
  return values?.[field] ?? null;
};

const segmentNamed = (rowId: string | null, plan: Plan): string | null =>
  rowId === null ? null : (plan.segments.find(({ id }) => id === rowId)?.values.name ?? null);

const rateRow = (rate: RateName, segment: string | null, plan: Plan): RowOf<'assumptions'> | undefined =>
  plan.assumptions.find(
    ({ values }) =>
      values.rate === rate &&
      (segment === null
        ? values.segment === null
        : values.segment !== null && nameKey(values.segment) === nameKey(segment)),
  );

/** The plan as it would be; what was typed stays as it is in the one given. */
export const withChange = (plan: Plan, change: PlanChange): Plan => {
  const { section, field, rowId, value } = change;
  if (section === 'assumptions') return withRate(plan, field as RateName, segmentNamed(rowId, plan), value as number);
  const changed = <Of extends { values: object; invalid: readonly string[] }>(holder: Of): Of => ({
    ...holder,
    values: { ...holder.values, [field]: value },
    invalid: holder.invalid.filter((each) => each !== field),
  });
  const contents = plan[section] as PlanForm | PlanRow[];
  return {
    ...plan,
    [section]: Array.isArray(contents)
      ? contents.map((row) => (row.id === rowId ? changed(row) : row))
      : changed(contents),
  };
};

/** A segment that has no rate of its own gets one. Low and High make room where the new rate passes them. */
const withRate = (plan: Plan, rate: RateName, segment: string | null, likely: number): Plan => {
  const own = rateRow(rate, segment, plan);
  const model = own ?? rateRow(rate, null, plan);
  const changed: RowOf<'assumptions'> = {
    id: own?.id ?? `what-if ${rate} ${segment ?? ''}`,
    row: model?.row ?? 1,
    raw: own?.raw ?? {},
    invalid: [],
    values: {
      ...(model?.values ?? (blankValues(sections.assumptions.columns) as RowOf<'assumptions'>['values'])),
      rate,
      segment,
      low: Math.min(model?.values.low ?? likely, likely),
      likely,
      high: Math.max(model?.values.high ?? likely, likely),
    },
  };
  return {
    ...plan,
    assumptions: own ? plan.assumptions.map((row) => (row === own ? changed : row)) : [...plan.assumptions, changed],
  };
};

/** Whether a finding was about the very cell that is changed: what was wrong with the value is gone with it. */
export const isAbout = (
  { section, field, rowId }: PlanChange,
  at: { section: string; rowId: string | null; field: string | null },
  plan: Plan,
): boolean => {
  if (at.section !== section) return false;
  if (section !== 'assumptions') return at.rowId === rowId && at.field === field;
  const own = rateRow(field as RateName, segmentNamed(rowId, plan), plan);
  return own !== undefined && at.rowId === own.id && ['low', 'likely', 'high'].includes(at.field ?? '');
};
