import { Emitter, type Event } from '../../shared/base/emitter.ts';
import { ReadTally } from './frame-window.ts';
import type { Supervisor } from './supervisor.ts';

/** Who a connection is for. */
export interface RelayedCaller {
  readonly scope: 'read' | 'trade';
  /** The same for every connection of one caller. */
  readonly caller: string;
}

/** Why the engine lets a caller go, as a code of RFC 6455 and a sentence. */
export interface ConnectionClose {
  readonly code: number;
  readonly reason: string;
}

/** The supervisor's end of one caller's way to the engine. */
export interface RelayedConnection {
  readonly onFrame: Event<string | Uint8Array>;
  /** The engine lets this caller go, and the connection with it; announced once. */
  readonly onClose: Event<ConnectionClose>;
  /** The engine ended, and the connection with it; announced once. */
  readonly onEnd: Event<void>;
  send(frame: string | Uint8Array): void;
  /** Says that a frame of this length has left for the caller; until it is said the engine counts it as waiting. */
  noteRead(length: number): void;
  close(): void;
}

interface OpenConnection {
  readonly frames: Emitter<string | Uint8Array>;
  readonly closes: Emitter<ConnectionClose>;
  readonly ended: Emitter<void>;
}

/** Carries any number of callers over the one link between supervisor and engine. */
export class ConnectionRelay {
  readonly #supervisor: Supervisor;
  readonly #open = new Map<number, OpenConnection>();
  #nextId = 1;

  constructor(supervisor: Supervisor) {
    this.#supervisor = supervisor;
    supervisor.onMessage((message) => {
      if (message.kind === 'frame') this.#open.get(message.connection)?.frames.fire(message.frame);
      if (message.kind === 'close') this.#closeOne(message.connection, message);
    });
    supervisor.onDidChange((state) => {
      if (state.kind !== 'ready' && state.kind !== 'starting') this.#endAll();
    });
  }

  /** Opens a way to the engine, which must be ready. */
  open({ scope, caller }: RelayedCaller): RelayedConnection {
    const connection = this.#nextId;
    this.#nextId += 1;
    const frames = new Emitter<string | Uint8Array>();
    const closes = new Emitter<ConnectionClose>();
    const ended = new Emitter<void>();
    this.#open.set(connection, { frames, closes, ended });
    this.#supervisor.send({ kind: 'open', connection, scope, caller });
    const tally = new ReadTally((length) => {
      if (this.#open.has(connection)) this.#supervisor.send({ kind: 'read', connection, length });
    });
    return {
      onFrame: frames.event,
      onClose: closes.event,
      onEnd: ended.event,
      send: (frame) => {
        if (this.#open.has(connection)) this.#supervisor.send({ kind: 'frame', connection, frame });
      },
      noteRead: (length) => tally.noteRead(length),
      close: () => {
        if (this.#open.delete(connection)) this.#supervisor.send({ kind: 'closed', connection });
      },
    };
  }

  #closeOne(connection: number, { code, reason }: ConnectionClose): void {
    const open = this.#open.get(connection);
    if (open === undefined) return;
    this.#open.delete(connection);
    this.#supervisor.send({ kind: 'closed', connection });
    open.closes.fire({ code, reason });
  }

  #endAll(): void {
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { ended } of open) ended.fire();
  }
}
