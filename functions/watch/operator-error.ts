/**
 * An error for whoever runs the planner. Its message names the operation and its target, and never what stands in a cell, a title or a key: so
 * it may be logged and kept. Of every other error only the kind may be, as errorFacts does: Google's messages quote ranges and values, and a parser's
 * quote the text.
 */
export class OperatorError extends Error {
  override name = 'OperatorError';
  /** What it is counted under, such as `sheets.503`: one of few. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
