import type { Socket } from 'node:net';

/** Connections of whoever has not shown a bearer. They all come from this machine, so that their address tells nothing. */
const MOST_STRANGERS = 512;

/**
 * Keeps strangers' connections to a number: for one more the oldest goes, so that whoever comes with a bearer always gets in, however many
 * others were opened and left half done.
 */
export class ConnectionLimit {
  readonly #strangers = new Set<Socket>();

  /** Counts a new connection among the strangers. */
  add(socket: Socket): void {
    for (const oldest of this.#strangers) {
      if (this.#strangers.size < MOST_STRANGERS) break;
      this.#strangers.delete(oldest);
      oldest.destroy();
    }
    this.#strangers.add(socket);
    socket.once('close', () => this.#strangers.delete(socket));
  }

  /** A bearer came over this connection, which is not closed for others any more. */
  noteKnown(socket: Socket): void {
    this.#strangers.delete(socket);
  }

  /** Connections of strangers that are open now. */
  get strangerCount(): number {
    return this.#strangers.size;
  }
}
