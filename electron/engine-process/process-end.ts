import type { Worker } from 'node:worker_threads';

/**
 * Ends this process. Ending it in the ordinary way ends its threads wherever they are, and one that is within native code (SQLite, the
 * model runtime) then takes the process down with an abort. So where threads are left, the process is killed instead: what must last is
 * on disk, as after any other end.
 */
export class ProcessEnd {
  readonly #living = new Set<Worker>();

  /** Counts threads from now on; must be made before the first one is. */
  constructor() {
    process.on('worker', (worker) => {
      this.#living.add(worker);
      worker.once('exit', () => this.#living.delete(worker));
    });
  }

  readonly end = (code: number): void => {
    if (this.#living.size === 0) process.exit(code);
    process.kill(process.pid, 'SIGKILL');
  };
}
