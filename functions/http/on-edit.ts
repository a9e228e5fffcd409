import type { EditDoor } from '../planner/door.ts';
import { answerSheet, serve } from './serve.ts';

/** The bound script of a sheet says that something changed. */
export const serveOnEdit = (door: () => EditDoor): void =>
  serve('onEdit', (request, response) => answerSheet(door().onEdit, request, response));
