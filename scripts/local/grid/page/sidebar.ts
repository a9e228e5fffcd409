import type { GridRun, GridSidebar } from '../../grid-protocol.ts';
import { element, icon, icons } from './dom.ts';

export interface Sidebar {
  element: HTMLElement;
  show(sidebar: GridSidebar): void;
}

/**
 * The bound script's page beside the grid.
 *
 * @param address  of the page
 * @param run      runs a function of the script
 */
export const createSidebar = (
  address: string,
  run: (functionName: string, args: unknown[]) => Promise<GridRun>,
  afterClose: () => void,
): Sidebar => {
  const title = element('h2', {});
  const close = element('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close' }, icon(icons.close));
  const place = element('div', { class: 'sidebar-page' });
  const panel = element(
    'aside',
    { class: 'findings', hidden: true },
    element('div', { class: 'findings-head' }, title, close),
    place,
  );
  let frame: HTMLIFrameElement | null = null;
  close.addEventListener('click', () => {
    panel.hidden = true;
    place.replaceChildren();
    frame = null;
    afterClose();
  });
  window.addEventListener('message', (event) => {
    const asking = frame?.contentWindow;
    if (!asking || event.source !== asking) return;
    const { id, functionName, args } = event.data as { id: number; functionName: string; args: unknown[] };
    void run(functionName, args).then((answer) => asking.postMessage({ id, ...answer }, '*'));
  });
  return {
    element: panel,
    show: (sidebar) => {
      title.textContent = sidebar.title;
      panel.setAttribute('aria-label', sidebar.title);
      panel.hidden = false;
      frame = element('iframe', { src: address, sandbox: 'allow-scripts', title: sidebar.title }) as HTMLIFrameElement;
      place.replaceChildren(frame);
      frame.focus();
    },
  };
};
