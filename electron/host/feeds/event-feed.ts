import { DisposableStore } from '../../../shared/base/disposable.ts';
import type { EventMessage, WorkspaceNotice } from '../../../shared/contract/index.ts';
import type { BusEventName } from '../../../shared/domain/bus-event.ts';
import type { WorkspaceBus } from '../workspace-bus.ts';

/** Messages that wait for one reader; beyond that the oldest go. */
const MOST_WAITING = 256;

/** The bus as a stream, for readers who follow events by their names. */
export class EventFeed {
  readonly #bus: WorkspaceBus;
  /** What was announced before anybody could listen: the components that are up. */
  readonly #early: WorkspaceNotice[] = [];

  constructor(bus: WorkspaceBus) {
    this.#bus = bus;
  }

  /** Publishes a message that later readers are told as well, before anything else. */
  announce(notice: WorkspaceNotice): void {
    const outgoing = this.#bus.publish(notice);
    if (outgoing !== null) this.#early.push(outgoing);
  }

  /** Every message of these events from now on, as long as the signal is not aborted; a reader who is slow loses the oldest and is told how many. */
  async *watch(events: readonly BusEventName[], signal: AbortSignal | undefined): AsyncGenerator<EventMessage, void, void> {
    const waiting = this.#early.filter(({ event }) => events.includes(event));
    const held = new DisposableStore();
    let dropped = 0;
    let wake: (() => void) | null = null;
    const stir = (): void => wake?.();
    const take = (notice: WorkspaceNotice): void => {
      waiting.push(notice);
      if (waiting.length > MOST_WAITING) {
        waiting.shift();
        dropped += 1;
      }
      stir();
    };
    for (const event of new Set(events)) held.add(this.#bus.on(event, take));
    signal?.addEventListener('abort', stir);
    try {
      while (signal?.aborted !== true) {
        const notice = waiting.shift();
        if (notice !== undefined) {
          const lost = dropped;
          dropped = 0;
          yield { ...notice, dropped: lost };
          continue;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
      }
    } finally {
      signal?.removeEventListener('abort', stir);
      held.dispose();
    }
  }
}
