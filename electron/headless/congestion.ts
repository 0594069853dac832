/** With so much waiting for a caller, the engine is told to hold back; with half of it, to go on. */
const CONGESTED_BYTES = 1024 * 1024;

/** Tells the engine's side when a caller reads more slowly than it is told things, and when it keeps up again. */
export class Congestion {
  readonly #tell: (isCongested: boolean) => void;
  #isCongested = false;

  constructor(tell: (isCongested: boolean) => void) {
    this.#tell = tell;
  }

  /** Looks at how much waits for the caller, in bytes. */
  look(waitingBytes: number): void {
    const isCongested = waitingBytes > (this.#isCongested ? CONGESTED_BYTES / 2 : CONGESTED_BYTES);
    if (isCongested === this.#isCongested) return;
    this.#isCongested = isCongested;
    this.#tell(isCongested);
  }
}
