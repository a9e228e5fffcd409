import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Where Chromium is on this machine; `CHROMIUM` names another one. */
export const chromiumPath = (): string | null =>
  [process.env.CHROMIUM ?? '', ...places].find((path) => path !== '' && existsSync(path)) ?? null;

/** For `describeWhere`: null where a browser is here, else what to install. */
export const browserMissing = (): string | null =>
  chromiumPath() ? null : 'Chromium (apt-get install chromium), or its path in CHROMIUM';

/** Starts a headless Chromium that speaks to nobody but the pages it is given. */
export const launchBrowser = async (): Promise<Browser> => {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error(`No browser: ${browserMissing()}`);
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};
