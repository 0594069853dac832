/** What a timer is for; the order of this list decides between timers that are due together. */
export const timerKinds = ['trading-day', 'proposal-expiry', 'order-expiry'] as const;
export type TimerKind = (typeof timerKinds)[number];

interface Timer {
  readonly dueMs: number;
  readonly rank: number;
  readonly kind: TimerKind;
  readonly key: string;
}

/**
 * Due times in core time. Nothing fires by itself: the core takes what is due when an input brings
 * a later time. Timers due together come in the order of their kind, then of their key.
 */
export class Timers {
  #sorted: Timer[] = [];

  /** When the next timer is due, in UTC milliseconds; Infinity when there is none. */
  get nextDueMs(): number {
    return this.#sorted.length === 0 ? Infinity : this.#sorted[0].dueMs;
  }

  /** Sets the one timer of this kind and key, replacing an earlier one. */
  set(kind: TimerKind, key: string, dueMs: number): void {
    this.clear(kind, key);
    const timer: Timer = { dueMs, rank: timerKinds.indexOf(kind), kind, key };
    const place = this.#sorted.findIndex((other) => isBefore(timer, other));
    this.#sorted.splice(place < 0 ? this.#sorted.length : place, 0, timer);
  }

  clear(kind: TimerKind, key: string): void {
    const place = this.#sorted.findIndex((timer) => timer.kind === kind && timer.key === key);
    if (place >= 0) this.#sorted.splice(place, 1);
  }

  /** Removes and returns the first timer that is due at `timeMs`, or `null`. */
  takeDue(timeMs: number): { readonly dueMs: number; readonly kind: TimerKind; readonly key: string } | null {
    if (this.nextDueMs > timeMs) return null;
    return this.#sorted.shift() ?? null;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  if (a.dueMs !== b.dueMs) return a.dueMs < b.dueMs;
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.key < b.key;
}
