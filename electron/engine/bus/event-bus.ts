import { type Disposable, disposable } from '../../../shared/base/disposable.ts';

/** A message that names the event it is of. */
export interface BusMessage<Name extends string> {
  readonly event: Name;
}

/** Sees an outgoing message before its listeners do: returns it, a changed copy, or `null` to drop it. */
export type BusMiddleware<M> = (message: M) => M | null;

/**
 * Tells listeners what has happened (row A15). Middlewares act on outgoing copies, after the books and their hash: they can change or drop
 * what listeners hear, never what happened. Nobody waits for an answer on the bus. A listener or middleware that throws is reported
 * and passed over; it takes nobody along.
 */
export class EventBus<Name extends string, M extends BusMessage<Name>> {
  #middlewares: readonly BusMiddleware<M>[] = [];
  readonly #listeners = new Map<Name, readonly ((message: M) => void)[]>();
  readonly #report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** Adds a middleware behind those that are there, until it is disposed. */
  use(middleware: BusMiddleware<M>): Disposable {
    const used: BusMiddleware<M> = (message) => middleware(message);
    this.#middlewares = [...this.#middlewares, used];
    return disposable(() => {
      this.#middlewares = this.#middlewares.filter((other) => other !== used);
    });
  }

  on(event: Name, listener: (message: M) => void): Disposable {
    const subscribed = (message: M): void => listener(message);
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), subscribed]);
    return disposable(() => {
      this.#listeners.set(
        event,
        (this.#listeners.get(event) ?? []).filter((other) => other !== subscribed),
      );
    });
  }

  /** Whether a message of this event would be heard; spares making those that nobody hears. */
  isHeard(event: Name): boolean {
    return (this.#listeners.get(event)?.length ?? 0) > 0;
  }

  /** Returns the message as the listeners heard it, or `null` when a middleware dropped it. */
  publish(message: M): M | null {
    let outgoing = message;
    for (const middleware of this.#middlewares) {
      const changed = this.#attempt(() => middleware(outgoing), outgoing);
      if (changed === null) return null;
      outgoing = changed;
    }
    for (const listener of this.#listeners.get(outgoing.event) ?? []) this.#attempt(() => listener(outgoing), undefined);
    return outgoing;
  }

  #attempt<T>(act: () => T, otherwise: T): T {
    try {
      return act();
    } catch (error) {
      this.#report(error);
      return otherwise;
    }
  }
}
