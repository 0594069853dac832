import { BrowserWindow, dialog, type Session, screen, type WebContents } from 'electron';
import type { Logger } from '../engine/ports/logger.ts';
import { WINDOW_ORIGIN } from './harden.ts';
import type { Preventable } from './quit-flow.ts';
import { revivePage } from './revive-page.ts';
import { showWhenReady } from './show-window.ts';
import type { WindowStore } from './stores.ts';
import { rememberWindow } from './window-memory.ts';
import { LEAST_SIZE, placementOf } from './window-state.ts';

/** Pages of ours: the workstation, and the one that shows what can be opened or why nothing can. */
const PAGES = { workstation: '/', start: '/start/index.html' } as const;
export type Page = keyof typeof PAGES;

export interface AppWindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly store: WindowStore;
  readonly log: Logger;
  readonly page: Page;
  /** A page was loaded and has its preload. */
  readonly onPageLoaded: (page: Page, contents: WebContents) => void;
  /** The page is gone: its process ended, or the window closed. */
  readonly onPageGone: (contents: WebContents) => void;
  /** The user closes the window. */
  readonly onClose: (event: Preventable) => void;
  /** The Windows session asks whether it may end, and then ends. */
  readonly onSessionQuery: () => void;
  readonly onSessionEnd: () => void;
}

/** The one window of an account. */
export class AppWindow {
  readonly #options: AppWindowOptions;
  readonly #window: BrowserWindow;
  #page: Page;

  constructor(options: AppWindowOptions) {
    this.#options = options;
    this.#page = options.page;
    const placement = placementOf(options.store.saved, screen.getAllDisplays(), screen.getPrimaryDisplay());
    this.#window = new BrowserWindow({
      ...placement.bounds,
      minWidth: LEAST_SIZE.width,
      minHeight: LEAST_SIZE.height,
      show: false,
      backgroundColor: '#0b0e13',
      title: 'BitFlow',
      webPreferences: {
        preload: options.preload,
        session: options.session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        backgroundThrottling: false,
      },
    });
    this.#follow(placement.zoomLevel);
    showWhenReady(this.#window, () => {
      if (placement.isMaximised) this.#window.maximize();
      this.#window.show();
      if (placement.isFullScreen) this.#window.setFullScreen(true);
    });
    this.#load();
  }

  get page(): Page {
    return this.#page;
  }

  /** Whether the user has it before the eyes. */
  get isWatched(): boolean {
    return !this.#window.isDestroyed() && this.#window.isVisible() && this.#window.isFocused();
  }

  get isClosed(): boolean {
    return this.#window.isDestroyed();
  }

  /** Shows another page of ours. */
  go(page: Page): void {
    if (this.#window.isDestroyed()) return;
    this.#page = page;
    this.#load();
  }

  /** Brings it to the front, wherever it is. */
  show(): void {
    if (this.#window.isDestroyed()) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  hide(): void {
    if (!this.#window.isDestroyed()) this.#window.hide();
  }

  /** As if the user closed it. */
  close(): void {
    if (!this.#window.isDestroyed()) this.#window.close();
  }

  #load(): void {
    // A load that another one replaces is rejected; one that fails is told by `did-fail-load`.
    this.#window.loadURL(`${WINDOW_ORIGIN}${PAGES[this.#page]}`).catch(() => undefined);
  }

  #follow(zoomLevel: number): void {
    const { log, store, onPageLoaded, onPageGone, onClose, onSessionQuery, onSessionEnd } = this.#options;
    const { webContents } = this.#window;
    rememberWindow(this.#window, screen, (state) => store.write(state));
    webContents.once('did-finish-load', () => webContents.setZoomLevel(zoomLevel));
    webContents.on('did-finish-load', () => onPageLoaded(this.#page, webContents));
    webContents.on('did-fail-load', (_event, code, description, url) =>
      log.error('the page could not be loaded', { code, description, url }),
    );
    webContents.on('preload-error', (_event, _path, error) => log.error('the preload failed', { error: String(error) }));
    webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      log.error('the page ended', { reason, exitCode });
      onPageGone(webContents);
    });
    // Not an error box, which would hold up this process and with it the engine's heartbeat.
    revivePage(webContents, (reason) => {
      const detail = `Its page ended several times within a minute (${reason}). Trading goes on as it was set; close BitFlow and start it again.`;
      void dialog.showMessageBox({ type: 'error', message: 'BitFlow can not show its window', detail });
    });
    this.#window.on('unresponsive', () => void this.#offerReload());
    this.#window.on('responsive', () => log.info('the page answers again'));
    this.#window.on('close', onClose);
    this.#window.on('closed', () => onPageGone(webContents));
    this.#window.on('query-session-end', onSessionQuery);
    this.#window.on('session-end', onSessionEnd);
  }

  /** The engine goes on meanwhile; only the page hangs. */
  async #offerReload(): Promise<void> {
    this.#options.log.warn('the page does not answer');
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      message: 'The window does not answer',
      detail: 'Trading goes on as it was set. Wait, or load the window again.',
      buttons: ['Wait', 'Load again'],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1 && !this.#window.isDestroyed()) this.#window.webContents.forcefullyCrashRenderer();
  }
}
