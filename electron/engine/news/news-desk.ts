import type { Headline, TakenHeadline } from '../../../shared/domain/headline.ts';
import { DAY_MS } from '../../../shared/domain/time.ts';
import { EntityLinker, type LinkedEntity } from './entity-linker.ts';
import { NearDuplicates, type NearDuplicatesOptions } from './near-duplicates.ts';

/** A day: agencies retell a story through all time zones. No more headlines than the books hold, see `restore`. */
const DEFAULTS: NearDuplicatesOptions = { windowMs: DAY_MS, most: 300 };

/** Says of each headline which instruments it concerns, and whether it tells again what was told before. */
export class NewsDesk {
  readonly #linker: EntityLinker;
  readonly #duplicates: NearDuplicates;

  /** @default `windowMs` one day, `most` 300 headlines. `most` must not be above the number of headlines that are kept for `restore`. */
  constructor(entities: readonly LinkedEntity[], options: Partial<NearDuplicatesOptions> = {}) {
    this.#linker = new EntityLinker(entities);
    this.#duplicates = new NearDuplicates({ ...DEFAULTS, ...options });
  }

  /**
   * Takes a headline up. `instruments`: those that the source gave, in its order, then those that the text names. `repeats`: the
   * first headline of its story, `null` for one that is new. An id that is taken twice gets the `repeats` of the first time.
   */
  take({
    id,
    text,
    instruments,
    tsEvent,
  }: Pick<Headline, 'id' | 'text' | 'instruments' | 'tsEvent'>): Pick<TakenHeadline, 'instruments' | 'repeats'> {
    const about = [...new Set([...instruments, ...this.#linker.link(text)])];
    return { instruments: about, repeats: this.#duplicates.add(id, text, tsEvent, { about }) };
  }

  /**
   * Takes up what the books hold after a restart, in the order in which it was taken; from there on the desk answers as if it
   * had never stopped. What was decided is kept, not decided again: links and repeats come from the headlines themselves.
   */
  restore(headlines: Iterable<Pick<TakenHeadline, 'id' | 'text' | 'instruments' | 'tsEvent' | 'repeats'>>): void {
    for (const { id, text, instruments, tsEvent, repeats } of headlines) {
      this.#duplicates.add(id, text, tsEvent, { about: instruments, repeats });
    }
  }
}
