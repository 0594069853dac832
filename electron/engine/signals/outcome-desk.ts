import type { Signal } from '../../../shared/domain/signal.ts';
import type { SignalOutcome } from '../../../shared/domain/signal-outcome.ts';
import { utcMs } from '../../../shared/domain/time.ts';
import type { CoreContext } from '../kernel/core-context.ts';

/** Notes what became of each signal once its horizon is over (row C4), whether it was traded or not. */
export class OutcomeDesk {
  readonly #core: CoreContext;
  /** When the next horizon of each instrument is over; Infinity where none is open. */
  readonly #nextDue: Float64Array;

  constructor(core: CoreContext) {
    this.#core = core;
    this.#nextDue = new Float64Array(core.instruments.list.length).fill(Infinity);
  }

  /** Takes up the signals whose horizon was not over when the books were left; call once when the core starts. */
  start(): void {
    for (const signal of this.#core.books.scoreboard.open()) this.expect(signal);
  }

  /** A signal was made, and the books know it. */
  expect({ instrumentId, dueAt, action }: Signal): void {
    const index = this.#core.instruments.indexOf(instrumentId);
    if (index !== null && action !== 'hold' && dueAt < this.#nextDue[index]) this.#nextDue[index] = dueAt;
  }

  /** A bar of an instrument has closed. */
  takeClose(index: number, close: number, closeTime: number): void {
    if (closeTime >= this.#nextDue[index]) this.#record(index, close, closeTime);
  }

  #record(index: number, close: number, closeTime: number): void {
    const { books, emit, instruments } = this.#core;
    const { id } = instruments.list[index];
    let next = Infinity;
    for (const signal of books.scoreboard.open()) {
      if (signal.instrumentId !== id) continue;
      if (signal.dueAt <= closeTime) emit({ kind: 'signal-outcome-recorded', outcome: outcomeOf(signal, close, closeTime) });
      else if (signal.dueAt < next) next = signal.dueAt;
    }
    this.#nextDue[index] = next;
  }
}

/** Holds a signal against the close of the first bar after its horizon. */
export function outcomeOf(signal: Signal, close: number, closeTime: number): SignalOutcome {
  const { id, instrumentId, action, regime, confidence, rawConfidence, price, dueAt, tsEvent } = signal;
  const change = (close - price) / price;
  const move = action === 'sell' ? -change : change;
  const horizon = dueAt - tsEvent;
  const result = closeTime > dueAt + horizon ? 'void' : move > 0 ? 'right' : 'wrong';
  return {
    signalId: id,
    instrumentId,
    action,
    regime: regime.label,
    confidence,
    rawConfidence,
    price: close,
    move,
    result,
    tsEvent: utcMs(closeTime),
  };
}
