import type { InstrumentId } from '../../../shared/domain/ids.ts';
import { aliasesOf, baseSymbol, coreName, distinctiveFirstWord, foldedWords, type Named } from './company-aliases.ts';
import { wordsOf } from './headline-words.ts';
import { isInitials, isNamed } from './name-sense.ts';
import { PhraseTrie } from './phrase-trie.ts';
import { type ReadHeadline, readHeadline } from './read-headline.ts';
import { isTicker } from './ticker-forms.ts';
import { coinNames, quoteSymbols } from './words/coin-names.ts';
import { otherSenses } from './words/known-as.ts';

/** What can be linked: an instrument's id and how headlines name it. */
export interface LinkedEntity extends Named {
  readonly id: InstrumentId;
  /** Names that the user gave, beside those that `aliasesOf` finds. */
  readonly aliases: readonly string[];
}

/** What a phrase stands for; without any id it is known to mean something else. */
interface Phrase {
  readonly named: Set<InstrumentId>;
  readonly ticked: Set<InstrumentId>;
  readonly ownSeconds: Set<string>;
  /** Whether it stands for something without an id. */
  isOther: boolean;
  isInitials: boolean;
}

/**
 * Finds the instruments that a headline names: by ticker (see `isTicker`), by name without legal form, by alias, and by a
 * distinctive first word. Of phrases that overlap, the longest counts. Linear in the length of the text, of which the first
 * 2 000 characters are read.
 */
export class EntityLinker {
  readonly #phrases = new PhraseTrie<Phrase>();

  constructor(entities: readonly LinkedEntity[]) {
    const shared = sharedFirstWords(entities);
    for (const entity of entities) {
      const first = distinctiveFirstWord(entity.name);
      const defaults = aliasesOf(entity).filter((alias) => alias !== first || !shared.has(foldedWords(alias)[0]));
      for (const alias of [...defaults, ...entity.aliases]) this.#addName(alias, entity);
      for (const ticker of tickersOf(entity)) this.#phraseOf(ticker)?.ticked.add(entity.id);
    }
    const others = [...otherSenses, ...Object.values(coinNames).flat()];
    for (const other of others) {
      const phrase = this.#phraseOf(other);
      if (phrase !== undefined) phrase.isOther = true;
    }
  }

  /** Returns the instruments in order of first mention, each once; those of one mention in the order they were given. */
  link(text: string): InstrumentId[] {
    const headline = readHeadline(text);
    const found = new Set<InstrumentId>();
    let at = 0;
    while (at < headline.words.length) {
      const from = at;
      const match = this.#phrases.longest(headline.words, from, (phrase, length) => isMeant(headline, from, length, phrase));
      at += match?.length ?? 1;
      if (match === null) continue;
      const { named, ticked } = match.value;
      if (isNamed(headline, from, match.length, match.value)) for (const id of named) found.add(id);
      if (ticked.size > 0 && isTicker(headline, from, match.length)) for (const id of ticked) found.add(id);
    }
    return [...found];
  }

  #addName(name: string, entity: LinkedEntity): void {
    const words = wordsOf(name);
    const phrase = this.#phraseOf(name);
    if (phrase === undefined || (words.length === 1 && words[0].folded.length === 1)) return;
    phrase.named.add(entity.id);
    phrase.isInitials ||= isInitials(words);
    const [, second] = foldedWords(entity.name);
    if (second !== undefined) phrase.ownSeconds.add(second);
  }

  #phraseOf(text: string): Phrase | undefined {
    return this.#phrases.at(foldedWords(text), () => ({
      named: new Set(),
      ticked: new Set(),
      ownSeconds: new Set(),
      isOther: false,
      isInitials: false,
    }));
  }
}

function isMeant(headline: ReadHeadline, at: number, length: number, phrase: Phrase): boolean {
  if (phrase.ticked.size > 0 && isTicker(headline, at, length)) return true;
  return (phrase.named.size > 0 || phrase.isOther) && isNamed(headline, at, length, phrase);
}

/** First words that begin the names of two companies, or are the whole name of another one. One company may have many instruments. */
function sharedFirstWords(entities: readonly LinkedEntity[]): Set<string> {
  const owners = new Map<string, string>();
  const shared = new Set<string>();
  for (const { name } of entities) {
    const words = foldedWords(coreName(name));
    const core = words.join(' ');
    if (words.length === 0) continue;
    const owner = owners.get(words[0]);
    if (owner !== undefined && owner !== core) shared.add(words[0]);
    owners.set(words[0], core);
  }
  return shared;
}

function tickersOf({ symbol, assetClass }: LinkedEntity): string[] {
  if (assetClass === 'stock') return [symbol];
  const base = baseSymbol(symbol);
  return [symbol, base, ...quoteSymbols.flatMap((quote) => [`${base}/${quote}`, `${base}${quote}`])];
}
