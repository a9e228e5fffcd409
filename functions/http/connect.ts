import type { ConnectDoor } from '../planner/connecting.ts';
import { answerSheet, serve } from './serve.ts';

/** A person has chosen TechHire > Connect in a sheet. */
export const serveConnect = (door: () => ConnectDoor): void =>
  serve('connect', (request, response) => answerSheet(door().onConnect, request, response));
