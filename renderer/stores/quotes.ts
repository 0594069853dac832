import type { QuoteFrame } from '../../shared/contract/index.ts';

/** The latest price of one instrument; a new object whenever it changes. */
export interface Quote {
  readonly last: number;
  readonly bid: number;
  readonly ask: number;
  readonly dayChange: number;
  readonly dayVolume: number;
  readonly time: number;
  /** 1 up, −1 down, 0 unchanged, against the price shown before. */
  readonly direction: number;
}

type Listener = () => void;

/**
 * Latest prices by instrument index. Frames arrive up to sixty times a second, so each row listens to its own instrument and nothing
 * else redraws. What arrives between two screen refreshes is shown once.
 */
class QuoteStore {
  readonly #quotes: (Quote | undefined)[] = [];
  readonly #listeners: Set<Listener>[] = [];
  readonly #pending = new Map<number, Quote>();
  #isScheduled = false;
  asOf = 0;

  readonly get = (index: number): Quote | undefined => this.#quotes[index];

  subscribe(index: number, listener: Listener): () => void {
    this.#listeners[index] ??= new Set();
    const listeners = this.#listeners[index];
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  take(frame: QuoteFrame): void {
    this.asOf = frame.asOf;
    frame.instrument.forEach((index, place) => {
      const before = this.#quotes[index]?.last ?? frame.last[place];
      this.#pending.set(index, {
        last: frame.last[place],
        bid: frame.bid[place],
        ask: frame.ask[place],
        dayChange: frame.dayChange[place],
        dayVolume: frame.dayVolume[place],
        time: frame.time[place],
        direction: Math.sign(frame.last[place] - before),
      });
    });
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => this.#show());
  }

  #show(): void {
    this.#isScheduled = false;
    for (const [index, quote] of this.#pending) {
      this.#quotes[index] = quote;
      for (const listener of this.#listeners[index] ?? []) listener();
    }
    this.#pending.clear();
  }
}

export const quoteStore = new QuoteStore();
