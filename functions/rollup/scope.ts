/** What a rollup covers. A funder's communities and named groups come as further kinds. */
export type Scope =
  | { readonly kind: 'community'; readonly id: string }
  | { readonly kind: 'state'; readonly code: string }
  | { readonly kind: 'network' };

/** The forms of a scope as people type it into a link. */
export const scopeForms = ['community:ID', 'state:XX', 'network'] as const;

/** @returns null where the text is none of `scopeForms` */
export const parseScope = (text: string): Scope | null => {
  if (text === 'network') return { kind: 'network' };
  const state = /^state:([A-Za-z]{2})$/.exec(text);
  if (state) return { kind: 'state', code: state[1]!.toUpperCase() };
  // An id is part of a document's name, where a slash would begin another collection.
  const community = /^community:([^/\s]{1,200})$/u.exec(text);
  return community ? { kind: 'community', id: community[1]! } : null;
};

/** The same text that `parseScope` reads. */
export const scopeText = (scope: Scope): string => {
  switch (scope.kind) {
    case 'community':
      return `community:${scope.id}`;
    case 'state':
      return `state:${scope.code}`;
    case 'network':
      return 'network';
  }
};
