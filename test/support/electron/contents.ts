import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { RenderProcessGoneDetails, WebContents, WindowOpenHandlerResponse } from 'electron';
import { portsOf } from './ports.ts';
import { StandInEmitter, StandInEvent } from './typed-events.ts';

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

type ContentsUsed = Pick<
  WebContents,
  'postMessage' | 'isDestroyed' | 'setWindowOpenHandler' | 'reload' | 'forcefullyCrashRenderer' | 'getZoomLevel' | 'setZoomLevel' | 'getURL'
>;

export class StandInContents extends StandInEmitter<WebContents> implements ContentsUsed {
  page: StandInPage | null = null;
  reloads = 0;
  crashes = 0;
  url = '';
  zoomLevel = 0;
  hasFrame = true;
  isGone = false;
  openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] = () => ({ action: 'allow' });

  /** Throws once the page's process is gone, as Electron does until another page is loaded; `isDestroyed` says nothing of it. */
  postMessage(channel: string, message: unknown, transfer: readonly unknown[] = []): void {
    if (this.isGone) throw new TypeError('Object has been destroyed');
    if (!this.hasFrame) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    this.page?.ipcRenderer.emit(channel, { ports: portsOf(transfer) }, message);
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  reload(): void {
    this.reloads += 1;
  }

  forcefullyCrashRenderer(): void {
    this.crashes += 1;
    this.die('killed');
  }

  getURL(): string {
    return this.url;
  }

  getZoomLevel(): number {
    return this.zoomLevel;
  }

  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler;
  }

  /** The page's process ends. */
  die(reason: RenderProcessGoneDetails['reason']): void {
    this.hasFrame = reason === 'clean-exit';
    this.page = null;
    this.announce('render-process-gone', new StandInEvent(), { reason, exitCode: reason === 'clean-exit' ? 0 : 11 });
  }

  /** A page was loaded. */
  load(page: StandInPage): void {
    this.page = page;
    this.hasFrame = true;
    this.announce('did-finish-load');
  }

  /** What becomes of `window.open` in the page. */
  open(url: string): WindowOpenHandlerResponse['action'] {
    const details = { url, frameName: '', features: '', disposition: 'new-window', referrer: { url: '', policy: 'no-referrer' } } as const;
    return this.openHandler(details).action;
  }

  /** Whether the page may go to an address by an event that a listener can prevent. */
  mayGo(name: 'will-navigate' | 'will-redirect' | 'will-attach-webview', url: string): boolean {
    const event = Object.assign(new StandInEvent(), { url });
    this.emit(name, event, {}, {});
    return !event.defaultPrevented;
  }
}
