import { type Disposable, disposable } from './disposable.ts';

/** Subscribes `listener` until the returned disposable is disposed. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Announces values to listeners in the order they subscribed. */
export class Emitter<T> {
  #listeners: ((value: T) => void)[] = [];

  readonly event: Event<T> = (listener) => {
    // A function of its own per subscription: one listener may subscribe twice and leave once.
    const subscribed = (value: T): void => listener(value);
    this.#listeners = [...this.#listeners, subscribed];
    return disposable(() => {
      this.#listeners = this.#listeners.filter((other) => other !== subscribed);
    });
  };

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  get hasListeners(): boolean {
    return this.#listeners.length > 0;
  }
}
