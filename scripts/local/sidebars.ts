/** What bound scripts show beside their spreadsheets: a page of the script's own, which runs functions of the script as `google.script.run` does at Google. */
export interface Sidebars {
  show(spreadsheetId: string, html: string): void;
  /** The page for a frame; null where none was shown. */
  page(spreadsheetId: string): string | null;
}

export const openSidebars = (): Sidebars => {
  const pages = new Map<string, string>();
  return {
    show: (spreadsheetId, html) => void pages.set(spreadsheetId, html),
    page: (spreadsheetId) => {
      const html = pages.get(spreadsheetId);
      return html === undefined ? null : html.replace(/<head>/, `<head><script>${bridge}</script>`);
    },
  };
};

/** For the frame: what it may do is said in the frame's own answer, as it has no origin and no network. */
export const SIDEBAR_POLICY =
  "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** `google.script.run`: asks the page around the frame, which asks the server. */
const bridge = `
const waiting = new Map();
let asked = 0;
const runner = (succeed, fail) => new Proxy({}, { get: (_, name) =>
  name === 'withSuccessHandler' ? (handler) => runner(handler, fail)
  : name === 'withFailureHandler' ? (handler) => runner(succeed, handler)
  : (...args) => {
      const id = ++asked;
      waiting.set(id, { succeed, fail });
      parent.postMessage({ id, functionName: name, args }, '*');
    } });
window.google = { script: { run: runner() } };
addEventListener('message', ({ source, data }) => {
  if (source !== parent) return;
  const { succeed, fail } = waiting.get(data.id) ?? {};
  waiting.delete(data.id);
  if (data.error === null) succeed?.(data.value);
  else fail?.(new Error(data.error));
});
`;
