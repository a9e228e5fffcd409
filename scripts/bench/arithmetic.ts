import { planCalendar } from '../../functions/plan/calendar.ts';
import { planFunnel } from '../../functions/plan/funnel.ts';
import { planMoney } from '../../functions/plan/money.ts';
import { planPipeline } from '../../functions/plan/pipeline.ts';
import type { Plan } from '../../functions/plan/plan.ts';
import { planRisk } from '../../functions/plan/risk.ts';
import { assess } from '../../functions/sheet/assess.ts';
import { bigPlan } from './big-plan.ts';
import type { Contender, Measurement } from './measurement.ts';

const TODAY = '2026-11-20';

export const arithmetic = {
  name: 'arithmetic',
  title: 'All arithmetic on a plan with 10 segments, 40 programs and 60 sources, after an edit of its goal',
  fairness: [
    'The peer multiplies the likely rates backwards in floating point, for the whole plan and each segment, as spreadsheets for planning do.',
    'Targets: the same, exact, with low and high rates too. All: targets, numbers with confidence and with uncertain rates for the whole and each segment, chances, swings, calendar, pipeline and money. Each run has another goal, so that nothing is known from before.',
  ],
  contests: function* () {
    let made = 0;
    const snapshot = bigPlan({ segments: 10, programs: 40, funding: 60 });
    const { plan } = assess(snapshot, { today: TODAY, newId: () => `row-${++made}` });
    // Goals as drawn would leave nothing for the last segments.
    const counted = {
      ...plan,
      segments: plan.segments.map((row) => ({ ...row, values: { ...row.values, placements: null, share: 900 } })),
    };
    yield {
      name: '10 segments, 40 programs, 60 sources',
      peer: backwardsInFloats(counted),
      others: [
        { name: 'planner, targets', run: edited(counted, (plan) => targetsOf(planFunnel(plan).all?.placements)) },
        { name: 'planner, all', run: edited(counted, everything) },
      ],
    };
  },
} satisfies Measurement;

/** The plan with a goal that it has not had yet. */
const edited = (plan: Plan, work: (plan: Plan) => string): Contender['run'] => {
  let goal = 500;
  return () => {
    goal++;
    return work({ ...plan, goals: { ...plan.goals, values: { ...plan.goals.values, placements: goal } } });
  };
};

const targetsOf = (placements: number | undefined): string => `targets for ${placements ?? 0} placements`;

const everything = (plan: Plan): string => {
  const funnel = planFunnel(plan);
  const { calendar } = planCalendar(plan, funnel, TODAY);
  const risk = planRisk(plan, funnel);
  planPipeline(plan, funnel, calendar);
  planMoney(plan, funnel);
  return `${targetsOf(funnel.all?.placements)}, ${risk?.segments.length ?? 0} segments`;
};

const backwardsInFloats = (counted: Plan): Contender => {
  const { segments } = planFunnel(counted);
  const run = edited(counted, (plan) => {
    const rates = plan.assumptions.flatMap(({ values }) => (values.likely === null ? [] : [values.likely / 10_000]));
    const goal = plan.goals.values.placements ?? 0;
    for (const part of [goal, ...segments.map(({ placements }) => placements)])
      rates.reduce((people, rate) => Math.ceil(people / rate), part);
    return targetsOf(goal);
  });
  return { name: 'floats, likely rates', run };
};
