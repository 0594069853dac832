import { Emitter, type Event } from '../../shared/base/emitter.ts';
import type { Supervisor } from './supervisor.ts';

/** The supervisor's end of one caller's way to the engine. */
export interface RelayedConnection {
  readonly onFrame: Event<string | Uint8Array>;
  /** The engine ended, and the connection with it; announced once. */
  readonly onEnd: Event<void>;
  send(frame: string | Uint8Array): void;
  setCongested(isCongested: boolean): void;
  close(): void;
}

interface OpenConnection {
  readonly frames: Emitter<string | Uint8Array>;
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
    });
    supervisor.onDidChange((state) => {
      if (state.kind !== 'ready' && state.kind !== 'starting') this.#endAll();
    });
  }

  /** Opens a way to the engine, which must be ready. */
  open(scope: 'read' | 'trade'): RelayedConnection {
    const connection = this.#nextId;
    this.#nextId += 1;
    const frames = new Emitter<string | Uint8Array>();
    const ended = new Emitter<void>();
    this.#open.set(connection, { frames, ended });
    this.#supervisor.send({ kind: 'open', connection, scope });
    return {
      onFrame: frames.event,
      onEnd: ended.event,
      send: (frame) => this.#supervisor.send({ kind: 'frame', connection, frame }),
      setCongested: (isCongested) => this.#supervisor.send({ kind: 'congestion', connection, isCongested }),
      close: () => {
        if (this.#open.delete(connection)) this.#supervisor.send({ kind: 'closed', connection });
      },
    };
  }

  #endAll(): void {
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { ended } of open) ended.fire();
  }
}
