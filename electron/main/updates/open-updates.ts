import { app, net } from 'electron';
import { feedOfBuild } from './feed-of-build.ts';
import { type UpdaterLike, Updates } from './updates.ts';

/** A feed and its signature are small; more than this is neither. */
const MOST_BYTES = 256 * 1024;
const ANSWER_MS = 15_000;

/** Of a copy without a feed: it is never asked for anything. */
const NO_UPDATER: UpdaterLike = {
  autoDownload: false,
  autoInstallOnAppQuit: false,
  allowDowngrade: false,
  checkForUpdates: () => Promise.resolve(null),
  downloadUpdate: () => Promise.reject(new Error('this copy has no update feed')),
  quitAndInstall: () => undefined,
  on: () => undefined,
};

/** Opens the updates of this copy; only an installed one has any. `whyNotNow`: see {@link Updates}. */
export async function openUpdates(whyNotNow: () => Promise<string | null>): Promise<Updates> {
  const feed = app.isPackaged ? feedOfBuild(app.getAppPath(), process) : null;
  const updater = feed === null ? NO_UPDATER : await loadUpdater();
  return new Updates({ updater, feed, fetchText, whyNotNow });
}

/** Only now, since it is large and looks for what an installer has left. */
async function loadUpdater(): Promise<UpdaterLike> {
  const { default: electronUpdater } = await import('electron-updater');
  return electronUpdater.autoUpdater;
}

async function fetchText(url: string): Promise<string> {
  const response = await net.fetch(url, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'error', cache: 'no-store' });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const text = await response.text();
  if (text.length > MOST_BYTES) throw new Error(`${url} is larger than ${MOST_BYTES} bytes`);
  return text;
}
