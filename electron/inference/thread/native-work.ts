const FREE = 0;
const BUSY = 1;
const ENDED = 2;

/**
 * Says whether a thread is inside native code, as both its sides see it. A thread that is ended there takes the whole process with it
 * (the model runtime throws where nothing may be thrown), so that whoever wants to end it asks here first.
 */
export class NativeWork {
  /** Goes to the thread as part of its data. */
  readonly shared: SharedArrayBuffer;
  readonly #state: Int32Array;

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#state = new Int32Array(shared);
  }

  /** On the thread: does native work; a thread that was asked to end meanwhile ends itself after it. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    if (Atomics.compareExchange(this.#state, 0, FREE, BUSY) === ENDED) return await ended();
    try {
      return await work();
    } finally {
      if (Atomics.compareExchange(this.#state, 0, BUSY, FREE) === ENDED) await ended();
    }
  }

  /** On the other side: asks the thread to end. Tells whether it can be terminated at once; otherwise it ends itself soon. */
  end(): boolean {
    return Atomics.exchange(this.#state, 0, ENDED) !== BUSY;
  }
}

/** Ends the thread that calls it, not the process. */
function ended(): Promise<never> {
  process.exit();
}
