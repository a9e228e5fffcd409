import { OperatorError } from '../watch/operator-error.ts';

/** Another pass has the sheet: the task comes back later. */
export class SheetIsBusy extends OperatorError {
  override name = 'SheetIsBusy';

  constructor(message: string) {
    super('busy', message);
  }
}
