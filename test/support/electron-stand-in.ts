import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindowConstructorOptions, ForkOptions, IpcRenderer, Net, Protocol, utilityProcess } from 'electron';
import { StandInApp } from './electron/app.ts';
import type { StandInPage } from './electron/contents.ts';
import { StandInChannel } from './electron/ports.ts';
import { StandInSession } from './electron/session.ts';
import { StandInNotification, StandInSystem, StandInTray } from './electron/system.ts';
import { StandInUtilityProcess, type UtilityBehaviour, utilityChildren } from './electron/utility-child.ts';
import { StandInWindow } from './electron/window.ts';

export { StandInContents, StandInPage } from './electron/contents.ts';
export { StandInSession } from './electron/session.ts';
export { StandInEvent } from './electron/typed-events.ts';

/**
 * The part of Electron that the desktop shell uses, in one Node process: utility processes are threads that run the engine's real entry,
 * and ports are real message ports. Calls and events are held against Electron's own types, so that they can't drift from them. It fails as
 * Electron does: a page that is gone can't be posted to, processes die late or fatally, and a window may never be ready to show.
 */
export function electronStandIn() {
  const app = new StandInApp(mkdtempSync(join(tmpdir(), 'bitflow-electron-')));
  const system = new StandInSystem();
  const processes: StandInUtilityProcess[] = [];
  const windows: StandInWindow[] = [];
  const sessions = new Map<string, StandInSession>();
  const schemes: Electron.CustomScheme[] = [];
  const current: { page: StandInPage | null } = { page: null };
  const utility: UtilityBehaviour = { script: new URL('./utility-process.ts', import.meta.url), exitDelayMs: 0, endsByTerm: false };
  const { dialog, Menu, shell, screen, crashReporter, nativeImage, powerMonitor, powerSaveBlocker, notifications, trays } = system;

  const electron = {
    app,
    dialog,
    Menu,
    shell,
    screen,
    crashReporter,
    nativeImage,
    powerMonitor,
    powerSaveBlocker,
    BrowserWindow: class extends StandInWindow {
      constructor(options: BrowserWindowConstructorOptions) {
        super(options);
        windows.push(this);
        app.emit('web-contents-created', {}, this.webContents);
      }
    },
    Tray: class extends StandInTray {
      constructor() {
        super();
        if (!system.hasTray) throw new Error('there is no place for a tray');
        trays.push(this);
      }
    },
    Notification: class extends StandInNotification {
      show(): void {
        notifications.push(this);
      }
    },
    MessageChannelMain: StandInChannel,
    protocol: { registerSchemesAsPrivileged: (added) => void schemes.push(...added) } satisfies Pick<
      Protocol,
      'registerSchemesAsPrivileged'
    >,
    session: {
      fromPartition: (name: string) => {
        const session = sessions.get(name) ?? new StandInSession();
        sessions.set(name, session);
        return session;
      },
    },
    utilityProcess: {
      fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}) => {
        if (!modulePath.endsWith('engine.js')) throw new Error(`there is no ${modulePath}`);
        const child = new StandInUtilityProcess(modulePath, args, options, utility);
        processes.push(child);
        return child;
      },
    } satisfies Record<keyof Pick<typeof utilityProcess, 'fork'>, unknown>,
    ipcMain: { on: () => undefined },
    net: { fetch: () => Promise.reject(new Error('there is no network here')) } satisfies Record<keyof Pick<Net, 'fetch'>, unknown>,
    ipcRenderer: {
      on: (channel: string, listener: (...args: unknown[]) => void) => current.page?.ipcRenderer.on(channel, listener),
    } satisfies Record<keyof Pick<IpcRenderer, 'on'>, unknown>,
  };
  return { electron: { ...electron, default: electron }, app, system, processes, windows, sessions, schemes, current, utility };
}

export type ElectronStandIn = ReturnType<typeof electronStandIn>;

/** Signals to utility processes of a stand-in; signals to others go where they belong. */
export function signalUtility(killProcess: typeof process.kill): typeof process.kill {
  return (pid, signal) => {
    const child = utilityChildren.get(pid);
    child?.signal(String(signal));
    return child === undefined ? killProcess(pid, signal) : true;
  };
}
