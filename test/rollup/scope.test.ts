import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScope, scopeText } from '../../functions/rollup/scope.ts';

describe('a scope', () => {
  it.each([
    ['network', { kind: 'network' }],
    ['state:oh', { kind: 'state', code: 'OH' }],
    ['community:riverbend', { kind: 'community', id: 'riverbend' }],
    ['group:delta-2', { kind: 'group', id: 'delta-2' }],
    ['funder: Hope  Foundation ', { kind: 'funder', name: 'hope foundation' }],
    ['funder:A/B & Söhne', { kind: 'funder', name: 'a/b & söhne' }],
  ])('%s is read', (text, scope) => {
    expect(parseScope(text)).toEqual(scope);
  });

  it.each([
    '',
    'city:x',
    'state:ohio',
    'community:',
    'community:a/b',
    'group:',
    'group:A',
    'group:-a',
    'group:a/b',
    'funder:',
    'funder:  ',
  ])('"%s" is none', (text) => {
    expect(parseScope(text)).toBeNull();
  });

  it('written as text is read as the same scope', () => {
    fc.assert(
      fc.property(fc.constantFrom('community:', 'group:', 'funder:', 'state:', ''), fc.string(), (kind, rest) => {
        const scope = parseScope(`${kind}${rest}`);
        if (scope) expect(parseScope(scopeText(scope))).toEqual(scope);
      }),
    );
  });
});
