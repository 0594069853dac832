import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, Menu, MessageChannelMain, protocol, session, utilityProcess } from 'electron';
import { defaultDataDir } from '../platform/data-dir.ts';
import { Supervisor } from '../supervision/supervisor.ts';
import { EngineWindowLink, forkUtilityEngine } from './engine-window-link.ts';
import { hardenApp, hardenSession, WINDOW_ORIGIN } from './harden.ts';
import { revivePage } from './revive-page.ts';
import { serveWindow, WINDOW_PRIVILEGES } from './serve-window.ts';

/** The desktop shell: one window, one engine under a supervisor, and a way between them. */

const out = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

app.enableSandbox();
protocol.registerSchemesAsPrivileged([WINDOW_PRIVILEGES]);
hardenApp(app);

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.quit();
}

function start(): void {
  const windowSession = session.fromPartition('bitflow-window');
  hardenSession(windowSession);
  serveWindow(windowSession.protocol, out('renderer'));

  const market = { kind: 'sim', seed: null } as const;
  const engineOptions = {
    dataDir: defaultDataDir(market),
    market,
    overrides: {},
    speed: null,
    logLevel: 'warn',
  };
  const supervisor = new Supervisor({
    fork: (successor) => forkUtilityEngine({ utilityProcess }, out('main/engine.js'), successor ?? engineOptions),
  });
  const link = new EngineWindowLink({ MessageChannelMain }, supervisor);
  supervisor.onDidChange((state) => {
    if (state.kind === 'failed') dialog.showErrorBox('BitFlow can not start its engine', state.message);
  });
  supervisor.start();

  const window = openWindow(link, windowSession);
  let isStartedAgain = false;
  app.on('second-instance', () => {
    if (!window.isDestroyed()) {
      if (window.isMinimized()) window.restore();
      window.focus();
      return;
    }
    // The window is closed and the engine is writing down what it holds: whoever started BitFlow again gets it after that, once.
    if (!isStartedAgain) app.relaunch();
    isStartedAgain = true;
  });

  let isStopped = false;
  app.on('before-quit', (event) => {
    if (isStopped) return;
    // The engine writes down what it holds before the process goes.
    event.preventDefault();
    void supervisor.stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
  app.on('window-all-closed', () => app.quit());
}

function openWindow(link: EngineWindowLink, windowSession: Electron.Session): BrowserWindow {
  Menu.setApplicationMenu(applicationMenu());
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1000,
    minHeight: 640,
    show: false,
    backgroundColor: '#0b0e13',
    title: 'BitFlow',
    webPreferences: {
      preload: out('preload/index.cjs'),
      session: windowSession,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  const { webContents } = window;
  webContents.on('did-finish-load', () => link.onPageLoaded(webContents));
  // Not an error box, which would hold up this process and with it the engine's heartbeat.
  revivePage(webContents, (reason) => {
    const detail = `Its page ended several times within a minute (${reason}). Trading goes on as it was set; close BitFlow and start it again.`;
    void dialog.showMessageBox({ type: 'error', message: 'BitFlow can not show its window', detail });
  });
  window.on('closed', () => link.onWindowClosed(webContents));
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${WINDOW_ORIGIN}/`);
  return window;
}

/** Editing and window commands that people expect to work; everything else is in the palette. */
function applicationMenu(): Menu {
  return Menu.buildFromTemplate([
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    { role: 'editMenu' },
    { role: 'viewMenu', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }] },
    { role: 'windowMenu' },
  ]);
}
