/** Buckets of the wide model; every kind of word group is mapped into the same ones. */
export const BUCKETS = 131_072;

/** How the ids of a word group become a bucket: Σ idₖ · multiplierₖ + offset, modulo the buckets. `steps` are the places of the words. */
export const groups = [
  { steps: [0], multipliers: [7_919], offset: 1 },
  { steps: [0, 1], multipliers: [104_729, 1_299_709], offset: 11 },
  { steps: [0, 2], multipliers: [611_953, 15_485_863], offset: 23 },
  { steps: [0, 1, 2], multipliers: [32_452_843, 49_979_687, 86_028_121], offset: 37 },
] as const;

/** Buckets of a text's word groups, given the stems of its pieces. */
export function bucketsOf(stems: readonly number[]): Int32Array {
  const buckets: number[] = [];
  for (const { steps, multipliers, offset } of groups) {
    const reach = steps[steps.length - 1];
    for (let at = 0; at + reach < stems.length; at += 1) {
      let sum: number = offset;
      for (let k = 0; k < steps.length; k += 1) sum += stems[at + steps[k]] * multipliers[k];
      buckets.push(sum % BUCKETS);
    }
  }
  return Int32Array.from(buckets);
}
