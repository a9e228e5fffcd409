import { alikeNames, type Tie } from '../alike.ts';
import { optionOf, small, tabOf } from '../messages/said.ts';
import type { PlanRow } from '../plan.ts';
import { spellingKey, spellingTies } from '../spelling.ts';
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
      alikeNames(named(plan.partners, 'name'), ({ name }) => spellingTies(name)).map(({ entry, other }) =>
        problem(inRow('partners', entry.row, 'name'), {
          name: entry.name,
          other: other.name,
          row: String(other.row.row),
        }),
      ),
  },
  {
    code: 'alike-roles',
    severity: 'warning',
    title: 'A role is called by the same words in every line of the Demand tab.',
    on: 'entry',
    check: (plan) =>
      alikeNames(named(plan.demand, 'role'), ({ name }) => spellingTies(name)).map(({ entry, other }) =>
        problem(inRow('demand', entry.row, 'role'), {
          name: entry.name,
          other: other.name,
          row: String(other.row.row),
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
      return alikeNames(people, personTies).map(({ entry, other }) =>
        problem(entry.at, { name: entry.name, other: other.name }),
      );
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

/** The same address, or the same name or initial at the same organization: J. Smith may be Jo Smith or Jane Smith, who are two people. */
const personTies = ({ name, organization, email }: Person): Tie[] => [
  ...(email === null ? [] : [{ key: `address ${nameKey(email)}`, writtenOut: false }]),
  ...(organization === null
    ? []
    : [
        { key: `spelled ${spellingKey(organization)} ${spellingKey(name)}`, writtenOut: false },
        { key: `initial ${spellingKey(organization)} ${initialAndSurname(name)}`, writtenOut: !hasInitial(name) },
      ]),
];

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
