import { foldCharacter, isWholeWord } from './folded-characters.ts';

/** Texts are read this far, in UTF-16 units; a headline is done long before. */
const MOST_CHARACTERS = 2_000;

/** `upper`: SAP, 3M. `capital`: Apple, JPMorgan. `lower`: apple. `mixed`: iPhone. `other`: digits, and scripts without capitals. */
export type WordShape = 'upper' | 'capital' | 'lower' | 'mixed' | 'other';

export interface HeadlineWord {
  /** Lower case, without accents, apostrophes and a possessive ending: `moody` for “Moody’s”. */
  readonly folded: string;
  readonly shape: WordShape;
  readonly isPossessive: boolean;
  /** Offsets into the text in UTF-16 units; `end` is one past the last, the possessive ending included. */
  readonly start: number;
  readonly end: number;
}

/**
 * Returns the words of `text` in order. Hyphens, dots and slashes part words, except the dots of initials (“J.P.” is `jp`);
 * an ampersand joins letters (“AT&T” is `at&t`) and otherwise is the word `and`. A word that is cut by the limit is left out.
 */
export function wordsOf(text: string): HeadlineWord[] {
  const words: HeadlineWord[] = [];
  const limit = Math.min(text.length, MOST_CHARACTERS);
  let at = 0;
  while (at < limit) {
    const word = wordAt(text, at);
    if (word === null) {
      at += 1;
      continue;
    }
    at = Math.max(at + 1, word.end);
    if (word.end <= limit && word.folded !== '') words.push(word);
  }
  return words;
}

function wordAt(text: string, start: number): HeadlineWord | null {
  if (isWholeWord(text.charCodeAt(start))) return { folded: text[start], shape: 'other', isPossessive: false, start, end: start + 1 };
  if (text[start] === '&') return { folded: 'and', shape: 'lower', isPossessive: false, start, end: afterAmpersand(text, start) };
  if (foldCharacter(text, start) === null) return null;
  return new WordReader(text, start).read();
}

function afterAmpersand(text: string, at: number): number {
  return text.startsWith('&amp;', at) ? at + 5 : at + 1;
}

/** Reads one word from its first letter on. */
class WordReader {
  readonly #text: string;
  readonly #start: number;
  #at: number;
  #folded = '';
  #uppers = 0;
  #lowers = 0;
  #isFirstUpper = false;
  #isPossessive = false;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#start = start;
    this.#at = start;
  }

  read(): HeadlineWord {
    // One word can't be longer than what is read of a text; beyond, its end does not matter.
    while (this.#at < this.#text.length && this.#at - this.#start <= MOST_CHARACTERS) {
      if (!this.#takeLetter() && !this.#takeJoint()) break;
    }
    return { folded: this.#folded, shape: this.#shape(), isPossessive: this.#isPossessive, start: this.#start, end: this.#at };
  }

  #takeLetter(): boolean {
    const character = foldCharacter(this.#text, this.#at);
    if (character === null) return false;
    if (character.letterCase === 'upper') {
      if (this.#folded === '') this.#isFirstUpper = true;
      this.#uppers += 1;
    } else if (character.letterCase === 'lower') this.#lowers += 1;
    this.#folded += character.plain;
    this.#at += 1;
    return true;
  }

  /** Passes a sign that goes on with the word; false at one that ends it. */
  #takeJoint(): boolean {
    switch (this.#text[this.#at]) {
      case "'":
      case '’':
      case '‘':
      case 'ʼ':
      case '`':
        return this.#takeApostrophe();
      case '&':
        return this.#takeAmpersand();
      case '.':
        return this.#takeInitialDot();
      default:
        return false;
    }
  }

  #takeApostrophe(): boolean {
    const next = this.#text[this.#at + 1];
    if ((next === 's' || next === 'S') && !this.#isLetter(this.#at + 2)) {
      this.#isPossessive = true;
      this.#at += 2;
      return false;
    }
    this.#isPossessive = !this.#isLetter(this.#at + 1);
    this.#at += 1;
    return !this.#isPossessive;
  }

  /** “AT&T” and “P&G” are one word; “Marks&Spencer” is three. */
  #takeAmpersand(): boolean {
    const after = afterAmpersand(this.#text, this.#at);
    const isShort = this.#folded.length <= 2 && this.#isLetter(after) && !(this.#isLetter(after + 1) && this.#isLetter(after + 2));
    if (!isShort) return false;
    this.#folded += '&';
    this.#at = after;
    return true;
  }

  /** The dot between initials, each of which has one: “J.P. Morgan”, “S.p.A.”, and not “AAPL.O” or “F.N”. */
  #takeInitialDot(): boolean {
    const isInitial = this.#at - this.#start === 2 * this.#folded.length - 1;
    if (!isInitial || !this.#isLetter(this.#at + 1) || this.#text[this.#at + 2] !== '.') return false;
    this.#at += 1;
    return true;
  }

  #isLetter(at: number): boolean {
    return at < this.#text.length && foldCharacter(this.#text, at) !== null;
  }

  #shape(): WordShape {
    if (this.#uppers === 0) return this.#lowers === 0 ? 'other' : 'lower';
    if (this.#lowers === 0) return 'upper';
    return this.#isFirstUpper ? 'capital' : 'mixed';
  }
}
