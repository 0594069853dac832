import type { MessageChannelMain, WebContents } from 'electron';
import { PORT_ENDED, PORT_MESSAGE } from '../../shared/contract/port-messages.ts';
import type { Supervisor } from '../supervision/supervisor.ts';

/** The calls of Electron that handing a port over takes. */
export interface PortApi {
  readonly MessageChannelMain: new () => MessageChannelMain;
}

export type WindowContents = Pick<WebContents, 'postMessage' | 'isDestroyed'>;

/**
 * Gives windows their way to the engine: one message channel per window and run of the engine, whose ends go straight to the two;
 * what they say to each other does not pass here.
 */
export class EngineWindowLink {
  readonly #api: PortApi;
  readonly #supervisor: Supervisor;
  readonly #windows = new Set<WindowContents>();
  #nextConnection = 1;

  constructor(api: PortApi, supervisor: Supervisor) {
    this.#api = api;
    this.#supervisor = supervisor;
    supervisor.onDidChange((state) => {
      if (state.kind === 'ready') for (const window of this.#windows) this.#hand(window);
      if (state.kind === 'waiting' || state.kind === 'failed') this.#tellEnded();
    });
  }

  /** A page was loaded, or loaded again: it needs a port of its own. */
  onPageLoaded(window: WindowContents): void {
    this.#windows.add(window);
    if (this.#supervisor.state.kind === 'ready') this.#hand(window);
  }

  /** A page is gone, with or without its window; whatever is posted to it would throw. */
  onPageGone(window: WindowContents): void {
    this.#windows.delete(window);
  }

  #hand(window: WindowContents): void {
    const { port1, port2 } = new this.#api.MessageChannelMain();
    const connection = this.#nextConnection;
    if (!this.#post(window, () => window.postMessage(PORT_MESSAGE, null, [port2]))) {
      port1.close();
      return;
    }
    this.#nextConnection += 1;
    this.#supervisor.send({ kind: 'open', connection, scope: 'trade', caller: `window ${connection}` }, [port1]);
  }

  #tellEnded(): void {
    for (const window of this.#windows) this.#post(window, () => window.postMessage(PORT_ENDED, null));
  }

  /** Posts to a page, or forgets it: its process may have ended before anybody was told. Returns whether it was there. */
  #post(window: WindowContents, post: () => void): boolean {
    try {
      if (!window.isDestroyed()) {
        post();
        return true;
      }
    } catch {
      // As when the frame is gone; a page that comes back is loaded, and asks anew.
    }
    this.#windows.delete(window);
    return false;
  }
}
