import type { RepairDoor } from '../planner/repairs.ts';
import { answerSheet, serve } from './serve.ts';

/** A person has chosen TechHire > Repair in a sheet. */
export const serveRepair = (door: () => RepairDoor): void =>
  serve('repair', (request, response) => answerSheet(door().onRepair, request, response));
