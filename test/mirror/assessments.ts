import type { Finding } from '../../functions/plan/finding.ts';
import { planFunnel } from '../../functions/plan/funnel.ts';
import { planMoney } from '../../functions/plan/money.ts';
import { blankValues, emptyPlan, type Plan, type PlanRow, sections } from '../../functions/plan/plan.ts';
import type { Assessment } from '../../functions/sheet/assess.ts';

/** A partner as a person types it: what is displayed is what is meant. */
export interface Typed {
  id: string;
  name?: string;
  placements?: string;
}

/** A plan with these partners and this placements goal; a number that is not digits stays raw, as parsing leaves it. */
export const planOf = (partners: readonly Typed[], goal?: string): Plan => {
  const plan = emptyPlan();
  plan.partners = partners.map((typed, index) => partnerRow(typed, index + 3)) as Plan['partners'];
  if (goal !== undefined) {
    plan.goals.values.placements = wholeNumber(goal);
    plan.goals.raw = { placements: goal };
    plan.goals.rows = { placements: 3 };
  }
  return plan;
};

export const assessmentOf = (plan: Plan, changes: Partial<Assessment> = {}): Assessment => ({
  plan,
  counted: plan,
  language: 'en',
  places: {},
  ofCells: [],
  held: [],
  disputed: [],
  unnamed: [],
  rowsGone: { question: null, answerHolds: false },
  unannouncedSince: null,
  findings: [],
  waived: [],
  waivers: [],
  funnel: planFunnel(plan),
  risk: null,
  calendar: { calendar: null, missing: ['targets', 'planYear'] },
  pipeline: null,
  forecast: { forecast: null, missing: [] },
  money: planMoney(plan, planFunnel(plan)),
  checklist: [],
  scenarios: [],
  results: {
    checklist: [],
    funnel: [],
    calendar: [],
    forecast: [],
    pipeline: [],
    money: [],
    scenarios: [],
    proposal: [],
  },
  ...changes,
});

export const findingOf = (at: Finding['at'], changes: Partial<Finding> = {}): Finding => ({
  code: 'not-a-number',
  severity: 'error',
  tab: 'Partners',
  cell: 'G3',
  message: 'Placements committed is "many", but it must be a whole number.',
  fix: 'Type digits only, for example 25.',
  ...changes,
  ...(at && { at }),
});

const partnerRow = ({ id, name, placements }: Typed, row: number): PlanRow => {
  const raw: Record<string, string> = {};
  if (name !== undefined) raw.name = name;
  if (placements !== undefined) raw.placementsCommitted = placements;
  const placementsCommitted = placements === undefined ? null : wholeNumber(placements);
  return {
    id,
    row,
    values: { ...blankValues(sections.partners.columns), name: name ?? null, placementsCommitted },
    raw,
    invalid: placements !== undefined && placementsCommitted === null ? ['placementsCommitted'] : [],
  };
};

const wholeNumber = (typed: string): number | null => (/^\d+$/.test(typed) ? Number(typed) : null);
