import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatKey } from '../../functions/edits/signature.ts';
import { rollupFormats } from '../../functions/rollup/link.ts';
import { type LinkTerms, openLink, signLink } from '../../functions/sharing/link-token.ts';

const key = formatKey(Buffer.alloc(32, 1));
const otherKey = formatKey(Buffer.alloc(32, 2));

const terms: LinkTerms = {
  id: 'AbC-_1',
  scope: 'community:riverbend',
  year: 2026,
  formats: ['html', 'csv'],
  expiresSeconds: 1_800_000_000,
};

describe('a link', () => {
  it('is its terms and the HMAC-SHA256 over them, in base64url', () => {
    const json = '{"i":"AbC-_1","s":"community:riverbend","y":2026,"f":["html","csv"],"e":1800000000}';
    const said = Buffer.from(json).toString('base64url');
    const hmac = createHmac('sha256', Buffer.alloc(32, 1)).update(`techhire-link/1.${said}`).digest('base64url');
    expect(signLink(terms, key)).toBe(`${said}.${hmac}`);
  });

  it('opens to what was signed, whatever that is', () => {
    const anyTerms = fc.record({
      id: fc.string({ minLength: 1, maxLength: 60 }),
      scope: fc.constantFrom('network', 'state:OH', 'community:ä', 'group:delta-2', 'funder:hope & söhne, "x"'),
      year: fc.integer({ min: 2000, max: 2099 }),
      formats: fc.subarray([...rollupFormats]),
      expiresSeconds: fc.integer({ min: 0, max: 4_000_000_000 }),
    });
    fc.assert(
      fc.property(anyTerms, (drawn) => {
        expect(openLink(signLink(drawn, key), [key])).toEqual({ ok: true, terms: drawn });
      }),
    );
  });

  it('opens with the key before the newest one, and not with any other', () => {
    const token = signLink(terms, key);
    expect(openLink(token, [otherKey, key])).toEqual({ ok: true, terms });
    expect(openLink(token, [otherKey])).toEqual({ ok: false, reason: 'bad-signature' });
    expect(openLink(token, [])).toEqual({ ok: false, reason: 'bad-signature' });
  });

  it('does not open once a single character of it is another', () => {
    const token = signLink(terms, key);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '-', '.', '0'), (at, character) => {
        const altered = `${token.slice(0, at)}${character}${token.slice(at + 1)}`;
        // The last character of base64 stands for fewer bits than it has: some say the same.
        const same = (one: string, other: string): boolean =>
          Buffer.from(one.split('.')[1] ?? '', 'base64url').equals(
            Buffer.from(other.split('.')[1] ?? '', 'base64url'),
          ) && one.split('.')[0] === other.split('.')[0];
        if (!same(altered, token)) expect(openLink(altered, [key]).ok).toBe(false);
      }),
    );
  });

  it.each(['', '.', 'a', 'a.b.c', '..', 'x'.repeat(10_000), '\u0000.\u0000'])('%j is none', (token) => {
    expect(openLink(token, [key]).ok).toBe(false);
  });

  it('whose terms are signed but are none of ours does not open', () => {
    for (const said of ['not json', '{}', '{"i":"a","s":"city:x","y":2026,"f":[],"e":1}', '[]', 'null']) {
      const text = Buffer.from(said).toString('base64url');
      const hmac = createHmac('sha256', Buffer.alloc(32, 1)).update(`techhire-link/1.${text}`).digest('base64url');
      expect(openLink(`${text}.${hmac}`, [key])).toEqual({ ok: false, reason: 'not-a-link' });
    }
  });

  it('signed for another purpose with the same key does not open', () => {
    const text = signLink(terms, key).split('.')[0]!;
    const hmac = createHmac('sha256', Buffer.alloc(32, 1)).update(text).digest('base64url');
    expect(openLink(`${text}.${hmac}`, [key])).toEqual({ ok: false, reason: 'bad-signature' });
  });
});
