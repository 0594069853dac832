/**
 * How much the engine may have told a caller that the caller has not read: beyond it the engine waits, so that nothing between the engine
 * and a caller's socket ever holds more. A frame counts with its length; the last one may go over.
 */
const WINDOW = 512 * 1024;

/** The reader's end says what was read in portions of so much, or more. */
const PORTION = WINDOW / 8;

/** The engine's end: waits for room. */
export class SendWindow {
  #unread = 0;
  #room: PromiseWithResolvers<void> | null = null;
  #isClosed = false;

  /** Resolves when there is room for a frame, or nobody to send it to any more. */
  async room(): Promise<void> {
    while (this.#unread >= WINDOW && !this.#isClosed) {
      this.#room ??= Promise.withResolvers();
      await this.#room.promise;
    }
  }

  noteSent(length: number): void {
    this.#unread += length;
  }

  noteRead(length: number): void {
    this.#unread = Math.max(0, this.#unread - length);
    if (this.#unread < WINDOW) this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  #wake(): void {
    this.#room?.resolve();
    this.#room = null;
  }
}

/** The reader's end: adds up what was read, and tells it in portions. */
export class ReadTally {
  readonly #tell: (length: number) => void;
  #untold = 0;

  constructor(tell: (length: number) => void) {
    this.#tell = tell;
  }

  noteRead(length: number): void {
    this.#untold += length;
    if (this.#untold < PORTION) return;
    const told = this.#untold;
    this.#untold = 0;
    this.#tell(told);
  }
}
