import type { Funnel } from './funnel.ts';
import { dollars } from './messages/said.ts';
import { wordsIn } from './messages/words.ts';
import { type Covered, type MoneyPlan, type MoneySource, type MoneyTier, stillToFind } from './money.ts';
import type { NeedOrigin } from './needs.ts';
import type { Plan } from './plan.ts';
import { publishedCosts } from './published-costs.ts';
import type { ResultCell, ResultRows } from './results.ts';
import { sourceKinds } from './tables/funding.ts';
import { type NeedKind, needKinds } from './tables/resources.ts';
import { counted, listed } from './text.ts';
import type { Cents } from './value.ts';

const show = (cents: Cents): string => wordsIn('en').tell(dollars(cents));

/** What the Money tab shows: needs, months, sources, and what a person costs. */
export const moneyRows = (plan: MoneyPlan, counted: Plan, funnel: Funnel): ResultRows =>
  plan.needs.length === 0 && plan.sources.length === 0
    ? [
        [
          'By need',
          'Not worked out yet',
          ...Array.from({ length: 5 }, () => null),
          'Still missing: amounts on Resources, and prices on Programs. Rows with errors count as missing.',
        ],
      ]
    : linesOf(plan, counted, funnel);

const linesOf = (plan: MoneyPlan, { funding }: Plan, funnel: Funnel): ResultRows => [
  ...(Object.keys(needKinds) as NeedKind[]).map((need) => needRow(need, plan, funnel)),
  coveredRow('By need', 'All', plan.total, totalNote(plan)),
  ...plan.months.map((month) =>
    coveredRow(
      'By month',
      month.month === null ? 'The plan year' : monthInWords(month.month),
      month,
      month.month === null
        ? 'Months are shown once Community says when the plan year starts and ends'
        : 'What Resources says for this month; amounts in all and a person are spread over the days of their period',
    ),
  ),
  ...plan.sources.map((source) => sourceRow(source, funding)),
  ...plan.costs.map(({ kind, each, people }): ResultCell[] => [
    'Cost',
    kind === 'placement' ? 'One placement' : 'One participant',
    each / 100,
    null,
    null,
    null,
    null,
    `${show(plan.total.amount)} ÷ ${people.toLocaleString('en-US')} ${kind === 'placement' ? 'placements (Goals)' : 'people who start training or are matched (Funnel)'}. Published for comparison: ${publishedCosts
      .filter((published) => published.kind === kind)
      .map(({ amount, what, source }) => `${show(amount)}, ${what} (${source})`)
      .join('; ')}`,
  ]),
];

const coveredRow = (part: string, what: string, covered: Covered, how: string): ResultCell[] => [
  part,
  what,
  covered.amount / 100,
  covered.received / 100,
  covered.committed / 100,
  (covered.applied + covered.idea) / 100,
  stillToFind(covered) / 100,
  how,
];

const needRow = (need: NeedKind, { needs }: MoneyPlan, funnel: Funnel): ResultCell[] => {
  const found = needs.find((each) => each.need === need);
  const known = found?.lines.some(({ amount }) => amount !== null);
  if (!found || !known)
    return [
      'By need',
      needKinds[need],
      null,
      null,
      null,
      null,
      null,
      found
        ? found.lines.map(({ from }) => originInWords(from, funnel)).join('; ')
        : 'No amount on the Resources tab yet',
    ];
  return coveredRow(
    'By need',
    needKinds[need],
    found,
    found.lines.map(({ from }) => originInWords(from, funnel)).join('; '),
  );
};

/** From which cells an amount comes. */
const originInWords = (from: NeedOrigin, funnel: Funnel): string => {
  switch (from.kind) {
    case 'total':
      return from.partOfPeriod
        ? `Resources row ${from.row}: of ${show(from.amount)} the part of its period that lies in the plan year, by days`
        : `Resources row ${from.row}: ${show(from.amount)}`;
    case 'perMonth':
      return `Resources row ${from.row}: ${show(from.each)} × ${counted(from.months, 'month', 'months')}`;
    case 'perPerson':
      return from.people === null
        ? `Resources row ${from.row}: ${show(from.each)} a person, but how many people is not known without ${listed(funnel.missing)}`
        : `Resources row ${from.row}: ${show(from.each)} × ${counted(from.people, 'person', 'people')} ${from.stage === 'aware' ? 'to be made aware' : 'who must start training'} (Funnel)`;
    case 'price':
      return `Programs row ${from.row}: ${show(from.each)} × ${counted(from.people, 'person', 'people')}`;
    case 'averagePrice':
      return from.people === null
        ? `Programs: ${show(from.each)} a person on average, but how many people is not known without ${listed(funnel.missing)}`
        : `Programs: ${show(from.each)} on average × ${counted(from.people, 'person', 'people')} without a seat or a price`;
  }
};

const totalNote = ({ needs, sources }: MoneyPlan): string => {
  const idle = sources
    .filter(({ tier }) => tier === 'received' || tier === 'committed')
    .reduce((so, { amount, used }) => so + amount - used, 0);
  const unknown = needs
    .filter(({ lines }) => lines.some(({ amount }) => amount === null))
    .map(({ need }) => needKinds[need]);
  return [
    'The most that can be covered: each source pays only for what Funding says that it may pay for, while it may be spent',
    ...(idle > 0 ? [`${show(idle)} that is received or committed finds nothing to pay for`] : []),
    ...(unknown.length > 0 ? [`Not counted, because how many people is not known: ${listed(unknown)}`] : []),
  ].join('. ');
};

const tierWords: Record<MoneyTier, string> = {
  received: 'received',
  committed: 'committed',
  applied: 'applied for',
  idea: 'hoped for',
};

const sourceRow = (source: MoneySource, funding: Plan['funding']): ResultCell[] => {
  const { values } = funding.find(({ row }) => row === source.row)!;
  const name = [values.source === null ? null : sourceKinds[values.source], values.program]
    .filter((part) => part !== null)
    .join(': ');
  const used = source.used / 100;
  const hoped = source.tier === 'applied' || source.tier === 'idea';
  return [
    'By source',
    name,
    null,
    source.tier === 'received' ? used : null,
    source.tier === 'committed' ? used : null,
    hoped ? used : null,
    null,
    `Funding row ${source.row}: ${sourceNote(source)}`,
  ];
};

const sourceNote = ({ amount, used, tier, mayPayFor, unusable }: MoneySource): string => {
  switch (unusable) {
    case 'noAmount':
      return `${tierWords[tier]}, but there is no amount`;
    case 'noUses':
      return `${show(amount)} ${tierWords[tier]}, but it is not said what it may pay for`;
    case 'outsideYear':
      return `${show(amount)} ${tierWords[tier]}, but it may not be spent in the plan year`;
    case null:
      return `${show(amount)} ${tierWords[tier]}, may pay for ${listed(mayPayFor.map((need) => needKinds[need]))}; ${
        used === amount
          ? 'all of it is used'
          : used === 0
            ? 'all that it may pay for is covered already'
            : `${show(amount - used)} of it finds nothing to pay for`
      }`;
  }
};

/** `Jul 2026` */
const monthInWords = (month: string): string => inWords.format(new Date(`${month}-01T00:00:00Z`));

const inWords = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' });
