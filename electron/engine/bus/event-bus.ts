import { type Disposable, disposable } from '../../../shared/base/disposable.ts';

/** A message that names the event it is of. */
export interface BusMessage<Name extends string> {
  readonly event: Name;
}

/** Sees an outgoing message before its listeners do: returns it, a changed copy, or `null` to drop it. */
export type BusMiddleware<M> = (message: M) => M | null;

/**
 * Tells listeners what has happened (row A15). Middlewares act on outgoing copies, after the books and their hash: they can change or drop
 * what listeners hear, never what happened. Nobody waits for an answer on the bus.
 */
export class EventBus<Name extends string, M extends BusMessage<Name>> {
  #middlewares: readonly BusMiddleware<M>[] = [];
  readonly #listeners = new Map<Name, readonly ((message: M) => void)[]>();

  /** Adds a middleware behind those that are there, until it is disposed. */
  use(middleware: BusMiddleware<M>): Disposable {
    this.#middlewares = [...this.#middlewares, middleware];
    return disposable(() => {
      this.#middlewares = this.#middlewares.filter((other) => other !== middleware);
    });
  }

  on(event: Name, listener: (message: M) => void): Disposable {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return disposable(() => {
      this.#listeners.set(
        event,
        (this.#listeners.get(event) ?? []).filter((other) => other !== listener),
      );
    });
  }

  /** Whether a message of this event would be heard; spares making those that nobody hears. */
  isHeard(event: Name): boolean {
    return (this.#listeners.get(event)?.length ?? 0) > 0;
  }

  /** Returns the message as the listeners heard it, or `null` when a middleware dropped it. */
  publish(message: M): M | null {
    let outgoing: M | null = message;
    for (const middleware of this.#middlewares) {
      outgoing = middleware(outgoing);
      if (outgoing === null) return null;
    }
    for (const listener of this.#listeners.get(outgoing.event) ?? []) listener(outgoing);
    return outgoing;
  }
}
