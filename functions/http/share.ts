import type { ShareDoor } from '../planner/sharing.ts';
import { answerSheet, serve } from './serve.ts';

/** A person has chosen TechHire > Share with a funder in a sheet. */
export const serveShare = (door: () => ShareDoor): void =>
  serve('share', (request, response) => answerSheet(door().onShare, request, response));
