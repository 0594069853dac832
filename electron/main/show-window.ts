import type { BrowserWindow } from 'electron';

/** A window that has not said that it is ready after so long is shown as it is. */
const LONGEST_MS = 5_000;

/**
 * Shows a window once: when it is ready to, when its page was loaded, or after `longestMs`, whichever is first. On Wayland
 * `ready-to-show` may never come (https://github.com/electron/electron/issues/48859).
 */
export function showWhenReady(
  window: Pick<BrowserWindow, 'once' | 'show' | 'isDestroyed' | 'webContents'>,
  show: () => void,
  longestMs = LONGEST_MS,
): void {
  let isShown = false;
  const showOnce = (): void => {
    clearTimeout(timer);
    if (isShown || window.isDestroyed()) return;
    isShown = true;
    show();
  };
  const timer = setTimeout(showOnce, longestMs);
  window.once('ready-to-show', showOnce);
  window.webContents.once('did-finish-load', showOnce);
  window.once('closed', () => clearTimeout(timer));
}
