import { drop } from '../../shared/base/drop.ts';
import type { Logger } from '../engine/ports/logger.ts';
import type { Recording } from './services.ts';

/** The check of the tables begins so long after a start, in wall milliseconds, so that it takes nothing from it. */
const BEGINS_AFTER_MS = 1_000;

/** Beyond so many differences the rest is only counted. */
const MOST_NAMED = 10;

export interface TableWatchOptions {
  readonly recording: Pick<Recording, 'checkTables' | 'rebuildTables' | 'rebuiltTables'>;
  readonly log: Logger;
  /** Tells the user what was found and done about it. */
  readonly tell: (message: string) => void;
  /** Tells what is not as it was written and can't be built again: market data that only questions about the past and verification read. */
  readonly onBroken: (message: string) => void;
}

/**
 * After a start: says which tables differed from the journal and were built again from it, then holds every older row against the
 * journal in the background, and has the tables built again where one differs.
 */
export class TableWatch {
  readonly #options: TableWatchOptions;
  readonly #ending = new AbortController();
  readonly #checked: Promise<void>;

  constructor(options: TableWatchOptions) {
    this.#options = options;
    const { rebuiltTables } = options.recording;
    if (rebuiltTables.length > 0)
      this.#say(`The tables ${rebuiltTables.join(', ')} differed from the journal and were built again from it`);
    this.#checked = this.#check().catch((error: unknown) => {
      options.log.warn('the tables could not be compared with the journal', { error: String(error) });
    });
    drop(this.#checked, () => undefined);
  }

  /** Ends the check, and resolves when nothing of it runs any more. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#checked;
  }

  async #check(): Promise<void> {
    const { signal } = this.#ending;
    const { recording } = this.#options;
    const begun = Promise.withResolvers<void>();
    const timer = setTimeout(begun.resolve, BEGINS_AFTER_MS);
    signal.addEventListener('abort', () => begun.resolve(), { once: true });
    await begun.promise;
    clearTimeout(timer);
    if (signal.aborted) return;
    const differences = await recording.checkTables(signal);
    if (differences.length === 0 || signal.aborted) return;
    const isRepairable = differences.some(({ table }) => table !== null);
    if (isRepairable) await recording.rebuildTables();
    const named = differences.slice(0, MOST_NAMED).map(({ message }) => message);
    const more = differences.length > MOST_NAMED ? `; and ${differences.length - MOST_NAMED} more` : '';
    const words = named.join('; ') + more;
    if (isRepairable) this.#say(`${words}; all tables were built again from the journal`);
    if (differences.some(({ table }) => table === null)) this.#options.onBroken(words);
  }

  #say(message: string): void {
    this.#options.log.warn(message);
    this.#options.tell(message);
  }
}
