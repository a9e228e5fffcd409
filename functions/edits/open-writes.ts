import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { DocumentData, Firestore } from '@google-cloud/firestore';
import { type DoubtedWrite, doubtsOfSections } from '../sheet/put-back.ts';
import { sheetPath } from './registry.ts';

/**
 * What writes to a sheet may come over, kept from before each is sent until it is known where it came to. A process that ends in between takes
 * with it what it had read, and nobody else could put back what its write has overwritten.
 */
export interface OpenWrites {
  /**
   * To be awaited before the write is sent.
   *
   * @param id  a random one
   * @returns null where nothing has to be kept: the write comes to the planner's own tabs only
   */
  begin(spreadsheetId: string, id: string, write: DoubtedWrite, now: Date): Promise<OpenWrite | null>;
  /** Those that passes before have left, and those of passes that still run elsewhere: the oldest first. */
  left(spreadsheetId: string): Promise<LeftWrite[]>;
  /** Forgets writes that were not carried out, have come where they were meant to, or were put right. Repeating it changes nothing. */
  settle(spreadsheetId: string, writes: readonly OpenWrite[]): Promise<void>;
}

export interface OpenWrite {
  id: string;
  /** How many documents it takes. */
  parts: number;
}

export interface LeftWrite extends OpenWrite {
  begunAt: Date;
  write: DoubtedWrite;
}

/**
 * `sheets/{spreadsheetId}/openWrites/{id}.{part}`: what one document holds is limited, and large sheets take several. Of a sheet that takes more
 * than one request to Firestore holds nothing is kept: by then it has some hundred thousand rows.
 */
export const openWrites = (db: Firestore): OpenWrites => {
  const of = (spreadsheetId: string) => db.doc(sheetPath(spreadsheetId)).collection('openWrites');
  return {
    begin: async (spreadsheetId, id, write, now) => {
      const kept = doubtsOfSections(write);
      if (kept === null) return null;
      const content = await packed(JSON.stringify(kept), { level: constants.Z_BEST_SPEED });
      const parts = Math.ceil(content.length / PART_BYTES);
      if (parts > MOST_PARTS) return null;
      const batch = db.batch();
      for (let part = 0; part < parts; part++)
        batch.set(of(spreadsheetId).doc(documentName(id, part)), {
          format: FORMAT,
          id,
          part,
          begunAt: now.toISOString(),
          // Where no pass comes any more, such as after a sheet was disconnected, the database forgets it.
          keepUntil: new Date(now.getTime() + KEPT_MS),
          content: content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
        });
      await batch.commit();
      return { id, parts };
    },
    left: async (spreadsheetId) => {
      const { docs } = await of(spreadsheetId).get();
      const writes = Map.groupBy(
        docs.map((document) => document.data()).filter(({ format }) => format === FORMAT),
        ({ id }) => id as string,
      );
      const left = await Promise.all([...writes.values()].map(leftWrite));
      return left.sort((one, other) => one.begunAt.getTime() - other.begunAt.getTime());
    },
    settle: async (spreadsheetId, writes) => {
      if (writes.length === 0) return;
      const batch = db.batch();
      for (const { id, parts } of writes)
        for (let part = 0; part < parts; part++) batch.delete(of(spreadsheetId).doc(documentName(id, part)));
      await batch.commit();
    },
  };
};

const documentName = (id: string, part: number): string => `${id}.${part}`;

const leftWrite = async (parts: readonly DocumentData[]): Promise<LeftWrite> => {
  const [first] = parts;
  const content = parts.toSorted((one, other) => one.part - other.part).map(({ content }) => content as Uint8Array);
  const write = JSON.parse(`${await unpacked(Buffer.concat(content))}`) as DoubtedWrite;
  return { id: first!.id, parts: parts.length, begunAt: new Date(first!.begunAt), write: withHoles(write) };
};

/** Cells that a row does not have come out of JSON as null. */
const withHoles = (write: DoubtedWrite): DoubtedWrite => ({
  ...write,
  snapshot: {
    ...write.snapshot,
    tabs: write.snapshot.tabs.map((tab) => ({
      ...tab,
      rows: tab.rows.map((cells) => cells.map((cell) => cell ?? undefined)),
    })),
  },
});

const packed = promisify<string, { level: number }, Buffer>(gzip);
const unpacked = promisify<Buffer, Buffer>(gunzip);

/** Of how a write is kept; one that another version of the planner has kept otherwise is left to the database to forget. */
const FORMAT = 1;

/** A document holds 1 MiB, a request 10: https://firebase.google.com/docs/firestore/quotas */
const PART_BYTES = 1_000_000;
const MOST_PARTS = 9;

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
