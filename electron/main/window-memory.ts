import type { BrowserWindow, Screen } from 'electron';
import type { WindowState } from './window-state.ts';

/** Moves and sizes come by the dozen; what they led to is written when they have been quiet for so long. */
const QUIET_MS = 500;

type WindowUsed = Pick<
  BrowserWindow,
  'on' | 'isDestroyed' | 'isMinimized' | 'isMaximized' | 'isFullScreen' | 'getNormalBounds' | 'webContents'
>;

/** Writes down how a window is whenever that changes, and once more before it closes. */
export function rememberWindow(window: WindowUsed, screen: Pick<Screen, 'getDisplayMatching'>, write: (state: WindowState) => void): void {
  let timer: NodeJS.Timeout | null = null;
  const writeNow = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (window.isDestroyed() || window.isMinimized()) return;
    const bounds = window.getNormalBounds();
    write({
      bounds: { x: Math.round(bounds.x), y: Math.round(bounds.y), width: Math.round(bounds.width), height: Math.round(bounds.height) },
      displayId: screen.getDisplayMatching(bounds).id,
      isMaximised: window.isMaximized(),
      isFullScreen: window.isFullScreen(),
      zoomLevel: window.webContents.getZoomLevel(),
    });
  };
  const writeSoon = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(writeNow, QUIET_MS);
  };
  window.on('resize', writeSoon);
  window.on('move', writeSoon);
  window.on('maximize', writeSoon);
  window.on('unmaximize', writeSoon);
  window.on('enter-full-screen', writeSoon);
  window.on('leave-full-screen', writeSoon);
  window.on('close', writeNow);
  window.on('closed', () => {
    if (timer !== null) clearTimeout(timer);
  });
}
