import type { MessageChannelMain, MessagePortMain, WebContents } from 'electron';
import { type FromPage, fromPage, SHELL_PORT_MESSAGE, type ToPage } from '../../shared/contract/shell-messages.ts';

export interface PageLinkOptions {
  readonly MessageChannelMain: new () => MessageChannelMain;
  readonly onMessage: (message: FromPage) => void;
  /** Hears of what a page said that is no message. */
  readonly onNonsense: (reason: string) => void;
}

/** The shell's own way to its page: a fresh port with each load, beside the one to the engine. */
export class PageLink {
  readonly #options: PageLinkOptions;
  #port: MessagePortMain | null = null;

  constructor(options: PageLinkOptions) {
    this.#options = options;
  }

  /** Gives a page that was loaded its port; the one of the page before is closed. */
  onPageLoaded(contents: Pick<WebContents, 'postMessage'>): void {
    this.onPageGone();
    const { port1, port2 } = new this.#options.MessageChannelMain();
    port1.on('message', ({ data }) => this.#take(data));
    port1.start();
    try {
      contents.postMessage(SHELL_PORT_MESSAGE, null, [port2]);
      this.#port = port1;
    } catch {
      // The page ended while it was loaded; the next one gets its own.
      port1.close();
    }
  }

  onPageGone(): void {
    this.#port?.close();
    this.#port = null;
  }

  /** Tells the page; lost while there is none. */
  tell(message: ToPage): void {
    this.#port?.postMessage(message);
  }

  #take(data: unknown): void {
    const parsed = fromPage.safeParse(data);
    if (parsed.success) this.#options.onMessage(parsed.data);
    else this.#options.onNonsense(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
}
