import type { Finding } from '../finding.ts';
import { all, day, dollars, headerOf, optionOf, type Said, say, tabOf } from '../messages/said.ts';
import type { Words } from '../messages/words.ts';
import type { ResultRows } from '../results.ts';
import { type StageName, stageNames } from '../tables/progress.ts';
import { type NeedKind, needKinds } from '../tables/resources.ts';
import { MOST_SCENARIOS } from '../tables/what-if.ts';
import type { Cents } from '../value.ts';
import type { PlanChange } from './change.ts';
import type { KeyFigures, Scenario } from './scenario.ts';

/** What the Scenarios tab shows: what is changed, and what the plan and each scenario come to. */
export const scenarioRows = (plan: KeyFigures, scenarios: readonly Scenario[], { tell }: Words): ResultRows => {
  const rows =
    scenarios.length === 0
      ? [
          [
            say('whatIf.noScenario'),
            null,
            null,
            null,
            null,
            null,
            say('whatIf.noScenarioHow', { tab: tabOf('whatIf') }),
          ],
        ]
      : linesOf(plan, scenarios);
  return rows.map((cells) => cells.map((cell) => (cell === null || typeof cell === 'number' ? cell : tell(cell))));
};

type Cell = Said | null;

/** One figure of the plan and of each scenario. */
interface Line {
  part: Said;
  what: Said;
  plan: Cell;
  scenarios: readonly Cell[];
  how: Said | null;
}

const linesOf = (plan: KeyFigures, scenarios: readonly Scenario[]): Cell[][] =>
  [
    {
      part: say('whatIf.parts.scenario'),
      what: say('whatIf.name'),
      plan: say('whatIf.asItIs'),
      scenarios: scenarios.map(({ name }) => name),
      how: null,
    },
    ...changeLines(scenarios),
    ...figureLines([plan, ...scenarios.map(({ figures }) => figures)]),
    ...findingLines(plan, scenarios),
  ].map(({ part, what, plan: ofPlan, scenarios: others, how }) => [
    part,
    what,
    ofPlan,
    ...Array.from({ length: MOST_SCENARIOS }, (_, index) => others[index] ?? null),
    how,
  ]);

/** Each value that any scenario changes, once. */
const changeLines = (scenarios: readonly Scenario[]): Line[] => {
  const keyOf = ({ section, field, rowId }: PlanChange): string => `${section} ${field} ${rowId}`;
  const changes = new Map(scenarios.flatMap((each) => each.changes.map((change) => [keyOf(change), change] as const)));
  return [...changes].map(([key, { what, called, from }]) => ({
    part: say('whatIf.parts.change'),
    what: called === null ? what : say('whatIf.named', { first: what, rest: called }),
    plan: from ?? say('whatIf.blank'),
    // Of two rows for one value the last is what counts.
    scenarios: scenarios.map((each) => each.changes.findLast((change) => keyOf(change) === key)?.to ?? null),
    how: null,
  }));
};

const line = (part: Said, what: Said, cells: readonly Cell[], how: Said | null = null): Line => ({
  part,
  what,
  plan: cells[0]!,
  scenarios: cells.slice(1),
  how,
});

const figureLines = (figures: readonly KeyFigures[]): Line[] => {
  const each = (of: (one: KeyFigures) => Cell): Cell[] => figures.map(of);
  const stages = Object.keys(stageNames) as StageName[];
  const byStage = (part: Said, of: (stage: NonNullable<KeyFigures['stages']>[StageName]) => Cell, how: Said): Line[] =>
    stages.map((stage, index) =>
      line(
        part,
        headerOf('progress', stage),
        each(({ stages: all }) => all && of(all[stage])),
        index === 0 ? how : null,
      ),
    );
  const needs = (Object.keys(needKinds) as NeedKind[]).filter((need) =>
    figures.some(({ money }) => money.byNeed.some((one) => one.need === need)),
  );
  return [
    ...byStage(say('whatIf.parts.targets'), ({ target }) => target, say('whatIf.targetsHow', { tab: tabOf('funnel') })),
    ...byStage(
      say('whatIf.parts.confidence'),
      ({ withConfidence }) => withConfidence,
      say('whatIf.confidenceHow', { tab: tabOf('funnel') }),
    ),
    ...byStage(
      say('whatIf.parts.dates'),
      ({ byWhen }) => byWhen && day(byWhen),
      say('whatIf.datesHow', { tab: tabOf('calendar') }),
    ),
    line(
      say('whatIf.parts.goal'),
      say('whatIf.chance'),
      each(({ chance }) => (chance === null ? null : { percent: Math.round(chance * 1000) * 10 })),
      say('whatIf.chanceHow', { tab: tabOf('funnel') }),
    ),
    line(
      say('whatIf.parts.goal'),
      say('whatIf.placedByIntakes'),
      each(({ placedByIntakes }) => placedByIntakes),
      say('whatIf.placedByIntakesHow', { tab: tabOf('calendar') }),
    ),
    line(
      say('whatIf.parts.seats'),
      say('whatIf.seats'),
      each(({ seats }) => seats?.inYear ?? null),
      say('whatIf.seatsHow', { tab: tabOf('programs') }),
    ),
    line(
      say('whatIf.parts.seats'),
      say('whatIf.seatsShort'),
      each(({ seats }) => seats?.short ?? null),
      say('whatIf.seatsShortHow', { tab: tabOf('funnel') }),
    ),
    line(
      say('whatIf.parts.seats'),
      say('whatIf.openingsShort'),
      each(({ openingsShort }) => openingsShort),
      say('whatIf.openingsShortHow', { tab: tabOf('pipeline') }),
    ),
    line(
      say('whatIf.parts.money'),
      say('whatIf.needed'),
      each(({ money }) => inDollars(money.needed)),
      say('whatIf.moneyHow', { tab: tabOf('money') }),
    ),
    line(
      say('whatIf.parts.money'),
      say('whatIf.toFind'),
      each(({ money }) => inDollars(money.toFind)),
      say('whatIf.toFindHow'),
    ),
    ...needs.map((need) =>
      line(
        say('whatIf.parts.toFindFor'),
        optionOf('resources', 'need', need),
        each(({ money }) => inDollars(money.byNeed.find((one) => one.need === need)?.toFind ?? 0)),
      ),
    ),
    ...(['placement', 'participant'] as const).map((kind) =>
      line(
        say('whatIf.parts.cost'),
        say(kind === 'placement' ? 'money.onePlacement' : 'money.oneParticipant'),
        each(({ costs }) => inDollars(costs.find((one) => one.kind === kind)?.each ?? null)),
      ),
    ),
  ];
};

/** Whole dollars: what is compared here is never about cents. */
const inDollars = (cents: Cents | null): Said | null =>
  cents === null ? null : dollars(Math.round(cents / 100) * 100);

/** How many findings of a kind are told one by one. */
const TOLD_AT_MOST = 6;

const findingLines = (plan: KeyFigures, scenarios: readonly Scenario[]): Line[] => {
  const part = say('whatIf.parts.findings');
  const counts = ({ findings: { error, warning, info } }: KeyFigures): Said =>
    all([
      say('words.errors', { count: error }),
      say('words.warnings', { count: warning }),
      say('words.hints', { count: info }),
    ]);
  const told = (findings: readonly Finding[]): Said => {
    const grave = findings.filter(({ severity }) => severity !== 'info');
    const [shown, more] = [grave.slice(0, TOLD_AT_MOST), findings.length - Math.min(grave.length, TOLD_AT_MOST)];
    if (findings.length === 0) return say('words.nothing');
    return [
      ...shown.map(({ tab, cell, message }) => `${tab} ${cell}: ${message}`),
      ...(more > 0 ? [say('whatIf.more', { count: more })] : []),
    ].reduceRight<Said>((rest, first) => (rest === '' ? first : say('whatIf.nextLine', { first, rest })), '');
  };
  return [
    line(part, say('whatIf.open'), [plan, ...scenarios.map(({ figures }) => figures)].map(counts)),
    line(
      part,
      say('whatIf.added'),
      [null, ...scenarios.map(({ findings }) => told(findings.added))],
      say('whatIf.findingsHow'),
    ),
    line(part, say('whatIf.gone'), [null, ...scenarios.map(({ findings }) => told(findings.gone))]),
  ];
};
