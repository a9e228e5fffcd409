/** An answer of the Drive API that refuses a request. */
export class DriveRefusal extends Error {
  override name = 'DriveRefusal';
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  /** In the envelope of Drive v3, which is older than that of Sheets v4. https://developers.google.com/workspace/drive/api/guides/handle-errors */
  toJson(): object {
    const { message, reason, status: code } = this;
    return { error: { errors: [{ domain: 'global', reason, message }], code, message } };
  }
}

export const invalid = (message: string): DriveRefusal => new DriveRefusal(400, 'invalid', message);

export const notFound = (what: string): DriveRefusal => new DriveRefusal(404, 'notFound', `${what} not found.`);
