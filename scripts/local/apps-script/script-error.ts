/** An error as a script sees it: Apps Script names them all `Exception`. Thrown by the host's services, rebuilt inside the script. */
export class ScriptError extends Error {
  override name = 'Exception';
}
