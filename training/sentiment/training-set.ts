import { prepareText } from '../../electron/inference/text/prepare-text.ts';
import { type Example, type Label, labels } from './data/example.ts';
import { generate } from './grammar/generate.ts';
import { isInventedName } from './grammar/slots.ts';
import type { Sample } from './network/batch.ts';
import { Random } from './random.ts';
import { special, Vocabulary } from './vocabulary/vocabulary.ts';

/** How samples are drawn and varied. */
export interface SamplingPlan {
  /** Generated sentences per pass. */
  readonly generated: number;
  /** Weight of a sample by where it comes from. */
  readonly weightOf: (source: string) => number;
  /** Probability that a name is hidden. */
  readonly nameMasking: number;
  /** Probability that any word is hidden. */
  readonly wordMasking: number;
  /** Probability spread evenly over all classes. */
  readonly smoothing: number;
}

interface Encoded {
  readonly ids: Int32Array;
  readonly label: Label;
  readonly source: string;
}

/** Texts ready for training: encoded once, varied anew in every pass. */
export class TrainingSet {
  readonly vocabulary: Vocabulary;
  readonly #encoded: readonly Encoded[];
  readonly #names: ReadonlySet<number>;

  /** `grammarSample` is the number of generated sentences that the vocabulary is learnt from. */
  constructor(examples: readonly Example[], grammarSample = 60_000) {
    const prepared = examples.map(({ text }) => prepareText(text));
    const grammar = generate(grammarSample, new Random(1)).flatMap(({ text }) =>
      prepareText(text)
        .split(' ')
        .filter((word) => !isInventedName(word)),
    );
    const counts = new Map<string, number>();
    for (const word of grammar) counts.set(word, (counts.get(word) ?? 0) + 1);
    const always = [...counts].filter(([, count]) => count >= 4).map(([word]) => word);
    this.vocabulary = Vocabulary.learn(prepared, { leastCount: 2, most: 14_000, always });
    this.#encoded = examples.map(({ label, source }, at) => ({ ids: this.vocabulary.encode(prepared[at]), label, source }));
    this.#names = nameIds(examples, this.vocabulary);
  }

  /** The samples of one pass. */
  samples(plan: SamplingPlan, random: Random): Sample[] {
    const generated = generate(plan.generated, random).map(({ text, label, source }) => ({
      ids: this.vocabulary.encode(prepareText(text)),
      label,
      source,
    }));
    return [...this.#encoded, ...generated].map(({ ids, label, source }) => ({
      ids: this.#varied(ids, plan, random),
      target: targetOf(label, plan.smoothing),
      weight: plan.weightOf(source),
    }));
  }

  #varied(ids: Int32Array, { nameMasking, wordMasking }: SamplingPlan, random: Random): Int32Array {
    return ids.map((id, at) => {
      if (at === 0) return id;
      if (this.#names.has(id) && random.isLucky(nameMasking)) return special.unknown;
      return random.isLucky(wordMasking) ? special.unknown : id;
    });
  }
}

function targetOf(label: Label, smoothing: number): [number, number, number] {
  const share = (k: number): number => smoothing / 3 + (labels[k] === label ? 1 - smoothing : 0);
  return [share(0), share(1), share(2)];
}

/** Pieces that are mostly written with a capital inside sentences: names of firms, places and people. */
function nameIds(examples: readonly Example[], vocabulary: Vocabulary): ReadonlySet<number> {
  const counts = new Map<string, { upper: number; lower: number }>();
  for (const { text } of examples) {
    const words = text.match(/\p{L}[\p{L}'&-]*/gu) ?? [];
    const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
    if (capitals > 0.5 * words.length) continue;
    for (const word of words.slice(1)) {
      const key = word.toLowerCase();
      const count = counts.get(key) ?? { upper: 0, lower: 0 };
      if (/^\p{Lu}/u.test(word)) count.upper += 1;
      else count.lower += 1;
      counts.set(key, count);
    }
  }
  const names = [...counts].filter(([, { upper, lower }]) => upper > 0 && upper >= 6 * lower).map(([word]) => word);
  return new Set(names.filter((word) => vocabulary.has(word)).map((word) => vocabulary.encode(word)[1]));
}
