/** How often a thread that has nothing to do beats, in milliseconds. */
export const PULSE_MS = 250;

/**
 * A thread's signs of life, counted in memory that both sides see. The thread beats with everything it takes in hand, and where it is watched without work
 * also by a timer, so
 * that one that is stuck (in a call to the disk, a loop, native code) stands still, and one that works through much does not.
 */
export class Pulse {
  /** Goes to the thread as part of its data. */
  readonly shared: SharedArrayBuffer;
  readonly #count: Int32Array;

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#count = new Int32Array(shared);
  }

  /** On the thread: it lives. */
  beat(): void {
    Atomics.add(this.#count, 0, 1);
  }

  /** Changes with every beat. */
  get count(): number {
    return Atomics.load(this.#count, 0);
  }
}
