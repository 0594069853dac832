import type { QuoteFrame } from '../../shared/contract/index.ts';

/** The latest price of one instrument; a new object whenever it changes. */
export interface Quote {
  readonly last: number;
  readonly bid: number;
  readonly ask: number;
  readonly dayChange: number;
  readonly dayVolume: number;
  readonly time: number;
  /** 1 up, −1 down, 0 not yet: the last move that was marked. */
  readonly direction: number;
  /** When that move was marked, milliseconds of the page's clock; one mark at a time. */
  readonly markedMs: number;
}

type Listener = () => void;

/** A move is marked for so long; moves meanwhile are shown, not marked. */
const MARK_MS = 600;

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
    const nowMs = performance.now();
    frame.instrument.forEach((index, place) => {
      const before = this.#quotes[index];
      const move = before === undefined ? 0 : Math.sign(frame.last[place] - before.last);
      const isMarked = move !== 0 && nowMs - (before?.markedMs ?? 0) >= MARK_MS;
      this.#pending.set(index, {
        last: frame.last[place],
        bid: frame.bid[place],
        ask: frame.ask[place],
        dayChange: frame.dayChange[place],
        dayVolume: frame.dayVolume[place],
        time: frame.time[place],
        direction: isMarked ? move : (before?.direction ?? 0),
        markedMs: isMarked ? nowMs : (before?.markedMs ?? 0),
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
