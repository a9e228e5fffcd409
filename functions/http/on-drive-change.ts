import type { DriveDoor } from '../planner/drive.ts';
import { answerSheet, serve } from './serve.ts';

/** Google Drive says that something changed, for sheets without the bound script. */
export const serveOnDriveChange = (door: () => DriveDoor): void =>
  serve('onDriveChange', (request, response) => answerSheet(door().onDriveChange, request, response));
