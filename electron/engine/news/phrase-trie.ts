import type { HeadlineWord } from './headline-words.ts';

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  value: T | undefined;
}

/** Longest phrase, in words, that is kept; what is longer is never written out in a headline. */
const MOST_WORDS = 12;

/** Phrases by their folded words; looking one up takes as many steps as the phrase has words. */
export class PhraseTrie<T> {
  readonly #root: Node<T> = { next: new Map(), value: undefined };

  /** Returns what the phrase holds, which `make` gives when it is new; `undefined` for a phrase without words or beyond the limit. */
  at(words: readonly string[], make: () => T): T | undefined {
    if (words.length === 0 || words.length > MOST_WORDS) return undefined;
    let node = this.#root;
    for (const word of words) {
      let next = node.next.get(word);
      if (next === undefined) {
        next = { next: new Map(), value: undefined };
        node.next.set(word, next);
      }
      node = next;
    }
    node.value ??= make();
    return node.value;
  }

  /** Returns the longest phrase that begins at word `from` and that `accepts` says is meant there. */
  longest(
    words: readonly HeadlineWord[],
    from: number,
    accepts: (value: T, length: number) => boolean,
  ): { readonly value: T; readonly length: number } | null {
    let node = this.#root;
    let best: { readonly value: T; readonly length: number } | null = null;
    for (let length = 1; from + length <= words.length; length += 1) {
      const next = node.next.get(words[from + length - 1].folded);
      if (next === undefined) break;
      node = next;
      if (node.value !== undefined && accepts(node.value, length)) best = { value: node.value, length };
    }
    return best;
  }
}
