import { type Disposable, disposable } from './disposable.ts';

/** Subscribes `listener` until the returned disposable is disposed. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Announces values to listeners in the order they subscribed. */
export class Emitter<T> {
  readonly #onListenerFault: ((error: unknown) => void) | null;
  #listeners: ((value: T) => void)[] = [];

  /** With `onListenerFault`, what a listener throws goes there and keeps nobody else from hearing; without, it goes to whoever announces. */
  constructor(onListenerFault: ((error: unknown) => void) | null = null) {
    this.#onListenerFault = onListenerFault;
  }

  readonly event: Event<T> = (listener) => {
    // A function of its own per subscription: one listener may subscribe twice and leave once.
    const subscribed = (value: T): void => listener(value);
    this.#listeners = [...this.#listeners, subscribed];
    return disposable(() => {
      this.#listeners = this.#listeners.filter((other) => other !== subscribed);
    });
  };

  fire(value: T): void {
    const onFault = this.#onListenerFault;
    for (const listener of this.#listeners) {
      try {
        listener(value);
      } catch (error) {
        if (onFault === null) throw error;
        onFault(error);
      }
    }
  }

  get hasListeners(): boolean {
    return this.#listeners.length > 0;
  }
}
