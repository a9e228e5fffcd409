import { randomBytes } from 'node:crypto';

/** 96 random bits: no two rows of all plans ever meet, and nobody can guess one. */
export const randomId = (): string => randomBytes(12).toString('base64url');
