import { stemOf } from './stem.ts';

/** Texts are cut after this many tokens, in training and by the tokenizer file alike. */
export const LONGEST_SEQUENCE = 128;

/** Ids of the pieces that stand for no text. */
export const special = { padding: 0, unknown: 1, start: 2, end: 3 } as const;
const specialPieces = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];
const CONTINUATION = '##';

/** Endings by which an unknown form of a known word is recognised. */
const endings = (
  's es ed d ing er ers ly al ment ments ping ped ting ted ning ned ring red ling led ging ged ming med bing bed ding ded ness less able ability ization isation ized ised izing ising ' +
  'ize ise y ies ish ful'
).split(' ');

/** Word pieces with their stems. A word is looked for whole, then as its longest known beginning and known endings; else it is unknown. */
export class Vocabulary {
  readonly pieces: readonly string[];
  /** For each piece the id of its stem's class; classes are numbered like pieces, padding is 0. */
  readonly stems: Int32Array;
  readonly #ids: ReadonlyMap<string, number>;

  constructor(pieces: readonly string[]) {
    this.pieces = pieces;
    this.#ids = new Map(pieces.map((piece, id) => [piece, id]));
    const firstWithStem = new Map<string, number>();
    this.stems = Int32Array.from(pieces, (piece, id) => {
      if (id < specialPieces.length || piece.startsWith(CONTINUATION)) return id;
      const stem = stemOf(piece);
      const first = firstWithStem.get(stem) ?? id;
      firstWithStem.set(stem, first);
      return first;
    });
  }

  /** Learns the pieces: every word that occurs at least `leastCount` times in the prepared texts, and every word of `always`. */
  static learn(
    texts: readonly string[],
    { leastCount, most, always }: { leastCount: number; most: number; always: readonly string[] },
  ): Vocabulary {
    const counts = new Map<string, number>();
    for (const text of texts) for (const word of text.split(' ')) if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
    const wanted = new Set(always);
    const frequent = [...counts]
      .filter(([word, count]) => count >= leastCount && !wanted.has(word))
      .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const words = [...[...wanted].toSorted(), ...frequent.map(([word]) => word)].slice(0, most);
    return new Vocabulary([...specialPieces, ...endings.map((ending) => CONTINUATION + ending), ...words]);
  }

  get size(): number {
    return this.pieces.length;
  }

  has(piece: string): boolean {
    return this.#ids.has(piece);
  }

  /** Ids of a prepared text, at most {@link LONGEST_SEQUENCE}, as the tokenizer file gives them: a start piece, then the text's. */
  encode(prepared: string): Int32Array {
    const ids: number[] = [special.start];
    for (const word of prepared.split(' ')) if (word !== '') ids.push(...this.#wordIds(word));
    return Int32Array.from(ids.slice(0, LONGEST_SEQUENCE));
  }

  #wordIds(word: string): readonly number[] {
    const ids: number[] = [];
    for (let from = 0; from < word.length; ) {
      const prefix = from === 0 ? '' : CONTINUATION;
      let to = word.length;
      while (to > from && !this.#ids.has(prefix + word.slice(from, to))) to -= 1;
      const id = this.#ids.get(prefix + word.slice(from, to));
      if (to === from || id === undefined) return [special.unknown];
      ids.push(id);
      from = to;
    }
    return ids;
  }
}

/** The contents of `tokenizer.json` and `tokenizer_config.json`. */
export function tokenizerFiles(vocabulary: Vocabulary): { readonly tokenizer: object; readonly config: object } {
  const added = specialPieces.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 0 } }],
      special_tokens: { '[CLS]': { id: '[CLS]', ids: [special.start], tokens: ['[CLS]'] } },
    },
    decoder: { type: 'WordPiece', prefix: CONTINUATION, cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: CONTINUATION,
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.pieces.map((piece, id) => [piece, id])),
    },
  };
  const config = {
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: LONGEST_SEQUENCE,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    padding_side: 'right',
    model_input_names: ['input_ids', 'attention_mask'],
  };
  return { tokenizer, config };
}
