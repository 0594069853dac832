import type { Brand } from '../../../shared/base/brand.ts';
import { type Incarnation, idFrom } from '../../../shared/domain/ids.ts';

/**
 * Names for what the core makes: the run's incarnation and a running number, such as `k3f9q0ab-1z`.
 * Two runs never share an incarnation, so a name is never given twice, even when a crash loses the
 * last inputs of a run.
 */
export class IdSource {
  readonly #incarnation: Incarnation;
  #next = 0;

  constructor(incarnation: Incarnation) {
    this.#incarnation = incarnation;
  }

  next<T extends Brand<string, string>>(): T {
    this.#next += 1;
    return idFrom<T>(`${this.#incarnation}-${this.#next.toString(36)}`);
  }
}

/** Returns the run that gave a name, if one of ours did; text that no run can be called otherwise. */
export function incarnationOf(id: Brand<string, string>): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('-')));
}
