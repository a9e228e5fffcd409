/**
 * What the script remembers, in the properties of the document and of the script. Everybody who may edit the sheet can read them: the key only
 * entitles to say that this sheet changed. A copy of the sheet starts without them; should Google ever copy them, the id says that they are not its own.
 *
 * | property       | scope              | holds                                                        |
 * | -------------- | ------------------ | ------------------------------------------------------------ |
 * | techhireUrl    | document or script | where messages go                                            |
 * | techhireKey    | document or script | what they are signed with: `whsec_` and base64               |
 * | techhireSheet | document           | the id of the sheet that they are for                        |
 * | techhireState  | document           | the problem that people were told of; absent when all is well |
 */

export interface Connection {
  url: string;
  key: string;
}

export interface Problem {
  kind: 'not-connected' | 'clocks-differ' | 'refused' | 'unreachable';
  /** What was behind it, for the person who looks after the functions. */
  detail: string;
  sinceMs: number;
  /** When people were last told. */
  toldMs: number;
}

/** Where to send and what to sign with, or null in a sheet that was never connected, such as a fresh copy. */
export function readConnection(): Connection | null {
  const ofDocument = PropertiesService.getDocumentProperties().getProperties();
  const url = ofDocument.techhireUrl || scriptProperty('techhireUrl');
  const key = ofDocument.techhireKey || scriptProperty('techhireKey');
  const isOurs = !ofDocument.techhireSheet || ofDocument.techhireSheet === SpreadsheetApp.getActive().getId();
  return url && key && isOurs ? { url, key } : null;
}

export function rememberConnection({ url, key }: Connection): void {
  PropertiesService.getDocumentProperties().setProperties({
    techhireUrl: url,
    techhireKey: key,
    techhireSheet: SpreadsheetApp.getActive().getId(),
  });
}

export function readProblem(): Problem | null {
  const text = PropertiesService.getDocumentProperties().getProperty('techhireState');
  if (!text) return null;
  try {
    const problem: Problem = JSON.parse(text);
    return typeof problem.kind === 'string' && typeof problem.toldMs === 'number' ? problem : null;
  } catch (_) {
    return null; // Somebody wrote into the properties by hand; the next failure is told as a new one.
  }
}

export function rememberProblem(problem: Problem): void {
  PropertiesService.getDocumentProperties().setProperty('techhireState', JSON.stringify(problem));
}

export function forgetProblem(): void {
  PropertiesService.getDocumentProperties().deleteProperty('techhireState');
}

function scriptProperty(name: string): string | null {
  return PropertiesService.getScriptProperties().getProperty(name);
}
