import type { Fingerprints } from './documents.ts';

/** `index/0`. */
export interface IndexHead {
  format: number;
  revision: number;
  readAt: string;
  spreadsheetId: string;
  /** The revision that is being written in parts. */
  unfinished: number | null;
  fingerprints: Fingerprints;
  shards: number;
  rows: string;
  /** The revision that the history begins with, and tells all rows of; null where a part of it was lost and the next one is to do so. */
  historyFrom?: number | null;
}

/** Grows when the index or the fingerprints are made in another way: the rows are then read once and compared anew. */
export const indexFormat = 1;

/** In place of the format: something that the index tells of was not there, so the rows are to be read. */
export const doubted = -1;

/** Older heads do not say: nothing was ever lost there. */
export const historyFromOf = ({ historyFrom }: Pick<IndexHead, 'historyFrom'>): number | null =>
  historyFrom === undefined ? 1 : historyFrom;
