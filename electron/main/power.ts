import type { PowerMonitor, powerSaveBlocker } from 'electron';
import type { PowerEvent } from '../supervision/engine-link.ts';
import type { Preventable } from './quit-flow.ts';

/** Tells the engine what happens to the machine's power, and lets the system's end wait for it. */
export function followPower(
  monitor: Pick<PowerMonitor, 'on'>,
  tell: (event: PowerEvent) => void,
  onSystemEnd: (event: Preventable) => void,
): void {
  monitor.on('suspend', () => tell('suspend'));
  monitor.on('resume', () => tell('resume'));
  monitor.on('lock-screen', () => tell('lock'));
  monitor.on('unlock-screen', () => tell('unlock'));
  // Electron documents that this event can be prevented, and leaves it out of its types.
  monitor.on('shutdown', (...args: readonly unknown[]) => {
    tell('shutdown');
    onSystemEnd(preventableIn(args));
  });
}

function preventableIn([event]: readonly unknown[]): Preventable {
  const isPreventable = (value: unknown): value is Preventable =>
    typeof value === 'object' && value !== null && 'preventDefault' in value && typeof value.preventDefault === 'function';
  return isPreventable(event) ? event : { preventDefault: () => undefined };
}

/** Keeps the machine from sleeping while that is asked for; the display may go off. */
export class KeepAwake {
  readonly #blocker: Pick<typeof powerSaveBlocker, 'start' | 'stop'>;
  #id: number | null = null;

  constructor(blocker: Pick<typeof powerSaveBlocker, 'start' | 'stop'>) {
    this.#blocker = blocker;
  }

  set(isAwake: boolean): void {
    if (isAwake === (this.#id !== null)) return;
    if (this.#id === null) {
      this.#id = this.#blocker.start('prevent-app-suspension');
      return;
    }
    this.#blocker.stop(this.#id);
    this.#id = null;
  }
}
