import { special } from '../vocabulary/vocabulary.ts';

/** One text as the trainer sees it. */
export interface Sample {
  /** Token ids with the start piece. */
  readonly ids: Int32Array;
  /** Probabilities of negative, neutral, positive that the model is to give. */
  readonly target: readonly [number, number, number];
  readonly weight: number;
}

/** Texts side by side, padded to the longest. */
export interface Batch {
  readonly size: number;
  readonly length: number;
  /** Ids [size, length]. */
  readonly ids: Int32Array;
  /** 1 ÷ tokens of the text, 0 for padding [size, length]. */
  readonly meanWeight: Float32Array;
  /** 0 for tokens, −10 000 for padding [size, length]. */
  readonly floor: Float32Array;
}

export function batchOf(texts: readonly Int32Array[]): Batch {
  const size = texts.length;
  const length = Math.max(4, ...texts.map((ids) => ids.length));
  const ids = new Int32Array(size * length).fill(special.padding);
  const meanWeight = new Float32Array(size * length);
  const floor = new Float32Array(size * length).fill(-1e4);
  for (const [row, text] of texts.entries()) {
    ids.set(text, row * length);
    meanWeight.fill(1 / text.length, row * length, row * length + text.length);
    floor.fill(0, row * length, row * length + text.length);
  }
  return { size, length, ids, meanWeight, floor };
}
