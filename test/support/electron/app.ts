import { join } from 'node:path';
import type { App, RelaunchOptions } from 'electron';
import { StandInEmitter, StandInEvent } from './typed-events.ts';

type AppUsed = Pick<
  App,
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'relaunch'
  | 'getPath'
  | 'setPath'
  | 'getVersion'
  | 'setAsDefaultProtocolClient'
  | 'setAppUserModelId'
  | 'isPackaged'
  | 'getAppPath'
>;

export class StandInApp extends StandInEmitter<App> implements AppUsed {
  isPackaged = false;
  readonly name = 'bitflow';
  isSandboxed = false;
  isFirst = true;
  quits = 0;
  exits: number[] = [];
  relaunches: RelaunchOptions[] = [];
  protocols: string[] = [];
  lockedWith: unknown[] = [];
  /** The places of the platform, and what the shell made of them. */
  readonly paths: Record<string, string>;

  constructor(home: string) {
    super();
    this.paths = { appData: home, userData: join(home, 'bitflow'), crashDumps: join(home, 'bitflow', 'Crashpad'), temp: home };
  }

  enableSandbox(): void {
    this.isSandboxed = true;
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    this.lockedWith.push({ userData: this.paths['userData'], additionalData });
    return this.isFirst;
  }

  whenReady(): Promise<void> {
    return Promise.resolve();
  }

  relaunch(options: RelaunchOptions = {}): void {
    this.relaunches.push(options);
  }

  getPath(name: string): string {
    return this.paths[name];
  }

  setPath(name: string, path: string): void {
    this.paths[name] = path;
  }

  getAppPath(): string {
    return '/app';
  }

  getVersion(): string {
    return '0.0.0';
  }

  setAsDefaultProtocolClient(protocol: string): boolean {
    this.protocols.push(protocol);
    return true;
  }

  setAppUserModelId(): void {}

  exit(code = 0): void {
    this.exits.push(code);
  }

  /** As Electron: asks the listeners of `before-quit` first. */
  quit(): void {
    const event = new StandInEvent();
    this.announce('before-quit', event);
    if (event.defaultPrevented) return;
    this.quits += 1;
    this.announce('quit', new StandInEvent(), 0);
  }
}
