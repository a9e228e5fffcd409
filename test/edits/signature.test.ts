import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { formatKey, type MessageToVerify, signMessage, verifyMessage } from '../../functions/edits/signature.ts';

/** The vectors that the Standard Webhooks repository publishes in its own libraries' tests (JavaScript, Go, Python; Rust). */
const published = [
  {
    key: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestampSeconds: 1614265330,
    body: '{"test": 2432232314}',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  {
    key: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    id: 'msg_27UH4WbU6Z5A5EzD8u03UvzRbpk',
    timestampSeconds: 1649367553,
    body: '{"email":"test@example.com","username":"test_user"}',
    signature: 'v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=',
  },
] as const;

const [vector, otherVector] = published;

const received = (changes: Partial<MessageToVerify> = {}): MessageToVerify => ({
  keys: [vector.key],
  headers: {
    'webhook-id': vector.id,
    'webhook-timestamp': String(vector.timestampSeconds),
    'webhook-signature': vector.signature,
  },
  rawBody: Buffer.from(vector.body),
  nowSeconds: vector.timestampSeconds,
  ...changes,
});

const withHeaders = (headers: MessageToVerify['headers']): MessageToVerify =>
  received({ headers: { ...received().headers, ...headers } });

const verified = { ok: true, id: vector.id, timestampSeconds: vector.timestampSeconds, keyIndex: 0 };

describe('signMessage', () => {
  it.each(published)('gives the published signature of $id', ({ key, id, timestampSeconds, body, signature }) => {
    expect(signMessage({ key, id, timestampSeconds, body })).toBe(signature);
    expect(signMessage({ key, id, timestampSeconds, body: Buffer.from(body) })).toBe(signature);
  });

  it('signs the UTF-8 bytes of names in any script, as openssl does', () => {
    const body = '{"tab":"Étapes 求职 🚀 مرحلة","range":"B2"}';
    const hexKey = Buffer.from(vector.key.slice('whsec_'.length), 'base64').toString('hex');
    const mac = execFileSync('openssl', ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${hexKey}`, '-binary'], {
      input: Buffer.from(`an-id.1700000000.${body}`, 'utf8'),
    });
    expect(signMessage({ key: vector.key, id: 'an-id', timestampSeconds: 1_700_000_000, body })).toBe(
      `v1,${mac.toString('base64')}`,
    );
  });

  it.each(['', 'a.b', 'a b', 'é', 'x'.repeat(257)])('refuses to sign the id %j', (id) => {
    expect(() => signMessage({ ...vector, id })).toThrow(RangeError);
  });

  it.each([1.5, -1, Number.NaN, 1e21])('refuses to sign the timestamp %d', (timestampSeconds) => {
    expect(() => signMessage({ ...vector, timestampSeconds })).toThrow(RangeError);
  });

  it.each([
    ['without its prefix', vector.key.slice('whsec_'.length)],
    ['that is not base64', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!'],
    ['cut short', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa'],
    ['of too few bytes', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ['of too many bytes', `whsec_${Buffer.alloc(65).toString('base64')}`],
  ])('refuses a key %s and does not repeat it in the message', (_, key) => {
    expect(() => signMessage({ ...vector, key })).toThrow(RangeError);
    try {
      signMessage({ ...vector, key });
    } catch (error) {
      expect(String(error)).not.toContain(key.slice(-10));
    }
  });
});

describe('formatKey', () => {
  it('writes bytes as the text that signing takes', () => {
    const bytes = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
    expect(formatKey(bytes)).toBe(vector.key);
  });

  it('refuses fewer than 24 bytes', () => {
    expect(() => formatKey(new Uint8Array(16))).toThrow(RangeError);
  });
});

describe('verifyMessage', () => {
  it('accepts the published message', () => {
    expect(verifyMessage(received())).toEqual(verified);
  });

  it('finds headers whatever their case, and those that Node gives as a list of one', () => {
    expect(
      verifyMessage(
        received({
          headers: {
            'Webhook-Id': [vector.id],
            'WEBHOOK-TIMESTAMP': String(vector.timestampSeconds),
            'Webhook-Signature': vector.signature,
          },
        }),
      ),
    ).toEqual(verified);
  });

  it('accepts one fitting signature among several, of other versions too', () => {
    const signature = `v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw== v1,${'A'.repeat(43)}= ${vector.signature} v2,later`;
    expect(verifyMessage(withHeaders({ 'webhook-signature': signature }))).toEqual(verified);
  });

  it('accepts the key before the newest during a rotation, and says so', () => {
    expect(verifyMessage(received({ keys: [otherVector.key, vector.key] }))).toEqual({ ...verified, keyIndex: 1 });
  });

  it.each([
    [300, true],
    [-300, true],
    [301, 'stale'],
    [-301, 'too-new'],
  ])('judges a message that is %d s old: %s', (ageSeconds, expected) => {
    const result = verifyMessage(received({ nowSeconds: vector.timestampSeconds + ageSeconds }));
    expect(result.ok ? true : result.reason).toBe(expected);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('names the missing header %s', (name) => {
    for (const value of [undefined, '', '  ']) {
      const result = verifyMessage(withHeaders({ [name]: value }));
      expect(result).toEqual({ ok: false, reason: 'missing-header', message: `The header ${name} is missing.` });
    }
  });

  it.each([
    ['an id with a full stop', { 'webhook-id': 'msg.1' }],
    ['an id of two', { 'webhook-id': ['a', 'b'] }],
    ['an id of two that were joined', { 'webhook-id': 'a, b' }],
    ['a timestamp with a full stop', { 'webhook-timestamp': '1614265330.5' }],
    ['a timestamp in words', { 'webhook-timestamp': 'now' }],
    ['a timestamp with an exponent', { 'webhook-timestamp': '1e9' }],
    ['a negative timestamp', { 'webhook-timestamp': '-1614265330' }],
  ])('refuses %s', (_, headers) => {
    expect(verifyMessage(withHeaders(headers))).toMatchObject({ ok: false, reason: 'malformed-header' });
  });

  it.each([
    ['another body', received({ rawBody: Buffer.from('{"test":2432232314}') })],
    ['another id', withHeaders({ 'webhook-id': 'msg_other' })],
    ['another time', withHeaders({ 'webhook-timestamp': String(vector.timestampSeconds + 1) })],
    ['another key', received({ keys: [otherVector.key] })],
    ['an unprefixed signature', withHeaders({ 'webhook-signature': vector.signature.slice(3) })],
    ['an empty signature', withHeaders({ 'webhook-signature': 'v1,' })],
    ['the beginning of the signature', withHeaders({ 'webhook-signature': vector.signature.slice(0, 12) })],
    ['the signature without its padding', withHeaders({ 'webhook-signature': vector.signature.slice(0, -1) })],
    ['another version of the scheme', withHeaders({ 'webhook-signature': vector.signature.replace('v1', 'v2') })],
  ])('refuses %s', (_, message) => {
    expect(verifyMessage(message)).toMatchObject({ ok: false, reason: 'bad-signature' });
  });

  it('says that a sheet without a key is not connected', () => {
    expect(verifyMessage(received({ keys: [] }))).toMatchObject({ ok: false, reason: 'no-key' });
  });

  it('throws on a key of ours that is not one, instead of blaming the sender', () => {
    expect(() => verifyMessage(received({ keys: ['not a key'] }))).toThrow(RangeError);
  });
});
