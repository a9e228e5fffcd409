import { randomBytes } from 'node:crypto';
import { OperatorError } from '../watch/operator-error.ts';

/** A key that other keys are sealed with. It is never kept where these are. */
export interface RootKey {
  /** What is sealed with it carries this. */
  id: string;
  /** 32. */
  bytes: Buffer;
}

/** Where the root keys are. */
export interface RootKeyStore {
  /** Lines as `formatRootKeys` makes them. @throws OperatorError */
  read(): Promise<string>;
  /** In place of those before. @throws OperatorError */
  write(lines: string): Promise<void>;
}

/** @param now  its id begins with the day, so that operators know which one is the older */
export const newRootKey = (now: Date): RootKey => ({
  id: `${now.toISOString().slice(0, 10)}-${randomBytes(4).toString('hex')}`,
  bytes: randomBytes(KEY_BYTES),
});

/** One a line, `{id} {base64}`: the newest first, with which things are sealed, and then those that still open what was sealed before. */
export const formatRootKeys = (keys: readonly RootKey[]): string =>
  keys.map(({ id, bytes }) => `${id} ${bytes.toString('base64')}\n`).join('');

/** @throws OperatorError saying which line is wrong, never what stands there */
export const parseRootKeys = (text: string): RootKey[] => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new OperatorError('root-keys', 'There is no root key where TECHHIRE_ROOT_KEYS points.');
  return lines.map((line, index) => {
    const [, id, base64] = /^([a-z0-9-]{1,64}) ([A-Za-z0-9+/]{43}=)\r?$/.exec(line) ?? [];
    if (id === undefined || base64 === undefined)
      throw new OperatorError(
        'root-keys',
        `Line ${index + 1} of the root keys is not an id, a space and 32 bytes in base64.`,
      );
    return { id, bytes: Buffer.from(base64, 'base64') };
  });
};

const KEY_BYTES = 32;
