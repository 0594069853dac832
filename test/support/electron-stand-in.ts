import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  IpcRenderer,
  Menu,
  MessageBoxOptions,
  MessageChannelMain,
  MessagePortMain,
  Protocol,
  Session,
  UtilityProcess,
  utilityProcess,
  WebContents,
  WindowOpenHandlerResponse,
} from 'electron';

/**
 * The part of Electron that the desktop shell uses, in one Node process: utility processes are threads that run the engine's real entry,
 * and ports are real message ports. Every part is held against Electron's own types, so
 * that it can't drift from them; events are those of Node's emitter, as in Electron.
 */

class StandInPort extends EventEmitter implements Pick<MessagePortMain, 'postMessage' | 'start' | 'close'> {
  readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
  }

  postMessage(message: unknown): void {
    this.port.postMessage(message);
  }

  start(): void {
    this.port.start();
  }

  close(): void {
    this.port.close();
  }
}

class StandInChannel implements Record<keyof Pick<MessageChannelMain, 'port1' | 'port2'>, StandInPort> {
  readonly port1: StandInPort;
  readonly port2: StandInPort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StandInPort(port1);
    this.port2 = new StandInPort(port2);
  }
}

const portsOf = (ports: readonly unknown[]): MessagePort[] => ports.flatMap((port) => (port instanceof StandInPort ? [port.port] : []));

/** A utility process as a thread. */
class StandInProcess extends EventEmitter implements Pick<UtilityProcess, 'pid' | 'postMessage' | 'kill'> {
  readonly pid = 4242;
  readonly ended: Promise<number>;
  readonly #worker: Worker;

  constructor(args: readonly string[]) {
    super();
    this.#worker = new Worker(new URL('./utility-process.ts', import.meta.url), { argv: [...args], execArgv: [] });
    this.#worker.on('message', (message) => this.emit('message', message));
    this.#worker.on('error', (error) => console.error('the engine thread failed', error));
    this.ended = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        this.emit('exit', code);
        resolve(code);
      });
    });
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    const ports = portsOf(transfer);
    this.#worker.postMessage({ message, ports }, ports);
  }

  kill(): boolean {
    void this.#worker.terminate();
    return true;
  }
}

/** What a page's preload and the page itself see of the shell; each load of a page has its own. */
export class StandInPage {
  readonly ipcRenderer = new EventEmitter();
  /** The page's `window`, as far as the preload and the client use it. */
  readonly window = Object.assign(new EventTarget(), {
    postMessage: (data: unknown, _origin: string, ports: readonly MessagePort[] = []) => this.post(data, ports, this.window),
  });

  /** Lets a message arrive in the page, as if `source` had posted it. */
  post(data: unknown, ports: readonly MessagePort[], source: unknown): void {
    this.window.dispatchEvent(Object.assign(new Event('message'), { data, ports, source }));
  }
}

type ContentsUsed = Pick<WebContents, 'postMessage' | 'isDestroyed' | 'setWindowOpenHandler' | 'reload'>;

export class StandInContents extends EventEmitter implements ContentsUsed {
  page: StandInPage | null = null;
  reloads = 0;
  openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] = () => ({ action: 'allow' });

  postMessage(channel: string, message: unknown, transfer: readonly unknown[] = []): void {
    this.page?.ipcRenderer.emit(channel, { ports: portsOf(transfer) }, message);
  }

  isDestroyed(): boolean {
    return false;
  }

  reload(): void {
    this.reloads += 1;
  }

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler;
  }

  /** What becomes of `window.open` in the page. */
  open(url: string): WindowOpenHandlerResponse['action'] {
    const details = { url, frameName: '', features: '', disposition: 'new-window', referrer: { url: '', policy: 'no-referrer' } } as const;
    return this.openHandler(details).action;
  }

  /** Whether the page may go to an address by an event that a listener can prevent. */
  mayGo(event: 'will-navigate' | 'will-redirect' | 'will-attach-webview', url: string): boolean {
    let isPrevented = false;
    this.emit(event, { url, preventDefault: () => (isPrevented = true) });
    return !isPrevented;
  }
}

export class StandInSession
  implements Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>
{
  requestHandler: Parameters<Session['setPermissionRequestHandler']>[0] = null;
  checkHandler: Parameters<Session['setPermissionCheckHandler']>[0] = null;
  deviceHandler: Parameters<Session['setDevicePermissionHandler']>[0] = null;
  readonly handled = new Map<string, Parameters<Protocol['handle']>[1]>();
  readonly protocol: Pick<Protocol, 'handle'> = { handle: (scheme, handler) => void this.handled.set(scheme, handler) };

  setPermissionRequestHandler(handler: Parameters<Session['setPermissionRequestHandler']>[0]): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: Parameters<Session['setPermissionCheckHandler']>[0]): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(handler: Parameters<Session['setDevicePermissionHandler']>[0]): void {
    this.deviceHandler = handler;
  }
}

type WindowUsed = Pick<BrowserWindow, 'show' | 'focus' | 'restore' | 'isMinimized' | 'isDestroyed' | 'loadURL'>;

class StandInWindow extends EventEmitter implements WindowUsed {
  readonly webContents = new StandInContents();
  readonly options: BrowserWindowConstructorOptions;
  readonly loaded: string[] = [];
  readonly calls: string[] = [];
  isClosed = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }

  /** As a user closes it; every later call but this throws, as in Electron. */
  close(): void {
    this.isClosed = true;
    this.emit('closed');
  }

  isDestroyed(): boolean {
    return this.isClosed;
  }

  isMinimized(): boolean {
    if (this.isClosed) throw new TypeError('Object has been destroyed');
    return true;
  }

  show(): void {
    this.calls.push('show');
  }

  focus(): void {
    this.calls.push('focus');
  }

  restore(): void {
    this.calls.push('restore');
  }
}

class StandInApp
  extends EventEmitter
  implements Pick<App, 'enableSandbox' | 'requestSingleInstanceLock' | 'whenReady' | 'quit' | 'relaunch'>
{
  isSandboxed = false;
  isFirst = true;
  quits = 0;
  relaunches = 0;

  enableSandbox(): void {
    this.isSandboxed = true;
  }

  requestSingleInstanceLock(): boolean {
    return this.isFirst;
  }

  whenReady(): Promise<void> {
    return Promise.resolve();
  }

  relaunch(): void {
    this.relaunches += 1;
  }

  /** As Electron: asks the listeners of `before-quit` first. */
  quit(): void {
    let isPrevented = false;
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.quits += 1;
  }
}

/** Makes a stand-in of its own for one test; `electron` is what the module `electron` is to be. */
export function electronStandIn() {
  const app = new StandInApp();
  const processes: StandInProcess[] = [];
  const windows: StandInWindow[] = [];
  const sessions = new Map<string, StandInSession>();
  const errors: string[] = [];
  const schemes: Electron.CustomScheme[] = [];
  const current: { page: StandInPage | null } = { page: null };

  const electron = {
    app,
    BrowserWindow: class extends StandInWindow {
      constructor(options: BrowserWindowConstructorOptions) {
        super(options);
        windows.push(this);
        app.emit('web-contents-created', {}, this.webContents);
      }
    },
    dialog: {
      showErrorBox: (_title: string, content: string) => void errors.push(content),
      showMessageBox: ({ detail = '' }: MessageBoxOptions) => {
        errors.push(detail);
        return Promise.resolve({ response: 0, checkboxChecked: false });
      },
    } satisfies Record<keyof Pick<Dialog, 'showErrorBox' | 'showMessageBox'>, unknown>,
    Menu: {
      setApplicationMenu: () => undefined,
      buildFromTemplate: (template: readonly unknown[]) => template,
    } satisfies Record<keyof Pick<typeof Menu, 'setApplicationMenu' | 'buildFromTemplate'>, unknown>,
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
      fork: (modulePath: string, args: readonly string[] = []) => {
        if (!modulePath.endsWith('engine.js')) throw new Error(`there is no ${modulePath}`);
        const child = new StandInProcess(args);
        processes.push(child);
        return child;
      },
    } satisfies Record<keyof Pick<typeof utilityProcess, 'fork'>, unknown>,
    ipcRenderer: {
      on: (channel: string, listener: (...args: unknown[]) => void) => current.page?.ipcRenderer.on(channel, listener),
    } satisfies Record<keyof Pick<IpcRenderer, 'on'>, unknown>,
  };
  return { electron, app, processes, windows, sessions, errors, schemes, current };
}

export type ElectronStandIn = ReturnType<typeof electronStandIn>;
