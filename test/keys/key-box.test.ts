import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyBox, openBox } from '../../functions/keys/key-box.ts';
import { formatRootKeys, parseRootKeys, type RootKey } from '../../functions/keys/root-keys.ts';
import { sealed, sealedWith, unsealed } from '../../functions/keys/sealed-text.ts';

const rootKey = (id: string, byte: number): RootKey => ({ id, bytes: Buffer.alloc(32, byte) });
const [first, second, third] = [rootKey('first', 1), rootKey('second', 2), rootKey('third', 3)];
const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const place = 'sheets/1AbC';

/** Root keys that can be put in place of others, as another process does; counts how often they are read. */
const ring = (...keys: RootKey[]) => {
  const there = { keys, reads: 0 };
  return {
    there,
    read: async () => {
      there.reads++;
      return formatRootKeys(there.keys);
    },
  };
};

describe('a sealed text', () => {
  it('opens with its root key at its place, and shows nothing of itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, at) => {
        const kept = sealed(text, at, first);
        expect(sealedWith(kept)).toBe('first');
        expect(unsealed(kept, at, first)).toBe(text);
      }),
    );
    expect(sealed(key, place, first)).not.toContain('whsec');
    expect(sealed(key, place, first)).not.toBe(sealed(key, place, first));
  });

  it('is what AES-256-GCM of Web Crypto makes of it', async () => {
    const bytes = Buffer.from(sealed(key, place, first).split(':')[3]!, 'base64url');
    const imported = await crypto.subtle.importKey('raw', new Uint8Array(first.bytes), 'AES-GCM', false, ['decrypt']);
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytes.subarray(0, 12), additionalData: Buffer.from(place) },
      imported,
      bytes.subarray(12),
    );
    expect(Buffer.from(opened).toString()).toBe(key);
  });

  const kept = sealed(key, place, first);
  it.each([
    ['at another place', kept, 'sheets/2XyZ', first],
    ['with another root key of this id', kept, place, rootKey('first', 9)],
    ['with a bit changed', `${kept.slice(0, -1)}${kept.endsWith('A') ? 'B' : 'A'}`, place, first],
    ['cut short', kept.slice(0, -8), place, first],
    ['without its bytes', 'sealed:1:first:', place, first],
  ])('does not open %s', (_how, text, at, opens) => {
    expect(unsealed(text, at, opens)).toBeNull();
  });
});

describe('root keys', () => {
  it('are read as they were written, the newest first', () => {
    expect(parseRootKeys(formatRootKeys([second, first]))).toEqual([second, first]);
  });

  it.each([
    ['', 'There is no root key where TECHHIRE_ROOT_KEYS points.'],
    ['first\n', 'Line 1 of the root keys is not an id'],
    [`${formatRootKeys([first])}second c2hvcnQ=\n`, 'Line 2 of the root keys is not an id'],
  ])('%j are refused without being shown', (text, message) => {
    expect(() => parseRootKeys(text)).toThrow(message);
    expect(() => parseRootKeys(text)).not.toThrow('c2hvcnQ');
  });
});

describe('a box of keys', () => {
  it('opens what another process has sealed with a root key that is newer than this one knows', async () => {
    const store = ring(first);
    const [here, there] = [keyBox(store), keyBox(store)];
    expect(await here.open(await there.seal(key, place), place)).toBe(key);
    store.there.keys = [second, first];
    const kept = await there.seal(key, place);
    expect(sealedWith(kept)).toBe('second');
    const { reads } = store.there;
    expect([await here.open(kept, place), await here.open(kept, place)]).toEqual([key, key]);
    expect(store.there.reads).toBe(reads + 1);
  });

  it('gives back what was kept before there were root keys, and seals it when it is renewed', async () => {
    const box = keyBox(ring(first));
    expect(await box.open(key, place)).toBe(key);
    const renewed = await box.renewed([key], place);
    expect(renewed.map(sealedWith)).toEqual(['first']);
    expect(await box.open(renewed[0]!, place)).toBe(key);
    expect(await box.renewed(renewed, place)).toBe(renewed);
  });

  it('says which root key is missing, and what to do', async () => {
    const kept = sealed(key, place, third);
    await expect(keyBox(ring(second, first)).open(kept, place)).rejects.toThrow(
      'A key is sealed with the root key third, which TECHHIRE_ROOT_KEYS does not have.',
    );
    await expect(keyBox(ring(first)).open(sealed(key, 'sheets/other', first), place)).rejects.toThrow(
      'The key in sheets/1AbC does not open',
    );
    await expect(openBox().open(kept, place)).rejects.toThrow('Set TECHHIRE_ROOT_KEYS to where that is.');
  });

  it('without root keys keeps keys as they are, but not in Google Cloud', async () => {
    expect(await openBox().seal(key, place)).toBe(key);
    await expect(openBox(false).seal(key, place)).rejects.toThrow('keys are not kept unsealed here');
  });
});
