import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** One file in a zip archive, compressed as it stands there, so that what is not touched is copied byte for byte. */
export interface ZipEntry {
  name: string;
  method: 0 | 8;
  crc: number;
  /** Unpacked bytes. */
  size: number;
  packed: Buffer;
}

/** Why a file is not an archive that can be read. */
export class ZipError extends Error {}

const END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const LONGEST_COMMENT = 0xffff;

/**
 * The files of an archive in their order.
 *
 * @throws ZipError where it is none, or one of a kind that no workbook is
 * Source: APPNOTE.TXT 6.3, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export const readZip = (bytes: Buffer): ZipEntry[] => {
  let end = bytes.length - 22;
  const earliest = Math.max(0, end - LONGEST_COMMENT);
  while (end >= earliest && bytes.readUInt32LE(end) !== END) end--;
  if (end < earliest) throw new ZipError('it is not a zip archive, or it is cut off');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  try {
    for (let index = 0; index < count; index++) {
      if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new ZipError('its directory is damaged');
      const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
      const [crc, packedSize, size] = [16, 20, 24].map((offset) => bytes.readUInt32LE(at + offset)) as [
        number,
        number,
        number,
      ];
      const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
        number,
        number,
        number,
      ];
      const local = bytes.readUInt32LE(at + 42);
      const name = bytes.toString('utf8', at + 46, at + 46 + nameSize);
      at += 46 + nameSize + extraSize + commentSize;
      if (name.endsWith('/')) continue;
      if (flags & 1) throw new ZipError('it is protected with a password');
      if (method !== 0 && method !== 8) throw new ZipError(`"${name}" is packed in an unusual way (method ${method})`);
      if (bytes.readUInt32LE(local) !== LOCAL_ENTRY) throw new ZipError(`"${name}" is damaged`);
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      if (start + packedSize > bytes.length) throw new ZipError('it is cut off');
      entries.push({ name, method, crc, size, packed: bytes.subarray(start, start + packedSize) });
    }
  } catch (error) {
    if (error instanceof RangeError) throw new ZipError('it is damaged or cut off', { cause: error });
    throw error;
  }
  return entries;
};

/**
 * @param most  bytes that it may unpack to; a few kilobytes can unpack to gigabytes
 * @throws ZipError where it is damaged or larger
 */
export const unpack = (entry: ZipEntry, most: number): Buffer => {
  if (entry.size > most)
    throw new ZipError(
      `"${entry.name}" holds ${entry.size.toLocaleString('en-US')} bytes, more than the ${most.toLocaleString('en-US')} that are read`,
    );
  try {
    return entry.method === 0 ? Buffer.from(entry.packed) : inflateRawSync(entry.packed, { maxOutputLength: most });
  } catch (error) {
    throw new ZipError(`"${entry.name}" is damaged or too large`, { cause: error });
  }
};

export const pack = (name: string, content: string | Buffer): ZipEntry => {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return { name, method: 8, crc: crc32(bytes), size: bytes.length, packed: deflateRawSync(bytes) };
};

/** January 1, 1980, the first day that an archive can name: the same content gives the same bytes, whenever it is written. */
const DOS_DATE = 0x21;
const UTF8_NAMES = 0x800;
const VERSION = 20;

export const writeZip = (entries: readonly ZipEntry[]): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(UTF8_NAMES, 2);
    common.writeUInt16LE(entry.method, 4);
    common.writeUInt16LE(DOS_DATE, 8);
    common.writeUInt32LE(entry.crc, 10);
    common.writeUInt32LE(entry.packed.length, 14);
    common.writeUInt32LE(entry.size, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([uint32(LOCAL_ENTRY), common, name, entry.packed]);
    parts.push(local);
    const attributes = Buffer.alloc(10);
    directory.push(Buffer.concat([uint32(DIRECTORY_ENTRY), uint16(VERSION), common, attributes, uint32(offset), name]));
    offset += local.length;
  }
  const size = directory.reduce((sum, each) => sum + each.length, 0);
  const end = Buffer.concat([
    uint32(END),
    uint32(0),
    uint16(entries.length),
    uint16(entries.length),
    uint32(size),
    uint32(offset),
    uint16(0),
  ]);
  return Buffer.concat([...parts, ...directory, end]);
};

const uint16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
