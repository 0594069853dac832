import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../../scripts/browser.ts';

/** What Chromium needs where it has no user, no graphics card and no network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const path = findBrowser();

/** Whether the tests of the window can run. */
export const hasBrowser = path !== null;

/** Words for the title of a test that needs a browser. */
export const NEEDS_BROWSER = hasBrowser
  ? ''
  : ' (skipped: Chromium is not installed; install the package "chromium", or name one with BITFLOW_CHROMIUM)';

/** @throws {Error} where there is no Chromium; see {@link hasBrowser}. */
export function launchBrowser(): Promise<Browser> {
  if (path === null) throw new Error('Chromium is not installed; install the package "chromium", or name one with BITFLOW_CHROMIUM');
  return chromium.launch({ executablePath: path, args: FLAGS });
}
