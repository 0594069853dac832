import { isLetter } from './keys.ts';

/** Letters that follow each other so soon are a word. */
const WORD_MS = 500;

/**
 * Tells a word from single keys: the first letter that is typed while nothing has the focus may be an action, and a letter within half a
 * second after it makes both the beginning of a symbol that is looked for. Times are milliseconds of one clock.
 */
export class TypeAhead {
  #text = '';
  #lastMs = -Infinity;

  /** The first letter, typed while nothing had the focus. */
  begin(letter: string, atMs: number): void {
    this.#text = letter;
    this.#lastMs = atMs;
  }

  /** Takes a further key; returns the word so far where it goes on with one, `null` where it does not and the word is over. */
  next(key: string, atMs: number): string | null {
    const goesOn = this.#text !== '' && isLetter(key) && atMs - this.#lastMs <= WORD_MS;
    this.#text = goesOn ? this.#text + key : '';
    this.#lastMs = atMs;
    return goesOn ? this.#text : null;
  }

  end(): void {
    this.#text = '';
  }
}
