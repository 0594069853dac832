/** Milliseconds between two looks at the clock. */
const BEAT_MS = 40;

/** After so long without a reason, rows that wait are recorded. */
const RECORD_MS = 1_000;

export interface MarketPumpOptions {
  /** Plays a short stretch of what is due. */
  readonly play: () => Promise<void>;
  /** Records rows that wait. */
  readonly record: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** Plays the market along the wall's clock, one stretch at a time, never two at once. */
export class MarketPump {
  readonly #options: MarketPumpOptions;
  #timer: NodeJS.Timeout | null = null;
  #beat: Promise<void> | null = null;
  #recordedMs = -Infinity;

  constructor(options: MarketPumpOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#startBeat(), BEAT_MS);
    this.#startBeat();
  }

  /** Stops, and resolves when the stretch under way is over. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#beat;
  }

  /** Runs `action` between two stretches. */
  async between<T>(action: () => Promise<T>): Promise<T> {
    while (this.#beat !== null) await this.#beat;
    const acting = action();
    this.#beat = acting.then(
      () => this.#endBeat(),
      () => this.#endBeat(),
    );
    return await acting;
  }

  #startBeat(): void {
    if (this.#beat !== null || this.#timer === null) return;
    this.#beat = this.#play()
      .catch(this.#options.onFailure)
      .finally(() => this.#endBeat());
  }

  #endBeat(): void {
    this.#beat = null;
  }

  async #play(): Promise<void> {
    await this.#options.play();
    const nowMs = performance.now();
    if (nowMs - this.#recordedMs < RECORD_MS) return;
    this.#recordedMs = nowMs;
    this.#options.record();
  }
}
