/** An event that a listener can prevent. */
export interface Preventable {
  preventDefault(): void;
}

export interface QuitFlowOptions {
  /** Lets the engine write down what it holds and end, within so many milliseconds. */
  readonly stop: (withinMs: number) => Promise<void>;
  /** Asks the user where something is at stake; resolves with what to do. */
  readonly ask: () => Promise<QuitAnswer>;
  /** Quits; `before-quit` comes again, and is let through then. */
  readonly quit: () => void;
  /** Takes the window away and leaves everything running. */
  readonly hide: () => void;
}

/** `hide`: take the window away and go on. */
export type QuitAnswer = 'quit' | 'hide' | 'stay';

/** How long the engine may take to write down what it holds: when the user quits, and when the system ends, which waits five seconds. */
const QUIT_MS = 10_000;
const SYSTEM_END_MS = 4_000;

/**
 * The one way out of the app. Whoever closes the window or quits is asked where positions are open or auto mode is on; a signal and the
 * end of the system are not. Then the engine stops, and only then the app quits.
 */
export class QuitFlow {
  readonly #options: QuitFlowOptions;
  #isAsking = false;
  #stopping: Promise<void> | null = null;
  #isStopped = false;

  constructor(options: QuitFlowOptions) {
    this.#options = options;
  }

  /** Whether the app is on its way out. */
  get isLeaving(): boolean {
    return this.#stopping !== null;
  }

  /** The user quits, or closes the window. */
  onLeave(event: Preventable): void {
    if (this.#isStopped) return;
    event.preventDefault();
    if (this.#stopping !== null || this.#isAsking) return;
    this.#isAsking = true;
    void this.#ask();
  }

  /** A signal asks for the end; nobody may be there to answer. */
  onSignal(): void {
    this.#leave(QUIT_MS);
  }

  /**
   * The system shuts down or logs out. It is held up for as long as the engine needs: an app that refuses to quit instead cancels
   * a log-out on macOS.
   */
  onSystemEnd(event: Preventable): void {
    if (this.#isStopped) return;
    event.preventDefault();
    this.#leave(SYSTEM_END_MS);
  }

  async #ask(): Promise<void> {
    try {
      const answer = await this.#options.ask();
      if (answer === 'quit') this.#leave(QUIT_MS);
      if (answer === 'hide' && !this.isLeaving) this.#options.hide();
    } finally {
      this.#isAsking = false;
    }
  }

  #leave(withinMs: number): void {
    this.#stopping ??= this.#options
      .stop(withinMs)
      .catch(() => undefined)
      .then(() => {
        this.#isStopped = true;
        this.#options.quit();
      });
  }
}
