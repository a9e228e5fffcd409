import { expect, test } from 'vitest';
import { pack, readZip, unpack, writeZip, ZipError } from '../../../scripts/xlsx/zip.ts';

const archive = writeZip([pack('a.txt', 'alpha'), pack('größe/b.txt', Buffer.alloc(100_000, 'b'))]);

test('what is packed is unpacked again', () => {
  const entries = readZip(archive);
  expect(entries.map(({ name }) => name)).toEqual(['a.txt', 'größe/b.txt']);
  expect(unpack(entries[0]!, 1_000).toString()).toBe('alpha');
  expect(unpack(entries[1]!, 100_000)).toEqual(Buffer.alloc(100_000, 'b'));
});

test('a few bytes that unpack to more than is allowed are refused, whatever size they claim', () => {
  const bomb = readZip(archive)[1]!;
  expect(() => unpack(bomb, 99_999)).toThrow('more than the 99,999 that are read');
  expect(() => unpack({ ...bomb, size: 10 }, 99_999)).toThrow(ZipError);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('PK but no archive')],
  ['the first half', archive.subarray(0, archive.length / 2)],
  [
    'a directory that points outside',
    Buffer.concat([archive.subarray(0, archive.length - 6), Buffer.from([255, 255, 255, 0, 0, 0])]),
  ],
])('%s is no archive', (_, bytes) => {
  expect(() => readZip(bytes)).toThrow(ZipError);
});
