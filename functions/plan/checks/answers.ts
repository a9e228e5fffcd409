import { all, any, headerOf, optionOf, tabOf } from '../messages/said.ts';
import { states } from '../states.ts';
import { nameKey, nearestName, shortened } from '../text.ts';
import { type Check, inForm, inRow, type Problem, problem } from './check.ts';

/** Do answers that belong together agree, and can others use them? */
export const answerChecks: readonly Check[] = [
  {
    code: 'state-unknown',
    severity: 'warning',
    title: 'Every state is one that rollups know, by its two letters.',
    on: 'entry',
    check: (plan) => {
      const typed = plan.community.values.states;
      if (typed === null) return [];
      const unknown = [
        ...new Set(
          typed
            .split(/[,;/\n]| and | y /i)
            .map((each) => each.trim())
            .filter((each) => each !== '' && !each.split(/\s+/).every((code) => code.toUpperCase() in states)),
        ),
      ];
      if (unknown.length === 0) return [];
      const codes = unknown.map(codeOf);
      return [
        problem(
          inForm('community', 'states'),
          {
            typed: any(unknown.map((each) => shortened(each))),
            codes: codes.filter((code) => code !== null).join(', '),
          },
          codes.includes(null) ? 'state-unknown' : 'state-unknown/meant',
        ),
      ];
    },
  },
  {
    code: 'public-and-not',
    severity: 'warning',
    title: 'Data that becomes public does so in some form.',
    on: 'entry',
    check: (plan) => {
      const { dataPublic, publicForm } = plan.roleQuestions.values;
      return publicForm === 'none' && dataPublic !== null && dataPublic.length > 0
        ? [
            problem(inForm('roleQuestions', 'publicForm'), {
              none: optionOf('roleQuestions', 'publicForm', 'none'),
              header: headerOf('roleQuestions', 'dataPublic'),
            }),
          ]
        : [];
    },
  },
  {
    code: 'link-not-public',
    severity: 'warning',
    title: 'An address that is to be found by everybody leads to a public page.',
    on: 'entry',
    check: (plan) =>
      (['criteriaPublished', 'centralInformation'] as const).flatMap((field): Problem[] => {
        const link = plan.roleQuestions.values[field];
        if (link === null) return [];
        if (EDITED_DOCUMENT.test(link))
          return [problem(inForm('roleQuestions', field), {}, 'link-not-public/document')];
        return isPrivateAddress(link) ? [problem(inForm('roleQuestions', field), {}, 'link-not-public/private')] : [];
      }),
  },
  {
    code: 'local-goal-without-change',
    severity: 'warning',
    title: 'A local goal’s target differs from its baseline.',
    on: 'entry',
    check: (plan) =>
      plan.localGoals.flatMap((row) => {
        const { baseline, target } = row.values;
        return baseline !== null && baseline === target
          ? [problem(inRow('localGoals', row, 'target'), { header: headerOf('localGoals', 'baseline') })]
          : [];
      }),
  },
  {
    code: 'partner-only-invited',
    severity: 'warning',
    title: 'A partner that pays, or answers for a responsibility, stands at Committed.',
    on: 'entry',
    check: (plan) => {
      const countedOn = {
        roles: namesIn(
          plan.roles.filter(({ values }) => values.agreedOn !== null).map(({ values }) => values.organization),
        ),
        funding: namesIn(
          plan.funding
            .filter(({ values }) => values.status === 'committed' || values.status === 'received')
            .map(({ values }) => values.funder),
        ),
      };
      return plan.partners.flatMap((row) => {
        const { name, status } = row.values;
        if (status !== 'invited' || name === null) return [];
        const tabs = (['roles', 'funding'] as const).filter((each) => countedOn[each].has(nameKey(name)));
        return tabs.length === 0
          ? []
          : [
              // Told where it is mended.
              problem(inRow('partners', row, 'status'), {
                tabs: all(tabs.map(tabOf)),
                invited: optionOf('partners', 'status', 'invited'),
                committed: optionOf('partners', 'status', 'committed'),
              }),
            ];
      });
    },
  },
];

const namesIn = (names: readonly (string | null)[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => (name === null ? [] : [nameKey(name)])));

/** The code of a state's name, or of one nearly spelled so; null where it is none that is known. */
const codeOf = (typed: string): string | null => {
  const name = nearestName(typed, stateNames);
  return Object.entries(states).find(([, each]) => each === name)?.[0] ?? null;
};

const stateNames = Object.values(states);

/** Opens for whoever may edit the document, and asks everybody else to sign in. */
const EDITED_DOCUMENT = /^https?:\/\/(?:docs|drive)\.google\.com\/.*\/edit\b|^https?:\/\/[^/]*-my\.sharepoint\.com\//i;

const isPrivateAddress = (link: string): boolean => {
  const host = /^https?:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(link)?.[1]?.toLowerCase() ?? '';
  return (
    /\.(?:local|localhost|internal|lan|intranet|home|corp)$/.test(host) ||
    /^(?:127|10)\.\d+\.\d+\.\d+$|^192\.168\.\d+\.\d+$|^172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host)
  );
};
