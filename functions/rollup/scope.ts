import { nameKey } from '../plan/text.ts';

/** What a rollup covers. */
export type Scope =
  | { readonly kind: 'community'; readonly id: string }
  | { readonly kind: 'state'; readonly code: string }
  /** Communities that an operator has listed: `groups/{id}`. */
  | { readonly kind: 'group'; readonly id: string }
  /** Communities whose plans have money of this funder; the name as `nameKey` has it. */
  | { readonly kind: 'funder'; readonly name: string }
  | { readonly kind: 'network' };

/** The forms of a scope as people type it into a link. */
export const scopeForms = ['community:ID', 'state:XX', 'group:ID', 'funder:NAME', 'network'] as const;

/** @returns null where the text is none of `scopeForms` */
export const parseScope = (text: string): Scope | null => {
  if (text === 'network') return { kind: 'network' };
  const state = /^state:([A-Za-z]{2})$/.exec(text);
  if (state) return { kind: 'state', code: state[1]!.toUpperCase() };
  const group = /^group:(.*)$/s.exec(text);
  if (group) return isGroupId(group[1]!) ? { kind: 'group', id: group[1]! } : null;
  const funder = /^funder:(.{1,200})$/su.exec(text);
  if (funder) {
    const name = nameKey(funder[1]!);
    return name === '' ? null : { kind: 'funder', name };
  }
  // An id is part of a document's name, where a slash would begin another collection.
  const community = /^community:([^/\s]{1,200})$/u.exec(text);
  return community ? { kind: 'community', id: community[1]! } : null;
};

/** Part of document paths and links: lower-case letters, digits and hyphens. */
export const isGroupId = (id: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(id);

/** The same text that `parseScope` reads. */
export const scopeText = (scope: Scope): string => {
  switch (scope.kind) {
    case 'community':
    case 'group':
      return `${scope.kind}:${scope.id}`;
    case 'state':
      return `state:${scope.code}`;
    case 'funder':
      return `funder:${scope.name}`;
    case 'network':
      return 'network';
  }
};
