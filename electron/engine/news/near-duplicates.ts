import { assert } from '../../../shared/base/assert.ts';
import type { HeadlineId, InstrumentId } from '../../../shared/domain/ids.ts';
import { isSameStory } from './same-story.ts';
import { type StoryPrint, storyPrint } from './story-print.ts';

export interface NearDuplicatesOptions {
  /** How far apart in time, either way, a story may be told again. Milliseconds, inclusive. */
  readonly windowMs: number;
  /** How many headlines are remembered, the last ones by arrival. */
  readonly most: number;
}

interface Remembered {
  readonly id: HeadlineId;
  readonly timeMs: number;
  readonly print: StoryPrint;
  readonly about: readonly InstrumentId[];
  /** The first of its chain: itself, unless it repeats an earlier one. */
  readonly first: HeadlineId;
}

/**
 * Remembers the headlines of late, and finds the one that another tells again (see `isSameStory`). What it remembers depends
 * on the last `most` headlines alone, so that it can be rebuilt from them.
 */
export class NearDuplicates {
  readonly #windowMs: number;
  readonly #most: number;
  /** By id, in order of arrival. */
  readonly #remembered = new Map<HeadlineId, Remembered>();

  constructor({ windowMs, most }: NearDuplicatesOptions) {
    assert(windowMs >= 0 && Number.isInteger(most) && most >= 1, 'near-duplicates are looked for in a window, among at least one headline');
    this.#windowMs = windowMs;
    this.#most = most;
  }

  get size(): number {
    return this.#remembered.size;
  }

  /**
   * Returns the first headline of the chain that `text` continues, or `null`; of several, the chain that arrived first. `about`:
   * the instruments concerned; only stories about one of them count, or when one side names none.
   */
  find(text: string, timeMs: number, about: readonly InstrumentId[] = []): HeadlineId | null {
    return this.#find(storyPrint(text), timeMs, about);
  }

  /** Remembers a headline; one that is remembered already stays as it was. Returns what it repeats: `repeats` if given, else what `find` says. */
  add(
    id: HeadlineId,
    text: string,
    timeMs: number,
    { about = [], repeats }: { readonly about?: readonly InstrumentId[]; readonly repeats?: HeadlineId | null } = {},
  ): HeadlineId | null {
    const known = this.#remembered.get(id);
    if (known !== undefined) return known.first === id ? null : known.first;
    const print = storyPrint(text);
    const first = repeats === undefined ? this.#find(print, timeMs, about) : repeats;
    this.#remembered.set(id, { id, timeMs, print, about: [...about], first: first ?? id });
    if (this.#remembered.size > this.#most) {
      for (const oldest of this.#remembered.keys()) {
        this.#remembered.delete(oldest);
        break;
      }
    }
    return first;
  }

  #find(print: StoryPrint, timeMs: number, about: readonly InstrumentId[]): HeadlineId | null {
    for (const earlier of this.#remembered.values()) {
      if (Math.abs(timeMs - earlier.timeMs) > this.#windowMs || !concernsSame(about, earlier.about)) continue;
      if (isSameStory(print, earlier.print)) return earlier.first;
    }
    return null;
  }
}

function concernsSame(one: readonly InstrumentId[], other: readonly InstrumentId[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((id) => other.includes(id));
}
