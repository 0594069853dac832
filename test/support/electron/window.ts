import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { StandInContents } from './contents.ts';
import { StandInEmitter, StandInEvent } from './typed-events.ts';

type WindowUsed = Pick<
  BrowserWindow,
  | 'show'
  | 'hide'
  | 'focus'
  | 'restore'
  | 'close'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'isMaximized'
  | 'isFullScreen'
  | 'isDestroyed'
  | 'loadURL'
  | 'getNormalBounds'
  | 'maximize'
  | 'setFullScreen'
>;

export class StandInWindow extends StandInEmitter<BrowserWindow> implements WindowUsed {
  readonly webContents = new StandInContents();
  readonly options: BrowserWindowConstructorOptions;
  readonly loaded: string[] = [];
  readonly calls: string[] = [];
  bounds: Rectangle;
  isClosed = false;
  isShown = false;
  isInFront = false;
  isSmall = true;
  isLarge = false;
  isFull = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
  }

  loadURL(url: string): Promise<void> {
    this.#alive();
    this.loaded.push(url);
    this.webContents.url = url;
    return Promise.resolve();
  }

  /** As a user closes it, unless a listener prevents that; every later call but `isDestroyed` throws, as in Electron. */
  close(): void {
    const event = new StandInEvent();
    this.announce('close', event);
    if (event.defaultPrevented) return;
    this.isClosed = true;
    this.webContents.isGone = true;
    this.announce('closed');
  }

  isDestroyed(): boolean {
    return this.isClosed;
  }

  isMinimized(): boolean {
    this.#alive();
    return this.isSmall;
  }

  isMaximized(): boolean {
    this.#alive();
    return this.isLarge;
  }

  isFullScreen(): boolean {
    this.#alive();
    return this.isFull;
  }

  isVisible(): boolean {
    this.#alive();
    return this.isShown;
  }

  isFocused(): boolean {
    this.#alive();
    return this.isInFront;
  }

  getNormalBounds(): Rectangle {
    this.#alive();
    return this.bounds;
  }

  show(): void {
    this.#note('show');
    this.isShown = true;
  }

  hide(): void {
    this.#note('hide');
    this.isShown = false;
  }

  focus(): void {
    this.#note('focus');
  }

  restore(): void {
    this.#note('restore');
  }

  maximize(): void {
    this.#note('maximize');
    this.isLarge = true;
  }

  setFullScreen(isFull: boolean): void {
    this.#note(`full-screen ${isFull}`);
    this.isFull = isFull;
  }

  #note(call: string): void {
    this.#alive();
    this.calls.push(call);
  }

  #alive(): void {
    if (this.isClosed) throw new TypeError('Object has been destroyed');
  }
}
