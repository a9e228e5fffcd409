import { optionOf, small, tabOf } from '../messages/said.ts';
import type { PlanRow } from '../plan.ts';
import { alikeNames, spellingKey } from '../spelling.ts';
import { nameKey } from '../text.ts';
import { type Check, inForm, inRow, type Problem, problem } from './check.ts';

/** Is one organization, role or person called by two names? Offered as a merge; nothing is ever merged without a person. */
export const nameChecks: readonly Check[] = [
  {
    code: 'alike-partners',
    severity: 'warning',
    title: 'An organization stands on the Partners tab under one name only.',
    on: 'entry',
    check: (plan) =>
      alikeNames(named(plan.partners, 'name')).map(({ earlier, later }) =>
        problem(inRow('partners', later.row, 'name'), {
          name: later.name,
          other: earlier.name,
          row: String(earlier.row.row),
        }),
      ),
  },
  {
    code: 'alike-roles',
    severity: 'warning',
    title: 'A role is called by the same words in every line of the Demand tab.',
    on: 'entry',
    check: (plan) =>
      alikeNames(named(plan.demand, 'role')).map(({ earlier, later }) =>
        problem(inRow('demand', later.row, 'role'), {
          name: later.name,
          other: earlier.name,
          row: String(earlier.row.row),
          tab: tabOf('programs'),
        }),
      ),
  },
  {
    code: 'alike-people',
    severity: 'info',
    title: 'A person is called by one name wherever they are named.',
    on: 'entry',
    check: (plan) => {
      const { coordinator, coordinatorEmail, leadOrganization } = plan.community.values;
      const people: Person[] = [
        ...person(coordinator, leadOrganization, coordinatorEmail, inForm('community', 'coordinator')),
        ...plan.partners.flatMap((row) =>
          person(row.values.contact, row.values.name, row.values.email, inRow('partners', row, 'contact')),
        ),
        ...plan.roles.flatMap((row) =>
          person(row.values.person, row.values.organization, null, inRow('roles', row, 'person')),
        ),
      ];
      const first = new Map<string, Person>();
      return people.flatMap((each) => {
        const keys = [
          ...(each.email === null ? [] : [`address ${nameKey(each.email)}`]),
          ...(each.organization === null
            ? []
            : [
                `spelled ${spellingKey(each.organization)} ${spellingKey(each.name)}`,
                `initial ${spellingKey(each.organization)} ${initialAndSurname(each.name)}`,
              ]),
        ];
        const other = keys
          .map((key) => ({ key, found: first.get(key) }))
          .find(
            ({ key, found }) =>
              found !== undefined &&
              nameKey(found.name) !== nameKey(each.name) &&
              // Jo Smith and Jane Smith are two people; J. Smith may be either.
              (!key.startsWith('initial') || hasInitial(found.name) || hasInitial(each.name)),
          )?.found;
        for (const key of keys) if (!first.has(key)) first.set(key, each);
        return other ? [problem(each.at, { name: each.name, other: other.name })] : [];
      });
    },
  },
  {
    code: 'new-partner-joined',
    severity: 'info',
    title: 'A new partner that has joined is named among those who serve the segment.',
    on: 'entry',
    check: (plan) => {
      const joined = new Set(
        plan.partners
          .filter(({ values }) => values.status === 'committed' && values.name !== null)
          .map(({ values }) => nameKey(values.name!)),
      );
      return plan.segments
        .filter(({ values }) => values.newPartner !== null && joined.has(nameKey(values.newPartner)))
        .map((row) =>
          problem(inRow('segments', row, 'newPartner'), {
            name: row.values.newPartner!,
            tab: tabOf('partners'),
            committed: small(optionOf('partners', 'status', 'committed')),
          }),
        );
    },
  },
  {
    code: 'lead-not-a-partner',
    severity: 'info',
    title: 'The lead organization stands on the Partners tab.',
    on: 'entry',
    check: (plan, { unreadable }) => {
      const lead = plan.community.values.leadOrganization;
      const names = named(plan.partners, 'name').map(({ name }) => nameKey(name));
      if (lead === null || names.length === 0 || unreadable?.has('partners') || names.includes(nameKey(lead)))
        return [];
      return [problem(inForm('community', 'leadOrganization'), { name: lead, tab: tabOf('partners') })];
    },
  },
];

interface Person {
  name: string;
  organization: string | null;
  email: string | null;
  at: Problem['at'];
}

const person = (name: string | null, organization: string | null, email: string | null, at: Problem['at']): Person[] =>
  name === null ? [] : [{ name, organization, email, at }];

const initialAndSurname = (name: string): string => {
  const parts = nameKey(name).replaceAll('.', ' ').split(' ').filter(Boolean);
  return `${parts[0]?.[0] ?? ''} ${parts.at(-1) ?? ''}`;
};

const hasInitial = (name: string): boolean => /^\p{L}\.?\s/u.test(name.trim());

const named = <Values, Field extends keyof Values>(
  rows: readonly PlanRow<Values>[],
  field: Field,
): { name: string; row: PlanRow<Values> }[] =>
  rows.flatMap((row) => {
    const name = row.values[field];
    return typeof name === 'string' ? [{ name, row }] : [];
  });
